"""Which decision counts for a workload in a period, and whether it holds there.

Reads values alone; no clock: what is compared with an expiry is the end of the period, so that the same input gives the
same bytes whenever it is audited.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from norush import patterns
from norush.decisions.book import Decision, Kind, Snapshot


@dataclass(frozen=True, slots=True)
class Window:
    """The period that is judged: its last local day, and how many days its log has, from first to last request."""

    last_day: date
    days: int
    next_last_day: date | None = None
    """That of the period after it; None: it is the last one, or nobody asks when a decision began."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision is held against: a workload in the period. `names` by column of `workloads`."""

    workload_id: str
    names: Mapping[str, str | None]
    verdict: str
    as_billed_usd: Decimal | None


@dataclass(frozen=True, slots=True)
class Held:
    """The decision that counts for a workload, and what became of it."""

    given: Decision
    snapshot: Snapshot | None
    """The workload when it was decided; None where nobody wrote it down: then a change cannot be seen."""
    is_expired: bool
    is_verdict_changed: bool
    is_dearer: bool
    """It costs more than `factor` times a day of what it did."""
    factor: Decimal
    a_day_usd: Decimal | None
    """What it cost a day, in the period; None: it has no price."""
    passed_over: tuple[Decision, ...]
    """Others that fit it and say something else, but do not count."""

    @property
    def holds(self) -> bool:
        """It is neither expired nor was it about another workload than this has become."""
        return not (self.is_expired or self.is_verdict_changed or self.is_dearer)

    @property
    def sets_aside(self) -> bool:
        """It takes what may wait out of the headline; what stays on demand anyway has nothing to take out."""
        return self.holds and self.given.decision in (Kind.KEEP, Kind.SNOOZE)

    @property
    def was_a_day_usd(self) -> Decimal | None:
        """What the workload cost a day when it was decided."""
        return a_day(self.snapshot.as_billed_usd, self.snapshot.days) if self.snapshot else None


def a_day(usd: Decimal | None, days: int) -> Decimal | None:
    """For people to read; what is compared is never divided."""
    return None if usd is None else usd / days


def begun(decisions: Iterable[Decision], window: Window) -> list[Decision]:
    """Those that say something of the period: made about one that ends in it or before it.

    Where nobody wrote down what a decision was made about, that is the last period that was over on its day.
    """
    return [each for each in decisions if _has_begun(each, window)]


def _has_begun(decision: Decision, window: Window) -> bool:
    if decision.snapshots:
        return min(seen.since for seen in decision.snapshots) <= window.last_day
    return window.next_last_day is None or decision.decided_on <= window.next_last_day


def counting(decisions: Iterable[Decision], facts: Facts, window: Window) -> Decision | None:
    """The decision that counts for a workload, a withdrawal too; None where nobody decided."""
    return next(iter(_fitting(begun(decisions, window), facts)), None)


def held(decisions: Sequence[Decision], workloads: Iterable[Facts], window: Window, factor: Decimal) -> dict[str, Held]:
    """By workload; those without a decision, or with one that was withdrawn, are left out.

    A decision on the workload itself goes before patterns, and then the later before the earlier.
    """
    known = begun(decisions, window)
    found = {}
    for each in workloads if known else ():
        fitting = _fitting(known, each)
        if fitting and fitting[0].decision is not Kind.WITHDRAW:
            found[each.workload_id] = _held(fitting, each, window, factor)
    return found


def _fitting(decisions: Iterable[Decision], facts: Facts) -> list[Decision]:
    """Those on a workload; the first counts."""
    return sorted((one for one in decisions if _fits(one, facts)), key=_place)


def _fits(decision: Decision, facts: Facts) -> bool:
    if decision.workload_id:
        return decision.workload_id == facts.workload_id
    return patterns.fits(decision.patterns, facts.names)


def _place(decision: Decision) -> tuple[bool, int, str]:
    return (decision.workload_id is None, -decision.decided_on.toordinal(), decision.target)


def _held(fitting: Sequence[Decision], facts: Facts, window: Window, factor: Decimal) -> Held:
    given = fitting[0]
    seen = given.snapshot(facts.workload_id)
    # what is to move is not held to what it was: it is to become another
    compared = seen if given.decision is not Kind.MIGRATE else None
    others = [each for each in fitting[1:] if each.target != given.target and each.decision is not given.decision]
    return Held(
        given,
        seen,
        is_expired=given.until is not None and window.last_day >= given.until,
        is_verdict_changed=compared is not None and compared.verdict != facts.verdict,
        is_dearer=compared is not None and _is_dearer(compared, facts.as_billed_usd, window, factor),
        factor=factor,
        a_day_usd=a_day(facts.as_billed_usd, window.days),
        passed_over=tuple(others),
    )


def _is_dearer(seen: Snapshot, usd: Decimal | None, window: Window, factor: Decimal) -> bool:
    if usd is None or seen.as_billed_usd is None:
        return False
    return usd * seen.days > factor * seen.as_billed_usd * window.days
