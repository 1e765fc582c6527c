"""Streamed Messages: cumulative usage, times in front of events, streams that were broken off."""

import json
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, TOKENS, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

USAGE = {
    "input_tokens": 42, "cache_read_input_tokens": 5210, "cache_creation_input_tokens": 9, "output_tokens": 3,
    "cache_creation": {"ephemeral_5m_input_tokens": 4, "ephemeral_1h_input_tokens": 5}, "service_tier": "standard",
}  # fmt: skip
START = {"type": "message_start", "message": {"id": "msg_01SampleOfAStream0001", "model": "m", "usage": USAGE}}
CONTENT = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "kumquat"}}
STOP = {"type": "message_stop"}


def delta(**usage: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON)
    return {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 311, **usage}}


def events(*stamped: tuple[str, dict[str, Any]], style: str = "{at} {line}\n") -> str:
    """The text of a stream, each line as a logger writes it."""
    return "".join(
        style.format(at=at, line=line)
        for at, event in stamped
        for line in (f"event: {event['type']}", f"data: {json.dumps(event)}")
    )


def call(path: Path, *names: str) -> tuple[Any, ...]:
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.row(f"select {', '.join(names)} from requests")


@pytest.mark.parametrize(
    "usage",
    [
        {},
        {"input_tokens": 42, "cache_read_input_tokens": 5210, "cache_creation_input_tokens": 9},
        {"input_tokens": None, "cache_read_input_tokens": None, "server_tool_use": None, "iterations": None},
    ],
)
def test_the_last_usage_replaces_the_first_and_is_never_added(usage: dict[str, Any], tmp_path: Path) -> None:
    text = events(("2026-10-05T09:14:03Z", START), ("2026-10-05T09:14:05Z", delta(**usage)))
    (tmp_path / "a.sse").write_text(text)
    assert call(tmp_path / "a.sse", *TOKENS) == (42, 5210, 4, 5, 311, 0)


@pytest.mark.parametrize(
    "style",
    ["{at} {line}\n", "[{at}] {line}\n", '"{at}" {line}\r\n', "{at}\t{line}\n\n", ": {at}\n{line}\n\n"],
)
def test_a_time_in_front_of_the_events(style: str, tmp_path: Path) -> None:
    stamped = [
        (f"2026-10-05T11:14:0{second}.250+02:00", event)
        for second, event in ((3, START), (4, CONTENT), (5, delta()), (5, STOP))
    ]
    (tmp_path / "a.log").write_text(events(*stamped, style=style))
    found = call(tmp_path / "a.log", "started_at::text", "ended_at::text", "status", "stop_reason", "streamed")
    assert found == (None, "2026-10-05 09:14:05.25+00", "succeeded", "end_turn", True)


def test_a_time_before_the_stream_alone_is_its_start(tmp_path: Path) -> None:
    text = f": 2026-10-05T09:14:03Z\ndata: {json.dumps(START)}\n\ndata: {json.dumps(delta())}\n\n"
    (tmp_path / "a.sse").write_text(text)
    assert call(tmp_path / "a.sse", "started_at::text", "ended_at") == ("2026-10-05 09:14:03+00", None)


def test_a_stream_without_a_time_says_what_to_add(tmp_path: Path) -> None:
    text = events(("", START), ("", delta()), style="{line}\n")
    (tmp_path / "a.sse").write_text(text)
    (reason,) = loaded(tmp_path / "a.sse").reasons
    assert "a time in front of each line" in reason
    lines = [{"response": text}, {"response": text, "timestamp": "2026-10-05 09:14"}]
    reasons = loaded(write(tmp_path / "a.jsonl", *lines)).reasons
    assert "no time" in reasons[0]
    assert "a time without zone" in reasons[1]


@pytest.mark.parametrize(
    ("tail", "status", "output", "error"),
    [
        ((), "canceled", 3, None),
        ((CONTENT,), "canceled", 3, None),
        ((delta(),), "succeeded", 311, None),
        ((CONTENT, {"type": "error", "error": {"type": "overloaded_error"}}), "errored", 3, "overloaded_error"),
    ],
)
def test_how_a_stream_ended(
    tail: tuple[dict[str, Any], ...], status: str, output: int, error: str | None, tmp_path: Path
) -> None:
    text = events(*(("2026-10-05T09:14:05Z", event) for event in (START, *tail)))
    (tmp_path / "a.sse").write_text(text)
    assert call(tmp_path / "a.sse", "status", "output_tokens", "error_type") == (status, output, error)


def test_an_error_after_a_stream_is_a_call_of_its_own(tmp_path: Path) -> None:
    error = {"type": "error", "error": {"type": "overloaded_error"}, "request_id": "req_01SampleOfAnError0001"}
    text = events(*(("2026-10-05T09:14:05Z", event) for event in (START, delta(), STOP, error)))
    (tmp_path / "a.sse").write_text(text)
    with Warehouse() as warehouse:
        add(warehouse, tmp_path / "a.sse")
        found = warehouse.rows("select request_id, status from requests order by all")
    assert found == [("msg_01SampleOfAStream0001", "succeeded"), ("req_01SampleOfAnError0001", "errored")]


def test_both_shapes_hold_the_same_calls() -> None:
    names = "request_id, status, ended_at, model, " + ", ".join(TOKENS)
    found = []
    for path in (FIXTURES / "anthropic_stream.sse", FIXTURES / "anthropic_stream_logged.jsonl"):
        with Warehouse() as warehouse:
            add(warehouse, path)
            found.append(warehouse.rows(f"select {names} from requests order by all"))
    assert found[0] == found[1]


def test_a_log_line_around_a_stream_tells_more(tmp_path: Path) -> None:
    text = events(("", START), ("", CONTENT), ("", delta()), style="{line}\r\n")
    asked = {"max_tokens": 512, "tools": [{"name": "t"}], "messages": [{"role": "user", "content": "kumquat"}]}
    line = {"started_at": "2026-10-05T09:14:03Z", "latency_s": "2", "first_token_at": "2026-10-05T09:14:04Z",
            "request": asked,
            "app": "chat", "user_id": "mo@example.com", "session_id": "s1", "response_body": text}  # fmt: skip
    names = ("ended_at::text", "first_token_at::text", "app", "session_id", "output_tokens", "max_tokens", "tools")
    path = write(tmp_path / "a.jsonl", line)
    assert call(path, *names) == ("2026-10-05 09:14:05+00", "2026-10-05 09:14:04+00", "chat", "s1", 311, 512, 1)
    with Warehouse() as warehouse:
        add(warehouse, path)
        held = str(warehouse.rows("select * from requests"))
    assert "kumquat" not in held
    assert "example.com" not in held


def test_garbled_content_is_left_out_and_another_garbled_event_is_a_reject(tmp_path: Path) -> None:
    good = events(("2026-10-05T09:14:03Z", START), ("2026-10-05T09:14:05Z", delta()))
    first, second, *rest = good.splitlines(keepends=True)
    broken = 'data: {"type": "content_block_delta", "del\ndata: [DONE]\nretry: 5\n'
    (tmp_path / "a.sse").write_text(first + second + broken + "".join(rest))
    assert call(tmp_path / "a.sse", "output_tokens") == (311,)
    for garbled in ("data: {broken\n", "data: [1]\n"):  # it may have been the start of another call
        (tmp_path / "a.sse").write_text(first + second + garbled + "".join(rest))
        assert loaded(tmp_path / "a.sse").reasons[0].startswith("an event that is missing or cut off")


def test_a_stream_that_ends_without_its_count_is_a_reject(tmp_path: Path) -> None:
    stopped = events(("2026-10-05T09:14:03Z", START), ("2026-10-05T09:14:05Z", {"type": "message_stop"}))
    (tmp_path / "a.sse").write_text(stopped)
    assert loaded(tmp_path / "a.sse").reasons[0].startswith("an event that is missing or cut off")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stop_sequence_that_looks_like_the_end_of_a_stream_is_none(end: str, tmp_path: Path) -> None:
    stopped = {**delta(), "delta": {"stop_reason": "stop_sequence", "stop_sequence": "[DONE]"}}
    told: list[tuple[str, dict[str, Any]]] = [("", START), ("", CONTENT), ("", stopped), ("", STOP)]
    text = events(*told, style="{line}\n").replace("\n", end) + f"data: [DONE]{end}"
    path = write(tmp_path / "a.jsonl", {"started_at": "2026-10-05T09:14:03Z", "response": text})
    assert call(path, "output_tokens", "stop_reason") == (311, "stop_sequence")
