"""Stage 5, text that Markdown shows as it is: nothing from a log becomes markup, a link or a mention.

Reads nothing; returns text.
"""

import re

from norush.render.numbers import visible

_APART = re.compile(r"(@|#|!|https?:|www\.|GH-)(?=\S)")
_MARKUP = str.maketrans({"<": "&lt;", ">": "&gt;"} | {each: f"\\{each}" for each in "\\`*_{}[]|~"})


def text(value: str) -> str:
    """A sentence as plain text: markup escaped, and mentions, references and links kept from forming."""
    shown = visible(value).replace("&", "&amp;")
    # A word joiner has no width; it only parts "@" from a name, "#" from a number and "http:" from "//".
    parted = _APART.sub("\\1\N{WORD JOINER}", shown)
    return parted.translate(_MARKUP)


def code(value: str) -> str:
    """A name in a code span of the right length; a pipe is escaped for tables."""
    shown = visible(value).strip() or "(no name)"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    padded = f" {shown} " if shown.startswith("`") or shown.endswith("`") else shown
    return f"{fence}{padded}{fence}".replace("|", "\\|")
