"""Stage 5, what a cache inside batches costs by its share of hits: the documented range, drawn beside the batch alone.

Reads view values; writes nothing. USD are exact decimals; places are shares of the drawing (0..1), from the left and
from the top.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from norush.money import ZERO
from norush.params import Params
from norush.view.asked import COULD_MOVE
from norush.view.sums import clamped
from norush.view.values import Workload

CACHED = ("batch_cache_5m", "batch_cache_1h")


@dataclass(frozen=True, slots=True)
class Point:
    """One amount at one share of hits."""

    hit_share: Decimal
    usd: Decimal
    left: Decimal
    top: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """A scenario from the fewest hits that are documented to the most."""

    scenario: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class HitChart:
    """Batches with a cache, and without one."""

    batch: Point
    """The batch as logged, whatever the hits: the same all along."""
    lines: tuple[Line, ...]
    highest_usd: Decimal
    """The amount at the top of the drawing; zero is at its foot."""


def hit_chart(workload: Workload, settings: Mapping[str, object]) -> HitChart | None:
    """None where the workload could not move, has no batch price, or no cache inside batches was worked out."""
    batch = workload.scenario("batch")
    cached = [each for each in workload.cached if each.scenario in CACHED]
    if workload.group not in COULD_MOVE or batch is None or batch.usd is None or not cached:
        return None
    shares = [_setting(settings, f"batch_hits_{name}") for name in ("least", "likely", "most")]
    highest = max(batch.usd, *(each.floor_usd for each in cached))

    def point(share: Decimal, usd: Decimal) -> Point:
        return Point(share, usd, share, 1 - clamped(usd, highest))

    lines = tuple(
        Line(
            each.scenario,
            tuple(map(point, shares, (each.floor_usd, each.likely_usd, each.best_usd))),
        )
        for each in cached
    )
    return HitChart(point(ZERO, batch.usd), lines, highest)


def _setting(settings: Mapping[str, object], name: str) -> Decimal:
    value = settings.get(name, getattr(Params(), name))
    return value if isinstance(value, Decimal) else Decimal(str(value))
