"""What pauses and calls that begin together do to a cache: the steady stream and the fan-out, by hand."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from norush.params import Params
from norush.render import caching
from norush.scenarios import write_costs
from norush.view.cached import Breakpoint, CachedScenario, Reuse, reuse
from norush.view.inputs import PriceCard
from replays import Call, database, replay_with

RATES = {"input": "3", "cache_read": "0.3", "cache_write_5m": "3.75", "cache_write_1h": "6"}
CARD = PriceCard("c", "m", tuple((name, Decimal(usd)) for name, usd in RATES.items()), None, None, None)


def asks(start_ms: int) -> Call:
    """A shared head of 2,000 tokens, and 500 of its own."""
    return Call(start_ms, start_ms + 1_000, (("head", 2_000), (f"own {start_ms}", 500)))


def later(start_ms: int) -> list[Call]:
    """Twelve calls, each after the answer to the one before: with them a breakpoint pays."""
    return [asks(start_ms + 2_000 * number) for number in range(12)]


def fan_outs(calls: list[Call], folder: Path, ttl: str = "5m") -> tuple[int, Decimal]:
    """Writes of what was just being written, and what they cost, at the heads."""
    with database(calls, folder) as warehouse:
        write_costs(warehouse, Params())
        points, writes, usd = warehouse.row(
            "select count(*), sum(early_writes), sum(early_usd) from breakpoint_costs "
            "where scenario = 'cache_' || $ttl and depth > 0",
            {"ttl": ttl},
        )
    assert points == 1, "no breakpoint pays: the case says nothing"
    return int(writes), usd


def test_each_of_a_fan_out_but_the_first_writes_in_vain(tmp_path: Path) -> None:
    """Seven at once: six writes of 2,000 tokens at 3.75 that would have been reads at 0.30 (prompt caching: use)."""
    calls = [*(asks(number) for number in range(7)), *later(20_000)]
    assert fan_outs(calls, tmp_path) == (6, 6 * 2_000 * (Decimal("3.75") - Decimal("0.3")) / 1_000_000)
    assert fan_outs(calls, tmp_path, "1h") == (6, 6 * 2_000 * (Decimal(6) - Decimal("0.3")) / 1_000_000)


def test_of_calls_at_one_instant_each_but_one_writes_in_vain(tmp_path: Path) -> None:
    """Nothing tells which of them came first: one of the seven writes what the six could read."""
    together = [replace(asks(number), start_ms=0) for number in range(7)]
    assert fan_outs([*together, *later(20_000)], tmp_path)[0] == 6
    before = asks(-500)  # whose answer has not begun: then all seven write in vain
    assert fan_outs([before, *together, *later(20_000)], tmp_path)[0] == 7
    apart = [
        replace(each, service_tier=tier) for each, tier in zip(together, ["standard", "priority"] * 4, strict=False)
    ]
    assert fan_outs([*apart, *later(20_000)], tmp_path)[0] == 5, "one of each line of costs"


def test_neither_rows_nor_ids_decide_a_fan_out(tmp_path: Path) -> None:
    """Ten times four calls at once with one head, and two by two another, which the log tells as shorter or longer."""
    calls = [
        Call(group * 600_000, group * 600_000 + 1_000 + call, (("head", 2_000), (f"{group} {call % 2}", 900 + call)))
        for group in range(10)
        for call in range(4)
    ]
    found = []
    for seed in range(6):
        mixed = random.Random(seed).sample(calls, len(calls))  # their ids go by their order
        with database(mixed, tmp_path) as warehouse:
            warehouse.run_step("4_replay/breakpoint_reads")
            replay_with(warehouse, [1, 2])
            warehouse.run_step("4_replay/append_breakpoints", {"ttl": "5m"})
            found.append(
                warehouse.rows(
                    "select depth, early_writes, early_tokens from breakpoint_reads where setting = 'head' order by 1"
                )
            )
    # the first head: three of four each time. The second: one of two, that which says less (900 of 902, 901 of 903)
    assert found == [[(1, 30, 60_000), (2, 20, 10 * (900 + 901))]] * 6


def test_who_waits_for_the_answer_to_begin_reads(tmp_path: Path) -> None:
    assert fan_outs([asks(0), *(asks(1_000 + number) for number in range(6)), *later(20_000)], tmp_path)[0] == 0
    assert fan_outs([asks(0), *(asks(999 - number) for number in range(6)), *later(20_000)], tmp_path)[0] == 6


def test_a_write_after_a_pause_is_no_fan_out(tmp_path: Path) -> None:
    calls = [asks(0), asks(300_001), asks(600_002), *later(1_000_000)]
    assert fan_outs(calls, tmp_path)[0] == 0


def test_what_pauses_decide(tmp_path: Path) -> None:
    """Of four prompts the second comes in time, the third within the hour, and the last a day later."""
    with database([asks(0), asks(60_000), asks(960_000), asks(86_400_000)], tmp_path) as warehouse:
        write_costs(warehouse, Params())
        found = reuse(warehouse, "all")["w"]
    assert found == Reuse(10_000, 2_000, 4_000, 6_000)
    assert "20.0 % had been sent before within five minutes, 40.0 % within an hour, 60.0 %" in caching.stream(found)


def test_the_effects_in_words() -> None:
    point = Breakpoint(1, 20, 13, 2_000, 26_000, 14_000, Decimal("0.05"), 6, Decimal("1.25"))
    one = Decimal(1)
    cached = CachedScenario("cache_5m", "head", one, one, one, None, 20, 20, 0, 0, None, (point,))
    assert caching.fan_out(cached).startswith("6 writes of what was just being written, its answer not begun: $1.25.")
    assert caching.fan_out(replace(cached, breakpoints=())) == ""


def test_with_the_fewest_hits_an_hours_cache_costs_more_than_none() -> None:
    """52.6 % of hits are needed for an hour, 21.7 % for five minutes; 30 % are the fewest that are documented."""
    settings = Params().named()
    told = caching.fewest_hits(CARD, settings)
    assert told.startswith("with the fewest hits documented in batches, 30.0 %, a cache of 5 minutes pays")
    assert told.endswith(" and a cache of 1 hour costs more than none")
    assert caching.fewest_hits(replace(CARD, rates=CARD.rates[:2]), settings) == ""
    assert caching.fewest_hits(CARD, {}) == ""
