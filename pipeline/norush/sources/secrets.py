"""What gives a secret or a person away, and what may be shown as a field's name: for load, messages and excerpts.

Reads nothing, writes nothing. The macros `sql/1_load/masked_….sql` mask by these patterns, which the load hands over as
the variables `key_pattern` and `secret_pattern`; RE2 (DuckDB) and `re` (Python) read them alike.
"""

import re

_ESCAPED = r"(?:%(?:25)*|\\u00)[0-9A-Fa-f]{2}"
"""A character of an address or of JSON in a text, escaped once or more."""

_START = rf"(?:^|[^A-Za-z0-9]|{_ESCAPED})"
"""Where a prefix of two or three letters may begin: not within a word, as in risk-engine."""

KEY_SHAPES = {
    "OpenAI, Anthropic, OpenRouter, LiteLLM, Langfuse, Helicone": rf"(?i:{_START}[spr]k-[a-z0-9])",
    "Stripe": rf"(?i:{_START}(?:[spr]k_(?:live|test)|whsec)_)",
    "Groq": rf"(?i:{_START}gsk_[a-z0-9])",
    "xAI, Perplexity, NVIDIA, Tavily": rf"(?i:{_START}(?:xai|pplx|nvapi|tvly)-[a-z0-9])",
    "Hugging Face, Replicate, npm": rf"(?i:{_START}(?:hf|r8|npm)_[a-z0-9]{{20}})",
    "GitHub": rf"(?i:{_START}gh[oprsu]_[a-z0-9]|github_pat_)",
    "GitLab": r"(?i:glpat-)",
    "Slack": rf"(?i:{_START}(?:xox[a-z]|xapp)-)",
    "AWS": rf"AKIA|(?i:{_START}a[ks]ia[a-z0-9]{{16}})",
    "Google": rf"AIza|(?i:{_START}aiza[a-z0-9_-]{{30}}|{_START}ya29\.)",
    "a JSON web token": rf"(?i:{_START}eyj[a-z0-9_-]{{8,}}\.[a-z0-9_-])",
    "a header": r"(?i:bearer(?:[\s:=+]|%)|authorization(?:[:=]|%))",
    "a private key": r"(?i:-----begin )",
}
"""Whose keys and tokens -> by what they are known. A key in other capitals is still one that was meant to be secret."""

KEY_PATTERN = "|".join(KEY_SHAPES.values())

MAIL_PATTERN = r"[^\s@](?:@|%(?:25)*40)[^\s@]*[^\s@.]\.[A-Za-z]{2}"
"""An e-mail address, which names a person. A model's version after an @ (Vertex) has no such ending."""

_KEY = re.compile(KEY_PATTERN)
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


def is_datum(text: str) -> bool:
    """Whether a cell of a table's first row can be no column's name: a number, a time, an id."""
    return bool(_DATUM.fullmatch(text.strip()))


def is_field_name(text: str) -> bool:
    """Whether `text` can only be a field's name: no sentence, no key, no id (a first row may stand in its place)."""
    return bool(_FIELD_NAME.fullmatch(text)) and not holds_key(text)
