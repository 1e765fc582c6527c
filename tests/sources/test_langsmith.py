"""What is particular to LangSmith runs: times without an offset, projects called sessions, JSON in strings."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

RUN = {
    "id": "0193f0e6-0000-7000-8000-000000000001", "name": "ChatAnthropic", "run_type": "llm",
    "start_time": "2026-10-05T09:14:03.221000", "end_time": "2026-10-05T09:14:05.532000", "status": "success",
    "extra": {"metadata": {"ls_provider": "anthropic", "ls_model_name": "claude-sonnet-5"}},
    "session_id": "the-project", "trace_id": "the-trace", "prompt_tokens": 900, "completion_tokens": 30,
    "prompt_token_details": {"cache_read": 500, "cache_creation": 300},
}  # fmt: skip


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / "langsmith.jsonl").read_text(encoding="utf-8").splitlines()]


def one(path: Path, columns: str) -> tuple[Any, ...]:
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.row(f"select {columns} from requests")


def test_a_time_without_an_offset_is_in_utc(tmp_path: Path) -> None:
    path = write(tmp_path / "runs.jsonl", {**RUN, "end_time": "2026-10-05T11:14:05.532000+02:00"})
    assert one(path, "started_at, ended_at") == (
        datetime(2026, 10, 5, 9, 14, 3, 221000, UTC),
        datetime(2026, 10, 5, 9, 14, 5, 532000, UTC),
    )


def test_cache_is_taken_out_of_the_prompt_and_a_project_is_no_session(tmp_path: Path) -> None:
    path = write(tmp_path / "runs.jsonl", RUN)
    columns = "input_tokens, cache_read_tokens, cache_write_5m_tokens, app, session_id"
    assert one(path, columns) == (100, 500, 300, "the-project", "the-trace")


def test_runs_that_are_no_calls_and_such_as_have_not_ended_are_no_requests(tmp_path: Path) -> None:
    tool = {**RUN, "id": "2", "run_type": "tool"}
    pending = {**RUN, "id": "3", "status": "pending", "end_time": None}
    assert loaded(write(tmp_path / "runs.jsonl", RUN, tool, pending)).counts == (3, 1, 0, 0, 2)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("RateLimitError(\"Error code: 429 - {'prompt': 'my secret'}\")Traceback …", "RateLimitError"),
        ("openai.BadRequestError: my secret", "openai.BadRequestError"),
        ("my secret went wrong: now", "error"),
    ],
)
def test_of_an_error_its_kind_alone_is_kept(error: str, kind: str, tmp_path: Path) -> None:
    path = write(tmp_path / "runs.jsonl", {**RUN, "status": "error", "error": error})
    assert one(path, "status, error_type") == ("errored", kind)


@pytest.mark.parametrize(
    ("model", "calls"), [("claude-sonnet-5", 1), ("claude-sonnet-5-20260814", 1), ("claude-haiku-4-5", 2)]
)
def test_a_run_around_another_is_the_same_call_where_the_model_is(model: str, calls: int, tmp_path: Path) -> None:
    extra = {"metadata": {"ls_provider": "anthropic", "ls_model_name": model}}
    inside = {**RUN, "id": "0193f0e6-0000-7000-8000-000000000002", "parent_run_id": RUN["id"], "extra": extra}
    assert loaded(write(tmp_path / "runs.jsonl", RUN, inside)).counts == (2, calls, 2 - calls, 0, 0)


def test_an_api_answer_and_a_bulk_export_are_the_same_runs(tmp_path: Path) -> None:
    wanted = loaded(FIXTURES / "langsmith.jsonl")
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"runs": lines(), "cursors": {"next": None}}), encoding="utf-8")
    rows = [
        {name: json.dumps(value) if isinstance(value, dict) else value for name, value in run.items()}
        for run in lines()
    ]
    table = pa.Table.from_pylist(rows).drop_columns("events")  # an empty list of nothing has no type to write
    pq.write_table(table, tmp_path / "bulk")
    for path in (page, tmp_path / "bulk"):
        found = loaded(path)
        assert found.requests == wanted.requests
        assert found.counts == wanted.counts


@pytest.mark.parametrize("is_split", [False, True])
def test_a_run_of_a_model_around_another_is_the_same_call(is_split: bool, tmp_path: Path) -> None:
    """A framework's run around the wrapped client's; through a chain or a tool there are two calls."""
    inner = {**RUN, "id": "the-inner-run-000000", "parent_run_id": RUN["id"], "prompt_tokens": 901}
    tool = {**RUN, "id": "the-tool-run-0000000", "parent_run_id": inner["id"], "run_type": "tool"}
    below = {**RUN, "id": "the-call-below-00000", "parent_run_id": tool["id"]}
    runs = (below, tool, inner, RUN)
    with Warehouse() as warehouse:
        if is_split:
            for at, run in enumerate(runs):
                outcome = add(warehouse, write(tmp_path / f"{at}.jsonl", run))
        else:
            outcome = add(warehouse, write(tmp_path / "runs.jsonl", *runs))
    assert [row[0] for row in outcome.requests] == [below["id"], inner["id"]]
    assert outcome.counts == (4, 2, 1, 0, 1)
