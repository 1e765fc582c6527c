"""Empty and extreme states: each has its sentence, its numbers are in audit.json, and printed rows still add up."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from norush import render
from norush.view import AuditView, build
from norush.view.charges import Reconciliation, Share
from norush.view.states import State
from render.test_html import Page, amount
from render.test_states import CHAT, LOST, MAYBE, outputs
from view_cases import ABOUT, PERIOD, USUAL, Case, filled

pytestmark = pytest.mark.one_in(4)

PARTS = ("recomputed", "at_terms", "not_in_log", "unchecked", "unexplained", "over", "credited", "not_compared")
JOB = Case("a1", "job", as_billed="7")


def pages_of(view: AuditView) -> dict[str, str]:
    return dict(render.outputs(view))


def test_nothing_to_flag_names_the_bar_and_the_three_nearest() -> None:
    view, pages = outputs(*USUAL[3:6])
    assert view.state is State.NOTHING
    assert "Nothing in October 2026 was in no rush." in pages["audit.html"]
    assert "none met the bar of 0.65" in pages["audit.html"]
    assert "Which workloads came nearest?" in pages["audit.html"]
    assert [each.name for each in view.nearest] == ["autocomplete", "support-chat-assistant", "code-review-agent"]


def test_at_the_floor_says_what_it_saved_and_its_bridge_ends_there() -> None:
    view, pages = outputs(USUAL[6])
    assert view.state is State.BATCHED
    assert view.totals.realised_usd == Decimal("1095.05")
    assert "October 2026 is already at its floor: $1,095.05 saved by batch and cache." in pages["audit.html"]
    assert view.bridge[-1].step == "spent"


def test_batches_that_saved_nothing_known_are_no_floor() -> None:
    warehouse = filled(USUAL[6:7])
    warehouse.connection.execute("update scenario_costs set usd = null where scenario = 'on_demand'")
    page = pages_of(build(warehouse, PERIOD, ABOUT))["audit.html"]
    assert "Everything in October 2026 already ran as a batch." in page


def test_everything_uncertain_says_which_field_would_settle_how_much() -> None:
    asked = replace(MAYBE, has_batch_price=True)
    cases = (asked, replace(asked, id="c2", as_billed="3.333", settle=None), replace(MAYBE, id="c3", as_billed="0.333"))
    view = build(filled(cases), PERIOD, ABOUT)
    assert view.state is State.UNCERTAIN
    page = pages_of(view)["audit.html"]
    assert "Not enough evidence to call October 2026." in page
    rows = [row for row in Page(page).rows if row[0] == "stl"][1:]
    assert [row[2][0].split("workload")[0] for row in rows[:2]] == ["Only its owner1 ", "End times2 "]
    assert sum(amount(row[2][1]) for row in rows[:-1]) == amount(rows[-1][2][1]) > 0
    assert "| End times | 2 | $2.33 | at most $1.00 |" in pages_of(view)["audit.md"]
    told = json.loads(pages_of(view)["audit.json"])["settles"]
    assert [(row["field"], row["workloads"], row["as_billed_usd"], row["hangs_usd"]) for row in told] == [
        (None, 1, "3.333", "1.6665"),
        ("ended_at", 2, "2.333", "1.00"),
    ]


def test_without_an_invoice_the_page_says_how_to_compare() -> None:
    _, pages = outputs(JOB, CHAT)
    assert "Invoice: not compared (none was given" in pages["audit.html"]
    assert "norush audit logs/2026-10.jsonl -o &#39;out dir&#39; INVOICE.csv" in pages["audit.html"]
    assert "✓" not in pages["audit.html"]


@pytest.mark.parametrize(("explained", "is_said"), [("94.2", True), ("98.9", True), ("99", False), ("99.9", False)])
def test_a_residual_over_a_hundredth_makes_every_figure_a_lower_bound(explained: str, is_said: bool) -> None:
    usd = {"recomputed": Decimal(explained), "unexplained": 100 - Decimal(explained)}
    shares = tuple(Share(part, usd.get(part, Decimal(0)), usd.get(part, Decimal(0)) / 100) for part in PARTS)
    found = Reconciliation(
        rows=(),
        has_invoice=True,
        whole_usd=Decimal(100),
        billed_usd=Decimal(100),
        computed_usd=Decimal(explained),
        terms_computed_usd=Decimal(0),
        shares=shares,
        parts=(),
        rounding_usd=None,
        gaps=(),
        more_gaps=0,
        rounded_usd=Decimal(0),
    )
    pages = pages_of(replace(build(filled([JOB, CHAT]), PERIOD, ABOUT), reconciliation=found))
    page = pages["audit.html"]
    assert ("of the invoice; treat every figure as a lower bound." in page) == is_said
    assert ('class="strip warnb"' in page) == is_said
    assert ("treat every figure as a lower bound" in pages["audit.md"]) == is_said
    assert "INVOICE.csv" not in page


@pytest.mark.parametrize(("others", "is_said"), [(1, True), (30, False)])
def test_many_tokens_without_a_price_make_every_cost_a_lower_bound(others: int, is_said: bool) -> None:
    chats = [replace(JOB, id=f"a{at}", requests=3) for at in range(others)]
    view = build(filled([*chats, replace(LOST, requests=2)]), PERIOD, ABOUT)
    pages = pages_of(view)
    assert ("of all tokens have no price: every cost is a lower bound." in pages["audit.html"]) == is_said
    assert ("would have cost at least" in pages["audit.html"]) == is_said
    share = Decimal(json.loads(pages["audit.json"])["coverage"]["unpriced_token_share"])
    assert (share > Decimal("0.05")) == is_said


def test_one_day_has_no_map_no_trend_and_is_not_extrapolated() -> None:
    since = datetime(2026, 10, 6, tzinfo=UTC)
    page = pages_of(build(filled([JOB, CHAT], since=since, until=since + timedelta(days=1)), PERIOD, ABOUT))[
        "audit.html"
    ]
    assert "<h1>This day would have cost $6.50 instead of $10.00</h1>" in page
    assert "A map needs a week or more" in page
    assert "Is it getting better?" not in page


def test_a_trace_of_money_is_never_nothing() -> None:
    _, pages = outputs(replace(JOB, as_billed="0.002"), replace(CHAT, as_billed="0.001"))
    assert "under $0.01" in pages["audit.html"]
    assert "instead of under $0.01" in pages["audit.html"]


def test_no_call_at_all_shows_the_funnel_alone() -> None:
    _, pages = outputs()
    page = pages["audit.html"]
    assert "No priced requests in October 2026." in page
    assert "Records read" in page
    for section in ("When does the traffic run?", "to the floor?", "Is it getting better?", "By model"):
        assert section not in page


def test_what_batches_would_make_dearer_is_no_move_and_counts_against_the_saving() -> None:
    view, pages = outputs(JOB, replace(JOB, id="a2", name="cached", half="1.2"), CHAT)
    assert [each.name for each in view.rank.shown] == ["job"]
    assert view.totals.saving.likely_usd == Decimal("3.5") - Decimal("1.4")
    assert "1 workload in no rush, which batch would not make cheaper" in pages["audit.html"]
    assert sum(row.saving_usd for row in view.models.every) == view.totals.saving.likely_usd if view.models else False


def test_a_price_that_changed_within_the_period_is_said() -> None:
    _, pages = outputs(JOB, CHAT)
    assert "2 requests to claude-sonnet-4-5" in pages["audit.html"]
    assert "2026-10-07" in pages["audit.html"]


def test_alike_figures_are_said_once() -> None:
    view, pages = outputs(JOB)
    assert view.totals.is_one_figure
    assert "sure, likely and ceiling alike" in pages["audit.html"]
    (narrow,) = re.findall(r'<p class="rbn">(.*?)</p>', pages_of(view)["audit.html"])
    assert narrow == "Would have cost: <b>$3.50</b>, sure, likely and ceiling alike, of $7.00 spent."
    assert "range $3.50 to $3.50" not in pages["audit.html"]
    view, _ = outputs(JOB, replace(MAYBE, has_batch_price=False))
    assert not view.totals.is_one_figure, "one ceiling is unknown"
    _, pages = outputs(JOB, replace(JOB, id="a2", band="medium"))
    assert "range $3.50 to $7.00" in pages["audit.html"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 of the requests has no id and equals"), (2, "have no id and equal")]
)
def test_of_one_possible_duplicate_the_page_speaks_as_of_one(number: int, said: str) -> None:
    view, _ = outputs(JOB, replace(LOST, requests=1))
    coverage = replace(view.coverage, possibly_duplicate=number)
    unpriced = tuple(replace(each, tokens=number) for each in view.left_out.unpriced)
    page = pages_of(replace(view, coverage=coverage, left_out=replace(view.left_out, unpriced=unpriced)))["audit.html"]
    assert said in page
    assert unpriced
    assert f"; {number} token{'' if number == 1 else 's'}<" in page
