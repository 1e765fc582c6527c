"""A clock that jumps back, of the machine that audits or of those that wrote the log: no negative time, same bytes."""

import datetime as clock
import json
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loads import call, loaded, write
from norush import cli
from norush.commands import audit as command
from norush.warehouse import Warehouse
from small_months import write_month


def report(folder: Path, *inputs: Path) -> dict[str, bytes]:
    """Every file of a report but the database."""
    result = CliRunner().invoke(cli.app, ["audit", *map(str, inputs), "--salt", "s", "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".duckdb"
    }


@pytest.mark.slow
def test_a_clock_that_runs_backwards_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every time that it is asked it is an hour earlier, and a year at first."""
    log = write_month(tmp_path, 8, nights=3, asks=5)
    before = report(tmp_path / "before", log)
    hours = count(365 * 24)

    class Backwards(datetime):
        @classmethod
        def now(cls, tz: clock.tzinfo | None = None) -> "Backwards":
            then = datetime.now(tz) - timedelta(hours=next(hours))
            return cls.fromtimestamp(then.timestamp(), tz)

    monkeypatch.setattr(command, "datetime", Backwards)
    for name in ("time", "monotonic", "perf_counter"):
        monkeypatch.setattr(time, name, lambda: -3600.0 * next(hours))
    assert report(tmp_path / "after", log) == before
    assert next(hours) > 365 * 24  # it was asked


def test_a_call_that_ends_before_it_starts_has_no_duration(tmp_path: Path) -> None:
    """The clock was set back an hour during it: the start is kept, and what cannot be is not known."""
    log = write(
        tmp_path / "calls.jsonl",
        call(1, started_at="2026-10-25T02:59:59Z", ended_at="2026-10-25T02:00:04Z"),
        call(
            2, started_at="2026-10-25T02:00:05Z", first_token_at="2026-10-25T01:59:00Z", ended_at="2026-10-25T02:00:09Z"
        ),
        call(3, started_at="2026-10-25T02:00:10Z", ended_at="2026-10-25T02:00:10Z"),
    )
    outcome = loaded(log)
    assert outcome.reasons == []
    with Warehouse() as warehouse:
        from loads import add

        add(warehouse, log)
        assert warehouse.rows(
            "select epoch_ms(ended_at - started_at), first_token_at from requests order by request_id"
        ) == [(None, None), (4000, None), (0, None)]


@pytest.mark.slow
def test_a_log_over_a_clock_that_is_set_back_has_no_negative_figure(tmp_path: Path) -> None:
    """Every tenth call sets it back half an hour; in whatever order the lines stand, the report is the same."""
    at, calls = datetime(2026, 10, 5, 9, tzinfo=UTC), []
    for number in range(300):
        at += timedelta(seconds=20) - timedelta(minutes=30) * (number % 10 == 9)
        end = at + timedelta(seconds=3) - timedelta(minutes=30) * (number % 10 == 8)
        calls.append(call(number, started_at=at.isoformat(), ended_at=end.isoformat(), session_id="one"))
    forth = report(tmp_path / "forth", write(tmp_path / "calls.jsonl", *calls))
    back = report(tmp_path / "back", write(tmp_path / "calls.jsonl", *reversed(calls)))
    document = json.loads(forth["audit.json"])
    assert document["totals"]["requests"] == 300
    for pages in (forth, back):
        told = json.loads(pages["audit.json"])
        del told["files"]
        assert told == {name: value for name, value in document.items() if name != "files"}
    with Warehouse(tmp_path / "forth" / "audit.duckdb") as warehouse:
        names = [
            name
            for (name,) in warehouse.rows(
                "select column_name from duckdb_columns() where table_name = 'signals' and ends_with(column_name, '_s')"
            )
        ]
        assert "mean_duration_s" in names
        for name in names:
            assert warehouse.rows(f"select {name} from signals where {name} < 0") == [], name
        assert warehouse.row("select count(*) from requests where ended_at < started_at") == (0,)
