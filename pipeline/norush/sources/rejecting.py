"""Rejects: which lines of a file could not be used, found by reading it again in order.

Load; reads files; writes `rejects` (and a row of `requests` for each row of a table that the database never saw).
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence

from norush.sources import excerpts, tables
from norush.sources.files import BrokenFileError, Input
from norush.sources.reading import make_views
from norush.warehouse import Warehouse

AT_ONCE = 100_000
"""Records whose rejects are held in memory: a file of nothing else may have millions."""


def keep_rejects(warehouse: Warehouse, group: Sequence[Input], *, nested_as_text: bool) -> None:
    """Keeps what this group of files left unusable, right after it was appended: only files with rejects pay for it.

    Read as it was then, beside the same other files and with the same tables, a line comes to what it came to before.
    Raises BrokenFileError for a file that cannot be read to its end.
    """
    file_ids = dict(
        warehouse.rows(
            "select distinct f.path, f.file_id from requests as r join files as f on f.file_id = r.file_id "
            "where r.file_id >= getvariable('first_file_id') and r.reason is not null "
            "and f.path in (select unnest($names))",
            {"names": [entry.name for entry in group]},
        )
    )
    if not file_ids:
        return
    source = group[0].source
    together = [group] if source and source.across_files else [[each] for each in group if each.name in file_ids]
    for entries in together:
        _keep(warehouse, entries, file_ids, nested_as_text=nested_as_text)


def _keep(warehouse: Warehouse, entries: Sequence[Input], file_ids: Mapping[str, int], *, nested_as_text: bool) -> None:
    warehouse.connection.execute("set preserve_insertion_order = true")
    make_views(warehouse, entries, numbered=True, nested_as_text=nested_as_text)
    # files that are read together are numbered together; one line of some formats holds many records
    told = (
        "select c.file, c.ordinal - begins.at + 1 as ordinal, c.reason, c.span "
        "from (select * from checked union all by name select null::ubigint as span where false) as c "
        "join (select file, min(ordinal) as at from raw group by file) as begins on begins.file = c.file "
        "where c.reason is not null"
        if len(entries) > 1
        else "select file, ordinal, reason, span "
        "from (select * from checked union all by name select null::ubigint as span where false) "
        "where reason is not null"
    )
    warehouse.connection.execute(f"create or replace temp table told_rejects as {told}")
    warehouse.connection.execute("set preserve_insertion_order = false")
    having = dict(warehouse.rows("select file, max(ordinal) from told_rejects group by file"))
    for entry in entries:
        if entry.name in having:
            _locate(warehouse, entry, file_ids[entry.name], having[entry.name])
    warehouse.connection.execute("drop table told_rejects")


def _locate(warehouse: Warehouse, entry: Input, file_id: int, last: int) -> None:
    """Writes the rejects of one file, the last of which is its `last` record, some at a time."""
    reasons: dict[int, list[tuple[str, int | None]]] = {}
    rows: list[tuple[object, ...]] = []
    ordinals = _ordinals(warehouse, entry.name, last, reasons)
    try:
        for ordinal, line, shape, problem in excerpts.locate(entry.content, entry.compression, entry.sample, ordinals):
            rows += [(file_id, entry.name, line, problem or why, shape, span) for why, span in reasons.pop(ordinal)]
            if len(rows) >= AT_ONCE:
                _insert(warehouse, rows)
                rows = []
    except (OSError, EOFError, zlib.error) as error:  # DuckDB does not look at the checksum of a compressed file
        raise BrokenFileError(entry) from error
    if rows:
        _insert(warehouse, rows)


def _ordinals(
    warehouse: Warehouse, file: str, last: int, reasons: dict[int, list[tuple[str, int | None]]]
) -> Iterator[int]:
    """The places of a file's rejects, rising; their reasons are put into `reasons` for as many as are handed out."""
    for start in range(1, last + 1, AT_ONCE):
        for ordinal, reason, span in warehouse.rows(
            "select ordinal, reason, span from told_rejects "
            "where file = $file and ordinal >= $start and ordinal < $start + $at_once order by ordinal, reason, span",
            {"file": file, "start": start, "at_once": AT_ONCE},
        ):
            reasons.setdefault(ordinal, []).append((str(reason), span))
        yield from tuple(reasons)


def keep_damaged_rows(warehouse: Warehouse, entry: Input, file_id: int) -> None:
    """Rows of a table that the database never saw: each is a reject, and is counted as a record by a row of its own."""
    if not entry.damaged:
        return
    rows = [
        (file_id, entry.name, row.line, row.problem, excerpts.excerpt(shape, is_whole=True), None)
        for row in entry.damaged
        for shape in [tables.as_json(row, entry.sample)]
    ]
    _insert(warehouse, rows)
    warehouse.connection.execute(
        "insert into requests (file_id, kind, reason) select $file_id, 'request', 'damaged' from range($rows)",
        {"file_id": file_id, "rows": len(rows)},
    )


def _insert(warehouse: Warehouse, rows: Sequence[tuple[object, ...]]) -> None:
    import pyarrow as pa  # 70 ms: only files with rejects pay for it

    columns = {
        **{"file_id": pa.int32(), "file": pa.string(), "line": pa.int64()},
        **{"reason": pa.string(), "excerpt": pa.string(), "span": pa.uint64()},
    }
    located = pa.table(
        [pa.array(values, kind) for kind, values in zip(columns.values(), zip(*rows, strict=True), strict=True)],
        names=list(columns),
    )
    warehouse.connection.register("located", located)
    warehouse.connection.execute("insert into rejects select * from located")
    warehouse.connection.unregister("located")
