"""Stage 5, what a workload's page asks its owner, and what would prove it wrong. Reads the view; writes nothing.

Only what the log cannot show is asked.
"""

import shlex

from norush.render import moving, words
from norush.render.drawing import dates
from norush.render.json_values import Object, money
from norush.render.numbers import usd
from norush.view.asked import COULD_MOVE, Asked, Topic, asked, at_stake
from norush.view.states import Group
from norush.view.values import Workload

_ASKED = 4
"""Questions of a workload's own that a page shows; audit.json has all."""
_UNTOLD = "what a batch would save is unknown"


def head(workload: Workload) -> str:
    """The sentence over the questions."""
    if workload.group is Group.UNCERTAIN and own(workload):
        return "What would settle it, the likeliest first."
    return "Before you agree, three things only the owner knows."


def questions(workload: Workload) -> tuple[str, ...]:
    """The three questions to the owner with what a yes would change; of an uncertain workload its own come first."""
    three = tuple(f"{_asks(each, workload)} {_then(each, workload)}" for each in asked(workload))
    return (*own(workload), *three) if workload.group is Group.UNCERTAIN else three


def own(workload: Workload) -> tuple[str, ...]:
    """What its own signals ask."""
    if workload.group not in COULD_MOVE:
        return ()
    return tuple(words.sentence(each.asks) for each in workload.questions[:_ASKED])


def also(workload: Workload) -> tuple[str, ...]:
    """Its own questions where they do not come first."""
    return () if workload.group is Group.UNCERTAIN else own(workload)


def hangs(workload: Workload) -> str:
    """What hangs on the answers, as a sentence; nothing for a workload that is decided."""
    if workload.group is not Group.UNCERTAIN or workload.as_billed_usd is None:
        return ""
    ceiling = workload.hangs_usd
    if ceiling is None:
        return f"What hangs on it is unknown: {workload.saving_why or words.NO_BATCH_PRICE}."
    return (
        f"What hangs on it: if nobody waits, a batch would have saved {usd(ceiling)} of {usd(workload.as_billed_usd)}."
    )


def _asks(each: Asked, workload: Workload) -> str:
    drawn = workload.timeline
    match each.topic:
        case Topic.READ_SOON:
            usual = drawn.usual if drawn else ()
            by = f"before {min(run.at for run in usual):%H:%M} on the next day" if usual else "within the day"
            return (
                f"Does anyone, or any later step, read a result {by}? A batch is promised within 24 hours, "
                "and the log ends when the answer arrives."
            )
        case Topic.ZERO_RETENTION:
            return "Is this traffic under a zero data retention agreement? Batches are not eligible for it."
    if each.runs and drawn:
        were = f"the run on {dates(each.runs)}" if len(each.runs) == 1 else f"the runs on {dates(each.runs)}"
        return f"Was a person waiting for {were} ({words.things(each.calls, 'call')}, at another time than the others)?"
    return "Was a person waiting on some of the days?" if each.per == "day" else "Was a person waiting for some runs?"


def _then(each: Asked, workload: Workload) -> str:
    if each.topic is Topic.PEOPLE_WAIT:
        if each.runs:
            they_stay, their = ("it stays", "its") if each.calls == 1 else ("they stay", "their")
            left = (
                _UNTOLD if each.batch_usd is None else f"the saving is {usd(each.batch_usd)}, by {their} share of calls"
            )
            return f"If so {they_stay} on demand, and {left}."
        if each.each_usd is None:
            return "What is waited for stays on demand."
        return (
            f"Each {each.per} that stays on demand takes about {usd(each.each_usd)} off the saving "
            f"(a typical one has {words.things(each.calls, 'call')})."
        )
    stake = at_stake(workload)
    left = _UNTOLD if stake is None else f"the saving of {usd(stake)} by batch is none"
    alone = "" if each.cache_usd is None else f" A cache alone saves {usd(each.cache_usd)}, with no added delay."
    return f"If so it stays on demand, and {left}.{alone}"


def risks(workload: Workload) -> tuple[tuple[str, str, str], ...]:
    """(what could go wrong, how to tell, what then) of a workload that could move."""
    if workload.group not in COULD_MOVE:
        return ()
    alone = next((each.cache_usd for each in asked(workload) if each.cache_usd is not None), None)
    stay = f"a cache alone saves {usd(alone)}, with no added delay" if alone else "keep it on demand, or submit earlier"
    rows = [
        ("Results have an early reader", "a result is read within 24 hours of its run: the log of its reader", stay),
        (
            "A batch takes close to 24 hours",
            "the next run begins before the last batch ended",
            "leave out what is still in a batch, by its custom id",
        ),
        (
            "Requests expire or fail",
            "the batch counts expired or errored requests",
            "send those again: neither is billed",
        ),
    ]
    if workload.needs_cache_usd > 0 and workload.saving:
        rows.append(
            (
                "Fewer cache hits inside the batch",
                "results read fewer tokens from the cache than the log shows",
                f"with none at all the saving is {usd(workload.saving.likely_usd - workload.needs_cache_usd)}",
            )
        )
    rows.append(("Price or model changes", "another row in norush prices", "run the audit again"))
    return tuple(rows)


def plan(workload: Workload) -> str:
    """The command that writes the script of the move; nothing where there is none to make."""
    if workload.verdict != "batchable" or workload.group not in (Group.MOVE, Group.DEARER) or moving.instead(workload):
        return ""
    return f"norush plan {shlex.quote(workload.workload_id)} REPORT"


def as_json(workload: Workload) -> list[Object]:
    """The three questions as JSON: what each asks, and what a yes leaves."""
    return [
        {
            "topic": each.topic.value,
            "asks": _asks(each, workload),
            "if_yes": _then(each, workload),
            "batch_usd": money(each.batch_usd),
            "cache_usd": money(each.cache_usd),
            "calls": each.calls or None,
            "per": each.per or None,
            "each_usd": money(each.each_usd),
            "runs": [run.at.isoformat() for run in each.runs],
        }
        for each in asked(workload)
    ]
