"""The three questions to an owner, and what each answer changes, in dollars."""

from decimal import Decimal

from norush.render import asking
from norush.view import build
from norush.view.asked import Topic, asked
from norush.view.values import Workload
from view_cases import ABOUT, PERIOD, Case, filled

ALL_CALLS = 255
"""Of a case with six runs of 42 calls each, and 3 more."""


def page(case: Case) -> Workload:
    (workload,) = build(filled([case]), PERIOD, ABOUT).workloads
    return workload


def test_a_yes_takes_the_batch_away_and_leaves_the_cache() -> None:
    workload = page(Case("a", "nightly", as_billed="100", option="batch_cache_5m"))
    soon, _, retention = asked(workload)
    assert (soon.topic, retention.topic) == (Topic.READ_SOON, Topic.ZERO_RETENTION)
    assert soon.batch_usd == retention.batch_usd == 0
    assert workload.option
    assert workload.option.cache_usd is not None
    assert soon.cache_usd == Decimal(100) - workload.option.cache_usd > 0


def test_runs_at_another_time_are_named_with_their_share_of_the_saving() -> None:
    workload = page(Case("a", "nightly", as_billed="100", requests=ALL_CALLS))
    people = asked(workload)[1]
    assert [f"{run.at:%d %H:%M}" for run in people.runs] == ["05 13:03"]
    assert people.calls == 42
    assert people.batch_usd == Decimal(50) - Decimal("8.24")  # 50 * 42 / 255 = 8.235
    said = asking.questions(workload)[1]
    assert "the run on 5 October (42 calls" in said
    assert "the saving is $41.76" in said


def test_of_one_call_it_is_asked_as_of_one() -> None:
    said = asking.questions(page(Case("a", "nightly", as_billed="100", requests=3)))[1]
    assert "the run on 5 October (1 call, at another time than the others)" in said
    assert "If so it stays on demand, and the saving is $33.33, by its share of calls." in said


def test_an_uncertain_workload_asks_its_own_questions_first_and_what_hangs_on_it() -> None:
    workload = page(
        Case("a", "shared", "uncertain", "100", 0.4, "low", 0.1, settle="end times would show how many ran at once")
    )
    said = asking.questions(workload)
    assert said[0] == "End times would show how many ran at once"
    assert len(said) == 4
    assert "the saving of $50.00 by batch is none" in said[1]
    assert asking.plan(workload) == ""


def test_without_a_batch_price_nothing_is_said_to_be_saved() -> None:
    workload = page(Case("a", "nightly", has_batch_price=False))
    assert [each.batch_usd for each in asked(workload)] == [None, None, None]
    assert all("$" not in each for each in asking.questions(workload))


def test_nobody_is_asked_about_what_stays() -> None:
    workload = page(Case("a", "chat", "interactive"))
    assert asked(workload) == ()
    assert asking.questions(workload) == ()
    assert asking.risks(workload) == ()


def test_the_command_of_the_move_is_of_what_could_move() -> None:
    assert asking.plan(page(Case("a", "nightly"))) == "norush plan a REPORT"
