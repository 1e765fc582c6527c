"""OTLP spans: which of them are calls, each call once, and what their attributes mean in each dialect."""

import gzip
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

START = 1_791_191_643_221_000_000
CHAT: Mapping[str, object] = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "claude-sonnet-5",
    "gen_ai.usage.input_tokens": "5252",
    "gen_ai.usage.output_tokens": "311",
}
AGENT: Mapping[str, object] = {**CHAT, "gen_ai.operation.name": "invoke_agent"}
PLAIN: Mapping[str, object] = {"http.request.method": "POST"}


def span(name: str, parent: str = "", said: Mapping[str, object] = CHAT, **changes: object) -> dict[str, object]:
    return {
        "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
        "spanId": f"{name:0>16}",
        "parentSpanId": f"{parent:0>16}" if parent else "",
        "startTimeUnixNano": str(START),
        "endTimeUnixNano": str(START + 2_311_000_000),
        "attributes": [{"key": key, "value": value(it)} for key, it in said.items()],
        **changes,
    }


def value(it: object) -> object:
    return (
        {"boolValue": it} if isinstance(it, bool) else {"intValue": it} if isinstance(it, int) else {"stringValue": it}
    )


def export(*spans: Mapping[str, object], spans_in: str = "scopeSpans") -> dict[str, object]:
    return {"resourceSpans": [{"resource": {"attributes": []}, spans_in: [{"scope": {}, "spans": list(spans)}]}]}


def calls(path: Path, *names: str) -> list[tuple[Any, ...]]:
    """What the requests of a file hold in these columns."""
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.rows(f"select {', '.join(names)} from requests order by request_id")


def ids(path: Path) -> list[str]:
    return [name.lstrip("0") for (name,) in calls(path, "request_id")]


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("spans", "found"),
    [
        # parents that repeat totals, and steps that are no calls
        ((span("a", said=AGENT), span("b", "a"), span("c", "a", {"gen_ai.operation.name": "execute_tool"})), ["b"]),
        ((span("a", said={**CHAT, "gen_ai.operation.name": "invoke_workflow"}), span("b", "a")), ["b"]),
        # a framework's span right above the SDK's, or with plain spans between them
        ((span("a"), span("b", "a")), ["b"]),
        ((span("a"), span("b", "a", PLAIN), span("c", "b", PLAIN), span("d", "c")), ["d"]),
        ((span("a"), span("b", "a"), span("c", "b")), ["c"]),
        # a call that handed on to an agent, which made calls of its own, is a call
        ((span("a"), span("b", "a", AGENT), span("c", "b")), ["a", "c"]),
        # the same id in another trace is another span
        ((span("a"), span("b", "a", traceId="f" * 32)), ["a", "b"]),
        # a circle ends
        ((span("a", "b", PLAIN), span("b", "a", PLAIN), span("c", "b")), ["c"]),
        ((span("a", "c"), span("b", "a"), span("c", "b")), ["a", "b", "c"]),
        # the same call from two instrumentations side by side
        ((span("a", said={**CHAT, "gen_ai.response.id": "msg_01AbCdEfGhIjKl"}),
          span("b", said={**CHAT, "gen_ai.response.id": "msg_01AbCdEfGhIjKl"})), ["msg_01AbCdEfGhIjKl"]),
    ],
)  # fmt: skip
def test_each_call_is_counted_once(spans: tuple[dict[str, object], ...], found: list[str], tmp_path: Path) -> None:
    assert ids(write(tmp_path / "one.jsonl", export(*spans))) == found
    assert ids(write(tmp_path / "each.jsonl", *(export(it) for it in reversed(spans)))) == found


@pytest.mark.slow
def test_of_two_spans_of_one_answer_the_same_one_stays_in_any_order(tmp_path: Path) -> None:
    """All that they say of the call is the same: which of them it was would hang on the order of rows."""
    told = {**CHAT, "gen_ai.response.id": "msg_01ToldTwice0000000001"}
    spans = [span(name, said=told) for name in ("a", "b", "c", "d")]
    kept = {
        str(calls(write(tmp_path / f"{n}.jsonl", export(*spans[n:], *spans[:n])), "span", "request_id"))
        for n in range(len(spans))
    }
    assert len(kept) == 1


def test_a_span_that_is_told_with_two_parents_stands_in_both(tmp_path: Path) -> None:
    """Whatever its ids are: which version of it stays must not decide whether what wraps it counts, too."""
    spans = []
    for at in range(16):
        own: dict[str, Any] = {"traceId": f"{at:032x}"}
        spans += [
            span(f"{at:x}a", said=CHAT, **own),
            span(f"{at:x}b", f"{at:x}a", PLAIN, **own),
            span(f"{at:x}c", f"{at:x}e", **own),  # an exporter that sampled what stands between
            span(f"{at:x}c", f"{at:x}b", **own),
        ]
    found = ids(write(tmp_path / "spans.jsonl", export(*spans)))
    assert sorted(found) == sorted(f"{at:x}c".lstrip("0") for at in range(16))


NOTHING: Mapping[str, object] = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "claude-sonnet-5"}
FAILED: Mapping[str, object] = {**NOTHING, "error.type": "529"}


def named(model: str, **said: object) -> dict[str, object]:
    return {**CHAT, "gen_ai.request.model": model, **said}


EMBEDDING = {**NOTHING, "gen_ai.operation.name": "embeddings", "gen_ai.usage.input_tokens": 12}


TRACES: list[tuple[tuple[dict[str, object], ...], list[str], tuple[int, ...]]] = [
    ((span("a"), span("b", "a")), ["b"], (2, 1, 1, 0, 0)),
    ((span("a"), span("b", "a", PLAIN), span("c", "b", PLAIN), span("d", "c")), ["d"], (4, 1, 1, 0, 2)),
    ((span("a"), span("b", "a"), span("c", "b")), ["c"], (3, 1, 2, 0, 0)),
    # a wrapper without tokens tells nothing that is missing; nor does a record without any inside of a call
    ((span("a", said=NOTHING), span("b", "a")), ["b"], (2, 1, 1, 0, 0)),
    ((span("a"), span("b", "a", NOTHING)), ["a"], (2, 1, 1, 0, 0)),
    ((span("a"), span("b", "a", NOTHING), span("c", "b")), ["c"], (3, 1, 2, 0, 0)),
    # but beside the call that was meant by the wrapper, it is one that cannot be read
    ((span("a"), span("b", "a"), span("c", "a", NOTHING)), ["b"], (3, 1, 1, 1, 0)),
    ((span("a", said=NOTHING), span("b", "a", NOTHING)), [], (2, 0, 0, 2, 0)),
    # an attempt that failed is no copy of the one that did not
    ((span("a"), span("b", "a", FAILED)), ["a", "b"], (2, 2, 0, 0, 0)),
    ((span("a"), span("b", "a", FAILED), span("c", "a")), ["b", "c"], (3, 2, 1, 0, 0)),
    ((span("a", said=FAILED), span("b", "a", FAILED)), ["b"], (2, 1, 1, 0, 0)),
    # a span that is its own parent is lost to nobody
    ((span("a", "a"),), ["a"], (1, 1, 0, 0, 0)),
    ((span("a"), span("b", "a", AGENT), span("c", "b")), ["a", "c"], (3, 2, 0, 0, 1)),
    # a record that is over itself, or over what is over it, is lost to nobody either
    ((span("a", "b"), span("b", "a")), ["a", "b"], (2, 2, 0, 0, 0)),
    ((span("a", "b"), span("b", "a"), span("c", "b")), ["c"], (3, 1, 2, 0, 0)),
    # a helper of another model is no copy, however its name begins
    ((span("a", said=named("gpt-4o")), span("b", "a", named("gpt-4o-mini"))), ["a", "b"], (2, 2, 0, 0, 0)),
    ((span("a", said=named("gpt-4.1-mini")), span("b", "a", named("gpt-4.1"))), ["a", "b"], (2, 2, 0, 0, 0)),
    ((span("a"), span("b", "a", {**EMBEDDING, "gen_ai.request.model": "text-embedding-3-small"})), ["a", "b"],
     (2, 2, 0, 0, 0)),
    ((span("a"), span("b", "a", {**NOTHING, "gen_ai.request.model": "gpt-4o"})), ["a"], (2, 1, 0, 1, 0)),
    # with a version or a date after it, or a host before it, it is the same model
    *(((span("a", said=named(outer)), span("b", "a", named(inner))), ["b"], (2, 1, 1, 0, 0)) for outer, inner in [
        ("gpt-4o", "gpt-4o-2024-08-06"), ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
        ("openai/gpt-4o", "gpt-4o"), ("claude-3-7-sonnet-latest", "claude-3-7-sonnet"),
        ("claude-sonnet-4-5", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("gemini-2.0-flash", "google/gemini-2.0-flash-001"), ("vertex_ai/claude-opus-4-1", "claude-opus-4-1@20250805"),
    ]),
    *(((span("a", said=named(outer)), span("b", "a", named(inner))), ["a", "b"], (2, 2, 0, 0, 0)) for outer, inner in [
        ("claude-sonnet-4", "claude-sonnet-4-5"), ("gpt-4o-2024-05-13", "gpt-4o-2024-08-06"), ("o1", "o1-preview"),
    ]),
]  # fmt: skip
"""Spans; which of them are requests; records, requests, duplicates, rejects, no requests."""


@pytest.mark.slow
def test_a_trace_in_several_files_or_loads_counts_each_call_once(tmp_path: Path) -> None:
    """The same whether its spans come in one file, in plain and packed ones, or one a load in either order."""
    spans: list[list[dict[str, object]]] = [[], [], [], []]
    for at, (trace, _, _) in enumerate(TRACES):
        for place, it in enumerate(trace):
            own = {name: f"{at:02x}{str(it[name])[2:]}" for name in ("traceId", "spanId", "parentSpanId") if it[name]}
            spans[place].append({**it, **own})
    wanted = [f"{at:02x}{name:0>14}" for at, (_, names, _) in enumerate(TRACES) for name in names]
    counts = tuple(sum(column) for column in zip(*(counts for *_, counts in TRACES), strict=True))
    one = write(tmp_path / "one.jsonl", *(export(*some) for some in spans))
    each = [write(tmp_path / f"{at}.jsonl", *map(export, some)) for at, some in enumerate(spans)]
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(each[1].read_bytes()))
    whole = loaded(one)
    for loads in (
        [[one]],
        [[each[0], packed, *each[2:]]],
        [[path] for path in each],
        [[path] for path in reversed(each)],
    ):
        with Warehouse() as warehouse:
            for paths in loads:
                outcome = add(warehouse, *paths)
        assert [row[0] for row in outcome.requests] == wanted
        assert outcome.requests == whole.requests
        assert outcome.counts == counts


@pytest.mark.parametrize(
    ("said", "is_call"),
    [
        ({"openinference.span.kind": "LLM"}, True),
        ({"openinference.span.kind": "EMBEDDING"}, True),
        ({"openinference.span.kind": "CHAIN"}, False),
        ({"traceloop.span.kind": "llm"}, True),
        ({"traceloop.span.kind": "workflow"}, False),
        ({"llm.request.type": "chat"}, True),
        ({"gen_ai.operation.name": "execute_tool"}, False),
        ({}, True),
    ],
)
def test_a_call_is_known_by_its_role_and_without_one_by_model_and_tokens(
    said: dict[str, object], is_call: bool, tmp_path: Path
) -> None:
    tokens = {name: it for name, it in CHAT.items() if name != "gen_ai.operation.name"}
    path = write(tmp_path / "log.jsonl", export(span("a", said={**tokens, **said}), span("b")))
    assert ids(path) == (["a", "b"] if is_call else ["b"])


READ, WRITE = "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_creation.input_tokens"


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("said", "tokens"),
    [
        ({READ: "5210"}, (42, 5210, 0)),
        ({READ: 5000, WRITE: 200}, (52, 5000, 200)),
        ({"gen_ai.usage.cache_read_input_tokens": 5210}, (42, 5210, 0)),
        ({"gen_ai.usage.details.cache_read_tokens": 5210}, (42, 5210, 0)),
        ({"gen_ai.usage.cache_write.input_tokens": 5210}, (42, 0, 5210)),
        ({"llm.token_count.prompt_details.cache_write": 5210}, (42, 0, 5210)),
        ({READ: 5252}, (0, 5252, 0)),
        # less than what it would have to include: it was left out
        ({READ: 5253}, (5252, 5253, 0)),
        ({READ: 5000, WRITE: 300}, (5252, 5000, 300)),
        # its total says which: 5252 + 311, or 1000 more
        ({READ: 900, WRITE: 100, "gen_ai.usage.total_tokens": 5563}, (4252, 900, 100)),
        ({READ: 900, WRITE: 100, "gen_ai.usage.total_tokens": 6563}, (5252, 900, 100)),
        ({READ: 900, WRITE: 100, "llm.token_count.total": "6563"}, (5252, 900, 100)),
        ({READ: 900, WRITE: 100, "llm.usage.total_tokens": 1}, (4252, 900, 100)),
    ],
)
def test_input_counts_include_cached_tokens_unless_they_cannot(
    said: dict[str, object], tokens: tuple[int, ...], tmp_path: Path
) -> None:
    path = write(tmp_path / "log.jsonl", export(span("a", said={**CHAT, **said})))
    assert calls(path, "input_tokens", "cache_read_tokens", "cache_write_5m_tokens") == [tokens]


def test_first_tokens_are_measured_or_unknown(tmp_path: Path) -> None:
    waits = {"a": 0.68, "b": "soon", "c": -1, "d": 99}
    spans = [span(name, said=CHAT) for name in (*waits, "e")]
    for made, wait in zip(spans, waits.values(), strict=False):
        attribute = {"key": "gen_ai.response.time_to_first_chunk", "value": {"doubleValue": wait}}
        made["attributes"].append(attribute)  # type: ignore[attr-defined]
    spans[-1]["events"] = [{"name": "First Token Stream Event", "timeUnixNano": str(START + 500_000_000)}]
    found = calls(write(tmp_path / "log.jsonl", export(*spans)), "first_token_at - started_at")
    assert found == [(timedelta(seconds=0.68),), (None,), (None,), (None,), (timedelta(seconds=0.5),)]


def test_times_as_numbers_and_spans_of_old_exporters(tmp_path: Path) -> None:
    old = span("a", startTimeUnixNano=START, endTimeUnixNano=START + 1)
    assert ids(write(tmp_path / "log.jsonl", export(old, spans_in="instrumentationLibrarySpans"))) == ["a"]


def test_what_is_no_span_is_told(tmp_path: Path) -> None:
    """An export request without spans is no request; another record, or a call without times, is a reject."""
    lines: list[dict[str, object] | str] = [
        export(span("a")),
        {"resourceSpans": []},
        {"resourceSpans": [{"scopeSpans": []}]},
        {"resourceSpans": 3},
        "x",
    ]
    outcome = loaded(
        write(tmp_path / "log.jsonl", *lines, export(span("b", startTimeUnixNano="", endTimeUnixNano="x")))
    )
    assert outcome.counts == (6, 1, 0, 3, 2)
    assert [reject.line for reject in outcome.rejects] == [4, 5, 6]
    assert outcome.reasons[2] == "no readable start or end time"


def test_rejects_of_one_line_are_told_each(tmp_path: Path) -> None:
    bad = [span(name, said={**CHAT, "gen_ai.usage.input_tokens": "-5"}) for name in "ab"]
    outcome = loaded(write(tmp_path / "log.jsonl", export(span("c"), *bad)))
    assert outcome.counts == (3, 1, 0, 2, 0)
    assert [reject.line for reject in outcome.rejects] == [1, 1]


def test_attributes_that_stand_twice_or_hold_no_json(tmp_path: Path) -> None:
    said = span("a", said={**CHAT, "llm.invocation_parameters": "{max_tokens", "gen_ai.tool.definitions": "[x"})
    said["attributes"] += said["attributes"]  # type: ignore[operator]
    assert ids(write(tmp_path / "log.jsonl", export(said))) == ["a"]


def test_a_failed_span_is_an_errored_call(tmp_path: Path) -> None:
    spans = [
        span("a", status={"code": 2}),
        span("b", status={"code": "STATUS_CODE_ERROR"}),
        span("c", said={**CHAT, "error.type": "529"}),
        span("d", status={"code": 1}),
    ]
    found = calls(write(tmp_path / "log.jsonl", export(*spans)), "status", "error_type")
    assert found == [("errored", None), ("errored", None), ("errored", "529"), ("succeeded", None)]


def test_no_prompt_reaches_the_database(tmp_path: Path) -> None:
    text = json.dumps([{"role": "user", "parts": [{"type": "text", "content": "kumquat"}]}])
    names = (
        "gen_ai.input.messages",
        "gen_ai.system_instructions",
        "gen_ai.tool.definitions",
        "gen_ai.prompt.0.content",
    )
    path = write(tmp_path / "log.jsonl", export(span("a", said={**CHAT, **dict.fromkeys(names, text)})))
    assert "kumquat" not in str(calls(path, "*"))


def test_the_document_tells_the_calls_of_the_lines() -> None:
    assert loaded(FIXTURES / "otel.json").totals == loaded(FIXTURES / "otel.jsonl").totals


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("gen_ai.usage.input_tokens.cached", "gen_ai.usage.input_tokens.cache_write"),  # Sentry
        (
            "ai.usage.inputTokenDetails.cacheReadTokens",
            "ai.usage.inputTokenDetails.cacheWriteTokens",
        ),  # Vercel AI SDK 6
        ("ai.usage.cachedInputTokens", None),  # Vercel AI SDK 5
    ],
)
def test_what_other_tracers_call_cached_tokens_is_part_of_input(read: str, written: str | None, tmp_path: Path) -> None:
    said = {**CHAT, read: "5000", **({written: "200"} if written else {})}
    path = write(tmp_path / "spans.jsonl", export(span("a", said=said)))
    counts = calls(path, "input_tokens", "cache_read_tokens", "cache_write_5m_tokens")
    assert counts == [(52, 5000, 200) if written else (252, 5000, 0)]


def test_a_total_of_the_vercel_ai_sdk_that_counts_cached_tokens_on_top_proves_it(tmp_path: Path) -> None:
    said = {**CHAT, "ai.usage.cachedInputTokens": "5000", "ai.usage.totalTokens": "10563"}
    assert calls(write(tmp_path / "spans.jsonl", export(span("a", said=said))), "input_tokens") == [(5252,)]
