"""Whose calls went into batches: what left demand in one audit, found again in the batches of another.

Reads the workloads of two audits; writes nothing. What is batched is a workload of its own with an id of its own, and
holds whatever its key sent in batches, so that neither ids nor keys say which workload moved. The calls do: as many as
left demand, of their size, are in the batches beside those that ran there before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import log

from norush.sides import NO_CALLS, Calls, Judged

LEFT = Fraction(1, 4)
"""Of a workload's calls, so many must have left demand: jobs of three generated months wavered by a fifth at most."""
COVERED = Fraction(1, 2)
"""Of the calls that left, so many must be in the batches: the next month's list may be shorter, but what covers less
is rather another job's growth."""
ALIKE = 2
"""Mean prompt and mean output of both differ by no more than this factor. A job's own wavered by a sixth at most from
month to month (18 workloads of three generated months); those of two jobs of one key differed by 1.9 and 4."""
TOLD_APART = 10
"""Of so many workloads of one key every set is tried (1,023 sets); of more, only all together."""


@dataclass(frozen=True, slots=True)
class Move:
    """Workloads that left demand together, and the batches that took them."""

    workloads: tuple[Judged, ...]
    """As they were on demand."""
    batches: tuple[Judged, ...]
    """Those that took them."""
    batches_before: tuple[Judged, ...]
    """What ran in batches beside them before, and so is not theirs."""
    moved: frozenset[str]
    """The ids of those of which at least COVERED of the calls moved: of the others, a part."""


def moves(before: Sequence[Judged], after: Sequence[Judged]) -> list[Move]:
    """What is flagged in `before` and ran in batches in `after`. With the two exchanged: what came out of batches."""
    rest = {each.workload_id: each.calls for each in after if not each.is_batched}
    left = {each.workload_id: each.calls - rest.get(each.workload_id, NO_CALLS) for each in before if each.is_flagged}
    leaving = [
        each for each in before if each.is_flagged and left[each.workload_id].requests >= LEFT * each.calls.requests
    ]
    sides = [_by_key(each for each in side if each.is_batched) for side in (before, after)]
    found = []
    for key, lot in _by_key(leaving).items():
        then, now = (side.get(key, []) for side in sides)
        for linked in _linked([*lot, *then, *now]):
            some, *batches = (tuple(each for each in part if each.models & linked) for part in (lot, then, now))
            found.append(_move(some, left, *batches))
    return [each for each in found if each]


def _by_key(workloads: Iterable[Judged]) -> dict[tuple[object, ...], list[Judged]]:
    found = defaultdict(list)
    for each in sorted(workloads, key=lambda one: one.workload_id):
        found[each.key].append(each)
    return found


def _linked(workloads: Iterable[Judged]) -> list[frozenset[str]]:
    """Models that meet in one workload, directly or by others between them: such jobs may share their batches."""
    sets: list[frozenset[str]] = []
    for each in workloads:
        met = [one for one in sets if one & each.models]
        sets = [one for one in sets if one not in met] + [each.models.union(*met)]
    return sets


def _move(
    leaving: Sequence[Judged], left: Mapping[str, Calls], then: tuple[Judged, ...], now: tuple[Judged, ...]
) -> Move | None:
    """Those of `leaving` whose calls come nearest to the ones that the batches gained; None where none fit."""
    gained = _sum(each.calls for each in now) - _sum(each.calls for each in then)
    best: tuple[float, tuple[Judged, ...], Calls] | None = None
    for some in _sets(leaving):
        calls = _sum(left[each.workload_id] for each in some)
        distance = _distance(calls, gained)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, some, calls
    if best is None:
        return None
    _, some, calls = best
    share = min(Fraction(gained.requests, calls.requests), Fraction(1))
    moved = {
        each.workload_id for each in some if left[each.workload_id].requests * share >= COVERED * each.calls.requests
    }
    return Move(some, now, then, frozenset(moved))


def _sets(lot: Sequence[Judged]) -> Iterator[tuple[Judged, ...]]:
    """The sets that are tried, the larger first: of two as near, the one that takes in more is told."""
    sizes = range(len(lot), 0, -1) if len(lot) <= TOLD_APART else (len(lot),)
    for size in sizes:
        yield from combinations(lot, size)


def _distance(left: Calls, gained: Calls) -> float | None:
    """How far the two are apart in number and in mean sizes, as logarithms; None where they are other calls."""
    if min(left.requests, left.prompt_tokens, left.output_tokens, *_each(gained)) <= 0:
        return None
    if gained.requests < COVERED * left.requests:
        return None
    number = Fraction(gained.requests, left.requests)
    sizes = [Fraction(one, other) / number for one, other in zip(_each(gained)[1:], _each(left)[1:], strict=True)]
    if any(max(size, 1 / size) > ALIKE for size in sizes):
        return None
    return sum(abs(log(each)) for each in (number, *sizes))


def _each(calls: Calls) -> tuple[int, int, int]:
    return calls.requests, calls.prompt_tokens, calls.output_tokens


def _sum(calls: Iterable[Calls]) -> Calls:
    return sum(calls, NO_CALLS)
