"""Where a group has its people: countries with hours and holidays of their own. No kind is in here.

Reads the calendar; writes nothing.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import EVERY_DAY, Rhythm
from norush.accuracy.world import World

PLACES = (
    "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Warsaw",
    "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata", "Asia/Manila", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip

OWN_HOLIDAYS = {
    zone: frozenset(date(2026, month, day) for month, day in days)
    for zone, days in {
        "America/Sao_Paulo": ((10, 12), (11, 2), (11, 20)),
        "Europe/Warsaw": ((11, 11),),
        "Africa/Nairobi": ((10, 20), (12, 12)),
        "Asia/Dubai": ((12, 1), (12, 2)),
        "Asia/Kolkata": ((10, 2), (10, 20), (11, 9)),
        "Asia/Manila": ((11, 2), (11, 30), (12, 8), (12, 30)),
        "Asia/Tokyo": ((10, 12), (11, 3), (11, 23)),
        "Australia/Sydney": ((10, 5),),
    }.items()
}
"""Days on which offices of one country are closed while the others work."""


def some_places(w: World, fewest: int, most: int) -> list[str]:
    """The zones of the countries that this group is in."""
    return w.rng.sample(PLACES, w.rng.randint(fewest, most))


def is_closed(w: World, zone: str, at: float) -> bool:
    """Whether offices of this zone have a holiday of their own."""
    local = (w.month.began_at + timedelta(seconds=at)).astimezone(ZoneInfo(zone))
    return local.date() in OWN_HOLIDAYS.get(zone, ())


def people_in(w: World, places: list[str], per_day: float, rhythm: Rhythm) -> list[float]:
    """Arrivals in all places, about `per_day` by this world's scale: some countries are large, most are not."""
    sizes = [w.draw(1.0, 0.7) for _ in places]
    rate, growth = w.about(per_day, 1.3) * w.scale / sum(sizes), w.about(1.1, 1.3)
    keeps_holidays = rhythm.holiday_factor < 0.5
    return sorted(
        at
        for zone, size in zip(places, sizes, strict=True)
        for at in w.month.arrivals(w.rng, rate * size, rhythm, zone, growth)
        if not keeps_holidays or not is_closed(w, zone, at) or w.rng.random() < 0.1
    )


def clocks_in(
    w: World, places: list[str], hour: int, minute: int, weekdays: tuple[int, ...] = EVERY_DAY, late_s: float = 5.0
) -> list[float]:
    """When the clock of each place shows this hour: a schedule with a time zone for each country."""
    return sorted(at for zone in places for at in w.month.timer(w.rng, (hour,), minute, zone, weekdays, late_s))
