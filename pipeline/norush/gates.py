"""Gates for CI: which findings an earlier report does not have, and whether the sure saving is above a limit.

Reads two Sides (of an audit.json, of a view); writes nothing. USD are exact decimals. No clock, no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from norush.money import ZERO
from norush.sides import Judged, Side


class Reason(StrEnum):
    """Why a finding is new."""

    NOT_THERE = "not_there"
    """The baseline has no such workload."""
    NOT_SURELY_FLAGGED = "not_surely_flagged"
    """The baseline has the workload: judged otherwise, or batchable but not for certain."""
    BACK = "back"
    """A decision set it aside in the baseline, and no longer does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A workload that is surely flagged now, and was not in the baseline."""

    workload_id: str
    name: str
    owner: str | None
    as_billed_usd: Decimal
    sure_usd: Decimal
    reason: Reason
    then: str | None
    """The verdict of the baseline; None where it has no such workload."""


@dataclass(frozen=True, slots=True)
class Check:
    """A report held against a baseline, a limit, or both."""

    baseline_period: str | None
    """None without a baseline: then nothing is new."""
    period: str
    surely_flagged: int
    """Workloads of the report, new or not."""
    new: tuple[Finding, ...]
    """The dearest first."""
    new_sure_usd: Decimal
    sure_usd: Decimal
    """The sure batch saving of the whole report."""
    set_aside: int
    """Workloads that decisions keep out of it."""
    limit_usd: Decimal | None
    notes: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """The sure saving is above the limit."""
        return self.limit_usd is not None and self.sure_usd > self.limit_usd

    @property
    def is_passed(self) -> bool:
        """Nothing is new, and the limit is kept."""
        return not self.new and not self.is_over


def check(baseline: Side | None, report: Side, limit_usd: Decimal | None = None) -> Check:
    """What the report flags for certain and the baseline does not, and whether its sure saving is above the limit."""
    now = [each for each in report.workloads if each.is_surely_flagged]
    then = {each.workload_id: each for each in baseline.workloads} if baseline else {}
    new = [found for each in now if baseline and (found := _finding(each, then))]
    new.sort(key=lambda each: (-each.sure_usd, each.workload_id))
    return Check(
        _period(baseline) if baseline else None,
        _period(report),
        len(now),
        tuple(new),
        sum((each.sure_usd for each in new), ZERO),
        report.sure_usd,
        sum(each.is_set_aside for each in report.workloads),
        limit_usd,
        _notes(baseline, report),
    )


def _finding(workload: Judged, then: Mapping[str, Judged]) -> Finding | None:
    """None where the baseline has it."""
    before = then.get(workload.workload_id)
    if before and before.is_surely_flagged:
        return None
    reason = Reason.NOT_SURELY_FLAGGED if before else Reason.NOT_THERE
    return Finding(
        workload.workload_id,
        workload.name,
        workload.owner,
        workload.as_billed_usd or ZERO,
        workload.sure_usd or ZERO,
        Reason.BACK if before and before.is_set_aside else reason,
        before.verdict if before else None,
    )


def _period(side: Side) -> str:
    return f"{side.since:%Y-%m-%d} to {side.until:%Y-%m-%d}"


def _notes(baseline: Side | None, report: Side) -> tuple[str, ...]:
    """What makes the two hard to compare, a sentence each."""
    notes = []
    if baseline:
        makers = (("norush", baseline.norush, report.norush), ("price book", baseline.price_book, report.price_book))
        notes += [
            f"The baseline was made with {called} {then}, the report with {now}."
            for called, then, now in makers
            if then != now
        ]
    if not report.workloads:
        notes.append("The report has no single call: there is nothing that could be new.")
    return tuple(notes)
