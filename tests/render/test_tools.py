"""The audit page's tools in a real browser: what they add up is what audit.json adds up to, and what rows show."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from norush import render
from norush.render.numbers import usd
from norush.view import build
from norush.view.sums import cents
from render.test_html import amount
from view_cases import ABOUT, PERIOD, USUAL, Case, filled

MANY = tuple(Case(f"m{at}", f"job-{at:02}", as_billed=f"{1000 / (at + 3):.10f}", floor="0.61") for at in range(24))
MEDIUM = tuple(Case(f"n{at}", f"maybe-{at}", as_billed=f"{70 / (at + 3):.10f}", band="medium") for at in range(3))
DEARER = Case("z1", "dearer", as_billed="9.333333333", half="1.25", floor="1.5")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass
class Opened:
    """An audit page in the browser, and the JSON beside it."""

    page: Any
    document: dict[str, Any]
    said: list[str]
    fetched: list[str]

    def rows(self, part: str) -> list[list[str]]:
        """Cell texts of the rows that can be seen in a part of the ranked table."""
        seen = [row for row in self.page.locator(f".rank {part} tr").all() if row.is_visible()]
        return [[cell.replace("\n", " ") for cell in row.locator("th,td").all_inner_texts()] for row in seen]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Opened]:
    playwright = pytest.importorskip("playwright.sync_api")
    folder = tmp_path_factory.mktemp("tools")
    render.write_all(build(filled([*USUAL, *MANY, *MEDIUM, DEARER]), PERIOD, ABOUT), folder)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        said: list[str] = []
        fetched: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: fetched.append(request.url))
        page.goto((folder / "audit.html").as_uri())
        yield Opened(page, json.loads((folder / "audit.json").read_text(encoding="utf-8")), said, fetched)
        browser.close()


def closes(opened: Opened) -> None:
    """Rows that can be seen, with their rounding, make the printed sums, in each column of money."""
    body, foot = opened.rows("tbody"), opened.rows("tfoot")
    for column in (4, 5, 6):
        assert sum(amount(row[column]) for row in body) == amount(foot[0][column])
        assert sum(amount(row[column]) for row in foot[:-1]) == amount(foot[-1][column])


@pytest.mark.one_in(3)
@pytest.mark.needs_chromium
@pytest.mark.parametrize(("choice", "figure"), [("high", "sure_usd"), ("all", "ceiling_usd"), ("medium", "likely_usd")])
def test_the_switch_adds_up_what_the_json_adds_up_to(opened: Opened, choice: str, figure: str) -> None:
    opened.page.locator(".tools select").select_option(choice)
    totals = opened.document["totals"]
    saving, billed = Decimal(totals["saving"]["batch"][figure]), Decimal(totals["as_billed_usd"])
    assert opened.page.locator("[data-figure=saving]").inner_text() == usd(saving)
    assert opened.page.locator("[data-figure=would]").inner_text() == usd(billed - saving)
    assert usd(billed - saving) in opened.page.locator("h1").inner_text()
    closes(opened)
    total = opened.rows("tfoot")[-1]
    assert [amount(cell) for cell in total[4:7]] == [cents(billed), cents(billed - saving), cents(saving)]
    by_name = {each["name"]: each["saving"]["batch"] for each in opened.document["workloads"]}
    for row in opened.rows("tbody"):
        if (name := row[1].split(" ")[0]) in by_name:
            assert amount(row[6]) == cents(Decimal(by_name[name][figure]))
            assert amount(row[6]) != 0
    assert opened.said == []
    assert len(opened.fetched) == 1


@pytest.mark.needs_chromium
def test_counting_high_and_medium_again_is_the_page_as_it_was(opened: Opened) -> None:
    opened.page.reload()
    before = opened.page.locator("main").inner_text()
    opened.page.locator(".tools select").select_option("high")
    assert opened.page.locator("main").inner_text() != before
    assert "below the chosen confidence" in opened.page.locator(".rank").inner_text()
    assert "high confidence: saving" in opened.page.locator("[role=status]").inner_text()
    opened.page.locator(".tools select").select_option("medium")
    assert opened.page.locator("main").inner_text() == before


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_rows_sort_both_ways_and_say_so(opened: Opened) -> None:
    opened.page.reload()
    heads = opened.page.locator(".rank thead th")
    for name, column in (("requests", 3), ("cost", 4), ("saving", 6)):
        opened.page.get_by_role("button", name=f"Sort by {name}", exact=True).click()
        shown = [row for row in opened.rows("tbody") if row[0]]
        numbers = [amount(row[column]) if column > 3 else int(re.sub(r"\D.*", "", row[column])) for row in shown]
        assert numbers == sorted(numbers, reverse=True)
        assert heads.nth(column).get_attribute("aria-sort") == "descending"
        opened.page.get_by_role("button", name=f"Sort by {name}", exact=True).click()
        assert heads.nth(column).get_attribute("aria-sort") == "ascending"
        assert opened.page.locator(".rank [aria-sort]").count() == 1
        assert [row[0] for row in opened.rows("tbody") if row[0]] == [row[0] for row in shown][::-1] or column == 3
    opened.page.get_by_role("button", name="Sort by workload", exact=True).click()
    names = opened.page.locator(".rank tbody .nm").all_inner_texts()
    assert names == sorted(names)
    closes(opened)


@pytest.mark.needs_chromium
def test_the_filter_says_that_sums_still_cover_all(opened: Opened) -> None:
    opened.page.reload()
    foot = opened.rows("tfoot")
    opened.page.locator(".tools input").fill("JOB-1")
    rows = [row for row in opened.rows("tbody") if row[0]]
    assert 0 < len(rows) < 20
    assert all("job-1" in row[1] for row in rows)
    assert (
        f"{len(rows)} of 20 rows shown; the sums still cover all." in opened.page.locator("[role=status]").inner_text()
    )
    assert opened.rows("tfoot") == foot


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_on_paper_and_without_a_script_there_are_no_tools(opened: Opened, chromium: str) -> None:
    opened.page.reload()
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(".tools").is_visible()
    opened.page.emulate_media(media="screen")
    still = opened.page.context.browser.new_context(java_script_enabled=False).new_page()
    still.goto(opened.page.url)
    assert not still.locator(".tools").is_visible()
    assert still.locator(".rank thead button").count() == 0
    assert still.locator(".rank tr.idle").is_hidden()


def test_a_page_without_moves_has_no_script(tmp_path: Path) -> None:
    render.write_all(build(filled(USUAL[3:6]), PERIOD, ABOUT), tmp_path)
    text = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "script-src" not in text
