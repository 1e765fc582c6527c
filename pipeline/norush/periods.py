"""The windows that are judged: all the data, a given window, or calendar months of a kept database.

Reads `requests`, and `usage_buckets` where a period has none; writes `periods` and `requests.period`. Days and months
begin at midnight of the given zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from norush.errors import NorushError, UsageError
from norush.params import Params
from norush.warehouse import Warehouse

COLUMNS = {"period": "text", "since": "timestamptz", "until": "timestamptz", "zone": "text"}


_CALLED = {"requests": "request", "usage_buckets": "usage total"}
_SPAN = {
    "requests": "select min(coalesce(started_at, ended_at)), max(coalesce(started_at, ended_at)) from requests",
    "usage_buckets": "select min(bucket_start), max(bucket_end) - interval 1 microsecond from usage_buckets",
}
"""The first and the last instant that a table tells of; all the data runs as calls do, where there is one."""


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open [since, until). `name` is 2026-10 for a calendar month, else 2026-10-03/2026-10-17."""

    name: str
    since: datetime
    until: datetime
    has_calls: bool = True
    """Else usage totals are all there is of it."""


def write_periods(warehouse: Warehouse, params: Params, *, by_month: bool) -> list[Period]:
    """Makes `periods`, oldest first, and writes each request's period. Raises NorushError when none falls into one."""
    spans = {table: warehouse.row(query) for table, query in _SPAN.items()}
    kept_in, (first, last) = next((each for each in spans.items() if each[1][0]), ("", (None, None)))
    if first is None:
        raise NorushError(_why_none(warehouse))
    zone = ZoneInfo(params.zone)
    if by_month:  # a month may have totals alone, whatever others have
        every = [each for each in spans.values() if each[0]]
        periods = _months(min(each[0] for each in every), max(each[1] for each in every), zone)
    else:
        periods = [_window(params, first, last, zone)]
    if periods[0].since >= periods[0].until:
        raise NorushError(
            f"no {_CALLED[kept_in]} since {params.since}: the data runs from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
        )
    with warehouse.transaction():
        _assign(warehouse, periods)
        found = [each for period in periods if (each := _told(warehouse, period))]
        if not found:
            raise NorushError(
                f"no {_CALLED[kept_in]} falls into {periods[0].name}: the data runs from {first:%Y-%m-%d} to "
                f"{last:%Y-%m-%d}; change --since, --until or --month"
            )
        _write(warehouse, found, params.zone)
    return found


def _assign(warehouse: Warehouse, periods: Sequence[Period]) -> None:
    """Gives each request its period; what has one keeps it, unless periods are others than before."""
    before: list[tuple[object, ...]] = []
    if warehouse.has_table("periods"):
        before = warehouse.rows("select period, since, until from periods")
    if not set(before) <= {(period.name, period.since, period.until) for period in periods}:
        warehouse.connection.execute("update requests set period = null where period is not null")
    for period in periods:
        warehouse.run_step(
            "2_workloads/assign_period", {"period": period.name, "since": period.since, "until": period.until}
        )


def _write(warehouse: Warehouse, periods: Sequence[Period], zone: str) -> None:
    warehouse.replace_table("periods", COLUMNS, [(p.name, p.since, p.until, zone) for p in periods])


def _told(warehouse: Warehouse, period: Period) -> Period | None:
    """The period, and whether calls tell of it or totals alone; None without either: it has no report.

    One stray clock can make a hundred such months.
    """
    if warehouse.rows("select 1 from requests where period = $period limit 1", {"period": period.name}):
        return period
    query = "select 1 from usage_buckets where bucket_start >= $since and bucket_end <= $until limit 1"
    has_totals = warehouse.rows(query, {"since": period.since, "until": period.until})
    return replace(period, has_calls=False) if has_totals else None


def _why_none(warehouse: Warehouse) -> str:
    """Why not one request could be read, with the commonest reason and its first place."""
    rows = warehouse.rows(
        "select reason, count(*), min_by(file, (file, line)), min_by(line, (file, line)) from rejects "
        "group by reason order by count(*) desc, reason limit 1"
    )
    if lines := warehouse.row("select count(*) from invoice_lines")[0]:
        return (
            f"these files hold {lines:,} lines of an invoice, but no single call: who waited shows only in calls. Give "
            "the log of a gateway or an application for the same days too (norush formats lists what can be read); "
            "the invoice is then compared with it"
        )
    if not rows:
        return "these files hold records, but no request among them: give logs of API calls"
    ((reason, lines, file, line),) = rows
    many = "1 line" if lines == 1 else f"{lines} lines"
    return f"no request could be read from these files; most often ({many}, first {file}:{line}): {reason}"


def month(name: str, zone: str) -> tuple[datetime, datetime]:
    """The instants at which month YYYY-MM begins and ends in `zone`. Raises ValueError for another text."""
    start = datetime.strptime(name, "%Y-%m").replace(tzinfo=ZoneInfo(zone))
    return start, _next_month(start)


def _window(params: Params, first: datetime, last: datetime, zone: ZoneInfo) -> Period:
    if params.since and params.until and params.since >= params.until:
        raise UsageError("--since is not before --until: the window would be empty")
    since = params.since or _midnight(first, zone)
    until = params.until or _midnight(_midnight(last, zone) + timedelta(hours=36), zone)
    return Period(name_of(since.astimezone(zone), until.astimezone(zone)), since.astimezone(UTC), until.astimezone(UTC))


def _months(first: datetime, last: datetime, zone: ZoneInfo) -> list[Period]:
    start = _midnight(first, zone).replace(day=1)
    periods = []
    while start <= last:
        end = _next_month(start)
        periods.append(Period(f"{start:%Y-%m}", start.astimezone(UTC), end.astimezone(UTC)))
        start = end
    return periods


def _midnight(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _next_month(start: datetime) -> datetime:
    return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)


def name_of(since: datetime, until: datetime) -> str:
    """2026-10 for a calendar month, else 2026-10-03/2026-10-17; both instants in the zone of the days."""
    if since.day == 1 and until == _next_month(since):
        return f"{since:%Y-%m}"
    form = "%Y-%m-%d" if since == since.replace(hour=0, minute=0, second=0, microsecond=0) else "%Y-%m-%dT%H:%M"
    return f"{since:{form}}/{until:{form}}"
