"""docs/batch-or-not.md: every situation of the articles is there, verbatim, and comes to what the page says."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from norush.kinds import tell
from norush.rules import book, kind_book
from norush.verdicts import judge, weigh

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.append(str(REPOSITORY / "docs" / "make"))

from situations import SITUATIONS, signals  # noqa: E402

PAGE = (REPOSITORY / "docs" / "batch-or-not.md").read_text(encoding="utf-8")
RULES, KINDS = book.built_in(), kind_book.built_in()
SIGNALS = {each for rule in RULES for each in rule.signals} | {each for rule in KINDS.rules for each in rule.signals}
NOTHING: dict[str, object] = dict.fromkeys(sorted(SIGNALS)) | {"level": "medium", "component": "on_demand"}
ARTICLES = {"A": "000_900ce13f5a3d7f0b.txt", "B": "002_6488f75301379a5b.txt"}

BULLETS = {
    "A": (("When to pick streaming", "Submitting a batch"), r"^([A-Z][\w /-]+\.) \S"),
    "B": (("When to Use Batch API", "Monthly Savings Calculator"), r"^\s+• (.+)$"),
}
"""Where an article lists situations, from here to there, and what one looks like."""


def name(situation: dict[str, Any]) -> str:
    return f"{situation['article']}-{situation['quote'][:40]}"


@pytest.fixture(scope="module")
def articles(traces: Path) -> dict[str, str]:
    """Both texts."""
    folder = traces.parent / "reference" / "source-documents"
    if not folder.is_dir():
        pytest.skip(f"no articles at {folder} (NORUSH_TRACES names the folder beside theirs)")
    return {article: (folder / file).read_text(encoding="utf-8") for article, file in ARTICLES.items()}


def test_quotations_are_verbatim(articles: dict[str, str]) -> None:
    texts = {article: " ".join(text.split()) for article, text in articles.items()}
    assert [each["quote"] for each in SITUATIONS if each["quote"] not in texts[each["article"]]] == []


def test_no_listed_situation_is_left_out(articles: dict[str, str]) -> None:
    for article, ((first, last), bullet) in BULLETS.items():
        part = articles[article].partition(first)[2].partition(last)[0]
        listed = re.findall(bullet, part, re.M)
        assert len(listed) >= 9
        quoted = {each["quote"] for each in SITUATIONS if each["article"] == article}
        assert [each for each in listed if each not in quoted] == []
    rows = re.findall(r"^(.+ \((?:Haiku|Sonnet|Opus)\)) \d", articles["B"], re.M)
    assert len(rows) == 4
    assert {each["quote"] for each in SITUATIONS} >= set(rows)


@pytest.mark.parametrize("situation", SITUATIONS, ids=name)
def test_a_situation_comes_to_its_verdict_and_kind(situation: dict[str, Any]) -> None:
    measured = NOTHING | signals(situation)
    assert signals(situation).keys() <= NOTHING.keys()
    evidence = weigh(RULES, measured)
    verdict = judge(evidence, measured).verdict.value
    field, called = situation.get("called", (None, ""))
    hits = {
        rule.id: (field, word)
        for rule in KINDS.rules
        if field in rule.fields and (word := rule.word_in(called)) is not None
    }
    told = tell(KINDS, measured, verdict, hits)
    assert (verdict, told.kind) == (situation["verdict"], situation.get("kind"))
    assert set(situation["rules"]) <= {each.rule.id for each in evidence}
    assert set(situation.get("kind_rules", ())) <= {each.rule for each in told.evidence}


@pytest.mark.parametrize("situation", SITUATIONS, ids=name)
def test_a_situation_is_on_the_page(situation: dict[str, Any]) -> None:
    assert f"“{situation['quote']}”" in PAGE
    assert situation["seen"]
    assert situation["unseen"]


def test_every_kind_is_named_by_a_situation() -> None:
    assert {each.get("kind") for each in SITUATIONS} - {None} == {kind.id for kind in KINDS.kinds}
