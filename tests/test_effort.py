"""How much of a move to batches the log shows to be in the way: the grade, its words, and that no more is claimed."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest

from norush import render
from norush.export.findings import write_findings
from norush.render import blocking, explained
from norush.view import build
from norush.view.blockers import Blocker
from norush.view.effort import effort
from norush.warehouse import Warehouse
from view_cases import ABOUT, PERIOD, USUAL, filled


def blocker(name: str, effect: str, calls: int | None) -> Blocker:
    return Blocker(name, effect, calls, 200, Decimal(1), Decimal(2), calls or 0, Decimal(1), "It says.", "a source")


ASKED = blocker("zero-data-retention", "asks", None)
CASES: tuple[tuple[str, list[Blocker], list[str]], ...] = (
    ("small", [ASKED], []),
    ("small", [ASKED, blocker("reads-a-cache", "warns", 150)], []),
    ("medium", [ASKED, blocker("streamed", "asks", 50)], ["streamed"]),
    ("medium", [blocker("tools", "warns", 1), blocker("streamed", "asks", None)], ["tools"]),
    ("unknown", [blocker("tools", "asks", None), ASKED], ["tools"]),
    ("unknown", [blocker("streamed", "asks", None), blocker("tools", "asks", None)], ["streamed", "tools"]),
    ("large", [blocker("fast-mode", "stops", 3), blocker("streamed", "asks", 50)], ["fast-mode"]),
    ("medium", [blocker("fast-mode", "stops", 0), blocker("streamed", "asks", 50)], ["streamed"]),
)


@pytest.mark.parametrize(("grade", "blockers", "because"), CASES)
def test_the_first_that_holds_makes_the_grade(grade: str, blockers: list[Blocker], because: list[str]) -> None:
    found = effort(blockers)
    assert (found.grade, [each.blocker for each in found.because]) == (grade, because)


def test_only_what_could_wait_is_graded_and_every_output_says_the_same() -> None:
    view = build(filled(USUAL), PERIOD, ABOUT)
    workload = next(each for each in view.rank.shown if each.verdict == "batchable")
    streamed = replace(workload, blockers=(blocker("streamed", "asks", 50),))
    said = "Effort, by the log alone: medium; what takes the answers has to change: 25.0 % of calls are streamed."
    assert blocking.effort(streamed) == said
    assert blocking.effort(replace(streamed, verdict="interactive")) == ""
    assert blocking.effort(replace(streamed, blockers=())) == ""
    shown = replace(view, rank=replace(view.rank, shown=(streamed,)), workloads=(streamed,))
    pages = dict(render.outputs(shown))
    assert "effort medium" in pages["audit.html"]
    assert said in pages[f"workloads/{workload.workload_id}.html"]
    told = json.loads(pages["audit.json"])["workloads"][0]["effort"]
    assert told == {"grade": "medium", "because": ["streamed"], "says": said}
    assert "<sub>effort medium</sub> |" in pages["audit.md"]
    assert said in pages[f"workloads/{workload.workload_id}.md"]
    assert [each["effort"] for each in csv.DictReader(StringIO(pages["workloads.csv"]))] == ["medium"]
    assert said in " ".join(explained.page(shown, streamed).plain.split())


def test_a_terminal_with_room_shows_it() -> None:
    view = build(filled(USUAL), PERIOD, ABOUT)
    graded = tuple(replace(each, blockers=(blocker("streamed", "asks", 50),)) for each in view.rank.shown)
    shown = replace(view, rank=replace(view.rank, shown=graded))
    for width in (124, 160):
        lines = render.summary(shown, width).plain.splitlines()
        at = next(line for line in lines if line.startswith("# Workload")).index(" Effort ")
        assert {line[at : at + 8] for line in lines if line[:2] in ("1 ", "2 ")} == {" medium "}
        assert max(map(len, lines)) <= width
    assert "Effort" not in render.summary(shown, 123).plain
    assert (
        "Effort"
        not in render.summary(
            replace(view, rank=replace(view.rank, shown=tuple(replace(each, blockers=()) for each in view.rank.shown))),
            160,
        ).plain
    )


def test_the_export_has_it() -> None:
    view = build(filled(USUAL), PERIOD, ABOUT)
    with Warehouse() as warehouse:
        write_findings(warehouse, [view])
        told = dict(warehouse.rows("select workload_id, effort from findings"))
    graded = {each.workload_id: each.effort.grade for each in view.workloads if each.effort}
    assert graded
    assert {name: grade for name, grade in told.items() if grade} == graded
