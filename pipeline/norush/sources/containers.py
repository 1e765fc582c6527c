"""How records stand in a file: lines of JSON, a JSON document, a delimited table, Parquet; plain, gzip or zstd.

Load; reads the first bytes of a file; writes the view `raw`. Knows nothing of any format's meaning.
"""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, cast

from norush.sources.source import FieldType, Record
from norush.warehouse import Warehouse, literal

SAMPLE_BYTES = 262_144
SAMPLE_RECORDS = 50
LONGEST_LINE_BYTES = 16 * 1024 * 1024
DAMAGED_ROWS, DAMAGED_FILES = "damaged_rows", "damaged_files"
"""Tables in which DuckDB's reader notes the rows of a delimited table that it left out, and their files."""

_NO_HIVE = "hive_partitioning = false"
"""A folder called model=x would else overwrite the column model of the files in it."""

_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PAGE = re.compile(r'\s*\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[^"\[\]{},]+),)*\s*"data"\s*:\s*\[')
"""The beginning of an API page: an object whose first list is called data."""


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
    header: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8"
    problem: str | None = None
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
    """What kind of file this is, from its first 256 KiB. Raises OSError when it cannot be read at all."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        return _look_at_parquet(path)
    compression = "gzip" if magic[:2] == b"\x1f\x8b" else "zstd" if magic == b"\x28\xb5\x2f\xfd" else "none"
    try:
        with open_bytes(path, compression) as file:
            head = file.read(SAMPLE_BYTES)
            whole = len(head) < SAMPLE_BYTES
            if b"\n" not in head.strip():
                head += file.readline(LONGEST_LINE_BYTES)
            while compression == "zstd" and file.read(1 << 22):  # DuckDB takes a cut-off zstd file for a short one
                pass
    except (OSError, EOFError):
        return Sample(None, compression, problem=damaged(compression))
    encoding = next((name for mark, name in _ENCODINGS.items() if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, errors="replace")
    if not text.strip():
        return Sample(None, compression, problem="the file is empty")
    if "\x00" in text[:4096] and (text.lstrip()[0] not in "{[" or text[1] == "\x00"):
        return Sample(None, compression, problem="not a log: its content is binary, or text that is not UTF-8")
    return replace(_look_at_text(path, text, compression, whole=whole), encoding=encoding)


def damaged(compression: str) -> str:
    """What is wrong with a compressed file that cannot be read to its end."""
    return f"its {compression} data is cut off or damaged: export or copy it again"


def _look_at_text(path: Path, text: str, compression: str, *, whole: bool) -> Sample:
    if text.lstrip()[0] in "{[":
        return _look_at_json(path, text, compression, whole=whole)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header, *some = (row for row, _ in zip((row for row in rows if row), range(SAMPLE_RECORDS), strict=False))
    except (csv.Error, ValueError):
        header, some = [], []
    if len(header) < 3:
        return Sample(None, compression, problem="not a log: neither JSON nor a table with a header line")
    if not some:
        return Sample(None, compression, problem="it has a header line but no rows")
    records = tuple(dict(zip(header, row, strict=False)) for row in some)
    return Sample(Shape.TABLE, compression, records, tuple(header), delimiter)


def _look_at_json(path: Path, text: str, compression: str, *, whole: bool) -> Sample:
    lines = [line for line in text.split("\n") if line.strip()]
    records = tuple(_objects(lines if whole or len(lines) == 1 else lines[:-1]))
    is_document = _is_document(text, lines, whole=whole)
    if is_document:
        records = _document_records(text)
    if not records:
        return Sample(None, compression, problem="it starts like JSON, but no record in it can be read")
    if is_document:
        return Sample(Shape.DOCUMENT, compression, records, largest_bytes=_document_bytes(path, compression))
    return Sample(Shape.LINES, compression, records[:SAMPLE_RECORDS])


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
    if text.lstrip()[0] == "[" or _PAGE.match(text) or lines[0].strip() == "{":
        return True
    if not whole or len(lines) == 1:
        return False
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


def _look_at_parquet(path: Path) -> Sample:
    import pyarrow.parquet as pq  # only Parquet files pay for it

    try:
        schema = pq.read_schema(path)
    except (OSError, ValueError):
        return Sample(None, "none", problem="its Parquet data is cut off or damaged: export or copy it again")
    # files of other types are read apart: what one file says must not hang on its neighbours
    typed = tuple(f"{field.name} {field.type}" for field in schema)
    return Sample(Shape.PARQUET, "none", (dict.fromkeys(schema.names, ""),), typed)


def make_raw(
    warehouse: Warehouse,
    paths: Mapping[Path, Path],
    sample: Sample,
    columns: Mapping[str, FieldType] | None,
    records_at: str | None = None,
    *,
    numbered: bool = False,
    nested_as_text: bool = False,
) -> None:
    """Makes the view `raw` over files of one shape: the named columns as text, or one column `record` (JSON) if None.

    `paths`: where the bytes are -> the name of the file. Every malformed JSON line is a row of nulls. `numbered` fills
    the column `ordinal`, the record's place in its file, blank lines not counted (slower: used to locate rejects).

    A nested column may hold an object, or a text that holds one (once or twice encoded). DuckDB reads JSON lines twice
    as fast when it may take them for objects: then `is_unclear` marks a row where one was something else, and the
    caller reads again with `nested_as_text`. `is_garbled` marks a text that holds no object.
    Raises duckdb.Error for a file it cannot open.
    """
    # DuckDB takes every path for a glob: in a class of its own, a wildcard is only itself
    files = "[" + ", ".join(literal(re.sub(r"[\[*?]", r"[\g<0>]", str(path))) for path in paths) + "]"
    nested = {name: kind for name, kind in (columns or {}).items() if not isinstance(kind, str)}
    as_text = nested_as_text or sample.shape is not Shape.LINES
    read = {name: "JSON" if as_text and name in nested else kind for name, kind in columns.items()} if columns else None
    query = _READERS[sample.shape or Shape.LINES](warehouse, files, sample, read, records_at)
    if columns:
        query = _texts_opened(query, nested) if as_text else _objects_marked(query, nested)
    number = "row_number() over ()" if numbered else "null::bigint"
    copies = "".join(
        f" when {literal(str(path))} then {literal(str(name))}" for path, name in paths.items() if path != name
    )
    renamed = f" replace (case file{copies} else file end as file)" if copies else ""
    warehouse.connection.execute(
        f"create or replace temp view raw as select *{renamed}, {number} as ordinal from ({query})"
    )


def _texts_opened(query: str, nested: Mapping[str, FieldType]) -> str:
    """Nested columns that were read as text, as objects."""
    opened, garbled = [], ["false"]
    for name, kind in nested.items():
        text = f"{_name(name)}::varchar"
        for _ in range(2):
            text = f"case when starts_with({text}, '\"') and json_valid({text}) then {text} ->> '$' else {text} end"
        transformed = f"json_transform({text}, {literal(json.dumps(kind))})"
        opened.append(f"case when json_valid({text}) then {transformed} end as {_name(name)}")
        garbled.append(f"({_name(name)}::varchar <> '' and not json_valid({text}))")
    replaced = f" replace ({', '.join(opened)})" if opened else ""
    return f"select *{replaced}, false as is_unclear, {' or '.join(garbled)} as is_garbled from ({query})"


def _objects_marked(query: str, nested: Mapping[str, FieldType]) -> str:
    """Nested columns that were read as objects; one without a single known field may have been something else."""
    unclear = ["false"]
    for name, kind in nested.items():
        if isinstance(kind, Mapping):
            empty = " and ".join(f"{_name(name)}.{_name(field)} is null" for field in kind)
            unclear.append(f"({_name(name)} is not null and {empty})")
    return f"select *, {' or '.join(unclear)} as is_unclear, false as is_garbled from ({query})"


def _lines_query(
    _: Warehouse, files: str, sample: Sample, columns: Mapping[str, FieldType] | None, _at: str | None
) -> str:
    options = (
        f"compression = {literal(sample.compression)}, ignore_errors = true, {_NO_HIVE}, "
        f"maximum_object_size = {LONGEST_LINE_BYTES}"
    )
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
        f"compression = {literal(sample.compression)}, maximum_object_size = {sample.largest_bytes}, {_NO_HIVE})"
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
    _: Warehouse, files: str, sample: Sample, columns: Mapping[str, FieldType] | None, _at: str | None
) -> str:
    names = _distinct(sample.header)
    declared = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    reader = (
        f"read_csv({files}, header = true, auto_detect = false, columns = {{{declared}}}, filename = true, "
        f"delim = {literal(sample.delimiter)}, quote = '\"', escape = '\"', "
        f"compression = {literal(sample.compression)}, max_line_size = {LONGEST_LINE_BYTES}, "
        f"{_NO_HIVE}, store_rejects = true, rejects_limit = 0, "
        f"rejects_table = {literal(DAMAGED_ROWS)}, rejects_scan = {literal(DAMAGED_FILES)})"
    )
    return _pick(reader, dict.fromkeys(names, "VARCHAR"), columns)


def _distinct(header: Sequence[str]) -> list[str]:
    """Column names that DuckDB takes: none empty, none twice in any case. The first of a name keeps it."""
    names: list[str] = []
    seen: set[str] = {"filename"}
    for at, name in enumerate(header):
        chosen = f"{name} (column {at + 1})" if not name or name.lower() in seen else name
        seen.add(chosen.lower())
        names.append(chosen)
    return names


def _parquet_query(
    warehouse: Warehouse, files: str, _: Sample, columns: Mapping[str, FieldType] | None, _at: str | None
) -> str:
    reader = f"read_parquet({files}, filename = true, union_by_name = true, {_NO_HIVE})"
    described: list[tuple[Any, ...]] = warehouse.rows(f"describe select * from {reader}")
    return _pick(reader, {str(name): str(kind) for name, kind, *_ in described}, columns)


def _pick(reader: str, there: Mapping[str, str], columns: Mapping[str, FieldType] | None) -> str:
    """The wanted columns of a table as text, null where the table lacks one; or the whole row as one JSON record."""
    if columns is None:
        return f"select filename as file, to_json(columns_of_row) as record from {reader} as columns_of_row"
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
    """The type in DuckDB's notation; a mapping is a STRUCT, a sequence a list."""
    if isinstance(kind, str):
        return kind
    if not isinstance(kind, Mapping):
        return f"{kind[0]}[]"
    return "STRUCT(" + ", ".join(f"{_name(name)} {_duck_type(inner)}" for name, inner in kind.items()) + ")"


_READERS = {
    Shape.LINES: _lines_query,
    Shape.DOCUMENT: _document_query,
    Shape.TABLE: _table_query,
    Shape.PARQUET: _parquet_query,
}
