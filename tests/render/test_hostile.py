"""Who can write into a log can make no reader's program do anything: hostile texts in every field of every format.

One audit of all formats, whose outputs are then read by what reads them: a browser, parsers of HTML and Markdown, a
terminal, a spreadsheet.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from loads import REPOSITORY
from norush import cli
from norush.warehouse import Warehouse
from records import CALLED, FILES, as_text, spoilt

pytestmark = pytest.mark.slow

PAYLOADS = (
    "<script>window.owned=1</script>",
    "\"'><img src=x onerror=window.owned=1>",
    "javascript:window.owned=1//",
    "{{ 7 * 7 }}{% include 'base.html' %}",
    "x'; drop table requests; --",
    "</style><style>body{display:none}</style><svg onload=window.owned=1>",
    '=HYPERLINK("http://evil.example","x")',
    "@evil [x](http://evil.example) ![y](http://evil.example/y.png) #1 http://evil.example <b>z</b>",
    "\x1b[2J\x1b]8;;http://evil.example\x07red\x1b[0m\u202edlrow\u202c\u200b",
    "| a | b |\n# head\n--> <!-- x -->",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    said: str
    folder: Path

    def pages(self, suffix: str) -> list[Path]:
        return sorted(path for path in self.folder.rglob(f"*{suffix}") if path.is_file())


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """An audit of the formats, each with every payload in each kind of text, and in the names of files."""
    logs, folder = tmp_path_factory.mktemp("logs"), tmp_path_factory.mktemp("report")
    for place, file in enumerate(FILES):
        name = CALLED.get(
            file, f"{place:02}';drop table files;--\u202e<img src=x onerror=alert(1)>{file}".replace("/", "")
        )
        (logs / name).write_text(as_text(file, list(spoilt(file, PAYLOADS))), encoding="utf-8", newline="")
    result = CliRunner().invoke(cli.app, ["audit", str(logs), "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return Outcome(result.output, folder)


def test_pages_hold_no_script_but_ours_and_no_attribute_that_runs(outcome: Outcome) -> None:
    pages = outcome.pages(".html")
    assert len(pages) > 10
    assert any("owned=1" in page.read_text(encoding="utf-8") for page in pages)  # as text it is there
    ours = {path.read_text(encoding="utf-8").strip() for path in (REPOSITORY / "reports" / "scripts").iterdir()}
    for page in pages:
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        (policy,) = (
            each.get("content") for each in tree.iter("meta") if each.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'")
        scripts = [each for each in tree.iter("script") if each.get("type") != "application/json"]
        assert {(each.text or "").strip() for each in scripts} <= ours
        assert {
            each.tag for each in tree.iter() if each.tag in ("img", "iframe", "object", "embed", "link", "form", "base")
        } == set()
        for each in tree.iter():
            named = [name for name in each.attrib if str(name).startswith("on")]
            assert not named, (page.name, each.tag, named)
            target = str(each.get("href") or each.get("src") or "")
            assert re.fullmatch(r"#[\w.-]*|(\.\./)?(workloads/)?[\w-]+\.(html|md|json|csv)(#[\w.-]*)?|", target), target


@pytest.mark.needs_chromium
def test_a_browser_runs_nothing_fetches_nothing_and_says_nothing(outcome: Outcome, chromium: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    pages = outcome.pages(".html")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=quiet)
        page = browser.new_page()
        said: list[str] = []
        fetched: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: fetched.append(request.url))
        for path in pages:
            page.goto(path.as_uri())
            assert page.evaluate("window.owned") is None, path.name
            assert page.evaluate("getComputedStyle(document.body).display") != "none", path.name
        browser.close()
    assert said == []
    assert fetched == [path.as_uri() for path in pages]


def test_a_comment_holds_no_markup_of_theirs(outcome: Outcome) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for page in outcome.pages(".md"):
        shown = html5lib.parse(parser.render(page.read_text(encoding="utf-8")), namespaceHTMLElements=False)
        assert {
            each.tag for each in shown.iter() if each.tag in ("script", "img", "b", "style", "svg", "iframe")
        } == set()
        links = {str(each.get("href")) for each in shown.iter("a")}
        assert not [link for link in links if "evil" in link or "javascript" in link], page.name
        assert not [each for each in shown.iter("h1") if "head" in "".join(each.itertext())]


def test_a_terminal_is_sent_no_control(outcome: Outcome) -> None:
    hidden = {character for character in outcome.said if unicodedata.category(character) in ("Cc", "Cf")} - {"\n"}
    assert hidden == set()


def test_a_spreadsheet_runs_no_cell(outcome: Outcome) -> None:
    rows = list(csv.reader(io.StringIO((outcome.folder / "workloads.csv").read_text(encoding="utf-8"))))
    assert len(rows) > 5
    run = [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    run += [cell for row in rows for cell in row if cell.startswith("-") and not re.fullmatch(r"-[0-9.]+", cell)]
    assert run == []


def test_no_text_ran_as_sql(outcome: Outcome) -> None:
    with Warehouse(outcome.folder / "audit.duckdb") as warehouse:
        assert warehouse.row("select count(*) from requests")[0] > 50
        assert warehouse.row("select count(*) from files")[0] >= len(FILES)
