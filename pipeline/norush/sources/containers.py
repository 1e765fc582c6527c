"""How records stand in a file: lines of JSON, a JSON document, a delimited table, Parquet; plain, gzip or zstd.

Load; reads the first bytes of a file; writes the view `raw`. Knows nothing of any format's meaning.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from norush.sources.source import FieldType, Record
from norush.warehouse import Warehouse, literal

SAMPLE_BYTES = 262_144
SAMPLE_RECORDS = 50
LONGEST_LINE_BYTES = 16 * 1024 * 1024


class Shape(StrEnum):
    """The ways in which records stand in a file."""

    LINES = "JSON lines"
    DOCUMENT = "JSON document"
    TABLE = "delimited table"
    PARQUET = "Parquet"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the first bytes of a file show. `shape` None: this is no log, and `problem` says why."""

    shape: Shape | None
    compression: str
    records: tuple[Record, ...] = ()
    delimiter: str = ","
    problem: str | None = None
    largest_bytes: int = 16 * 1024 * 1024
    """Room for the largest JSON value: a document is one value, so it is as large as its file."""


def open_bytes(path: Path, compression: str) -> IO[bytes]:
    """The file's bytes, decompressed."""
    if compression == "gzip":
        return gzip.open(path, "rb")
    if compression == "zstd":
        import pyarrow as pa  # brings its own zstd; only compressed files pay for it

        stream: IO[bytes] = pa.input_stream(str(path), compression="zstd")
        return stream
    return path.open("rb")


def look(path: Path) -> Sample:
    """What kind of file this is, from its first 256 KiB. Raises OSError when it cannot be read at all."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return Sample(Shape.PARQUET, "none", _parquet_records(path))
    compression = "gzip" if magic[:2] == b"\x1f\x8b" else "zstd" if magic == b"\x28\xb5\x2f\xfd" else "none"
    try:
        with open_bytes(path, compression) as file:
            head = file.read(SAMPLE_BYTES)
    except (OSError, EOFError) as error:
        return Sample(None, compression, problem=f"the {compression} data is broken ({error})")
    if not head.strip():
        return Sample(None, compression, problem="the file is empty")
    if b"\x00" in head[:4096]:
        return Sample(None, compression, problem="not a log: its content is binary")
    text = head.decode("utf-8-sig", errors="replace")
    return _look_at_text(path, text, compression, whole=len(head) < SAMPLE_BYTES)


def _look_at_text(path: Path, text: str, compression: str, *, whole: bool) -> Sample:
    if text.lstrip()[0] in "{[":
        lines = [line for line in text.splitlines() if line.strip()]
        records = tuple(_objects(lines if whole else lines[:-1] or lines))
        is_document = _is_document(text, lines, whole=whole)
        if records and not is_document:
            return Sample(Shape.LINES, compression, records[:SAMPLE_RECORDS])
        if is_document or text.lstrip()[0] == "[":
            return Sample(
                Shape.DOCUMENT,
                compression,
                _document_records(text),
                largest_bytes=_document_bytes(path, compression),
            )
        return Sample(
            None, compression, problem="it starts like JSON, but no line and no document in it can be read"
        )
    first = text.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    if first.count(delimiter) < 2:
        return Sample(None, compression, problem="not a log: neither JSON nor a table with a header line")
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    records = tuple(row for row, _ in zip(rows, range(SAMPLE_RECORDS), strict=False))
    return Sample(Shape.TABLE, compression, records, delimiter)


def _document_bytes(path: Path, compression: str) -> int:
    """Room for the whole document; packed JSON is rarely smaller than a fortieth of its size."""
    return max(16 * 1024 * 1024, path.stat().st_size * (1 if compression == "none" else 40) + 1)


def _objects(lines: Sequence[str]) -> Iterator[Record]:
    for line in lines[: 4 * SAMPLE_RECORDS]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _is_document(text: str, lines: Sequence[str], *, whole: bool) -> bool:
    """One JSON value over several lines, a list, or a single envelope; not one object a line."""
    stripped = text.lstrip()
    if stripped[0] == "[":
        return True
    if not whole:
        return lines[0].strip() == "{"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return lines[0].strip() == "{"
    return len(lines) > 1 or isinstance(value.get("data"), list)


def _document_records(text: str) -> tuple[Record, ...]:
    """The first records of a list or of an envelope's list, even where the text is cut off."""
    start = text.find("[") + 1
    decoder, records = json.JSONDecoder(), []
    while start > 0 and len(records) < SAMPLE_RECORDS:
        while start < len(text) and text[start] in " \t\r\n,":
            start += 1
        try:
            value, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        if isinstance(value, dict):
            records.append(value)
    if records:
        return tuple(records)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return (value,) if isinstance(value, dict) else ()


def _parquet_records(path: Path) -> tuple[Record, ...]:
    import pyarrow.parquet as pq  # only Parquet files pay for it

    try:
        names = pq.read_schema(path).names
    except (OSError, ValueError):
        return ()
    return (dict.fromkeys(names, ""),)


def make_raw(
    warehouse: Warehouse,
    paths: Sequence[Path],
    sample: Sample,
    columns: Mapping[str, FieldType] | None,
    records_at: str | None = None,
    *,
    numbered: bool = False,
) -> None:
    """Makes the view `raw` over files of one shape: the named columns as text, or one column `record` (JSON) if None.

    Every malformed JSON line is a row of nulls. `numbered` fills the column `ordinal`, the record's place in its file,
    blank lines not counted (slower: used to locate rejects). Raises duckdb.Error for a file it cannot open.
    """
    files = "[" + ", ".join(literal(str(path)) for path in paths) + "]"
    query = _READERS[sample.shape or Shape.LINES](warehouse, files, sample, columns, records_at)
    number = "row_number() over ()" if numbered else "null::bigint"
    warehouse.connection.execute(
        f"create or replace temp view raw as select *, {number} as ordinal from ({query})"
    )


def _lines_query(
    _: Warehouse, files: str, sample: Sample, columns: Mapping[str, FieldType] | None, _at: str | None
) -> str:
    options = f"compression = {literal(sample.compression)}, ignore_errors = true, maximum_object_size = {LONGEST_LINE_BYTES}"
    if columns is None:
        return f"select filename as file, json as record from read_ndjson_objects({files}, filename = true, {options})"
    declared = ", ".join(f"{_name(name)}: {literal(_duck_type(kind))}" for name, kind in columns.items())
    return (
        f"select filename as file, * exclude (filename) from read_json({files}, format = 'newline_delimited', "
        f"columns = {{{declared}}}, filename = true, {options})"
    )


def _document_query(
    _: Warehouse, files: str, sample: Sample, columns: Mapping[str, FieldType] | None, at: str | None
) -> str:
    inside = f"$.{at or 'data'}"
    document = (
        f"select filename, json from read_json_objects({files}, format = 'unstructured', filename = true, "
        f"compression = {literal(sample.compression)}, maximum_object_size = {sample.largest_bytes})"
    )
    unpacked = (
        "select filename as file, unnest(case when json_type(json) = 'ARRAY' then json_extract(json, '$[*]') "
        f"when json_type(json, {literal(inside)}) = 'ARRAY' then json_extract(json, {literal(inside + '[*]')}) "
        f"else [json] end) as record from ({document})"
    )
    if columns is None:
        return unpacked
    return f"select file, unnest(json_transform(record, {literal(json.dumps(columns))})) from ({unpacked})"


def _table_query(
    warehouse: Warehouse, files: str, sample: Sample, columns: Mapping[str, FieldType] | None, _at: str | None
) -> str:
    reader = (
        f"read_csv({files}, header = true, all_varchar = true, filename = true, ignore_errors = true, "
        f"null_padding = true, strict_mode = false, delim = {literal(sample.delimiter)}, quote = '\"', escape = '\"', compression = {literal(sample.compression)})"
    )
    return _pick(warehouse, reader, columns)


def _parquet_query(
    warehouse: Warehouse, files: str, _: Sample, columns: Mapping[str, FieldType] | None, _at: str | None
) -> str:
    return _pick(warehouse, f"read_parquet({files}, filename = true, union_by_name = true)", columns)


def _pick(warehouse: Warehouse, reader: str, columns: Mapping[str, FieldType] | None) -> str:
    """The wanted columns of a table as text, null where the table lacks one; or the whole row as one JSON record."""
    if columns is None:
        return f"select filename as file, to_json(columns_of_row) as record from {reader} as columns_of_row"
    described: list[tuple[Any, ...]] = warehouse.rows(f"describe select * from {reader}")
    there = {str(name): str(kind) for name, kind, *_ in described}
    wanted = []
    for name in columns:
        kind = there.get(name)
        nested = kind is not None and ("(" in kind or kind.endswith("[]")) and not kind.startswith("DECIMAL")
        value = "null" if kind is None else f"to_json({_name(name)})" if nested else _name(name)
        wanted.append(f"cast({value} as varchar) as {_name(name)}")
    return f"select filename as file, {', '.join(wanted)} from {reader}"


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _duck_type(kind: FieldType) -> str:
    """The type in DuckDB's notation; a mapping is a STRUCT."""
    if isinstance(kind, str):
        return kind
    return "STRUCT(" + ", ".join(f"{_name(name)} {_duck_type(inner)}" for name, inner in kind.items()) + ")"


_READERS = {
    Shape.LINES: _lines_query,
    Shape.DOCUMENT: _document_query,
    Shape.TABLE: _table_query,
    Shape.PARQUET: _parquet_query,
}
