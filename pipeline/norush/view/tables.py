"""Stage 5, reading for the pages: each function returns one table's rows of one period.

Reads periods, workloads, owners, signals, verdicts, evidence, kinds, kind_evidence, questions, costs, rates,
rate_parts, scenario_costs, scenarios, findings, price_cards, change_days, files, rejects and counts of requests;
writes nothing.
Every order is stated here: tables have none of their own.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from norush.errors import NorushError
from norush.prices import checks, parts
from norush.prices.parts import CostPart
from norush.view.costs import CostLine, Saving, Terms, Tokens
from norush.view.inputs import ChangeDay, Clash, File, PriceCard
from norush.view.judged import Evidence, KindEvidence, Question, Signal
from norush.view.values import Period
from norush.warehouse import Warehouse

FIRST_REJECTS = 5
"""Rejects listed for each file; all are in the table `rejects`."""

FIELDS = ("started_at", "ended_at", "streamed", "session_id", "end_user", "prefix_blocks")
"""Columns whose presence decides how much a log can show."""

_PER_MTOK = "_usd_per_mtok"
_KINDS = tuple(each.name for each in fields(Tokens))
_KEYS = ("period", "workload_id", "requests", "first_at", "last_at")


@dataclass(frozen=True, slots=True)
class Counted:
    """Requests of one workload, counted."""

    requests: int
    unbilled: int
    first_at: datetime | None
    last_at: datetime | None
    tokens: Tokens
    billed_usd: Decimal | None
    billed_requests: int
    is_all_stated: bool
    """Every request that succeeded states its charge."""
    fields: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A workload that may move: its place in the ranked order, its saving, and what a reader must know."""

    position: int
    saving: Saving | None
    why: str | None


def period(warehouse: Warehouse, name: str) -> Period:
    """The period of that name. Raises NorushError if the database has none."""
    rows = warehouse.rows("select since, until, zone from periods where period = $period", {"period": name})
    if not rows:
        raise NorushError(f"the database holds no period {name!r}: load requests of that time first")
    since, until, zone = rows[0]
    local = ZoneInfo(zone)
    first = since.astimezone(local).date()
    last = max(until - timedelta(microseconds=1), since).astimezone(local).date()
    follows = last + timedelta(days=1)
    is_whole = since == datetime.combine(first, time(), local) and until == datetime.combine(follows, time(), local)
    is_month = is_whole and first.day == follows.day == 1 and (first.year, first.month) == (last.year, last.month)
    return Period(name, utc(since), utc(until), zone, first, last, is_month)


def counted(warehouse: Warehouse, name: str) -> dict[str, Counted]:
    """Requests, instants, billed tokens and field coverage by workload."""
    present = ", ".join(f"count({field})" for field in FIELDS)
    billed = ", ".join(f"sum({kind}) filter (status = 'succeeded')" for kind in _KINDS)
    rows = warehouse.rows(
        f"""select workload_id, count(*), count(*) filter (status <> 'succeeded'),
            min(coalesce(started_at, ended_at)), max(coalesce(started_at, ended_at)),
            {billed}, sum(billed_usd), count(billed_usd),
            count(billed_usd) > 0 and count(*) filter (status = 'succeeded' and billed_usd is null) = 0, {present}
        from requests where period = $period group by workload_id""",
        {"period": name},
    )
    return {
        row[0]: Counted(
            row[1], row[2], utc(row[3]), utc(row[4]), tokens(row[5:10]), row[10], row[11], row[12], tuple(row[13:])
        )
        for row in rows
    }


def named(warehouse: Warehouse, name: str) -> list[dict[str, Any]]:
    """Workloads with their verdicts as dictionaries; only those with requests in the period."""
    columns = (
        "workload_id, name, provider, workspace, api_key, app, model, models, component, kind, kind_why, "
        "owner, channel, verdict, score, confidence, level, band"
    )
    rows = warehouse.rows(
        f"select {columns} from workloads left join (select * from verdicts where period = $period) v "
        "using (workload_id) left join (select workload_id, kind, why as kind_why from kinds where period = $period) k "
        "using (workload_id) left join owners using (workload_id) "
        "where workload_id in (select workload_id from requests where period = $period) order by workload_id",
        {"period": name},
    )
    return [dict(zip(columns.split(", "), row, strict=True)) for row in rows]


def evidence(warehouse: Warehouse, name: str) -> dict[str, tuple[Evidence, ...]]:
    """Evidence by workload: for, against, neither; the heaviest first."""
    rows = warehouse.rows(
        "select workload_id, rule, points_to, weight, family, says, briefly from evidence where period = $period "
        "order by workload_id, sign(weight) = 0, weight < 0, abs(weight) desc, rule, says",
        {"period": name},
    )
    found: dict[str, list[Evidence]] = defaultdict(list)
    for workload_id, *rest in rows:
        found[workload_id].append(Evidence(*rest))
    return {workload_id: tuple(each) for workload_id, each in found.items()}


def kind_evidence(warehouse: Warehouse, name: str) -> dict[str, tuple[KindEvidence, ...]]:
    """What speaks for a kind, by workload, the heaviest first."""
    rows = warehouse.rows(
        "select workload_id, kind, rule, weight, basis, says from kind_evidence where period = $period "
        "order by workload_id, weight desc, rule",
        {"period": name},
    )
    found: dict[str, list[KindEvidence]] = defaultdict(list)
    for workload_id, *rest in rows:
        found[workload_id].append(KindEvidence(*rest))
    return {workload_id: tuple(each) for workload_id, each in found.items()}


def questions(warehouse: Warehouse, name: str) -> dict[str, tuple[Question, ...]]:
    """Questions by workload, in the order in which they are asked."""
    rows = warehouse.rows(
        "select workload_id, question, field, asks from questions where period = $period order by workload_id, place",
        {"period": name},
    )
    found: dict[str, list[Question]] = defaultdict(list)
    for workload_id, *rest in rows:
        found[workload_id].append(Question(*rest))
    return {workload_id: tuple(each) for workload_id, each in found.items()}


def signals(warehouse: Warehouse, name: str) -> dict[str, tuple[Signal, ...]]:
    """Every measured column by workload, in the table's own order of columns."""
    columns = [row[0] for row in warehouse.rows("describe signals")]
    kept = [(at, column) for at, column in enumerate(columns) if column not in _KEYS]
    rows = warehouse.rows("select * from signals where period = $period", {"period": name})
    where = columns.index("workload_id")
    return {row[where]: tuple(Signal(column, plain(row[at])) for at, column in kept) for row in rows}


def cost_lines(warehouse: Warehouse, name: str) -> dict[str, dict[str, list[CostLine]]]:
    """Cost lines by workload and scenario, the dearest first."""
    prices = _prices(warehouse)
    rows = warehouse.rows(
        """select c.workload_id, c.scenario, c.price_card, c.service_tier, c.geo, c.requests, c.billed_requests,
            c.input_tokens, c.cache_read_tokens, c.cache_write_5m_tokens, c.cache_write_1h_tokens, c.output_tokens,
            c.web_search_requests, c.usd, c.why, r.web_search_usd, c.is_stopped
        from costs as c left join rates as r on c.price_card = r.price_card and c.service_tier = r.service_tier
            and c.geo = r.geo and c.scenario = r.scenario
        where c.period = $period
        order by c.usd desc nulls last, c.price_card, c.service_tier, c.geo, c.why, c.is_stopped""",
        {"period": name},
    )
    lines: dict[str, dict[str, list[CostLine]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        key = (row[2], row[3], row[4], row[1])
        counts = tokens(row[7:12])
        parts = _parts(counts, prices.get(key, {}), row[12] or 0, row[15]) if row[13] else ()
        line = CostLine(*(*row[2:7], counts, row[12] or 0, row[13], None, row[14], parts, row[16]))
        lines[row[0]][row[1]].append(line)
    return lines


def _prices(warehouse: Warehouse) -> dict[tuple[str, ...], dict[str, tuple[Decimal, Decimal]]]:
    """(published price, factor) by kind of token, by (price_card, service_tier, geo, scenario)."""
    found: dict[tuple[str, ...], dict[str, tuple[Decimal, Decimal]]] = defaultdict(dict)
    for *key, kind, usd, factor in warehouse.rows(
        "select price_card, service_tier, geo, scenario, kind, usd_per_mtok, factor from rate_parts"
    ):
        found[tuple(key)][kind] = (usd, factor)
    return found


def _parts(
    counts: Tokens, prices: Mapping[str, tuple[Decimal, Decimal]], searches: int, search_usd: Decimal | None
) -> tuple[CostPart, ...]:
    """The line, a kind of tokens at a time, in exact decimals."""
    found = []
    for name in _KINDS:
        kind, number = name.removesuffix("_tokens"), getattr(counts, name)
        if number and kind in prices:
            found.append(parts.of_tokens(kind, number, *prices[kind]))
    if searches and search_usd is not None:
        found.append(parts.of_searches(searches, search_usd))
    return tuple(found)


def terms(warehouse: Warehouse) -> tuple[Terms, ...]:
    """The scenarios that were worked out, with what each changes and keeps."""
    rows = warehouse.rows("select scenario, changes, keeps, assumption from scenarios order by scenario")
    return tuple(Terms(*row) for row in rows)


def scenario_sums(warehouse: Warehouse, name: str) -> dict[str, dict[str, tuple[Any, ...]]]:
    """(usd, floor_usd, all_uncached_usd, why) by workload and scenario."""
    rows = warehouse.rows(
        "select workload_id, scenario, usd, floor_usd, all_uncached_usd, why from scenario_costs "
        "where period = $period",
        {"period": name},
    )
    sums: dict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for workload_id, scenario, *rest in rows:
        sums[workload_id][scenario] = tuple(rest)
    return sums


def findings(warehouse: Warehouse, name: str) -> dict[str, Finding]:
    """Findings by workload; the saving is None where a figure is missing."""
    rows = warehouse.rows(
        "select workload_id, position, why, saving_sure_usd, saving_likely_usd, saving_ceiling_usd from findings "
        "where period = $period",
        {"period": name},
    )
    return {row[0]: Finding(row[1], None if None in row[3:] else Saving(*row[3:]), row[2]) for row in rows}


def files(warehouse: Warehouse) -> tuple[File, ...]:
    """Input files with their first rejects, by path."""
    rejected: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for file_id, line, reason in warehouse.rows(
        "select file_id, line, reason from rejects "
        "qualify row_number() over (partition by file_id order by line, reason) <= $first "
        "order by file_id, line, reason",
        {"first": FIRST_REJECTS},
    ):
        rejected[file_id].append((line, reason))
    rows = warehouse.rows(
        "select file_id, path, sha256, coalesce(size_bytes, 0), format, coalesce(records_read, 0), "
        "coalesce(requests, 0), coalesce(duplicates, 0), coalesce(rejects, 0), coalesce(not_requests, 0), "
        "problem "
        "from files order by path, sha256"
    )
    return tuple(File(*(*row[1:], tuple(rejected[row[0]]))) for row in rows)


def clashes(warehouse: Warehouse) -> tuple[Clash, ...]:
    """Usage totals and costs that are left out beside others that differ, by file; a database of before cannot say."""
    found: list[Clash] = []
    for table, what in (("clashing_usage", "usage total"), ("clashing_costs", "invoice line")):
        if not warehouse.has_table(table):
            continue
        rows = warehouse.rows(
            f"select f.path, b.path, c.rows_left_out, c.since, c.until from {table} as c "
            "join files as f on f.file_id = c.file_id join files as b on b.file_id = c.beside_id "
            "order by f.path, f.sha256, b.path, b.sha256"
        )
        found += (Clash(what, *row) for row in rows)
    return tuple(found)


def reject_reasons(warehouse: Warehouse) -> tuple[tuple[str, int], ...]:
    """(reason, lines), the commonest first."""
    rows = warehouse.rows(
        "select coalesce(reason, 'no reason given') as because, count(*) as lines from rejects "
        "group by because order by lines desc, because"
    )
    return tuple((reason, lines) for reason, lines in rows)


def others(warehouse: Warehouse) -> tuple[int, int, int]:
    """How many usage buckets and invoice lines were read."""
    buckets, lines, names = warehouse.row(
        "select (select count(*) from usage_buckets), (select count(*) from invoice_lines), "
        "(select count(*) from names)"
    )
    return buckets, lines, names


_USED = {
    "costs": "select price_card from costs where period = $period and usd is not null",
    "bucket_costs": "select price_card from bucket_costs where period = $period and as_billed_usd is not null",
}


def price_cards(warehouse: Warehouse, name: str, kept_in: str = "costs") -> tuple[PriceCard, ...]:
    """The cards that priced something in the period, with every rate the table has; `kept_in`: calls or totals."""
    columns = [row[0] for row in warehouse.rows("describe price_cards") if row[0].endswith(_PER_MTOK)]
    picked = "".join(f", {column}" for column in columns)
    rows = warehouse.rows(
        f"select price_card, model_id, source, seen_on, checked_on, valid_until{picked} from price_cards "
        f"where price_card in ({_USED[kept_in]}) order by all",
        {"period": name},
    )
    (until,) = warehouse.row("select until from periods where period = $period", {"period": name})
    return tuple(
        PriceCard(
            row[0],
            row[1],
            tuple(
                (column.removesuffix(_PER_MTOK), usd)
                for column, usd in zip(columns, row[6:], strict=True)
                if usd is not None
            ),
            row[2],
            row[3],
            row[4],
            None if row[5] else _unseen_days(checks.last_seen(row[3], row[4]), utc(until).date()),
        )
        for row in rows
    )


def _unseen_days(seen_on: date | None, until: date) -> int | None:
    return (until - seen_on).days if seen_on and checks.is_stale(seen_on, until) else None


def change_days(warehouse: Warehouse, name: str) -> tuple[ChangeDay, ...]:
    """Requests on days on which their price changed, oldest first."""
    rows = warehouse.rows(
        "select platform, model_id, speed, changed_at, requests from change_days where period = $period "
        "order by changed_at, platform, model_id, speed",
        {"period": name},
    )
    return tuple(
        ChangeDay(platform, model_id, speed, utc(at).date(), requests)
        for platform, model_id, speed, at, requests in rows
    )


def tokens(counts: tuple[int | None, ...]) -> Tokens:
    """Five counts in the order of Tokens; nothing counted is 0."""
    return Tokens(*(int(count or 0) for count in counts))


def utc(value: Any) -> Any:  # noqa: ANN401  (a row has any type)
    """The same instant in UTC proper (DuckDB hands out a pytz zone); None stays None."""
    return None if value is None else value.astimezone(UTC)


def plain(value: object) -> int | float | Decimal | str | bool | datetime | None:
    """A column's value as one of the few kinds that pages print."""
    if isinstance(value, datetime):
        return utc(value)  # type: ignore[no-any-return]
    if value is None or isinstance(value, (bool, int, float, Decimal, str)):
        return value
    return str(value)


def possibly_duplicate(warehouse: Warehouse) -> int:
    """Requests without an id of their own that are equal to another one: possibly the same call, logged twice."""
    count: int = warehouse.row(
        "select count(*) from requests where regexp_extract(request_id, '^row-[0-9a-f]{20}-([2-9]|[1-9][0-9]+)$') <> ''"
    )[0]
    return count
