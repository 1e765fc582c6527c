"""A month that an export corrects: what the same format said of it goes, all else stays, every record is counted."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loads import FIXTURES, add, call, check_promises, write
from norush.errors import SourceError
from norush.params import Params
from norush.sources.load import Loaded, load
from norush.warehouse import Warehouse
from small_months import audited, pages, tables, write_month

OCTOBER = (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))


def at(number: int, day: str, **changes: object) -> Mapping[str, object]:
    return call(number, started_at=f"2026-{day}T09:00:00Z", ended_at=f"2026-{day}T09:00:05Z", **changes)


def replace(warehouse: Warehouse, *paths: Path) -> Loaded:
    loaded = load(warehouse, paths, Params(), replaces=OCTOBER)
    check_promises(warehouse)
    return loaded


def calls(warehouse: Warehouse) -> list[tuple[str, int]]:
    rows = warehouse.rows("select right(request_id, 1), output_tokens from requests order by request_id")
    return [(name, tokens) for name, tokens in rows]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Two months in one export, with a call of October that was counted too high, one too many, and a broken line."""
    return write(
        tmp_path / "first.jsonl",
        *(at(1, "10-05", output_tokens=900), at(2, "10-31"), "{broken", at(3, "11-01", output_tokens=10)),
    )


def test_what_the_same_format_said_of_the_month_goes(first: Path, tmp_path: Path) -> None:
    corrected = write(tmp_path / "corrected.jsonl", at(1, "10-05", output_tokens=90), at(4, "10-06", output_tokens=40))
    with Warehouse() as warehouse:
        add(warehouse, first)
        assert replace(warehouse, corrected).replaced == 2
        assert calls(warehouse) == [("1", 90), ("3", 10), ("4", 40)]
        assert warehouse.rows("select requests, duplicates, rejects from files order by file_id") == [
            (1, 2, 1),
            (2, 0, 0),
        ]
        # the first export lies in the same folder still: its content is known
        add(warehouse, first, corrected)
        assert calls(warehouse) == [("1", 90), ("3", 10), ("4", 40)]


def test_without_it_the_call_that_says_most_stays(first: Path, tmp_path: Path) -> None:
    corrected = write(tmp_path / "corrected.jsonl", at(1, "10-05", output_tokens=90))
    with Warehouse() as warehouse:
        add(warehouse, first)
        add(warehouse, corrected)
        assert ("1", 900) in calls(warehouse)


def test_a_file_of_which_nothing_is_left_takes_its_rejects_along(tmp_path: Path) -> None:
    old = write(tmp_path / "old.jsonl", at(1, "10-05"), "{broken")
    with Warehouse() as warehouse:
        add(warehouse, old)
        assert replace(warehouse, write(tmp_path / "new.jsonl", at(2, "10-05"))).replaced == 1
        assert warehouse.rows("select * from rejects") == []
        assert warehouse.rows("select requests, duplicates, rejects from files order by file_id") == [
            (0, 2, 0),
            (1, 0, 0),
        ]


@pytest.mark.slow
def test_other_formats_keep_what_they_said(first: Path, tmp_path: Path) -> None:
    """An invoice of the month, usage totals, the logs of another gateway."""
    others = [
        FIXTURES / name for name in ("anthropic_console_cost.csv", "anthropic_console_tokens.csv", "litellm.jsonl")
    ]
    counts = "select (select count(*) from invoice_lines), (select count(*) from usage_buckets), count(*) from requests"
    with Warehouse() as warehouse:
        add(warehouse, *others, first)
        invoice, buckets, requests = warehouse.row(counts)
        assert min(invoice, buckets, requests) > 0
        replace(warehouse, write(tmp_path / "corrected.jsonl", at(1, "10-05")))
        assert warehouse.row(counts) == (invoice, buckets, requests - 1)


@pytest.mark.slow
def test_an_invoice_and_totals_are_replaced_by_theirs(tmp_path: Path) -> None:
    for name, table in (
        ("anthropic_console_cost.csv", "invoice_lines"),
        ("anthropic_console_tokens.csv", "usage_buckets"),
    ):
        lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
        shorter = tmp_path / name
        shorter.write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")
        with Warehouse() as warehouse:
            add(warehouse, FIXTURES / name)
            (before,) = warehouse.row(f"select count(*) from {table}")
            assert replace(warehouse, shorter).replaced == before
            assert warehouse.row(f"select count(*) from {table}") == (3,)


def test_what_was_read_before_replaces_too_and_stays(first: Path, tmp_path: Path) -> None:
    more = write(tmp_path / "more.jsonl", at(5, "10-07"))
    with Warehouse() as warehouse:
        add(warehouse, first)
        before = calls(warehouse)
        add(warehouse, more)
        assert replace(warehouse, first).replaced == 1
        assert calls(warehouse) == before


def test_what_tells_nothing_of_the_month_replaces_nothing(first: Path, tmp_path: Path) -> None:
    with Warehouse() as warehouse:
        add(warehouse, first)
        before = calls(warehouse)
        with pytest.raises(
            SourceError, match="hold nothing of the month that they are to replace: nothing was changed"
        ):
            replace(warehouse, write(tmp_path / "november.jsonl", at(6, "11-02"), at(7, "10-02", input_tokens=-1)))
        assert calls(warehouse) == before
        assert warehouse.row("select count(*) from files") == (1,)


@pytest.mark.slow
def test_logs_that_were_read_before_leave_every_report_what_it_was(tmp_path: Path) -> None:
    """Also the month beside it in the same file, and where only one of two formats is given again."""
    both = tmp_path / "both.jsonl"
    both.write_text("".join(write_month(tmp_path, month, nights=2, asks=8).read_text() for month in (9, 10)))
    kept, gateway = tmp_path / "kept.duckdb", FIXTURES / "litellm.jsonl"
    before, judged = audited(kept, both, gateway, month="2026-10")
    assert (judged, before.view.totals.requests > 0) == (2, True)
    found = tables(kept)
    for again, months in ((both, 2), (gateway, 1)):
        done, judged = audited(kept, again, month="2026-10", replaces="2026-10")
        assert judged == months
        assert pages(done) == pages(before)
        assert tables(kept) == found
    with Warehouse(kept) as warehouse:
        assert warehouse.row("select count(*) from requests where workload_id is null or period is null") == (0,)
