"""Times as programs write them: one reading for every format, and none of a time without zone."""

from pathlib import Path

import pytest

from loads import add, call, loaded, write
from norush.sources.load import _MACROS
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

AT = "2026-10-05 09:14:03.123+00"
WITH_OFFSET = (
    "2026-10-05T09:14:03.123Z",
    "2026-10-05T09:14:03.123456789Z",
    "2026-10-05T09:14:03.123z",
    "2026-10-05 09:14:03.123+00",
    "2026-10-05 09:14:03.123 UTC",
    "2026-10-05 09:14:03.123UTC",
    "2026-10-05 11:14:03.123 +0200",
    "2026-10-05T11:14:03.123+0200",
    "2026-10-05T14:44:03.123 +05:30",
    "2026-10-04T23:14:03.123-10",
)
EPOCHS = ("1791191643.123", "1791191643123", "1791191643123000")
NO_TIMES = (
    "2026-10-05 09:14:03.123",
    "2026-10-05",
    "2026-10-05+02:00",
    "2026-10-05T09:14:03+15:00",
    "2026-10-05T09:14:03 CET",
    "179119164312",
    "yesterday",
    "-2026-10-05T09:14:03.123Z",
)
MESSAGE = {"type": "message", "model": "claude-sonnet-5", "usage": {"input_tokens": 1, "output_tokens": 1}}


@pytest.mark.parametrize("macro", ["time_with_offset", "logged_time"])
def test_a_time_in_every_spelling_is_that_time(macro: str) -> None:
    with Warehouse() as warehouse:
        for step in _MACROS:
            warehouse.run_step(f"1_load/{step}")
        read = [
            warehouse.row(f"select date_trunc('milliseconds', {macro}($said))::text", {"said": said})[0]
            for said in (*WITH_OFFSET, *EPOCHS, *NO_TIMES)
        ]
    knows_epochs = macro == "logged_time"
    assert read == [AT] * len(WITH_OFFSET) + [AT if knows_epochs else None] * len(EPOCHS) + [None] * len(NO_TIMES)


def test_logs_and_own_columns_read_the_same(tmp_path: Path) -> None:
    own = [call(at, started_at=said, ended_at=None) for at, said in enumerate(WITH_OFFSET)]
    told = [
        {"started_at": said, "response": {**MESSAGE, "id": f"msg_01TimesSample{at:06}"}}
        for at, said in enumerate((*WITH_OFFSET, *EPOCHS))
    ]
    with Warehouse() as warehouse:
        outcome = add(warehouse, write(tmp_path / "own.jsonl", *own), write(tmp_path / "told.jsonl", *told))
        times = "select distinct date_trunc('milliseconds', started_at)::text from requests"
        assert warehouse.rows(times) == [(AT,)]
    assert outcome.counts == (len(own) + len(told), len(own) + len(told), 0, 0, 0)


def test_no_time_is_guessed(tmp_path: Path) -> None:
    lines = [call(at, started_at=said, ended_at=None) for at, said in enumerate(NO_TIMES)]
    reasons = loaded(write(tmp_path / "own.jsonl", *lines)).reasons
    assert len(reasons) == len(NO_TIMES)
    assert all(reason.startswith("a time without zone") for reason in reasons)


@pytest.mark.parametrize(
    ("first_token", "streamed"),
    [("2026-10-05 09:14:05", False), ("2026-10-05T09:14:05.000Z", False), ("2026-10-05 09:14:04.9", True), ("", None)],
)
def test_litellm_writes_one_time_in_two_ways(first_token: str, streamed: bool | None, tmp_path: Path) -> None:
    row = {
        **{"request_id": "chatcmpl-SampleOfTwoWays00001", "call_type": "acompletion", "model": "claude-sonnet-5"},
        **{"prompt_tokens": 5, "completion_tokens": 5, "startTime": "2026-10-05 09:14:03"},
        **{"endTime": "2026-10-05 09:14:05.000", "completionStartTime": first_token, "metadata": {}, "spend": 0.1},
        **{"api_key": "k", "custom_llm_provider": "anthropic", "cache_hit": "False", "status": "success"},
    }
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "spend.jsonl", row))
        assert warehouse.row("select streamed from requests") == (streamed,)
