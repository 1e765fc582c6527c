"""A day on the command line."""

from datetime import date

from norush.errors import UsageError


def day(text: str, option: str) -> date:
    """The day that a user typed after `option`. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        raise UsageError(f"{option} {shown!r} is no day: write one like 2026-10-20") from error
