"""What changed between two audits: findings by workload id, and by their calls where they went into batches or out.

Reads two Sides (of an audit.json, of a view); writes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from norush.money import ZERO
from norush.moves import Move, moves
from norush.prices.parts import of_tokens
from norush.sides import Judged, Side


class Kind(StrEnum):
    """What happened to a workload, in the order in which it is told."""

    NEW = "new"
    """Flagged now, and not before: it was not there, or was judged otherwise."""
    RETURNED = "returned"
    """Flagged now; before, most of its calls ran in batches."""
    BACK = "back"
    """Flagged now; before, a decision set it aside."""
    MOVED = "moved"
    """Flagged before; most of its calls run in batches now, and what is left is not flagged."""
    STILL = "still"
    """Flagged in both."""
    SET_ASIDE = "set_aside"
    """Flagged before; judged the same, and a decision sets it aside now."""
    GONE = "gone"
    """Flagged before; neither it nor a batch that could hold its calls is there now."""
    UNFLAGGED = "unflagged"
    """Flagged before; judged the same, but a batch would save nothing now, or nobody knows what."""
    VERDICT = "verdict"
    """Flagged before or not; another verdict now."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one workload; `before` or `after` is None where it was not there."""

    kind: Kind
    before: Judged | None
    after: Judged | None

    @property
    def judged(self) -> Judged:
        """As it is now; as it was, where it is gone."""
        one = self.after or self.before
        assert one is not None
        return one

    @property
    def usd(self) -> Decimal:
        """What hangs on it: the larger likely saving of both."""
        return max((each.saving_usd or ZERO for each in (self.before, self.after) if each), default=ZERO)


@dataclass(frozen=True, slots=True)
class Followed:
    """Workloads that were advised to move and whose calls run in batches now: what was predicted, what came of it."""

    advised: tuple[Judged, ...]
    """Those that moved, in whole or in part, as they were."""
    batched: tuple[Judged, ...]
    """What took them, with all that runs in those batches now."""
    batched_before: tuple[Judged, ...]
    """What ran in batches there already."""
    still: tuple[Judged, ...]
    """What is flagged now beside those batches; of an advised one, the part that did not move."""
    gone: tuple[Judged, ...]
    """What was advised beside them, and is not there now: no prediction of it counts here."""

    @property
    def predicted_usd(self) -> Decimal:
        """The likely saving of what moved, for the calls of then."""
        return _saved(self.advised) - _saved(self._kept)

    @property
    def realised_usd(self) -> Decimal:
        """What batches save now beyond what they saved then, for the calls of now."""
        return _realised(self.batched) - _realised(self.batched_before)

    @property
    def predicted_share(self) -> Decimal | None:
        """Of what it cost on demand."""
        cost = _billed(self.advised) - _billed(self._kept)
        return self.predicted_usd / cost if cost > 0 else None

    @property
    def realised_share(self) -> Decimal | None:
        """Of what the batches would have cost outside, those of before taken off as they are from the dollars."""
        cost = self.realised_usd + _billed(self.batched) - _billed(self.batched_before)
        return self.realised_usd / cost if cost > 0 else None

    @property
    def _kept(self) -> list[Judged]:
        ids = {each.workload_id for each in self.advised}
        return [each for each in self.still if each.workload_id in ids]


def _saved(workloads: Iterable[Judged]) -> Decimal:
    return sum((each.saving_usd or ZERO for each in workloads), ZERO)


def _billed(workloads: Iterable[Judged]) -> Decimal:
    return sum((each.as_billed_usd or ZERO for each in workloads), ZERO)


def _realised(workloads: Iterable[Judged]) -> Decimal:
    return sum((each.batch_realised_usd for each in workloads), ZERO)


@dataclass(frozen=True, slots=True)
class PriceChange:
    """Another price for the same kind of tokens; `effect_usd`: what the calls of now cost more by it."""

    series: str
    """The price card without its date: platform, model, speed, prompt length."""
    kind: str
    before_usd_per_mtok: Decimal
    after_usd_per_mtok: Decimal
    effect_usd: Decimal


@dataclass(frozen=True, slots=True)
class Diff:
    """Two audits beside each other."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    """By kind, then by what hangs on it."""
    followed: tuple[Followed, ...]
    prices: tuple[PriceChange, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(each for each in self.changes if each.kind is kind)


def compare(before: Side, after: Side) -> Diff:
    """What became of each workload and price."""
    old, new = before.workloads, after.workloads
    gone, back = moves(old, new), moves(new, old)
    changes, followed = _changes(old, new, _ids(gone), _ids(back)), _followed(old, new, gone)
    return Diff(before, after, tuple(changes), tuple(followed), tuple(_prices(before, after)))


def _ids(found: Iterable[Move]) -> frozenset[str]:
    return frozenset(workload_id for each in found for workload_id in each.moved)


def _changes(
    old: Sequence[Judged], new: Sequence[Judged], moved: frozenset[str], returned: frozenset[str]
) -> list[Change]:
    was, now = ({each.workload_id: each for each in one} for one in (old, new))
    made = []
    for workload_id in sorted(was.keys() | now.keys()):
        before, after = was.get(workload_id), now.get(workload_id)
        kind = _kind(before, after, is_moved=workload_id in moved, is_returned=workload_id in returned)
        if kind:
            made.append(Change(kind, before, after))
    order = list(Kind)
    return sorted(made, key=lambda each: (order.index(each.kind), -each.usd, each.judged.workload_id))


def _kind(before: Judged | None, after: Judged | None, *, is_moved: bool, is_returned: bool) -> Kind | None:
    if after and after.is_flagged:
        if before and (before.is_flagged or before.is_set_aside):
            return Kind.STILL if before.is_flagged else Kind.BACK
        return Kind.RETURNED if is_returned else Kind.NEW
    if before and before.is_flagged:
        if is_moved or after is None:
            return Kind.MOVED if is_moved else Kind.GONE
        if after.verdict == before.verdict:
            return Kind.SET_ASIDE if after.is_set_aside else Kind.UNFLAGGED
    return Kind.VERDICT if before and after and before.verdict != after.verdict else None


def _followed(old: Sequence[Judged], new: Sequence[Judged], found: Iterable[Move]) -> list[Followed]:
    there = {each.workload_id for each in new}
    made = []
    for each in found:
        moved = {one.workload_id for one in each.workloads}
        still, gone = (
            tuple(one for one in side if one.is_flagged and any(one.is_beside(batch) for batch in each.batches))
            for side in (new, old)
        )
        left = tuple(one for one in gone if one.workload_id not in moved | there)
        made.append(Followed(each.workloads, each.batches, each.batches_before, still, left))
    told = [each for each in made if each.realised_usd > 0 and each.predicted_usd > 0]
    return sorted(told, key=lambda each: (-each.realised_usd, each.advised[0].workload_id))


def _prices(before: Side, after: Side) -> list[PriceChange]:
    """Kinds of tokens of `after` with another price in `before`: on the same card, else on the last of its series."""
    last = {_series(card): before.cards[card] for card in sorted(before.cards)}
    found: dict[tuple[str, str, Decimal, Decimal], Decimal] = defaultdict(Decimal)
    for each in after.priced:
        series = _series(each.card)
        old = before.cards.get(each.card, last.get(series, {})).get(each.kind)
        if old is not None and old != each.usd_per_mtok:
            more = of_tokens(each.kind, each.number, each.usd_per_mtok - old, each.factor).usd
            found[series, each.kind, old, each.usd_per_mtok] += more
    changes = [PriceChange(*which, effect) for which, effect in found.items()]
    return sorted(changes, key=lambda each: (-abs(each.effect_usd), each.series, each.kind))


def _series(price_card: str) -> str:
    return price_card.rpartition("@")[0]
