"""Stage 5, caches that are used in the view: what they bring, what they lose, and what another setting would have cost.

Reads cache_use, cache_loss_costs, cache_settings; writes nothing. USD are exact decimals.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from norush.warehouse import Warehouse

LOSSES = ("never_read", "life_too_short", "paused_over_an_hour", "front_changed", "not_yet_begun", "life_too_long")
GRADES = ("exact", "inferred", "bound")


@dataclass(frozen=True, slots=True)
class Loss:
    """One cause and grade. They overlap, and are not to be added up."""

    loss: str
    grade: str
    calls: int
    tokens: int
    usd: Decimal


@dataclass(frozen=True, slots=True)
class CacheUse:
    """Caching as it was logged, outside batches, against the same tokens uncached; and other settings of it."""

    read_tokens: int
    write_5m_tokens: int
    write_1h_tokens: int
    spared_usd: Decimal
    """What reads cost less than input."""
    premium_usd: Decimal
    """What writes cost more than input."""
    as_billed_usd: Decimal | None
    without_usd: Decimal | None
    """The workload without any cache."""
    cache_5m_usd: Decimal | None
    cache_1h_usd: Decimal | None
    """Replayed; None where the log has nothing to go by."""
    better: str | None
    """`without`, `cache_5m` or `cache_1h`; None: none is told to be cheaper."""
    better_usd: Decimal | None
    losses: tuple[Loss, ...]

    @property
    def net_usd(self) -> Decimal:
        """What the cache saved in the end; below zero it cost more than it brought."""
        return self.spared_usd - self.premium_usd

    @property
    def better_saves_usd(self) -> Decimal | None:
        """What the better setting would have saved."""
        if self.as_billed_usd is None or self.better_usd is None:
            return None
        return self.as_billed_usd - self.better_usd


def cache_use(warehouse: Warehouse, period: str) -> dict[str, CacheUse]:
    """By workload; only those that used a cache outside batches."""
    losses = _losses(warehouse, period)
    rows = warehouse.rows(
        """
        select
            u.workload_id, u.read_tokens, u.write_5m_tokens, u.write_1h_tokens, u.spared_usd, u.premium_usd,
            s.as_billed_usd, s.without_usd, s.cache_5m_usd, s.cache_1h_usd, s.better, s.better_usd
        from cache_use as u
        join cache_settings as s on s.period = u.period and s.workload_id = u.workload_id
        where u.period = $period
        """,
        {"period": period},
    )
    return {workload_id: CacheUse(*(*rest, tuple(losses[workload_id]))) for workload_id, *rest in rows}


def _losses(warehouse: Warehouse, period: str) -> dict[str, list[Loss]]:
    """By workload, in the order of LOSSES and GRADES."""
    rows = warehouse.rows(
        "select workload_id, loss, grade, calls, tokens, usd from cache_loss_costs where period = $period",
        {"period": period},
    )
    found: dict[str, list[Loss]] = defaultdict(list)
    for workload_id, *rest in sorted(rows, key=lambda row: (row[0], LOSSES.index(row[1]), GRADES.index(row[2]))):
        found[workload_id].append(Loss(*rest))
    return found
