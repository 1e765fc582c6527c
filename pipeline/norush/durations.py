"""A length of time as people read it. Reads nothing, writes nothing."""

from datetime import timedelta


def duration(value: timedelta) -> str:
    """In its two largest units from the minute on: "1 h 23 min", "3 days 4 h"."""
    seconds = int(value.total_seconds())
    days, hours, minutes = seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60
    if days:
        return f"{days} day{'s' * (days != 1)}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {minutes:02d} min" if minutes else "")
    return f"{minutes} min" if minutes else f"{seconds} s"
