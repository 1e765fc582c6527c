"""What is particular to one format: nested JSON in strings, repeated lines, wrappers, times."""

import json
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.render.formats import examined
from norush.sources.examine import examine
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("times", [1, 2])
def test_litellm_metadata_and_tags_inside_strings(times: int, tmp_path: Path) -> None:
    rows = lines("litellm.jsonl")
    for row in rows:
        for _ in range(times):
            row["metadata"], row["request_tags"] = json.dumps(row["metadata"]), json.dumps(row["request_tags"])
    found = loaded(write(tmp_path / "log.jsonl", *rows)).requests
    whole = loaded(FIXTURES / "litellm.jsonl").requests
    if times == 1:
        assert found == whole
    else:  # tags are unwrapped once: no known exporter wraps them twice
        assert [row[19:24] for row in found] == [row[19:24] for row in whole]


def test_litellm_without_optional_columns(tmp_path: Path) -> None:
    wanted = ("request_id", "call_type", "spend", "prompt_tokens", "completion_tokens", "startTime", "endTime", "model")
    rows = [{name: row[name] for name in wanted} for row in lines("litellm.jsonl")]
    assert len(loaded(write(tmp_path / "log.jsonl", *rows)).requests) == len(rows)


def test_litellm_cache_tokens_beyond_the_prompt_are_a_reject(tmp_path: Path) -> None:
    row = next(row for row in lines("litellm.jsonl") if row["metadata"]["usage_object"]["cache_read_input_tokens"])
    outcome = loaded(write(tmp_path / "log.jsonl", {**row, "prompt_tokens": 1}))
    assert "more cached tokens than the input tokens that include them" in outcome.reasons[0]


@pytest.mark.slow
def test_claude_code_final_line_counts_and_its_repeats_do_not(tmp_path: Path) -> None:
    usage = {"input_tokens": 10, "cache_read_input_tokens": 5, "output_tokens": 1}
    line = {
        "type": "assistant", "sessionId": "s1", "uuid": "u1", "parentUuid": "u0", "requestId": "req_1",
        "timestamp": "2026-10-05T09:14:03Z", "isSidechain": False,
        "message": {"id": "msg_01ClaudeCodeSample", "model": "claude-opus-5", "usage": usage},
    }  # fmt: skip

    def again(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON)
        output = changes.pop("output", 1)
        message = {**line["message"], "usage": {**usage, "output_tokens": output}}  # type: ignore[dict-item]
        return {**line, "message": message, **changes}

    first = write(
        tmp_path / "first.jsonl",
        {"type": "user", "sessionId": "s1", "uuid": "u0", "timestamp": "2026-10-05T09:14:01Z"},
        again(),
        again(uuid="u2", timestamp="2026-10-05T09:14:05Z", output=9),
        again(uuid="u3", timestamp="2026-10-05T09:20:00Z", output=9, isSidechain=True),
        again(uuid="u4", message={**again()["message"], "id": "x", "model": "<synthetic>"}),
    )
    resumed = write(tmp_path / "resumed.jsonl", again(sessionId="s2", output=9, timestamp="2026-10-05T09:14:05Z"))
    for order in ((first, resumed), (resumed, first)):
        with Warehouse() as warehouse:
            for path in order:
                add(warehouse, path)
            assert warehouse.rows("select output_tokens, input_tokens, ended_at::text from requests") == [
                (9, 10, "2026-10-05 09:14:05+00")
            ]
    together = loaded(first, resumed)
    assert len(together.requests) == 1
    assert together.counts == (6, 1, 3, 0, 2)


@pytest.mark.slow
def test_a_wrapper_field_that_holds_text_hides_nothing(tmp_path: Path) -> None:
    """Structured logs often have a `message` that is a sentence beside the response."""
    whole = loaded(FIXTURES / "anthropic_messages.jsonl")
    rows = [
        {"level": "info", "message": "call finished", "error": "none", **row}
        for row in lines("anthropic_messages.jsonl")
    ]
    rows = [{**row, "message": "call finished"} if "response" in row else row for row in rows]
    found = loaded(write(tmp_path / "log.jsonl", *rows))
    assert found.totals == whole.totals
    assert found.counts == whole.counts


MESSAGE = {
    "id": "msg_01BareMessageSample0", "type": "message", "role": "assistant", "model": "claude-haiku-4-5",
    "content": [], "stop_reason": "end_turn",
    "usage": {"input_tokens": 3, "output_tokens": 4, "cache_creation_input_tokens": 9},
}  # fmt: skip


CLOCKS: list[tuple[dict[str, object], str | None, str | None]] = [
    ({"timestamp": "2026-10-05T09:14:05Z", "duration_ms": 2000}, "09:14:03", "09:14:05"),
    ({"started_at": "2026-10-05T11:14:03+02:00", "latency_s": "2"}, "09:14:03", "09:14:05"),
    ({"ts": 1791191645, "elapsed_ms": "2000.0"}, "09:14:03", "09:14:05"),
    ({"ts": 1791191645000}, None, "09:14:05"),
    ({"ts": 1791191645.25}, None, "09:14:05.25"),
    ({"start_time": 1791191643.5}, "09:14:03.5", None),
    ({"timestamp": "2026-10-05T09:14:05Z", "duration_ms": -5}, None, "09:14:05"),
    ({"timestamp": "2026-10-05T09:14:05Z", "duration_ms": 1e17}, None, "09:14:05"),
    ({"timestamp": "2026-10-05T09:14:05Z", "duration_s": 10**9}, None, "09:14:05"),
]


@pytest.mark.parametrize("wrap", ["", "response", "message", "body"])
def test_messages_and_their_clocks(wrap: str, tmp_path: Path) -> None:
    messages = [{**MESSAGE, "id": f"msg_01BareMessageSample{at}"} for at in range(len(CLOCKS))]
    lines = [
        {**times, **({wrap: message} if wrap else message)}
        for (times, _, _), message in zip(CLOCKS, messages, strict=True)
    ]
    with Warehouse() as warehouse:
        outcome = add(warehouse, write(tmp_path / "log.jsonl", *lines))
        found = warehouse.rows("select started_at::text, ended_at::text from requests order by request_id")
    assert found == [tuple(at and f"2026-10-05 {at}+00" for at in clock[1:]) for clock in CLOCKS]
    assert outcome.totals["cache_write_5m_tokens"] == 9 * len(CLOCKS)


def test_a_message_without_a_time_says_what_to_add(tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "log.jsonl", MESSAGE, {**MESSAGE, "timestamp": "2026-10-05 09:14"}))
    assert "no time: a Message carries none" in outcome.reasons[0]
    assert "a time without zone" in outcome.reasons[1]


def test_a_litellm_table_without_metadata_says_what_it_cannot_tell(tmp_path: Path) -> None:
    rows = lines("litellm.jsonl")
    path = write(tmp_path / "log.jsonl", *({**row, "metadata": None} for row in rows))
    said = "its records have no metadata: it cannot tell speed, geo, cache reads, cache writes"
    ((name, lacks),) = loaded(path).loaded.lacking.items()
    assert name == str(path)
    assert lacks.startswith(said)
    assert lacks.endswith("so that cached tokens are priced as fresh input")
    bare = [{name: value for name, value in row.items() if name != "metadata"} for row in rows]
    assert loaded(write(path, *bare)).loaded.lacking == {str(path): lacks}
    told = " ".join(examined(examine(path)).split())
    assert said in told
    assert loaded(write(path, *bare, rows[0])).loaded.lacking == {}


@pytest.mark.parametrize("file", ["litellm.jsonl", "litellm_payload.jsonl"])
def test_a_zero_does_not_hide_cached_tokens_that_another_field_counts(file: str, tmp_path: Path) -> None:
    """In LiteLLM's usage some versions write cache_read_input_tokens: 0 beside the count of the details."""
    row = next(row for row in lines(file) if row["metadata"].get("usage_object"))
    usage = {
        "cache_read_input_tokens": 0,
        "cache_creation_input_tokens": 0,
        "prompt_tokens_details": {"cached_tokens": 500, "cache_creation_tokens": 90},
    }
    metadata = {**row["metadata"], "usage_object": usage, "additional_usage_values": usage}
    outcome = loaded(write(tmp_path / "log.jsonl", {**row, "prompt_tokens": 1000, "metadata": metadata}))
    assert [outcome.totals[name] for name in ("input_tokens", "cache_read_tokens", "cache_write_5m_tokens")] == [
        410, 500, 90,
    ]  # fmt: skip
