"""Where a cache alone costs less than a batch every output says so, and none is planned; nor where only luck pays."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from norush import render
from norush.errors import NorushError
from norush.render import moving
from norush.render.script import script
from norush.render.terminal import summary
from norush.view import AuditView, build
from norush.view.costs import Saving
from norush.view.states import Group
from test_plan import made
from view_cases import ABOUT, PERIOD, Case, filled

CACHE = Case("a1", "nightly", as_billed="100", option="cache_5m", half="0.7")
LUCKY = Case("a2", "lives-on-its-cache", as_billed="100", floor="3")
"""100 as billed, 50 as a batch with the cache hits of the log, 300 with none."""
PLAIN = Case("a3", "plain", as_billed="10")


@pytest.fixture(scope="module")
def view() -> AuditView:
    return build(filled([CACHE, LUCKY, PLAIN]), PERIOD, ABOUT)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_output_says_the_cheaper_way(view: AuditView) -> None:
    outputs = {name: flat(text) for name, text in render.outputs(view)}
    told = (
        "1 workload costs less with a cache alone, which delays nothing: $50.00, as a batch with no cache hits $70.00."
    )
    alone = "cache of 5 minutes alone would have cost $50.00 and delayed nothing; a batch $70.00"
    assert told in outputs["audit.html"] and told in outputs["audit.md"].replace("\\", "")
    assert told in flat(summary(view, width=200).plain)
    assert alone in outputs["audit.html"] and alone in outputs["audit.md"]
    assert outputs["audit.html"].count('<span class="tag cache">cache</span>') == 1
    assert outputs["audit.md"].count("| cache |") == 1
    claim = (
        "nightly could have waited, but need not: with a cache of 5 minutes would have cost $50.00 instead of $100.00"
    )
    assert claim in outputs["workloads/a1.html"]
    entry = next(each for each in json.loads(outputs["audit.json"])["workloads"] if each["workload_id"] == "a1")
    assert (entry["cheapest"]["option"], entry["cache_move_usd"]) == ("cache_5m", "50.00")
    assert "norush plan a1" not in outputs["workloads/a1.html"]
    assert "norush plan a3" in outputs["workloads/a3.html"]


def test_three_figures_say_which_hits_they_count(view: AuditView) -> None:
    workload = next(each for each in view.workloads if each.workload_id == "a2")
    assert workload.saving
    assert workload.saving == Saving(Decimal(-200), Decimal(50), Decimal(50))
    outputs = {name: flat(text) for name, text in render.outputs(view)}
    page = outputs["workloads/a2.html"]
    assert "minus $300.00: a batch with no luck from caches, which read nothing" in page
    assert "minus $50.00: a batch whose caches read as in the log, " in page
    warning = (
        "A batch would have cost $300.00 with no cache hits inside it, $50.00 with those of the log; as billed it was"
    )
    assert warning in outputs["audit.html"]
    for figure in ("with no cache hits at all inside a batch", "as many cache hits inside a batch as the log shows"):
        assert figure in outputs["audit.html"] and figure in outputs["audit.md"]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (CACHE, r"nightly: a cache of 5 minutes alone would have cost \$50.00 and delayed nothing; a batch \$70.00"),
        (LUCKY, r"a batch would have cost \$300.00 with no cache hits inside it, \$50.00 with those of the log"),
    ],
)
def test_what_costs_less_in_place_is_not_planned(case: Case, said: str) -> None:
    with pytest.raises(NorushError, match=said):
        made(case.name, case)
    text = script(made(case.name, case, anyway=True))
    assert "norush would not move it" in text


def test_a_batch_that_is_cheapest_is_planned() -> None:
    near = Case("a4", "near", as_billed="100", option="batch_cache_5m", floor="1.5")
    assert made("near", near).objection is None
    assert made("plain", PLAIN).objection is None


def test_what_stays_by_decision_is_sent_nowhere(view: AuditView) -> None:
    moved = next(each for each in view.workloads if each.cache_move)
    kept = replace(moved, group=Group.SET_ASIDE)
    assert (kept.cache_move, kept.cache_move_usd) == (None, None)


def test_who_waits_or_may_wait_is_told_nothing_of_batches() -> None:
    view = build(
        filled([Case("b", "chat", "interactive", option="cache_5m"), Case("c", "x", "uncertain")]), PERIOD, ABOUT
    )
    assert [moving.instead(each) for each in view.workloads] == ["", ""]
    assert moving.told(view) == ""
    assert view.totals.both_saving.likely_usd == Decimal(1)
