"""The maps of the week: every request in one hour of the zone, one scale for both, sums as printed."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from norush import render
from norush.findings import write_hours
from norush.view import AuditView, build
from norush.view.hours import scale_unit
from norush.warehouse import Warehouse
from render.test_html import Page
from view_cases import ABOUT, PERIOD, USUAL, Case, filled

NIGHT = Case("n1", "nightly", requests=40)
CHAT = Case("b1", "chat", "interactive", "3", 0.97, "high", -3.2, requests=31)


@pytest.fixture(scope="module")
def usual() -> AuditView:
    return build(filled(USUAL), PERIOD, ABOUT)


def hours_of(instants: list[datetime], zone: str) -> list[tuple[int, int, int]]:
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        warehouse.replace_table("periods", {"period": "text", "zone": "text"}, [("p", zone)])
        warehouse.connection.executemany(
            "insert into requests (request_id, ended_at, period, workload_id) values (?, ?, 'p', 'w')",
            [(str(at), instant) for at, instant in enumerate(instants)],
        )
        write_hours(warehouse)
        return warehouse.rows("select weekday, hour, requests from hours_of_week order by all")


@pytest.mark.parametrize(
    ("zone", "wanted"),
    [
        ("UTC", [(6, 23, 1), (7, 0, 1), (7, 1, 1)]),
        ("Europe/Berlin", [(7, 1, 1), (7, 2, 2)]),  # the clock goes back at 01:00 UTC: two hours have one name
        ("Asia/Kathmandu", [(7, 5, 2), (7, 7, 1)]),  # 5 h 45 min
    ],
)
def test_hours_are_the_zones_own(zone: str, wanted: list[tuple[int, int, int]]) -> None:
    saturday = datetime(2026, 10, 24, 23, 59, 59, tzinfo=UTC)
    assert (
        hours_of([saturday, saturday + timedelta(seconds=1), saturday + timedelta(hours=1, minutes=20)], zone) == wanted
    )


def test_every_request_is_in_one_cell(usual: AuditView) -> None:
    week = usual.week
    assert week.no_rush.requests + week.waiting.requests + week.in_neither == usual.totals.requests
    by_verdict = {each.verdict: each.sum.requests for each in usual.classes}
    grids = json.loads(dict(render.outputs(usual))["audit.json"])["hours_of_week"]
    assert {verdict: sum(map(sum, grid)) for verdict, grid in grids.items()} == by_verdict
    assert all(len(grid) == 7 and all(len(row) == 24 for row in grid) for grid in grids.values())


def test_the_tables_behind_the_maps_add_up(usual: AuditView) -> None:
    rows = [row for row in Page(dict(render.outputs(usual))["audit.html"]).rows if row[0] == "sm wk"]
    tables = [rows[at : at + 9] for at in range(0, len(rows), 9)]
    assert len(tables) == 2
    for table in tables:
        numbers = [[int(cell.replace(",", "")) for cell in row[2][1:]] for row in table[1:]]
        assert all(sum(row[:-1]) == row[-1] for row in numbers)
        assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


@pytest.mark.parametrize(
    ("largest", "unit"), [(0, 1), (1, 1), (19, 1), (20, 2), (99, 5), (54_103, 5_000), (10**9, 10**8)]
)
def test_the_scale_has_round_steps_and_its_last_is_reached(largest: int, unit: int) -> None:
    assert scale_unit(largest) == unit
    assert unit == 1 or 8 * unit <= largest


def test_a_map_says_what_it_shows_against_a_flat_week() -> None:
    warehouse = filled([NIGHT, CHAT])
    for workload_id, at in (("n1", "2026-10-03 02:30:00Z"), ("b1", "2026-10-05 10:00:00Z")):
        warehouse.connection.execute(
            "update requests set started_at = $at, ended_at = null where workload_id = $id",
            {"at": at, "id": workload_id},
        )
    write_hours(warehouse)
    text = dict(render.outputs(build(warehouse, PERIOD, ABOUT)))["audit.html"]
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    labels = re.findall(r'role="img" aria-label="([^"]*)"', text)
    said = "40 requests: 100.0 % between 00:00 and 06:00 (25 % were it flat), 100.0 % on Saturday and Sunday (28.6 %)."
    assert f"In no rush: {said}" in labels
    assert "Waiting: 31 requests: 100.0 % between 05:00 and 11:00 (25 % were it flat), 0 % on" in " ".join(labels)
    assert "<title>Sat 02:00, 40</title>" in text


def test_less_than_a_week_has_no_map() -> None:
    since = datetime(2026, 10, 6, tzinfo=UTC)
    view = build(filled([replace(CHAT, requests=4)], since=since, until=since + timedelta(days=1)), PERIOD, ABOUT)
    text = dict(render.outputs(view))["audit.html"]
    assert "A map needs a week or more of data; this report has 1 day." in text
    assert 'class="hm"' not in text
