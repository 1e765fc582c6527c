"""Where a rejected record stands in its file, and its shape without its texts.

Load; reads the rejected lines of a file; writes nothing. An excerpt keeps field names, numbers and punctuation; every
text value is replaced by its length, because it may be a prompt or a key.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from norush.sources import tables
from norush.sources.containers import Sample, Shape, open_bytes
from norush.sources.secrets import is_field_name

LONGEST_EXCERPT = 200
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)("|$)(\s*:)?')
_WORD = re.compile(r"[^\W\d_]{2,}")


def locate(
    path: Path, compression: str, sample: Sample, ordinals: Sequence[int]
) -> Iterator[tuple[int, int | None, str | None, str | None]]:
    """For each ordinal: (ordinal, line, excerpt, why it could not be read at all if that is so), in order.

    `line` counts from 1 with blank lines; in documents and Parquet it is the record's number. Parquet has no excerpt.
    """
    if sample.shape in (Shape.DOCUMENT, Shape.PARQUET):
        yield from ((ordinal, ordinal, None, None) for ordinal in ordinals)
        return
    wanted = set(ordinals)
    records: Iterator[tuple[int, bytes | tables.Row]] = (
        _lines(path, compression) if sample.shape is Shape.LINES else _rows(path, compression, sample)
    )
    for ordinal, (line, record) in enumerate(records, start=1):
        if ordinal in wanted:
            wanted.remove(ordinal)
            content = record if isinstance(record, bytes) else tables.as_json(record, sample).encode()
            yield ordinal, line, excerpt(content.decode("utf-8", errors="replace")), _problem(content)
            if not wanted and compression == "none":  # the checksum of a compressed file stands at its end
                return
    yield from ((ordinal, None, None, None) for ordinal in sorted(wanted))


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


def excerpt(text: str) -> str:
    """The shape of a record: names and numbers stay, texts become their length.

    >>> excerpt('{"model": "claude", "input_tokens": -5, "prompt": "tell me')
    '{"model": <6 characters>, "input_tokens": -5, "prompt": <7 characters, cut>'
    """
    masked = _STRING.sub(_mask_string, text[: 50 * LONGEST_EXCERPT])
    if not text.lstrip().startswith(("{", "[")):
        return f"<{len(text)} characters that are not JSON>"
    if not masked.isprintable():
        masked = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in masked)
    shape = "".join(_mask_bare_words(masked))
    return shape if len(shape) <= LONGEST_EXCERPT else shape[: LONGEST_EXCERPT - 1] + "…"


def _mask_string(match: re.Match[str]) -> str:
    content, end, colon = match.groups()
    if colon and is_field_name(content):
        return f'"{content}"{colon}'
    return f"<{len(content)} characters{'' if end else ', cut'}>" + (colon or "")


def _mask_bare_words(shape: str) -> Iterator[str]:
    """Words outside quotes that JSON does not know may be text that slipped out of its quotes."""
    known = {"true", "false", "null", "characters", "cut", "that", "are", "not", "JSON"}
    for piece in re.split(r'("[^"]*")', shape):
        yield (piece if piece.startswith('"') else _WORD.sub(lambda word: word[0] if word[0] in known else "…", piece))
