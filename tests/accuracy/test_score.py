"""The instrument's own arithmetic, on truth made by hand. How good the rules are is not asserted here."""

from dataclasses import replace
from decimal import Decimal

import pytest

from norush.accuracy import score
from norush.accuracy.ledger import Label, Line


def line(
    truth: str, verdict: str, requests: int, usd: str | None, *, decidable: bool = True, band: str = "high"
) -> Line:
    """One line of a ledger."""
    label = Label(
        "key", "kind", truth, also=("latency_bound",) if truth == "interactive" else (), is_decidable=decidable
    )
    money = None if usd is None else Decimal(usd)
    return Line(label, "w", "steady", verdict, 2.5, 0.935, band, "", requests, money)


LINES = [
    line("batchable", "batchable", 60, "6"),
    line("batchable", "batchable", 10, None, band="medium"),
    line("batchable", "uncertain", 30, "3"),
    line("batchable", "agentic", 20, "1"),
    line("interactive", "batchable", 5, "2"),
    line("interactive", "interactive", 50, "4"),
    line("interactive", "latency_bound", 25, "4"),
    line("uncertain", "batchable", 1, "0.5", decidable=False),
    line("uncertain", "uncertain", 9, "1.5", decidable=False),
    line("batched", "batched", 40, "8"),
]


def both(one: score.Share) -> tuple[float, float]:
    """The share by USD and by request."""
    assert one.usd is not None
    assert one.requests is not None
    return one.usd, one.requests


def test_shares_by_usd_and_by_request() -> None:
    found = score.figures(LINES)
    assert found.requests == 250
    assert found.usd == Decimal("30.0")
    assert both(found.precision) == pytest.approx((6 / 8.5, 70 / 76))
    assert both(found.recall) == pytest.approx((0.6, 70 / 120))
    assert both(found.uncertain) == pytest.approx((3 / 28, 30 / 240))
    assert both(found.undecidable_flagged) == pytest.approx((0.25, 0.1))
    assert both(found.stays_flagged) == pytest.approx((2.5 / 20, 6 / 130))


def test_five_verdicts_leave_out_what_either_side_calls_uncertain() -> None:
    found = score.figures(LINES)
    assert found.five.requests == pytest.approx((60 + 10 + 50 + 40) / 210)
    assert found.five_accepted.requests == pytest.approx((60 + 10 + 50 + 25 + 40) / 210)


def test_a_share_of_nothing_is_none() -> None:
    found = score.figures([line("interactive", "interactive", 5, "1")])
    assert (found.precision.usd, found.recall.requests, found.undecidable_flagged.usd) == (None, None, None)
    assert score.figures([line("batchable", "batchable", 3, None)]).recall.usd is None


def test_bands_and_confusion() -> None:
    bands = {(verdict, band): one for verdict, band, one in score.sureness(LINES)}
    assert bands[("batchable", "medium")].requests == 1.0
    assert bands[("batchable", "medium")].usd is None
    assert bands[("batchable", "low")].of_requests == 0
    assert both(bands[("batchable", "high")]) == pytest.approx((6 / 8.5, 60 / 66))
    assert score.confusion(LINES)[("batchable", "batchable")] == (70, Decimal(6))


def test_recall_with_kinds_alike() -> None:
    dear = [line("batchable", "batchable", 1, "90"), line("batchable", "uncertain", 1, "10")]
    cheap = [replace(one, label=replace(one.label, kind="cheap"), usd=Decimal(1)) for one in dear]
    assert score.recall_by_kind(dear + cheap) == pytest.approx((0.9 + 0.5) / 2)
    assert score.recall_by_kind([line("agentic", "batchable", 1, "1")]) is None


def test_what_is_wrong() -> None:
    wrong = [score.what_is_wrong(one) for one in LINES]
    assert wrong == [None, None, "missed", "missed", "flagged", None, None, "flagged", None, None]
    assert score.what_is_wrong(line("agentic", "interactive", 1, "1")) == "mistaken"
    assert score.what_is_wrong(line("agentic", "uncertain", 1, "1")) == "left uncertain"
