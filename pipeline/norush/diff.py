"""What changed between two audits: findings by workload id, and by key where a workload went into batches or out.

Reads two Sides (of a document of the schema norush.audit/1 here, of a view in `view/changed.py`); writes nothing. A
workload that moves into the Batch API gets another id there (what is batched is a component of its own), so that moves
are seen by what both share: provider, workspace, API key, app and a model.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from norush.prices.parts import of_tokens

SHRUNK_TO = Decimal("0.5")
"""A workload went out of batches where what batches save of it fell below this share of what they saved before."""
ZERO = Decimal(0)


class Kind(StrEnum):
    """What happened to a workload, in the order in which it is told."""

    NEW = "new"
    """Flagged now, and not before: it was not there, or was judged otherwise."""
    REGRESSED = "regressed"
    """Flagged now; before, its key ran in batches, which are gone or shrunk."""
    STILL = "still"
    """Flagged in both."""
    FIXED = "fixed"
    """Flagged before; its key runs in batches now, and it is not flagged any more."""
    GONE = "gone"
    """Flagged before; neither it nor a batch of its key is there now."""
    NO_SAVING = "no_saving"
    """Flagged before; judged the same now, but a batch would save nothing."""
    VERDICT = "verdict"
    """Flagged before or not; another verdict now."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A workload of one of the audits. USD are None where it has no price."""

    workload_id: str
    name: str
    owner: str | None
    key: tuple[object, ...]
    """Provider, workspace, API key, app: what it shares with its batches."""
    models: frozenset[str]
    verdict: str
    band: str | None
    requests: int
    as_billed_usd: Decimal | None
    saving_usd: Decimal | None
    """Likely, by batch."""
    batch_realised_usd: Decimal
    """What batches already save."""
    is_set_aside: bool
    """Somebody decided that it stays on demand, or that it is not to be told for a while, and that holds."""

    @property
    def is_flagged(self) -> bool:
        """It ran on demand, could have waited, and a batch would have saved."""
        return self.verdict == "batchable" and (self.saving_usd or ZERO) > 0 and not self.is_set_aside

    def is_batched_part_of(self, other: "Judged") -> bool:
        """It ran in batches, behind the key of the other and with a model of it."""
        return self.verdict == "batched" and self.key == other.key and bool(self.models & other.models)


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
    """A key whose workloads were advised to move, and that runs in batches now: what was predicted, what came of it."""

    advised: tuple[Judged, ...]
    batched: tuple[Judged, ...]
    rest: tuple[Judged, ...]
    """What of the advised is still flagged."""
    realised_before_usd: Decimal

    @property
    def predicted_usd(self) -> Decimal:
        """The likely saving, for the calls of then."""
        return sum((each.saving_usd or ZERO for each in self.advised), ZERO)

    @property
    def realised_usd(self) -> Decimal:
        """What batches save now beyond what they saved then, for the calls of now."""
        return sum((each.batch_realised_usd for each in self.batched), ZERO) - self.realised_before_usd

    @property
    def predicted_share(self) -> Decimal | None:
        """Of what it cost on demand."""
        cost = sum((each.as_billed_usd or ZERO for each in self.advised), ZERO)
        return self.predicted_usd / cost if cost else None

    @property
    def realised_share(self) -> Decimal | None:
        """Of what the batches of now would have cost outside."""
        saved = sum((each.batch_realised_usd for each in self.batched), ZERO)
        cost = sum((each.as_billed_usd or ZERO for each in self.batched), saved)
        return saved / cost if cost else None


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
class Priced:
    """Tokens of a kind as they were billed. `card`: the price card, with its date."""

    card: str
    kind: str
    number: int
    usd_per_mtok: Decimal
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """What a diff reads of an audit. USD are None where nothing has a price."""

    since: datetime
    until: datetime
    zone: str
    spent_usd: Decimal | None
    missed_usd: Decimal | None
    """The likely saving by batch, of what no decision sets aside."""
    made_usd: Decimal | None
    """What batches save already."""
    workloads: tuple[Judged, ...]
    cards: Mapping[str, Mapping[str, Decimal]]
    """USD per million tokens by kind, of each price card."""
    priced: tuple[Priced, ...]


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
    return Diff(before, after, tuple(_changes(old, new)), tuple(_followed(old, new)), tuple(_prices(before, after)))


def of_document(document: Mapping[str, Any]) -> Side:
    """Of a document of the schema norush.audit/1."""
    period, totals = document["period"], document["totals"]
    batch, realised = totals["saving"]["batch"], totals.get("realised")
    lines = [line for entry in document["workloads"] for line in entry["scenarios"]["as_billed"]["lines"]]
    return Side(
        since=datetime.fromisoformat(period["since"]),
        until=datetime.fromisoformat(period["until"]),
        zone=period["zone"],
        spent_usd=_usd(totals["as_billed_usd"]),
        missed_usd=_usd(batch and batch["likely_usd"]),
        made_usd=_usd(realised and realised["batch_usd"]),
        workloads=tuple(_judged(entry) for entry in document["workloads"]),
        cards={
            card["price_card"]: {kind: Decimal(usd) for kind, usd in card["usd_per_mtok"].items() if usd is not None}
            for card in document["price_cards"]
        },
        priced=tuple(
            Priced(
                line["price_card"], part["kind"], part["tokens"], Decimal(part["usd_per_mtok"]), Decimal(part["factor"])
            )
            for line in lines
            for part in line.get("parts", ())
            if "usd_per_mtok" in part
        ),
    )


def _judged(entry: Mapping[str, Any]) -> Judged:
    batch, realised, decision = entry["saving"]["batch"], entry.get("realised"), entry.get("decision") or {}
    return Judged(
        workload_id=entry["workload_id"],
        name=entry["name"],
        owner=entry["owner"],
        key=tuple(entry[name] for name in ("provider", "workspace", "api_key", "app")),
        models=frozenset(entry["models"]),
        verdict=entry["verdict"],
        band=entry.get("band"),
        requests=entry["requests"],
        as_billed_usd=_usd(entry["scenarios"]["as_billed"]["usd"]),
        saving_usd=_usd(batch and batch["likely_usd"]),
        batch_realised_usd=_usd(realised and realised["batch_usd"]) or ZERO,
        is_set_aside=bool(decision.get("is_set_aside")),
    )


def _usd(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _changes(old: Sequence[Judged], new: Sequence[Judged]) -> list[Change]:
    was, now = ({each.workload_id: each for each in one} for one in (old, new))
    made = []
    for workload_id in sorted(was.keys() | now.keys()):
        before, after = was.get(workload_id), now.get(workload_id)
        kind = _kind(before, after, old, new)
        if kind:
            made.append(Change(kind, before, after))
    order = list(Kind)
    return sorted(made, key=lambda each: (order.index(each.kind), -each.usd, each.judged.workload_id))


def _kind(before: Judged | None, after: Judged | None, old: Sequence[Judged], new: Sequence[Judged]) -> Kind | None:
    one = after or before
    assert one is not None
    if after and after.is_flagged:
        if before and before.is_flagged:
            return Kind.STILL
        saved, saves = _realised(one, old), _realised(one, new)
        return Kind.REGRESSED if saved > 0 and saves < saved * SHRUNK_TO else Kind.NEW
    if before and before.is_flagged:
        if _realised(one, new) > _realised(one, old):
            return Kind.FIXED
        if after is None:
            return Kind.GONE
        return Kind.NO_SAVING if after.verdict == before.verdict else Kind.VERDICT
    return Kind.VERDICT if before and after and before.verdict != after.verdict else None


def _realised(one: Judged, others: Iterable[Judged]) -> Decimal:
    """What batches of its key save."""
    return sum((each.batch_realised_usd for each in others if each.is_batched_part_of(one)), ZERO)


def _followed(old: Sequence[Judged], new: Sequence[Judged]) -> list[Followed]:
    advised: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for each in old:
        if each.is_flagged:
            advised[each.key].append(each)
    made = []
    for group in advised.values():
        batched = [each for each in new if any(each.is_batched_part_of(one) for one in group)]
        earlier = [each for each in old if any(each.is_batched_part_of(one) for one in group)]
        ids = {each.workload_id for each in group}
        rest = [each for each in new if each.workload_id in ids and each.is_flagged]
        realised_before = sum((each.batch_realised_usd for each in earlier), ZERO)
        found = Followed(tuple(group), tuple(batched), tuple(rest), realised_before)
        if batched and found.realised_usd > 0:
            made.append(found)
    return sorted(made, key=lambda each: (-each.realised_usd, each.advised[0].workload_id))


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
