"""What gives a secret away, and what may be shown as a field's name: one place for load, messages and excerpts.

Reads nothing, writes nothing.
"""

import re

KEY_PATTERN = r"(^|[^A-Za-z0-9])(sk|pk|rk)-[A-Za-z0-9]|[Bb]earer |AKIA|AIza"
"""A prefix that keys and tokens have; also what `checked.sql` masks by."""

_KEY = re.compile(rf"{KEY_PATTERN}|gsk_")
_FIELD_NAME = re.compile(r"[A-Za-z_$@](?!.*\d.*\d.*\d.*\d)[A-Za-z0-9_.\-]{0,39}")


def is_field_name(text: str) -> bool:
    """Whether `text` can only be a field's name: no sentence, no key, no id (a first row may stand in its place)."""
    return bool(_FIELD_NAME.fullmatch(text)) and not _KEY.search(text)
