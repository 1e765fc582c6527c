"""A call as an application's own log line: who and when, around the API's Message with its usage.

Reads nothing, writes nothing. `logged_at` is the end of the call; `duration_ms` is null where only the
results of a batch were read. `content` is empty: the demo has no prompts and no answers.
"""

from collections.abc import Callable

from norush.demo.calls import OK, Call, Caller
from norush.demo.stamps import Stamps

ERRORS = {429: "rate_limit_error", 500: "api_error", 529: "overloaded_error"}


def request_id(call: Call) -> str:
    """The id of the Message, or of the failed request."""
    return f"{'msg' if call.http_status == OK else 'req'}_01{call.call_id >> 40:022x}"


def writer(caller: Caller, stamps: Stamps) -> Callable[[Call], str]:
    """A function from a call of this caller to its line, without the line end."""
    streamed = "true" if caller.streamed else "false"
    who = f'"api_key_name":"{caller.api_key}","workspace":"{caller.workspace}","app":"{caller.app}"'
    asked = (
        f'"stream":{streamed},"request":{{"model":"{caller.model}","max_tokens":{caller.max_tokens},'
        f'"stream":{streamed}}}'
    )

    def line(call: Call) -> str:
        took = call.end_ms - call.start_ms
        is_ok = call.http_status == OK
        answer = _message(caller, call) if is_ok else _error(call)
        # From the response's headers, which is where the id of a failed call is.
        request = "" if is_ok else f'"request_id":"{request_id(call)}",'
        return (
            f'{{"logged_at":"{stamps.millis(call.end_ms)}","duration_ms":{took or "null"},{who},'
            f'"user_id":{_text(call.user)},"session_id":{_text(call.session)},'
            f'{request}"http_status":{call.http_status},{asked},"response":{answer}}}'
        )

    return line


def _message(caller: Caller, call: Call) -> str:
    search = f'{{"web_search_requests":{call.searches},"web_fetch_requests":0}}' if call.searches else "null"
    return (
        f'{{"id":"{request_id(call)}","type":"message","role":"assistant","model":"{caller.model}","content":[],'
        f'"stop_reason":"{call.stop_reason}","stop_sequence":null,"usage":{{"input_tokens":{call.input_tokens},'
        f'"cache_creation_input_tokens":{call.write_tokens},"cache_read_input_tokens":{call.read_tokens},'
        f'"cache_creation":{{"ephemeral_5m_input_tokens":{call.write_tokens},"ephemeral_1h_input_tokens":0}},'
        f'"output_tokens":{call.output_tokens},"service_tier":"{call.service_tier}","inference_geo":"global",'
        f'"server_tool_use":{search}}}}}'
    )


def _error(call: Call) -> str:
    kind = ERRORS[call.http_status]
    return f'{{"type":"error","error":{{"type":"{kind}","message":"{kind}"}},"request_id":"{request_id(call)}"}}'


def _text(value: str) -> str:
    return f'"{value}"' if value else "null"
