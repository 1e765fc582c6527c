"""A decision from what a user typed: which workloads are meant, and what they are like now.

Reads the view of an audit; writes nothing. The day is an argument.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from norush import patterns
from norush.decisions.book import Decision, Kind, Snapshot, decide
from norush.decisions.holding import counting
from norush.errors import DecisionError, UsageError
from norush.patterns import COLUMNS, Patterns
from norush.render.numbers import visible
from norush.view.deciding import facts_of, window
from norush.view.values import AuditView, Workload

SHOWN = 3
"""Names in a message; of more, their number."""


def make(
    view: AuditView, wanted: str, kind: str, *, why: str, by: str, decided_on: date, until: date | None
) -> Decision:
    """The decision, with a snapshot of each workload that it is on.

    `wanted`: an id, the beginning of one, a name, or patterns such as "app=nightly-*,workspace=search". Raises
    UsageError where none or several are meant, DecisionError where it cannot be.
    """
    on = _patterns(wanted)
    workload_id = None if on else choose(view.workloads, wanted).workload_id
    one = decide(kind, workload_id, on, why=why, by=by, decided_on=decided_on, until=until)
    return with_snapshots(view, one)


def with_snapshots(view: AuditView, one: Decision) -> Decision:
    """The decision with what its workloads are like in this report, where it has no snapshot of its own."""
    if one.snapshots:
        return one
    days = window(view.period, view.workloads).days
    return replace(one, snapshots=tuple(_snapshot(view, each, days) for each in sorted(_on(view, one), key=_by_id)))


def _by_id(workload: Workload) -> str:
    return workload.workload_id


def _on(view: AuditView, one: Decision) -> Iterable[Workload]:
    if one.workload_id:
        return (each for each in view.workloads if each.workload_id == one.workload_id)
    return (
        each
        for each in view.workloads
        if patterns.fits(one.patterns, {column: getattr(each, column) for column in COLUMNS.values()})
    )


def _snapshot(view: AuditView, workload: Workload, days: int) -> Snapshot:
    saving = workload.decided.saving if workload.decided else workload.saving
    return Snapshot(
        workload.workload_id,
        view.period.period,
        view.period.first_day,
        days,
        workload.verdict,
        workload.as_billed_usd,
        saving.sure_usd if saving else None,
    )


def _patterns(wanted: str) -> Patterns:
    """Patterns as they are typed: key=, app=, workspace= or name=, with a comma between them; {} where it is none."""
    if not wanted.startswith(tuple(f"{key}=" for key in COLUMNS)):
        return {}
    entry: dict[str, list[str]] = {}
    for part in wanted.split(","):
        key, _, glob = part.partition("=")
        if key not in COLUMNS or not glob:
            raise UsageError(
                f"{wanted!r} is no pattern: write {', '.join(f'{key}=GLOB' for key in COLUMNS)}, with a comma between "
                "two of them; a pattern with a comma in it goes into a file (norush decisions import)"
            )
        entry.setdefault(key, []).append(glob)
    return patterns.read(repr(wanted), entry, DecisionError)


def choose(workloads: Sequence[Workload], wanted: str) -> Workload:
    """The workload that is meant. Raises UsageError, with the nearest ones."""
    found = (
        [each for each in workloads if each.workload_id == wanted]
        or [each for each in workloads if each.name == wanted]
        or [each for each in workloads if wanted and each.workload_id.startswith(wanted)]
    )
    if len(found) == 1:
        return found[0]
    if found:
        more = f", and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        raise UsageError(
            f"{len(found)} workloads may be meant by {wanted!r}: give the id of one: {_named(found[:SHOWN])}{more}"
        )
    nearest = _nearest(workloads, wanted)
    said = f"the nearest are {_named(nearest)}" if nearest else "workloads.csv beside the report lists those there are"
    raise UsageError(f"there is no workload {wanted!r} in this report: {said}")


def _nearest(workloads: Sequence[Workload], wanted: str) -> list[Workload]:
    """Those whose id or name is most like it."""
    known = {text: each for each in reversed(workloads) for text in (each.workload_id, each.name)}
    close = get_close_matches(wanted, list(known), n=SHOWN * 2, cutoff=0.4)
    found = list(dict.fromkeys(known[text].workload_id for text in close))[:SHOWN]
    return [next(each for each in workloads if each.workload_id == one) for one in found]


def _named(workloads: Iterable[Workload]) -> str:
    return ", ".join(f"{each.workload_id} ({visible(each.name)})" for each in workloads)


def in_its_place(one: Decision, decisions: Sequence[Decision], view: AuditView) -> tuple[Decision, ...]:
    """Those of `decisions` that count in the place of one just made: a later one on the same, one on its workload."""
    same = [each for each in decisions if each.target == one.target]
    held_against = window(view.period, view.workloads)
    counts = [same[-1]] + [
        found
        for each in view.workloads
        if one.snapshot(each.workload_id) and (found := counting(decisions, facts_of(each), held_against))
    ]
    return tuple({each.target: each for each in counts if not _is_same(each, one)}.values())


def _is_same(one: Decision, other: Decision) -> bool:
    return (one.target, one.decided_on, one.is_from_file) == (other.target, other.decided_on, other.is_from_file)


def is_of_use(one: Decision, view: AuditView) -> str | None:
    """What a user should know of a decision just made; None where it does what it says."""
    if not one.snapshots:
        return f"no workload of {view.period.period} is meant by it: it counts from the first that is"
    if one.until is not None and one.until <= view.period.last_day:
        return f"it does not hold in {view.period.period}, which ends after {one.until}"
    if one.decision is Kind.MIGRATE and one.until is None:
        return "it has no --until: nothing will say that it is overdue"
    return None
