"""Lines as they come out of a full disk, a buggy exporter and a proxy's error page.

Reads nothing, writes nothing. A damaged line is a call that the log lost: it is not in the truth.
"""

import re
from random import Random

ONE_LINE_IN = 4_000


def cut(line: str, rng: Random) -> str:
    """The line without its end, as a full disk leaves it."""
    return line[: rng.randrange(len(line) // 4, len(line) * 3 // 4)]


def negative(line: str, rng: Random) -> str:
    """The line with token counts below zero."""
    return re.sub(
        r'"((?:input|output|prompt|completion)_tokens)":(\d+)',
        lambda found: f'"{found[1]}":-{int(found[2]) + rng.randrange(1, 9)}',
        line,
    )


def other(line: str, rng: Random) -> str:
    """Something that is no log line at all, in place of the line."""
    return f"upstream connect error, {len(line)} bytes lost, retry {rng.randrange(9)}"


WAYS = (cut, cut, negative, other)
