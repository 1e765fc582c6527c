"""The cheapest way that a verdict allows, and what caches save beside batches."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from norush.findings import write_options
from norush.params import Params
from norush.render.caching import pays_from
from norush.scenarios import write_costs
from norush.view.inputs import PriceCard
from norush.warehouse import Warehouse
from replays import Call, database

pytestmark = pytest.mark.one_in(4)

WHOLE = ("sure", "likely", "ceiling")


def option(calls: list[Call], verdict: str, folder: Path, band: str = "high") -> dict[str, Any]:
    """The row of `options`."""
    warehouse = database(calls, folder)
    write_costs(warehouse, Params())
    judge(warehouse, verdict, band)
    write_options(warehouse, Params())
    (row,) = warehouse.frame("select * from options").to_dicts()
    return dict(row)


def judge(warehouse: Warehouse, verdict: str, band: str) -> None:
    texts = ("period", "workload_id", "verdict", "band")
    warehouse.replace_table("verdicts", dict.fromkeys(texts, "text"), [("all", "w", verdict, band)])
    component = "batch" if verdict == "batched" else "on_demand"
    warehouse.replace_table("workloads", dict.fromkeys(("workload_id", "component"), "text"), [("w", component)])


def fan(
    requests: int = 20, *, shared: int = 1_800, own: int = 200, gap_ms: int = 1_000, output: int = 200
) -> list[Call]:
    return [
        Call(
            n * gap_ms, n * gap_ms + 500, (("head", shared), (f"own {n}", own)), output_tokens=output
        )
        for n in range(requests)
    ]  # fmt: skip


@pytest.mark.parametrize("verdict", ["interactive", "agentic", "latency_bound", "uncertain"])
def test_who_waits_is_offered_caches_only(verdict: str, tmp_path: Path) -> None:
    found = option(fan(), verdict, tmp_path)
    assert found["option"] == "cache_5m"
    assert not found["is_cache_near"]


def test_who_does_not_wait_gets_a_batch_with_or_without_a_cache(tmp_path: Path) -> None:
    assert option(fan(), "batchable", tmp_path)["option"] == "batch_cache_5m"
    assert option(fan(shared=900), "batchable", tmp_path)["option"] == "batch"


def test_an_hour_pays_where_calls_come_every_ten_minutes(tmp_path: Path) -> None:
    assert option(fan(gap_ms=600_000), "interactive", tmp_path)["option"] == "cache_1h"


def test_what_no_cache_helps_stays(tmp_path: Path) -> None:
    found = option(fan(gap_ms=4_000_000), "interactive", tmp_path)
    assert (found["option"], found["option_usd"]) == ("as_billed", found["as_billed_usd"])
    assert [found[f"cache_saving_{name}_usd"] for name in WHOLE] == [0, 0, 0]


def test_a_cache_alone_may_come_near_a_batch(tmp_path: Path) -> None:
    near = option(fan(8, shared=9_000, own=4_000, output=10), "batchable", tmp_path)
    assert (near["option"], near["is_cache_near"]) == ("batch_cache_5m", True)
    far = option(fan(20, shared=9_000, own=8_000, output=10), "batchable", tmp_path)
    assert (far["option"], far["is_cache_near"]) == ("batch_cache_5m", False)


def test_a_cache_alone_may_be_cheaper_than_a_batch(tmp_path: Path) -> None:
    """Long shared prompts with short answers cost a tenth with a cache, half as a batch: nothing needs to wait."""
    assert option(fan(100, shared=50_000, own=10, output=10), "batchable", tmp_path)["option"] == "cache_5m"


def saved(found: dict[str, Any]) -> list[Decimal]:
    return [found[f"cache_saving_{name}_usd"] for name in WHOLE]


def amounts(folder: Path) -> dict[str, Decimal]:
    """What `fan` costs by scenario and luck, whatever the verdict."""
    warehouse = database(fan(), folder)
    write_costs(warehouse, Params())
    rows = warehouse.rows("select scenario, likely_usd, best_usd from cached_scenario_costs")
    plain = warehouse.rows("select scenario, usd from scenario_costs where usd is not null")
    return {
        f"{name} {luck}": usd for name, *both in rows for luck, usd in zip(("likely", "best"), both, strict=True)
    } | dict(plain)


@pytest.mark.slow
def test_no_cache_saving_is_sure(tmp_path: Path) -> None:
    """Sure is without luck: the 30 % of hits inside a batch that are documented as least are promised by nobody."""
    for verdict, band in (
        ("batchable", "high"),
        ("batchable", "medium"),
        ("interactive", "high"),
        ("uncertain", "low"),
    ):
        assert option(fan(), verdict, tmp_path, band)["cache_saving_sure_usd"] == 0


def test_savings_are_counted_once(tmp_path: Path) -> None:
    """On demand they are against the bill; of what moves, against the batch without a cache."""
    cost = amounts(tmp_path)
    stays = option(fan(), "interactive", tmp_path)
    assert saved(stays)[1] == cost["as_billed"] - cost["cache_5m likely"]
    moves = option(fan(), "batchable", tmp_path)
    assert saved(moves)[1] == cost["batch"] - cost["batch_cache_5m likely"]
    assert saved(moves)[2] == cost["batch"] - cost["batch_cache_5m best"]
    for found in (stays, moves):
        assert saved(found) == sorted(saved(found))
        assert saved(found)[2] < found["as_billed_usd"]
        assert found["overlap_usd"] == 0


def test_what_may_wait_stays_until_it_is_known(tmp_path: Path) -> None:
    """A cache saves whoever waits: likely as if it stays. The ceilings of both overlap, and are counted once."""
    cost, found = amounts(tmp_path), option(fan(), "uncertain", tmp_path, "low")
    assert saved(found)[1] == cost["as_billed"] - cost["cache_5m likely"] > 0
    assert saved(found)[2] == cost["as_billed"] - cost["cache_5m best"]
    both = cost["as_billed"] - cost["batch"] + saved(found)[2] - found["overlap_usd"]
    assert both == cost["as_billed"] - cost["batch_cache_5m best"]
    assert found["overlap_usd"] > 0


def test_a_cache_in_place_of_a_batch_saves_what_it_saves_beyond_it(tmp_path: Path) -> None:
    """50,010 tokens a hundred times, $3 a million: 15 as billed, 7.5 as a batch, under 2 with a cache alone."""
    calls = fan(100, shared=50_000, own=10, output=0)
    found = option(calls, "batchable", tmp_path)
    assert found["as_billed_usd"] == Decimal("15.003")
    assert found["option"] == "cache_5m"
    # one head written, 99 read; what is each prompt's own is not marked
    assert found["option_usd"] == Decimal("0.1875") + 99 * Decimal("0.015") + 100 * Decimal("0.00003")
    assert saved(found)[1] >= Decimal("15.003") / 2 - found["option_usd"]


def test_a_saving_within_the_error_of_the_replay_is_no_advice(tmp_path: Path) -> None:
    """98 % of the bill are answers: whatever a cache does to the rest is below what the replay may be wrong by."""
    found = option(fan(shared=1_800, own=0, output=20_000), "interactive", tmp_path)
    assert found["cache_usd"] < found["as_billed_usd"]
    assert found["option"] == "as_billed"
    assert found["cache_saving_likely_usd"] == Decimal(0)


def test_what_is_batched_already_has_no_options(tmp_path: Path) -> None:
    warehouse = database(fan(), tmp_path)
    write_costs(warehouse, Params())
    judge(warehouse, "batched", "high")
    write_options(warehouse, Params())
    assert warehouse.rows("select 1 from options") == []


def test_the_break_even_is_worked_out_from_the_cards_own_prices() -> None:
    """At a read price of a tenth: 21.74 % of hits for five minutes, 52.63 % for an hour."""
    rates = {"input": "3", "cache_read": "0.3", "cache_write_5m": "3.75", "cache_write_1h": "6", "output": "15"}
    card = PriceCard("c", "m", tuple((name, Decimal(usd)) for name, usd in rates.items()), None, None, None)
    assert card.break_even == (("5m", Decimal("0.2174")), ("1h", Decimal("0.5263")))
    assert pays_from(card).endswith("one of 5 minutes from 21.7 % of hits on and of 1 hour from 52.6 % of hits on")
    assert replace(card, rates=card.rates[:2]).break_even == ()
