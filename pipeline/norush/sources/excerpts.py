"""Where a rejected record stands in its file, and its shape without its texts.

Load; reads the rejected lines of a file; writes nothing. An excerpt keeps field names, numbers and punctuation as far
as the record is JSON. Every text value is replaced by its length, because it may be a prompt or a key; so is all that
follows the first mistake, because from there on nobody knows what is a text. Prompts hold objects too: a name that no
format reads is shown only as a column of a whole record.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from norush.sources import registry, tables
from norush.sources.containers import Sample, Shape, open_bytes
from norush.sources.secrets import is_field_name
from norush.sources.source import FieldType

LONGEST_EXCERPT = 200
_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]*)(?:"
    r"(?P<mark>[{}\[\],:])"
    r'|"(?P<said>(?:[^"\\]|\\.)*)(?P<end>"(?=(?P<colon>[ \t\r\n]*:)?)|\\?\Z)'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|-?Infinity|NaN)(?![\w.])|(?P<word>true|false|null)(?!\w)"
    r")",
    re.DOTALL | re.ASCII,
)
_LONGEST_NUMBER = 9
"""Digits before the point that are shown: enough for a token count, too few for a telephone or a card."""

_VALUE, _NAME = '{["0', '"'
"""What may come next, by the first character of its kind: a value (`0` is a number, true, false or null), a name."""


def locate(
    path: Path, compression: str, sample: Sample, ordinals: Iterable[int]
) -> Iterator[tuple[int, int | None, str | None, str | None]]:
    """For each of these ordinals, which rise: (ordinal, line, excerpt, why it could not be read at all if that is so).

    `line` counts from 1 with blank lines; in documents and Parquet it is the record's number. Parquet has no excerpt.
    """
    if sample.shape in (Shape.DOCUMENT, Shape.PARQUET):
        yield from ((ordinal, ordinal, None, None) for ordinal in ordinals)
        return
    rising = iter(ordinals)
    wanted = next(rising, None)
    records: Iterator[tuple[int, bytes | tables.Row]] = (
        _lines(path, compression) if sample.shape is Shape.LINES else _rows(path, compression, sample)
    )
    for ordinal, (line, record) in enumerate(records, start=1):
        if ordinal == wanted:
            content = record if isinstance(record, bytes) else tables.as_json(record, sample).encode()
            problem = _problem(content)
            yield ordinal, line, excerpt(content.decode("utf-8", errors="replace"), is_whole=not problem), problem
            wanted = next(rising, None)
            if wanted is None and compression == "none":  # the checksum of a compressed file stands at its end
                return
    while wanted is not None:
        yield wanted, None, None, None
        wanted = next(rising, None)


def _lines(path: Path, compression: str) -> Iterator[tuple[int, bytes]]:
    with open_bytes(path, compression) as file:
        for line, content in enumerate(file, start=1):
            if content.strip():
                yield line, content.strip()


def _rows(path: Path, compression: str, sample: Sample) -> Iterator[tuple[int, tables.Row]]:
    for row in tables.rows(path, compression, sample):
        if not row.problem:  # a damaged row never reached the database: it has no ordinal
            yield row.line, row


def _problem(content: bytes) -> str | None:
    try:
        value = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        return "text that is not UTF-8: save the file as UTF-8"
    except (ValueError, RecursionError):
        return "not valid JSON: cut off or garbled"
    return None if isinstance(value, dict) else "not a JSON object"


def excerpt(text: str, *, is_whole: bool) -> str:
    """The shape of a record: names and numbers stay, texts become their length. `is_whole`: it is one JSON object.

    >>> excerpt('{"model": "claude", "input_tokens": -5, "id": "from me', is_whole=False)
    '{"model": <6 characters>, "input_tokens": -5, "id": <7 characters, cut>'
    """
    if not text.lstrip().startswith(("{", "[")):
        return f"<{len(text)} characters that are not JSON>"
    shape = ""
    for piece in _pieces(text[: 50 * LONGEST_EXCERPT], is_whole=is_whole):
        shape += piece
        if len(shape) > LONGEST_EXCERPT:
            return shape[: LONGEST_EXCERPT - 1] + "…"
    return shape


def _pieces(text: str, *, is_whole: bool) -> Iterator[str]:
    """The record's shape bit by bit, for as long as it follows the grammar of JSON."""
    place, wanted = 0, _VALUE
    inside: list[str] = []
    while text[place:].strip():
        token = _TOKEN.match(text, place)
        kind = (token["mark"] or ('"' if token["said"] is not None else "0")) if token else ""
        if token is None or kind not in wanted:
            yield f"<{len(text) - place} characters that are not JSON>"
            return
        place = token.end()
        is_name = kind == _NAME and "0" not in wanted
        may_show = is_name and ((is_whole and len(inside) == 1) or token["said"] in _read_names())
        yield (" " if token["space"] else "") + _shown(token, may_show=may_show)
        if kind in "{[":
            inside.append("}" if kind == "{" else "]")
            wanted = (_NAME if kind == "{" else _VALUE) + inside[-1]
        elif kind == ",":
            wanted = _NAME if inside[-1] == "}" else _VALUE
        elif kind == ":":
            wanted = _VALUE
        elif is_name:
            wanted = ":"
        else:
            if kind in "}]":
                inside.pop()
            wanted = "," + inside[-1] if inside else " "


def _shown(token: re.Match[str], *, may_show: bool) -> str:
    said, number = token["said"], token["number"]
    if said is not None:
        if may_show and token["colon"] and is_field_name(said):
            return f'"{said}"'
        return f"<{len(said)} characters{'' if token['end'] == _NAME else ', cut'}>"
    if number and sum(map(str.isdigit, number.partition(".")[0])) > _LONGEST_NUMBER:
        return f"<{len(number)} characters>"
    return str(token["mark"] or number or token["word"])


@cache
def _read_names() -> frozenset[str]:
    """Every field that some format reads."""
    return frozenset(name for source in registry.SOURCES for name in _names(source.columns))


def _names(fields: FieldType) -> Iterator[str]:
    if isinstance(fields, Mapping):
        yield from fields
    if not isinstance(fields, str):
        for inner in fields.values() if isinstance(fields, Mapping) else fields:
            yield from _names(inner)
