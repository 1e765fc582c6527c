"""What every output says of decisions: the reason, by whom, until when, what is set aside; and that it is only text."""

import csv
import re
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from norush import render
from norush.decisions import Decision, Kind, tables
from norush.render import deciding, explained
from norush.view import AuditView, build
from render.test_html import Page
from view_cases import ABOUT, HOSTILE, PERIOD, USUAL, filled

KEEP = Decision(Kind.KEEP, "a1", {}, "read at once", "Ana", date(2026, 11, 5), date(2027, 6, 1))
MOVE = replace(KEEP, decision=Kind.MIGRATE, workload_id="a2", why="nobody waits", decided_by="Ben")
OVER = replace(KEEP, decision=Kind.SNOOZE, workload_id="a3", why="later", until=date(2026, 10, 20))
GONE = replace(KEEP, workload_id="feedfacecafe", decided_by="Cy")
BAD = replace(KEEP, workload_id=None, patterns={"name": ("*script*",)}, why=HOSTILE, decided_by=HOSTILE)


def decided(*decisions: Decision) -> AuditView:
    warehouse = filled()
    tables.add(warehouse, decisions)
    return build(warehouse, PERIOD, ABOUT)


@pytest.fixture(scope="module")
def view() -> AuditView:
    return decided(KEEP, MOVE, OVER, GONE, BAD)


@pytest.fixture(scope="module")
def pages(view: AuditView) -> dict[str, str]:
    return dict(render.outputs(view)) | {"terminal": render.summary(view, 120).plain}


def test_the_audit_lists_every_decision_and_adds_up(pages: dict[str, str]) -> None:
    rows = [(cells, name) for table, name, cells in Page(pages["audit.html"]).rows if table == "dec lnk"]
    said = {cells[0]: cells[1:] for cells, _ in rows}
    kept = next(cells for what, cells in said.items() if what.startswith("nightly-doc-enrichment"))
    assert kept == ["$5,495.31", "$2,747.65"]
    text = " ".join(said)
    for words in (
        "Kept on demand, until 2027-06-01: decided by Ana on 2026-11-05. “read at once”",
        "To be moved, until 2027-06-01: decided by Ben",
        "The decision of 2026-11-05 by Ana (snooze) no longer holds: it was made until 2026-10-20. “later”",
        "No request of this workload is in the period. Decided by Cy on 2026-11-05",
        "Set aside by decision, 2 workloads",
    ):
        assert words in text, words
    total = next(cells for cells, name in rows if name == "tot")
    assert total[1:] == ["$5,495.31", "$2,747.65"]  # and the hostile one's $0.004, half of it


@pytest.mark.parametrize("name", ["audit.html", "audit.md", "terminal"])
def test_what_is_set_aside_stands_beside_the_headline(name: str, pages: dict[str, str]) -> None:
    aside = " 2 workloads stay on demand by decision and are not counted: $5,495.31 of cost, $2,747.65 of likely"
    line = "Set aside               $2,747.65  likely, of 2 workloads kept on demand or snoozed by"
    assert (line if name == "terminal" else aside) in pages[name]


def test_rows_say_what_was_decided_on_them(pages: dict[str, str]) -> None:
    for name in ("audit.html", "audit.md"):
        ranked = pages[name]
        assert "decided by Ben on 2026-11-05" in ranked
        assert ranked.index("eval-regression-suite") < ranked.index("decided by Ben")
    assert "Decided by people: 2 workloads set aside" in pages["audit.md"]


def test_the_terminal_says_what_is_to_be_moved(pages: dict[str, str]) -> None:
    assert "To be moved             $1,900.74  of it, 1 workload by decision of Ben" in pages["terminal"]


def test_a_page_of_its_own_says_it_all(view: AuditView, pages: dict[str, str]) -> None:
    for text in (pages["workloads/a1.html"], pages["workloads/a1.md"]):
        assert "could have waited, and stays on demand by decision" in text
        assert "Set aside: $2,747.65 of likely saving" in text
        assert "a change of it cannot be seen" in text
    assert "set aside by decision: $2,747.65" in pages["workloads/a1.html"]
    a1 = next(each for each in view.workloads if each.workload_id == "a1")
    shown = " ".join(explained.page(view, a1, 80).plain.split())
    assert "What was decided Kept on demand, until 2027-06-01: decided by Ana on 2026-11-05. “read at once”" in shown


def test_the_spreadsheet_has_it_in_columns(pages: dict[str, str]) -> None:
    rows = {each["workload_id"]: each for each in csv.DictReader(StringIO(pages["workloads.csv"]))}
    assert rows["a1"]["decision"] == "keep"
    assert (rows["a1"]["decision_holds"], rows["a1"]["decision_until"]) == ("true", "2027-06-01")
    assert rows["a1"]["set_aside_likely_usd"] == "2747.6525"
    assert rows["a1"]["saving_likely_usd"] == "0.00"
    assert (rows["a3"]["decision_holds"], rows["a3"]["set_aside_likely_usd"]) == ("false", "")
    assert rows["b1"]["decision"] == ""


def test_a_persons_words_are_only_words(pages: dict[str, str]) -> None:
    for name in ("audit.html", "workloads/e1.html"):
        Page(pages[name])
        assert "<script>alert" not in pages[name]
    for name in ("audit.md", "workloads/e1.md"):
        assert "“<script>" not in pages[name]
        assert "by <script>" not in pages[name]
        said = next(line for line in pages[name].splitlines() if "&lt;script&gt;" in line and "decided by" in line)
        assert not re.search(r"(?<!\\)\]\(", said[said.index("decided by") :])
    shown = [text for name, text in pages.items() if name != "audit.json"]
    assert all("\u202e" not in text and "\x1b" not in text for text in shown)
    row = next(each for each in csv.DictReader(StringIO(pages["workloads.csv"])) if each["workload_id"] == "e1")
    assert not row["decision_why"].startswith(("=", "+", "-", "@"))


def test_stderr_hears_of_what_ended_and_of_what_is_gone(view: AuditView) -> None:
    said = deciding.warnings(view)
    assert any("weekly-account-summaries: The decision of 2026-11-05 by Ana" in each for each in said)
    assert any("feedfacecafe of 2026-11-05: no request of this workload" in each for each in said)
    assert all(each.isprintable() for each in said)


def test_where_all_is_kept_the_headline_says_so() -> None:
    view = decided(*(replace(KEEP, workload_id=each.id) for each in USUAL if each.verdict == "batchable"))
    text = render.summary(view, 80).plain
    assert "Nothing in October 2026 was in no rush but what stays by decision." in " ".join(text.split())
    assert "no other met the bar of 0.65" in " ".join(text.split())
    assert "Set aside" in text
    for _, page in render.outputs(view):
        assert page
