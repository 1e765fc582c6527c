"""Claude Code transcripts: copies in other sessions and sub-agents, missing ids, what a call holds besides."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from loads import TOKENS, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

USAGE = {"input_tokens": 10, "cache_read_input_tokens": 5, "output_tokens": 9}


def line(second: int = 3, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON)
    """A line of a call; `message` and `usage` change only what they name."""
    usage = {**USAGE, **changes.pop("usage", {})}
    message = {"id": "msg_01ClaudeCodeSample", "model": "claude-opus-5", **changes.pop("message", {}), "usage": usage}
    return {
        "type": "assistant", "sessionId": "s1", "uuid": "u1", "parentUuid": "u0", "requestId": "req_1",
        "timestamp": f"2026-10-05T09:14:{second:02d}Z", "isSidechain": False, "version": "2.1.63", "message": message,
        **changes,
    }  # fmt: skip


@pytest.mark.slow
def test_a_sub_agent_s_replay_and_a_resumed_copy_are_one_call_in_any_order_of_loads(tmp_path: Path) -> None:
    asked = {"type": "user", "sessionId": "s1", "uuid": "u0", "timestamp": "2026-10-05T09:14:01Z"}
    files = (
        write(tmp_path / "main.jsonl", asked, line(3, usage={"output_tokens": 1}), line(5, uuid="u2")),
        write(tmp_path / "agent.jsonl", line(59, isSidechain=True, agentId="a1", requestId="req_2", uuid="u3")),
        write(tmp_path / "resumed.jsonl", {**asked, "sessionId": "s2"}, line(5, uuid="u2", sessionId="s2")),
    )
    told = "select ended_at::text, output_tokens, operation, request_id from requests"
    for order in itertools.permutations(files):
        with Warehouse() as warehouse:
            for path in order:
                add(warehouse, path)
            assert warehouse.rows(told) == [("2026-10-05 09:14:05+00", 9, "claude-code", "msg_01ClaudeCodeSample")]
    assert loaded(*files).counts == (6, 1, 3, 0, 2)


def test_a_sub_agent_s_own_calls_count(tmp_path: Path) -> None:
    own = line(9, message={"id": "msg_01OfTheSubAgent0001"}, isSidechain=True, agentId="a1", requestId=None, uuid="u9")
    folder = tmp_path / "s1" / "subagents"
    folder.mkdir(parents=True)
    write(tmp_path / "s1.jsonl", line())
    write(folder / "agent-a1.jsonl", own)
    with Warehouse() as warehouse:
        add(warehouse, tmp_path)
        found = warehouse.rows("select session_id, operation from requests order by all")
    assert found == [("s1", "claude-code"), ("s1/a1", "claude-code-subagent")]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("request_id", [None, ""])
@pytest.mark.parametrize("message_id", ["msg_01ClaudeCodeSample", None, ""])
def test_missing_ids_lose_no_call_and_double_none(
    message_id: str | None, request_id: str | None, tmp_path: Path
) -> None:
    """Two calls, the second copied to another file."""
    second = line(30, message={"id": message_id and message_id + "2"}, requestId=request_id, uuid="u30")
    main = write(tmp_path / "a.jsonl", line(message={"id": message_id}, requestId=request_id), second)
    copy = write(tmp_path / "b.jsonl", {**second, "sessionId": "s2"})
    assert len(loaded(main, copy).requests) == 2
    with Warehouse() as warehouse:
        for path in (copy, main):
            after = add(warehouse, path)
    assert len(after.requests) == 2


def test_lines_without_any_id_are_calls_by_what_they_say(tmp_path: Path) -> None:
    without = [
        {k: v for k, v in line(at, message={"id": None}).items() if k not in ("uuid", "requestId")} for at in (3, 4)
    ]
    assert len(loaded(write(tmp_path / "a.jsonl", *without, without[0])).requests) == 2


def test_notices_are_no_calls(tmp_path: Path) -> None:
    notice = line(message={"id": "5d1c", "model": "<synthetic>"}, isApiErrorMessage=True)
    summary = {"type": "summary", "summary": "(text)", "leafUuid": "u1"}
    outcome = loaded(write(tmp_path / "a.jsonl", summary, notice, line(usage={"output_tokens": 0})))
    assert outcome.counts == (3, 1, 0, 0, 2)


COMPACTION = {"type": "compaction", "input_tokens": 180_000, "cache_creation_input_tokens": 40, "output_tokens": 3_500}
ADVICE = {"type": "advisor_message", "model": "claude-opus-5-5", "input_tokens": 823, "output_tokens": 1_612}
OWN = {"type": "message", **USAGE}


def wrapped(usage: dict[str, Any]) -> dict[str, Any]:
    """A Message as an application logs it."""
    message = {"id": "msg_01ClaudeCodeSample", "type": "message", "model": "claude-opus-5", "usage": usage}
    return {"logged_at": "2026-10-05T09:14:05Z", "response": message}


@pytest.mark.parametrize("is_logged", [False, True], ids=["transcript", "log"])
def test_what_a_call_holds_besides_its_own(is_logged: bool, tmp_path: Path) -> None:
    """A compaction is the call's own; advice is another model's, at another price."""

    def found(*iterations: dict[str, Any]) -> list[tuple[object, ...]]:
        usage = {**USAGE, "iterations": list(iterations)}
        record = wrapped(usage) if is_logged else line(usage=usage)
        with Warehouse() as warehouse:
            add(warehouse, write(tmp_path / "a.jsonl", record, record))
            return warehouse.rows(f"select model, {', '.join(TOKENS)} from requests order by request_id")

    own = ("claude-opus-5", 10, 5, 0, 0, 9, 0)
    assert found(OWN) == [own]
    assert found(COMPACTION, OWN) == [("claude-opus-5", 180_010, 5, 40, 0, 3_509, 0)]
    assert found(OWN, ADVICE, OWN, ADVICE) == [own, *[("claude-opus-5-5", 823, 0, 0, 0, 1_612, 0)] * 2]


def test_a_compaction_without_a_number_is_a_reject(tmp_path: Path) -> None:
    usage = {"iterations": [{**COMPACTION, "output_tokens": "many"}]}
    outcome = loaded(write(tmp_path / "a.jsonl", line(usage=usage)))
    assert outcome.reasons == ["a token count that is not a whole number"]
