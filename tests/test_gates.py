"""Gates: what a baseline does not flag is new, what is set aside is not, and what is back says so."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from norush import gates
from norush.decisions import Decision, Kind, tables
from norush.errors import NorushError, UsageError
from norush.gates import Check, Reason
from norush.render import gating
from norush.render import json as json_pages
from norush.view import build
from view_cases import ABOUT, HOSTILE, PERIOD, Case, filled

KNOWN = Case("a1", "nightly", as_billed="300", owner="search")
OTHER = Case("a2", "weekly", as_billed="100")
CHAT = Case("b1", "chat", "interactive", "50")
MEDIUM = Case("a3", "perhaps", as_billed="80", confidence=0.7, band="medium")
KEEP = Decision(Kind.KEEP, "a2", {}, "w", "b", date(2026, 11, 5), None)


def document(*cases: Case, decisions: Sequence[Decision] = ()) -> dict[str, Any]:
    warehouse = filled(cases)
    tables.add(warehouse, decisions)
    made: dict[str, Any] = json.loads(json_pages.audit(build(warehouse, PERIOD, ABOUT)))
    return made


def check(baseline: dict[str, Any], report: dict[str, Any], limit: str | None = None) -> Check:
    return gates.check(baseline, report, (limit and Decimal(limit)) or None)


def test_what_is_known_is_not_new() -> None:
    found = check(document(KNOWN, CHAT), document(KNOWN, CHAT, MEDIUM))
    assert found.is_passed
    assert (found.flagged, found.new, found.sure_usd) == (1, (), Decimal(150))
    assert gating.markdown(found).startswith("### Nothing new could have waited\n")
    assert gating.sentence(found) == ""


def test_what_the_baseline_lacks_or_judged_otherwise_is_new_the_dearest_first() -> None:
    was = Case("a2", "weekly", "uncertain", "100", 0.4, "low")
    found = check(document(was), document(KNOWN, OTHER, CHAT))
    assert not found.is_passed
    assert [(each.workload_id, each.reason, each.then) for each in found.new] == [
        ("a1", Reason.NOT_THERE, None),
        ("a2", Reason.NOT_FLAGGED, "uncertain"),
    ]
    assert found.new_sure_usd == sum(each.sure_usd for each in found.new) == found.sure_usd == 200
    assert gating.sentence(found) == (
        "2 findings that the baseline does not have, $200.00 of sure saving: nightly, weekly"
    )
    text = gating.markdown(found)
    assert "| `nightly` `a1` | `search` | $300.00 | $150.00 | not in the baseline |" in text
    assert "| uncertain in the baseline |" in text


def test_what_is_set_aside_is_not_new_and_is_back_when_that_ends() -> None:
    kept = document(KNOWN, OTHER, decisions=[KEEP])
    found = check(document(KNOWN), kept)
    assert found.is_passed
    assert (found.set_aside, found.sure_usd) == (1, Decimal(150))
    (back,) = check(kept, document(KNOWN, OTHER)).new
    assert (back.workload_id, back.reason) == ("a2", Reason.BACK)
    assert "batchable in the baseline, set aside by a decision" in gating.markdown(check(kept, document(KNOWN, OTHER)))


@pytest.mark.parametrize(("limit", "is_over"), [("149.99", True), ("150", False), (None, False)])
def test_the_limit_is_exceeded_above_it(limit: str | None, *, is_over: bool) -> None:
    found = check(document(KNOWN), document(KNOWN), limit)
    assert found.is_over is is_over
    assert found.is_passed is not is_over
    assert ("above $149.99" in gating.sentence(found)) is is_over


def test_json_says_the_same_exactly() -> None:
    told = json.loads(gating.as_json(check(document(CHAT), document(KNOWN), "1")))
    assert told["schema"] == "norush.check/1"
    assert told["passed"] is False
    assert (told["new_sure_usd"], told["sure_usd"], told["limit_usd"]) == ("150.00", "150.00", "1.00")
    assert told["new"] == [
        {
            "workload_id": "a1",
            "name": "nightly",
            "owner": "search",
            "as_billed_usd": "300.00",
            "sure_usd": "150.00",
            "reason": "not_there",
            "verdict_in_baseline": None,
        }
    ]


def test_other_makers_are_noted() -> None:
    old = {**document(KNOWN), "norush": "0.0.9", "price_book": "2026-01-01"}
    notes = check(old, document(KNOWN)).notes
    assert notes == (
        "The baseline was made with norush 0.0.9, the report with 0.1.0.",
        "The baseline was made with price book 2026-01-01, the report with 2026-11-22.",
    )


def test_hostile_names_stay_text() -> None:
    text = gating.markdown(check(document(CHAT), document(Case("e1", HOSTILE, owner=HOSTILE))))
    assert "\u202e" not in text
    assert "\x1b" not in text
    row = next(line for line in text.splitlines() if "e1" in line)
    assert row.count(" | ") == 4


def test_what_is_no_report_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none/audit.json is not there|none is not there"):
        gates.read(tmp_path / "none")
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(NorushError, match="is no JSON"):
        gates.read(tmp_path / "a.json")
    (tmp_path / "a.json").write_text('{"schema": "else"}')
    with pytest.raises(NorushError, match="is no report of the schema"):
        gates.read(tmp_path / "a.json")
    damaged: tuple[dict[str, Any], ...] = (
        {"workloads": [{}]},
        {"workloads": 5},
        {"totals": {}},
        {"period": None},
        {"totals": 5},
    )
    for damage in damaged:
        (tmp_path / "a.json").write_text(json.dumps({**document(KNOWN), **damage}))
        with pytest.raises(NorushError, match="is not whole"):
            gates.read(tmp_path / "a.json")
    (tmp_path / "audit.json").write_text(json.dumps(document(KNOWN)))
    assert gates.read(tmp_path)["schema"] == gates.SCHEMA
