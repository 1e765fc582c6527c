"""Evaluation logs of Inspect AI: `.eval` archives (deflated, zstd, samples in chunks) and `.json`.

Load; reads the documents of a log; writes a JSON line a call to a model, with the fields named here and no text.
`sql/1_load/from_inspect_eval.sql` has their meaning. Nearly all of a log is prompts, answers and states of its samples.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from norush.sources.projection import NOT_THERE, Projection
from norush.sources.source import Content, FieldType, Record, Source

_EVAL: Mapping[str, FieldType] = {
    "eval_id": "VARCHAR",
    "run_id": "VARCHAR",
    "task": "VARCHAR",
    "tags": ["VARCHAR"],
    "packages": {"inspect_ai": "VARCHAR"},
}
_USAGE: Mapping[str, FieldType] = {
    "input_tokens": "VARCHAR",
    "output_tokens": "VARCHAR",
    "total_tokens": "VARCHAR",
    "input_tokens_cache_read": "VARCHAR",
    "input_tokens_cache_write": "VARCHAR",
    "total_cost": "VARCHAR",
}
_RESPONSE: Mapping[str, FieldType] = {
    "id": "VARCHAR",
    "service_tier": "VARCHAR",
    "error": {"type": "VARCHAR"},
    "usage": {
        "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
        "server_tool_use": {"web_search_requests": "VARCHAR"},
        "service_tier": "VARCHAR",
        "speed": "VARCHAR",
        "inference_geo": "VARCHAR",
    },
}
_EVENT: Mapping[str, FieldType] = {
    "event": "VARCHAR",
    "uuid": "VARCHAR",
    "timestamp": "VARCHAR",
    "completed": "VARCHAR",
    "model": "VARCHAR",
    "role": "VARCHAR",
    "tools": [{}],
    "config": {"max_tokens": "VARCHAR", "batch": "VARCHAR"},
    "output": {"model": "VARCHAR", "choices": [{"stop_reason": "VARCHAR"}], "usage": _USAGE, "time": "VARCHAR"},
    "request_ids": [{"id": "VARCHAR", "status": "VARCHAR"}],
    "error": "VARCHAR",
    "cache": "VARCHAR",
    "pending": "VARCHAR",
    "events": "VARCHAR",  # of a tool or a subtask, until 2025: what happened inside it
    "call": {
        "request": {"stream": "VARCHAR", "max_tokens": "VARCHAR", "max_completion_tokens": "VARCHAR"},
        "response": _RESPONSE,
    },
}
_SAMPLE: Mapping[str, FieldType] = {"id": "VARCHAR", "epoch": "VARCHAR", "uuid": "VARCHAR"}
_WITH_EVENTS: Mapping[str, FieldType] = {
    **_SAMPLE,
    "events": [_EVENT],
    "error_retries": [{"events": [_EVENT]}],
    "model_usage": "VARCHAR",
}
_document = Projection({**_WITH_EVENTS, "eval": _EVAL, "stats": {"model_usage": "VARCHAR"}, "samples": [_WITH_EVENTS]})
"""A header, a sample, or a header with all its samples."""

_inside = Projection({"events": [_EVENT]})
_ENCODER = msgspec.json.Encoder()
_MODEL, _NOTHING = msgspec.Raw(b'"model"'), (b"", b"null", b"{}")


class _Line(msgspec.Struct, omit_defaults=True, gc=False):
    """A call, or a sample whose calls are not known. What is None is not written."""

    file: str
    eval: msgspec.Raw
    sample: Any = None
    event: Any = None
    tools: int | None = None
    unusable: str | None = None


def lines(documents: Iterable[Content], name: str) -> Iterator[bytes]:
    """The calls of a log, a JSON line each. First comes its header, or all of it: ValueError if that is broken."""
    header, told, samples_seen = None, msgspec.Raw(b"null"), 0
    for document in documents:
        try:
            found = _document(document)
        except ValueError:
            if header is None:
                raise
            samples_seen += 1
            yield _encoded([_Line(name, told, unusable="a sample that is not valid JSON")])
            continue
        samples = (found,) if header else found.samples or ()
        if header is None:
            header, told = found, msgspec.Raw(_ENCODER.encode(found.eval))
        for sample in samples:
            samples_seen += 1
            if calls := _lines(name, told, sample):
                yield _encoded(calls)
    if header and header.stats and not samples_seen and bytes(header.stats.model_usage) not in _NOTHING:
        yield _encoded([_Line(name, told, unusable="a log without its samples: it has totals, but no calls")])


def _encoded(calls: list[_Line]) -> bytes:
    block = _ENCODER.encode_lines(calls)
    if block.count(b"\n") == len(calls):
        return block
    # what was not taken apart stands as it was printed, over several lines
    return b"".join(_ENCODER.encode(call).replace(b"\r", b" ").replace(b"\n", b" ") + b"\n" for call in calls)


def _lines(name: str, header: msgspec.Raw, sample: Any) -> list[_Line]:  # noqa: ANN401  (made by the projection)
    """A line a call, those of attempts that were retried first. Takes the events out of the sample."""
    events = [event for attempt in sample.error_retries or () for event in attempt.events or ()]
    events += sample.events or ()
    usage = bytes(sample.model_usage)
    sample.events, sample.error_retries, sample.model_usage = None, None, NOT_THERE
    if not events and usage not in _NOTHING:
        unusable = "a sample without its events: which calls it made is not in the log"
        return [_Line(name, header, sample, unusable=unusable)]
    calls = []
    for event in _calls(events):
        tools, event.tools = event.tools, None
        calls.append(_Line(name, header, sample, event, None if tools is None else len(tools)))
    return calls


def _calls(events: list[Any]) -> list[Any]:
    found = []
    for event in [event for event in events if event.event == _MODEL or event.events is not NOT_THERE]:
        if event.event == _MODEL:
            found.append(event)
        else:
            found += _calls(_inside(b'{"events":%b}' % bytes(event.events)).events or [])
    return found


def recognises(record: Record) -> bool:
    """A header: of an archive, or the beginning of a JSON log."""
    told = record.get("eval")
    return isinstance(told, Mapping) and {"task", "model"} <= told.keys() and "plan" in record


SOURCE = Source(
    name="inspect_eval",
    title="Inspect AI evaluation logs",
    record="a call to a model",
    columns={
        "file": "VARCHAR",
        "eval": _EVAL,
        "sample": _SAMPLE,
        "event": {name: kind for name, kind in _EVENT.items() if name not in ("tools", "events")},
        "tools": "VARCHAR",
        "unusable": "VARCHAR",
    },
    lines=lines,
    recognises=recognises,
    how_to_export="nothing to do: Inspect writes a log of each evaluation into `./logs`, or where INSPECT_LOG_DIR says",
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "speed", "inference_geo",
        "streamed", "app", "session_id", "tags", "operation", "user_agent", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools",
        "web_search_requests", "stop_reason", "status", "error_type", "billed_usd",
    ),
)  # fmt: skip
