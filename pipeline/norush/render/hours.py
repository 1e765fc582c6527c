"""Stage 5, the maps of the week in words and as JSON. Reads view values; returns text."""

from itertools import pairwise

from norush.render import words
from norush.render.numbers import count, share
from norush.view.charts import MapCell, WeekMap
from norush.view.values import AuditView

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
QUARTERS = ("00–06", "06–12", "12–18", "18–24")
_NBSP = "\N{NO-BREAK SPACE}"
TOO_SHORT = "A map needs a week or more of data"


def maps(view: AuditView) -> list[tuple[str, str, WeekMap]]:
    """(texture, heading, map) of those that have requests."""
    both = (("week-save", "In no rush", view.week.no_rush), ("week-int", "Waiting", view.week.waiting))
    return [each for each in both if each[2].requests]


def finding(found: WeekMap) -> str:
    """What a map shows, against a flat week."""
    begin, end = f"{found.busiest_from:02}:00", f"{found.busiest_until:02}:00"
    return (
        f"{words.things(found.requests, 'request')}: {share(found.busiest_share, _NBSP)} between {begin} and {end} "
        f"(25{_NBSP}% were it flat), {share(found.weekend_share, _NBSP)} on Saturday and Sunday (28.6{_NBSP}%)."
    )


def scale(view: AuditView) -> list[tuple[int, str]]:
    """(level, words) of the scale, the lightest first."""
    steps = view.week.thresholds
    middle = [
        (level, count(low) if low == high - 1 else f"{count(low)}–{count(high - 1)}")
        for level, (low, high) in enumerate(pairwise(steps), 1)
    ]
    first = "none" if steps[0] == 1 else f"under {count(steps[0])}"
    return [(0, first), *middle, (len(steps), f"{count(steps[-1])} and over")]


def cell(day: int, each: MapCell) -> str:
    """The tooltip of a cell."""
    return f"{DAYS[day]} {each.hour:02}:00, {count(each.requests)}"


def clock(hour: int) -> str:
    """An hour on the axis."""
    return f"{hour:02}"


def note(view: AuditView) -> str:
    """What is in neither map; nothing where all is in one."""
    rest = view.week.in_neither
    return "" if not rest else f"In neither map: {words.things(rest, 'request')} of uncertain workloads."


def as_json(view: AuditView) -> dict[str, object]:
    """Requests by verdict: 7 lists (Monday first) of 24 hours of the period's zone."""
    return {verdict: [list(row) for row in grid] for verdict, grid in view.week.by_verdict}
