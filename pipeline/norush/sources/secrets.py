"""What gives a secret or a person away, and what may be shown as the name of a field or a file. For load and messages.

Reads nothing, writes nothing. The macros `sql/1_load/masked_….sql` mask by these patterns, which the load hands over as
the variables `key_pattern` and `secret_pattern`; RE2 (DuckDB) and `re` (Python) read them alike.
"""

import os
import re
from functools import cache
from hashlib import md5

_ESCAPED = r"(?:%(?:25)*|\\u00)[0-9A-Fa-f]{2}"
"""A character of an address or of JSON in a text, escaped once or more."""

_START = rf"(?:^|[^A-Za-z0-9]|{_ESCAPED})"
"""Where a prefix of two or three letters may begin: not within a word, as in risk-engine."""

BEGINNINGS = {
    "OpenAI, Anthropic, OpenRouter, LiteLLM, Langfuse, Helicone": r"[spr]k-[a-z0-9]",
    "Stripe": r"(?:[spr]k_(?:live|test)|whsec)_",
    "Groq": r"gsk_[a-z0-9]",
    "xAI, Perplexity, NVIDIA, Tavily": r"(?:xai|pplx|nvapi|tvly)-[a-z0-9]",
    "Hugging Face, Replicate, npm": r"(?:hf|r8|npm)_[a-z0-9]{20}",
    "GitHub": r"gh[oprsu]_[a-z0-9]",
    "Slack": r"(?:xox[a-z]|xapp)-",
    "AWS": r"a[ks]ia[a-z0-9]{16}",
    "Google": r"aiza[a-z0-9_-]{30}|ya29\.",
    "a JSON web token": r"eyj[a-z0-9_-]{8,}\.[a-z0-9_-]",
}
"""Whose keys and tokens -> how they begin. A key in other capitals is still one that was meant to be secret."""

MARKS = {
    "GitHub": r"(?i:github_pat_)",
    "GitLab": r"(?i:glpat-)",
    "AWS": r"AKIA",
    "Google": r"AIza",
    "a header": r"(?i:bearer(?:[\s:=+]|%)|authorization(?:[:=]|%))",
    "a private key": r"(?i:-----begin )",
}
"""Whose keys and tokens -> what no other word has in it."""

KEY_PATTERN = "|".join([rf"(?i:{_START}(?:{'|'.join(BEGINNINGS.values())}))", *MARKS.values()])
"""The start stands in it once: each use in a statement is compiled, and longer patterns take longer."""

MAIL_PATTERN = r"[^\s@](?:@|%(?:25)*40)[^\s@]*[^\s@.]\.[A-Za-z]{2}"
"""An e-mail address, which names a person. A model's version after an @ (Vertex) has no such ending."""

_KEY = re.compile(KEY_PATTERN)
_MAIL = re.compile(MAIL_PATTERN)
_ENDINGS = re.compile(r"(?:\.(?:jsonl?|ndjson|csv|tsv|txt|log|out|parquet|eval|gz|zst|zip))*\Z")
_DATUM = re.compile(
    r"[-+]?[$€£]?\d+([.,]\d+)*([eE][-+]?\d+)?%?"  # a number
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ,].*)?|\d{1,2}:\d{2}(:.*)?"  # a day or a time
    r"|\d{1,2}/[A-Z][a-z]{2}/\d{4}.*|[A-Z][a-z]{2}, \d.*"
    r"|[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}|(?i:true|false|null)"  # an id, a flag
)
_FIELD_NAME = re.compile(r"[A-Za-z_$@](?!.*\d.*\d.*\d.*\d)[A-Za-z0-9_.\-]{0,39}")


def secret_pattern(*, shows_end_users: bool) -> str:
    """What a name is masked by: a key, and an address unless end users are to be shown."""
    return KEY_PATTERN if shows_end_users else f"{KEY_PATTERN}|{MAIL_PATTERN}"


def holds_key(text: str) -> bool:
    """Whether a key stands anywhere in `text`."""
    return bool(_KEY.search(text))


@cache
def file_name(path: str) -> str:
    """What a file may be called: each part of its path masked as a name is, bytes that are no UTF-8 as `\\xff`.

    With end users shown, too. The ending stays. Two files stay two: what is masked is told apart by its hash.
    """
    return "/".join(_masked_part(os.fsencode(part).decode(errors="backslashreplace")) for part in path.split("/"))


def _masked_part(part: str) -> str:
    kind, digits = ("key", 8) if _KEY.search(part) else ("user", 12) if _MAIL.search(part) else ("", 0)
    if not kind:
        return part
    ending = _ENDINGS.search(part)
    return f"{kind}-{md5(part.encode(), usedforsecurity=False).hexdigest()[:digits]}{ending[0] if ending else ''}"


def is_datum(text: str) -> bool:
    """Whether a cell of a table's first row can be no column's name: a number, a time, an id."""
    return bool(_DATUM.fullmatch(text.strip()))


def is_field_name(text: str) -> bool:
    """Whether `text` can only be a field's name: no sentence, no key, no id (a first row may stand in its place)."""
    return bool(_FIELD_NAME.fullmatch(text)) and not holds_key(text)
