"""Stage 5, caches in the view: what a workload would have cost with one, its breakpoints, the cheapest way to run it.

Reads cached_scenario_costs, cache_bounds, breakpoint_costs, replay, options; writes nothing. USD are exact decimals.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from norush.view.costs import Saving
from norush.warehouse import Warehouse

ORDER = ("cache_5m", "cache_1h", "batch_cache_5m", "batch_cache_1h")


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """One place to write the cache at. `depth`: blocks from the front, 0 the end of each prompt."""

    depth: int
    requests: int
    reads: int
    """Requests that read all up to here; each other one wrote."""
    mean_tokens: int
    """Of a prompt up to here, rounded down."""
    read_tokens: int
    write_tokens: int
    """Of the tokens since the breakpoint before: what was read and what was written."""
    saves_usd: Decimal
    early_writes: int
    """Requests that wrote because the answer that writes the same had not begun: a fan-out."""
    early_usd: Decimal
    """What they cost, against reading."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """Tokens of prompts with known blocks, and how many of them an earlier prompt had held: what pauses decide."""

    prompt_tokens: int
    within_5m_tokens: int
    within_1h_tokens: int
    ever_tokens: int


@dataclass(frozen=True, slots=True)
class CachedScenario:
    """What a workload would have cost with a cache: with no luck, likely, at best; `bound`: if each found its head."""

    scenario: str
    setting: str
    floor_usd: Decimal
    likely_usd: Decimal
    best_usd: Decimal
    bound_usd: Decimal | None
    replayed_requests: int
    billed_requests: int
    inferred_requests: int
    """Of those replayed: from sessions that grow; the others are exact."""
    kept_requests: int
    """Whose price in this scenario is not known: they stay as billed."""
    why: str | None
    breakpoints: tuple[Breakpoint, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """The cheapest way to run a workload that its verdict allows, and what caches save beside batches."""

    option: str
    option_usd: Decimal
    cache_usd: Decimal | None
    """The cheaper cache alone."""
    is_cache_near: bool
    """A cache alone costs little more than the batch, and delays nothing."""
    saving: Saving
    overlap_usd: Decimal
    """What the ceilings of batch and cache both count: a workload that would move in the one, and stay in the other."""


def cached_scenarios(warehouse: Warehouse, period: str) -> dict[str, tuple[CachedScenario, ...]]:
    """By workload, in the order of ORDER."""
    breakpoints = _breakpoints(warehouse, period)
    rows = warehouse.rows(
        """
        select
            c.workload_id, c.scenario, c.setting, c.floor_usd, c.likely_usd, c.best_usd, c.bound_usd,
            c.replayed_requests, c.billed_requests, cast(coalesce(sum(r.requests), 0) as bigint), c.kept_requests, c.why
        from cached_scenario_costs as c
        left join replay as r
            on r.period = c.period and r.workload_id = c.workload_id and c.scenario = 'cache_' || r.ttl
            and r.setting = c.setting and r.policy = 'provider' and r.grade = 'inferred'
        where c.period = $period
        group by all
        """,
        {"period": period},
    )
    found: dict[str, list[CachedScenario]] = defaultdict(list)
    for workload_id, scenario, *rest in rows:
        stands = tuple(breakpoints[workload_id, scenario])
        found[workload_id].append(CachedScenario(*(scenario, *rest, stands)))
    return {
        workload_id: tuple(sorted(each, key=lambda one: ORDER.index(one.scenario)))
        for workload_id, each in found.items()
    }


def _breakpoints(warehouse: Warehouse, period: str) -> dict[tuple[str, str], list[Breakpoint]]:
    """From the front to the end, by workload and scenario."""
    rows = warehouse.rows(
        """
        select
            workload_id, scenario, depth, requests, reads, marked_tokens // requests, read_tokens, write_tokens,
            saves_usd, early_writes, early_usd
        from breakpoint_costs
        where period = $period
        order by workload_id, scenario, depth = 0, depth
        """,
        {"period": period},
    )
    found: dict[tuple[str, str], list[Breakpoint]] = defaultdict(list)
    for workload_id, scenario, *rest in rows:
        found[workload_id, scenario].append(Breakpoint(*rest))
    return found


def reuse(warehouse: Warehouse, period: str) -> dict[str, Reuse]:
    """By workload; only those whose prompts have known blocks."""
    rows = warehouse.rows(
        """
        select
            workload_id,
            cast(sum(case when ttl = 'ever' then read_tokens + write_tokens else 0 end) as bigint),
            cast(sum(case when ttl = '5m' then read_tokens else 0 end) as bigint),
            cast(sum(case when ttl = '1h' then read_tokens else 0 end) as bigint),
            cast(sum(case when ttl = 'ever' then read_tokens else 0 end) as bigint)
        from replay
        where policy = 'ideal' and period = $period
        group by workload_id
        """,
        {"period": period},
    )
    return {workload_id: Reuse(*counts) for workload_id, *counts in rows}


def bounds(warehouse: Warehouse, period: str) -> dict[str, Decimal]:
    """What a cache would cost at least, by workload; only those that were not replayed."""
    rows = warehouse.rows("select workload_id, bound_usd from cache_bounds where period = $period", {"period": period})
    return dict(rows)


def options(warehouse: Warehouse, period: str) -> dict[str, Option]:
    """By workload; only those that were replayed have one."""
    rows = warehouse.rows(
        """
        select
            workload_id, option, option_usd, cache_usd, is_cache_near,
            cache_saving_sure_usd, cache_saving_likely_usd, cache_saving_ceiling_usd, overlap_usd
        from options
        where period = $period
        """,
        {"period": period},
    )
    return {
        workload_id: Option(option, usd, cache_usd, is_near, Saving(*saving), overlap_usd)
        for workload_id, option, usd, cache_usd, is_near, *saving, overlap_usd in rows
    }
