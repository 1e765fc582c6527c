"""Sentences of rules: figures in their form; in short what fits a row, with figures of the sentence and no others."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from norush import render, verdicts
from norush.errors import RuleError
from norush.rules import blocker_book, book, kind_book, question_book
from norush.rules.sentences import figures, read_sentence, without_brackets, write_sentence
from norush.view import build
from view_cases import ABOUT, PERIOD, USUAL, filled

LONGEST = 72
RULES = book.built_in()
ALL = {rule.id: rule for rule in RULES}
SHORTENED = [rule for rule in RULES if rule.briefly not in (rule.says, without_brackets(rule.says))]
NOTHING: dict[str, object] = dict.fromkeys(sorted({signal for rule in RULES for signal in rule.signals}))
OWN = """
[[rule]]
id = "a-loop"
signal = "requests"
operator = ">="
value = 1
points_to = "batchable"
weight = 3
family = "ours"
floor = true
says = "{requests:,.0f} calls (of the house), and {even_interval_s:span} between two."
reason = "We know."
source = "us"
"""


def own(tmp_path: Path, text: str) -> book.Rule:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return next(rule for rule in book.with_own(path) if rule.id == "a-loop")


@pytest.mark.parametrize("rule", SHORTENED, ids=lambda rule: rule.id)
def test_what_is_said_briefly_fits_a_row_with_the_figures_of_the_sentence(rule: book.Rule) -> None:
    known = dict.fromkeys(rule.signals, 12.0) | dict(rule.fires)
    assert len(rule.short(known)) <= LONGEST < len(rule.sentence(known)), rule.short(known)
    assert not rule.short(known).endswith(".")
    said = {signal for signal, _, _ in figures(rule.says)}
    assert {signal for signal, _, _ in figures(rule.briefly)} <= said


def test_the_heavier_rules_for_a_batch_fit_a_row() -> None:
    """One of these rules is the reason in nearly every row of the ranked table."""
    heavier = [rule for rule in RULES if rule.points_to == "batchable" and rule.weight >= 2]
    said = {rule.id: rule.short(dict.fromkeys(rule.signals, 12.0) | dict(rule.fires)) for rule in heavier}
    assert {name: short for name, short in said.items() if len(short) > LONGEST} == {}


@pytest.mark.parametrize(
    ("form", "value", "said"),
    [(".0%", 0.954, "95 %"), (".1%", 1.0, "100.0 %"), (",.0f", 1234.5, "1,234"), (".0%", None, "unknown")],
)
def test_a_share_has_a_space_that_breaks_no_line(form: str, value: float | None, said: str) -> None:
    assert (
        write_sentence("ours", f"{{x:{form}}} of it.", {"x": value}).replace("\N{NO-BREAK SPACE}", " ")
        == f"{said} of it."
    )
    assert " %" not in write_sentence("ours", f"{{x:{form}}}", {"x": value})


def test_no_sentence_writes_a_share_in_another_way() -> None:
    """Whatever a rule, a rule of kinds, a question or a blocker says, people read one form."""
    says = [
        *(rule.sentence(dict.fromkeys(rule.signals, 0.5)) for rule in RULES),
        *(rule.short(dict.fromkeys(rule.signals, 0.5)) for rule in RULES),
        *(
            rule.sentence(dict.fromkeys(rule.signals, 0.5))
            for rule in kind_book.built_in().rules
            if not rule.is_by_name
        ),
        *(rule.sentence(dict.fromkeys((*rule.signals, "name", "kind"), 0.5)) for rule in question_book.built_in()),
        *(rule.sentence(1, 3) for rule in blocker_book.built_in()),
    ]
    assert len([each for each in says if "\N{NO-BREAK SPACE}%" in each]) > 50
    assert [each for each in says if re.search(r"\d%", each)] == []


def test_seconds_are_told_as_a_length_of_time() -> None:
    rule = ALL["begins-again-after-the-same-time"]
    day = NOTHING | {
        "episodes": 31, "typical_episode_requests": 294.2, "interval_share": 1.0, "even_interval_s": 86_399.6,
    }  # fmt: skip
    assert rule.short(day).endswith("of them 1 day apart")
    assert "as long after the last (1 day) as that" in rule.sentence(day)
    assert rule.short(day | {"even_interval_s": None}).endswith("of them unknown apart")


def test_a_rule_of_ones_own_never_says_what_the_built_in_one_of_its_id_does(tmp_path: Path) -> None:
    known = NOTHING | {"requests": 1200, "even_interval_s": 14_400.0}
    assert own(tmp_path, OWN).short(known) == "1,200 calls, and 4 h between two."
    briefly = own(tmp_path, OWN + 'briefly = "{requests:,.0f} of ours"\n')
    assert (briefly.short(known), briefly.sentence(known)) == (
        "1,200 of ours",
        "1,200 calls (of the house), and 4 h between two.",
    )
    weighed = own(tmp_path, '[[rule]]\nid = "a-loop"\nweight = 1\n')
    assert (weighed.briefly, weighed.says) == (ALL["a-loop"].briefly, ALL["a-loop"].says)


@pytest.mark.parametrize(
    ("briefly", "message"),
    [
        ("{}", "a figure in briefly has the name of its signal"),
        ("{requests!r}", "a figure in briefly has the name of its signal"),
        ("{requests.real}", "a figure in briefly has the name of its signal"),
        ("{requests", "briefly is no sentence with figures in braces"),
        ("{requests:,.0x}", "{requests:,.0x} in briefly is no format of a number"),
        ("{requests:{episodes}}", "{requests:{episodes}} in briefly is no format of a number"),
        ("{requests:100}", "wider than 99"),
        ("{requests:100|call|calls}", "wider than 99"),
        ("{requests:,.0f|call}", "words for one and for more, or none"),
        ("{requests:|a|b|c}", "words for one and for more, or none"),
    ],
)
def test_a_mistake_in_it_is_one_sentence(tmp_path: Path, briefly: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        own(tmp_path, f'{OWN}briefly = "{briefly}"\n')
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_signal_that_only_briefly_names_must_exist(tmp_path: Path) -> None:
    rule = own(tmp_path, OWN + 'briefly = "{reqests:,.0f} calls"\n')
    with pytest.raises(RuleError, match="there is no signal called 'reqests'"):
        book.check_signals("rule", [rule], NOTHING)


def test_a_text_is_no_length_of_time() -> None:
    says = read_sentence("here", {"says": "At level {level:span}."})
    with pytest.raises(RuleError, match="rule ours: a figure in its sentence takes no such format"):
        write_sentence("ours", says, {"level": "poor"})


def test_evidence_is_kept_with_both_sentences() -> None:
    loop = NOTHING | {"requests": 500, "back_to_back_share": 0.95, "typical_episode_requests": 40.0}
    found = {each.rule.id: each for each in verdicts.weigh(RULES, loop)}["a-loop"]
    assert (found.says, found.briefly) == (ALL["a-loop"].sentence(loop), ALL["a-loop"].short(loop))
    assert found.briefly != found.says


def test_a_row_of_the_table_says_it_briefly_and_the_page_of_the_workload_in_full() -> None:
    view = build(filled(USUAL), PERIOD, ABOUT)
    first = view.rank.shown[0]
    told = replace(first.evidence[0], says="A whole sentence, with its figures.", briefly="in short")
    shown = replace(first, evidence=(told,))
    pages = dict(render.outputs(replace(view, rank=replace(view.rank, shown=(shown,)), workloads=(shown,))))
    for page in (pages["audit.html"], pages["audit.md"]):
        assert "In short" in page
        assert told.says not in page
    assert told.says in pages[f"workloads/{first.workload_id}.html"]
    (evidence,) = json.loads(pages["audit.json"])["workloads"][0]["evidence"]
    assert (evidence["says"], evidence["briefly"]) == (told.says, told.briefly)


def ones(conditions: Sequence[book.Condition], says: str) -> str:
    """The sentence with each figure 1 that may be 1 where the conditions hold."""
    may = {
        signal: all(each.holds({signal: 1}) for each in conditions if each.signal == signal)
        for signal, _, _ in figures(says)
    }
    return write_sentence("a rule", says, {signal: 1.0 if is_one else 7.0 for signal, is_one in may.items()})


def test_of_one_thing_no_sentence_speaks_as_of_several() -> None:
    """A count of 1 before a noun or a verb that goes with more: "1 requests are"."""
    evidence = {rule.id: rule.conditions for rule in RULES}
    said = [
        *(ones(rule.conditions, says) for rule in RULES for says in (rule.says, rule.briefly)),
        *(ones(rule.conditions, rule.says) for rule in kind_book.built_in().rules if not rule.is_by_name),
        *(
            ones((*rule.conditions, *evidence.get(rule.evidence or "", ())), rule.asks)
            for rule in question_book.built_in()
        ),
        *(rule.sentence(1, each) for rule in blocker_book.built_in() if rule.shows for each in (1, 3)),
    ]
    several = r"(?<![\d.,])1 (?:other |end |different )*(?!is\b|was\b)\w+s\b"
    wrong = rf"{several}|1 of 1 \w+s\b|\) (?:are|ask|run|search|read|only fill)\b"
    assert [each for each in said if re.search(r"(?<![\d.,])1 (?:request|run|token|call)\b|1 of 3 ", each)]
    assert [each for each in said if re.search(wrong, each)] == []


def test_of_more_things_they_speak_as_of_several() -> None:
    question = next(rule for rule in question_book.built_in() if rule.id == "more-requests")
    assert "1 request is too few" in question.sentence({"requests": 1})
    assert "12 requests are too few" in question.sentence({"requests": 12})
    assert write_sentence("ours", "{x:,.0f|of 1,000 call|of 1,000 calls}", {"x": None}) == "unknown of 1,000 calls"
    assert read_sentence("here", {"says": "{x:,.0f|of 1,000|of 1,000}"})
    fast = next(rule for rule in blocker_book.built_in() if rule.id == "fast-mode")
    assert fast.sentence(2, 4).startswith("2 of 4 calls (50.0\N{NO-BREAK SPACE}%) run in fast mode")
    assert fast.sentence(1, 4).startswith("1 of 4 calls (25.0\N{NO-BREAK SPACE}%) runs in fast mode")
