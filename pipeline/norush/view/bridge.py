"""Stage 5, the way from list price to the floor: levels and the steps between them, each a sum over workloads.

Reads view values; writes nothing. USD are exact decimals; places on the bar are shares of the highest level.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from norush.money import ZERO
from norush.view.charts import Step
from norush.view.sums import clamped, missed, share
from norush.view.values import Totals, Workload


@dataclass(frozen=True, slots=True)
class _Lever:
    """A step before it has a place: what it takes off the level, by workload."""

    step: str
    texture: str
    of: Callable[[Workload], Decimal]


def _cached(workload: Workload) -> Decimal:
    """What a cache likely saves; of what a later step takes into a batch, no more than is left to save there."""
    option = workload.option
    return min(option.saving.likely_usd, option.saving.ceiling_usd - option.overlap_usd) if option else ZERO


_ALREADY = (
    _Lever("batch_used", "save", lambda each: each.realised.batch_usd if each.realised else ZERO),
    _Lever("cache_used", "cache", lambda each: each.realised.cache_usd if each.realised else ZERO),
)
_MOVES = (
    _Lever("batch_sure", "save", lambda each: each.saving.sure_usd if each.saving else ZERO),
    _Lever("batch_hits", "save", lambda each: _likely(each) - _sure(each) if _is_high(each) else ZERO),
    _Lever("batch_medium", "save", lambda each: ZERO if _is_high(each) else _likely(each)),
)
_MORE = (
    _Lever("cache_likely", "cache", _cached),
    _Lever(
        "batch_unsure", "unc", lambda each: each.saving.ceiling_usd - each.saving.likely_usd if each.saving else ZERO
    ),
    _Lever(
        "cache_best",
        "cache",
        lambda each: each.option.saving.ceiling_usd - each.option.overlap_usd - _cached(each) if each.option else ZERO,
    ),
)


def bridge(workloads: Sequence[Workload], totals: Totals) -> tuple[Step, ...]:
    """From list price to the floor, in order; empty where nothing has a price, or nothing stands between levels.

    A level plus the changes after it is the next level: exactly, and as printed with its `rounding_usd`. List price is
    left out where not every workload has one.
    """
    spent = totals.as_billed_usd
    if not spent:
        return ()
    known = [each.realised.usd for each in workloads if each.realised]
    begins_at_list = totals.on_demand_usd is not None and totals.on_demand_usd - sum(known, ZERO) == spent
    at = totals.on_demand_usd if begins_at_list and totals.on_demand_usd is not None else spent
    rows: list[_Row] = [_Row("list", "fade", None, at, 0, None)] if begins_at_list else []
    stretches = ((_ALREADY, "spent"), (_MOVES, "would_have_cost"), (_MORE, "floor"))
    for levers, level in stretches if begins_at_list else (((), "spent"), *stretches[1:]):
        steps = [_step(lever, workloads) for lever in levers]
        taken = [step for step in steps if step.taken]
        for step in taken:
            at -= step.taken or ZERO
            rows.append(_Row(step.step, step.texture, step.taken, at, step.workloads, step.largest))
        if taken or level == "spent":
            rows.append(_Row(level, "spent", None, at, 0, None))
    rows = rows[1:] if [row.step for row in rows[:2]] == ["list", "spent"] else rows
    return _placed(rows) if len(rows) > 1 else ()


@dataclass(frozen=True, slots=True)
class _Row:
    step: str
    texture: str
    taken: Decimal | None
    """None for a level."""
    level: Decimal
    workloads: int
    largest: str | None


def _step(lever: _Lever, workloads: Sequence[Workload]) -> _Row:
    parts = [(lever.of(each), each) for each in workloads]
    own = sorted(((usd, each) for usd, each in parts if usd), key=lambda part: (-abs(part[0]), part[1].workload_id))
    largest = own[0][1].name if own else None
    return _Row(lever.step, lever.texture, sum((usd for usd, _ in own), ZERO), ZERO, len(own), largest)


def _placed(rows: Sequence[_Row]) -> tuple[Step, ...]:
    """The rows with their bars, and at each level what the printed changes before it miss."""
    longest = max(row.level for row in rows)
    made: list[Step] = []
    since: list[Decimal] = []
    for row in rows:
        before = made[-1].level_usd if made else row.level
        start, end = (ZERO, row.level) if row.taken is None else sorted((before, row.level))
        lost = ZERO
        if row.taken is None:
            lost = missed(since, row.level) if since else ZERO
            since = [row.level]
        else:
            since.append(-row.taken)
        made.append(
            Step(
                step=row.step,
                texture=row.texture,
                change_usd=None if row.taken is None else -row.taken,
                level_usd=row.level,
                rounding_usd=lost or None,
                workloads=row.workloads,
                largest=row.largest,
                before=None if row is rows[0] else clamped(before, longest),
                start=clamped(start, longest),
                length=share(end - start, longest) or ZERO,
                after=None if row is rows[-1] else clamped(row.level, longest),
            )
        )
    return tuple(made)


def _is_high(workload: Workload) -> bool:
    return workload.verdict == "batchable" and workload.band == "high"


def _sure(workload: Workload) -> Decimal:
    return workload.saving.sure_usd if workload.saving else ZERO


def _likely(workload: Workload) -> Decimal:
    return workload.saving.likely_usd if workload.saving else ZERO
