"""Time in the demo: one month, the rhythm of people in it, the schedules of machines.

Reads nothing, writes nothing. Instants are integer milliseconds since 1970, UTC, which is as fine as
the logs of the demo are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Clock:
    """One calendar month, [since_ms, until_ms)."""

    first_day: date

    @property
    def since(self) -> datetime:
        """The month's first instant."""
        return datetime(self.first_day.year, self.first_day.month, 1, tzinfo=UTC)

    @property
    def until(self) -> datetime:
        """The first instant after the month."""
        return (self.since + timedelta(days=32)).replace(day=1)

    @property
    def since_ms(self) -> int:
        return int(self.since.timestamp()) * SECOND

    @property
    def until_ms(self) -> int:
        return int(self.until.timestamp()) * SECOND

    def days(self) -> Iterator[tuple[int, date]]:
        """Each day of the month: its first millisecond and its date."""
        for at in range(self.since_ms, self.until_ms, DAY):
            yield at, datetime.fromtimestamp(at // SECOND, UTC).date()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How people's activity is spread: a weight for each weekday (Monday first) and each hour (UTC)."""

    by_weekday: tuple[float, ...]
    by_hour: tuple[float, ...]

    def arrivals(self, rng: Random, clock: Clock, per_day: float) -> Iterator[int]:
        """Poisson arrivals in time order; `per_day` is the mean of a day whose weight is 1."""
        whole = sum(self.by_hour)
        for midnight, day in clock.days():
            a_day = per_day * self.by_weekday[day.weekday()]
            for hour, weight in enumerate(self.by_hour):
                rate = a_day * weight / whole / HOUR
                if rate <= 0:
                    continue
                at = rng.expovariate(rate)
                while at < HOUR:
                    yield midnight + hour * HOUR + int(at)
                    at += rng.expovariate(rate)


OFFICE = Rhythm(
    by_weekday=(1.0, 1.05, 1.0, 1.0, 0.85, 0.04, 0.03),
    by_hour=(0, 0, 0, 0, 0, 0.1, 0.5, 2, 6, 9, 10, 9, 6, 8, 10, 10, 8, 5, 2, 1, 0.6, 0.3, 0.1, 0),
)
"""One country's working day."""

CUSTOMERS = Rhythm(
    by_weekday=(1.0, 0.95, 0.95, 1.0, 1.05, 0.8, 0.75),
    by_hour=(1, 0.6, 0.4, 0.3, 0.4, 0.8, 2, 4, 6, 7, 7, 7, 8, 7, 7, 7, 7, 8, 9, 10, 9, 7, 4, 2),
)
"""People at home: never quiet, fullest in the evening."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a machine starts its job: hours and a minute on some weekdays, or on some days of the month."""

    hours: tuple[int, ...]
    minute: int = 0
    weekdays: tuple[int, ...] = EVERY_DAY
    month_days: tuple[int, ...] = ()

    def starts(self, rng: Random, clock: Clock) -> Iterator[int]:
        """Each start, a few seconds late as cron jobs are."""
        for midnight, day in clock.days():
            if day.weekday() not in self.weekdays or (self.month_days and day.day not in self.month_days):
                continue
            for hour in self.hours:
                yield midnight + hour * HOUR + self.minute * MINUTE + rng.randint(800, 9_000)
