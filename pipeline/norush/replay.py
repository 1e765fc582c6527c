"""Stage 4, what caches would have done: which tokens each request would have read, written and left uncached.

Reads `requests`, `priced_requests`, `price_cards`; writes `replay` and `breakpoint_reads`. A log that shows neither
what prompts share nor sessions has nothing to replay, and pays nothing for it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from norush.breakpoints import CachePrices, Depth, choose
from norush.warehouse import Warehouse

LIVES_US = {"5m": 300_000_000, "1h": 3_600_000_000}
"""How long an entry lives after its last use (platform.claude.com/docs, prompt caching)."""
LIVES: Mapping[str, object] = {f"life_{ttl}_us": life_us for ttl, life_us in LIVES_US.items()}
"""The same as parameters of steps: life_5m_us, life_1h_us."""
PRICED_AS = {"5m": "5m", "1h": "1h", "ever": "5m"}
"""At whose price writes are weighed where breakpoints are chosen; `ever` is a batch, whose requests come together."""


def write_replay(warehouse: Warehouse) -> None:
    """Makes `replay` and `breakpoint_reads`; both stay empty where the log has nothing to go by."""
    warehouse.run_step("4_replay/replay")
    warehouse.run_step("4_replay/breakpoint_reads")
    has_blocks = _has_blocks(warehouse)
    # narrow first: whose sessions do not grow has nothing to replay, and pays for no more than seeing that
    has_sessions = warehouse.run_step("4_replay/long_sessions") > 0
    warehouse.run_step("4_replay/replay_lines")
    if not has_blocks and not has_sessions:
        return
    is_growing = warehouse.run_step("4_replay/growing_scopes") > 0
    if not has_blocks and not is_growing:
        return
    warehouse.run_step("4_replay/replay_calls")
    if has_blocks:
        _replay_blocks(warehouse)
    if is_growing:
        warehouse.run_step("4_replay/session_reads", LIVES)
        warehouse.run_step("4_replay/append_inferred")


def _has_blocks(warehouse: Warehouse) -> bool:
    query = "select 1 from requests where period is not null and prefix_blocks is not null limit 1"
    return bool(warehouse.rows(query))


def _replay_blocks(warehouse: Warehouse) -> None:
    warehouse.run_step("4_replay/prompt_blocks")
    warehouse.run_step("4_replay/ideal_depths", LIVES)
    warehouse.run_step("4_replay/append_ideal")
    warehouse.run_step("4_replay/block_totals")
    write_breakpoints(warehouse)
    for ttl, life_us in LIVES_US.items():
        params = {"ttl": ttl, "life_us": life_us}
        for step in ("marks", "mark_reads", "append_exact", "append_breakpoints"):
            warehouse.run_step(f"4_replay/{step}", params)
    for step in ("marks", "append_shared"):
        warehouse.run_step(f"4_replay/{step}", {"ttl": "ever"})
    for table in ("breakpoints", "prompt_blocks", "marks"):  # the large ones, and what is numbered anew each time
        warehouse.rows(f"drop table {table}")


def write_breakpoints(warehouse: Warehouse) -> None:
    """Makes `breakpoints`: one row a (scope_no, ttl, depth) at which a breakpoint pays."""
    columns = {"scope_no": "integer", "ttl": "text", "depth": "integer"}
    warehouse.replace_table("breakpoints", columns, list(_chosen(warehouse)))


def _chosen(warehouse: Warehouse) -> Iterator[tuple[int, str, int]]:
    """The depths that pay, by scope and life."""
    cards = _cards(warehouse)
    for ttl, priced_as in PRICED_AS.items():
        for scope_no, depths in _depths(warehouse, ttl).items():
            read, uncached, writes, least_tokens = cards[scope_no]
            write = writes[priced_as]
            if write is not None:
                for depth in choose(depths, CachePrices(uncached, read, write), least_tokens):
                    yield scope_no, ttl, depth


def _depths(warehouse: Warehouse, ttl: str) -> dict[int, list[Depth]]:
    """What each depth would read, by scope."""
    found: dict[int, list[Depth]] = defaultdict(list)
    rows = warehouse.rows(
        f"""
        select l.scope_no, d.depth, sum(d.requests), sum(d.reads_{ttl}), sum(d.tokens)
        from ideal_depths as d
        join replay_lines as l on l.line_no = d.line_no
        group by l.scope_no, d.depth
        order by l.scope_no, d.depth
        """
    )
    for scope_no, *counts in rows:
        found[scope_no].append(Depth(*(int(count) for count in counts)))
    return found


def _cards(warehouse: Warehouse) -> dict[int, tuple[Decimal, Decimal, dict[str, Any], int]]:
    """Prices of a read, of input and of writes by life, and the least that is cached: each scope's dearest card."""
    rows = warehouse.rows(
        """
        select
            l.scope_no, c.cache_read_usd_per_mtok, c.input_usd_per_mtok, c.cache_write_5m_usd_per_mtok,
            c.cache_write_1h_usd_per_mtok, l.least_tokens
        from replay_lines as l
        join price_cards as c on c.price_card = l.price_card
        order by l.scope_no, c.input_usd_per_mtok, l.price_card
        """
    )
    return {
        scope_no: (read, uncached, {"5m": write_5m, "1h": write_1h}, least_tokens)
        for scope_no, read, uncached, write_5m, write_1h, least_tokens in rows
    }
