"""Evidence adds up to the score, families are capped, and thin evidence stays uncertain."""

from itertools import pairwise

import pytest

from norush.errors import RuleError
from norush.params import Params
from norush.rules import book
from norush.rules.book import Rule
from norush.verdicts import (
    FAMILY_REST,
    PROBABILITY_BY_SCORE,
    Verdict,
    band,
    judge,
    probability,
    weigh,
)

RULES = book.built_in()
NOTHING: dict[str, object] = {condition.signal: None for rule in RULES for condition in rule.conditions} | {
    "requests": 500,
    "level": "medium",
    "component": "on_demand",
}


def signals(**known: object) -> dict[str, object]:
    """A workload of 500 requests of which the log shows nothing but what is given."""
    return NOTHING | known


POOL = signals(
    in_flight_fano=0.02, in_flight_mean=7.0, in_flight_starts=500, end_known_share=1.0, trigger_lift=0.8,
    machine_run_share=1.0, typical_episode_requests=500.0,
)  # fmt: skip


def test_weights_add_up_to_the_score() -> None:
    evidence = weigh(RULES, POOL)
    assert judge(evidence, POOL).score == pytest.approx(sum(e.weight for e in evidence), abs=1e-9)
    assert len(evidence) >= 4


def test_only_the_strongest_of_a_family_counts_in_full() -> None:
    both = weigh(RULES, POOL | {"back_to_back_share": 0.95})
    in_family = {e.rule.id: e.weight for e in both if e.rule.family == "trigger"}
    assert in_family == {"starts-when-one-ends": 3.0, "a-loop": pytest.approx(2.8 * FAMILY_REST)}


def test_a_pool_of_workers_is_batchable() -> None:
    judged = judge(weigh(RULES, POOL), POOL)
    assert judged.verdict is Verdict.BATCHABLE
    assert band(judged.confidence, Params()) == "high"


def test_the_prior_alone_is_uncertain_and_never_confident() -> None:
    judged = judge(weigh(RULES, NOTHING), NOTHING)
    assert judged.verdict is Verdict.UNCERTAIN
    assert band(judged.confidence, Params()) == "low"


def test_a_chain_that_a_timer_starts_in_a_pool_is_agentic_and_not_surely_so() -> None:
    growing = {
        "hidden_growth_share": 0.5,
        "hidden_quick_share": 1.0,
        "hidden_link_share": 0.6,
        "prompt_variation": 0.5,
    }
    nightly = POOL | {"day_concentration": 0.999, "start_days": 20} | growing
    judged = judge(weigh(RULES, nightly), nightly)
    assert judged.score > 0, "timer and pool weigh more, and a person does not wait"
    assert (judged.verdict, band(judged.confidence, Params())) == (Verdict.AGENTIC, "medium")
    # without the timer and the pool it is as sure as its evidence
    alone = signals(**growing)
    assert band(judge(weigh(RULES, alone), alone).confidence, Params()) == "high"


def test_answers_that_ask_for_tools_alone_are_no_chain_where_machines_start_them() -> None:
    asking = POOL | {"tool_loop_share": 0.8, "day_concentration": 0.999, "start_days": 20}
    assert judge(weigh(RULES, asking), asking).verdict is Verdict.UNCERTAIN


def test_a_crowd_overlaps_and_one_worker_never_does() -> None:
    crowd = signals(
        in_flight_unsteadiness=0.95, token_pacing=0.1, count_unevenness=1.1, day_size_unevenness=3, gap_variation=1.0,
        trigger_lift=0.01, logged_alone_lift=0.0, paced_starts=400, mean_gap_s=10,
    )  # fmt: skip
    assert "comes-like-a-crowd" in {e.rule.id for e in weigh(RULES, crowd)}
    assert "comes-like-a-crowd" not in {e.rule.id for e in weigh(RULES, crowd | {"logged_alone_lift": 0.45})}


def test_volume_and_even_counts_without_machine_pace_or_schedule_are_never_flagged() -> None:
    viral = signals(
        requests=90_000,
        count_dispersion=0.4,
        paced_starts=90_000,
        typical_episode_requests=50_000.0,
        streamed_share=0.0,
        end_known_share=1.0,
        main_hour_share=0.27,  # the opening hours of a week
        mean_output_tokens=300,
    )
    generous = [rule for rule in RULES if rule.family != "prior"]
    judged = judge(weigh(generous, viral), viral)
    assert judged.score > 2
    assert judged.verdict is Verdict.UNCERTAIN


def test_even_counts_in_few_hours_are_a_list_where_ends_are_known_and_uncertain_where_not() -> None:
    metered = signals(
        count_dispersion=0.2, paced_starts=400, end_known_share=1.0, main_hour_share=0.03, mean_output_tokens=300
    )
    assert judge(weigh(RULES, metered), metered).verdict is Verdict.BATCHABLE
    for other in ({"end_known_share": 0.0}, {"mean_output_tokens": 2}):
        assert judge(weigh(RULES, metered | other), metered | other).verdict is Verdict.UNCERTAIN


FEW_DAYS = {
    "long-runs-on-a-few-days": signals(
        typical_episode_requests=90.0, main_episodes=6, mean_output_tokens=300, prompt_variation=0.4, successors=0,
        hidden_growth_share=0.0, hidden_link_share=0.0, streamed_share=0.0,
    ),
    "long-runs-of-like-prompts-on-a-few-days": signals(
        typical_episode_requests=90.0, main_episodes=6, mean_output_tokens=300, prompt_variation=0.04, successors=0,
        hidden_growth_share=0.0, hidden_link_share=0.0, streamed_share=0.0, tool_loop_share=0.0,
    ),
    "for-hours-on-a-few-days": signals(
        start_hours_per_day=7.0, quiet_days=9, span_days=3.0, successors=0, interval_share_of_clock=0.0,
        streamed_share=0.0, requests=2_000, mean_output_tokens=80, hidden_growth_share=0.0, hidden_link_share=0.0,
    ),
    "day-and-night-on-a-few-days": signals(
        start_hours_per_day=18.0, quiet_days=9, successors=0, interval_share_of_clock=0.0, streamed_share=0.0
    ),
    "metered-now-and-then-as-far-as-starts-tell": signals(
        typical_episode_requests=60.0, episodes=6, mean_output_tokens=300, prompt_variation=0.4, end_known_share=0.0,
        hidden_growth_share=0.0, hidden_link_share=0.0, count_dispersion=0.2, paced_starts=400,
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", FEW_DAYS)
def test_what_is_there_on_a_third_of_the_days_is_a_list_and_on_most_is_not(rule: str) -> None:
    now_and_then = FEW_DAYS[rule] | {"silent_day_share": 0.8, "silence": 0.8}
    assert rule in {e.rule.id for e in weigh(RULES, now_and_then)}
    assert judge(weigh(RULES, now_and_then), now_and_then).verdict is Verdict.BATCHABLE
    for silent in (0.1, 0.6, None):
        often = now_and_then | {"silent_day_share": silent, "silence": silent or 0}
        assert judge(weigh(RULES, often), often).verdict is Verdict.UNCERTAIN


def test_like_prompts_in_long_runs_are_a_list_only_where_a_log_shows_that_no_tool_is_asked_for() -> None:
    runs = FEW_DAYS["long-runs-of-like-prompts-on-a-few-days"] | {"silent_day_share": 0.8, "silence": 0.8}
    assert judge(weigh(RULES, runs), runs).verdict is Verdict.BATCHABLE
    for stops in (None, 0.9):
        unlike = runs | {"tool_loop_share": stops}
        assert judge(weigh(RULES, unlike), unlike).verdict is not Verdict.BATCHABLE


def test_a_stand_at_a_fair_whose_talks_are_seen_to_grow_is_no_list() -> None:
    list_of_days = FEW_DAYS["for-hours-on-a-few-days"] | {"silent_day_share": 0.87, "silence": 0.87}
    assert judge(weigh(RULES, list_of_days), list_of_days).verdict is Verdict.BATCHABLE
    fair = list_of_days | {"hidden_growth_share": 0.3, "hidden_link_share": 0.4, "hidden_quick_share": 0.0}
    assert judge(weigh(RULES, fair), fair).verdict is Verdict.INTERACTIVE


@pytest.mark.parametrize(
    "unlike",
    [{"requests": 500}, {"quiet_days": 0.5}, {"span_days": 22.0}, {"interval_share_of_clock": 0.9},
     {"mean_output_tokens": 5}, {"successors": 1}, {"silent_day_share": 0.75}],
)  # fmt: skip
def test_hours_on_a_few_days_are_a_list_only_where_they_are_many_and_over(unlike: dict[str, float]) -> None:
    list_of_days = FEW_DAYS["for-hours-on-a-few-days"] | {"silent_day_share": 0.87, "silence": 0.87}
    assert judge(weigh(RULES, list_of_days), list_of_days).verdict is Verdict.BATCHABLE
    other = list_of_days | unlike
    assert judge(weigh(RULES, other), other).verdict is Verdict.UNCERTAIN


SHORT = signals(
    under_2s_share=0.95, requests=900, mean_output_tokens=60, trigger_lift=0.0, back_to_back_share=0.0, episodes=80,
    hour_share_of_clock=0.0, day_share_of_clock=0.0, typical_episode_requests=12.0, streamed_share=0.0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("silent", "even", "rule"),
    [(0.1, 0.0, "short-sparse-calls"), (0.87, 0.0, None), (0.87, 1.0, "short-sparse-calls-at-even-intervals")],
)
def test_short_answers_on_a_few_days_are_something_inline_only_at_even_intervals(
    silent: float, even: float, rule: str | None
) -> None:
    short = SHORT | {"silence": silent, "interval_share": even, "interval_share_of_clock": even}
    fired = {e.rule.id for e in weigh(RULES, short)}
    assert {r for r in fired if r.startswith("short-")} == ({rule} if rule else set())
    one_by_one = short | {"typical_episode_requests": 1.0}
    fired = {e.rule.id for e in weigh(RULES, one_by_one)}
    assert ("short-sparse-calls" in fired) == (rule == "short-sparse-calls")
    assert "short-sparse-calls-at-even-intervals" not in fired


def test_a_gate_that_closes_at_even_intervals_is_asked_about_and_a_list_by_day_and_night_keeps_no_such_time() -> None:
    gate = SHORT | {
        "silence": 0.87, "silent_day_share": 0.87, "interval_share": 1.0, "interval_share_of_clock": 1.0,
        "span_days": 3.0, "quiet_days": 9, "successors": 0, "active_hour_share": 0.9, "start_hours_per_day": 24.0,
    }  # fmt: skip
    assert judge(weigh(RULES, gate), gate).verdict is Verdict.UNCERTAIN
    assert "day-and-night-until-it-was-done" not in {e.rule.id for e in weigh(RULES, gate)}
    at_any_time = gate | {"interval_share": 0.0, "interval_share_of_clock": 0.0}
    assert "day-and-night-until-it-was-done" in {e.rule.id for e in weigh(RULES, at_any_time)}


def test_a_quiet_service_with_two_crowds_is_no_list_of_two_runs() -> None:
    crowds = signals(
        typical_episode_requests=2_400.0, main_episodes=2, episodes=249, active_hour_share=0.32, strand_share=1.0,
        prompt_variation=0.4, gap_variation=1.0, hidden_link_share=0.0, hidden_growth_share=0.0, silence=0.0,
        silent_day_share=0.0, in_flight_mean=4.0, in_flight_share=0.9, in_flight_unsteadiness=0.7,
    )  # fmt: skip
    assert judge(weigh(RULES, crowds), crowds).verdict is Verdict.UNCERTAIN
    job = crowds | {"active_hour_share": 0.04}
    assert judge(weigh(RULES, job), job).verdict is Verdict.BATCHABLE


@pytest.mark.parametrize(
    ("rule", "calls_a_run"), [("something-sets-each-run-off", 20.0), ("something-sets-many-long-runs-off", 150.0)]
)
def test_runs_at_no_hour_of_their_own_are_set_off_by_something_where_they_come_on_most_days(
    rule: str, calls_a_run: float
) -> None:
    runs = signals(
        episodes=40, typical_episode_requests=calls_a_run, start_hours_per_day=3.0, hour_concentration=0.1,
        day_share_of_clock=0.1, interval_share_of_clock=0.0, set_time_share_of_clock=0, silence=0.2, hour_habit=0.2,
    )  # fmt: skip
    assert rule in {e.rule.id for e in weigh(RULES, runs)}
    for otherwise in ({"silence": 0.8}, {"hour_habit": 0.8}):
        assert rule not in {e.rule.id for e in weigh(RULES, runs | otherwise)}


@pytest.mark.parametrize(
    "rule", ["pauses-as-people-do", "several-at-once-now-and-then", "short-sparse-calls-by-a-coarse-clock"]
)
def test_what_people_do_is_not_seen_in_what_is_there_on_a_third_of_the_days(rule: str) -> None:
    (found,) = (each for each in RULES if each.id == rule)
    assert found.holds(NOTHING | dict(found.fires))
    assert not found.holds(NOTHING | dict(found.fires) | {"silence": 0.7})


def test_answers_of_few_words_through_the_day_are_held_up_by_something_where_no_end_is_logged() -> None:
    check = signals(
        mean_output_tokens=12, end_known_share=0.0, active_days=30, start_hours_per_day=15.0, hour_share_of_clock=0.1,
        day_share_of_clock=0.1, interval_share_of_clock=0.0,
    )  # fmt: skip
    assert judge(weigh(RULES, check), check).verdict is Verdict.LATENCY_BOUND
    letters = check | {"mean_output_tokens": 500}
    assert judge(weigh(RULES, letters), letters).verdict is Verdict.UNCERTAIN


@pytest.mark.parametrize(("tokens", "verdict"), [(30, Verdict.LATENCY_BOUND), (400, Verdict.INTERACTIVE)])
def test_who_cuts_calls_off_on_many_days_was_waiting(tokens: int, verdict: Verdict) -> None:
    cut_off = signals(
        canceled_share=0.05, mean_output_tokens=tokens, canceled_days=12, start_hours_per_day=9.0,
        hour_share_of_clock=0.1, day_share_of_clock=0.1,
    )  # fmt: skip
    assert judge(weigh(RULES, cut_off), cut_off).verdict is verdict
    for other in ({"canceled_days": 2}, {"canceled_share": 0.004}):
        assert judge(weigh(RULES, cut_off | other), cut_off | other).verdict is Verdict.UNCERTAIN


def test_a_chain_of_steps_is_agentic_though_a_machine_paces_it() -> None:
    agent = POOL | {
        "cache_chain_share": 0.95, "chain_quick_share": 0.9, "steps": 400, "in_session_share": 1.0,
        "session_growth_share": 0.97, "session_quick_share": 0.9,
    }  # fmt: skip
    assert judge(weigh(RULES, agent), agent).verdict is Verdict.AGENTIC


def test_the_same_chain_at_reading_pace_is_interactive() -> None:
    chat = signals(
        cache_chain_share=0.95, chain_quick_share=0.05, steps=400, in_session_share=1.0, session_growth_share=0.97,
        session_quick_share=0.05, end_users=40, end_user_known_share=1.0, end_known_share=1.0,
    )  # fmt: skip
    assert judge(weigh(RULES, chat), chat).verdict is Verdict.INTERACTIVE


def test_sessions_that_grow_as_they_go_are_never_flagged_however_evenly_a_machine_paces_them() -> None:
    # made-up users who talk with a bot, hundreds at a time, each night at the same hour
    paced = POOL | {
        "set_time_share": 0.9, "start_days": 20, "count_unevenness": 0.1, "in_session_share": 1.0, "session_ahead": 0.1,
        "session_growth_share": 0.9, "session_quick_share": 0.9,
    }  # fmt: skip
    assert judge(weigh(RULES, paced), paced).verdict is not Verdict.BATCHABLE


def test_a_few_runs_of_several_at_once_are_a_list_unless_their_prompts_grow() -> None:
    runs = signals(
        in_flight_mean=8.7, main_episodes=6, typical_episode_requests=61, active_hour_share=0.018,
        hidden_growth_share=0.0, in_flight_unsteadiness=0.3, in_flight_share=0.9, hidden_link_share=0.0,
    )  # fmt: skip
    judged = judge(weigh(RULES, runs), runs)
    assert judged.verdict is Verdict.BATCHABLE
    assert band(judged.confidence, Params()) == "medium", "by itself it is weak"
    steps = runs | {"hidden_growth_share": 0.6, "hidden_link_share": 0.4}
    assert judge(weigh(RULES, steps), steps).verdict is not Verdict.BATCHABLE


def test_what_keeps_even_time_is_a_stock_only_once_it_is_done() -> None:
    stock = signals(
        interval_share=0.97, even_interval_s=120, interval_share_of_clock=0.97, episodes=900,
        typical_episode_requests=1.6, span_days=14, quiet_days=13, streamed_share=0.0, successors=0,
    )  # fmt: skip
    assert judge(weigh(RULES, stock), stock).verdict is Verdict.BATCHABLE
    moved = stock | {"successors": 1}
    assert judge(weigh(RULES, moved), moved).verdict is Verdict.UNCERTAIN
    monitor = stock | {"span_days": 30, "quiet_days": 0}
    assert judge(weigh(RULES, monitor), monitor).verdict is Verdict.LATENCY_BOUND


def test_two_kinds_behind_one_key_are_not_flagged() -> None:
    mixed = POOL | {
        "in_flight_fano": 0.18,
        "in_flight_unsteadiness": 0.18,
        "trigger_lift": 0.35,
        "machine_run_share": 0.5,
        "session_known_share": 0.0,
        "failed_share": 0.01,
    }
    mixed |= {
        "hour_share_of_clock": 0.1,
        "day_share_of_clock": 0.4,
        "interval_share_of_clock": 0.05,
        "active_hour_share": 0.4,
    }
    assert judge(weigh(RULES, mixed), mixed).verdict is Verdict.UNCERTAIN


def test_what_is_batched_already_is_batched_whatever_its_pace() -> None:
    batched = POOL | {"component": "batch"}
    assert judge(weigh(RULES, batched), batched).verdict is Verdict.BATCHED


def test_probability_is_monotone_and_ends_with_the_table() -> None:
    scores = [score / 10 for score in range(-80, 100)]
    for lower, higher in pairwise(scores):
        assert probability(lower) <= probability(higher)
    for score, expected in PROBABILITY_BY_SCORE:
        assert probability(score) == pytest.approx(expected)
    assert probability(-99) == PROBABILITY_BY_SCORE[0][1]
    assert probability(99) == PROBABILITY_BY_SCORE[-1][1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_fires_it_and_one_that_does_not(rule: Rule) -> None:
    assert rule.holds(NOTHING | dict(rule.fires))
    assert not rule.holds(NOTHING | dict(rule.silent))
    assert "unknown" not in rule.sentence(NOTHING | dict(rule.fires))


def test_every_rule_names_a_signal_that_exists() -> None:
    with pytest.raises(RuleError, match="no signal called"):
        book.check_signals("rule", RULES, ["requests"])
