"""Decisions as values, and as the TOML file that a user keeps. Reads a file, writes text; knows no table.

No clock: the day of a decision is part of it.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from norush import patterns
from norush.errors import DecisionError
from norush.money import exact
from norush.patterns import COLUMNS, Patterns, read_entries
from norush.sources.secrets import holds_key

MASKED = "masked"
_KEY_OF = {column: key for key, column in COLUMNS.items()}
_OF_SEVERAL_WORDS = re.compile(r"-----begin .*|\bbearer\s+\S+", re.I | re.S)
"""A private key, of which all that follows is masked; a header."""
_KEYS = ("workload_id", *COLUMNS, "decision", "why", "decided_by", "decided_on", "until", "snapshot")
_SNAPSHOT_KEYS = ("workload_id", "period", "since", "days", "verdict", "as_billed_usd", "saving_sure_usd")


class Kind(StrEnum):
    """What may be decided."""

    KEEP = "keep"
    MIGRATE = "migrate"
    SNOOZE = "snooze"
    WITHDRAW = "withdraw"
    """Nothing any more: the workload is as if nobody had decided."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workload when a decision on it was made. Amounts are of the whole period; None: it had no price."""

    workload_id: str
    period: str
    since: date
    """First local day of the period: the decision says nothing of periods that end before it."""
    days: int
    """Local days from the first to the last request of the period's log."""
    verdict: str
    as_billed_usd: Decimal | None
    saving_sure_usd: Decimal | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, on a workload (`workload_id`) or on all that `patterns` fit."""

    decision: Kind
    workload_id: str | None
    patterns: Patterns
    why: str
    decided_by: str
    decided_on: date
    until: date | None
    """It holds in periods that end by the beginning of this day; None: until it is changed."""
    snapshots: tuple[Snapshot, ...] = ()
    is_from_file: bool = False

    @property
    def pattern(self) -> str | None:
        """The patterns as JSON, in the order of COLUMNS; None where it is on one workload."""
        return None if self.workload_id else json.dumps(self.named_patterns, ensure_ascii=False)

    @property
    def named_patterns(self) -> dict[str, list[str]]:
        """The patterns as a file has them: key, app, workspace, name."""
        return {_KEY_OF[column]: list(self.patterns[column]) for column in COLUMNS.values() if column in self.patterns}

    @property
    def target(self) -> str:
        """What it is on: of two decisions on the same, the later counts."""
        return self.workload_id or self.pattern or ""

    @property
    def subject(self) -> str:
        """What it is on, for people: the id, or "app nightly-*, workspace search-*"."""
        if self.workload_id:
            return self.workload_id
        return ", ".join(f"{key} {' or '.join(globs)}" for key, globs in self.named_patterns.items())

    def snapshot(self, workload_id: str) -> Snapshot | None:
        """What that workload was like; None where nobody wrote it down."""
        return next((each for each in self.snapshots if each.workload_id == workload_id), None)


def decide(
    kind: str, workload_id: str | None, on: Patterns, *, why: str, by: str, decided_on: date, until: date | None
) -> Decision:
    """A decision, checked; what looks like a key in `why` and `by` is masked. Raises DecisionError, in one sentence."""
    if kind not in tuple(Kind):
        raise DecisionError(f"{kind!r} is no decision: write keep, migrate, snooze or withdraw")
    for name, text, wanted in (("why", why, "the reason"), ("by", by, "who decided")):
        if not text.strip():
            raise DecisionError(f"{name} is empty: write {wanted}")
    if kind == Kind.SNOOZE and until is None:
        raise DecisionError("snooze needs until: the day on which the workload comes back")
    if kind == Kind.WITHDRAW and until is not None:
        raise DecisionError("withdraw has no until: what is withdrawn does not come back by itself")
    if until is not None and until <= decided_on:
        raise DecisionError(f"until {until} is not after the day of the decision, {decided_on}: give a later day")
    return Decision(Kind(kind), workload_id, on, masked(why), masked(by), decided_on, until)


def masked(text: str) -> str:
    """The text on one line, with `masked` in place of what looks like a key. Names of people stay."""
    return " ".join(MASKED if holds_key(word) else word for word in _OF_SEVERAL_WORDS.sub(MASKED, text).split())


def read_file(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order. Raises DecisionError, in one sentence."""
    entries = read_entries(path, "decisions", "decision", "decision", DecisionError)
    found: dict[tuple[str, date], int] = {}
    made = []
    for at, entry in enumerate(entries, 1):
        one = _entry(f"{path}, decision {at}", entry)
        first = found.setdefault((one.target, one.decided_on), at)
        if first != at:
            raise DecisionError(
                f"{path}: decisions {first} and {at} are on the same ({one.subject}) of the same day, "
                f"{one.decided_on}: keep one, or give the later its own decided_on"
            )
        made.append(one)
    return tuple(made)


def _entry(where: str, entry: Mapping[str, object]) -> Decision:
    for key in sorted(entry.keys() - set(_KEYS)):
        raise DecisionError(f"{where}: unknown key {key!r}; a decision holds {', '.join(_KEYS[:-1])} and {_KEYS[-1]}")
    workload_id = _text(where, entry, "workload_id") if "workload_id" in entry else None
    on = patterns.read(where, entry, DecisionError)
    if bool(workload_id) == bool(on):
        raise DecisionError(f"{where}: give workload_id, or a pattern over {', '.join(COLUMNS)}: one of the two")
    decided_on, until = _day(where, entry, "decided_on"), _day(where, entry, "until") if "until" in entry else None
    texts = {key: _text(where, entry, key) for key in ("decision", "why", "decided_by")}
    try:
        one = decide(
            texts["decision"], workload_id, on, why=texts["why"], by=texts["decided_by"], decided_on=decided_on,
            until=until,
        )  # fmt: skip
    except DecisionError as error:
        raise DecisionError(f"{where}: {error}") from error
    told = entry.get("snapshot", [])
    if not isinstance(told, list) or not all(isinstance(each, Mapping) for each in told):
        raise DecisionError(f"{where}, snapshot: write [[decision.snapshot]] with two brackets, once for each workload")
    snapshots = [_snapshot(f"{where}, snapshot {at}", each) for at, each in enumerate(told, 1)]
    return Decision(one.decision, workload_id, on, one.why, one.decided_by, decided_on, until, _in_order(snapshots))


def _in_order(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    return tuple(sorted(snapshots, key=lambda each: each.workload_id))


def _snapshot(where: str, entry: Mapping[str, object]) -> Snapshot:
    for key in sorted(entry.keys() - set(_SNAPSHOT_KEYS)):
        raise DecisionError(f"{where}: unknown key {key!r}; a snapshot holds {', '.join(_SNAPSHOT_KEYS)}")
    days = entry.get("days")
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise DecisionError(f"{where}, days: a whole number from 1 on")
    return Snapshot(
        _text(where, entry, "workload_id"),
        _text(where, entry, "period"),
        _day(where, entry, "since"),
        days,
        _text(where, entry, "verdict"),
        _usd(where, entry, "as_billed_usd"),
        _usd(where, entry, "saving_sure_usd"),
    )


def _text(where: str, entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DecisionError(f"{where}: {key} is {'no text' if key in entry else 'missing'}")
    return value.strip()


def _day(where: str, entry: Mapping[str, object], key: str) -> date:
    value = entry.get(key)
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise DecisionError(f"{where}: {key} is {'no day' if key in entry else 'missing'}: write it like 2026-11-27")
    return value


def _usd(where: str, entry: Mapping[str, object], key: str) -> Decimal | None:
    value = entry.get(key)
    try:
        amount = None if value is None else Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(value, bool) or (amount is not None and not amount.is_finite()):
        raise DecisionError(f"{where}, {key}: an amount in dollars, such as '12.50'")
    return amount


def to_text(decisions: Iterable[Decision]) -> str:
    """The decisions as the TOML file that `read_file` reads: the same decisions, the same bytes."""
    return "\n".join("\n".join(_lines(each)) + "\n" for each in decisions)


def _lines(one: Decision) -> Iterator[str]:
    yield "[[decision]]"
    if one.workload_id:
        yield f"workload_id = {_quoted(one.workload_id)}"
    for key, globs in one.named_patterns.items():
        yield f"{key} = {_quoted(globs[0]) if len(globs) == 1 else '[' + ', '.join(map(_quoted, globs)) + ']'}"
    yield f"decision = {_quoted(one.decision)}"
    yield f"why = {_quoted(one.why)}"
    yield f"decided_by = {_quoted(one.decided_by)}"
    yield f"decided_on = {one.decided_on}"
    if one.until:
        yield f"until = {one.until}"
    for each in one.snapshots:
        yield from ("", "[[decision.snapshot]]", f"workload_id = {_quoted(each.workload_id)}")
        yield f"period = {_quoted(each.period)}"
        yield f"since = {each.since}"
        yield f"days = {each.days}"
        yield f"verdict = {_quoted(each.verdict)}"
        for key, usd in (("as_billed_usd", each.as_billed_usd), ("saving_sure_usd", each.saving_sure_usd)):
            if usd is not None:
                yield f'{key} = "{exact(usd)}"'


def _quoted(text: str) -> str:
    """A TOML string: as JSON writes it, and what a terminal or an editor would obey or hide as its number."""
    return "".join(_bare(each) for each in json.dumps(text, ensure_ascii=False))


def _bare(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Co", "Zl", "Zp"):
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"
