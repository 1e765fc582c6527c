"""Each kind of traffic behaves as its kind: pools are full, people arrive as they please, agents grow."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise
from statistics import fmean, median, pstdev, pvariance

import pytest

from norush.demo.billing import spend
from norush.demo.calls import OK, Call
from norush.demo.clock import DAY, HOUR, SECOND, Clock
from norush.demo.company import COMPANY, Workload

OCTOBER = Clock(date(2026, 10, 1))
BY_NAME = {workload.name: workload for workload in COMPANY}
Make = Callable[..., list[Call]]


@pytest.fixture(scope="module")
def make() -> Make:
    """The calls of a workload in time order, made once for each scale."""
    made: dict[tuple[str, float], list[Call]] = {}

    def calls(name: str, scale: float = 0.3) -> list[Call]:
        if (name, scale) not in made:
            made[name, scale] = sorted(BY_NAME[name].calls(OCTOBER, 7, scale))
        return made[name, scale]

    return calls


def succeeded(calls: list[Call]) -> list[Call]:
    return [call for call in calls if call.http_status == OK and not call.is_response_cache_hit]


def in_flight(calls: list[Call]) -> list[int]:
    """How many calls run just before each start."""
    starts = [call.start_ms for call in calls]
    ends = sorted(call.end_ms for call in calls)
    return [bisect_left(starts, at) - bisect_left(ends, at) for at in starts]


def episodes(calls: list[Call], gap_ms: int = HOUR // 2) -> list[list[Call]]:
    found: list[list[Call]] = [[]]
    for call in calls:
        if found[-1] and call.start_ms - found[-1][-1].start_ms > gap_ms:
            found.append([])
        found[-1].append(call)
    return found


@pytest.mark.parametrize(("name", "workers"), [("nightly-evals", 12), ("catalog-backfill", 20), ("backend-nightly", 8)])
def test_a_pool_is_nearly_always_full(make: Make, name: str, workers: int) -> None:
    for run in episodes(make(name))[:4]:
        running = in_flight(run)[workers:]
        assert pvariance(running) / fmean(running) < 0.3
        assert workers - 2 <= median(running) <= workers


def test_a_pool_starts_calls_when_others_end(make: Make) -> None:
    run = episodes(make("nightly-evals"))[0]
    ends = sorted(call.end_ms for call in run)
    triggered = [
        call for call in run[12:] if (n := bisect_left(ends, call.start_ms)) and call.start_ms - ends[n - 1] < 150
    ]
    assert len(triggered) > 0.95 * len(run[12:])


@pytest.mark.parametrize("name", ["fraud-check", "support-chat", "ticket-tagging"])
def test_people_and_events_come_on_their_own(make: Make, name: str) -> None:
    running = in_flight(make(name, 1.0))
    assert pvariance(running) / fmean(running) > 0.6


def test_events_of_an_hour_are_poisson(make: Make) -> None:
    at_noon = Counter(call.start_ms // DAY for call in make("fraud-check", 4.0) if call.start_ms % DAY // HOUR == 12)
    assert 0.5 < pvariance(at_noon.values()) / fmean(at_noon.values()) < 2.5


def test_a_paced_job_keeps_its_pace(make: Make) -> None:
    run = episodes(make("synthetic-dialogues"))[0]
    gaps = [after.start_ms - before.start_ms for before, after in pairwise(run)]
    assert pstdev(gaps) / fmean(gaps) < 0.1
    assert fmean(gaps) == pytest.approx(5_000, rel=0.01)


@pytest.mark.parametrize("name", ["coding-agents", "support-chat"])
def test_a_context_grows_and_is_read_from_the_cache(make: Make, name: str) -> None:
    sessions: dict[str, list[Call]] = {}
    for call in succeeded(make(name)):
        sessions.setdefault(call.session, []).append(call)
    steps = [pair for session in sessions.values() for pair in pairwise(session)]
    assert len(steps) > 500
    for before, after in steps:
        assert after.start_ms >= before.end_ms
        assert prompt(after) > prompt(before)
    kept = [after for before, after in steps if after.read_tokens >= before.read_tokens + before.write_tokens > 0]
    assert len(kept) > 0.8 * len(steps)


def prompt(call: Call) -> int:
    return call.input_tokens + call.read_tokens + call.write_tokens


def test_agents_in_a_job_have_no_sessions_and_no_cache(make: Make) -> None:
    calls = succeeded(make("review-bot"))
    assert not any(call.session or call.read_tokens or call.write_tokens for call in calls)
    assert max(in_flight(calls)) <= 6


def test_a_loop_has_one_call_at_a_time(make: Make) -> None:
    calls = make("account-report")
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(calls))
    assert {weekday(call) for call in calls} == {0}


def test_office_work_rests_at_the_weekend(make: Make) -> None:
    days = Counter(weekday(call) for call in make("code-completion", 1.0))
    assert days[5] + days[6] < 0.05 * days.total()


def weekday(call: Call) -> int:
    return datetime.fromtimestamp(call.start_ms // SECOND, UTC).weekday()


def test_the_digest_is_five_calls_an_hour(make: Make) -> None:
    hours = Counter(call.start_ms // HOUR for call in succeeded(make("channel-digest", 1.0)))
    assert set(hours.values()) == {5}
    assert len(hours) == 31 * 24


def test_results_of_a_batch_know_only_their_end(make: Make) -> None:
    calls = make("product-texts")
    assert all(call.service_tier == "batch" and call.start_ms == call.end_ms for call in calls)


def test_a_failed_call_is_tried_again(make: Make) -> None:
    calls = make("catalog-backfill")
    failed = [call for call in calls if call.http_status != OK]
    assert 0.01 < len(failed) / len(calls) < 0.04
    assert not any(call.output_tokens or call.input_tokens for call in failed)


def test_streaming_shows_a_first_token(make: Make) -> None:
    for name, workload in BY_NAME.items():
        done = succeeded(make(name, 0.05))
        assert all(bool(call.first_ms) == workload.caller.streamed for call in done)
        assert all(call.start_ms <= call.first_ms <= call.end_ms for call in done if call.first_ms)


def test_a_mixed_key_cannot_be_told_by_its_caller() -> None:
    assert BY_NAME["backend-chat"].caller == BY_NAME["backend-nightly"].caller


def test_each_workload_has_its_own_dice() -> None:
    one: Workload = BY_NAME["fraud-check"]
    assert one.calls(OCTOBER, 7, 0.1) == one.calls(OCTOBER, 7, 0.1) != one.calls(OCTOBER, 8, 0.1)
    assert len({workload.name for workload in COMPANY}) == len(COMPANY)


def test_the_proxy_prices_a_call_exactly() -> None:
    day_before = int(datetime(2026, 10, 6, tzinfo=UTC).timestamp()) * SECOND
    call = Call(
        day_before,
        0,
        day_before + 1,
        1,
        42,
        5_210,
        100,
        311,
        OK,
        "end_turn",
        "",
        "",
        2,
        "standard",
        "",
        False,
    )
    # 42 x 2 + 311 x 10 + 100 x 2.50 + 5210 x 0.20 micro-dollars, and two searches of a cent
    assert spend("claude-sonnet-5-5", call) == "0.0244860000"
    # The price of a cache read halved the next day.
    assert spend("claude-sonnet-5-5", call._replace(start_ms=day_before + DAY)) == "0.0239650000"
    assert spend("claude-sonnet-5", call._replace(service_tier="batch", searches=0)) == "0.0022430000"
    assert spend("acme-private-7b", call) == "0.0"
