"""Stage 4: the same tokens under other terms.

Reads `requests` and the price book; writes `price_models`, `price_places`, `price_cards`, `price_changes`,
`daily_usage`, `usage`, `change_days`, `scenarios`, `rates`, `rate_parts`, `costs`, `scenario_costs`, `cached_costs`,
`cached_scenario_costs`, `breakpoint_costs`, `cache_bounds`, `cache_use`, `cache_loss_costs`, `cache_settings`.
A scenario is data: one of known terms is a row of SCENARIOS; terms that no scenario has yet are worked out in
`prices/rates.py` first. The calculator has no log, and so no scenarios: its rows are in `calc.py`.
"""

from dataclasses import dataclass
from decimal import Decimal

from norush.cache_use import write_cache_use
from norush.params import Params
from norush.prices import PriceBook, Terms, load_book, write_rates
from norush.replay import write_replay
from norush.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Scenario:
    """One set of terms: what it changes, what it must leave alone, where the assumption is written down."""

    name: str
    terms: Terms
    changes: str
    keeps: str
    assumption: str


SCENARIOS = (
    Scenario(
        "as_billed",
        Terms(tier="as_logged", cache="as_logged"),
        changes="Nothing: the price book at the tier, speed, geography and cache use that the log shows.",
        keeps="Only succeeded requests are billed. What has no published price is counted, never $0.",
        assumption="docs/scenarios.md#as_billed",
    ),
    Scenario(
        "on_demand",
        Terms(tier="standard", cache="none"),
        changes="Every request at the standard tier, every input token at the uncached price.",
        keeps="Speed, geography, prompt length, web search fees. What has no price as billed stays out.",
        assumption="docs/scenarios.md#on_demand",
    ),
    Scenario(
        "batch",
        Terms(tier="batch", cache="as_logged"),
        changes="Every token at the batch price, with the cache reads and writes that the log shows.",
        keeps="Web search fees, and requests already batched. Fast mode, models without a verified batch price and "
        "what a batch does not take stay as billed.",
        assumption="docs/scenarios.md#batch",
    ),
)


@dataclass(frozen=True, slots=True)
class Spend:
    """Totals of one period, or of all. Amounts cover priced requests; `billed_usd` is the source's own."""

    requests: int
    unbilled_requests: int
    unpriced_requests: int
    unpriced_tokens: int
    billed_usd: Decimal | None
    as_billed_usd: Decimal
    on_demand_usd: Decimal

    @property
    def realised_usd(self) -> Decimal:
        """What batching and caching already save."""
        return self.on_demand_usd - self.as_billed_usd


def write_costs(warehouse: Warehouse, params: Params, book: PriceBook | None = None) -> None:
    """Prices every request of every period by the cards that `write_price_tables` wrote of the same `book`."""
    book = book or load_book()
    values = params.named()
    for step in ("batch_limits", "priced_requests"):
        warehouse.run_step(f"4_costs/{step}", values)
    write_replay(warehouse)
    warehouse.run_step("4_costs/daily_usage", values)
    warehouse.run_step("4_costs/usage", values)
    warehouse.run_step("4_costs/change_days", values)
    write_terms(warehouse, book)
    warehouse.run_step("4_costs/costs", values)
    warehouse.run_step("4_costs/scenario_costs", values)
    for step in ("cached_usage", "cached_costs", "cached_scenario_costs", "breakpoint_costs", "cache_bounds"):
        warehouse.run_step(f"4_costs/{step}", values)
    write_cache_use(warehouse, params)


def write_terms(warehouse: Warehouse, book: PriceBook) -> None:
    """Makes `scenarios`, `rates` and `rate_parts`: what a token of what `usage` has costs on the terms of each."""
    warehouse.replace_table(
        "scenarios",
        dict.fromkeys(("scenario", "tier", "cache", "changes", "keeps", "assumption"), "text"),
        [(s.name, s.terms.tier, s.terms.cache, s.changes, s.keeps, s.assumption) for s in SCENARIOS],
    )
    write_rates(warehouse, book, {scenario.name: scenario.terms for scenario in SCENARIOS})


def spend(warehouse: Warehouse, period: str | None = None) -> Spend:
    """The totals of `period`, or of all periods."""
    counts = warehouse.row(
        """
        select
            coalesce(sum(requests), 0),
            coalesce(sum(requests - billed_requests), 0),
            coalesce(sum(case when usd is null then billed_requests else 0 end), 0),
            coalesce(sum(case when usd is null then input_tokens + cache_read_tokens + cache_write_5m_tokens
                + cache_write_1h_tokens + output_tokens else 0 end), 0)
        from costs
        where scenario = 'as_billed' and period = coalesce($period, period)
        """,
        {"period": period},
    )
    amounts = dict(
        warehouse.rows(
            """
            select scenario, sum(usd)
            from scenario_costs
            where period = coalesce($period, period)
            group by scenario
            """,
            {"period": period},
        )
    )
    requests, unbilled, unpriced, tokens = (int(count) for count in counts)
    return Spend(
        requests=requests,
        unbilled_requests=unbilled,
        unpriced_requests=unpriced,
        unpriced_tokens=tokens,
        billed_usd=amounts.get("billed"),
        as_billed_usd=amounts.get("as_billed") or Decimal(0),
        on_demand_usd=amounts.get("on_demand") or Decimal(0),
    )
