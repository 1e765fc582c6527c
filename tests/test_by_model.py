"""Spend by model: every priced line in one row, rows that make the period's cost and saving, exactly and as printed."""

import json
from decimal import Decimal

import pytest

from norush import render
from norush.view import AuditView, build
from norush.view.by_model import SHOWN_MODELS
from norush.view.sums import cents
from view_cases import ABOUT, PERIOD, USUAL, Case, filled


@pytest.fixture(scope="module")
def usual() -> AuditView:
    return build(filled(USUAL), PERIOD, ABOUT)


def test_rows_make_the_periods_cost_and_saving(usual: AuditView) -> None:
    assert usual.models is not None
    assert sum(row.as_billed_usd for row in usual.models.every) == usual.totals.as_billed_usd
    assert sum(row.saving_usd for row in usual.models.every) == usual.totals.saving.likely_usd > 0
    scenarios = [each.scenario("as_billed") for each in usual.workloads]
    lines = [line for each in scenarios if each for line in each.lines]
    assert sum(row.requests for row in usual.models.every) == sum(
        each.billed_requests for each in lines if each.usd is not None
    )
    assert usual.models.unpriced_requests == sum(each.billed_requests for each in lines if each.usd is None)
    assert all(sum(part.length for part in row.bar) <= 1 for row in usual.models.every)


def test_printed_rows_make_the_printed_totals(usual: AuditView) -> None:
    models = usual.models
    assert models is not None
    assert usual.totals.as_billed_usd is not None
    printed = sum(cents(row.as_billed_usd) for row in models.shown) + models.cost_rounding_usd
    assert printed == cents(usual.totals.as_billed_usd)
    saved = sum(cents(row.saving_usd) for row in models.shown) + models.saving_rounding_usd
    assert saved == cents(usual.totals.saving.likely_usd)


def test_many_models_fold_into_one_row_and_json_has_all() -> None:
    # a factor of its own makes a card, and so a model, of its own
    cases = [Case(f"w{at}", f"w{at}", half=f"0.{at + 10}") for at in range(20)]
    view = build(filled(cases), PERIOD, ABOUT)
    assert view.models is not None
    assert len(view.models.shown) == SHOWN_MODELS + 1
    assert view.models.folded_models == len(view.models.every) - SHOWN_MODELS
    assert sum(row.as_billed_usd for row in view.models.shown) == view.totals.as_billed_usd
    pages = dict(render.outputs(view))
    assert f"{view.models.folded_models} more models" in pages["audit.html"]
    rows = json.loads(pages["audit.json"])["models"]
    assert sum(Decimal(row["as_billed_usd"]) for row in rows) == view.totals.as_billed_usd


def test_what_has_no_price_is_counted_and_costs_nothing_unknown(usual: AuditView) -> None:
    assert usual.models is not None
    assert usual.models.unpriced_requests > 0
    assert "no price card" in dict(render.outputs(usual))["audit.html"]


def test_a_class_shows_what_caches_would_save_beside_batches(usual: AuditView) -> None:
    cached = {each.verdict: each.cached_usd for each in usual.classes}
    assert cached["interactive"] == Decimal("1016.9361")
    assert cached["agentic"] is None
    rows = {row["verdict"]: row for row in json.loads(dict(render.outputs(usual))["audit.json"])["verdicts"]}
    assert (rows["interactive"]["cache_saving_likely_usd"], rows["agentic"]["cache_saving_likely_usd"]) == (
        "1016.9361",
        None,
    )


def test_without_a_price_there_is_no_table_of_models() -> None:
    view = build(filled([Case("d1", "lost", as_billed=None)]), PERIOD, ABOUT)
    assert view.models is None
    assert "By model" not in dict(render.outputs(view))["audit.html"]
