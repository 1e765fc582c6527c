"""The month in which generated traffic happens: days, zones, holidays, the rhythm of people, timers.

Reads nothing, writes nothing. Time is seconds since the month began, UTC, as a float.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from math import exp
from random import Random
from zoneinfo import ZoneInfo

MINUTE_S = 60.0
HOUR_S = 3_600.0
DAY_S = 86_400.0
ZONES = ("America/Los_Angeles", "America/New_York", "UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo")
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
HOLIDAYS = frozenset(
    date(2026, month, day)
    for month, day in ((10, 12), (11, 11), (11, 26), (11, 27), (12, 24), (12, 25), (12, 26), (12, 31))
)
"""Days on which offices are nearly empty; shops are not."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How activity is spread: a weight for each weekday (Monday first) and each local hour."""

    by_weekday: tuple[float, ...]
    by_hour: tuple[float, ...]
    holiday_factor: float


OFFICE = Rhythm(
    (1.0, 1.08, 1.05, 1.0, 0.8, 0.05, 0.04),
    (0.1, 0.05, 0, 0, 0, 0.1, 0.4, 1.5, 5, 9, 10, 9, 5.5, 8, 10, 9.5, 8, 5, 2.5, 1.5, 1.2, 1, 0.5, 0.2),
    0.1,
)
"""People at work: two humps and a lunch, a few in the evening."""

HOME = Rhythm(
    (0.9, 0.9, 0.92, 0.95, 1.0, 1.15, 1.2),
    (1.2, 0.7, 0.4, 0.25, 0.25, 0.5, 1.5, 3, 4.5, 5, 5.5, 6, 6.5, 6, 5.5, 6, 6.5, 7.5, 8.5, 10, 10, 8.5, 5.5, 2.8),
    1.15,
)
"""People in their own time: never quiet, fullest in the evening."""

DESK = Rhythm(
    (1.2, 1.05, 1.0, 1.0, 0.95, 0.3, 0.0),
    (0, 0, 0, 0, 0, 0, 0, 0, 8, 10, 9, 8, 6, 8, 9, 9, 8, 5, 0, 0, 0, 0, 0, 0),
    0.0,
)
"""A service desk: opens and closes at the hour."""

ALWAYS = Rhythm((1.0,) * 7, (1.0,) * 24, 1.0)
"""Machines, and a world of customers: the same at any hour."""


@dataclass(frozen=True)
class Month:
    """One calendar month, [first, first of the next)."""

    first: date

    @cached_property
    def began_at(self) -> datetime:
        """Its first instant."""
        return datetime(self.first.year, self.first.month, 1, tzinfo=UTC)

    @cached_property
    def days(self) -> int:
        """How many days it has."""
        return ((self.began_at + timedelta(days=32)).replace(day=1) - self.began_at).days

    @cached_property
    def length_s(self) -> float:
        """Its length in seconds."""
        return self.days * DAY_S

    def second(self, day: date, zone: str, hour: int, minute: int) -> float:
        """When the clock of `zone` shows this hour and minute of that day: summer time ends inside some months."""
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
        return (at - self.began_at).total_seconds()

    def dates(self) -> Iterator[date]:
        """Each day of the month."""
        for number in range(self.days):
            yield self.began_at.date() + timedelta(days=number)

    def weights(self, rhythm: Rhythm, zone: str) -> list[float]:
        """A weight for each hour of the month, a full day of weight 1 adding up to 1."""
        whole, place = sum(rhythm.by_hour), ZoneInfo(zone)
        weights = []
        for hour in range(self.days * 24):
            local = (self.began_at + timedelta(hours=hour)).astimezone(place)
            weight = rhythm.by_hour[local.hour] / whole * rhythm.by_weekday[local.weekday()]
            weights.append(weight * (rhythm.holiday_factor if local.date() in HOLIDAYS else 1.0))
        return weights

    def arrivals(
        self, rng: Random, per_day: float, rhythm: Rhythm, zone: str, growth: float = 1.0, spread: float = 0.2
    ) -> Iterator[float]:
        """Arrivals in order: Poisson within the hour; days differ by chance (`spread`) and by `growth` over the
        month."""
        for hour, weight in enumerate(self.weights(rhythm, zone)):
            if hour % 24 == 0:
                luck = exp(rng.gauss(0.0, spread))
            rate_per_s = per_day * luck * weight * growth ** (hour / 24 / self.days) / HOUR_S
            if rate_per_s <= 0:
                continue
            at = rng.expovariate(rate_per_s)
            while at < HOUR_S:
                yield hour * HOUR_S + at
                at += rng.expovariate(rate_per_s)

    def timer(
        self,
        rng: Random,
        hours: tuple[int, ...],
        minute: int,
        zone: str,
        weekdays: tuple[int, ...] = EVERY_DAY,
        late_s: float = 4.0,
        missed_share: float = 0.02,
    ) -> Iterator[float]:
        """Starts of a scheduled job, late by some seconds as containers are; now and then one is missed."""
        for day in self.dates():
            if day.weekday() not in weekdays:
                continue
            for hour in hours:
                late = 0.4 + rng.expovariate(1 / late_s)
                if rng.random() >= missed_share:
                    yield self.second(day, zone, hour, minute) + late
