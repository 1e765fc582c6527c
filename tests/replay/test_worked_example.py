"""The worked example of the two articles through the whole tool: a million calls that share the head of their prompts.

Each call sends 2,000 tokens to Sonnet 4.6 and gets 200 back; 500, 1,500 or 1,800 of the 2,000 are the same in all.
On demand that is $9,000, in batches $4,500, and with a cache in the batches what the table below says, worked out by
hand from the price list: input 3, output 15, read 0.30, write 3.75 (five minutes) or 6 (an hour), half in a batch.
A hundredth of the calls costs a hundredth, to the cent: that is what CI audits of each row, and a quarter of
the last one, which is more than a batch holds; `--every-case` audits all of them.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from norush import audit, render

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """USD of a million calls in batches with a cache: at 100 %, 98 % and 30 % of hits, and at 30 % with an hour's."""

    shared_tokens: int
    all_hit_usd: str
    best_usd: str
    floor_usd: str
    floor_1h_usd: str


TABLE = (
    Row(500, "4500", "4500", "4500", "4500"),  # below the least that Sonnet 4.6 caches, 1,024 tokens
    Row(1_500, "2475", "2526.75", "4286.25", "5467.50"),
    Row(1_800, "2070", "2132.10", "4243.50", "5661.00"),
)


def write_log(path: Path, calls: int, shared_tokens: int) -> None:
    """A job that sends ten calls a second; each answer takes two."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            copy (
                select
                    'call-of-the-example-' || lpad(n::varchar, 9, '0') as request_id,
                    '2026-10-20T00:00:00Z'::timestamptz + to_microseconds(n * 100000) as started_at,
                    '2026-10-20T00:00:02Z'::timestamptz + to_microseconds(n * 100000) as ended_at,
                    'anthropic' as provider,
                    'claude-sonnet-4-6' as model,
                    'worked-example' as app,
                    2000 as input_tokens,
                    200 as output_tokens,
                    [
                        {'hash': md5('head'), 'tokens': $shared}, {'hash': md5(n::varchar), 'tokens': 2000 - $shared}
                    ]::json as prefix_blocks
                from range($calls) as r(n)
            ) to '"""
            + str(path)
            + "' (format json)",
            {"calls": calls, "shared": shared_tokens},
        )


def audited(folder: Path, calls: int, shared_tokens: int) -> dict[str, Any]:
    """The one workload of an audit of that log, from its audit.json."""
    log = folder / "calls.jsonl"
    write_log(log, calls, shared_tokens)
    result = audit.run(audit.Request(inputs=(str(log),), database=folder / "audit.duckdb", memory_limit="2GB"))
    render.write_all(result.view, folder)
    (workload,) = json.loads((folder / "audit.json").read_text(encoding="utf-8"))["workloads"]
    assert workload["requests"] == calls
    return dict(workload)


def check(row: Row, calls: int, folder: Path) -> None:
    """Every cell of the table, exactly."""
    workload = audited(folder, calls, row.shared_tokens)
    scenarios = workload["scenarios"]
    found = {
        "on_demand": scenarios["on_demand"]["usd"],
        "as_billed": scenarios["as_billed"]["usd"],
        "batch": scenarios["batch"]["usd"],
        "all hit": scenarios["batch_cache_5m"]["bound_usd"],
        "98 %": scenarios["batch_cache_5m"]["best_usd"],
        "30 %": scenarios["batch_cache_5m"]["floor_usd"],
        "30 %, 1 hour": scenarios["batch_cache_1h"]["floor_usd"],
    }
    wanted = {
        "on_demand": "9000",
        "as_billed": "9000",
        "batch": "4500",
        "all hit": row.all_hit_usd,
        "98 %": row.best_usd,
        "30 %": row.floor_usd,
        "30 %, 1 hour": row.floor_1h_usd,
    }
    assert {name: Decimal(usd) * MILLION for name, usd in found.items()} == {
        name: Decimal(usd) * calls for name, usd in wanted.items()
    }
    assert workload["verdict"] == "batchable"
    (schedule,) = [each for each in workload["batches"] if each["is_recommended"]]
    assert schedule["batches"] >= calls // 100_000, "a batch holds 100,000 calls"


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.shared_tokens} shared")
def test_a_hundredth_of_the_worked_example(row: Row, tmp_path: Path) -> None:
    check(row, MILLION // 100, tmp_path)


@pytest.mark.slow
def test_a_quarter_of_the_worked_example(tmp_path: Path) -> None:
    check(TABLE[-1], MILLION // 4, tmp_path)


@pytest.mark.every_case
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.shared_tokens} shared")
def test_the_worked_example(row: Row, tmp_path: Path) -> None:
    check(row, MILLION, tmp_path)
