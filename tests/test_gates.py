"""Gates: what a baseline does not flag is new, what is set aside is not, and what is back says so."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from norush import gates
from norush.audit_json import side
from norush.decisions import Decision, Kind, tables
from norush.gates import Check, Reason
from norush.render import gating
from norush.render import json as json_pages
from norush.view import AuditView, build
from view_cases import ABOUT, HOSTILE, PERIOD, Case, filled, viewed

KNOWN = Case("a1", "nightly", as_billed="300", owner="search")
OTHER = Case("a2", "weekly", as_billed="100")
CHAT = Case("b1", "chat", "interactive", "50")
MEDIUM = Case("a3", "perhaps", as_billed="80", confidence=0.7, band="medium")
KEEP = Decision(Kind.KEEP, "a2", {}, "w", "b", date(2026, 11, 5), None)


def document(*cases: Case, is_kept: bool = False) -> dict[str, Any]:
    """The audit.json of these cases. `is_kept`: where KEEP was decided."""
    made: dict[str, Any] = json.loads(json_pages.audit(_decided(cases) if is_kept else viewed(cases)))
    return made


def _decided(cases: tuple[Case, ...]) -> AuditView:
    with filled(cases) as warehouse:
        tables.add(warehouse, [KEEP])
        return build(warehouse, PERIOD, ABOUT)


def check(baseline: dict[str, Any], report: dict[str, Any], limit: str | None = None) -> Check:
    then, now = (side(each, "a document") for each in (baseline, report))
    return gates.check(then, now, Decimal(limit) if limit else None)


def test_what_is_known_is_not_new() -> None:
    found = check(document(KNOWN, CHAT), document(KNOWN, CHAT, MEDIUM))
    assert found.is_passed
    assert (found.surely_flagged, found.new, found.sure_usd) == (1, (), Decimal(150))
    assert gating.markdown(found).startswith("### Nothing new could have waited\n")
    assert gating.sentence(found) == ""


def test_what_the_baseline_lacks_or_judged_otherwise_is_new_the_dearest_first() -> None:
    was = Case("a2", "weekly", "uncertain", "100", 0.4, "low")
    found = check(document(was), document(KNOWN, OTHER, CHAT))
    assert not found.is_passed
    assert [(each.workload_id, each.reason, each.then) for each in found.new] == [
        ("a1", Reason.NOT_THERE, None),
        ("a2", Reason.NOT_SURELY_FLAGGED, "uncertain"),
    ]
    assert found.new_sure_usd == sum(each.sure_usd for each in found.new) == found.sure_usd == 200
    assert gating.sentence(found) == (
        "2 findings that the baseline does not have, $200.00 of sure saving: nightly, weekly"
    )
    text = gating.markdown(found)
    assert "| `nightly` `a1` | `search` | $300.00 | $150.00 | not in the baseline |" in text
    assert "| uncertain in the baseline |" in text


def test_what_is_set_aside_is_not_new_and_is_back_when_that_ends() -> None:
    kept = document(KNOWN, OTHER, is_kept=True)
    found = check(document(KNOWN), kept)
    assert found.is_passed
    assert (found.set_aside, found.sure_usd) == (1, Decimal(150))
    (back,) = check(kept, document(KNOWN, OTHER)).new
    assert (back.workload_id, back.reason) == ("a2", Reason.BACK)
    assert "batchable in the baseline, set aside by a decision" in gating.markdown(check(kept, document(KNOWN, OTHER)))


def test_a_finding_that_was_batchable_before_is_new_for_being_certain() -> None:
    found = check(document(Case("a1", "nightly", as_billed="300", confidence=0.7, band="medium")), document(KNOWN))
    assert [(each.reason, each.then) for each in found.new] == [(Reason.NOT_SURELY_FLAGGED, "batchable")]
    assert "| batchable in the baseline, but not for certain |" in gating.markdown(found)


def test_the_limit_alone_needs_no_baseline() -> None:
    found = gates.check(None, side(document(KNOWN), "a document"), Decimal(100))
    assert (found.is_over, found.new, found.baseline_period) == (True, (), None)
    assert gating.sentence(found) == "the sure batch saving is $150.00, above the limit of $100.00"


def test_every_objection_is_told() -> None:
    said = gating.sentence(check(document(CHAT), document(KNOWN), "100"))
    assert said == (
        "1 finding that the baseline does not have, $150.00 of sure saving: nightly; "
        "the sure batch saving is $150.00, above the limit of $100.00"
    )


def test_what_is_above_by_less_than_a_cent_is_told_apart() -> None:
    said = gating.sentence(check(document(KNOWN), document(KNOWN), "149.9991"))
    assert said == "the sure batch saving is $150.00, above the limit of $149.9991"


@pytest.mark.parametrize(("limit", "is_over"), [("149.99", True), ("150", False), (None, False)])
def test_the_limit_is_exceeded_above_it(limit: str | None, *, is_over: bool) -> None:
    found = check(document(KNOWN), document(KNOWN), limit)
    assert found.is_over is is_over
    assert found.is_passed is not is_over
    assert ("above the limit of $149.99" in gating.sentence(found)) is is_over


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
