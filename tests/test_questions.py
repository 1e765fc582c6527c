"""A question is asked where the log calls for it, with its figures; every uncertain workload has one."""

from collections.abc import Mapping

import pytest

from norush.errors import RuleError
from norush.questions import Named, ask
from norush.rules import book, question_book
from norush.rules.question_book import FIELDS, QuestionRule
from norush.sources.formats import canonical

QUESTIONS = question_book.built_in()
RULES = {rule.id for rule in book.built_in()}
NOTHING: dict[str, object] = dict.fromkeys(sorted({signal for rule in QUESTIONS for signal in rule.signals}))
NAMED = Named("evaluation", "Its app name says “eval”.")


def asked(
    signals: Mapping[str, object], verdict: str = "uncertain", *evidence: str, name: Named | None = None
) -> list[str]:
    return [rule.id for rule, _ in ask(QUESTIONS, NOTHING | dict(signals), verdict, evidence, name)]


def test_an_uncertain_workload_is_always_asked_about() -> None:
    assert asked({}) == ["how-soon"]
    assert asked({"end_known_share": 0.0}) == ["when-calls-ended", "how-soon"]


def test_the_last_resort_gives_way_to_another_question_to_the_owner() -> None:
    assert asked({"canceled_share": 0.05, "end_known_share": 0.0}) == ["when-calls-ended", "who-cuts-them-off"]


def test_a_decided_workload_is_asked_objections_only() -> None:
    assert asked({"end_known_share": 0.0}, "batchable") == []
    assert asked({"canceled_share": 0.05}, "batchable") == ["who-cuts-them-off"]
    assert asked({"canceled_share": 0.05}, "batched") == []


def test_evidence_that_fired_asks_its_question() -> None:
    events = {"episodes": 400, "typical_episode_requests": 5}
    assert asked(events) == ["how-soon"]
    assert asked(events, "uncertain", "something-sets-each-run-off") == ["event-driven"]


def test_a_name_is_asked_about() -> None:
    (first,) = ask(QUESTIONS, NOTHING, "uncertain", (), NAMED)
    assert first[1] == "Its app name says “eval”: is it evaluation? If so, its owner knows who waits."
    assert asked({}, "interactive", name=NAMED) == ["is-the-name-still-right"]
    assert asked({}, "interactive") == []


def test_figures_stand_in_the_question() -> None:
    known = NOTHING | {"requests": 14}
    assert ask(QUESTIONS, known, "uncertain", (), None)[0][1].startswith("Is there more of it? 14 requests are too few")


@pytest.mark.parametrize("rule", QUESTIONS, ids=lambda rule: rule.id)
def test_a_question_is_complete(rule: QuestionRule) -> None:
    assert rule.reason.endswith(".")
    assert rule.conditions or rule.evidence or rule.is_about_name or rule.is_last_resort
    assert rule.evidence is None or rule.evidence in RULES
    if rule.conditions:
        assert rule.holds(NOTHING | dict(rule.fires))
        assert not rule.holds(NOTHING | dict(rule.silent))
    named = {"name": "Its tag says “eval”", "kind": "evaluation"} if rule.is_about_name else {}
    assert "unknown" not in rule.sentence({**rule.fires, **named})  # a figure that is missing in `fires` is a KeyError


def test_fields_are_columns_of_a_request() -> None:
    assert set(FIELDS) <= set(canonical.COLUMNS)


def test_a_question_about_an_unknown_signal_is_refused() -> None:
    with pytest.raises(RuleError, match="there is no signal called"):
        book.check_signals("question", QUESTIONS, ["requests"])
