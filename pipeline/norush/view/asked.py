"""Stage 5, the three questions that no log answers, and what each answer would change, in dollars.

Reads view values; writes nothing. USD are decimals, to the cent where a part of the calls is told by its share.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from norush.money import ZERO
from norush.view.drawn import Stretch
from norush.view.states import Group
from norush.view.sums import cents
from norush.view.values import Workload

COULD_MOVE = (Group.MOVE, Group.UNCERTAIN, Group.DEARER, Group.NO_BATCH_PRICE)


class Topic(StrEnum):
    """What is asked."""

    READ_SOON = "read_soon"
    """Whether an answer is needed within the day: then all of it stays on demand."""
    PEOPLE_WAIT = "people_wait"
    """Whether somebody waits for some of the runs, or on some of the days: then these stay on demand."""
    ZERO_RETENTION = "zero_data_retention"
    """Whether it is agreed that nothing is kept: batches are not eligible for that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. A yes leaves `batch_usd` of what a batch would save, and `cache_usd` by a cache alone."""

    topic: Topic
    batch_usd: Decimal | None
    """None: not known, for want of a batch price."""
    cache_usd: Decimal | None
    """None where no cache was replayed, or none pays."""
    runs: tuple[Stretch, ...] = ()
    """Those that the question is about."""
    calls: int = 0
    """Calls of these runs; else those of a typical run or day."""
    per: str = ""
    """What `calls` are those of where no runs are named: `run` or `day`."""
    each_usd: Decimal | None = None
    """What one of these takes off the saving."""


def at_stake(workload: Workload) -> Decimal | None:
    """What a batch would save if nobody waits; None where it is not known."""
    if workload.saving is None:
        return None
    return workload.saving.ceiling_usd if workload.group is Group.UNCERTAIN else workload.saving.likely_usd


def asked(workload: Workload) -> tuple[Asked, ...]:
    """The three questions to the owner of a workload that could move; none of others."""
    if workload.group not in COULD_MOVE:
        return ()
    stays = None if at_stake(workload) is None else ZERO
    alone = _cache_alone(workload)
    return (Asked(Topic.READ_SOON, stays, alone), _people(workload), Asked(Topic.ZERO_RETENTION, stays, alone))


def _cache_alone(workload: Workload) -> Decimal | None:
    """What the cheaper cache saves with no batch."""
    option, billed = workload.option, workload.as_billed_usd
    if option is None or option.cache_usd is None or billed is None:
        return None
    saved = billed - option.cache_usd
    return saved if saved > 0 else None


def _people(workload: Workload) -> Asked:
    """The runs that are unlike the others; else what one run, or one day, is worth."""
    whole, drawn = at_stake(workload), workload.timeline
    if drawn is None or not workload.requests:
        return Asked(Topic.PEOPLE_WAIT, None, None)
    if drawn.unusual:
        calls = min(sum(each.calls for each in drawn.unusual), workload.requests)
        left = None if whole is None else whole - _part(whole, calls, workload)
        return Asked(Topic.PEOPLE_WAIT, left, None, drawn.unusual, calls)
    number = len(drawn.hours.by_day) if drawn.hours else drawn.episodes
    calls = -(-workload.requests // number)
    one = None if whole is None else _part(whole, calls, workload)
    return Asked(Topic.PEOPLE_WAIT, None, None, calls=calls, per="day" if drawn.hours else "run", each_usd=one)


def _part(usd: Decimal, calls: int, workload: Workload) -> Decimal:
    """What so many of the calls are worth if each is worth the same, to the cent."""
    return cents(usd * calls / workload.requests)
