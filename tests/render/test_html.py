"""Pages: well formed, closed in themselves, safe with hostile names, and adding up as printed."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from goldens import check
from norush.render import html, numbers
from norush.view import AuditView
from view_cases import HOSTILE, USUAL, Case, viewed

VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """Parses a page: its tags balanced, its tables as rows of (classes, cell texts)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self.rows: list[tuple[str, str, list[str]]] = []
        self.table = ""
        self.feed(text)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes += given.items()
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag == "table":
            self.table = given.get("class", "")
        if tag == "tr":
            self.rows.append((self.table, given.get("class", ""), []))
        if tag in ("td", "th") and self.rows:
            self.rows[-1][2].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if self.open and {"td", "th"} & set(self.open[-6:]) and self.rows:
            self.rows[-1][2][-1] += data


def amount(cell: str) -> Decimal:
    """The money that a cell prints first; what is no money, or less than a cent, counts as nothing."""
    found = re.match(r"(−?)\$([\d,]+\.\d\d)", cell.strip())
    return Decimal(0) if found is None else Decimal(f"{'-' if found[1] else ''}{found[2].replace(',', '')}")


def view_of(cases: list[Case] | tuple[Case, ...] = USUAL) -> AuditView:
    return viewed(tuple(cases))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(html.pages(view_of()))


def test_every_page_is_well_formed(pages: dict[str, str]) -> None:
    for text in pages.values():
        page = Page(text)
        assert page.headings.count("h1") == 1
        assert page.headings[0] == "h1"
        assert len(page.ids) == len(set(page.ids))


def test_nothing_is_fetched_and_every_link_resolves(pages: dict[str, str]) -> None:
    beside = {"audit.json", "workloads.csv", *pages}
    for path, text in pages.items():
        page = Page(text)
        assert "default-src 'none'" in text
        assert not re.search(r"url\((?!#)|@import|<img|<link|<iframe|\ssrc=|\son\w+=", text)
        for link in page.links:
            target = link.removeprefix("../") if path.startswith("workloads/") else link
            assert (link.startswith("#") and link[1:] in page.ids) or target in beside, link


def test_the_one_script_is_named_by_its_hash_and_other_pages_have_none(pages: dict[str, str]) -> None:
    """No word of a log can run: the policy lets this script run alone, and its data holds amounts, no names."""
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", pages["audit.html"], re.DOTALL)
    assert [attributes for attributes, _ in scripts] == [' type="application/json" id="amounts"', ' id="tools"']
    digest = base64.b64encode(hashlib.sha256(scripts[1][1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'\"" in pages["audit.html"]
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|eval\(|innerHTML|localStorage|\.style", scripts[1][1])
    for row in json.loads(scripts[0][1]):
        assert all(amount is None or re.fullmatch(r"-?\d+\.\d+", amount) for amount in row[2:])
    assert not any("<script" in text for path, text in pages.items() if path != "audit.html")


def test_a_hostile_name_is_only_text(pages: dict[str, str]) -> None:
    for text in pages.values():
        assert "<script>" not in text
        assert "\u202e" not in text
        assert "\x1b" not in text
    assert "&lt;script&gt;alert(1)" in pages["audit.html"]
    assert "\\u202egpj" in pages["workloads/e1.html"]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("count", [1, 7, 21, 500])
def test_the_ranked_table_adds_up_as_printed(count: int) -> None:
    cases = [Case(f"w{at:03}", f"name-{at}", as_billed=str(Decimal(700) / (3 * at + 1))[:14]) for at in range(count)]
    _, text = next(html.pages(view_of([*cases, *USUAL])))
    rank = [row for row in Page(text).rows if row[0].startswith("rank")][1:]
    at_sub = next(at for at, row in enumerate(rank) if row[1] == "sub")
    for column in (4, 5, 6):
        body, sub, foot, total = rank[:at_sub], rank[at_sub], rank[at_sub + 1 : -1], rank[-1]
        assert sum(amount(row[2][column]) for row in body) == amount(sub[2][column])
        assert amount(sub[2][column]) + sum(amount(row[2][column]) for row in foot) == amount(total[2][column])
    assert len(text) < 400_000


def test_other_tables_add_up_as_printed(pages: dict[str, str]) -> None:
    for table in ("cls", "mdl"):
        rows = [row for row in Page(pages["audit.html"]).rows if row[0] == table][1:]
        for column in (2, 4):
            assert sum(amount(row[2][column]) for row in rows[:-1]) == amount(rows[-1][2][column]) > 0
    for path, text in pages.items():
        scenario = Decimal(0)
        for table, kind, cells in Page(text).rows:
            scenario = Decimal(0) if kind == "fst" else scenario  # other tables of this look stand before it
            if table != "sc" or len(cells) < 3 or cells[2] == "Cost":
                continue
            if kind == "stt":
                assert scenario == amount(cells[2]), path
                scenario = Decimal(0)
            else:
                scenario += amount(cells[2])


@pytest.mark.parametrize(
    ("cases", "says"),
    [
        (USUAL, "October 2026 would have cost at least $33,326.76 instead of $38,472.31"),
        (USUAL[:8], "October 2026 would have cost $33,326.76 instead of $38,472.31"),
        (USUAL[3:6], "Nothing in October 2026 was in no rush."),
        (USUAL[6:7], "October 2026 is already at its floor: $1,095.05 saved by batch and cache."),
        (USUAL[7:9], "Not enough evidence to call October 2026."),
        (USUAL[8:9], "No priced requests in October 2026."),
        ((), "No priced requests in October 2026."),
    ],
)
def test_headline(cases: tuple[Case, ...], says: str) -> None:
    pages = dict(html.pages(view_of(cases)))
    assert f"<h1>{says}</h1>" in pages["audit.html"]
    for text in pages.values():
        Page(text)


def test_the_words_accuse_nobody(pages: dict[str, str]) -> None:
    for text in pages.values():
        plain = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL).lower()
        # of our own claims and of a plan, not of anybody's work
        plain = plain.replace("prove us wrong", "").replace("could go wrong", "")
        assert not re.search(r"\b(waste[ds]?|misuse|overspend|wrong|leak|should have)\b", plain)


def test_an_unformatted_value_is_an_error_not_a_page() -> None:
    view = view_of()
    broken = replace(view, about=replace(view.about, price_book=None))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no filter"):
        list(html.pages(broken))


def test_long_names_are_cut_in_the_middle() -> None:
    cut = numbers.middle("a" * 50 + "b" * 50, 21)
    assert cut == "a" * 10 + "…" + "b" * 10
    assert numbers.middle(HOSTILE, 500) == numbers.visible(HOSTILE)


def test_golden(pages: dict[str, str], request: pytest.FixtureRequest) -> None:
    accept = request.config.getoption("--accept", default=False)
    check("usual/audit.html", pages["audit.html"], accept=accept)
    check("usual/workload.html", pages["workloads/a1.html"], accept=accept)
