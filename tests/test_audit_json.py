"""Reading an audit.json: what is missing, damaged or of another sort is one sentence in every command."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from norush import verification
from norush.audit_json import Document, located, read, read_side, side
from norush.decisions import Decision, Kind, tables
from norush.errors import NorushError, UsageError
from norush.render import json as json_pages
from norush.view import build
from norush.view.changed import side as side_of_view
from view_cases import ABOUT, PERIOD, Case, filled

CASES = (Case("a1", "nightly", as_billed="300", owner="search"), Case("b1", "chat", "interactive", "50"))
VIEW = build(filled(CASES), PERIOD, ABOUT)
TEXT = json_pages.audit(VIEW)
KEEP = Decision(Kind.KEEP, "a1", {}, "why", "by", date(2026, 11, 5), None)
Damage = Callable[[Document], object]


@pytest.mark.parametrize("decisions", [(), (KEEP,)], ids=["undecided", "kept"])
def test_a_document_and_its_view_say_the_same(decisions: Sequence[Decision]) -> None:
    warehouse = filled(CASES)
    tables.add(warehouse, decisions)
    view = build(warehouse, PERIOD, ABOUT)
    found = side(json.loads(json_pages.audit(view)), "a document")
    assert found == side_of_view(view)
    assert [each.is_set_aside for each in found.workloads] == [bool(decisions), False]


def _nested(depth: int) -> object:
    found: object = []
    for _ in range(depth):
        found = [found]
    return found


DAMAGES: dict[str, tuple[Damage, str]] = {
    "no scenarios": (lambda it: it["workloads"][0].pop("scenarios"), "'scenarios' is missing"),
    "no period": (lambda it: it.pop("period"), "'period' is missing"),
    "no workloads": (lambda it: it.pop("workloads"), "'workloads' is missing"),
    "workloads are null": (lambda it: it.update(workloads=None), "None is no list"),
    "a workload is empty": (lambda it: it["workloads"][0].clear(), "is missing"),
    "no saving": (lambda it: it["totals"].pop("saving"), "'saving' is missing"),
    "totals are a number": (lambda it: it.update(totals=5), "a part of it is not of the sort"),
    "no day": (lambda it: it["period"].update(since="the first"), "Invalid isoformat"),
    "no offset": (lambda it: it["period"].update(since="2026-10-01T00:00:00"), "has no offset"),
    "no zone": (lambda it: it["period"].update(zone="Mars/Olympus"), "'Mars/Olympus' is no time zone"),
    "a folder of zones": (lambda it: it["period"].update(zone="America"), "'America' is no time zone"),
    "an absolute zone": (lambda it: it["period"].update(zone="/etc/passwd"), "'/etc/passwd' is no time zone"),
    "before all years": (
        lambda it: it["period"].update(since="0001-01-01T00:00:00Z", zone="America/New_York"),
        "out of range",
    ),
    "models are a number": (lambda it: it["workloads"][0].update(models=5), "5 is no list"),
    "a model is a number": (lambda it: it["workloads"][0].update(models=[5]), "5 is no text"),
    "half a character": (lambda it: it["workloads"][0].update(name="\ud800"), "surrogates not allowed"),
    "no cards": (lambda it: it.pop("price_cards"), "'price_cards' is missing"),
    "cards are text": (lambda it: it.update(price_cards=["a"]), "a part of it is not of the sort"),
    "endless": (lambda it: it["totals"].update(as_billed_usd="Infinity"), "'Infinity' is no amount"),
    "words": (lambda it: it["workloads"][0]["scenarios"]["as_billed"].update(usd="much"), "'much' is no amount"),
    "too much": (lambda it: it["totals"].update(as_billed_usd="1e999"), "'1e999' is no amount"),
    "lists in lists": (lambda it: it["workloads"][0].update(name=_nested(900)), "is no text"),
    "true": (lambda it: it["workloads"][0].update(requests=True), "True is no count"),
    "fewer than none": (lambda it: it["workloads"][0]["tokens"].update(output_tokens=-1), "-1 is no count"),
}


@pytest.mark.parametrize(("damage", "says"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_one_sentence(damage: Damage, says: str, tmp_path: Path) -> None:
    document: dict[str, Any] = json.loads(TEXT)
    damage(document)
    (tmp_path / "audit.json").write_text(json.dumps(document))
    with pytest.raises(NorushError, match=r"audit\.json is not whole \(.*\): give an audit\.json as norush") as caught:
        read_side(tmp_path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('{"schema": NaN}', "NaN is no number of JSON"),
        ('{"a": 1, "b": 2, "a": 3}', "'a' stands twice"),
        ('{"a": 1e9999999999999999999}', "is no JSON"),
        (f'{{"a": {"9" * 5000}}}', "is no JSON"),
        ("[]", "is no report of the schema"),
        ('{"schema": "else"}', "is no report of the schema"),
    ],
    ids=["cut off", "deep", "no number", "twice", "endless", "long", "a list", "another schema"],
)
def test_what_is_no_report_is_said(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text(text)
    for reads in (read_side, verification.read_report):
        with pytest.raises(NorushError, match=says):
            reads(tmp_path)


def test_a_report_is_its_folder_its_document_or_its_page(tmp_path: Path) -> None:
    for given in (tmp_path, tmp_path / "audit.json", tmp_path / "audit.html"):
        with pytest.raises(UsageError, match="is not there: give an audit"):
            located(given)
    (tmp_path / "audit.html").touch()
    with pytest.raises(UsageError, match="is not there: give an audit"):
        located(tmp_path / "audit.html")
    (tmp_path / "audit.json").write_text(TEXT)
    for given in (tmp_path, tmp_path / "audit.json", tmp_path / "audit.html"):
        assert located(given) == tmp_path / "audit.json"
    assert read(tmp_path / "audit.json")["norush"] == ABOUT.norush
    (tmp_path / "audit.json").write_bytes(b"\xff")
    with pytest.raises(NorushError, match="cannot be read"):
        read_side(tmp_path)
