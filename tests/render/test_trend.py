"""The months of a kept database: each by itself, up to the one that is shown; none where there is only one."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from norush import render
from norush.view import AuditView, build
from norush.warehouse import Warehouse
from render.test_html import Page, amount
from view_cases import ABOUT, PERIOD, Case, filled

CASES = (Case("a1", "job", as_billed="7.005"), Case("b1", "chat", "interactive", "3", 0.97, "high", -3.2))


def with_month(warehouse: Warehouse, month: int, spent: str, saving: str, year: int = 2026) -> None:
    """Another month of the workload, with what it cost and would have saved."""
    name, until = f"{year}-{month:02}", datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    run = warehouse.connection.execute
    run("insert into periods values (?, ?, ?, 'UTC')", [name, datetime(year, month, 1, tzinfo=UTC), until])
    run("insert into scenario_costs values (?, 'a1', 'as_billed', ?, null, null, null)", [name, Decimal(spent)])
    run(
        "insert into findings (period, workload_id, saving_likely_usd, position) values (?, 'a1', ?, 1)",
        [name, Decimal(saving)],
    )


@pytest.fixture(scope="module")
def kept() -> AuditView:
    warehouse = filled(CASES)
    for month, spent, saving in ((7, "20", "5"), (9, "5", "1.25"), (11, "99", "9")):
        with_month(warehouse, month, spent, saving)
    return build(warehouse, PERIOD, ABOUT)


def test_months_up_to_the_one_shown_oldest_first(kept: AuditView) -> None:
    assert [each.first_day.month for each in kept.months] == [7, 9, 10]
    assert kept.months[-1].spent_usd == kept.totals.as_billed_usd
    assert kept.months[-1].saving_usd == kept.totals.saving.likely_usd
    assert [each.saved_share for each in kept.months[:2]] == [Decimal("0.25"), Decimal("0.25")]
    assert max(each.kept_px + each.saved_px for each in kept.months) == kept.months[0].kept_px + kept.months[0].saved_px


def test_the_page_and_json_tell_the_months(kept: AuditView) -> None:
    pages = dict(render.outputs(kept))
    assert "Spend has fallen 50.0 % since July 2026, from $20.00 to $10.01." in pages["audit.html"]
    assert "25.0 % of a month at least and 35.0 % at most" in pages["audit.html"]
    assert "| July 2026 | $20.00 | $15.00 | $5.00 | 25.0 % |" in pages["audit.md"]
    rows = [row[2] for row in Page(pages["audit.html"]).rows if row[0] == "sm mon"][1:]
    assert [row[0] for row in rows] == ["July 2026", "September 2026", "October 2026"]
    assert all(abs(amount(row[1]) - amount(row[2]) - amount(row[3])) <= Decimal("0.01") for row in rows)
    months = json.loads(pages["audit.json"])["months"]
    assert [each["as_billed_usd"] for each in months] == ["20.00", "5.00", "10.005"]


def test_what_each_month_cost_by_who_was_waiting(kept: AuditView) -> None:
    """The sums of the verdicts are the month, in the view, in JSON, and in the table behind the bars."""
    last = kept.months[-1]
    assert dict(last.by_verdict) == {"batchable": Decimal("7.005"), "interactive": Decimal(3)}
    assert sum(spent for _, spent in last.by_verdict) == last.spent_usd
    assert [(part.texture, part.start, part.length) for part in last.bar] == [
        ("save", 0, Decimal("7.005") / 20),
        ("spent", Decimal("7.005") / 20, Decimal(3) / 20),
    ]
    assert last.made_usd == kept.totals.realised_usd
    pages = dict(render.outputs(kept))
    told = json.loads(pages["audit.json"])["months"][-1]
    assert told["as_billed_usd_by_verdict"] == {"batchable": "7.005", "interactive": "3.00"}
    rows = {row[2][0]: row[2][1:] for row in Page(pages["audit.html"]).rows if row[0] == "sm vrd"}
    assert rows["batchable"][-1] == "$7.00" or rows["batchable"][-1] == "$7.01"
    assert rows["interactive"][-1] == "$3.00"
    assert "of October 2026" in pages["audit.html"]
    assert "| Month | Batchable | Interactive | Saving missed | Saving made |" in pages["audit.md"]


def test_equal_shares_are_said_once() -> None:
    warehouse = filled(CASES[:1])
    with_month(warehouse, 9, "8", "4")
    page = dict(render.outputs(build(warehouse, PERIOD, ABOUT)))["audit.html"]
    assert "The likely saving was 50.0 % of each month." in page


def test_six_months_at_most() -> None:
    warehouse = filled(CASES)
    for month in range(1, 10):
        with_month(warehouse, month, "8", "2")
    assert [each.first_day.month for each in build(warehouse, PERIOD, ABOUT).months] == [5, 6, 7, 8, 9, 10]


def test_a_month_alone_has_no_trend() -> None:
    view = build(filled(CASES), PERIOD, ABOUT)
    assert view.months == ()
    assert "Is it getting better?" not in dict(render.outputs(view))["audit.html"]
