"""What caches would have cost: the worked example in every cell, and the ways of luck by hand."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from norush.params import Params
from norush.scenarios import write_costs
from norush.warehouse import Warehouse
from replays import Call, database

pytestmark = pytest.mark.one_in(4)

LUCKS = ("floor", "likely", "best", "bound")


def costed(calls: Sequence[Call], folder: Path) -> Warehouse:
    warehouse = database(calls, folder)
    write_costs(warehouse, Params())
    return warehouse


def amounts(warehouse: Warehouse, scenario: str) -> dict[str, Decimal | None]:
    """USD by luck."""
    (row,) = warehouse.rows(
        "select floor_usd, likely_usd, best_usd, bound_usd from cached_scenario_costs where scenario = $scenario",
        {"scenario": scenario},
    )
    return dict(zip(LUCKS, row, strict=True))


def plain(warehouse: Warehouse, scenario: str) -> Decimal:
    (usd,) = warehouse.row("select usd from scenario_costs where scenario = $scenario", {"scenario": scenario})
    assert isinstance(usd, Decimal)
    return usd


def nightly(requests: int, prefix: int) -> list[Call]:
    """Requests a second apart, 2,000 tokens in and 200 out, of which `prefix` stand first in all of them."""
    return [
        Call(n * 1_000, n * 1_000 + 500, (("head", prefix), (f"own {n}", 2_000 - prefix)), output_tokens=200)
        for n in range(requests)
    ]


@pytest.mark.parametrize(
    ("prefix", "bound", "most", "least", "least_1h"),
    [
        (500, "4500", "4500", "4500", "4500"),
        (1_500, "2475", "2526.75", "4286.25", "5467.50"),
        (1_800, "2070", "2132.10", "4243.50", "5661.00"),
    ],
)
def test_the_worked_example_in_every_cell(
    prefix: int, bound: str, most: str, least: str, least_1h: str, tmp_path: Path
) -> None:
    """A million requests of Sonnet 4.6 with a shared prefix, batch and cache together; here a thousandth of them."""
    warehouse = costed(nightly(1_000, prefix), tmp_path)
    assert plain(warehouse, "as_billed") == 9
    assert plain(warehouse, "batch") == Decimal("4.5")
    five_minutes, hour = amounts(warehouse, "batch_cache_5m"), amounts(warehouse, "batch_cache_1h")
    assert five_minutes["bound"] == hour["bound"] == Decimal(bound) / 1_000
    assert five_minutes["best"] == Decimal(most) / 1_000
    assert five_minutes["floor"] == Decimal(least) / 1_000
    assert hour["floor"] == Decimal(least_1h) / 1_000


def test_the_ways_of_luck_outside_batches(tmp_path: Path) -> None:
    """Ten requests of 2,000 tokens, 1,500 of them shared, 3 USD a million: input prices 3, 3.75, 6 and 0.30."""
    warehouse = costed(nightly(10, 1_500), tmp_path)
    output_usd, own_usd = Decimal("0.03"), 5_000 * Decimal("0.000003")
    rest = output_usd + own_usd
    read, write_5m, write_1h = Decimal("0.0000003"), Decimal("0.00000375"), Decimal("0.000006")
    five_minutes, hour = amounts(warehouse, "cache_5m"), amounts(warehouse, "cache_1h")
    assert five_minutes["likely"] == rest + 1_500 * (write_5m + 9 * read)
    assert hour["likely"] == rest + 1_500 * (write_1h + 9 * read)
    assert five_minutes["floor"] == rest + 15_000 * write_5m
    assert five_minutes["best"] == five_minutes["likely"]
    assert five_minutes["bound"] is None


def test_an_ideal_cache_reads_what_is_too_short(tmp_path: Path) -> None:
    warehouse = costed(nightly(10, 500), tmp_path)
    found = amounts(warehouse, "cache_5m")
    assert found["floor"] == found["likely"] == plain(warehouse, "on_demand")
    assert found["best"] == plain(warehouse, "on_demand") - 9 * 500 * Decimal("0.0000027")


def test_no_more_is_read_in_a_batch_than_is_shared(tmp_path: Path) -> None:
    """Pairs share a head: of each head, one of two requests can read it, however lucky."""
    calls = [
        Call(n * 1_000, n * 1_000 + 500, ((f"head {n // 2}", 2_000), (f"own {n}", 100)), output_tokens=0)
        for n in range(10)
    ]
    found = amounts(costed(calls, tmp_path), "batch_cache_5m")
    own = 1_000 * Decimal("0.0000015")
    assert found["best"] == own + 10_000 * (Decimal("0.00000015") + Decimal("0.000001875"))
    assert found["floor"] == own + 6_000 * Decimal("0.00000015") + 14_000 * Decimal("0.000001875")


def test_what_has_no_replay_stays_as_billed(tmp_path: Path) -> None:
    """Failed calls, calls in batches, and calls that show nothing of their prompts."""
    calls = nightly(10, 1_500)
    alone = amounts(costed(calls, tmp_path), "cache_5m")["likely"]
    others = [
        replace(calls[0], status="errored"),
        replace(calls[0], service_tier="batch"),
        Call(0, 1, prompt_tokens=1_000_000, output_tokens=0),
    ]
    with_others = costed([*calls, *others], tmp_path)
    assert alone is not None
    assert amounts(with_others, "cache_5m")["likely"] == alone + Decimal("0.0045") + 3
    assert with_others.row(
        "select replayed_requests, billed_requests from cached_scenario_costs where scenario = 'cache_5m'"
    ) == (10, 12)


def test_the_cheaper_setting_counts(tmp_path: Path) -> None:
    """Prompts that share nothing but a head get no breakpoint at their ends; conversations do."""
    fans = costed(nightly(10, 1_500), tmp_path)
    turns = tuple((f"turn {n}", 1_500) for n in range(12))
    calls = [Call(n * 9_000, n * 9_000 + 100, turns[: n + 1]) for n in range(12)]
    talks = costed(calls, tmp_path)
    settings = [
        each.row("select setting from cached_scenario_costs where scenario = 'cache_5m'")[0] for each in (fans, talks)
    ]
    assert settings == ["head", "head_end"]


def test_a_log_without_prompts_and_sessions_has_no_cached_costs(tmp_path: Path) -> None:
    calls = [Call(n, n + 1, prompt_tokens=9_000) for n in range(5)]
    warehouse = costed(calls, tmp_path)
    assert warehouse.rows("select 1 from cached_scenario_costs") == []
    bound_usd = 45_000 * Decimal("0.0000003") + 500 * Decimal("0.000015")
    assert warehouse.rows("select workload_id, bound_usd from cache_bounds") == [("w", bound_usd)]


def test_what_was_replayed_or_runs_in_batches_has_no_bound(tmp_path: Path) -> None:
    batched = [Call(n, n + 1, prompt_tokens=9_000, service_tier="batch", workload="v") for n in range(5)]
    assert costed([*nightly(5, 1_500), *batched], tmp_path).rows("select 1 from cache_bounds") == []


def test_what_a_batch_does_not_take_gets_no_cache_in_it(tmp_path: Path) -> None:
    """Half of the calls ask for more than a batch writes: they stay as billed there; outside all are replayed."""
    calls = nightly(10, 1_800)
    long = [replace(call, max_tokens=300_001) for call in calls[5:]]
    some, alone = costed([*calls[:5], *long], tmp_path), costed(calls[:5], tmp_path)
    stopped = plain(some, "as_billed") - plain(alone, "as_billed")
    assert plain(some, "batch") == plain(alone, "batch") + stopped
    for luck, usd in amounts(alone, "batch_cache_5m").items():
        assert usd is not None
        assert amounts(some, "batch_cache_5m")[luck] == usd + stopped
    assert amounts(some, "cache_5m") == amounts(costed(calls, tmp_path), "cache_5m")
