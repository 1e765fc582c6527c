"""Markdown: safe to post, fits a comment, says the same as the page."""

import re

import pytest

from golden_cases import GOLDENS
from goldens import check
from norush.render import escaped, markdown
from norush.view import build
from view_cases import ABOUT, HOSTILE, PERIOD, Case, filled, viewed


def test_the_first_line_is_the_marker() -> None:
    assert markdown.audit(viewed()).startswith("<!-- norush:audit:2026-10 -->\n")


def test_names_stay_names() -> None:
    pages = dict(markdown.pages(viewed()))
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
    for _, text in markdown.pages(viewed()):
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, block


@pytest.mark.slow
def test_hundreds_of_workloads_fit_a_comment() -> None:
    cases = [Case(f"w{at:04}", f"{HOSTILE * 20}{at}", "uncertain" if at % 2 else "batchable") for at in range(300)]
    assert len(markdown.audit(build(filled(cases), PERIOD, ABOUT))) < markdown.LONGEST


def test_a_workloads_page_has_a_marker_too() -> None:
    pages = dict(markdown.pages(viewed()))
    assert pages["workloads/a1.md"].startswith("<!-- norush:workload:2026-10:a1 -->\n### ")


@pytest.mark.parametrize("opened", ["<details><summary>x</summary>", "```sh", "| a |"])
def test_what_does_not_fit_ends_at_a_line_closed_with_what_is_left_out(opened: str) -> None:
    lines = [opened, *(f"line {at} {'x' * 90}" for at in range(1_000))]
    cut = markdown.bounded("\n".join(lines) + "\n")
    assert len(cut) < markdown.LONGEST
    assert cut.count("<details>") == cut.count("</details>")
    assert len(re.findall("^```", cut, re.MULTILINE)) % 2 == 0
    kept = len(re.findall("^line", cut, re.MULTILINE))
    assert f"Cut here to fit, {1_000 - kept} lines left out" in cut
    assert kept > 600


def test_a_workload_of_many_models_and_long_sentences_fits_a_comment() -> None:
    says = tuple((f"{at} {HOSTILE * 30}", 0.1) for at in range(60))
    case = Case("a", HOSTILE * 50, models=tuple(f"model-{at}-{'x' * 60}" for at in range(200)), model=None, says=says)
    pages = dict(markdown.pages(build(filled([case]), PERIOD, ABOUT)))
    assert all(len(each) < markdown.LONGEST for each in pages.values())


@pytest.mark.parametrize("case", GOLDENS)
def test_golden(case: str, request: pytest.FixtureRequest) -> None:
    pages = dict(markdown.pages(viewed(GOLDENS[case])))
    accept = request.config.getoption("--accept", default=False)
    check(f"{case}/audit.md", pages["audit.md"], accept=accept)
    first = next(name for name in pages if name.startswith("workloads/"))
    shown = "workloads/a1.md" if "workloads/a1.md" in pages else first
    check(f"{case}/workload.md", pages[shown], accept=accept)
