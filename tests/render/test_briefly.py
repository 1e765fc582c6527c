"""Evidence in short: what norush's own rules say fits a row, with figures of the sentence and no others."""

import re

import pytest

from norush.render import briefly
from norush.rules import book

LONGEST = 72
ALL = {rule.id: (rule, rule.sentence(dict.fromkeys(rule.signals, 12.0) | dict(rule.fires))) for rule in book.built_in()}
SHORTENED = {
    name: says for name, (_, says) in ALL.items() if any(re.match(pattern, says) for pattern, _ in briefly.SHORT)
}


@pytest.mark.parametrize("says", SHORTENED.values(), ids=SHORTENED)
def test_it_fits_a_row_with_the_figures_of_the_sentence(says: str) -> None:
    said = briefly.brief(says)
    assert len(said) <= LONGEST < len(says), said
    unspanned = re.sub(r"[\dhminday ]+ apart", "", said)
    assert set(re.findall(r"\d[\d.,]*\d|\d", unspanned)) <= set(re.findall(r"\d[\d.,]*\d|\d", says)) | {"1"}


def test_the_heavier_rules_for_a_batch_have_words_of_their_own_and_no_words_are_left_over() -> None:
    """One of these rules is the reason in nearly every row of the ranked table."""
    heavier = [name for name, (rule, _) in ALL.items() if rule.points_to == "batchable" and rule.weight >= 2]
    assert len([name for name in heavier if name in SHORTENED]) >= 0.8 * len(heavier)
    unused = [pattern for pattern, _ in briefly.SHORT if not any(re.match(pattern, says) for _, says in ALL.values())]
    assert unused == []


@pytest.mark.parametrize(
    ("says", "short"),
    [
        (
            "31 runs of about 294 calls, 100% of them as long after the last (86,400 s) as that after the one before: "
            "a program begins them, and no event does.",
            "31 runs of about 294 calls, 100\N{NO-BREAK SPACE}% of them 1 day apart",
        ),
        (
            "About 19.0 other calls ran whenever one started, and hardly ever more or fewer "
            "(variance 0.00 of the mean): a pool of workers.",
            "A pool of workers: about 19.0 others always under way",
        ),
        (
            "Its 31 runs of several at once end at once: when the last call has started, all at work end with it, and "
            "none goes on alone (0.0 calls more for each).",
            "A list: 31 runs of several at once end all together",
        ),
        ("Our own rule (of the house) says 5% so.", "Our own rule says 5\N{NO-BREAK SPACE}% so."),
    ],
)
def test_a_sentence_in_short(says: str, short: str) -> None:
    assert briefly.brief(says) == short
