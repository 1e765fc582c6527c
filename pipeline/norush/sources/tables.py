"""Delimited tables row by row: what DuckDB's reader leaves out is found here, and a damaged table is mended.

Load; reads a file; writes a mended copy. DuckDB reads tables far faster, so only files with damage or rejects pay.
"""

import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from norush.sources.containers import LONGEST_LINE_BYTES, Sample, open_bytes

csv.field_size_limit(LONGEST_LINE_BYTES)
_MOST_LINES = 2_000
"""A quote still open after this many lines was never meant to be closed."""
_NUMBER = re.compile(r"-?[0-9]{1,12}([.][0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is where it starts. `problem`: why its fields are not to be trusted."""

    line: int
    fields: tuple[str, ...]
    problem: str | None = None


def rows(path: Path, compression: str, sample: Sample) -> Iterator[Row]:
    """Every row under the header (if there is one), blank lines left out.

    A row over several lines counts only if all of it is right.
    """
    with open_bytes(path, compression) as file:
        lines = _Lines(file)
        if sample.has_header:
            _read_row(lines, sample, wanted=None)
        while (row := _read_row(lines, sample, wanted=len(sample.header))) is not None:
            yield row


def mend(path: Path, compression: str, sample: Sample, target: Path) -> list[Row]:
    """Writes the sound rows to `target`; gives back the others."""
    damaged = []
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=sample.delimiter, lineterminator="\n")
        if sample.has_header:
            writer.writerow(sample.header)
        for row in rows(path, compression, sample):
            if row.problem:
                damaged.append(row)
            else:
                writer.writerow(row.fields)
    return damaged


def as_json(row: Row, sample: Sample) -> str:
    """The row as a JSON object: what excerpts are made of. Numbers are numbers."""
    values = dict(zip(sample.header, row.fields, strict=False))
    return json.dumps(
        {name: json.loads(text) if _is_number(text) else text for name, text in values.items()}, ensure_ascii=False
    )


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not re.match(r"-?0\d", text)


class _Lines:
    """The lines of a file, which can be put back."""

    def __init__(self, file: io.IOBase | Iterator[bytes]) -> None:
        self._file = iter(file)
        self._put_back: deque[bytes] = deque()
        self.number = 0

    def next(self) -> bytes | None:
        line = self._put_back.popleft() if self._put_back else next(self._file, None)
        self.number += line is not None
        return line

    def put_back(self, lines: list[bytes]) -> None:
        self._put_back.extendleft(reversed(lines))
        self.number -= len(lines)


def _read_row(lines: _Lines, sample: Sample, *, wanted: int | None) -> Row | None:
    """The next row; None at the end. `wanted`: how many fields it has when it is right."""
    first = lines.next()
    while first is not None and not first.strip():
        first = lines.next()
    if first is None:
        return None
    start, taken = lines.number, [first]
    quotes = first.count(b'"')
    while quotes % 2 and len(taken) < _MOST_LINES and (more := lines.next()) is not None:
        taken.append(more)
        quotes += more.count(b'"')
    row = _parse(start, b"".join(taken), sample.delimiter, wanted)
    if row.problem and len(taken) > 1:  # one stray quote must not take the rows after it along
        lines.put_back(taken[1:])
        row = _parse(start, first, sample.delimiter, wanted)
    return row


def _parse(line: int, content: bytes, delimiter: str, wanted: int | None) -> Row:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return Row(line, (), "text that is not UTF-8: save the file as UTF-8")
    try:
        (fields,) = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return Row(line, (), "a quote that is never closed, or text after a closing quote")
    if len(content) > LONGEST_LINE_BYTES:
        return Row(line, (), f"a row longer than {LONGEST_LINE_BYTES // 1024**2} MiB")
    if wanted is not None and len(fields) != wanted:
        return Row(line, tuple(fields), f"a row with {len(fields)} fields under a header with {wanted}")
    return Row(line, tuple(fields))
