"""Access and validity of every kind of page: axe-core in light and dark, strict HTML, headings in order."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest

from norush import render
from norush.view import build
from render.test_html import Page
from render.test_tools import QUIET
from view_cases import ABOUT, PERIOD, USUAL, filled

KINDS = ("audit", "a1", "c1")
"""The audit, a workload that could move and has been replayed, and one that is uncertain."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("access")
    written = render.write_all(build(filled(USUAL), PERIOD, ABOUT), folder)
    return [path for path in written if path.suffix == ".html" and path.stem in KINDS]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.mark.slow
@pytest.mark.needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(pages: list[Path], browser: Any, scheme: str) -> None:  # noqa: ANN401
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found, passed = [], 0
    for path in pages:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        page.goto(path.as_uri())
        page.evaluate(axe)
        told = page.evaluate("axe.run(document)")
        found += [(path.stem, each["id"], each["nodes"][0]["html"][:200]) for each in told["violations"]]
        passed += len(told["passes"])
        page.close()
    assert len(pages) == len(KINDS)
    assert passed > 20 * len(pages)
    assert found == []


def test_pages_are_valid_html(pages: list[Path]) -> None:
    for path in pages:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], path.stem


def test_headings_come_in_order(pages: list[Path]) -> None:
    for path in pages:
        levels = [int(tag[1]) for tag in Page(path.read_text(encoding="utf-8")).headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_no_amount_is_cut_and_nothing_scrolls_sideways(pages: list[Path], browser: Any) -> None:  # noqa: ANN401
    """At a desk, on a phone and on paper: what a cell of numbers holds is inside the window and inside its cell."""
    cut = """[...document.querySelectorAll('td.num, th.num, .stats .v, .stats .n')].filter((cell) => {
        const box = cell.getBoundingClientRect();
        const hidden = getComputedStyle(cell).overflowX !== 'visible' && cell.scrollWidth > cell.clientWidth + 1;
        return box.width && box.height && (box.right > innerWidth + 1 || box.left < -1 || hidden);
    }).map((cell) => cell.textContent)"""
    for width, media, scheme in ((1280, "screen", "dark"), (390, "screen", "light"), (695, "print", "light")):
        for path in pages:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.emulate_media(media=media)
            page.goto(path.as_uri())
            assert page.evaluate(cut) == [], (path.stem, width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width or media == "print", (path.stem, width)
            page.close()
