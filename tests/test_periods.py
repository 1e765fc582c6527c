"""Windows: all the data, a given window, calendar months; midnights of the zone, daylight saving included."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from loads import add, call, write
from norush.errors import NorushError, UsageError
from norush.params import Params
from norush.periods import Period, month, write_periods
from norush.sources.load import TABLES
from norush.warehouse import Warehouse

BERLIN = "Europe/Berlin"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def periods(
    folder: Path,
    *times: str,
    by_month: bool = False,
    zone: str = "UTC",
    since: str | None = None,
    until: str | None = None,
) -> tuple[list[Period], list[str | None]]:
    """The periods, and the period of each call in the order of `times`."""
    params = Params(zone=zone, since=at(since) if since else None, until=at(until) if until else None)
    with Warehouse() as warehouse:
        calls = (call(number, started_at=time, ended_at=None) for number, time in enumerate(times))
        add(warehouse, write(folder / "log.jsonl", *calls))
        found = write_periods(warehouse, params, by_month=by_month)
        assert warehouse.rows("select period, since, until, zone from periods") == [
            (period.name, period.since, period.until, zone) for period in found
        ]
        return found, [row[0] for row in warehouse.rows("select period from requests order by request_id")]


def test_all_the_data_is_whole_days(tmp_path: Path) -> None:
    found, names = periods(tmp_path, "2026-10-05T09:14:03Z", "2026-10-07T00:00:00Z")
    assert found == [Period("2026-10-05/2026-10-08", at("2026-10-05T00:00:00Z"), at("2026-10-08T00:00:00Z"))]
    assert names == [found[0].name] * 2


def test_a_whole_month_is_named_after_it(tmp_path: Path) -> None:
    found, _ = periods(tmp_path, "2026-10-01T00:00:00Z", "2026-10-31T23:59:59Z")
    assert found[0].name == "2026-10"


def test_the_window_is_half_open(tmp_path: Path) -> None:
    found, names = periods(
        tmp_path, "2026-10-04T23:59:59.999999Z", "2026-10-05T00:00:00Z", "2026-10-05T23:59:59.999999Z",
        "2026-10-06T00:00:00Z", since="2026-10-05T00:00:00Z", until="2026-10-06T00:00:00Z",
    )  # fmt: skip
    name = "2026-10-05/2026-10-06"
    assert found[0].name == name
    assert names == [None, name, name, None]


def test_days_begin_at_midnight_of_the_zone_also_when_clocks_change(tmp_path: Path) -> None:
    found, _ = periods(tmp_path, "2026-10-25T00:30:00+02:00", "2026-10-25T23:30:00+01:00", zone=BERLIN)
    assert found == [Period("2026-10-25/2026-10-26", at("2026-10-25T00:00:00+02:00"), at("2026-10-26T00:00:00+01:00"))]
    assert (found[0].until - found[0].since).total_seconds() == 25 * 3600


def test_months_of_a_kept_database(tmp_path: Path) -> None:
    found, names = periods(
        tmp_path, "2026-12-31T23:30:00Z", "2026-10-31T22:59:59Z", "2026-10-31T23:00:00Z", by_month=True, zone=BERLIN
    )
    # December has no request and is no period
    assert [period.name for period in found] == ["2026-10", "2026-11", "2027-01"]
    assert names == ["2027-01", "2026-10", "2026-11"]
    assert found[0].until == found[1].since


def test_periods_written_again_forget_the_earlier_ones(tmp_path: Path) -> None:
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", call()))
        write_periods(warehouse, Params(), by_month=False)
        write_periods(warehouse, Params(), by_month=True)
        assert warehouse.rows("select distinct period from requests") == [("2026-10",)]


def test_windows_that_cannot_be(tmp_path: Path) -> None:
    time = "2026-10-05T09:14:03Z"
    with pytest.raises(UsageError, match="--since is not before --until"):
        periods(tmp_path, time, since="2026-10-06T00:00:00Z", until="2026-10-06T00:00:00Z")
    with pytest.raises(NorushError, match="the data runs from 2026-10-05 to 2026-10-05; change --since"):
        periods(tmp_path, time, since="2027-01-01T00:00:00Z", until="2027-02-01T00:00:00Z")


def test_no_requests_at_all() -> None:
    with Warehouse() as warehouse:
        for table in TABLES:
            warehouse.run_step(f"1_load/{table}")
        with pytest.raises(NorushError, match="no request"):
            write_periods(warehouse, Params(), by_month=False)


def test_a_month_by_its_name() -> None:
    assert month("2026-12", BERLIN) == (
        datetime(2026, 12, 1, tzinfo=ZoneInfo(BERLIN)),
        datetime(2027, 1, 1, tzinfo=ZoneInfo(BERLIN)),
    )
    for name in ("2026", "2026-13", "October", "2026-10-01", "", "9999-12"):
        with pytest.raises(ValueError, match=r"."):
            month(name, "UTC")
