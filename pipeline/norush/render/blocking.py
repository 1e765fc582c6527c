"""Stage 5, blockers in words and as JSON: what stands between a workload and a batch.

Reads view values; returns text.
"""

from dataclasses import asdict

from norush.money import exact
from norush.render import batching, cache_using
from norush.render.numbers import count, share, usd
from norush.render.words import things
from norush.view.blockers import Blocker
from norush.view.values import Workload

EFFECT = {"stops": "stops it", "warns": "with care", "asks": "to be asked"}
MEANS = (
    "What stops a call keeps it out of a batch as it is: it stays as billed, and no saving counts it. What needs care "
    "changes no amount; what no log tells is asked. None of it changes a verdict"
)

_FORM = {"streamed": "{share} of calls are streamed", "tools": "{share} of answers ask for a tool of the caller"}
_UNTOLD = {"streamed": "whether answers are streamed", "tools": "whether answers ask for a tool of the caller"}


def together(workload: Workload) -> str:
    """What all that stops calls stops together, as a sentence; empty where nothing does, or the verdict does."""
    first = workload.blockers[0] if workload.blockers else None
    if first is None or not first.stopped_calls or workload.verdict not in ("batchable", "uncertain"):
        return ""
    if first.stopped_calls == 1:
        cost = "has no price" if first.stopped_usd is None else f"costs {usd(first.stopped_usd)}"
        stays = "stays as it is: no saving counts it"
    else:
        cost = "have no price" if first.stopped_usd is None else f"cost {usd(first.stopped_usd)}"
        stays = "stay as they are: no saving counts them"
    of = f"{count(first.stopped_calls)} of {things(first.of_calls, 'call')}"
    return f"Together that stops {of}, which {cost} and {stays}."


def effort(workload: Workload) -> str:
    """How much of a move the log shows to be in the way, and what of it, as a sentence; empty where none is graded."""
    found = workload.effort
    if found is None:
        return ""
    named = " and ".join(_FORM.get(each.blocker, "").format(share=share(each.calls_share)) for each in found.because)
    says = {
        "small": "no call is streamed, no answer asks for a tool, and nothing keeps a call out of a batch",
        "medium": f"what takes the answers has to change: {named}",
        "large": "calls that cannot run in a batch have to be told apart first",
        "unknown": f"the log does not tell {' or '.join(_UNTOLD[each.blocker] for each in found.because)}"
        if found.grade == "unknown"
        else "",
    }[found.grade]
    return f"Effort, by the log alone: {found.grade}; {says}."


def moving(workload: Workload) -> dict[str, object]:
    """What moving takes, as JSON: blockers (null where it is batched already), the cache it has, and batches."""
    return {
        "blockers": None if workload.verdict == "batched" else [_blocker(each) for each in workload.blockers],
        "stopped": _stopped(workload),
        "effort": workload.effort
        and {
            "grade": workload.effort.grade,
            "because": [each.blocker for each in workload.effort.because],
            "says": effort(workload),
        },
        "reuse": workload.reuse and asdict(workload.reuse),
        "cache_use": cache_using.as_json(workload.cache_use),
        "batches": batching.as_json(workload.schedules),
    }


def _stopped(workload: Workload) -> dict[str, object] | None:
    """Calls that anything stops, each once; null where nothing stands against a batch."""
    first = workload.blockers[0] if workload.blockers else None
    if first is None:
        return None
    return {"calls": first.stopped_calls, "usd": None if first.stopped_usd is None else exact(first.stopped_usd)}


def cost(blocker: Blocker) -> str:
    """What the calls that show it cost."""
    if blocker.usd is None:
        return "\N{EN DASH}" if blocker.calls is None else "no price"
    return usd(blocker.usd)


def _blocker(blocker: Blocker) -> dict[str, object]:
    return {
        "blocker": blocker.blocker,
        "effect": blocker.effect,
        "calls": blocker.calls,
        "of_calls": blocker.of_calls,
        "usd": None if blocker.usd is None else exact(blocker.usd),
        "of_usd": None if blocker.of_usd is None else exact(blocker.of_usd),
        "says": blocker.says,
        "source": blocker.source,
    }
