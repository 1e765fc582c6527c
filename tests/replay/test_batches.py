"""How batches would have been cut and when their results would have come, worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from norush.params import Params
from norush.render.batching import advice, as_json, means, sizes, span, when
from norush.view.batches import Schedule
from norush.warehouse import Warehouse
from view_cases import ABOUT

PARAMS = Params()
SMALL_QUEUES = replace(PARAMS, batch_queue_start=200, batch_queue_build=300, batch_queue_scale=500)
MINUTE_US = 60_000_000
MIDNIGHT_US = 1_760_918_400_000_000
"""2025-10-20 00:00:00 UTC."""


def delays(
    starts: list[tuple[int, int]],
    verdict: str = "batchable",
    prompt_tokens: int = 1_000,
    component: str = "on_demand",
    params: Params = PARAMS,
    zone: str = "UTC",
) -> dict[str, dict[str, Any]]:
    """Rows of `batch_delays` by schedule. `starts`: (episode, minutes after midnight) of each request."""
    with Warehouse() as warehouse:
        flow = [(1, MIDNIGHT_US + minute * MINUTE_US, episode) for episode, minute in starts]
        warehouse.replace_table("flow", {"lane": "integer", "start_us": "bigint", "episode": "bigint"}, list(flow))
        warehouse.rows(
            "create table episodes as select lane, episode, min(start_us) as first_us, "
            "max(start_us) - min(start_us) as span_us from flow group by lane, episode"
        )
        warehouse.rows(f"create table volume as select 1 as lane, {prompt_tokens}::double as mean_prompt_tokens")
        warehouse.rows("create table lanes as select 1 as lane, 'all' as period, 'w' as workload_id")
        warehouse.rows(f"create table verdicts as select 'all' as period, 'w' as workload_id, '{verdict}' as verdict")
        warehouse.rows(f"create table workloads as select 'w' as workload_id, '{component}' as component")
        warehouse.rows(f"create table periods as select 'all' as period, '{zone}' as zone")
        warehouse.run_step("4_replay/batch_delays", params.named())
        rows = warehouse.frame("select * from batch_delays").to_dicts()
    return {row["schedule"]: row for row in rows}


def test_waits_until_submission() -> None:
    """Nine requests in the first minutes of an episode and one at its end, 01:10; known to be the last at 01:11."""
    found = delays([(0, minute) for minute in range(60, 69)] + [(0, 70)])
    waits = {name: [row[f"wait_{share}_min"] for share in ("median", "95", "most")] for name, row in found.items()}
    assert waits == {"episode": [7, 12, 12], "hourly": [55, 60, 60], "nightly": [1_375, 1_380, 1_380]}
    assert {name: row["submissions"] for name, row in found.items()} == {"episode": 1, "hourly": 1, "nightly": 1}


def test_episodes_hours_and_nights_are_submitted_by_themselves() -> None:
    found = delays([(0, 10), (0, 11), (2, 70), (3, 1_500)])
    assert {name: row["submissions"] for name, row in found.items()} == {"episode": 3, "hourly": 3, "nightly": 2}
    assert {name: row["largest_submission_requests"] for name, row in found.items()} == {
        "episode": 2,
        "hourly": 2,
        "nightly": 3,
    }


def test_an_episode_is_over_after_its_idle_gap() -> None:
    alone = delays([(0, 10)], params=replace(PARAMS, idle_gap_s=600))["episode"]
    assert alone["wait_most_min"] == 11


@pytest.mark.parametrize(
    ("zone", "minute", "hour_min", "night_min"),
    [
        ("UTC", 90, 30, 1_350),
        ("Europe/Berlin", 90, 30, 1_230),  # 03:30 in Berlin
        ("Asia/Kolkata", 90, 60, 1_020),  # 07:00: its full hours are half past elsewhere
        ("Europe/Berlin", 6 * 1_440, 60, 1_380),  # 26 October 2025, 02:00 for the first time: this day has 25 hours
    ],
)
def test_hours_and_midnight_are_those_of_the_zone(zone: str, minute: int, hour_min: int, night_min: int) -> None:
    found = delays([(0, minute)], zone=zone)
    assert (found["hourly"]["wait_most_min"], found["nightly"]["wait_most_min"]) == (hour_min, night_min)


def test_an_hour_that_comes_twice_is_submitted_twice() -> None:
    """02:10 in Berlin, before and after the clocks go back on 26 October 2025."""
    twice = delays([(0, 6 * 1_440 + 10), (0, 6 * 1_440 + 70)], zone="Europe/Berlin")
    assert (twice["hourly"]["submissions"], twice["nightly"]["submissions"]) == (2, 1)


def test_words_follow_the_options_of_the_audit() -> None:
    about = replace(
        ABOUT,
        zone="Europe/Berlin",
        settings={"batch_usual_min": 90, "batch_slow_min": 120, "batch_limit_min": 60, "batch_worth_requests": 5_000},
    )
    schedule = Schedule(*("nightly", 1, 2, 9, 9, "Start", 5, True, 1, 2, 3, 4, 5, 6, True, "soonest"))
    assert when(schedule, about) == "at midnight (Europe/Berlin)"
    assert "collect 5,000 requests a submission" in advice((schedule,), about)
    for words in ("and 90 minutes, slow", "95 % and 2 hours", "the 1 hour after which"):
        assert words in means(about)
    for words in ("and 1 hour, slow", "95 % and 4 hours", "the 24 hours after which"):
        assert words in means(ABOUT)


@pytest.mark.parametrize(
    ("prompt_tokens", "batches", "is_bound"), [(10, 1, False), (390, 1, False), (400_000, 7, True), (90_000, 2, True)]
)
def test_whichever_limit_comes_first(prompt_tokens: int, batches: int, is_bound: bool) -> None:
    """100,000 requests or 256 MB: 1,000 requests of 1.6 MB are 1.6 GB, seven batches."""
    found = delays([(0, 5)] * 1_000, prompt_tokens=prompt_tokens)["nightly"]
    assert (found["batches"], found["is_bound_by_bytes"]) == (batches, is_bound)


@pytest.mark.parametrize(
    ("verdict", "component"),
    [("interactive", "on_demand"), ("agentic", "on_demand"), ("latency_bound", "on_demand"), ("batchable", "batch")],
)
def test_who_waits_or_is_batched_already_has_no_schedule(verdict: str, component: str) -> None:
    assert delays([(0, 5)], verdict, component=component) == {}
    assert delays([(0, 5)], "uncertain")


def test_the_line_of_a_day_is_always_shown() -> None:
    found = delays([(0, minute) for minute in range(60, 69)] + [(0, 70)])
    assert [found["nightly"][f"{name}_min"] for name in ("typical", "slow", "latest")] == [1_435, 1_620, 2_820]
    schedule = Schedule(
        *(
            "nightly",
            1,
            2,
            100_000,
            250_000,
            "Build",
            5_000,
            True,
            700,
            1_300,
            1_440,
            760,
            1_540,
            2_880,
            True,
            "soonest",
        )
    )
    (told,) = as_json((schedule,)) or []
    assert (told["typical_min"], told["slow_min"], told["latest_min"]) == (760, 1_540, 2_880)
    assert span(1_501) == "25 h 01 min"
    assert "100,000 requests, with what may still run 250,000, fit the queue of tier Build" in sizes(schedule)
    alone = replace(schedule, most_queued_requests=100_000, queue_tier=None)
    assert "100,000 requests, fits no tier's queue at once" in sizes(alone)
    assert advice((schedule,), ABOUT).endswith("every deadline of 48 h 00 min and more")
    assert as_json(()) is None
    assert advice((), ABOUT) == ""


def recommended(found: dict[str, dict[str, Any]]) -> tuple[str, str]:
    """The schedule to take, and why."""
    ((name, row),) = [(name, row) for name, row in found.items() if row["is_recommended"]]
    assert {row["because"] for row in found.values() if not row["is_recommended"]} == {None}
    return name, row["because"]


def test_a_run_is_submitted_when_it_ends() -> None:
    """A hundred requests within twenty minutes: the hour and the night would only wait longer."""
    assert recommended(delays([(0, 5 + number % 20) for number in range(100)])) == ("episode", "soonest")


def test_an_episode_that_never_ends_is_submitted_by_the_hour() -> None:
    stream = [(0, number // 2) for number in range(2 * 60 * 8)]
    assert recommended(delays(stream)) == ("hourly", "soonest")


def test_a_few_calls_at_a_time_are_collected_by_night() -> None:
    """Five calls each half hour: 240 a day, and neither an episode nor an hour has a hundred."""
    few = [(hour, 30 * hour) for hour in range(48) for _ in range(5)]
    assert recommended(delays(few)) == ("nightly", "soonest")
    assert recommended(delays(few[:50])) == ("nightly", "fewest")


def test_a_submission_fits_a_queue() -> None:
    """Two episodes of 300 in a night are too many at once for every queue; each by itself is not."""
    found = delays([(number % 2, 10 + 300 * (number % 2)) for number in range(600)], params=SMALL_QUEUES)
    assert {name: row["queue_tier"] for name, row in found.items()} == {
        "episode": "Build",
        "hourly": "Build",
        "nightly": None,
    }
    assert recommended(found) == ("episode", "soonest")
    assert recommended(delays([(0, 10)] * 600, params=SMALL_QUEUES))[1] == "smallest"


def test_a_queue_holds_what_may_still_run() -> None:
    """A hundred each hour: of batches that take four hours, four are there at once; of those that take two, two."""
    calls = [(hour, 60 * hour + 10) for hour in range(8) for _ in range(100)]
    for slow_min, queued in ((240, 400), (120, 200), (60, 100), (61, 200)):
        found = delays(calls, params=replace(SMALL_QUEUES, batch_slow_min=slow_min))["hourly"]
        assert (found["largest_submission_requests"], found["most_queued_requests"]) == (100, queued)
        assert found["queue_tier"] == ("Scale" if queued > 300 else "Start")
