"""Stage 5, decisions in words and in audit.json: what was decided, whether it still holds, what it sets aside.

Reads view values; returns text and plain values. Why and by whom are a person's own words: each page escapes them.
"""

from collections.abc import Iterable
from decimal import Decimal

from norush.decisions import Decision, Kind
from norush.money import exact
from norush.render import words
from norush.render.json_values import Object, money, savings
from norush.render.numbers import middle, usd, visible
from norush.view.decided import Decided, Listed
from norush.view.deciding import factor
from norush.view.states import Group
from norush.view.sums import cents
from norush.view.values import AuditView, Workload

_SHOWN = 2
"""Names that a line has room for."""
NONE = "decision: nobody has made one on it"
_DONE = {Kind.KEEP: "kept on demand", Kind.MIGRATE: "to be moved", Kind.SNOOZE: "snoozed", Kind.WITHDRAW: "withdrawn"}


def state(decided: Decided) -> str:
    """In a word or three, for a tag or a column: "kept on demand", "no longer holds"."""
    if not decided.held.holds:
        return "overdue" if decided.given.decision is Kind.MIGRATE else "no longer holds"
    return _DONE[decided.given.decision]


def says(decided: Decided) -> str:
    """What became of a decision, as a sentence without its stop; the reason is said beside it."""
    given = decided.given
    if decided.held.holds:
        until = f", until {given.until}" if given.until else ""
        return f"{words.sentence(_DONE[given.decision])}{until}: decided by {given.decided_by} on {given.decided_on}"
    if given.decision is Kind.MIGRATE:
        return (
            f"Was to be moved by {given.until}, decided by {given.decided_by} on {given.decided_on}, and still runs on "
            "demand"
        )
    return (
        f"The decision of {given.decided_on} by {given.decided_by} ({given.decision}) no longer holds: "
        f"{no_longer(decided)}"
    )


def no_longer(decided: Decided) -> str:
    """Why a decision does not hold any more, all that is so; empty where it holds."""
    held, reasons = decided.held, []
    if held.is_expired:
        reasons.append(f"it was made until {held.given.until}")
    if held.is_verdict_changed and held.snapshot:
        reasons.append(f"the verdict was {words.verdict(held.snapshot.verdict)} then")
    if held.is_dearer and held.snapshot and held.a_day_usd is not None and held.was_a_day_usd is not None:
        reasons.append(
            f"it costs {usd(held.a_day_usd)} a day, more than {held.factor} times the {usd(held.was_a_day_usd)} of "
            f"{held.snapshot.period}"
        )
    return "; ".join(reasons)


def then(decided: Decided) -> str:
    """What the workload was like when it was decided, as a sentence without its stop."""
    seen = decided.held.snapshot
    if seen is None:
        return "What the workload was like then was not written down: a change of it cannot be seen"
    was = decided.held.was_a_day_usd
    cost = "it had no price" if was is None else f"it cost {usd(was)} a day"
    return f"In {seen.period} the verdict was {words.verdict(seen.verdict)} and {cost}"


def passed_over(decided: Decided) -> str:
    """Other decisions that fit and say something else, as a sentence without its stop; empty where none does."""
    others = [f"{each.decision} on {subject(each)} of {each.decided_on}" for each in decided.held.passed_over]
    goes = "its own id goes before a pattern" if decided.given.workload_id else "the later goes before the earlier"
    return f"Does not count: {'; '.join(others)} ({goes})" if others else ""


def subject(given: Decision) -> str:
    """What a decision is on, short."""
    return middle(given.subject, 60)


def saving(decided: Decided) -> str:
    """What is set aside of a workload."""
    return "unknown" if decided.saving is None else usd(decided.saving.likely_usd)


def paragraph(workload: Workload) -> str:
    """All that is to be said of the decision on a workload; empty where nobody made one."""
    decided = workload.decided
    if decided is None:
        return ""
    on = "" if decided.given.workload_id else f" It is on {subject(decided.given)}."
    aside = f" Set aside: {saving(decided)} of likely saving." if decided.is_set_aside else ""
    over = f" {passed_over(decided)}." if decided.held.passed_over else ""
    return f"{says(decided)}. “{decided.given.why}”{on}{aside} {then(decided)}.{over}"


def times(view: AuditView) -> str:
    """How many times as dear a day a workload may become."""
    return str(factor(view.about.settings))


def beside(view: AuditView) -> str:
    """What decisions keep out of the headline, in a sentence after a space; empty where they keep nothing."""
    kept = view.set_aside
    if kept is None:
        return ""
    stay, are = ("stays", "is") if kept.workloads == 1 else ("stay", "are")
    unknown = f", {words.things(kept.unknown, 'workload')} of unknown saving beside it" if kept.unknown else ""
    return (
        f" {words.things(kept.workloads, 'workload')} {stay} on demand by decision and {are} not counted: "
        f"{usd(kept.as_billed_usd)} of cost, {usd(kept.saving.likely_usd)} of likely saving{unknown}."
    )


def aside(view: AuditView) -> str:
    """How much of what is set aside, and by whom, in a line."""
    kept = [each for each in view.workloads if each.decided and each.decided.is_set_aside]
    return f"likely, of {words.things(len(kept), 'workload')} kept on demand or snoozed by {_by(kept)}"


def to_move(view: AuditView) -> tuple[Decimal, str] | None:
    """What of the likely saving is to be moved by a decision that holds, and a line on it; None where nothing is."""
    kept = [
        each
        for each in view.workloads
        if each.decided and each.decided.held.holds and each.decided.given.decision is Kind.MIGRATE and each.saving
    ]
    total = sum((each.saving.likely_usd for each in kept if each.saving), Decimal(0))
    return (total, f"of it, {words.things(len(kept), 'workload')} by decision of {_by(kept)}") if total else None


def _by(workloads: Iterable[Workload]) -> str:
    """Who decided on them, as many as a line has room for."""
    names = sorted({middle(each.decided.given.decided_by, 24) for each in workloads if each.decided})
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return " and ".join(names[:_SHOWN]) + more


def rows(view: AuditView) -> list[Workload]:
    """Workloads with a decision: those set aside, then those whose decision no longer holds, then the others."""
    made = [each for each in view.workloads if each.decided]
    return sorted(made, key=_place)


def _place(workload: Workload) -> tuple[int, Decimal, str]:
    decided = workload.decided
    if decided is None:
        return (3, Decimal(0), workload.workload_id)
    likely = decided.saving.likely_usd if decided.saving else Decimal(0)
    order = 0 if decided.is_set_aside else 1 if not decided.held.holds else 2
    return (order, -likely, workload.workload_id)


def on_nothing(view: AuditView) -> list[Listed]:
    """Decisions that are on no workload of the period."""
    return [each for each in view.decisions if not each.fits]


def gone(each: Listed) -> str:
    """That a decision is on no workload, as a sentence without its stop."""
    if each.given.workload_id:
        return "no request of this workload is in the period"
    return "the pattern fits no workload of the period"


def warnings(view: AuditView) -> list[str]:
    """Decisions that contradict each other, that no longer hold, or are on nothing: for stderr."""
    said = []
    for each in rows(view):
        name, decided = middle(each.name), each.decided
        if decided and decided.held.passed_over:
            said.append(f"{name}: {decided.given.decision} counts. {visible(passed_over(decided))}")
        if decided and not decided.held.holds and each.group is not Group.SETTLED:
            said.append(f"{name}: {visible(says(decided))}")
    nothing = on_nothing(view)
    return said + [f"decision on {subject(each.given)} of {each.given.decided_on}: {gone(each)}" for each in nothing]


def of_workload(workload: Workload) -> Object | None:
    """`decision` of a workload in audit.json; null where nobody decided."""
    decided = workload.decided
    if decided is None:
        return None
    held, seen = decided.held, decided.held.snapshot
    return {
        **_given(decided.given),
        "holds": held.holds,
        "no_longer": no_longer(decided) or None,
        "is_set_aside": decided.is_set_aside,
        "saving": savings(decided.saving, decided.cache_saving, decided.both_saving),
        "a_day_usd": _a_day(held.a_day_usd),
        "snapshot": seen
        and {
            "period": seen.period,
            "since": seen.since.isoformat(),
            "days": seen.days,
            "verdict": seen.verdict,
            "as_billed_usd": money(seen.as_billed_usd),
            "saving_sure_usd": money(seen.saving_sure_usd),
            "a_day_usd": _a_day(held.was_a_day_usd),
        },
        "passed_over": [_given(each) for each in held.passed_over],
    }


def _a_day(amount: Decimal | None) -> str | None:
    """An amount a day, to the cent: the exact ones are the period's, and its days."""
    return None if amount is None else exact(cents(amount))


def _given(given: Decision) -> Object:
    return {
        "decision": str(given.decision),
        "workload_id": given.workload_id,
        "pattern": None if given.workload_id else given.named_patterns,
        "why": given.why,
        "decided_by": given.decided_by,
        "decided_on": given.decided_on.isoformat(),
        "until": given.until and given.until.isoformat(),
    }


def as_json(view: AuditView) -> list[Object]:
    """Every decision that says something of the period, the oldest first, and for how many workloads it counts."""
    return [
        {
            **_given(each.given),
            "fits_workloads": each.fits,
            "counts_workloads": each.counts,
            "holds_workloads": each.holds,
            **({} if each.fits else {"gone": gone(each)}),
        }
        for each in view.decisions
    ]


def totals(view: AuditView) -> Object | None:
    """`totals.set_aside` in audit.json: what the rows that are set aside add up to."""
    kept = view.set_aside
    if kept is None:
        return None
    return {
        "workloads": kept.workloads,
        "requests": kept.requests,
        "as_billed_usd": exact(kept.as_billed_usd),
        "saving": savings(kept.saving, kept.cache_saving, kept.both_saving),
        "unknown_workloads": kept.unknown,
    }
