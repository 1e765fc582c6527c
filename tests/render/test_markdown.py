"""Markdown: safe to post, fits a comment, says the same as the page."""

import re

import pytest

from goldens import check
from norush.render import escaped, markdown
from norush.view import build
from view_cases import ABOUT, HOSTILE, PERIOD, USUAL, Case, filled


def test_the_first_line_is_the_marker() -> None:
    assert markdown.audit(build(filled(), PERIOD, ABOUT)).startswith("<!-- norush:audit:2026-10 -->\n")


def test_names_stay_names() -> None:
    pages = dict(markdown.pages(build(filled(), PERIOD, ABOUT)))
    for text in pages.values():
        bare = re.sub(r"(`+)(?:(?!\1).)*?[^`]\1(?!`)", "", text)
        assert "<script" not in bare
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert not re.search(r"@\w", bare)
        assert not re.search(r"(?<!\\)\[x(?<!\\)\]", bare)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain", "`plain`"),
        ("a|b", "`a\\|b`"),
        ("a`b", "``a`b``"),
        ("`a`", "`` `a` ``"),
        ("", "`(no name)`"),
        ("\n", "`(no name)`"),
    ],
)
def test_code(name: str, shown: str) -> None:
    assert escaped.code(name) == shown


def test_text_forms_no_mention_reference_or_link() -> None:
    shown = escaped.text("@team #12 http://evil.example www.evil.example <b> [x](y) a|b *c*")
    assert not re.search(r"@team|#12|http://|www\.evil|<b>|(?<!\\)\[|(?<!\\)\||(?<!\\)\*", shown)


def test_tables_keep_their_columns() -> None:
    for _, text in markdown.pages(build(filled(), PERIOD, ABOUT)):
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, block


def test_hundreds_of_workloads_fit_a_comment() -> None:
    cases = [Case(f"w{at:04}", f"{HOSTILE * 20}{at}", "uncertain" if at % 2 else "batchable") for at in range(300)]
    assert len(markdown.audit(build(filled(cases), PERIOD, ABOUT))) < markdown.LONGEST


@pytest.mark.parametrize("case", ["usual", "nothing"])
def test_golden(case: str, request: pytest.FixtureRequest) -> None:
    cases = [each for each in USUAL if case == "usual" or each.verdict == "interactive"]
    pages = dict(markdown.pages(build(filled(cases), PERIOD, ABOUT)))
    accept = request.config.getoption("--accept", default=False)
    check(f"{case}/audit.md", pages["audit.md"], accept=accept)
    if case == "usual":
        check("usual/workload.md", pages["workloads/a1.md"], accept=accept)
