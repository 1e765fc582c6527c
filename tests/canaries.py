"""Prompts, answers and all that may hold them, planted where each format keeps them: each text is one of a kind.

A text that turns up says by its number where it was planted.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from norush.sources.containers import Shape
from records import as_text, entry, records

MARK = "kumquat"
Made = dict[str, str]
"""Canary -> where it stands."""


class Planter:
    """Makes canaries and remembers where each was planted."""

    def __init__(self) -> None:
        self.made: Made = {}
        self._numbers = count(1)

    def text(self, place: str) -> str:
        """A sentence as people write them, with a word in it that nobody else writes."""
        canary = f"{MARK}{next(self._numbers):06}"
        self.made[canary] = place
        return f"Dear {canary}, what is the matter with my order?"


def messages(plant: Planter, place: str) -> list[dict[str, Any]]:
    """A conversation with everything that may stand in one, as Anthropic's and OpenAI's APIs have it."""

    def said(what: str) -> str:
        return plant.text(f"{place} {what}")

    return [
        {"role": "system", "content": said("system")},
        {"role": "developer", "content": [{"type": "input_text", "text": said("developer")}]},
        {"role": "user", "content": said("user")},
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": said("thinking"), "signature": said("signature")},
                {"type": "redacted_thinking", "data": said("redacted thinking")},
                {"type": "text", "text": said("answer"), "citations": [{"cited_text": said("citation")}]},
                {"type": "tool_use", "id": "toolu_1", "name": "look_up", "input": {"query": said("tool input")}},
            ],
            "reasoning_content": said("reasoning"),
            "tool_calls": [
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "look_up", "arguments": json.dumps({"q": said("arguments")})},
                }
            ],
        },
        {
            "role": "user",
            "content": [
                {
                    "type": "tool_result",
                    "tool_use_id": "toolu_1",
                    "content": [{"type": "text", "text": said("result")}],
                },
                {"type": "image", "source": {"type": "base64", "data": said("image")}},
                {"type": "document", "title": said("title"), "source": {"type": "text", "data": said("document")}},
            ],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": said("tool")},
        {
            "role": "user",
            "parts": [{"text": said("part")}, {"functionCall": {"name": "f", "args": {"a": said("args")}}}],
        },
    ]


def request(plant: Planter, place: str) -> dict[str, Any]:
    """The body of a request, whichever API it is for."""
    return {
        "system": [{"type": "text", "text": plant.text(f"{place} system"), "cache_control": {"type": "ephemeral"}}],
        "instructions": plant.text(f"{place} instructions"),
        "prompt": plant.text(f"{place} prompt"),
        "tools": [{"name": "look_up", "description": plant.text(f"{place} tool"), "input_schema": {"type": "object"}}],
        "messages": messages(plant, place),
        "contents": messages(plant, place),
        "input": messages(plant, place),
    }


def response(plant: Planter, place: str) -> dict[str, Any]:
    """The body of an answer."""
    return {
        "content": messages(plant, place)[3]["content"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": messages(plant, place)[3]}],
        "output": [{"type": "message", "content": [{"type": "output_text", "text": plant.text(f"{place} output")}]}],
        "candidates": [{"finishReason": "STOP", "content": messages(plant, place)[6]}],
        "completion": plant.text(f"{place} completion"),
    }


def error(plant: Planter, place: str) -> dict[str, Any]:
    """The body of an error, which quotes what was asked."""
    return {
        "type": "invalid_request_error",
        "message": plant.text(f"{place} message"),
        "param": plant.text(f"{place} param"),
        "traceback": plant.text(f"{place} traceback"),
    }


Plant = Callable[[Planter, str], Any]


def _said(plant: Planter, place: str) -> str:
    return plant.text(place)


def _in_text(made: Plant) -> Plant:
    return lambda plant, place: json.dumps(made(plant, place))


def _attributes(plant: Planter, place: str) -> list[dict[str, Any]]:
    """What spans of three conventions keep of a conversation."""
    names = (
        "gen_ai.prompt", "gen_ai.completion", "gen_ai.system_instructions", "gen_ai.input.messages",
        "gen_ai.output.messages", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "gen_ai.prompt.0.content",
        "gen_ai.completion.0.content", "llm.prompts", "llm.input_messages.0.message.content", "input.value",
        "output.value", "exception.message", "exception.stacktrace", "traceloop.entity.input",
        "llm.invocation_parameters",
    )  # fmt: skip
    structured = json.dumps(messages(plant, f"{place} structured"))
    values = {name: structured if name.endswith(".messages") else plant.text(f"{place} {name}") for name in names}
    return [{"key": name, "value": {"stringValue": value}} for name, value in values.items()]


EVERYWHERE: Mapping[str, Plant] = {
    "norush_prompt": _said,
    "prompt": _said,
    "completion": _said,
    "messages": messages,
    "thinking": _said,
    "error_message": _said,
}
"""Fields that a record may have in addition, whatever its format reads."""

PLACES: Mapping[str, Mapping[str, Plant]] = {
    "litellm": {
        "messages": messages, "response": response, "proxy_server_request": request,
        "metadata.error_information": error, "exception": _said,
    },
    "litellm_payload": {
        "messages": messages, "response": response, "error_str": _said, "error_information": error,
        "model_parameters.tools": messages, "metadata.requester_metadata": error, "guardrail_information": error,
    },
    "langfuse": {
        "input": _in_text(messages), "output": _in_text(response), "status_message": _said, "statusMessage": _said,
        "tool_definitions.look_up": _said, "tool_calls": messages,
        "observations.*.input": messages, "observations.*.output": response, "observations.*.statusMessage": _said,
    },
    "langfuse_traces": {"input": _in_text(messages), "output": _in_text(response)},
    "helicone": {"request_body": request, "response_body": response, "properties.error": _said},
    "openrouter": {},
    "openrouter_daily": {},
    "claude_code": {
        "message.content": lambda plant, place: messages(plant, place)[3]["content"], "toolUseResult": error,
        "summary": _said, "content": _said, "snapshot": error, "error": error,
    },
    "anthropic_messages": {
        "request.messages": messages, "request.system": _said, "request.tools": messages,
        "response.content": lambda plant, place: messages(plant, place)[3]["content"],
        "response.error": error, "error": error, "content": messages,
    },
    "bedrock": {
        "input.inputBodyJson.messages": messages, "input.inputBodyJson.system": messages,
        "output.outputBodyJson.output": response, "output.outputBodyJson.content": messages, "errorMessage": _said,
        "input.inputBodyJson.prompt": _said, "output.outputBodyJson.completion": _said,
        "message.input.inputBodyJson.messages": messages, "message.output.outputBodyJson.content": messages,
    },
    "bedrock_batch": {
        "modelInput": request, "modelOutput.content": messages, "error": error, "modelOutput.completion": _said,
    },
    "bedrock_batch_jobs": {"message": _said},
    "anthropic_stream": {
        "events.*.delta.text": _said, "events.*.delta.thinking": _said, "events.*.delta.partial_json": _said,
        "events.*.content_block": error, "events.*.message.content": messages, "request": request, "error": error,
        "events.*.error": error,
    },
    "anthropic_batches": {},
    "anthropic_batch_results": {"result.message.content": messages, "result.error.error": error},
    "openai_batch": {
        "response.body.choices": lambda plant, place: response(plant, place)["choices"],
        "response.body.output": messages, "response.body.instructions": _said, "response.body.error.message": _said,
        "error.message": _said, "response.body.tools": messages,
    },
    "langsmith": {
        "inputs": request, "outputs.generations": messages, "error": _said, "events": messages, "outputs.output": _said,
        "extra.invocation_params.tools": messages, "extra.invocation_params.messages": messages,
        "extra.metadata.prompt": _said, "serialized": error, "outputs.choices": messages,
    },
    "inspect_eval": {
        "input": messages, "target": _said, "messages": messages, "output": response, "store": error, "error": error,
        "scores": error, "attachments": error,
        "events.*.input": messages, "events.*.output.choices.*.message": error, "events.*.output.completion": _said,
        "events.*.call.request": request, "events.*.call.response": response, "events.*.error": _said,
        "events.*.arguments": error, "events.*.result": _said,
    },
    "canonical": {},
    "otel": {
        "resourceSpans.*.scopeSpans.*.spans.*.attributes+": _attributes,
        "resourceSpans.*.scopeSpans.*.spans.*.status.message": _said,
        "resourceSpans.*.scopeSpans.*.spans.*.events": lambda plant, place: [
            {"name": "gen_ai.choice", "attributes": _attributes(plant, place)}
        ],
    },
    "portkey": {
        "request.body.messages": messages, "request.body.tools": messages, "request.body.system": _said,
        "response.body.choices": lambda plant, place: response(plant, place)["choices"],
        "response.body.content": messages, "response.body.error": error,
    },
    "vertex": {
        "full_request.contents": messages, "full_request.systemInstruction": lambda plant, place: {
            "parts": [{"text": plant.text(place)}]
        },
        "full_response.candidates": lambda plant, place: response(plant, place)["candidates"],
        "full_response.content": messages, "full_request.messages": messages, "full_request.system": _said,
        "request_payload": lambda plant, place: [json.dumps(request(plant, place))],
        "response_payload": lambda plant, place: [json.dumps(response(plant, place))],
    },
    "cloudflare": {"request": _in_text(request), "response": _in_text(response)},
    "cloudflare_logpush": {"RequestBody": _in_text(request), "ResponseBody": _in_text(response)},
    "anthropic_console_tokens": {}, "anthropic_console_cost": {}, "anthropic_analytics_usage": {},
    "anthropic_analytics_cost": {}, "anthropic_workspaces": {}, "anthropic_usage_report": {},
    "anthropic_cost_report": {}, "anthropic_api_keys": {}, "openai_usage": {}, "openai_costs": {},
}  # fmt: skip
"""Where a format keeps what was said. Formats of totals, prices and names keep none: theirs is EVERYWHERE alone."""


def planted(record: Any, path: str, made: Callable[[], Any]) -> Any:  # noqa: ANN401  (JSON)
    """The record with that in this place: `*` is every item of a list, `+` at the end adds to a list. Only where
    all above the last name is there."""
    name, _, rest = path.partition(".")
    if name == "*":
        return [planted(item, rest, made) for item in record] if isinstance(record, list) else record
    is_text = isinstance(record, str) and record.startswith("{")
    held = json.loads(record) if is_text else record
    if not isinstance(held, dict):
        return record
    if rest:
        changed = {**held, name: planted(held[name], rest, made)} if name in held else held
    elif name.endswith("+"):
        changed = {**held, name[:-1]: [*held.get(name[:-1], []), *made()]}
    else:
        changed = {**held, name: made()}
    return json.dumps(changed) if is_text else changed


def sound(file: str, plant: Planter) -> list[dict[str, Any]]:
    """Every record of the fixture with canaries in all places of its format."""
    format_name = str(entry(file).format)
    is_table = entry(file).sample.shape is Shape.TABLE
    made = []
    for record in records(file):
        changed: Any = record
        for path, what in {**PLACES[format_name], **EVERYWHERE}.items():
            if is_table and ("." in path and path.partition(".")[0] not in record):
                continue
            changed = planted(changed, path, lambda path=path, what=what: what(plant, f"{file} {path}"))  # type: ignore[misc]
        if is_table:  # a cell is a text
            changed = {name: value if isinstance(value, str) else json.dumps(value) for name, value in changed.items()}
        made.append(changed)
    return made


def unusable(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """The same with every number negative and every time none: a record that is read to its end and rejected."""
    if isinstance(value, dict):
        return {name: unusable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [unusable(inner) for inner in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return -abs(value) - 1
    if isinstance(value, str) and value[:4].isdigit() and len(value) < 40:
        return f"-{value}"
    return value


def broken(line: str, plant: Planter, place: str) -> Iterator[str]:
    """A line as it comes out of a crash, an editor or a careless script."""
    for share in (3, 5, 8):
        yield line[: len(line) * share // 10]
    yield line[len(line) // 2 :]
    yield plant.text(f"{place} a line of text")
    yield json.dumps(plant.text(f"{place} a text in the place of a record"))
    yield json.dumps([plant.text(f"{place} a list in the place of a record")])
    yield line.replace('": ', '" ', 1)
    yield line.replace('"', "'")
    yield line[:-1] + f', "{plant.text(f"{place} a name")}": 1' + line[-1:]
    yield line + plant.text(f"{place} behind a record")
    yield line.replace("{", '{"' + plant.text(f"{place} a name that is never closed"), 1)


def log(file: str, plant: Planter) -> str:
    """A log of the fixture's shape: sound records, unusable ones, and broken lines where lines can break."""
    made = sound(file, plant)
    shape = entry(file).sample.shape
    text = as_text(file, [*made, *(unusable(record) for record in made)])
    if shape is Shape.LINES:
        lines = text.splitlines()
        lines += broken(lines[len(lines) // 3], plant, f"{file} broken")
        return "\n".join(lines) + "\n"
    if shape is Shape.TABLE:
        one = text.rstrip("\r\n").splitlines()[1]
        delimiter = entry(file).sample.delimiter
        text = text.rstrip("\r\n") + "\n"
        text += f"{one}{delimiter}{plant.text(f'{file} a field too many')}\n"
        text += f'"{plant.text(f"{file} a quote that is never closed")}{delimiter}1\n'
    return text
