"""What a workload's page draws: counted by hand, from tables made by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from norush.findings import write_drawn
from norush.params import Params
from norush.render import drawing
from norush.view import drawn
from norush.warehouse import Warehouse

DAY_US = 86_400_000_000
SINCE = 20_000 * DAY_US
"""Midnight of 4 October 2024, UTC."""


def warehouse(calls: Sequence[tuple[float, float]], *, gap_s: float = 60, shown: int = 100) -> Warehouse:
    """The tables of one workload with calls of these (start, end) seconds, as signals.py makes them."""
    made = Warehouse()
    made.replace_table("lanes", {"lane": "bigint", "period": "text", "workload_id": "text"}, [(1, "p", "w")])
    ordered = sorted((SINCE + round(start * 1e6), SINCE + round(end * 1e6)) for start, end in calls)
    columns = {
        "lane": "bigint",
        "place": "bigint",
        "start_us": "bigint",
        "end_us": "bigint",
        "since_start_us": "bigint",
    }
    rows: list[tuple[object, ...]] = [(1, at, start, end, None) for at, (start, end) in enumerate(ordered, 1)]
    made.replace_table("calls", columns, rows)
    params = Params(shown_episodes=shown)
    for step in ("flow", "episodes"):
        made.run_step(f"3_signals/{step}", params.named())
    write_drawn(made, params)
    return made


def test_a_pool_is_a_plateau_and_what_comes_and_goes_within_a_step_is_seen() -> None:
    # two workers for 20 s, back to back; and one short call in the 13th second
    calls = [(at, at + 5.0) for at in (0, 5, 10, 15)] + [(at + 0.5, at + 5.5) for at in (0, 5, 10, 15)] + [(12.1, 12.2)]
    profile = drawn.profiles(warehouse(calls), "p")["w"]
    assert (profile.step_s, profile.calls, len(profile.peaks)) == (1, 9, 21)
    assert profile.peaks == (*[2] * 12, 3, *[2] * 7, 1)
    assert profile.usual == (2, Decimal(19) / 21)
    assert profile.path == "M0 3V1H12V0H13V1H20V2H21V3Z"


def test_the_busiest_day_is_drawn_with_what_still_runs_from_the_day_before() -> None:
    night = [(at * 600, at * 600 + 30) for at in range(4)]
    day = 86_400
    busy = [(day + at * 600, day + at * 600 + 30) for at in range(6)]
    over = [(day - 100, day + 45)]
    profile = drawn.profiles(warehouse(night + busy + over), "p")["w"]
    assert profile.since == datetime(2024, 10, 5, tzinfo=UTC)
    assert (profile.calls, profile.step_s) == (6, 60)
    assert [at for at, peak in enumerate(profile.peaks) if peak] == [0, 10, 20, 30, 40, 50]
    assert profile.peaks[0] == 2


@pytest.mark.parametrize("span_s", [1, 143, 145, 10_000, 86_000])
def test_a_day_has_at_most_144_steps(span_s: int) -> None:
    profile = drawn.profiles(warehouse([(0, 0.5), (span_s - 0.5, span_s)]), "p")["w"]
    assert len(profile.peaks) <= 144
    assert profile.until >= profile.since + timedelta(seconds=span_s)


def test_each_episode_is_drawn_and_those_at_another_time_are_told_apart() -> None:
    nightly = [
        (day * 86_400 + 3_600 + 60 * day + at, day * 86_400 + 3_650 + 60 * day + at)
        for day in range(6)
        for at in (0, 30)
    ]
    late = [(4 * 86_400 + 43_200, 4 * 86_400 + 43_300)]
    made = drawn.timelines(warehouse(nightly + late), "p", "UTC")["w"]
    assert (made.is_by_hour, made.episodes) == (False, 7)
    assert [each.calls for each in made.stretches] == [2, 2, 2, 2, 2, 1, 2]
    assert [f"{each.at:%d %H:%M}" for each in made.unusual] == ["08 12:00"]
    assert [each.length_s for each in made.usual] == [30] * 6
    assert len(made.days) == 6
    assert [mark.look for mark in made.marks] == ["other", "usual"]


def test_days_are_those_of_the_zone() -> None:
    made = drawn.timelines(warehouse([(23 * 3_600, 23 * 3_600 + 1)]), "p", "Europe/Berlin")["w"]
    assert [day.isoformat() for day in made.days] == ["2024-10-05"]


def test_more_episodes_than_can_be_drawn_become_hours_that_hold_every_call() -> None:
    calls = [(at * 1_200, at * 1_200 + 1) for at in range(50)]
    made = drawn.timelines(warehouse(calls, shown=10), "p", "UTC")["w"]
    assert (made.is_by_hour, made.episodes) == (True, 50)
    assert made.hours and sum(calls for _, calls in made.hours.each) == 50
    assert {calls for _, calls in made.hours.each} == {3, 2}
    assert [(hours, calls) for _, hours, calls in made.hours.by_day] == [(17, 50)]
    assert made.stretches == made.unusual == ()


def test_hours_of_a_zone_half_an_hour_off_lie_in_both_days() -> None:
    # 18:00 UTC is 23:30 there
    calls = [(18 * 3_600 + at * 120, 18 * 3_600 + at * 120 + 1) for at in range(29)]
    made = drawn.timelines(warehouse(calls, shown=10), "p", "Asia/Kolkata")["w"]
    assert made.hours and f"{made.hours.fullest[0]:%d %H:%M}" == "04 23:30"
    assert [day.isoformat() for day in made.days] == ["2024-10-04", "2024-10-05"]
    assert made.marks[0].path == "M1410 1h30v8h-30zM0 11h30v8h-30z"


def test_a_run_over_midnight_is_in_both_rows() -> None:
    calls = [(86_400 - 600 + at * 30, 86_400 - 570 + at * 30) for at in range(41)]
    made = drawn.timelines(warehouse(calls), "p", "UTC")["w"]
    assert made.marks[0].path == "M1430 1h10v8h-10zM0 11h10v8h-10z"


def test_the_json_holds_every_call_in_short() -> None:
    calls = [(at * 1_200, at * 1_200 + 1) for at in range(50)]
    by_hour = drawing.as_json(None, drawn.timelines(warehouse(calls, shown=10), "p", "Europe/Berlin")["w"], None)
    each = by_hour["timeline"]["each"]  # type: ignore[index]
    assert by_hour["timeline"]["since"] == "2024-10-04T00:00:00Z"  # type: ignore[index]
    assert each[:2] == [[0, 3], [1, 3]]
    assert sum(number for _, number in each) == 50
    by_episode = drawing.as_json(None, drawn.timelines(warehouse(calls[:2]), "p", "UTC")["w"], None)
    assert by_episode["timeline"] == {
        "by": "episode",
        "episodes": 2,
        "each": [["2024-10-04T00:00:00Z", 0, 1], ["2024-10-04T00:20:00Z", 0, 1]],
    }
