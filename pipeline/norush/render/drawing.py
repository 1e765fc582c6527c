"""Stage 5, the drawings of a workload's page in words and as JSON. Reads view values; returns text."""

from collections.abc import Sequence
from datetime import timedelta

from norush.durations import duration
from norush.render.json_values import Object, instant
from norush.render.numbers import clock, count, day, share
from norush.render.words import things
from norush.view.drawn import Profile, Stretch, Timeline
from norush.view.judged import Weighing
from norush.view.values import Workload

LISTED = 40
"""Episodes that a page lists; audit.json has all."""
PLATEAU = "A steady plateau is a pool of workers; a wandering line is people"
ESTIMATED = "Ends that the log lacks are estimated from tokens"
HOURS = tuple((f"{hour:02}", f"{hour * 100 / 24:.2f}%") for hour in range(0, 25, 3))
"""The hours that are marked, and their places."""
_NAMED = 4
"""Days that a sentence names."""


def fill(workload: Workload) -> str:
    """The class of its marks: what runs or could run as a batch, what stays, what is uncertain."""
    if workload.verdict == "uncertain":
        return "f-spent"
    return "f-batch" if workload.verdict in ("batchable", "batched") else "f-int"


def busiest(own: Profile) -> str:
    """The day that the profile shows."""
    return day(own.since.date())


def profile(own: Profile) -> str:
    """What the profile shows, as a sentence without its stop."""
    number, part = own.usual
    step = duration(timedelta(seconds=own.step_s))
    return (
        f"{things(own.calls, 'call')} began on {busiest(own)} (UTC), its busiest day. Each step is the most under way "
        f"at any moment of {step}: at most {count(max(own.peaks, default=0))}, and {count(number)} for {share(part)} "
        "of the time in which anything ran"
    )


def axis(own: Profile, zone: str) -> list[tuple[str, object, str]]:
    """(label, place, how it is set) of the times below the profile."""
    has_seconds = (own.until - own.since) < timedelta(minutes=5)
    anchors = ("", "mid", "mid", "mid", "end")
    return [
        (clock(at, zone, has_seconds=has_seconds), place, anchor)
        for (at, place), anchor in zip(own.times, anchors, strict=True)
    ]


def runs(drawn: Timeline) -> str:
    """When it ran, as a sentence without its stop."""
    if drawn.hours:
        at, most = drawn.hours.fullest
        return (
            f"{count(drawn.episodes)} stretches of activity, too many to list. The most calls that began "
            f"in one hour: {count(most)}, from {at:%H:%M} on {day(at.date())}"
        )
    number = things(drawn.episodes, "run")
    lengths = sorted(each.length_s for each in drawn.stretches)
    length = f"the longest {_length(lengths[-1])}" if drawn.episodes > 1 else f"of {_length(lengths[0])}"
    if not drawn.has_usual:
        return f"{number}, {length}"
    usual = drawn.usual
    begins = sorted(f"{each.at:%H:%M}" for each in usual)
    first, last = begins[0], begins[-1]
    begin = "begins" if len(usual) == 1 else "begin"
    if not drawn.unusual:
        return f"{number}, {length}: all begin between {first} and {last}"
    return (
        f"{number}, {length}: {count(len(usual))} {begin} between {first} and {last}, "
        f"{count(len(drawn.unusual))} at another time ({dates(drawn.unusual)})"
    )


def dates(stretches: Sequence[Stretch]) -> str:
    """The days of these, the first few by name."""
    days = list(dict.fromkeys(each.at.date() for each in stretches))
    named = [day(each) for each in days[:_NAMED]]
    more = [f"{count(len(days) - _NAMED)} more"] if len(days) > _NAMED else []
    said = [*named, *more]
    return " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)


def listed(drawn: Timeline) -> list[tuple[str, str, int]]:
    """(begin, length, calls) of the episodes that a page lists, the oldest first; none where hours are drawn."""
    return [
        (f"{day(each.at.date())} {each.at:%H:%M}", _length(each.length_s), each.calls)
        for each in drawn.stretches[:LISTED]
    ]


def by_day(drawn: Timeline) -> list[tuple[str, int, int]]:
    """(day, hours with calls, calls) where hours are drawn; none else."""
    return [(day(at), hours, calls) for at, hours, calls in (drawn.hours.by_day if drawn.hours else ())]


def _length(seconds: int) -> str:
    return duration(timedelta(seconds=seconds))


def as_json(own: Profile | None, drawn: Timeline | None, weighing: Weighing | None) -> Object:
    """What the page draws and adds up, as JSON; null where there is nothing."""
    return {
        "weighing": weighing
        and {
            "for": str(weighing.for_weight),
            "against": str(weighing.against_weight),
            "rounding": str(weighing.rounding),
            "table": [list(weighing.below), list(weighing.above)],
            "doubled": weighing.doubled and list(weighing.doubled),
        },
        "in_flight": own
        and {"since": instant(own.since), "step_s": own.step_s, "calls": own.calls, "peaks": list(own.peaks)},
        "timeline": drawn and _timeline(drawn),
    }


def _timeline(drawn: Timeline) -> Object:
    """Each episode, or each hour with calls, in short: a report holds many."""
    if drawn.hours:
        hours = {"since": instant(drawn.hours.since), "each": [list(each) for each in drawn.hours.each]}
        return {"by": "hour", "episodes": drawn.episodes, **hours}
    episodes = [[instant(each.at), each.length_s, each.calls] for each in drawn.stretches]
    return {"by": "episode", "episodes": drawn.episodes, "each": episodes}
