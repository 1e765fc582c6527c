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


def test_savings_are_counted_once(tmp_path: Path) -> None:
    """On demand they are against the bill; in a batch, against the batch without a cache, sure with the fewest hits."""
    stays = option(fan(), "interactive", tmp_path)
    assert stays["cache_saving_sure_usd"] == 0
    assert stays["cache_saving_likely_usd"] == stays["as_billed_usd"] - stays["cache_usd"]
    moves = option(fan(), "batchable", tmp_path)
    batch = moves["as_billed_usd"] / 2
    assert moves["cache_saving_sure_usd"] == batch - moves["option_usd"]
    for medium in (option(fan(), "batchable", tmp_path, "medium"), option(fan(), "uncertain", tmp_path, "low")):
        assert medium["cache_saving_sure_usd"] == 0
    assert option(fan(), "uncertain", tmp_path, "low")["cache_saving_likely_usd"] == 0
    for found in (stays, moves):
        saving = [found[f"cache_saving_{name}_usd"] for name in WHOLE]
        assert saving == sorted(saving)
        assert saving[2] < found["as_billed_usd"]


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
