"""What a cache inside batches costs by its share of hits, and the page of a workload whose finding is a cache."""

import json
from decimal import Decimal

from norush import render
from norush.render import redoing
from norush.view import build
from norush.view.hits import hit_chart
from view_cases import ABOUT, PERIOD, Case, filled


def test_the_chart_holds_the_documented_range_and_the_batch_alone() -> None:
    (workload,) = build(filled([Case("a", "x", as_billed="100", option="batch_cache_5m")]), PERIOD, ABOUT).workloads
    chart = hit_chart(workload, {"batch_hits_least": Decimal("0.25")})
    assert chart
    assert chart.highest_usd == 60
    assert chart.batch.usd == 50
    assert chart.batch.top == 1 - Decimal(50) / 60
    assert [line.scenario for line in chart.lines] == ["batch_cache_5m", "batch_cache_1h"]
    told = [(str(point.hit_share), point.usd, point.top) for point in chart.lines[0].points]
    assert told == [("0.25", 60, 0), ("0.64", 30, Decimal("0.5")), ("0.98", Decimal("27.5"), 1 - Decimal("27.5") / 60)]


def test_what_could_not_move_has_no_chart() -> None:
    view = build(filled([Case("a", "x", "interactive", option="cache_5m"), Case("b", "y")]), PERIOD, ABOUT)
    assert [hit_chart(each, {}) for each in view.workloads] == [None, None]


def test_the_page_of_a_cache_begins_with_the_replay() -> None:
    view = build(filled([Case("a", "chat", "interactive", "100", option="cache_1h")]), PERIOD, ABOUT)
    (workload,) = view.workloads
    assert workload.cache_move_usd == 50
    outputs = dict(render.outputs(view))
    page = outputs["workloads/a.html"]
    assert (
        "chat sends the same beginnings again, and with a cache of 1 hour would have cost $50.00 instead of $100.00"
        in (" ".join(page.split()))
    )
    heads = ["What is sent again", "What does its cache bring", "Why does it stay on demand?", "How many calls"]
    places = [page.index(f"<h2>{head}") for head in heads]
    assert places == sorted(places)
    assert page.count("<h2>What is sent again") == 1
    assert json.loads(outputs["audit.json"])["workloads"][0]["cache_move_usd"] == "50.00"


def test_the_query_of_a_page_answers_what_the_page_says() -> None:
    warehouse = filled([Case("a", "x", requests=9, failed=2), Case("b", "y", requests=5)])
    for workload in build(warehouse, PERIOD, ABOUT).workloads:
        row = warehouse.row(redoing.query(build(warehouse, PERIOD, ABOUT), workload))
        assert " | ".join(map(str, row)) == redoing.answer(workload)
