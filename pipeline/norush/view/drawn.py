"""Stage 5, what a workload's page draws: how many calls were under way on its busiest day, and when it ran.

Reads in_flight_profile and timeline; writes nothing. Places are shares of a drawing's length (0..1); paths are in whole
units of the drawing: steps and calls, minutes and rows. Instants are UTC, days those of the given zone.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from zoneinfo import ZoneInfo

from norush.warehouse import Warehouse

USUAL_MIN = 60
"""The usual time of day is the hour in which most episodes begin, whatever the day."""
USUAL_SHARE = Decimal("0.7")
USUAL_EPISODES = 5
"""From so many episodes on, of which this share begins at the usual time, the others are worth a question."""
DAY_MIN = 1440
EPOCH = date(1970, 1, 1)
ROW_PX = 10
"""Height of a day; where there are many, less."""
LEAST_MIN = 4
"""An episode is drawn at least so long, to be seen."""
SHADES = 4
LABEL_PX = 50
"""Apart of the days that are named."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Calls under way on the busiest day (UTC), at equal steps from its first start to its last end."""

    since: datetime
    step_s: int
    calls: int
    """Calls that began on that day."""
    peaks: tuple[int, ...]
    """The most under way at any moment of each step; zero where nothing ran."""
    top: int
    """Full height of the drawing: the same for the profile that stands beside it."""

    @property
    def until(self) -> datetime:
        """The end of the last step."""
        return self.since + timedelta(seconds=self.step_s * len(self.peaks))

    @property
    def usual(self) -> tuple[int, Decimal]:
        """The commonest number under way while anything ran, and the share of busy steps with it."""
        busy = Counter(each for each in self.peaks if each)
        number, steps = min(busy.items(), key=lambda item: (-item[1], item[0]), default=(0, 0))
        return number, Decimal(steps) / (busy.total() or 1)

    @property
    def path(self) -> str:
        """The area, in a drawing that is as many units wide as there are steps, and `top` high."""
        parts, at = [f"M0 {self.top}"], 0
        for peak, run in groupby(self.peaks):
            at += len(list(run))
            parts.append(f"V{self.top - peak}H{at}")
        return f"{''.join(parts)}V{self.top}Z"

    @property
    def levels(self) -> tuple[tuple[int, Decimal], ...]:
        """Numbers to mark at the side, and their places from the top."""
        is_apart = self.top < 6 * self.usual[0] < 5 * self.top
        marks = sorted({0, *({self.usual[0]} if is_apart else ()), self.top})
        return tuple((mark, 1 - Decimal(mark) / self.top) for mark in marks)

    @property
    def times(self) -> tuple[tuple[datetime, Decimal], ...]:
        """Instants to mark below, and their places."""
        span = self.until - self.since
        return tuple((self.since + span * at // 4, Decimal(at) / 4) for at in range(5))


@dataclass(frozen=True, slots=True)
class Stretch:
    """An episode. `length_s`: to its last start."""

    at: datetime
    length_s: int
    calls: int
    is_usual: bool | None = None
    """It begins at the usual time of day; None where there is none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """All of one look: `shade` 1..SHADES by calls in the hour, or `usual` and `other` of episodes."""

    look: str
    path: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours in which calls of a workload began: plain numbers, for there are hundreds of each workload."""

    since: datetime
    """When the first began."""
    each: tuple[tuple[int, int], ...]
    """(hours since the first, calls), oldest first."""
    by_day: tuple[tuple[date, int, int], ...]
    """(day, hours with calls, calls)."""
    fullest: tuple[datetime, int]
    """The first of those with the most calls, in the given zone and without it; and the calls."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When a workload ran: each episode, or the calls by the hour where there are too many episodes."""

    episodes: int
    stretches: tuple[Stretch, ...]
    """Oldest first; none where hours are drawn."""
    hours: Hours | None
    days: tuple[date, ...]
    """The rows of the drawing."""
    row_px: int
    marks: tuple[Mark, ...]
    """In a drawing DAY_MIN units wide and `height_px` high."""
    weekends: str

    @property
    def is_by_hour(self) -> bool:
        """Whether hours are drawn."""
        return self.hours is not None

    @property
    def height_px(self) -> int:
        """Of the drawing."""
        return self.row_px * len(self.days)

    @property
    def unusual(self) -> tuple[Stretch, ...]:
        """Episodes at another time of day than most."""
        return tuple(each for each in self.stretches if each.is_usual is False)

    @property
    def has_usual(self) -> bool:
        """There is a time of day at which most of them begin."""
        return bool(self.usual)

    @property
    def usual(self) -> tuple[Stretch, ...]:
        """The others."""
        return tuple(each for each in self.stretches if each.is_usual)

    @property
    def labels(self) -> tuple[tuple[date, int], ...]:
        """Days to name at the side, and how far down they are in px."""
        every = -(-LABEL_PX // self.row_px)
        return tuple((day, at * self.row_px) for at, day in enumerate(self.days) if at % every == 0)


def profiles(warehouse: Warehouse, period: str) -> dict[str, Profile]:
    """By workload."""
    rows = warehouse.rows(
        "select workload_id, since_at, steps, step_s, starts, step, in_flight, peak from in_flight_profile "
        "where period = $period order by workload_id, step",
        {"period": period},
    )
    found = {}
    for workload_id, group in groupby(rows, key=lambda row: row[0]):
        changes = list(group)
        _, since, steps, step_s, starts, *_ = changes[0]
        peaks, under_way = [0] * steps, 0
        at = {step: (in_flight, peak) for *_, step, in_flight, peak in changes}
        for step in range(steps):
            in_flight, peak = at.get(step, (None, None))
            under_way = under_way if in_flight is None else in_flight
            peaks[step] = max(under_way, peak or 0)
        found[workload_id] = Profile(since, step_s, starts, tuple(peaks), max(peaks, default=0) or 1)
    return found


def beside(own: Profile, other: Profile | None) -> tuple[Profile, Profile | None]:
    """Both at one scale."""
    top = max(own.top, other.top if other else 0)
    return replace(own, top=top), replace(other, top=top) if other else None


def timelines(warehouse: Warehouse, period: str, zone: str) -> dict[str, Timeline]:
    """By workload."""
    rows = warehouse.rows(
        "select workload_id, episodes, begins_at, length_s, calls from timeline "
        "where period = $period and not is_hour order by workload_id, begins_at",
        {"period": period},
    )
    local = ZoneInfo(zone)
    found = {}
    for (workload_id, episodes), group in groupby(rows, key=lambda row: row[:2]):
        stretches = [Stretch(row[2].astimezone(local), row[3], row[4]) for row in group]
        found[workload_id] = _by_episode(_marked(stretches), episodes)
    hours = warehouse.rows(
        """
        select
            workload_id,
            max(episodes),
            min(begins_at),
            list(epoch_us(begins_at) // 3600000000 order by begins_at),
            list(epoch_us(timezone($zone, begins_at)) // 60000000 order by begins_at),
            list(calls order by begins_at)
        from timeline
        where period = $period and is_hour
        group by workload_id
        """,
        {"period": period, "zone": zone},
    )
    return found | {row[0]: _by_hour(*row[1:]) for row in hours}


def _marked(episodes: Sequence[Stretch]) -> list[Stretch]:
    """The episodes, each with whether it begins at the usual time of day, where there is one."""
    if len(episodes) < USUAL_EPISODES:
        return list(episodes)
    minutes = [each.at.hour * 60 + each.at.minute for each in episodes]
    begins = _fullest(sorted(minutes))
    is_near = [(each - begins) % DAY_MIN <= USUAL_MIN for each in minutes]
    if sum(is_near) < USUAL_SHARE * len(episodes):
        return list(episodes)
    return [replace(each, is_usual=usual) for each, usual in zip(episodes, is_near, strict=True)]


def _fullest(minutes: Sequence[int]) -> int:
    """Where the stretch of USUAL_MIN of the day's clock begins that holds most of these (sorted), the earliest."""
    around = [*minutes, *(each + DAY_MIN for each in minutes)]
    most, begins, end = 0, 0, 0
    for at, each in enumerate(minutes):
        while end < len(around) and around[end] - each <= USUAL_MIN:
            end += 1
        if end - at > most:
            most, begins = end - at, each
    return begins


def _by_episode(stretches: Sequence[Stretch], episodes: int) -> Timeline:
    first, last = stretches[0].at.date(), max(_end(each) for each in stretches).date()
    boxes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for each in stretches:
        minute = each.at.hour * 60 + each.at.minute + DAY_MIN * (each.at.date() - first).days
        look = "other" if each.is_usual is False else "usual"
        boxes[look] += _boxes(minute, max(-(-each.length_s // 60), LEAST_MIN))
    return _drawn(first, last, boxes, episodes, tuple(stretches), None)


def _by_hour(
    episodes: int, since: datetime, hours: Sequence[int], minutes: Sequence[int], calls: Sequence[int]
) -> Timeline:
    """`hours` count from 1970, `minutes` too, but on the clock of the zone."""
    first_day, most = min(minutes) // DAY_MIN, max(calls)
    boxes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    days: dict[int, list[int]] = defaultdict(list)
    for minute, number in zip(minutes, calls, strict=True):
        boxes[str(-(-SHADES * number // most))] += _boxes(minute - first_day * DAY_MIN, 60)
        days[minute // DAY_MIN].append(number)
    told = Hours(
        since,
        tuple((hour - hours[0], number) for hour, number in zip(hours, calls, strict=True)),
        tuple((EPOCH + timedelta(day), len(each), sum(each)) for day, each in sorted(days.items())),
        (datetime.combine(EPOCH, time()) + timedelta(minutes=minutes[calls.index(most)]), most),
    )
    first, last = (EPOCH + timedelta(minute // DAY_MIN) for minute in (min(minutes), max(minutes) + 59))
    return _drawn(first, last, boxes, episodes, (), told)


def _drawn(
    first: date,
    last: date,
    boxes: Mapping[str, Sequence[tuple[int, int, int]]],
    episodes: int,
    stretches: tuple[Stretch, ...],
    hours: Hours | None,
) -> Timeline:
    days = tuple(first + timedelta(days=at) for at in range((last - first).days + 1))
    row_px = ROW_PX if len(days) <= 40 else 5 if len(days) <= 120 else 2
    marks = tuple(
        Mark(look, _path(_joined([box for box in boxes[look] if box[2] < len(days)]), row_px)) for look in sorted(boxes)
    )
    weekends = [(0, DAY_MIN, at) for at, day in enumerate(days) if day.weekday() > 4]
    whole = "".join(f"M{start} {row * row_px}h{length}v{row_px}h-{length}z" for start, length, row in weekends)
    return Timeline(episodes, stretches, hours, days, row_px, marks, whole)


def _end(stretch: Stretch) -> datetime:
    return stretch.at + timedelta(seconds=max(stretch.length_s - 1, 0))


def _boxes(minute: int, length: int) -> list[tuple[int, int, int]]:
    """(minute, length, row) of each day that a stretch touches; `minute` counts from the first day on."""
    row, start = divmod(minute, DAY_MIN)
    boxes = []
    while length > 0:
        part = min(length, DAY_MIN - start)
        boxes.append((start, part, row))
        start, length, row = 0, length - part, row + 1
    return boxes


def _joined(boxes: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Neighbours of one row as one box."""
    joined: list[tuple[int, int, int]] = []
    for start, length, row in sorted(boxes, key=lambda box: (box[2], box[0])):
        if joined and joined[-1][2] == row and joined[-1][0] + joined[-1][1] == start:
            joined[-1] = (joined[-1][0], joined[-1][1] + length, row)
        else:
            joined.append((start, length, row))
    return joined


def _path(boxes: Sequence[tuple[int, int, int]], row_px: int) -> str:
    gap = 1 if row_px > 2 else 0
    height = row_px - 2 * gap
    return "".join(f"M{at} {row * row_px + gap}h{length}v{height}h-{length}z" for at, length, row in boxes)
