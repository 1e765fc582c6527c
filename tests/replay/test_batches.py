"""How batches would have been cut and when their results would have come, worked out by hand."""

from typing import Any

import pytest

from norush.params import Params
from norush.render.batching import as_json, sizes, span
from norush.view.batches import Schedule
from norush.warehouse import Warehouse

MINUTE_US = 60_000_000
MIDNIGHT_US = 1_760_918_400_000_000
"""2025-10-20 00:00:00 UTC."""


def delays(
    starts: list[tuple[int, int]], verdict: str = "batchable", prompt_tokens: int = 1_000, component: str = "on_demand"
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
        warehouse.run_step("4_replay/batch_delays", Params().named())
        rows = warehouse.frame("select * from batch_delays").to_dicts()
    return {row["schedule"]: row for row in rows}


def test_waits_until_submission() -> None:
    """Nine requests in the first minutes of an episode and one at its end, 01:10."""
    found = delays([(0, minute) for minute in range(60, 69)] + [(0, 70)])
    waits = {name: [row[f"wait_{share}_min"] for share in ("median", "95", "most")] for name, row in found.items()}
    assert waits == {"episode": [6, 11, 11], "hourly": [55, 60, 60], "nightly": [1_375, 1_380, 1_380]}
    assert {name: row["submissions"] for name, row in found.items()} == {"episode": 1, "hourly": 1, "nightly": 1}


def test_episodes_hours_and_nights_are_submitted_by_themselves() -> None:
    found = delays([(0, 10), (0, 11), (2, 70), (3, 1_500)])
    assert {name: row["submissions"] for name, row in found.items()} == {"episode": 3, "hourly": 3, "nightly": 2}
    assert {name: row["most_queued_requests"] for name, row in found.items()} == {
        "episode": 2,
        "hourly": 2,
        "nightly": 3,
    }


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
    schedule = Schedule("nightly", 1, 2, 250_000, 5_000, True, 700, 1_300, 1_440)
    (told,) = as_json((schedule,)) or []
    assert (told["typical_min"], told["slow_min"], told["latest_min"]) == (760, 1_540, 2_880)
    assert span(1_501) == "25 h 01 min"
    assert "fits the queue of tier Build" in sizes(schedule)
    assert as_json(()) is None
