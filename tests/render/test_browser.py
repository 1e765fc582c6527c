"""Pages in a real browser: nothing scrolls sideways, nothing is fetched, nothing is blocked."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from norush import render
from norush.view import build
from view_cases import ABOUT, PERIOD, USUAL, Case, filled, viewed

LONG = Case("l1", "a-name-without-end" * 12, as_billed="123456789.01", workspace="w" * 90, api_key="k" * 70)


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_pages_fit_their_window(tmp_path: Path, chromium: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    written = render.write_all(build(filled([LONG, *USUAL]), PERIOD, ABOUT), tmp_path)
    pages = [path for path in written if path.suffix == ".html" and path.stem in ("audit", "l1", "c1", "e1")]
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=quiet)
        for width in (390, 768, 1000, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            said: list[str] = []
            fetched: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("request", lambda request, fetched=fetched: fetched.append(request.url))
            for path in pages:
                page.goto(path.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path.name, width)
            assert said == []
            assert fetched == [path.as_uri() for path in pages]
        browser.close()


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_the_bar_and_the_rounding_row_on_a_phone_and_on_paper(tmp_path: Path, chromium: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    render.write_all(viewed(), tmp_path)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto((tmp_path / "audit.html").as_uri())
        assert "sure $33,823.91" in page.locator(".rbn").inner_text()
        assert page.locator(".rank tr.rnd").first.inner_text().split() == ["rounding", "$0.00", "$0.01", "$0.01"]
        page.set_viewport_size({"width": 695, "height": 1000})
        page.emulate_media(media="print")
        assert not page.locator(".rbn").is_visible()
        sizes = "row => new Set([...row.children].map(cell => getComputedStyle(cell).fontSize)).size"
        assert page.locator(".rank tr.rnd").first.evaluate(sizes) == 1
        ends = "[...document.querySelectorAll('.rb text')].map(each => each.getBoundingClientRect().right)"
        assert (
            max(page.evaluate(ends)) <= page.evaluate("document.querySelector('.rb').getBoundingClientRect().right") + 1
        )
        browser.close()


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_paper_is_neither_wide_nor_long_and_cuts_no_reason(tmp_path: Path, chromium: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    view = build(filled(USUAL), PERIOD, ABOUT)
    view = replace(view, files=tuple(replace(view.files[0], path=f"logs/{number:02}.jsonl") for number in range(62)))
    written = render.write_all(view, tmp_path)
    pages = [path for path in written if path.suffix == ".html" and path.stem in ("audit", "a1", "c1")]
    sheets = {}
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(
            viewport={"width": 703, "height": 1000}
        )  # A4 without its margins; text for readers alone is a pixel wide
        for path in pages:
            page.emulate_media(media="print")
            page.goto(path.as_uri())
            # what is wider than the sheet makes the browser print all of it smaller
            assert page.evaluate("document.documentElement.scrollWidth") <= 704, path.name
            cut = (
                "[...document.querySelectorAll('.wy')].filter(each => each.scrollHeight > each.clientHeight + 1).length"
            )
            assert page.evaluate(cut) == 0
            sheets[path.stem] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        browser.close()
    most = {"audit": 6, "a1": 5, "c1": 3}
    assert sheets.keys() == most.keys()
    assert [name for name, number in sheets.items() if number > most[name]] == []
