"""What Langfuse's and LangSmith's rows prove about their emitters: one too small for its cache speaks for all."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from loads import add, loaded, write
from norush.warehouse import Warehouse

Usage = tuple[int, int, int | None]
"""Input, cached tokens read, total; 5 output tokens each."""


def langfuse(project: str, number: int, usage: Usage) -> Mapping[str, object]:
    total = {} if usage[2] is None else {"total": usage[2]}
    return {
        "id": f"obs-{project}-{number}", "trace_id": f"trace-{number}", "project_id": project, "type": "GENERATION",
        "start_time": f"2026-10-05 09:14:{number:02d}.123", "end_time": "2026-10-05 09:15:05.123", "name": "chat",
        "provided_model_name": "claude-haiku-4-5-20251001",
        "usage_details": {"input": usage[0], "output": 5, "cache_read_input_tokens": usage[1], **total},
    }  # fmt: skip


def langsmith(project: str, number: int, usage: Usage) -> Mapping[str, object]:
    total = {} if usage[2] is None else {"total_tokens": usage[2]}
    return {
        "id": f"run-{project}-{number}", "trace_id": f"trace-{number}", "session_name": project, "run_type": "llm",
        "name": "ChatAnthropic", "start_time": f"2026-10-05T09:14:{number:02d}.221", "status": "success",
        "end_time": "2026-10-05T09:15:05.532", "prompt_tokens": usage[0], "completion_tokens": 5, **total,
        "extra": {"metadata": {"ls_provider": "anthropic", "ls_model_name": "claude-sonnet-5"}},
        "prompt_token_details": {"cache_read": usage[1]},
    }  # fmt: skip


CASES: list[tuple[list[Usage], list[int]]] = [
    # totals of input and output alone: each includes its cache
    ([(1000, 500, 1005), (800, 0, 805)], [500, 800]),
    # one row is too small for its cache, so that totals leave it out, here and in the rows that looked as if not
    ([(10, 500, 15), (1000, 500, 1005), (800, 0, 805)], [10, 1000, 800]),
    # totals count the cache on top, or say that it is inside: each row by its own
    ([(10, 500, 515), (1000, 500, 1505), (1000, 500, 1005)], [10, 1000, 500]),
    # a row without a total whose cache is larger, too
    ([(10, 500, None), (1000, 500, 1505)], [10, 1000]),
]


@pytest.mark.parametrize("record", [langfuse, langsmith])
@pytest.mark.slow
def test_a_row_too_small_for_its_cache_says_what_input_means(
    record: Callable[[str, int, Usage], Mapping[str, object]], tmp_path: Path
) -> None:
    """All cases in one file, in projects of their own; and row by row over loads."""
    rows = [
        [record(f"p{case}", at, usage) for at, usage in enumerate(usages)] for case, (usages, _) in enumerate(CASES)
    ]
    whole = loaded(write(tmp_path / "whole.jsonl", *(row for case in rows for row in case)))
    assert whole.reasons == []
    with Warehouse() as warehouse:
        for at in (2, 1, 0):
            part = write(tmp_path / f"{at}.jsonl", *(case[at] for case in rows if at < len(case)))
            outcome = add(warehouse, part)
        found = warehouse.rows("select input_tokens from requests order by request_id")
    assert outcome.requests == whole.requests
    assert [count for (count,) in found] == [count for _, counts in CASES for count in counts]


def test_another_project_keeps_its_own_meaning(tmp_path: Path) -> None:
    rows = langfuse("a", 1, (10, 500, 15)), langfuse("b", 2, (1000, 500, 1005))
    assert loaded(write(tmp_path / "log.jsonl", *rows)).totals["input_tokens"] == 10 + 500
