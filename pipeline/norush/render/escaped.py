"""Stage 5, text that Markdown shows as it is: nothing from a log becomes markup, a link or a mention.

Reads nothing; returns text.
"""

import re

from norush.render.numbers import visible

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$-])")


def text(value: str) -> str:
    """A sentence as plain text: markup escaped, and mentions, references and links kept from forming."""
    shown = visible(value).replace("&", "&amp;")
    # A word joiner has no width; it only parts "@" from a name, "#" from a number and "http:" from "//".
    parted = re.sub(r"(@|#|!|https?:|www\.|GH-)(?=\S)", "\\1\N{WORD JOINER}", shown)
    return _MARKUP.sub(_entity, parted)


def code(value: str) -> str:
    """A name in a code span of the right length; a pipe is escaped for tables."""
    shown = visible(value).strip() or "(no name)"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    padded = f" {shown} " if shown.startswith("`") or shown.endswith("`") else shown
    return f"{fence}{padded}{fence}".replace("|", "\\|")


def _entity(found: re.Match[str]) -> str:
    character = found[0]
    if character in "<>":
        return "&lt;" if character == "<" else "&gt;"
    return character if character in "+-!()$#" else f"\\{character}"
