"""The view `raw`: the records of files of one shape, as columns of text or as whole JSON records.

Load; reads files; writes the view `raw`. Knows nothing of any format's meaning.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from norush.sources.containers import LONGEST_LINE_BYTES, Sample, Shape
from norush.sources.source import FieldType
from norush.warehouse import Warehouse, literal

DAMAGED_ROWS, DAMAGED_FILES = "damaged_rows", "damaged_files"
"""Tables in which DuckDB's reader notes the rows of a delimited table that it left out, and their files."""

_NO_HIVE = "hive_partitioning = false"
"""A folder called model=x would else overwrite the column model of the files in it."""


def make_raw(
    warehouse: Warehouse,
    paths: Mapping[Path, str],
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
    query = f"select *, {number} as ordinal from ({query})"
    copies = [f"({literal(str(path))}, {literal(name)})" for path, name in paths.items() if str(path) != name]
    if copies:  # joined, because a case would compare every row with every file
        query = (
            f"select r.* replace (coalesce(copied.name, r.file) as file) from ({query}) as r "
            f"left join (values {', '.join(copies)}) as copied(file, name) on copied.file = r.file"
        )
    warehouse.connection.execute(f"create or replace temp view raw as {query}")


def _texts_opened(query: str, nested: Mapping[str, FieldType]) -> str:
    """Nested columns that were read as text, as objects."""
    opened, garbled = [], ["false"]
    for name, kind in nested.items():
        text = f"{_name(name)}::varchar"
        for _ in range(2):
            text = f"case when starts_with({text}, '\"') and json_valid({text}) then {text} ->> '$' else {text} end"
        transformed = f"json_transform({text}, {literal(json.dumps(kind))})"
        opened.append(f"case when json_valid({text}) then {transformed} end as {_name(name)}")
        if isinstance(kind, Mapping):  # a text in the place of a list tells nothing, however it is read
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
        f"maximum_object_size = {max(LONGEST_LINE_BYTES, sample.largest_bytes)}"
    )
    if columns is None:
        return f"select filename as file, json as record from read_ndjson_objects({files}, filename = true, {options})"
    declared = ", ".join(f"{_name(name)}: {literal(_duck_type(kind))}" for name, kind in columns.items())
    named = "" if "file" in columns else "filename as file, "
    return (
        f"select {named}* exclude (filename) from read_json({files}, format = 'newline_delimited', "
        f"columns = {{{declared}}}, filename = true, {options})"
    )


def _document_query(
    _: Warehouse, files: str, sample: Sample, columns: Mapping[str, FieldType] | None, at: str | None
) -> str:
    inside = f"$.{at or 'data'}"
    # in a list of pages each has its list of records; without a name for that list, a list is a list of records
    entry = f"json_type(entry, {literal(inside)}) = 'ARRAY'" + ("" if at else " and kind <> 'ARRAY'")
    document = (
        f"select filename, json from read_json_objects({files}, format = 'unstructured', filename = true, "
        f"compression = {literal(sample.compression)}, maximum_object_size = {sample.largest_bytes}, {_NO_HIVE})"
    )
    entries = (
        "select filename, json_type(json) as kind, unnest(case when json_type(json) = 'ARRAY' "
        f"then json_extract(json, '$[*]') else [json] end) as entry from ({document})"
    )
    unpacked = (
        f"select filename as file, unnest(case when {entry} then json_extract(entry, {literal(inside + '[*]')}) "
        f"else [entry] end) as record from ({entries})"
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
        f"read_csv({files}, header = {str(sample.has_header).lower()}, auto_detect = false, "
        f"columns = {{{declared}}}, filename = true, "
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
    any_case = {name.lower(): kind for name, kind in there.items()}  # DuckDB finds a column in any case, too
    wanted = []
    for name in columns:
        kind = any_case.get(name.lower())
        nested = kind is not None and ("(" in kind or kind.endswith("[]")) and not kind.startswith("DECIMAL")
        value = "null" if kind is None else f"to_json({_name(name)})" if nested else _name(name)
        if kind is not None and kind.startswith("DECIMAL") and kind.endswith(",3)"):
            value += "::decimal(38, 4)"  # as text, a number with three decimals could be thousands: see checked
        wanted.append(f"cast({value} as varchar) as {_name(name)}")
    return f"select filename as file, {', '.join(wanted)} from {reader}"


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _duck_type(kind: FieldType) -> str:
    """The type in DuckDB's notation; a mapping is a STRUCT, a sequence a list."""
    if isinstance(kind, str):
        return kind
    if not isinstance(kind, Mapping):
        return f"{_duck_type(kind[0])}[]"
    return "STRUCT(" + ", ".join(f"{_name(name)} {_duck_type(inner)}" for name, inner in kind.items()) + ")"


_READERS = {
    Shape.LINES: _lines_query,
    Shape.DOCUMENT: _document_query,
    Shape.TABLE: _table_query,
    Shape.PARQUET: _parquet_query,
}
