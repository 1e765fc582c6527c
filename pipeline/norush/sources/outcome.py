"""What became of each record: rejects located and kept, repeats taken out, files given their counts.

Load; reads the loaded tables and, for the lines of rejects, the files again; writes them, `rejects` and `files`.
"""

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from norush.params import Params
from norush.sources import excerpts, replacing, tables
from norush.sources.files import BrokenFileError, Input
from norush.sources.reading import make_views
from norush.warehouse import Warehouse


def settle(
    warehouse: Warehouse,
    good: Sequence[Input],
    params: Params,
    first_file_id: int,
    replaces: tuple[datetime, datetime] | None = None,
) -> int:
    """Counts and locates rejects, takes them and repeats out, names rows without an id; how many rows it replaced."""
    values = {**params.named(), "first_file_id": first_file_id}
    for at, entry in enumerate(good):
        _keep_damaged_rows(warehouse, entry, first_file_id + at)
    warehouse.connection.execute("create or replace temp table repeated (file_id integer, records integer default 1)")
    replaced = replacing.replace(warehouse, *replaces, first_file_id) if replaces else 0
    warehouse.run_step("1_load/append_dialects", values)
    _take_out_told_again(warehouse, values)
    warehouse.run_step("1_load/file_counts", values)
    with_rejects = {row[0] for row in warehouse.rows("select file_id from file_counts where rejects > 0")}
    warehouse.connection.execute(
        "delete from requests where file_id >= $first and (reason is not null or kind <> 'request')",
        {"first": first_file_id},
    )
    for at, entry in enumerate(good):
        if first_file_id + at in with_rejects:
            _keep_rejects(warehouse, entry, first_file_id + at)
    warehouse.run_step("1_load/row_ids", values)
    _bring_versions_back(warehouse, first_file_id)
    warehouse.run_step("1_load/dialect_meanings")
    _tell_calls_apart(warehouse)
    warehouse.run_step("1_load/exported_until", values)
    for table in ("usage_buckets", "invoice_lines", "names"):
        _take_out_repeats(warehouse, table)
    for table in ("usage_buckets", "invoice_lines"):
        warehouse.run_step(f"1_load/ranked_{table}")
        _mark_superseded(warehouse, table)
    warehouse.run_step("1_load/clashing_usage")
    warehouse.run_step("1_load/clashing_costs")
    return replaced


def _take_out_told_again(warehouse: Warehouse, values: Mapping[str, object]) -> None:
    """Takes out what tells again a call of the same trace, be it of this load or of an earlier one."""
    warehouse.run_step("1_load/append_spans", values)
    warehouse.run_step("1_load/told_again")
    if not warehouse.rows("select 1 from told_again limit 1"):
        return
    first = {"first": values["first_file_id"]}
    # of this load: counted with its file, and gone with all that is no request
    warehouse.connection.execute(
        "update requests set kind = 'duplicate', reason = null from told_again as t where requests.span = t.span "
        "and file_id >= $first and kind = 'request' and (is_outer or reason is not null)",
        first,
    )
    for table, which in (("requests", "where is_outer"), ("rejects", "")):
        superfluous = f"file_id < $first and span in (select span from told_again {which})"
        warehouse.connection.execute(
            f"insert into repeated (file_id) select file_id from {table} where {superfluous}", first
        )
        warehouse.connection.execute(f"delete from {table} where {superfluous}", first)
    # counted as duplicates already
    warehouse.connection.execute("delete from versions where span in (select span from told_again where is_outer)")


def _bring_versions_back(warehouse: Warehouse, first_file_id: int) -> None:
    """Puts the other tellings of what this load tells too beside it: what is one call is decided over all of them."""
    told = (
        "from versions where coalesce(logged_id, request_id) in "
        f"(select request_id from requests where file_id >= {first_file_id})"
    )
    if warehouse.rows(f"select 1 {told} limit 1"):
        warehouse.connection.execute(f"insert into repeated select file_id, -1 {told}")
        warehouse.connection.execute(f"create or replace temp table told_before as select * {told}")
        warehouse.connection.execute(f"delete {told}")
        warehouse.connection.execute("insert into requests by name select * from told_before")


def _tell_calls_apart(warehouse: Warehouse) -> None:
    """Names the calls that a client gave one id, and leaves one row of each call."""
    for step in ("repeated_ids", "reused_ids", "repeats"):
        warehouse.run_step(f"1_load/{step}")
    # where a row belongs is known of those that stay only
    versions = (
        "select * exclude (period, workload_id) from requests "
        "where rowid in (select place from repeats where is_version)"
    )
    for change in (
        f"insert into versions by name {versions}",
        "delete from requests where rowid in (select place from repeats)",
        "insert into repeated (file_id) select file_id from repeats",
    ):
        warehouse.connection.execute(change)


def _take_out_repeats(warehouse: Warehouse, table: str) -> None:
    """Leaves one row of those that say the same again; `repeated` remembers the files of the others."""
    if warehouse.rows(f"select 1 from {table} limit 1"):
        warehouse.run_step(f"1_load/repeated_{table}")
        warehouse.connection.execute(f"delete from {table} where rowid in (select place from repeated_{table})")
        warehouse.connection.execute(f"insert into repeated (file_id) select file_id from repeated_{table}")


def _mark_superseded(warehouse: Warehouse, table: str) -> None:
    """Marks the rows that others tell too, in the whole table: what an earlier load left may be told better now."""
    if warehouse.rows(f"select 1 from {table} limit 1"):
        warehouse.run_step(f"1_load/superseded_{table}")
        warehouse.connection.execute(
            f"update {table} set superseded = not superseded "
            f"where superseded <> (rowid in (select place from superseded_{table}))"
        )


def _keep_rejects(warehouse: Warehouse, entry: Input, file_id: int) -> None:
    """Finds the line of each reject by reading the file again in order: only files that have some pay for it."""
    warehouse.connection.execute("set preserve_insertion_order = true")
    make_views(warehouse, [entry], numbered=True)
    # one line of some formats holds many records; what tells a call again is a duplicate, readable or not
    reasons = warehouse.rows(
        "select ordinal, reason, span "
        "from (select * from checked union all by name select null::ubigint as span where false) "
        "where reason is not null and (span is null or span not in (select span from told_again)) "
        "order by ordinal, reason, span"
    )
    warehouse.connection.execute("set preserve_insertion_order = false")
    try:
        ordinals = sorted({ordinal for ordinal, *_ in reasons})
        places = excerpts.locate(entry.content, entry.compression, entry.sample, ordinals)
        located = {ordinal: (line, shape, problem) for ordinal, line, shape, problem in places}
    except (OSError, EOFError, zlib.error) as error:  # DuckDB does not look at the checksum of a compressed file
        raise BrokenFileError(entry) from error
    rows = [
        (file_id, entry.name, line, problem or str(reason), shape, span)
        for ordinal, reason, span in reasons
        for line, shape, problem in [located[ordinal]]
    ]
    _insert_rejects(warehouse, rows)


def _keep_damaged_rows(warehouse: Warehouse, entry: Input, file_id: int) -> None:
    """Rows of a table that the database never saw: each is a reject, and is counted as a record by a row of its own."""
    if not entry.damaged:
        return
    rows = [
        (file_id, entry.name, row.line, row.problem, excerpts.excerpt(shape, is_whole=True), None)
        for row in entry.damaged
        for shape in [tables.as_json(row, entry.sample)]
    ]
    _insert_rejects(warehouse, rows)
    warehouse.connection.execute(
        "insert into requests (file_id, kind, reason) select $file_id, 'request', 'damaged' from range($rows)",
        {"file_id": file_id, "rows": len(rows)},
    )


def _insert_rejects(warehouse: Warehouse, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
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


def finish_files(
    warehouse: Warehouse,
    good: Sequence[Input],
    found: Sequence[Input],
    broken: Mapping[Path, str],
    first_file_id: int,
) -> None:
    """Fills in what became of each file; unusable files get a row with their problem."""
    warehouse.connection.execute(
        """
        update files set
            records_read = c.records_read, not_requests = c.not_requests,
            duplicates = c.duplicates
        from file_counts as c
        where files.file_id = c.file_id
        """
    )
    # a repeat may stand in a file of an earlier load, when the new row says more of the same call
    warehouse.connection.execute(
        """
        update files set duplicates = duplicates + r.repeats
        from (select file_id, sum(records) as repeats from repeated group by file_id) as r
        where files.file_id = r.file_id
        """
    )
    # counted, not worked out from the rest: that every record ends in one place is then a check that can fail
    for table in ("requests", "rejects", "usage_buckets", "invoice_lines", "names"):
        warehouse.connection.execute(
            f"""
            update files set {table} = coalesce(r.records, 0)
            from files as f
            left join (select file_id, count(*) as records from {table} group by file_id) as r on r.file_id = f.file_id
            where files.file_id = f.file_id and files.records_read is not null
            """
        )
    unusable = [
        (entry, entry.problem or broken.get(entry.path)) for entry in found if entry.problem or entry.path in broken
    ]
    names = [*(entry.name for entry in good), *(entry.name for entry, _ in unusable)]
    warehouse.connection.execute(
        "delete from files where problem is not null and path in (select unnest($names))", {"names": names}
    )
    for at, (entry, problem) in enumerate(unusable):
        warehouse.connection.execute(
            "insert into files (file_id, path, size_bytes, format, problem) values (?, ?, ?, ?, ?)",
            [first_file_id + len(good) + at, entry.name, entry.size_bytes, entry.format, problem],
        )
