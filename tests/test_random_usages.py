"""10,000 random usages: what each workload costs in each scenario is what a witness without shared code adds up.

The witness has the prices written down a second time, and prices each request by itself in plain Decimal.
"""

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from test_scenarios import TOKENS, priced


class Price(NamedTuple):
    """USD per million tokens from one day to another; "" where there is no price."""

    since: str
    until: str
    input: str
    read: str
    write_5m: str
    write_1h: str
    output: str
    batch: str = "0.5"
    """What a batch multiplies every token price by; "" where it has none."""
    us: str = "1.1"
    """What the United States (on Vertex any region) multiply every token price by."""
    flex: str = ""
    priority: str = ""
    over: int | None = None
    times_input: str = "1"
    times_output: str = "1"
    search: str = "0.01"
    batch_read: str = ""
    """Where a batch's cache reads are not `batch` times the others."""


SONNET = ("3", "0.30", "3.75", "6", "15")
OPUS = ("5", "0.50", "6.25", "10", "25")
SHEET: Mapping[tuple[str, str, str], list[Price]] = {
    ("anthropic", "claude-sonnet-4-6", "standard"): [
        Price("2026-02-17", "2026-03-13", *SONNET, over=200_000, times_input="2", times_output="1.5"),
        Price("2026-03-13", "", *SONNET),
    ],
    ("anthropic", "claude-sonnet-4-5", "standard"): [
        Price("2025-09-29", "2026-04-30", *SONNET, us="1", over=200_000, times_input="2", times_output="1.5"),
        Price("2026-04-30", "", *SONNET, us="1"),
    ],
    ("anthropic", "claude-opus-4-7", "standard"): [Price("2026-04-16", "", *OPUS)],
    ("anthropic", "claude-opus-4-6", "standard"): [
        Price("2026-02-05", "2026-03-13", *OPUS, over=200_000, times_input="2", times_output="1.5"),
        Price("2026-03-13", "", *OPUS),
    ],
    ("anthropic", "claude-opus-4-6", "fast"): [
        Price("2026-02-07", "2026-06-29", "30", "3", "37.5", "60", "150", batch=""),
        Price("2026-06-29", "", *OPUS),
    ],
    ("anthropic", "claude-opus-4-8", "standard"): [Price("2026-05-28", "", *OPUS)],
    ("anthropic", "claude-opus-4-8", "fast"): [Price("2026-05-28", "", "10", "1", "12.5", "20", "50", batch="")],
    ("anthropic", "claude-haiku-4-5", "standard"): [
        Price("2025-10-15", "", "1", "0.10", "1.25", "2", "5", us="1"),
    ],
    ("anthropic", "claude-sonnet-5-5", "standard"): [
        Price("2026-09-28", "2026-10-07", "2", "0.20", "2.50", "4", "10"),
        Price("2026-10-07", "", "2", "0.10", "2.50", "4", "10"),
    ],
    ("anthropic", "claude-haiku-5-5", "standard"): [
        Price(
            *("2026-10-07", "", "0.10", "0.01", "0.125", "0.20", "0.50"),
            over=100_000,
            times_input="5",
            times_output="5",
        ),
    ],
    ("bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", "standard"): [
        Price("2025-10-15", "", "1.1", "0.11", "1.375", "2.2", "5.5", batch="", us="1", search=""),
    ],
    ("bedrock", "global.anthropic.claude-sonnet-4-6", "standard"): [
        Price("2026-03-13", "", *SONNET, batch="", us="1", search=""),
    ],
    ("vertex", "claude-sonnet-4-6", "standard"): [Price("2026-03-13", "", *SONNET, batch="", search="")],
    ("openai", "gpt-6-sol", "standard"): [
        Price(
            *("2026-09-22", "2026-10-12", "2", "0.2", "2.5", "", "10"),
            us="1",
            over=272_000,
            times_input="2",
            times_output="1.5",
        ),
        Price(
            *("2026-10-12", "", "2", "0.2", "2.5", "", "10"),
            us="1",
            flex="0.5",
            priority="2",
            over=272_000,
            times_input="2",
            times_output="1.5",
        ),
    ],
    ("gemini", "gemini-2.5-pro", "standard"): [
        Price(
            *("2026-04-20", "", "1.25", "0.125", "", "", "10"),
            us="1",
            over=200_000,
            times_input="2",
            times_output="1.5",
            search="0.035",
            batch_read="0.125",
        ),
    ],
}
KINDS = ("input", "read", "write_5m", "write_1h", "output")
"""In the order of TOKENS."""


class Amounts(NamedTuple):
    """USD of one request. `uncached`: as a batch with no luck at all, or as billed where it is no batch of its own."""

    as_billed: Decimal = Decimal(0)
    on_demand: Decimal = Decimal(0)
    batch: Decimal = Decimal(0)
    uncached: Decimal = Decimal(0)


Sheet = Mapping[tuple[str, str, str], list[Price]]


def witness(request: Mapping[str, object], sheet: Sheet = SHEET) -> Amounts:
    """What one request costs; zeros where it failed, or has no price."""
    day, tier = str(request["started_at"])[:10], str(request["service_tier"])
    known = sheet.get((str(request["provider"]), str(request["model"]), str(request["speed"] or "standard")), [])
    prices = [price for price in known if price.since <= day and (not price.until or day < price.until)]
    if request["status"] != "succeeded" or not prices:
        return Amounts()
    (price,) = prices
    factor = {"standard": "1", "batch": price.batch, "flex": price.flex, "priority": price.priority}[tier]
    if not factor:
        return Amounts()
    fees = Decimal(str(request["web_search_requests"])) * Decimal(price.search or 0)
    as_billed = tokens_usd(request, price, factor, is_batch=tier == "batch") + fees
    on_demand = tokens_usd(request, price, "1", is_uncached=True) + fees
    if not price.batch:
        return Amounts(as_billed, on_demand, as_billed, as_billed)
    batch = tokens_usd(request, price, price.batch, is_batch=True) + fees
    uncached = batch if tier == "batch" else tokens_usd(request, price, price.batch, is_uncached=True) + fees
    return Amounts(as_billed, on_demand, batch, uncached)


def tokens_usd(
    request: Mapping[str, object], price: Price, factor: str, *, is_batch: bool = False, is_uncached: bool = False
) -> Decimal:
    counts = [Decimal(str(request[name])) for name in TOKENS]
    is_long = price.over is not None and sum(counts[:4]) > price.over
    total = Decimal(0)
    for kind, count in zip(KINDS, counts, strict=True):
        side = price.times_output if kind == "output" else price.times_input
        is_own = kind == "read" and is_batch and bool(price.batch_read)
        each = price.batch_read if is_own else getattr(price, "input" if is_uncached and kind != "output" else kind)
        times = Decimal(side if is_long else 1) * Decimal(1 if is_own else factor)
        total += count * Decimal(each or 0) * times
    us = Decimal(price.us if request["inference_geo"] == "us" else 1)
    return total * us / 1_000_000


def random_request(rng: random.Random) -> dict[str, object]:
    provider, model, speed = rng.choice(
        [*SHEET, ("anthropic", "claude-sonnet-4-6", "fast"), ("openai", "gpt-9", "fast")]
    )
    prices = SHEET.get((provider, model, speed), [])
    tokens: dict[str, object] = {}
    for kind, name in zip(KINDS, TOKENS, strict=True):
        has_price = not prices or getattr(prices[0], kind)
        tokens[name] = rng.choice([0, 1, rng.randrange(3_000), rng.randrange(150_000)]) if has_price else 0
    earliest = datetime(2025, 9, 1, tzinfo=UTC)
    if prices and rng.random() < 0.8:
        earliest = datetime.fromisoformat(rng.choice(prices).since).replace(tzinfo=UTC) - timedelta(days=5)
    span = datetime(2026, 11, 15, tzinfo=UTC) - earliest
    searches = [0, 0, 0, 1, 7] if not prices or prices[0].search else [0]
    return {
        "provider": provider,
        "model": model,
        "speed": "fast" if speed == "fast" else rng.choice([None, "standard"]),
        "started_at": earliest + timedelta(microseconds=rng.randrange(span // timedelta(microseconds=1))),
        "service_tier": rng.choice(["standard", "batch", "standard", "batch", "flex", "priority"]),
        "inference_geo": rng.choice([None, "us", "global", "not_available"]),
        "status": rng.choice(["succeeded"] * 9 + ["errored"]),
        "workload_id": f"w{rng.randrange(40)}",
        "web_search_requests": rng.choice(searches),
        **tokens,
    }


def test_ten_thousand_random_usages_add_up_exactly(tmp_path: Path) -> None:
    rng = random.Random(20261122)
    requests = [random_request(rng) for _ in range(10_000)]
    sums: dict[str, list[Amounts]] = defaultdict(list)
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    for request in requests:
        amounts = witness(request)
        sums[str(request["workload_id"])].append(amounts)
        if amounts.as_billed:
            seen[str(request["provider"]), str(request["service_tier"]), str(request["speed"] or "standard")] += 1
    assert len(seen) == 12
    assert min(seen.values()) >= 40, "every platform, tier and speed that has a price is met often"
    expected: dict[tuple[str, str], tuple[Decimal, Decimal | None]] = {}
    for workload, each in sums.items():
        total = Amounts(*(sum(column, Decimal(0)) for column in zip(*each, strict=True)))
        expected[workload, "as_billed"] = total.as_billed, total.as_billed
        expected[workload, "on_demand"] = total.on_demand, None
        expected[workload, "batch"] = total.batch, max(total.batch, total.uncached)
    warehouse = priced(requests, tmp_path)
    found = {
        (workload, scenario): (usd, None if scenario == "on_demand" else floor)
        for workload, scenario, usd, floor in warehouse.rows(
            "select workload_id, scenario, usd, floor_usd from scenario_costs where scenario <> 'billed'"
        )
    }
    assert len(found) == 3 * 40
    assert found == expected
