"""How records stand in a file: lines of JSON, a JSON document, a delimited table, Parquet; plain, gzip or zstd.

Load; reads the first bytes of a file; writes nothing. Knows nothing of any format's meaning.
"""

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, cast

import msgspec

from norush.sources import archives, bounds, events, foreign
from norush.sources.secrets import is_datum
from norush.sources.source import Record

SAMPLE_BYTES = 262_144
SAMPLE_RECORDS = 50
LONGEST_LINE_BYTES = 16 * 1024 * 1024
_FIRST_LINES = 4
"""So many lines of usual length are looked at, whatever stands before them, in as many bytes as one line may have."""
_MOST_TIMES_OF_GZIP = 1_033
"""Deflate packs at most 258 bytes into two bits."""

_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PAGE = re.compile(
    r'\s*\[?\s*\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[^"\[\]{},]+),)*\s*"(?:data|result|events|runs)"\s*:\s*\['
)
"""The beginning of an API page, or of a list of pages: an object whose first list has one of these names."""

_FIELD = re.compile(r'[\s,]*"([^"\\]*)"\s*:\s*')
_EVENT = re.compile(r"(?:\s*:[^\n]*\n)*\W*(?:\d{4}-\d\d-\d\d[T ]\S*\s*\W*)?(event|data|id|retry):")


class Shape(StrEnum):
    """The ways in which records stand in a file."""

    LINES = "JSON lines"
    DOCUMENT = "JSON document"
    TABLE = "delimited table"
    PARQUET = "Parquet"
    ARCHIVE = "zip archive"
    EVENTS = "event stream"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the first bytes of a file show. `shape` None: this is no log, and `problem` says why."""

    shape: Shape | None
    compression: str
    records: tuple[Record, ...] = ()
    header: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"
    problem: str | None = None
    has_header: bool = True
    """False: the first row of the table is data, and `header` calls the columns by their place."""
    largest_bytes: int = 16 * 1024 * 1024
    """Room for the largest JSON value: a document is one value, so it is as large as its file."""


def open_bytes(path: Path, compression: str) -> IO[bytes]:
    """The file's bytes, decompressed."""
    if compression == "gzip":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if compression == "zstd":
        import pyarrow as pa  # brings its own zstd; only compressed files pay for it

        return cast(IO[bytes], io.BufferedReader(pa.input_stream(str(path), compression="zstd")))
    return path.open("rb")


def look(path: Path) -> Sample:
    """What kind of file this is, from its first 256 KiB or lines. Raises OSError when it cannot be read at all."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return _look_at_parquet(path)
    if magic == b"PK\x03\x04":
        return _look_at_archive(path)
    compression = "gzip" if magic[:2] == b"\x1f\x8b" else "zstd" if magic == b"\x28\xb5\x2f\xfd" else "none"
    try:
        with open_bytes(path, compression) as file:
            head, whole = _first_lines(file)
            if compression != "none":
                _read_to_its_end(file, path, compression, len(head))
    except (OSError, EOFError, zlib.error):
        return Sample(None, compression, problem=damaged(compression))
    except bounds.TooLargeError as error:
        return Sample(None, compression, problem=str(error))
    encoding = next((name for mark, name in _ENCODINGS.items() if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, errors="replace")
    if problem := foreign.what_it_is(head) or _why_no_text(text):
        return Sample(None, compression, problem=problem)
    return replace(_look_at_text(path, text, compression, whole=whole), encoding=encoding)


def _first_lines(file: IO[bytes]) -> tuple[bytes, bool]:
    """The first bytes of a file, and whether they are all: a sample, or more until some lines of usual length end.

    An overlong line, or some of them, must not hide the log behind it.
    """
    head = file.read(SAMPLE_BYTES)
    usual, room = head.strip().count(b"\n"), LONGEST_LINE_BYTES
    while len(head) >= SAMPLE_BYTES and usual < _FIRST_LINES and room > 0:
        line = file.readline(room)
        if not line:
            return head, True
        head += line
        room -= len(line)
        usual += len(line) < SAMPLE_BYTES
    return head, len(head) < SAMPLE_BYTES


def _read_to_its_end(file: IO[bytes], path: Path, compression: str, read_bytes: int) -> None:
    """Looks whether all of it can be unpacked. Raises TooLargeError where that would be far more than a log holds.

    DuckDB takes a cut-off zstd file for a short one; of gzip it notices, and of a small one little can come.
    """
    packed_bytes = path.stat().st_size
    if compression == "gzip" and packed_bytes * _MOST_TIMES_OF_GZIP < bounds.most_bytes(packed_bytes):
        return
    while part := file.read(1 << 22):
        read_bytes += len(part)
        bounds.check_unpacked(read_bytes, packed_bytes)


def _why_no_text(text: str) -> str | None:
    if not text.strip():
        return "the file is empty"
    if "\x00" in text[:4096] and (text.lstrip()[0] not in "{[" or text[1] == "\x00"):
        return "not a log: its content is binary, or text that is not UTF-8"
    return None


def damaged(compression: str) -> str:
    """What is wrong with a compressed file that cannot be read to its end."""
    return f"its {compression} data is cut off or damaged: export or copy it again"


CUT_OFF = "it ends in the middle of its JSON: the download or the copy was cut off. Fetch it again, whole"


def damaged_document(path: Path, compression: str) -> str:
    """What is wrong with a JSON document that cannot be read: whether it was cut off, or holds something else."""
    try:
        with open_bytes(path, compression) as file:
            is_cut_off = _is_cut_off(file.read())
    except (OSError, EOFError, zlib.error):
        return damaged(compression)
    return CUT_OFF if is_cut_off else damaged(str(Shape.DOCUMENT))


def _is_cut_off(document: bytes) -> bool:
    try:
        msgspec.json.decode(document.strip(), type=msgspec.Raw)
    except msgspec.DecodeError as error:
        return "truncated" in str(error)
    except RecursionError:
        pass
    return False


def _look_at_text(path: Path, text: str, compression: str, *, whole: bool) -> Sample:
    if _EVENT.match(text):
        lines = io.BytesIO(text.encode())
        records = tuple(stream for stream, _ in zip(events.streams(lines), range(SAMPLE_RECORDS), strict=False))
        return Sample(Shape.EVENTS, compression, records)
    if text.lstrip()[0] in "{[":
        return _look_at_json(path, text, compression, whole=whole)
    delimiter = max(",;\t", key=text.lstrip().partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header, *some = (row for row, _ in zip((row for row in rows if row), range(SAMPLE_RECORDS), strict=False))
    except (csv.Error, ValueError):
        header, some = [], []
    # of prose, the first line may have commas enough
    is_prose = any(len(row) == 1 for row in some) and not any(len(row) == len(header) for row in some)
    if len(header) < 3 or is_prose:
        return Sample(None, compression, problem="not a log: neither JSON nor a table with a header line")
    has_header = not any(map(is_datum, header))
    if not has_header:
        header, some = [f"column_{place}" for place in range(1, len(header) + 1)], [header, *some]
    if not some:
        return Sample(None, compression, problem="it has a header line but no rows")
    records = tuple(dict(zip(header, row, strict=False)) for row in some)
    return Sample(Shape.TABLE, compression, records, tuple(header), delimiter, has_header=has_header)


def _look_at_json(path: Path, text: str, compression: str, *, whole: bool) -> Sample:
    lines = [line for line in text.split("\n") if line.strip()]
    records = tuple(_objects(lines if whole or len(lines) == 1 else lines[:-1]))
    is_document = _is_document(text, lines, whole=whole)
    if is_document:
        records = _document_records(text)
    if not records and not whole and text.lstrip()[0] == "{" and (fields := _first_fields(text)):
        records, is_document = (fields,), True
    if not records:
        unreadable = "it starts like JSON, but no record in it can be read"
        return Sample(None, compression, problem=CUT_OFF if whole and _is_cut_off(text.encode()) else unreadable)
    if is_document:
        return Sample(Shape.DOCUMENT, compression, records, largest_bytes=_document_bytes(path, compression))
    return Sample(Shape.LINES, compression, records[:SAMPLE_RECORDS])


def _document_bytes(path: Path, compression: str) -> int:
    """Room for the whole document; packed JSON is rarely smaller than a fortieth of its size."""
    return max(16 * 1024 * 1024, path.stat().st_size * (1 if compression == "none" else 40) + 1)


def _objects(lines: Sequence[str]) -> Iterator[Record]:
    for line in lines[: 4 * SAMPLE_RECORDS]:
        if not line.rstrip().endswith("}"):  # such as megabytes of a document that is cut off here
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _is_document(text: str, lines: Sequence[str], *, whole: bool) -> bool:
    """One JSON value over several lines, a list, or a single envelope; not one object a line."""
    if text.lstrip()[0] == "[":
        # a list in a line by itself, and objects in those after it: that line is the odd one
        return not (len(lines) > 1 and _is_json(lines[0]) and any(_objects(lines)))
    if _PAGE.match(text) or lines[0].strip() == "{":
        return True
    return whole and len(lines) > 1 and _is_json(text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _document_records(text: str) -> tuple[Record, ...]:
    """The first records of a list, of a page, or of objects one after the other, even where the text is cut off."""
    page = _PAGE.match(text)
    start = page.end() if page else len(text) - len(text.lstrip().removeprefix("["))
    decoder = json.JSONDecoder()
    records: list[Record] = []
    while len(records) < SAMPLE_RECORDS:
        while start < len(text) and text[start] in " \t\r\n,":
            start += 1
        try:
            value, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        if isinstance(value, dict):
            records.append(value)
    return tuple(records)


def _look_at_archive(path: Path) -> Sample:
    try:
        records = tuple(archives.first_records(path))
    except bounds.TooLargeError as error:
        return Sample(None, "none", problem=str(error))
    except (OSError, ValueError):
        return Sample(None, "none", problem=damaged("zip"))
    if not records:
        return Sample(None, "none", problem=foreign.archive(path))
    return Sample(Shape.ARCHIVE, "none", records)


def _first_fields(text: str, start: int = 0) -> Record:
    """The fields at the beginning of a JSON object that is cut off; of the one that is cut, its own first fields."""
    decoder = json.JSONDecoder()
    fields: dict[str, object] = {}
    at = text.index("{", start) + 1
    while name := _FIELD.match(text, at):
        fields[name[1]] = None
        try:
            fields[name[1]], at = decoder.raw_decode(text, name.end())
        except ValueError:
            if text.startswith("{", name.end()):
                fields[name[1]] = _first_fields(text, name.end())
            break
        except RecursionError:
            break
    return fields


def _look_at_parquet(path: Path) -> Sample:
    import pyarrow.parquet as pq  # only Parquet files pay for it

    try:
        with path.open("rb") as file:  # whatever the file is called
            told = pq.read_metadata(file)
            bounds.check_rows(told.num_rows, path.stat().st_size)
            schema = told.schema.to_arrow_schema()
    except bounds.TooLargeError as error:
        return Sample(None, "none", problem=str(error))
    except (OSError, ValueError):
        return Sample(None, "none", problem="its Parquet data is cut off or damaged: export or copy it again")
    # files of other types are read apart: what one file says must not hang on its neighbours
    typed = tuple(f"{field.name} {field.type}" for field in schema)
    return Sample(Shape.PARQUET, "none", (dict.fromkeys(schema.names, ""),), typed)
