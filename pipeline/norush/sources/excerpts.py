"""Where a rejected record stands in its file, and its shape without its texts.

Load; reads the rejected lines of a file; writes nothing. An excerpt keeps field names, numbers and punctuation; every text
value is replaced by its length, because it may be a prompt or a key.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from norush.sources.containers import Sample, Shape, open_bytes

LONGEST_EXCERPT = 200
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)("|$)(\s*:)?')
_FIELD_NAME = re.compile(r"[A-Za-z0-9_.\-$@ ]{1,40}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def locate(
    path: Path, sample: Sample, ordinals: Sequence[int]
) -> Iterator[tuple[int, int, str | None, bool]]:
    """For each ordinal: (ordinal, line, excerpt, whether the record could be read at all), in order.

    `line` counts from 1 with blank lines; in a JSON document or Parquet it is the record's number, without excerpt.
    """
    if sample.shape in (Shape.DOCUMENT, Shape.PARQUET):
        yield from ((ordinal, ordinal, None, True) for ordinal in ordinals)
        return
    wanted = set(ordinals)
    records = _lines(path, sample) if sample.shape is Shape.LINES else _rows(path, sample)
    for ordinal, (line, text) in enumerate(records, start=1):
        if ordinal in wanted:
            readable = sample.shape is Shape.TABLE or _is_object(text)
            yield ordinal, line, excerpt(text), readable


def _lines(path: Path, sample: Sample) -> Iterator[tuple[int, str]]:
    with open_bytes(path, sample.compression) as file:
        for line, content in enumerate(file, start=1):
            if content.strip():
                yield line, content.decode("utf-8", errors="replace").strip()


def _rows(path: Path, sample: Sample) -> Iterator[tuple[int, str]]:
    with open_bytes(path, sample.compression) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        reader = csv.reader(text, delimiter=sample.delimiter)
        header = next(reader, [])
        for row in reader:
            if row:
                yield reader.line_num, json.dumps(dict(zip(header, row, strict=False)), ensure_ascii=False)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def excerpt(text: str) -> str:
    """The shape of a record: names and numbers stay, texts become their length.

    >>> excerpt('{"model": "claude", "input_tokens": -5, "prompt": "tell me')
    '{"model": <6 characters>, "input_tokens": -5, "prompt": <7 characters, cut>'
    """
    masked = _STRING.sub(_mask_string, text[: 50 * LONGEST_EXCERPT])
    if not text.lstrip().startswith(("{", "[")):
        masked = f"<{len(text)} characters that are not JSON>"
    shape = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in masked
    )
    shape = "".join(_mask_bare_words(shape))
    return shape if len(shape) <= LONGEST_EXCERPT else shape[: LONGEST_EXCERPT - 1] + "…"


def _mask_string(match: re.Match[str]) -> str:
    content, end, colon = match.groups()
    if colon and _FIELD_NAME.fullmatch(content):
        return f'"{content}"{colon}'
    return f"<{len(content)} characters{'' if end else ', cut'}>" + (colon or "")


def _mask_bare_words(shape: str) -> Iterator[str]:
    """Words outside quotes that JSON does not know may be text that slipped out of its quotes."""
    known = {"true", "false", "null", "characters", "cut", "that", "are", "not", "JSON"}
    for piece in re.split(r'("[^"]*")', shape):
        yield (
            piece
            if piece.startswith('"')
            else _WORD.sub(lambda word: word[0] if word[0] in known else "…", piece)
        )
