"""Stage 5, decisions laid over the workloads of a period: a saving that is set aside leaves every sum of the page.

Reads decisions, decision_snapshots, requests, workloads, verdicts, scenario_costs, findings; writes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from norush import patterns
from norush.decisions import Decision, tables
from norush.decisions.holding import Facts, Held, Window, begun, held
from norush.params import Params
from norush.patterns import COLUMNS
from norush.view.costs import Saving
from norush.view.decided import Decided, Listed, SetAside
from norush.view.states import Group
from norush.view.sums import missed
from norush.view.tables import period as named_period
from norush.view.values import Period, Workload
from norush.warehouse import Warehouse

_NOTHING = Saving(Decimal(0), Decimal(0), Decimal(0))
_MAY_WAIT = (Group.MOVE, Group.DEARER, Group.NO_BATCH_PRICE, Group.UNCERTAIN)


def read(warehouse: Warehouse, period: Period) -> list[Decision]:
    """The decisions that say something of the period."""
    later = warehouse.rows(
        "select period from periods where since > $since order by since limit 1", {"since": period.since}
    )
    after = named_period(warehouse, later[0][0]).last_day if later else None
    return begun(tables.read(warehouse), Window(period.last_day, 1, after))


def logged_days(first: datetime | None, last: datetime | None, zone: str) -> int:
    """Local days from the first to the last request: a month whose log ends early costs a day what it costs a day."""
    if first is None or last is None:
        return 1
    local = ZoneInfo(zone)
    return (last.astimezone(local).date() - first.astimezone(local).date()).days + 1


def window(period: Period, workloads: Sequence[Workload]) -> Window:
    """The period as decisions are held against it."""
    first = min((each.first_at for each in workloads if each.first_at), default=None)
    last = max((each.last_at for each in workloads if each.last_at), default=None)
    return Window(period.last_day, logged_days(first, last, period.zone))


def factor(settings: Mapping[str, object]) -> Decimal:
    """How many times as dear a day a workload may become."""
    return Decimal(str(settings.get("decision_spend_factor", Params().decision_spend_factor)))


def laid_over(
    decisions: Sequence[Decision], period: Period, workloads: Sequence[Workload], limit: Decimal
) -> tuple[Workload, ...]:
    """The workloads with their decisions; one that is set aside saves nothing, and its decision says what it would."""
    facts = [facts_of(each) for each in workloads]
    found = held(decisions, facts, window(period, workloads), limit)
    return tuple(_decided(each, found.get(each.workload_id)) for each in workloads)


def facts_of(workload: Workload) -> Facts:
    """What decisions are held against."""
    names = {column: getattr(workload, column) for column in COLUMNS.values()}
    return Facts(workload.workload_id, names, workload.verdict, workload.as_billed_usd)


def _decided(workload: Workload, found: Held | None) -> Workload:
    if found is None:
        return workload
    cached = workload.option.saving if workload.option else None
    decided = Decided(
        found, found.sets_aside and workload.group in _MAY_WAIT, workload.saving, cached, workload.both_saving
    )
    if not decided.is_set_aside:
        return replace(workload, decided=decided)
    option = workload.option and replace(workload.option, saving=_NOTHING, overlap_usd=Decimal(0))
    return replace(
        workload,
        decided=decided,
        group=Group.SET_ASIDE,
        saving=_NOTHING,
        saving_why=None,
        saved_share=Decimal(0),
        would_have_cost_usd=workload.as_billed_usd,
        option=option,
    )


def set_aside(workloads: Iterable[Workload]) -> SetAside | None:
    """All that is set aside; None where nothing is."""
    kept = [each for each in workloads if each.group is Group.SET_ASIDE]
    decided = [each.decided for each in kept if each.decided]
    if not decided:
        return None
    savings = [each.saving for each in decided if each.saving]
    cached = [each.cache_saving for each in decided if each.cache_saving]
    both = [each.both_saving for each in decided if each.both_saving]
    billed = [each.as_billed_usd or Decimal(0) for each in kept]
    total = sum(savings, _NOTHING)
    return SetAside(
        workloads=len(kept),
        requests=sum(each.requests for each in kept),
        as_billed_usd=sum(billed, Decimal(0)),
        saving=total,
        cache_saving=sum(cached[1:], cached[0]) if cached else None,
        both_saving=sum(both, _NOTHING),
        unknown=sum(each.saving is None for each in decided),
        as_billed_rounding_usd=missed(billed, sum(billed, Decimal(0))),
        likely_rounding_usd=missed((each.likely_usd for each in savings), total.likely_usd),
    )


def listed(decisions: Sequence[Decision], workloads: Sequence[Workload]) -> tuple[Listed, ...]:
    """Every decision that says something of the period, the oldest first; those that are on nothing too."""
    made = []
    for each in decisions:
        on = [
            one for one in workloads
            if one.workload_id == each.workload_id or (each.patterns and _fits(each, one))
        ]  # fmt: skip
        counting = [one.decided for one in on if one.decided and one.decided.given == each]
        made.append(Listed(each, len(on), len(counting), sum(one.held.holds for one in counting)))
    return tuple(made)


def _fits(decision: Decision, workload: Workload) -> bool:
    return patterns.fits(decision.patterns, facts_of(workload).names)


def likely_set_aside(warehouse: Warehouse, period: Period, limit: Decimal) -> Decimal:
    """How much of the likely batch saving of a month is set aside: for the months beside each other."""
    decisions = read(warehouse, period)
    if not decisions:
        return Decimal(0)
    columns = tuple(COLUMNS.values())
    rows = warehouse.rows(
        f"""
        select w.workload_id, v.verdict, s.usd, f.saving_likely_usd, {", ".join(f"w.{each}" for each in columns)}
        from findings as f
        inner join workloads as w on w.workload_id = f.workload_id
        inner join verdicts as v on v.period = f.period and v.workload_id = f.workload_id
        left join scenario_costs as s
            on s.period = f.period and s.workload_id = f.workload_id and s.scenario = 'as_billed'
        where f.period = $period
        """,
        {"period": period.period},
    )
    first, last = warehouse.row(
        "select min(coalesce(started_at, ended_at)), max(coalesce(started_at, ended_at)) from requests "
        "where period = $period",
        {"period": period.period},
    )
    facts = [Facts(row[0], dict(zip(columns, row[4:], strict=True)), row[1], row[2]) for row in rows]
    found = held(decisions, facts, Window(period.last_day, logged_days(first, last, period.zone)), limit)
    # what has a finding may wait
    return sum((row[3] or Decimal(0) for row in rows if row[0] in found and found[row[0]].sets_aside), Decimal(0))
