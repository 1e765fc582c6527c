"""What must not pass for explained: too much computed, a crumb of evidence for a heap of dollars, a lost export.

Each case was once reported as wholly explained, or with a reason that was not so.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from invoices import (
    by_kind,
    calls,
    compared,
    cost_report,
    invoiced,
    logged,
    one_call,
    reconciled,
    shown,
    totals,
)
from loads import FIXTURES
from norush import audit
from norush.render import invoice, markdown, terminal
from norush.render.html import pages as html_pages
from norush.render.json import audit as as_json
from norush.verification import compared as verified
from norush.view import AuditView
from view_cases import viewed

pytestmark = pytest.mark.one_in(6)

GOOD = "05 input_no_cache 3.00", "05 output 1.50"
"""What one call of the fifth costs."""


def view_of(*inputs: Path, unpriced_requests: int = 0) -> AuditView:
    """A report on anything with this comparison in it."""
    found, others = reconciled(*inputs)
    coverage = replace(viewed().coverage, unpriced_requests=unpriced_requests)
    return replace(viewed(), reconciliation=found, beside=others, coverage=coverage)


@pytest.mark.slow
def test_computed_and_not_billed_counts(tmp_path: Path) -> None:
    """$97.50 of calls that an invoiced day does not have: 4.4 % is recomputed, wherever it is said."""
    log = logged(tmp_path, one_call(5), one_call(5, 1, model="claude-opus-4-8", input_tokens=19_000_000))
    view = audit.run(audit.Request((str(log), str(invoiced(tmp_path, *GOOD))), tmp_path / "audit.duckdb")).view
    found = view.reconciliation
    assert found
    assert shown(found) == {"recomputed": Decimal("4.5"), "over": Decimal("97.5")}
    line = "4.4 % of $102.00 billed or computed is recomputed from these logs, 95.6 % ($97.50) computed but not billed"
    assert invoice.line(view) == line
    document = json.loads(as_json(view))
    told = document["reconciled"]
    assert (told["says"], told["whole_usd"], told["billed_usd"]) == (line, "102.00", "4.50")
    assert (told["recomputed_usd"], told["recomputed_share"]) == ("4.50", "0.044118")
    assert (told["over_usd"], told["over_share"]) == ("97.50", "0.955882")
    assert [row["over_usd"] for row in document["reconciliation"]] == ["95.00", "2.50", "0.00", "0.00"]
    page, text = dict(html_pages(view))["audit.html"], dict(markdown.pages(view))["audit.md"]
    for printed in (line, "Computed, not billed", "$97.50", "$102.00"):
        assert printed in page
        assert printed in text
    assert "95.6 % ($97.50)" in " ".join(terminal.summary(view, 120).plain.split())


@pytest.mark.slow
def test_each_amount_of_it_is_verified(tmp_path: Path) -> None:
    log = logged(tmp_path, one_call(5), one_call(5, 1, model="claude-opus-4-8"))
    view = view_of(log, invoiced(tmp_path, *GOOD, "05 input_cache_read 7.00", "09 output 8.00"))
    told, again = json.loads(as_json(view)), json.loads(as_json(view))
    for holder in (told["reconciled"], *told["reconciliation"], *told["not_compared"]["parts"]):
        for key in [each for each in holder if each.endswith(("_usd", "_share")) and holder[each]]:
            right = holder[key]
            holder[key] = f"1{right}"
            assert verified(told, again), key
            holder[key] = right
    assert verified(told, again) == []


def test_a_cent_missing_of_much_is_not_all_of_it(tmp_path: Path) -> None:
    log = logged(tmp_path, *(one_call(5, at) for at in range(30)))
    view = view_of(log, invoiced(tmp_path, "05 input_no_cache 90.00", "05 output 45.01"))
    assert invoice.line(view) == (
        "over 99.9 % of $135.01 billed is recomputed from these logs, under 0.01 % ($0.01) unexplained"
    )


def test_a_credit_does_not_make_up_for_what_is_unexplained(tmp_path: Path) -> None:
    found = compared(
        calls(tmp_path, 5), invoiced(tmp_path, *GOOD, "05 input_cache_read 7.00", "05 input_cache_write_5m -7.00")
    )
    assert shown(found) == {"recomputed": Decimal("4.5"), "unexplained": Decimal(7), "credited": Decimal(7)}
    assert found.billed_usd == Decimal("4.5")


def test_a_credit_for_a_model_without_calls_is_a_credit(tmp_path: Path) -> None:
    found = compared(calls(tmp_path, 5), invoiced(tmp_path, *GOOD, "05 output -9.00 Claude_Opus_4.8"))
    assert shown(found) == {"recomputed": Decimal("4.5"), "credited": Decimal(9)}


def test_a_few_cents_prove_no_terms_and_no_batch(tmp_path: Path) -> None:
    """$0.04 computed and $0.02 billed, where half a cent a line is rounding's: half of it, or many other things."""
    log = calls(tmp_path, 5, input_tokens=13_333, output_tokens=0)
    found = compared(log, invoiced(tmp_path, "05 input_no_cache 0.02"))
    assert by_kind(found.rows, 5) == {"input_tokens": None}
    assert found.usd("over") == Decimal("0.019999")


def test_what_rounding_hides_is_added_up(tmp_path: Path) -> None:
    log = calls(tmp_path, 5, 6, output_tokens=100_300)  # $1.5045
    found = compared(log, invoiced(tmp_path, *GOOD, "06 input_no_cache 3.00", "06 output 1.50"))
    assert shown(found) == {"recomputed": Decimal(9)}
    assert found.rounded_usd == Decimal("0.009")


def test_a_token_more_in_the_totals_explains_a_token(tmp_path: Path) -> None:
    """$1,000 more than computed, and usage totals that tell one token more than the log: $0.000003 at most."""
    told = totals(tmp_path, "claude-sonnet-4-6 1000001 100000 Default")
    found = compared(calls(tmp_path, 5), invoiced(tmp_path, "05 input_no_cache 1003.00", "05 output 1.50"), told)
    assert by_kind(found.rows, 5)["input_tokens"] is None
    assert shown(found) == {
        "recomputed": Decimal("4.5"),
        "not_in_log": Decimal("0.000003"),
        "unexplained": Decimal("999.999997"),
    }


def test_missing_tokens_cost_the_dearest_that_an_export_leaves_open(tmp_path: Path) -> None:
    """The cost report tells no speed. Sonnet 4.6 has none but one, and US inference at most: $3.30 of $7 a million."""
    told = totals(tmp_path, "claude-sonnet-4-6 2000000 100000 Default")
    kinds = "uncached_input_tokens 1000 claude-sonnet-4-6 standard", "output_tokens 150 claude-sonnet-4-6 standard"
    found = compared(calls(tmp_path, 5), cost_report(tmp_path, *kinds), told)
    assert shown(found) == {
        "recomputed": Decimal("4.5"),
        "not_in_log": Decimal("3.3"),
        "unexplained": Decimal("3.7"),
    }


def test_totals_of_a_model_that_is_not_in_the_log_bound_its_bill_too(tmp_path: Path) -> None:
    told = totals(tmp_path, "claude-sonnet-4-6 1000000 100000 Default", "claude-opus-4-8 1000 0 Default")
    found = compared(calls(tmp_path, 5), invoiced(tmp_path, *GOOD, "05 input_no_cache 400.00 Claude_Opus_4.8"), told)
    assert found.usd("not_in_log") < Decimal("0.10")
    assert found.usd("unexplained") > Decimal("399.90")


def test_totals_of_one_workspace_explain_nothing_of_another(tmp_path: Path) -> None:
    """A's invoice has $6 more than its calls; the tokens that the log lacks are B's."""
    log = logged(tmp_path, one_call(5, workspace="A"), one_call(5, 1, workspace="B"))
    invoiced(tmp_path, "05 input_no_cache 9.00", "05 output 1.50", workspace="A")
    cost = invoiced(tmp_path, "05 output 1.50", workspace="B")
    told = totals(tmp_path, "claude-sonnet-4-6 1000000 100000 A", "claude-sonnet-4-6 3000000 100000 B")
    found = compared(log, cost, told)
    rows = {(each.workspace, each.token_kind): each for each in found.rows}
    assert rows["A", "input_tokens"].bucket_tokens == 1_000_000
    assert rows["A", "input_tokens"].unexplained_usd == 6
    assert rows["B", "input_tokens"].over_usd == 3
    assert found.usd("not_in_log") == 0


def test_what_has_no_price_is_computed_as_nothing_known_and_not_as_zero(tmp_path: Path) -> None:
    log = logged(tmp_path, one_call(5, service_tier="priority"))
    view = view_of(log, invoiced(tmp_path, "05 input_no_cache 5.00", "05 output 3.00"), unpriced_requests=1)
    assert view.reconciliation
    assert [(each.computed_usd, each.unpriced_number) for each in view.reconciliation.rows] == [
        (None, 1_000_000),
        (None, 100_000),
    ]
    assert shown(view.reconciliation) == {"unchecked": Decimal(8)}


def test_one_priority_call_does_not_explain_a_day(tmp_path: Path) -> None:
    """$4.50 has a price; what else of $8,000 one token at a contract's price cost cannot be checked."""
    log = logged(tmp_path, one_call(5), one_call(5, 1, input_tokens=1, output_tokens=1, service_tier="priority"))
    view = view_of(log, invoiced(tmp_path, "05 input_no_cache 5000.00", "05 output 3000.00"), unpriced_requests=1)
    found = view.reconciliation
    assert found
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"), "priority_tier")
    assert [(each.computed_usd, each.unpriced_number) for each in found.rows] == [(3, 1), (Decimal("1.5"), 1)]
    assert shown(found) == {"recomputed": Decimal("4.5"), "unchecked": Decimal("7995.5")}
    assert invoice.line(view) == (
        "at most 0.06 % of $8,000.00 billed is recomputed from these logs, 99.9 % ($7,995.50) cannot be checked, "
        "1 billed request without a price"
    )


def test_a_call_without_a_price_is_not_unexplained(tmp_path: Path) -> None:
    log = logged(tmp_path, one_call(5), one_call(5, 1, model="claude-nobody-knows-9"))
    found = compared(log, invoiced(tmp_path, *GOOD, "05 output 2.00 Claude_nobody_knows_9"))
    assert {each.explained_by for each in found.rows if each.model_id == "claude-nobody-knows-9"} == {"no_price"}
    assert shown(found) == {"recomputed": Decimal("4.5"), "unchecked": Decimal(2)}


def test_missing_calls_are_not_inferred_where_the_invoice_names_dearer_terms(tmp_path: Path) -> None:
    """US inference costs 1.1 times as much: the tokens agree, so no call is missing."""
    invoiced(tmp_path, *GOOD)
    cost = invoiced(tmp_path, "06 input_no_cache 3.30", "06 output 1.65", geo="us")
    found = compared(calls(tmp_path, 5, 6), cost)
    assert by_kind(found.rows, 6) == dict.fromkeys(("input_tokens", "output_tokens"), "invoice_terms")
    assert {each.terms for each in found.rows if each.day.day == 6} == {"us inference"}
    assert shown(found) == {"recomputed": Decimal("4.5"), "at_terms": Decimal("4.95")}


def test_dearer_terms_and_another_amount_stay_unexplained(tmp_path: Path) -> None:
    invoiced(tmp_path, *GOOD)
    cost = invoiced(tmp_path, "06 input_no_cache 9.30", "06 output 1.65", geo="us")
    found = compared(calls(tmp_path, 5, 6), cost)
    assert by_kind(found.rows, 6)["input_tokens"] is None
    assert found.usd("not_in_log") == 0
    assert found.usd("unexplained") == Decimal("6.3")


def test_a_price_proves_nothing_after_it_changed(tmp_path: Path) -> None:
    """claude-sonnet-5-5's cache reads cost half from 7 October on: right on the sixth says nothing of the eighth."""
    nothing_else = {"input_tokens": 0, "output_tokens": 0, "cache_read_tokens": 10_000_000}
    log = calls(tmp_path, 6, 8, model="claude-sonnet-5-5", **nothing_else)
    cost = invoiced(tmp_path, *(f"{day} input_cache_read 2.00 Claude_Sonnet_5.5" for day in ("06", "08")))
    found = compared(log, cost)
    assert [each.explained_by for each in found.rows] == ["exact", None]
    assert shown(found) == {"recomputed": Decimal(3), "unexplained": Decimal(1)}


def test_what_no_log_shows_is_not_a_missing_call(tmp_path: Path) -> None:
    report = cost_report(
        tmp_path, "uncached_input_tokens 300 claude-sonnet-4-6 standard",
        "output_tokens 150 claude-sonnet-4-6 standard", "code_execution 50000",
    )  # fmt: skip
    found = compared(calls(tmp_path, 5), report)
    assert by_kind(found.rows, 5)["code_execution"] == "not_in_logs_by_nature"
    assert shown(found) == {"recomputed": Decimal("4.5"), "unchecked": Decimal(500)}


def test_web_searches_that_are_billed_without_a_model(tmp_path: Path) -> None:
    """Searches of two models, one line of the cost report."""
    log = logged(
        tmp_path, one_call(5, web_search_requests=700),
        one_call(5, 1, model="claude-opus-4-8", input_tokens=0, output_tokens=0, web_search_requests=300),
    )  # fmt: skip
    report = cost_report(
        tmp_path, "uncached_input_tokens 300 claude-sonnet-4-6 standard",
        "output_tokens 150 claude-sonnet-4-6 standard", "web_search 1000",
    )  # fmt: skip
    found = compared(log, report)
    assert {each.explained_by for each in found.rows} == {"exact"}
    (searches,) = (each for each in found.rows if each.token_kind == "web_search")
    assert (searches.model_id, searches.number, searches.computed_usd) == (None, 1000, Decimal(10))


def test_missing_calls_are_no_part_of_what_is_recomputed(tmp_path: Path) -> None:
    log = calls(tmp_path, 5)
    view = view_of(log, invoiced(tmp_path, *GOOD, "05 output 195.50 Claude_Opus_4.8"))
    assert invoice.line(view) == (
        "2.3 % of $200.00 billed is recomputed from these logs, 97.8 % ($195.50) calls not in them"
    )


def test_a_second_export_of_a_day_is_compared_where_it_tells_something_else(tmp_path: Path) -> None:
    """The Console's export of one workspace and the cost report of another, of another model."""
    report = cost_report(tmp_path, "output_tokens 20000 claude-opus-4-8 standard", workspace="wrkspc_B")
    found, others = reconciled(calls(tmp_path, 5), invoiced(tmp_path, *GOOD, workspace="A"), report)
    assert found
    assert shown(found) == {"recomputed": Decimal("4.5"), "not_in_log": Decimal(200)}
    assert not others.not_compared


def test_a_second_export_that_says_the_same_is_counted_once(tmp_path: Path) -> None:
    report = cost_report(
        tmp_path, "uncached_input_tokens 300 claude-sonnet-4-6 standard",
        "output_tokens 150 claude-sonnet-4-6 standard",
    )  # fmt: skip
    found, others = reconciled(calls(tmp_path, 5), invoiced(tmp_path, *GOOD), report)
    assert found
    assert shown(found) == {"recomputed": Decimal("4.5")}
    assert [(each.why, each.lines, each.usd) for each in others.not_compared] == [("told_again", 2, Decimal(0))]


def test_three_exports_of_the_same_days_are_one_invoice(tmp_path: Path) -> None:
    """By kind to a millionth of a cent, by kind to the cent, by model alone; and the fees, which two of them lack."""
    names = ("anthropic_cost_report.json", "anthropic_console_cost.csv", "anthropic_analytics_cost.json")
    exports = [FIXTURES / name for name in names]
    found, others = reconciled(calls(tmp_path, 1, 30), *exports)
    assert found
    assert found.billed_usd == Decimal("281.1339365")
    assert {each.why: each.lines for each in others.not_compared if each.lines} == {"told_again": 36}


def test_the_order_of_files_and_lines_does_not_matter(tmp_path: Path) -> None:
    exports = [FIXTURES / name for name in ("anthropic_analytics_cost.json", "anthropic_console_cost.csv")]
    lines = [one_call(day, day, model="claude-opus-5") for day in (1, 6, 7, 30)]
    there, back = tmp_path / "there", tmp_path / "back"
    for folder in (there, back):
        folder.mkdir()
    found = reconciled(logged(there, *lines), *exports)
    again = reconciled(*reversed(exports), logged(back, *reversed(lines)))
    assert found[0]
    assert found[0].gaps
    assert found == again


def test_a_second_export_that_says_otherwise_is_left_out_aloud(tmp_path: Path) -> None:
    """Both tell Sonnet's input of the day; whose workspace "A" is among the ids, nothing tells."""
    report = cost_report(tmp_path, "uncached_input_tokens 20000 claude-sonnet-4-6 standard", workspace="wrkspc_B")
    view = view_of(calls(tmp_path, 5), invoiced(tmp_path, *GOOD, workspace="A"), report)
    found = view.reconciliation
    assert found
    # output stands in one export alone
    assert found.billed_usd == Decimal("201.5")
    assert found.usd("not_compared") == 3
    (left_out,) = view.beside.not_compared
    assert (left_out.why, left_out.lines, left_out.billed_usd) == ("other_export", 1, Decimal(3))
    assert "1 invoice line ($3.00) of days that another export tells otherwise" in " ".join(invoice.notes(view))
    assert json.loads(as_json(view))["not_compared"]["parts"][0]["invoice_usd"] == "3.00"


def test_half_of_the_price_may_be_a_log_that_holds_calls_twice(tmp_path: Path) -> None:
    """Two calls logged, $4.50 billed: batched, or one call that is logged twice. Neither is recomputed."""
    found = compared(calls(tmp_path, 5, 5), invoiced(tmp_path, *GOOD))
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"), "already_batched")
    assert "holds each of them twice" in invoice.says(found.rows[0])
    assert shown(found) == {"unchecked": Decimal("4.5")}


def test_half_of_the_price_is_no_batch_where_the_invoice_says_standard(tmp_path: Path) -> None:
    report = cost_report(
        tmp_path, "uncached_input_tokens 300 claude-sonnet-4-6 standard",
        "output_tokens 150 claude-sonnet-4-6 standard",
    )  # fmt: skip
    found = compared(calls(tmp_path, 5, 5), report)
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"))
    assert shown(found) == {"recomputed": Decimal("4.5"), "over": Decimal("4.5")}


def test_a_day_that_the_invoice_splits_by_tier(tmp_path: Path) -> None:
    """One call of two ran in a batch; the log says it of neither, and the tokens agree."""
    report = cost_report(
        tmp_path,
        *("uncached_input_tokens 300 claude-sonnet-4-6 standard", "output_tokens 150 claude-sonnet-4-6 standard"),
        *("uncached_input_tokens 150 claude-sonnet-4-6 batch", "output_tokens 75 claude-sonnet-4-6 batch"),
    )
    view = view_of(calls(tmp_path, 5, 5), report)
    found = view.reconciliation
    assert found
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"), "invoice_terms")
    assert shown(found) == {"at_terms": Decimal("6.75")}
    assert invoice.line(view) == (
        "0 % of $6.75 billed is recomputed from these logs, "
        "100.0 % ($6.75) recomputed at terms that only the invoice names (the log's come to $9.00)"
    )
    assert "compared: $6.75 billed, $9.00 computed" in dict(markdown.pages(view))["audit.md"]


def test_a_discount_on_the_list_price_that_the_invoice_states(tmp_path: Path) -> None:
    invoiced(tmp_path, "05 input_no_cache 2.70", list_usd="3.00")
    found = compared(calls(tmp_path, 5), invoiced(tmp_path, "05 output 1.35", list_usd="1.50"))
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"), "contract_price")
    assert shown(found) == {"unchecked": Decimal("4.05")}


def test_a_list_price_that_is_another_explains_nothing(tmp_path: Path) -> None:
    found = compared(
        calls(tmp_path, 5), invoiced(tmp_path, "05 input_no_cache 2.70", "05 output 1.50", list_usd="2.80")
    )
    assert by_kind(found.rows, 5)["input_tokens"] is None


def test_a_day_that_the_period_cuts_is_not_missing_from_the_invoice(tmp_path: Path) -> None:
    """A period of Berlin days, from 22:00 UTC to 22:00 UTC: the invoice has the sixth, the period a part of it."""
    berlin = datetime(2026, 10, 4, 22, tzinfo=UTC), datetime(2026, 10, 6, 22, tzinfo=UTC)
    cost = invoiced(tmp_path, *GOOD, "06 input_no_cache 3.00", "06 output 1.50")
    found, others = reconciled(calls(tmp_path, 5, 6), cost, window=berlin)
    assert found
    assert by_kind(found.rows, 6) == dict.fromkeys(("input_tokens", "output_tokens"), "day_cut_by_period")
    assert shown(found) == {"recomputed": Decimal("4.5"), "not_compared": Decimal("4.5")}
    assert [(each.why, each.lines, each.requests) for each in others.not_compared] == [("day_cut_by_period", 2, 1)]


def test_calls_of_days_without_invoice_are_not_compared(tmp_path: Path) -> None:
    found = compared(calls(tmp_path, 5, 7), invoiced(tmp_path, *GOOD))
    assert by_kind(found.rows, 7) == dict.fromkeys(("input_tokens", "output_tokens"), "not_invoiced")
    assert shown(found) == {"recomputed": Decimal("4.5"), "not_compared": Decimal("4.5")}


def test_calls_that_state_no_charge_are_not_compared(tmp_path: Path) -> None:
    log = logged(tmp_path, one_call(5, billed_usd="4.50"), one_call(5, 1, provider="bedrock"))
    found, others = reconciled(log)
    assert found
    assert found.usd("recomputed") == Decimal("4.5")
    assert [each.why for each in others.not_compared] == ["no_invoice"]
    assert found.usd("not_compared") > 4


def test_each_workspace_by_itself(tmp_path: Path) -> None:
    log = logged(tmp_path, one_call(5, workspace="A"), one_call(5, 1, workspace="B"))
    invoiced(tmp_path, *GOOD, workspace="A")
    found = compared(log, invoiced(tmp_path, "05 input_no_cache 9.00", "05 output 1.00", workspace="B"))
    rows = {(each.workspace, each.token_kind): (each.explained_by, each.difference_usd) for each in found.rows}
    assert rows == {
        ("A", "input_tokens"): ("exact", 0),
        ("A", "output_tokens"): ("exact", 0),
        ("B", "input_tokens"): ("not_in_log", 6),
        ("B", "output_tokens"): (None, Decimal("-0.5")),
    }


def test_the_end_of_long_prompt_prices_is_a_price_change(tmp_path: Path) -> None:
    """Until 12 March 2026 Sonnet 4.6 cost twice as much beyond 200,000 tokens: a bill in between is a change."""
    log = logged(tmp_path, one_call(5, started_at="2026-03-13T12:00:00Z"))
    path = invoiced(tmp_path, "05 input_no_cache 4.50", "05 output 1.50")
    path.write_text(path.read_text(encoding="utf-8").replace("2026-10-05", "2026-03-13"), encoding="utf-8")
    found = compared(log, path)
    kinds = {each.token_kind: each.explained_by for each in found.rows}
    assert kinds == {"input_tokens": "price_change", "output_tokens": "exact"}
    assert shown(found) == {"recomputed": Decimal("4.5"), "unchecked": Decimal("1.5")}


def test_the_parts_on_the_page_close_to_the_cent(tmp_path: Path) -> None:
    log = logged(tmp_path, one_call(5), one_call(5, 1, model="claude-opus-4-8", input_tokens=1_001, output_tokens=0))
    view = view_of(log, invoiced(tmp_path, *GOOD, "05 input_cache_read 0.07"))
    found = view.reconciliation
    assert found
    printed = sum((usd.quantize(Decimal("0.01")) for _, usd in found.parts), found.rounding_usd or Decimal(0))
    assert printed == found.whole_usd.quantize(Decimal("0.01"))
    assert found.usd("over") == Decimal("0.005005")


def test_a_line_that_is_not_there_rounds_nothing_away(tmp_path: Path) -> None:
    """A call of 0.3 cents on each of three days of which the invoice has other lines."""
    log = logged(
        tmp_path,
        *(one_call(day, day) for day in (5, 6, 7)),
        *(one_call(day, day + 9, model="claude-opus-4-8", input_tokens=600, output_tokens=0) for day in (5, 6, 7)),
    )
    lines = [f"{day} {each}" for day in ("05", "06", "07") for each in ("input_no_cache 3.00", "output 1.50")]
    found = compared(log, invoiced(tmp_path, *lines))
    assert shown(found) == {"recomputed": Decimal("13.5"), "over": Decimal("0.009")}


@pytest.mark.slow
def test_tokens_of_totals_without_a_call_are_said_beside_a_full_share(tmp_path: Path) -> None:
    told = totals(tmp_path, "claude-sonnet-4-6 3000000 100000 Default")
    view = view_of(calls(tmp_path, 5), invoiced(tmp_path, *GOOD), told)
    assert invoice.line(view) == (
        "at most 100.0 % of $4.50 billed is recomputed from these logs, 2,000,000 tokens of usage totals without a call"
    )
