"""What a spreadsheet would run of a text that came from a log.

Reads nothing, writes nothing. What would run gets an apostrophe in front.
"""

import re

_STARTS = "=+@|%＝＋－＠\\-"
"""What a formula begins with, at full width too (Excel takes those for the others)."""

REPLACEMENTS = (
    # a cell that begins with a blank character may be run without it
    (f"^([{_STARTS}\t\r\n])", r"'\1"),
    # behind what spreadsheets of other countries take for the end of a cell, however many of it
    (f"([;\t\r\n][;\\s]*)([{_STARTS}])", r"\1'\2"),
)
"""What to replace, in this order, everywhere in a text: patterns that Python and DuckDB read alike."""


def disarmed(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    for pattern, replacement in REPLACEMENTS:
        text = re.sub(pattern, replacement, text)
    return text
