"""The bridge: each step is a sum over workloads, levels follow from steps, and rows add up as printed."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from norush import render
from norush.render import bridging
from norush.render.numbers import usd
from norush.view import AuditView, build
from norush.view.sums import cents
from render.test_html import Page, amount
from view_cases import ABOUT, PERIOD, USUAL, Case, filled, viewed

CHAT = Case("b1", "chat", "interactive", "3", 0.97, "high", -3.2)


def view_of(*cases: Case) -> AuditView:
    return viewed(cases)


@pytest.fixture(scope="module")
def usual() -> AuditView:
    return view_of(*USUAL)


def test_levels_are_the_totals_and_steps_lead_from_one_to_the_next(usual: AuditView) -> None:
    totals, levels = usual.totals, {each.step: each.level_usd for each in usual.bridge if each.change_usd is None}
    assert totals.as_billed_usd is not None
    assert totals.cache_saving is not None
    assert levels == {
        "list": totals.on_demand_usd,
        "spent": totals.as_billed_usd,
        "would_have_cost": totals.would_have_cost_usd,
        "floor": totals.as_billed_usd - totals.saving.ceiling_usd - totals.cache_saving.ceiling_usd,
    }
    for before, after in zip(usual.bridge, usual.bridge[1:], strict=False):
        assert after.level_usd == before.level_usd + (after.change_usd or 0)


def test_steps_are_sums_over_workloads(usual: AuditView) -> None:
    changes = {each.step: each.change_usd for each in usual.bridge}
    high = [each for each in usual.workloads if each.band == "high" and each.verdict == "batchable"]
    assert changes["batch_sure"] == -sum(each.saving.sure_usd for each in high if each.saving)
    assert changes["batch_medium"] == -Decimal("994.3051") / 2
    assert changes["cache_likely"] == -sum(each.option.saving.likely_usd for each in usual.workloads if each.option)
    assert changes["batch_unsure"] == -Decimal("1418.98") / 2


def test_hits_inside_batches_are_a_step_of_their_own() -> None:
    changes = {each.step: each.change_usd for each in view_of(Case("h1", "cached", floor="0.8"), CHAT).bridge}
    assert changes["batch_sure"] == -2
    assert changes["batch_hits"] == -3


def test_the_printed_rows_lead_to_the_printed_levels(usual: AuditView) -> None:
    page = Page(dict(render.outputs(usual))["audit.html"])
    at, seen = None, 0
    for _, kind, cells in [row for row in page.rows if row[0] == "br"][1:]:
        if kind == "lv":
            assert at in (None, amount(cells[3]))
            at, seen = amount(cells[3]), seen + 1
        else:
            assert at is not None
            at += amount(cells[2])
            assert kind == "rnd" or "leaves" in cells[3]
    assert seen == 4


def test_the_line_goes_on_through_a_row_of_rounding(usual: AuditView) -> None:
    page = dict(render.outputs(usual))["audit.html"]
    told = [each for each in usual.bridge if each.rounding_usd]
    drawn = re.findall(r'<tr role="row" class="rnd"><th[^>]*>rounding</th><td[^>]*class="bc">(.*?)</td>', page)
    assert len(drawn) == len(told) > 0
    for row, step in zip(drawn, told, strict=True):
        assert (f'x1="{step.before:.2%}" x2="{step.before:.2%}"' if step.before is not None else "") in row


def test_markdown_has_the_same_rows(usual: AuditView) -> None:
    text = dict(render.outputs(usual))["audit.md"]
    for step in usual.bridge:
        if step.change_usd is None:
            assert f"| **{bridging.label(step)}** |  | **{usd(step.level_usd)}** |" in text
        else:
            assert f"| {bridging.label(step)} | {usd(step.change_usd)} |  |" in text


def test_json_has_every_number_of_the_bridge(usual: AuditView) -> None:
    rows = json.loads(dict(render.outputs(usual))["audit.json"])["bridge"]
    assert [row["step"] for row in rows] == [each.step for each in usual.bridge]
    assert [Decimal(row["level_usd"]) for row in rows] == [each.level_usd for each in usual.bridge]
    assert [row["usd"] and Decimal(row["usd"]) for row in rows] == [each.change_usd for each in usual.bridge]


def test_a_cache_that_cost_more_than_it_saved_is_said_in_words() -> None:
    warehouse = filled([CHAT])
    warehouse.connection.execute("update scenario_costs set all_uncached_usd = 2 where scenario = 'as_billed'")
    text = dict(render.outputs(build(warehouse, PERIOD, ABOUT)))["audit.html"]
    assert "▲ more" in text
    assert cents(Decimal(1)) == amount(
        next(row[2][2] for row in Page(text).rows if "▲" in "".join(row[2])).strip("▲ more")
    )


def test_what_is_at_its_floor_ends_at_spent() -> None:
    view = view_of(replace(CHAT, verdict="batched", component="batch"))
    assert view.bridge[-1].step == "spent"
    assert "Nothing in these logs moves it further down" in dict(render.outputs(view))["audit.html"]


@pytest.mark.parametrize("cases", [(), (Case("d1", "lost", as_billed=None),), (Case("f1", "free", as_billed="0"),)])
def test_without_a_price_there_is_no_bridge(cases: tuple[Case, ...]) -> None:
    view = view_of(*cases)
    assert view.bridge == ()
    assert "to the floor" not in dict(render.outputs(view))["audit.html"]
