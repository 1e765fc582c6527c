"""A call as a row of LiteLLM's spend log, one JSON object a line, as its API exports them.

Reads nothing, writes nothing. `prompt_tokens` includes cache reads and writes, as in LiteLLM; `spend` is the
proxy's own estimate. Columns that say nothing here are left out: the real set differs by release anyway.
"""

from collections.abc import Callable
from hashlib import sha256

from norush.demo.billing import spend
from norush.demo.calls import OK, RATE_LIMITED, Call, Caller, as_uuid
from norush.demo.stamps import Stamps

ERRORS = {
    RATE_LIMITED: ("RateLimitError", "rate_limit_error"),
    500: ("InternalServerError", "api_error"),
    529: ("InternalServerError", "overloaded_error"),
}


def request_id(call: Call) -> str:
    """The id in the row: the response's, or a bare UUID where no response came."""
    if call.is_response_cache_hit:
        return f"chatcmpl-{as_uuid(call.call_id)}_cache_hit{call.start_ms // 1000}.{call.start_ms % 1000:03d}"
    if call.operation:
        return f"batch_{call.call_id:032x}"
    return f"chatcmpl-{as_uuid(call.call_id)}" if call.http_status == OK else as_uuid(call.call_id)


def writer(caller: Caller, stamps: Stamps) -> Callable[[Call], str]:
    """A function from a call of this caller to its line, without the line end."""
    key = sha256(f"demo virtual key {caller.api_key}".encode()).hexdigest()
    who = (
        f'"model":"{caller.model}","model_group":"{caller.app}","custom_llm_provider":"{caller.provider}",'
        f'"api_key":"{key}","team_id":"t-{caller.workspace}","request_tags":["{caller.app}",'
        f'"User-Agent: {caller.user_agent}"],"user":"default_user_id","messages":{{}},"response":{{}},'
        '"proxy_server_request":{}'
    )
    about = (
        f'"user_api_key_alias":"{caller.api_key}","user_api_key_team_alias":"{caller.workspace}",'
        f'"user_agent":"{caller.user_agent}"'
    )

    def line(call: Call) -> str:
        prompt = call.input_tokens + call.read_tokens + call.write_tokens
        end = stamps.micros(call.end_ms)
        first = stamps.micros(call.first_ms) if call.first_ms else end  # LiteLLM: the end where nothing streamed
        is_ok = call.http_status == OK
        usage, error = (_usage(call, prompt), "null") if is_ok else ("null", _error(caller, call))
        return (
            f'{{"request_id":"{request_id(call)}","call_type":"{call.operation or caller.operation}",'
            f'"spend":{spend(caller.model, call)},"total_tokens":{prompt + call.output_tokens},'
            f'"prompt_tokens":{prompt},"completion_tokens":{call.output_tokens},'
            f'"startTime":"{stamps.micros(call.start_ms)}","endTime":"{end}","completionStartTime":"{first}",'
            f'"request_duration_ms":{call.end_ms - call.start_ms},{who},'
            # Without a session of its own each request gets its trace id: a session of one.
            f'"end_user":"{call.user}","session_id":"{call.session or as_uuid(call.call_id ^ 1)}",'
            f'"cache_hit":"{call.is_response_cache_hit}","status":"{"success" if is_ok else "failure"}",'
            f'"metadata":{{{about},"usage_object":{usage},"error_information":{error}}}}}'
        )

    return line


def _usage(call: Call, prompt: int) -> str:
    search = f'{{"web_search_requests":{call.searches}}}' if call.searches else "null"
    return (
        f'{{"prompt_tokens":{prompt},"completion_tokens":{call.output_tokens},'
        f'"cache_read_input_tokens":{call.read_tokens},"cache_creation_input_tokens":{call.write_tokens},'
        f'"prompt_tokens_details":{{"cached_tokens":{call.read_tokens},"cache_creation_tokens":{call.write_tokens},'
        f'"cache_creation_token_details":{{"ephemeral_5m_input_tokens":{call.write_tokens},'
        f'"ephemeral_1h_input_tokens":0}},"text_tokens":{call.input_tokens}}},'
        f'"service_tier":"{call.service_tier}","inference_geo":"global","server_tool_use":{search}}}'
    )


def _error(caller: Caller, call: Call) -> str:
    name, message = ERRORS[call.http_status]
    return (
        f'{{"error_code":"{call.http_status}","error_class":"{name}","llm_provider":"{caller.provider}",'
        f'"error_message":"{message}"}}'
    )
