"""Reads one group of files into `requests`: the views `raw`, `arrived` and `checked`, and what to do when one breaks.

Load; reads files; writes `requests` (a row a record, the unusable ones too). A group is what one scan can read.
"""

import re
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from uuid import uuid4

import duckdb

from norush.sources import containers, raw
from norush.sources.files import Input
from norush.sources.source import Grain
from norush.warehouse import Warehouse, parsed, read_step

_NOT_THE_FILE = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.InterruptException,
)
"""Errors that no input file can cause: bugs keep their traceback, and Ctrl-C ends the audit (see Warehouse)."""

_CHECKED = {
    Grain.NAMES: "checked_names",
    Grain.REQUEST: "checked",
    Grain.BUCKET: "checked_buckets",
    Grain.INVOICE: "checked_lines",
}
_APPENDED = {
    Grain.REQUEST: ("append_requests",),
    Grain.NAMES: ("append_names", "append_leftovers"),
    Grain.BUCKET: ("append_usage_buckets", "append_leftovers"),
    Grain.INVOICE: ("append_invoice_lines", "append_leftovers"),
}
"""The last steps, by what a record is about; each `checked…` makes the view `checked`."""

_MAKES_VIEW = re.compile(r"^create or replace temp view \w+ as$", re.MULTILINE)

# only what this load wrote is looked at: a kept database may hold years
_COUNT_UNCLEAR = "select count(*) from requests where file_id >= getvariable('first_file_id') and kind = 'unclear'"


class UnreadableGroupError(Exception):
    """DuckDB could not read all of these files; which one it was is found out by probing."""

    def __init__(self, group: Sequence[Input]) -> None:
        super().__init__()
        self.group = group


def groups(good: Sequence[Input], alone: Collection[Path]) -> list[list[Input]]:
    """Files that one scan can read: same format, shape, compression and header; those in `alone` by themselves.

    Files of names come first, because the others look them up.
    """

    def key(entry: Input) -> tuple[str, ...]:
        return (
            str(list(Grain).index(entry.source.grain) if entry.source else 0),
            str(entry.format),
            str(entry.sample.shape),
            "none" if entry.mended else entry.compression,
            entry.sample.delimiter,
            str(entry.sample.has_header),
            str(entry.path) if entry.path in alone else "",
            *(entry.sample.header if entry.sample.shape in (containers.Shape.TABLE, containers.Shape.PARQUET) else ()),
        )

    return [list(group) for _, group in groupby(sorted(good, key=key), key=key)]


def make_views(
    warehouse: Warehouse, group: Sequence[Input], *, numbered: bool = False, nested_as_text: bool = False
) -> None:
    """Makes `raw`, `arrived` and `checked` over the group: one row a record, with the reason where it is unusable."""
    make_arrived(warehouse, group, numbered=numbered, nested_as_text=nested_as_text)
    assert group[0].source is not None
    _run(warehouse, read_step(f"1_load/{_CHECKED[group[0].source.grain]}"))


def make_arrived(
    warehouse: Warehouse, group: Sequence[Input], *, numbered: bool = False, nested_as_text: bool = False
) -> None:
    """Makes `raw` and `arrived` over the group."""
    first = group[0]
    assert first.source is not None
    sample = replace(
        first.sample,
        compression="none" if first.mended else first.compression,
        largest_bytes=max(entry.sample.largest_bytes for entry in group),
    )
    paths = {entry.mended or entry.content: entry.name for entry in group}
    if first.source.lines and len(group) > 1:
        together = _joined(list(paths))
        paths = {together: str(together)}
    raw.make_raw(
        warehouse,
        paths,
        sample,
        first.source.columns or None,
        first.source.records_at,
        numbered=numbered,
        # names are few, and their tables know no `unclear`
        nested_as_text=nested_as_text or first.source.grain is Grain.NAMES,
    )
    _run(warehouse, read_step(f"1_load/from_{first.source.name}"))


def _joined(copies: Sequence[Path]) -> Path:
    """One file of all of them, beside the first: opening a file costs DuckDB as much as reading a thousand lines."""
    together = copies[0].parent / f"{uuid4().hex}.joined"
    with together.open("wb") as file:
        for copy in copies:
            with copy.open("rb") as part:
                shutil.copyfileobj(part, file)
    return together


def _run(warehouse: Warehouse, text: str) -> None:
    """A statement whose errors may be the file's: they are told apart by `append` and `probe`."""
    warehouse.connection.execute(parsed(text))


def append(warehouse: Warehouse, group: Sequence[Input]) -> bool:
    """Adds every record of the group to `requests`; whether it had to be read with nested columns as text.

    Raises UnreadableGroupError when not all could be read.
    """
    damaged, as_text = 0, False
    try:
        make_arrived(warehouse, group)
        _forget_damage(warehouse)
        _append_checked(warehouse, group)
        as_text = bool(warehouse.row(_COUNT_UNCLEAR)[0])
        if as_text:
            _append_as_text(warehouse, group)
        if group[0].sample.shape is containers.Shape.TABLE:
            damaged = warehouse.row(f"select count(*) from {raw.DAMAGED_ROWS}")[0]
    except _NOT_THE_FILE:
        raise
    except duckdb.Error as error:
        if warehouse.is_to_blame_for(error):
            raise
        raise UnreadableGroupError(group) from error
    _forget_damage(warehouse)  # it quotes the rows
    if damaged:
        raise UnreadableGroupError(group)
    return as_text


def _append_as_text(warehouse: Warehouse, group: Sequence[Input]) -> None:
    """Reads the group again, now ready for objects that stand inside texts; rare, and half as fast."""
    names = [entry.name for entry in group]
    warehouse.connection.execute(
        "delete from requests where file_id in (select file_id from files "
        "where path in (select unnest($names)) and file_id >= getvariable('first_file_id'))",
        {"names": names},
    )
    make_arrived(warehouse, group, nested_as_text=True)
    _append_checked(warehouse, group)


def _append_checked(warehouse: Warehouse, group: Sequence[Input]) -> None:
    assert group[0].source is not None
    grain = group[0].source.grain
    parts = {"checked": _query(_CHECKED[grain])}
    if grain is Grain.REQUEST:
        # where no prompt can come there are no hashes to make
        has_body = any(column == "body" for column, *_ in warehouse.rows("describe arrived"))
        hashed = {step: _query(step) for step in ("said", "hashed")}
        parts |= hashed if has_body else {"hashed": "select * exclude (body) from checked"}
    for step in _APPENDED[grain]:
        _run(warehouse, _with_parts(step, parts))


def _with_parts(step: str, parts: Mapping[str, str]) -> str:
    """A step with the views that it reads as its parts: DuckDB plans a view where it is made and where it is read, and
    these are the longest."""
    written = ", ".join(f"{name} as not materialized ({query})" for name, query in parts.items())
    return f"with {written}\n{read_step(f'1_load/{step}')}"


def _query(step: str) -> str:
    """What the view that this step makes selects."""
    return _MAKES_VIEW.split(read_step(f"1_load/{step}"))[1]


def _forget_damage(warehouse: Warehouse) -> None:
    for table in (raw.DAMAGED_ROWS, raw.DAMAGED_FILES):
        warehouse.connection.execute(f"drop table if exists {table}")


def probe(warehouse: Warehouse, group: Sequence[Input]) -> dict[Path, str]:
    """Which of these files cannot be read from end to end, and why."""
    broken: dict[Path, str] = {}
    for entry in group:
        try:
            make_views(warehouse, [entry])
            warehouse.rows("select count(*), max(reason) from checked")
        except _NOT_THE_FILE:
            raise
        except duckdb.Error as error:
            if warehouse.is_to_blame_for(error):
                raise
            broken[entry.path] = _plain(str(error), entry)
    return broken


def _plain(error: str, entry: Input) -> str:
    """DuckDB's complaint in a sentence a user can act on. Its own words may quote the file: they are not passed on."""
    if entry.sample.compression != "none":
        return containers.damaged(entry.sample.compression)
    if "maximum_object_size" in error:
        return f"one record is longer than {containers.LONGEST_LINE_BYTES // 1024**2} MiB"
    if entry.sample.shape is containers.Shape.DOCUMENT:
        return containers.damaged_document(entry.path, entry.sample.compression)
    return f"its {entry.sample.shape} data is cut off or damaged: export or copy it again"
