"""Computed against billed: what explains a difference, what does not, and a real invoice to the cent."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from invoices import by_kind, calls, compared, invoiced, noon, reconciled, shown, totals
from loads import MAPS, write
from norush import audit
from norush.render import html, invoice, markdown
from norush.render.json import audit as as_json

pytestmark = pytest.mark.one_in(4)


def test_to_the_cent_and_within_rounding(tmp_path: Path) -> None:
    log = calls(tmp_path, 5, output_tokens=100_123)  # $1.501845
    found = compared(log, invoiced(tmp_path, "05 input_no_cache 3.00", "05 output 1.50"))
    assert by_kind(found.rows, 5) == {"input_tokens": "exact", "output_tokens": "rounding"}
    assert shown(found) == {"recomputed": Decimal("4.5")}
    assert not found.gaps


def test_a_cent_more_than_rounding_can_hide_is_unexplained(tmp_path: Path) -> None:
    found = compared(calls(tmp_path, 5), invoiced(tmp_path, "05 input_no_cache 3.01", "05 output 1.49"))
    assert by_kind(found.rows, 5) == {"input_tokens": None, "output_tokens": None}
    assert shown(found) == {
        "recomputed": Decimal("4.49"),
        "unexplained": Decimal("0.01"),
        "over": Decimal("0.01"),
    }
    assert [invoice.says(each).partition(":")[0] for each in found.gaps] == ["unexplained", "unexplained"]


def test_what_is_not_in_the_log_is_shown_as_missing(tmp_path: Path) -> None:
    """A day without calls, a model without calls, a kind of tokens without any; nothing is spread over the others."""
    found = compared(
        calls(tmp_path, 5, 7, cache_read_tokens=0),
        invoiced(
            tmp_path, "05 input_no_cache 3.00", "05 output 1.50", "05 output 9.00 Claude_Opus_4.8",
            "06 input_no_cache 7.00", "07 input_no_cache 3.00", "07 output 4.50", "07 input_cache_read 0.75",
        ),
    )  # fmt: skip
    missing = {(each.day.day, each.model_id, each.token_kind): each.not_in_log_usd for each in found.gaps}
    assert missing == {
        (5, "claude-opus-4-8", "output_tokens"): 9,
        (6, "claude-sonnet-4-6", "input_tokens"): 7,
        # the price is right on the fifth, so that calls are missing on the seventh
        (7, "claude-sonnet-4-6", "output_tokens"): 3,
        # no call of this log has a cache read: it may be that it cannot show any
        (7, "claude-sonnet-4-6", "cache_read_tokens"): 0,
    }
    assert shown(found) == {"recomputed": Decimal(9), "not_in_log": Decimal(19), "unexplained": Decimal("0.75")}


def test_usage_totals_tell_missing_calls(tmp_path: Path) -> None:
    told = totals(tmp_path, "claude-sonnet-4-6 2000000 100000 Default", "claude-opus-4-8 500 0 Default")
    found, others = reconciled(calls(tmp_path, 5), invoiced(tmp_path, "05 input_no_cache 6.00", "05 output 2.00"), told)
    assert found
    assert by_kind(found.rows, 5) == {"input_tokens": "not_in_log", "output_tokens": None}
    assert (others.unlogged_tokens, others.unlogged_days) == (1_000_500, 1)


def test_billed_at_half_is_already_batched(tmp_path: Path) -> None:
    found = compared(calls(tmp_path, 5), invoiced(tmp_path, "05 input_no_cache 1.50", "05 output 0.75"))
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"), "already_batched")
    assert shown(found) == {"unchecked": Decimal("2.25")}


def test_priority_is_a_contract(tmp_path: Path) -> None:
    log = calls(tmp_path, 5, service_tier="priority")
    found = compared(log, invoiced(tmp_path, "05 input_no_cache 2.22", "05 output 1.11"))
    assert by_kind(found.rows, 5) == dict.fromkeys(("input_tokens", "output_tokens"), "priority_tier")
    assert shown(found) == {"unchecked": Decimal("3.33")}


def test_a_price_that_changed_that_day(tmp_path: Path) -> None:
    """claude-sonnet-5-5's cache reads cost half from 7 October on: ten million are $2, then $1."""
    log = calls(tmp_path, 7, 8, model="claude-sonnet-5-5", cache_read_tokens=10_000_000)
    lines = (f"{day} input_cache_read 1.50 Claude_Sonnet_5.5" for day in ("07", "08"))
    rows = compared(log, invoiced(tmp_path, *lines)).rows
    reads = {each.day.day: each.explained_by for each in rows if each.token_kind == "cache_read_tokens"}
    assert reads == {7: "price_change", 8: None}


def test_without_an_invoice_the_log_is_compared_with_itself(tmp_path: Path) -> None:
    found = compared(calls(tmp_path, 5, 6, billed_usd="4.50"))
    assert not found.has_invoice
    assert [each.explained_by for each in found.rows] == ["exact", "exact"]
    assert shown(found) == {"recomputed": Decimal(9)}


def test_days_outside_are_counted(tmp_path: Path) -> None:
    found, others = reconciled(
        calls(tmp_path, 5), invoiced(tmp_path, "05 input_no_cache 3.00", "05 output 1.50", "09 output 8.00")
    )
    (left_out,) = others.not_compared
    assert (left_out.why, left_out.lines, left_out.billed_usd) == ("outside_period", 1, Decimal(8))
    assert found
    assert shown(found) == {"recomputed": Decimal("4.5"), "not_compared": Decimal(8)}


def test_nothing_to_compare(tmp_path: Path) -> None:
    assert reconciled(calls(tmp_path, 5))[0] is None


@pytest.mark.slow
def test_a_whole_audit_says_it(tmp_path: Path) -> None:
    """A mapping file beside an invoice: each file is taken for what it is."""
    mapping = tmp_path / "own.toml"
    mapping.write_text('[columns]\nended_at = "at"\nmodel = "m"\ninput_tokens = "i"\noutput_tokens = "o"\n')
    log = write(tmp_path / "own.jsonl", {"at": noon(5), "m": "claude-sonnet-4-6", "i": 1_000_000, "o": 100_000})
    cost = invoiced(tmp_path, "05 input_no_cache 3.00", "05 output 1.50", "05 output 5.50 Claude_Opus_4.8")
    request = audit.Request((str(log), str(cost)), tmp_path / "audit.duckdb", map_file=mapping)
    view = audit.run(request).view
    line = "45.0 % of $10.00 billed is recomputed from these logs, 55.0 % ($5.50) calls not in them"
    assert invoice.line(view) == line
    document = json.loads(as_json(view))
    assert [row["difference_usd"] for row in document["reconciliation"]] == ["5.50", "0.00", "0.00"]
    assert document["reconciled"]["not_in_log_usd"] == "5.50"
    assert "no call of that day and model is in the log" in dict(markdown.pages(view))["audit.md"]
    assert "Calls that are not in these logs" in dict(html.pages(view))["audit.html"]


@pytest.mark.needs_traces
def test_a_real_invoice_to_the_cent(traces: Path) -> None:
    """2026-06-21: every component of Opus 4.8 and Sonnet 4.6; of 2026-06-24 most calls are missing, and shown so."""
    folder = traces / "managing-intelligence"
    given = *sorted(folder.glob("*.jsonl")), *folder.glob("claude_api_cost_*.csv")
    found = compared(*given, map_file=MAPS / "experiment_records.toml")
    whole = {
        (each.model_id, each.token_kind): each.billed_usd
        for each in found.rows
        if each.day.day == 21 and each.computed_usd and each.explained_by == "rounding"
    }
    sonnet, opus = "claude-sonnet-4-6", "claude-opus-4-8"
    assert {key: usd for key, usd in whole.items() if key[0] in (sonnet, opus)} == {
        (opus, "input_tokens"): Decimal("1.75"),
        (opus, "output_tokens"): Decimal("0.91"),
        (opus, "cache_read_tokens"): Decimal("0.04"),
        (opus, "cache_write_5m_tokens"): Decimal("0.09"),
        (sonnet, "input_tokens"): Decimal("0.71"),
        (sonnet, "output_tokens"): Decimal("1.06"),
        (sonnet, "cache_read_tokens"): Decimal("0.02"),
        (sonnet, "cache_write_5m_tokens"): Decimal("0.04"),
    }
    assert not [each for each in found.gaps if each.day.day == 21]
    partly = [each for each in found.rows if each.day.day == 24 and each.model_id == opus and each.computed_usd]
    assert [(each.explained_by, each.computed_usd, each.billed_usd) for each in partly] == [
        ("not_in_log", Decimal("3.1837"), Decimal("20.85")),
        ("not_in_log", Decimal("12.22635"), Decimal("60.90")),
    ]
    assert found.billed_usd == Decimal("122.04")
    assert shown(found) == {
        "recomputed": Decimal("25.64145"),
        "not_in_log": Decimal("89.71411"),
        "unexplained": Decimal("6.68444"),
        # the export goes on for days of which no call is at hand
        "not_compared": Decimal("68.30"),
    }
