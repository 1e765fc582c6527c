"""Stage 5: tables -> AuditView. The only place where a page's numbers are worked out.

Reads the stage tables of one period (see tables.py); writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from norush.money import ZERO
from norush.view import (
    batches,
    blockers,
    bucketed,
    cache_use,
    cached,
    deciding,
    drawn,
    leaving,
    reconciled,
    sums,
    tables,
)
from norush.view.bridge import bridge
from norush.view.by_model import by_model
from norush.view.changed import changed
from norush.view.charges import Stated
from norush.view.costs import CostLine, Realised, Saving, Scenario
from norush.view.hours import week_maps
from norush.view.inputs import Coverage, File
from norush.view.settling import settles
from norush.view.states import Group, State
from norush.view.sums import share
from norush.view.trend import month_before, months
from norush.view.values import About, AuditView, Sum, Totals, Workload
from norush.warehouse import Warehouse

SHOWN_NEAREST = 3
SCENARIOS = ("as_billed", "on_demand", "batch", "billed")
"""Scenarios of this version in the order of the page; others that the tables hold follow by name."""


def build(warehouse: Warehouse, period: str, about: About) -> AuditView:
    """Everything that the report of one period shows: same tables, same value. Raises NorushError."""
    view = _alone(warehouse, period, about)
    earlier = month_before(warehouse, view.period)
    if earlier is None or view.usage_totals:  # totals alone are no month to compare with calls
        return view
    return replace(view, changed=changed(_alone(warehouse, earlier, about), view))


def _alone(warehouse: Warehouse, period: str, about: About) -> AuditView:
    """Without what changed since another one."""
    window = tables.period(warehouse, period)
    counted = tables.counted(warehouse, period)
    decisions, limit = deciding.read(warehouse, window), deciding.factor(about.settings)
    undecided = _workloads(warehouse, period, counted, about.zone)
    workloads = deciding.laid_over(decisions, window, undecided, limit)
    rank = sums.rank(workloads)
    files = tables.files(warehouse)
    left_out = leaving.left_out(workloads, tables.reject_reasons(warehouse), tables.clashes(warehouse))
    classes = sums.classes(workloads)
    totals = _totals(workloads, rank.all, counted)
    coverage = _coverage(warehouse, files, list(counted.values()), workloads)
    is_bucketed = coverage.usage_buckets and not workloads
    usage_totals = bucketed.usage_totals(warehouse, period, about.zone) if is_bucketed else None
    cards = tables.price_cards(warehouse, period, "bucket_costs" if usage_totals else "costs")
    return AuditView(
        about=about,
        period=window,
        state=State.BUCKETED if usage_totals else _state(workloads),
        totals=totals,
        coverage=coverage,
        workloads=workloads,
        rank=rank,
        nearest=_nearest(workloads),
        classes=classes,
        models=by_model(workloads, cards, totals),
        classes_rounding=sums.rounding([each.sum for each in classes], rank.all),
        left_out=left_out,
        bridge=bridge(workloads, totals),
        week=week_maps(warehouse, window),
        months=() if usage_totals else months(warehouse, window, limit),
        changed=None,
        settles=settles(workloads),
        already_saved=sums.already_saved(workloads, totals.realised),
        cache_savings=sums.cache_savings(workloads),
        reconciliation=reconciled.reconciliation(warehouse, period),
        beside=reconciled.beside(warehouse, period),
        terms=tables.terms(warehouse),
        files=files,
        price_cards=cards,
        change_days=tables.change_days(warehouse, period),
        set_aside=deciding.set_aside(workloads),
        decisions=deciding.listed(decisions, workloads),
        usage_totals=usage_totals,
    )


def _workloads(
    warehouse: Warehouse, period: str, counted: Mapping[str, tables.Counted], zone: str
) -> tuple[Workload, ...]:
    evidence = tables.evidence(warehouse, period)
    kind_evidence = tables.kind_evidence(warehouse, period)
    questions = tables.questions(warehouse, period)
    signals = tables.signals(warehouse, period)
    lines = tables.cost_lines(warehouse, period)
    costs = tables.scenario_sums(warehouse, period)
    findings = tables.findings(warehouse, period)
    blocked = blockers.blockers(warehouse, period)
    profiles, timelines = drawn.profiles(warehouse, period), drawn.timelines(warehouse, period, zone)
    used, reused = cache_use.cache_use(warehouse, period), cached.reuse(warehouse, period)
    schedules, bounds = batches.schedules(warehouse, period), cached.bounds(warehouse, period)
    with_caches, options = cached.cached_scenarios(warehouse, period), cached.options(warehouse, period)
    made = []
    for row in tables.named(warehouse, period):
        workload_id = row["workload_id"]
        scenarios = _scenarios(costs.get(workload_id, {}), lines.get(workload_id, {}))
        made.append(
            _workload(
                row,
                counted[workload_id],
                scenarios,
                findings.get(workload_id),
                {
                    "evidence": evidence.get(workload_id, ()),
                    "kind_evidence": kind_evidence.get(workload_id, ()),
                    "questions": questions.get(workload_id, ()),
                    "signals": signals.get(workload_id, ()),
                    "cached": with_caches.get(workload_id, ()),
                    "cache_bound_usd": bounds.get(workload_id),
                    "reuse": reused.get(workload_id),
                    "cache_use": used.get(workload_id),
                    "option": options.get(workload_id),
                    "schedules": schedules.get(workload_id, ()),
                    "blockers": blocked.get(workload_id, ()),
                    "profile": profiles.get(workload_id),
                    "timeline": timelines.get(workload_id),
                },
            )
        )
    whole = sum((each.as_billed_usd or ZERO for each in made), ZERO)
    return tuple(
        replace(each, spend_share=None if each.as_billed_usd is None else share(each.as_billed_usd, whole))
        for each in sorted(made, key=lambda each: (-(each.as_billed_usd or ZERO), each.workload_id))
    )


def _workload(
    row: Mapping[str, Any],
    count: tables.Counted,
    scenarios: tuple[Scenario, ...],
    finding: tables.Finding | None,
    shown: Mapping[str, Any],
) -> Workload:
    billed = next((each for each in scenarios if each.scenario == "as_billed"), None)
    as_billed = billed.usd if billed else None
    saving, why = _saving(finding, billed)
    unpriced = [line for line in (billed.lines if billed else ()) if line.usd is None]
    verdict = row["verdict"] or "uncertain"
    return Workload(
        **{**row, "verdict": verdict, "models": tuple(sorted(row["models"] or ()))},
        requests=count.requests,
        unbilled_requests=count.unbilled,
        unpriced_requests=sum(line.billed_requests for line in unpriced),
        unpriced_tokens=sum(line.tokens.total for line in unpriced),
        first_at=count.first_at,
        last_at=count.last_at,
        tokens=count.tokens,
        scenarios=scenarios,
        as_billed_usd=as_billed,
        would_have_cost_usd=None if as_billed is None else as_billed - (saving.likely_usd if saving else ZERO),
        saving=saving,
        saving_why=why,
        realised=_realised(scenarios),
        position=finding.position if finding else None,
        saved_share=share(saving.likely_usd, as_billed) if saving and as_billed is not None else None,
        spend_share=None,
        group=_group(verdict, as_billed, saving, has_finding=finding is not None),
        **shown,
    )


def _realised(scenarios: Sequence[Scenario]) -> Realised | None:
    """What batches and caches already saved; None where the workload has no price."""
    by_name = {each.scenario: each for each in scenarios}
    billed, on_demand = by_name.get("as_billed"), by_name.get("on_demand")
    if not (billed and on_demand):
        return None
    usd, uncached, listed = billed.usd, billed.all_uncached_usd, on_demand.usd
    return None if usd is None or uncached is None or listed is None else Realised(listed - uncached, uncached - usd)


def _saving(finding: tables.Finding | None, billed: Scenario | None) -> tuple[Saving | None, str | None]:
    """(saving, why): nothing to save where nothing was found, unknown where there is no price."""
    if billed is None or billed.usd is None:
        return None, (billed.why if billed else None) or "its requests have no price"
    if finding is None:
        return Saving(ZERO, ZERO, ZERO), None
    return finding.saving, finding.why


def _group(verdict: str, as_billed: Decimal | None, saving: Saving | None, *, has_finding: bool) -> Group:
    if as_billed is None:
        return Group.UNPRICED
    if not as_billed:
        return Group.UNBILLED
    if verdict == "uncertain":
        return Group.UNCERTAIN
    if verdict != "batchable" or not has_finding:
        return Group.SETTLED
    if saving is None:
        return Group.NO_BATCH_PRICE
    return Group.MOVE if saving.likely_usd > 0 else Group.DEARER


def _scenarios(costs: Mapping[str, tuple[Any, ...]], lines: Mapping[str, Sequence[CostLine]]) -> tuple[Scenario, ...]:
    names = sorted(
        {*costs, *lines},
        key=lambda name: (SCENARIOS.index(name) if name in SCENARIOS else len(SCENARIOS), name),
    )
    made: list[Scenario] = []
    for name in names:
        usd, floor_usd, all_uncached_usd, why = costs.get(name, (None, None, None, None))
        own = tuple(_kept(line, lines.get("as_billed", ())) for line in lines.get(name, ()))
        amounts = [line.kept_usd if line.usd is None else line.usd for line in own]
        priced = [amount for amount in amounts if amount is not None]
        if usd is None and priced and name == "as_billed":
            # Part of the workload has a price: that part was spent, and must not vanish from the total.
            usd = sum(priced, ZERO)
        billed = next((each.usd for each in made if each.scenario == "as_billed"), None)
        change = usd - billed if usd is not None and billed is not None else None
        rounding = sums.missed(priced, usd) if usd is not None and priced else ZERO
        why = why or next((line.why for line in own if line.why), None)
        made.append(Scenario(name, usd, floor_usd, all_uncached_usd, why, change, own, rounding or None))
    return tuple(made)


def _kept(line: CostLine, billed: Sequence[CostLine]) -> CostLine:
    """The line as it is, or with what it was billed where its scenario has no price for it."""
    if line.usd is not None or line.price_card is None:
        return line
    same = (each for each in billed if each.terms == line.terms)
    return replace(line, kept_usd=next((each.usd for each in same), None))


def _totals(workloads: Sequence[Workload], whole: Sum, counts: Mapping[str, tables.Counted]) -> Totals:
    as_billed, counted = whole.as_billed_usd, list(counts.values())
    is_priced = whole.is_priced and bool(workloads)
    saving = sum((each.saving for each in workloads if each.saving), Saving(ZERO, ZERO, ZERO))
    requests = sum(each.requests for each in workloads)
    stated = sum(each.billed_requests for each in counted)
    billed = [each.billed_usd for each in counted if each.billed_usd is not None]
    list_prices = [each.scenario("on_demand") for each in workloads if each.as_billed_usd is not None]
    known = [each.usd for each in list_prices if each and each.usd is not None]
    on_demand = sum(known, ZERO) if is_priced and len(known) == len(list_prices) else None
    unpriced_why = "no request has a price" if workloads else "there are no requests"
    return Totals(
        requests=requests,
        unbilled_requests=sum(each.unbilled_requests for each in workloads),
        billed_usd=sum(billed, ZERO) if stated else None,
        billed_why=_billed_why(stated, requests),
        stated=_stated(workloads, counts) if 0 < stated < requests else None,
        as_billed_usd=as_billed if is_priced else None,
        as_billed_why=None if is_priced else unpriced_why,
        on_demand_usd=on_demand,
        realised_usd=None if on_demand is None else on_demand - as_billed,
        realised=None if on_demand is None else sums.realised(workloads),
        realised_why="a priced workload has no on-demand price" if is_priced and on_demand is None else None,
        realised_rounding_usd=None
        if on_demand is None
        else sums.missed((on_demand, *sums.negated(sums.realised(workloads))), as_billed) or None,
        saving=saving,
        cache_saving=sums.cache_saving(workloads),
        both_saving=sums.both_saving(workloads),
        cheaper_alone=sums.cheaper_alone(workloads),
        replayed_workloads=sum(each.option is not None for each in workloads),
        ceiling_unknown=sum(each.saving is None and each.as_billed_usd is not None for each in workloads),
        needs_cache_usd=sum((each.needs_cache_usd for each in workloads if each.group is Group.MOVE), ZERO),
        would_have_cost_usd=as_billed - saving.likely_usd if is_priced else None,
        saved_share=share(saving.likely_usd, as_billed),
        sure_at=sums.clamped(as_billed - saving.sure_usd, as_billed),
        likely_at=sums.clamped(as_billed - saving.likely_usd, as_billed),
        ceiling_at=sums.clamped(as_billed - saving.ceiling_usd, as_billed),
    )


def _stated(workloads: Sequence[Workload], counts: Mapping[str, tables.Counted]) -> Stated | None:
    """The part of the period that both the logs and the price book put a price on."""
    kept = [
        each
        for each in workloads
        if counts[each.workload_id].is_all_stated and each.as_billed_usd is not None and not each.unpriced_requests
    ]
    if not kept:
        return None
    return Stated(
        len(kept),
        sum(counts[each.workload_id].billed_requests for each in kept),
        sum((counts[each.workload_id].billed_usd or ZERO for each in kept), ZERO),
        sum((each.as_billed_usd or ZERO for each in kept), ZERO),
    )


def _billed_why(stated: int, requests: int) -> str | None:
    if not stated:
        return "no request in these logs states what was charged"
    return f"{stated:,} of {requests:,} requests state what was charged" if stated < requests else None


def _coverage(
    warehouse: Warehouse,
    files: Sequence[File],
    counted: Sequence[tables.Counted],
    workloads: Sequence[Workload],
) -> Coverage:
    buckets, invoice_lines, names = tables.others(warehouse)
    read = sum(each.records_read for each in files)
    requests = sum(each.requests for each in files)
    duplicates = sum(each.duplicates for each in files)
    rejects = sum(each.rejects for each in files)
    not_requests = sum(each.not_requests for each in files)
    in_period = sum(each.requests for each in counted)
    fields = tuple((field, sum(each.fields[at] for each in counted)) for at, field in enumerate(tables.FIELDS))
    return Coverage(
        records_read=read,
        requests=requests,
        duplicates=duplicates,
        possibly_duplicate=tables.possibly_duplicate(warehouse),
        rejects=rejects,
        not_requests=not_requests,
        usage_buckets=buckets,
        invoice_lines=invoice_lines,
        names=names,
        outside_period=requests - in_period,
        unpriced_requests=sum(each.unpriced_requests for each in workloads),
        unpriced_tokens=sum(each.unpriced_tokens for each in workloads),
        priced_requests=sum(each.priced_requests for each in workloads),
        uncertain_usd=sums.add(each for each in workloads if each.group is Group.UNCERTAIN).as_billed_usd,
        fields=fields,
    )


def _state(workloads: Sequence[Workload]) -> State:
    groups = {each.group for each in workloads} - {Group.UNPRICED, Group.UNBILLED}
    priced = [each for each in workloads if each.group in groups]
    if workloads and _is_free(workloads):
        return State.UNBILLED
    if not priced:
        return State.UNPRICED
    for group, state in (
        (Group.MOVE, State.MOVES),
        (Group.NO_BATCH_PRICE, State.NO_BATCH_PRICE),
        (Group.DEARER, State.DEARER),
    ):
        if group in groups:
            return state
    if groups == {Group.UNCERTAIN}:
        return State.UNCERTAIN
    return State.BATCHED if all(each.verdict == "batched" for each in priced) else State.NOTHING


def _is_free(workloads: Sequence[Workload]) -> bool:
    """All calls failed, or none has a token and none a web search."""
    lines = [line for each in workloads for scenario in each.scenarios for line in scenario.lines]
    return all(each.is_all_failed for each in workloads) or not any(
        (
            *(each.tokens.total or each.as_billed_usd for each in workloads),
            *(line.web_search_requests for line in lines),
        )
    )


def _nearest(workloads: Sequence[Workload]) -> tuple[Workload, ...]:
    judged = [
        each
        for each in workloads
        if each.score is not None
        and each.verdict not in ("batched", "batchable")
        and each.group in (Group.SETTLED, Group.UNCERTAIN)
    ]
    return tuple(sorted(judged, key=lambda each: (-(each.score or 0), each.workload_id))[:SHOWN_NEAREST])
