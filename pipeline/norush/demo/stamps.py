"""Milliseconds since 1970 as RFC 3339 text, a hundred thousand times a second.

Reads nothing, writes nothing.
"""

from datetime import UTC, datetime

from norush.demo.clock import MINUTE, SECOND


class Stamps:
    """Formats instants; remembers the text of each minute, which is what takes the time."""

    def __init__(self) -> None:
        self._minutes: dict[int, str] = {}

    def millis(self, at: int) -> str:
        """`2026-10-05T09:14:03.221Z`"""
        minute, rest = divmod(at, MINUTE)
        return f"{self._minute(minute)}{rest // SECOND:02d}.{rest % SECOND:03d}Z"

    def micros(self, at: int) -> str:
        """`2026-10-05T09:14:03.221000Z`"""
        minute, rest = divmod(at, MINUTE)
        return f"{self._minute(minute)}{rest // SECOND:02d}.{rest % SECOND:03d}000Z"

    def _minute(self, minute: int) -> str:
        text = self._minutes.get(minute)
        if text is None:
            moment = datetime.fromtimestamp(minute * MINUTE // SECOND, UTC)
            text = self._minutes[minute] = moment.strftime("%Y-%m-%dT%H:%M:")
        return text
