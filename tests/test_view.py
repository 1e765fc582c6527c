"""The view: every workload in exactly one line of the foot, every sum exact, every rounding said."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from norush.errors import NorushError
from norush.findings import saving_total
from norush.view import build
from norush.view.states import Group, State
from norush.view.sums import SHOWN_MOVES, SHOWN_SAVED, cents
from norush.view.values import AuditView, Sum
from view_cases import ABOUT, PERIOD, USUAL, Case, filled, viewed


@pytest.fixture(scope="module")
def usual() -> AuditView:
    return viewed()


def printed(total: Sum) -> tuple[Decimal, Decimal, Decimal]:
    return cents(total.as_billed_usd), cents(total.would_have_cost_usd), cents(total.saving_usd)


def test_workloads_come_dearest_first_then_by_id(usual: AuditView) -> None:
    keys = [(-(each.as_billed_usd or Decimal(0)), each.workload_id) for each in usual.workloads]
    assert keys == sorted(keys)


def test_each_workload_is_in_one_line_of_the_foot(usual: AuditView) -> None:
    rank = usual.rank
    assert rank.above.workloads + sum(total.workloads for _, total in rank.groups) == len(usual.workloads)
    assert rank.above.requests + sum(total.requests for _, total in rank.groups) == usual.totals.requests


@pytest.mark.one_in(3)
@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 500])
def test_printed_rows_close_to_the_printed_total(count: int) -> None:
    cases = [Case(f"w{at:03}", f"w{at}", as_billed=str(Decimal(1000) / (3 * at + 7))[:14]) for at in range(count)]
    rank = build(filled([*cases, Case("z", "people", "interactive", "0.335")]), PERIOD, ABOUT).rank
    rows = [
        (cents(each.as_billed_usd or 0), cents(each.would_have_cost_usd or 0), cents(each.saving.likely_usd))  # type: ignore[arg-type]
        for each in rank.shown
        if each.saving
    ]
    rows += [printed(rank.folded)] if rank.folded else []
    assert len(rank.shown) == min(count, SHOWN_MOVES)
    if rank.above_rounding:
        rounding = rank.above_rounding
        rows.append((rounding.as_billed_usd, rounding.would_have_cost_usd, rounding.saving_usd))
    assert [sum(column) for column in zip(*rows, strict=True)] == (list(printed(rank.above)) if rows else [])
    lines = [printed(rank.above), *(printed(total) for _, total in rank.groups)]
    if rank.rounding:
        lines.append((rank.rounding.as_billed_usd, rank.rounding.would_have_cost_usd, rank.rounding.saving_usd))
    assert tuple(sum(column) for column in zip(*lines, strict=True)) == printed(rank.all)


def test_scenario_lines_and_their_rounding_close_to_the_scenario(usual: AuditView) -> None:
    for workload in usual.workloads:
        for scenario in workload.scenarios:
            if scenario.usd is not None and scenario.lines:
                lines = sum(cents(line.usd) for line in scenario.lines if line.usd is not None)
                assert lines + (scenario.rounding_usd or 0) == cents(scenario.usd), (workload.name, scenario.scenario)


def test_parts_add_up_exactly_to_their_line_and_lines_to_their_scenario(usual: AuditView) -> None:
    seen = 0
    for workload in usual.workloads:
        for scenario in workload.scenarios:
            for line in scenario.lines:
                if line.usd is not None:
                    for part in line.parts:
                        assert part.usd == part.number * part.price_usd * part.factor / 1_000_000
                    assert sum(part.usd for part in line.parts) == line.usd
                    seen += len(line.parts)
            if scenario.usd is not None and scenario.lines:
                amounts = [line.kept_usd if line.usd is None else line.usd for line in scenario.lines]
                assert sum(amount for amount in amounts if amount is not None) == scenario.usd
    assert seen


def test_what_was_already_saved_closes_to_its_total(usual: AuditView) -> None:
    saved, totals = usual.already_saved, usual.totals
    assert saved
    assert totals.realised
    assert saved.total == totals.realised
    assert totals.realised.usd == totals.realised_usd
    parts = [each.realised for each in saved.shown if each.realised]
    for name in ("batch_usd", "cache_usd"):
        printed = sum(cents(getattr(part, name)) for part in parts)
        rounding = getattr(saved.rounding, name) if saved.rounding else Decimal(0)
        assert printed + rounding == cents(getattr(saved.total, name))
    assert all(each.realised is None for each in usual.workloads if each.group is Group.UNPRICED)


@pytest.mark.parametrize("count", [1, 10, 11, 40])
def test_more_savers_than_are_shown_are_folded(count: int) -> None:
    view = build(filled([Case(f"w{at:02}", f"w{at}", as_billed=f"{at + 1}.37") for at in range(count)]), PERIOD, ABOUT)
    saved = view.already_saved
    assert saved
    assert (len(saved.shown), saved.folded_workloads) == (min(count, SHOWN_SAVED), max(count - SHOWN_SAVED, 0))
    folded = saved.folded.usd if saved.folded else Decimal(0)
    assert sum((each.realised.usd for each in saved.shown if each.realised), folded) == saved.total.usd


def test_what_caches_would_have_saved_closes_to_its_total(usual: AuditView) -> None:
    saved, total = usual.cache_savings, usual.totals.cache_saving
    assert saved
    assert saved.total == total
    rows = [each.option.saving.likely_usd for each in saved.shown if each.option]
    assert len(rows) == len(saved.shown)
    assert rows == sorted(rows, reverse=True)
    printed = sum((cents(row) for row in rows), cents(saved.folded_usd or Decimal(0)))
    assert printed + saved.rounding_usd == cents(saved.total.likely_usd)


def test_totals_are_exact_sums_of_the_findings(usual: AuditView) -> None:
    wanted = saving_total(filled(), PERIOD)
    saving = usual.totals.saving
    assert (saving.sure_usd, saving.likely_usd, saving.ceiling_usd) == (
        wanted.sure_usd,
        wanted.likely_usd,
        wanted.ceiling_usd,
    )
    assert usual.totals.as_billed_usd is not None
    assert usual.totals.would_have_cost_usd == usual.totals.as_billed_usd - saving.likely_usd


def test_an_unpriced_workload_is_counted_and_costs_nothing_known(usual: AuditView) -> None:
    (lost,) = [each for each in usual.workloads if each.group is Group.UNPRICED]
    assert (lost.as_billed_usd, lost.saving) == (None, None)
    assert usual.coverage.unpriced_requests == usual.left_out.unpriced[0].requests > 0
    assert [each.model for each in usual.left_out.unpriced] == ["brand-new-model"]


def test_every_record_read_is_in_one_line_of_the_funnel(usual: AuditView) -> None:
    cover = usual.coverage
    ends = (cover.requests, cover.duplicates, cover.rejects, cover.not_requests, cover.usage_buckets)
    assert cover.records_read == sum(ends) + cover.invoice_lines + cover.names


def test_a_move_that_costs_more_is_no_move_and_is_not_hidden() -> None:
    view = build(filled([Case("a", "cached", half="1.2"), Case("b", "plain")]), PERIOD, ABOUT)
    assert [each.name for each in view.rank.shown] == ["plain"]
    ((group, total),) = view.rank.groups
    assert (group, total.saving_usd) == (Group.DEARER, Decimal("-2"))
    assert view.totals.saving.likely_usd == Decimal(3)


@pytest.mark.parametrize(
    ("cases", "state"),
    [
        (USUAL, State.MOVES),
        ([case for case in USUAL if case.verdict == "interactive"], State.NOTHING),
        ([case for case in USUAL if case.verdict == "batched"], State.BATCHED),
        ([case for case in USUAL if case.verdict == "uncertain"], State.UNCERTAIN),
        ([case for case in USUAL if case.as_billed is None], State.UNPRICED),
        ([], State.UNPRICED),
    ],
)
def test_state(cases: list[Case], state: State) -> None:
    assert build(filled(cases), PERIOD, ABOUT).state is state


@pytest.mark.parametrize(
    ("since", "until", "is_month", "days"),
    [
        (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC), True, 31),
        (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC), False, 30),
        (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC), False, 61),
        (datetime(2026, 10, 5, 9, tzinfo=UTC), datetime(2026, 10, 5, 17, tzinfo=UTC), False, 1),
    ],
)
def test_period(since: datetime, until: datetime, is_month: bool, days: int) -> None:
    period = build(filled(since=since, until=until), PERIOD, ABOUT).period
    assert (period.is_month, period.days) == (is_month, days)


def test_a_period_that_is_not_there_is_named() -> None:
    with pytest.raises(NorushError, match="2031-01"):
        build(filled(), "2031-01", ABOUT)
