"""Gates for CI: which findings an earlier report does not have, and whether the sure saving is above a limit.

Reads two audit.json; writes nothing. USD are exact decimals. No clock, no database.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from norush.errors import NorushError, UsageError

SCHEMA = "norush.audit/1"
Document = Mapping[str, object]
"""An audit.json."""


class Reason(StrEnum):
    """Why a finding is new."""

    NOT_THERE = "not_there"
    """The baseline has no such workload."""
    NOT_FLAGGED = "not_flagged"
    """The baseline has the workload and did not flag it."""
    BACK = "back"
    """A decision set it aside in the baseline, and no longer does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A workload that could have waited for certain, and is not set aside."""

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
    """A report held against a baseline."""

    baseline_period: str
    period: str
    flagged: int
    """Workloads of the report that are flagged, new or not."""
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


def read(path: Path) -> Document:
    """The audit.json at `path`, or in the folder `path`.

    Raises UsageError where there is none, NorushError where it is none of this schema.
    """
    file = path / "audit.json" if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"{file} is not there: give an audit.json, or the folder of a report")
    try:
        document = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise NorushError(f"{file} is no JSON ({error}): give the audit.json that norush audit wrote") from error
    return checked(document, str(file))


def checked(document: object, called: str) -> Document:
    """The document, if it is an audit.json. Raises NorushError."""
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        raise NorushError(f"{called} is no report of the schema {SCHEMA}: give one that norush audit wrote")
    try:
        for each in _workloads(document):
            _is_flagged(each)
            str(each["workload_id"]), str(each["name"]), str(each["verdict"])
        _sure(document["totals"])
        _period(document)
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise NorushError(f"{called} is not whole ({error!r}): give an audit.json as norush audit wrote it") from error
    return document


def check(baseline: Document, report: Document, limit_usd: Decimal | None = None) -> Check:
    """What the report flags and the baseline does not; both as `read` gave them."""
    then = {str(each["workload_id"]): each for each in _workloads(baseline)}
    now = [each for each in _workloads(report) if _is_flagged(each)]
    new = [_finding(each, then.get(str(each["workload_id"]))) for each in now if not _was_flagged(each, then)]
    new.sort(key=lambda each: (-each.sure_usd, each.workload_id))
    return Check(
        _period(baseline),
        _period(report),
        len(now),
        tuple(new),
        sum((each.sure_usd for each in new), Decimal(0)),
        _sure(report["totals"]) or Decimal(0),
        sum(_is_set_aside(each) for each in _workloads(report)),
        limit_usd,
        _notes(baseline, report),
    )


def _finding(workload: Document, before: Document | None) -> Finding:
    reason = Reason.NOT_THERE if before is None else Reason.BACK if _is_set_aside(before) else Reason.NOT_FLAGGED
    scenarios = workload["scenarios"]
    billed = scenarios["as_billed"]["usd"] if isinstance(scenarios, Mapping) else None
    owner = workload.get("owner")
    return Finding(
        str(workload["workload_id"]),
        str(workload["name"]),
        None if owner is None else str(owner),
        Decimal(str(billed or 0)),
        _sure(workload) or Decimal(0),
        reason,
        None if before is None else str(before["verdict"]),
    )


def _is_flagged(workload: Document) -> bool:
    """Batchable, with a sure saving: what is set aside saves nothing itself."""
    sure = _sure(workload)
    return workload["verdict"] == "batchable" and sure is not None and sure > 0


def _was_flagged(workload: Document, then: Mapping[str, Document]) -> bool:
    before = then.get(str(workload["workload_id"]))
    return before is not None and _is_flagged(before)


def _is_set_aside(workload: Document) -> bool:
    decision = workload.get("decision")
    return isinstance(decision, Mapping) and decision.get("is_set_aside") is True


def _sure(holder: object) -> Decimal | None:
    """The sure batch saving of a workload or of totals; None where it is not known."""
    saving = holder["saving"] if isinstance(holder, Mapping) else {}
    batch = saving["batch"]
    return None if batch is None or batch["sure_usd"] is None else Decimal(str(batch["sure_usd"]))


def _workloads(document: Document) -> Sequence[Document]:
    workloads = document["workloads"]
    if not isinstance(workloads, list):
        raise TypeError("workloads is no list")
    return workloads


def _period(document: Document) -> str:
    period = document["period"]
    if not isinstance(period, Mapping):
        raise TypeError("period is no object")
    return f"{str(period['since'])[:10]} to {str(period['until'])[:10]}"


def _notes(baseline: Document, report: Document) -> tuple[str, ...]:
    """What makes the two hard to compare, a sentence each."""
    notes = []
    for key, called in (("norush", "norush"), ("price_book", "price book")):
        if baseline.get(key) != report.get(key):
            notes.append(f"The baseline was made with {called} {baseline.get(key)}, the report with {report.get(key)}.")
    if not _workloads(report):
        notes.append("The report has no single call: there is nothing that could be new.")
    return tuple(notes)
