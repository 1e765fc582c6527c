"""What each format can tell, and what its token counts and times mean: for the command, the docs, and a test.

Load; reads the registry and the headers of `sql/1_load/from_<name>.sql`; writes nothing.
"""

import re
from collections.abc import Collection, Mapping
from itertools import takewhile

from norush.sources.registry import SOURCES
from norush.sources.source import Grain, Source
from norush.warehouse import read_step

TABLE: Mapping[Grain, str] = {
    Grain.REQUEST: "requests",
    Grain.BUCKET: "usage_buckets",
    Grain.INVOICE: "invoice_lines",
    Grain.NAMES: "names",
}
"""The table that records of a grain become rows of."""

ABOUT: Mapping[Grain, str] = {
    Grain.REQUEST: "A row a call: verdicts and savings",
    Grain.BUCKET: "Tokens of an hour or a day: the bill, and a ceiling",
    Grain.INVOICE: "What was billed: to compare with",
    Grain.NAMES: "What ids mean: looked up by the others",
}
"""What a record is about, and what norush can do with it."""

_CACHE_WRITES = ("cache_write_5m_tokens", "cache_write_1h_tokens")
_WHERE = {"key": ("api_key",), "workspace": ("workspace",), "app": ("app",), "user": ("end_user",)}
_TERMS = {"tier": ("service_tier",), "speed": ("speed",), "geo": ("inference_geo",)}
HEADS: Mapping[Grain, Mapping[str, tuple[str, ...]]] = {
    Grain.REQUEST: {
        "id": ("request_id",), "start": ("started_at",), "first token": ("first_token_at",), "end": ("ended_at",),
        "streamed": ("streamed",), **_WHERE, "session": ("session_id",), "tags": ("tags",), **_TERMS,
        "cache reads": ("cache_read_tokens",), "cache writes": _CACHE_WRITES, "max tokens": ("max_tokens",),
        "stop reason": ("stop_reason",), "failures": ("status",), "billed": ("billed_usd",),
        "prompts": ("prefix_blocks",),
    },
    Grain.BUCKET: {
        "requests": ("requests",), **_WHERE, **_TERMS, "cache reads": ("cache_read_tokens",),
        "cache writes": _CACHE_WRITES, "billed": ("billed_usd",),
    },
    Grain.INVOICE: {
        "model": ("model",), "kind": ("token_kind",), "key": ("api_key",), "workspace": ("workspace",), **_TERMS,
        "list price": ("list_usd",),
    },
    Grain.NAMES: {
        "name": ("name",), "workspace": ("workspace",), "app": ("app",), "user": ("end_user",),
        "session": ("session_id",), "tags": ("tags",), "times": ("started_at", "ended_at"),
    },
}  # fmt: skip
"""The columns of the coverage matrix: what every format of a grain has (model, input, output) is left out."""

ALL, SOME, NONE = "●", "○", "·"


def sources(grain: Grain) -> list[Source]:
    """The formats of a grain that can be read, in the order of their names."""
    return sorted(
        (source for source in SOURCES if source.grain is grain and not source.refused), key=lambda one: one.name
    )


def refused() -> list[Source]:
    """The formats that are recognised only to say why they cannot be used."""
    return [source for source in SOURCES if source.refused]


def mark(source: Source, head: str) -> str:
    """Whether a format tells what stands under a head of the matrix: all of it, a part, or nothing."""
    wanted = HEADS[source.grain][head]
    told = [column for column in wanted if column in source.tells]
    return ALL if len(told) == len(wanted) else SOME if told else NONE


def untold(source: Source) -> list[str]:
    """The heads of the matrix of which a format tells nothing."""
    return [head for head in HEADS[source.grain] if mark(source, head) == NONE]


def without(source: Source | None, fields: Collection[str]) -> str:
    """What a file whose first records lack these fields cannot tell, as a sentence without its stop."""
    assert source
    lost = {column for name in fields for column in source.told_in[name]}
    heads = [head for head, columns in HEADS[source.grain].items() if lost & set(columns)]
    cost = ", so that cached tokens are priced as fresh input" if "cache reads" in heads else ""
    return f"its records have no {', '.join(fields)}: it cannot tell {', '.join(heads)}{cost}"


def reason(source: Source) -> str:
    """How a record of the format is recognised, in the words of its module."""
    text = (source.recognises.__doc__ or "").strip().partition("\n\n")[0]
    return re.sub(r"\s+", " ", text).rstrip(".")


def meaning(source: Source) -> dict[str, str]:
    """What its SQL file says of it: `token meaning`, and `time meaning` where that needs saying."""
    return {} if source.refused else header(f"1_load/from_{source.name}")


def header(step: str) -> dict[str, str]:
    """The comment that a SQL file opens with: `what` it is, then each `name: text`."""
    notes, name = {"what": ""}, "what"
    for line in takewhile(lambda line: line.startswith("--"), read_step(step).splitlines()):
        text = line.removeprefix("--").strip()
        if field := re.match(r"(in|grain|params|token meaning|time meaning|cannot see): *(.*)", text):
            name, text = field[1], field[2]
        notes[name] = f"{notes.get(name, '')} {text}".strip()
    return notes
