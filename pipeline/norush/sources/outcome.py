"""What became of each record: repeats taken out, calls told apart, files given their counts, and the counts added up.

Load; reads the loaded tables; writes them, `rejects` and `files`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from norush.errors import CountError
from norush.params import Params
from norush.sources import replacing
from norush.sources.files import Input
from norush.sources.rejecting import keep_damaged_rows
from norush.warehouse import Warehouse


def settle(
    warehouse: Warehouse,
    good: Sequence[Input],
    params: Params,
    first_file_id: int,
    replaces: tuple[datetime, datetime] | None = None,
) -> int:
    """Counts records, takes rejects and repeats out, names rows without an id; how many rows it replaced."""
    values = {**params.named(), "first_file_id": first_file_id}
    for at, entry in enumerate(good):
        keep_damaged_rows(warehouse, entry, first_file_id + at)
    warehouse.connection.execute("create or replace temp table repeated (file_id integer, records integer default 1)")
    replaced = replacing.replace(warehouse, *replaces, first_file_id) if replaces else 0
    warehouse.run_step("1_load/append_dialects", values)
    _take_out_told_again(warehouse, values)
    warehouse.run_step("1_load/file_counts", values)
    warehouse.connection.execute(
        "delete from requests where file_id >= $first and (reason is not null or kind <> 'request')",
        {"first": first_file_id},
    )
    warehouse.run_step("1_load/row_ids", values)
    _bring_versions_back(warehouse, first_file_id)
    if warehouse.rows("select 1 from dialects limit 1"):
        warehouse.run_step("1_load/dialect_meanings")
    _tell_calls_apart(warehouse)
    warehouse.run_step("1_load/exported_until", values)
    for table in ("usage_buckets", "invoice_lines", "names"):
        _take_out_repeats(warehouse, table)
    for table, clashing in (("usage_buckets", "clashing_usage"), ("invoice_lines", "clashing_costs")):
        warehouse.run_step(f"1_load/ranked_{table}")
        warehouse.run_step(f"1_load/{clashing}")
        if warehouse.rows(f"select 1 from {table} limit 1"):
            _mark_superseded(warehouse, table)
            warehouse.run_step(f"1_load/append_{clashing}")
    return replaced


def _take_out_told_again(warehouse: Warehouse, values: Mapping[str, object]) -> None:
    """Takes out what tells again a call of the same trace, be it of this load or of an earlier one."""
    warehouse.run_step("1_load/append_spans", values)
    if not warehouse.rows("select 1 from spans limit 1"):
        return
    warehouse.run_step("1_load/told_again")
    if not warehouse.rows("select 1 from told_again limit 1"):
        return
    first = {"first": values["first_file_id"]}
    # of this load: counted with its file, and gone with all that is no request
    warehouse.connection.execute(
        "update requests set kind = 'duplicate', reason = null from told_again as t where requests.span = t.span "
        "and file_id >= $first and (reason is not null or (is_outer and kind = 'request'))",
        first,
    )
    warehouse.connection.execute(
        "delete from rejects where file_id >= $first and span in (select span from told_again)", first
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
    warehouse.run_step("1_load/repeated_ids")
    if not warehouse.rows("select 1 from repeated_ids limit 1"):
        return
    for step in ("reused_ids", "repeats"):
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
    warehouse.run_step(f"1_load/superseded_{table}")
    warehouse.connection.execute(
        f"update {table} set superseded = not superseded "
        f"where superseded <> (rowid in (select place from superseded_{table}))"
    )


def finish_files(
    warehouse: Warehouse,
    good: Sequence[Input],
    found: Sequence[Input],
    broken: Mapping[Path, str],
    first_file_id: int,
) -> None:
    """Fills in what became of each file; unusable files get a row with their problem.

    Raises CountError where a file's records do not add up.
    """
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
    tables = ("requests", "rejects", "usage_buckets", "invoice_lines", "names")
    each = " union all by name ".join(
        f"select file_id, count(*) as {table} from {table} group by file_id" for table in tables
    )
    counts = (
        f"select file_id, {', '.join(f'max({table}) as {table}' for table in tables)} from ({each}) group by file_id"
    )
    warehouse.connection.execute(
        f"""
        update files set {", ".join(f"{table} = coalesce(r.{table}, 0)" for table in tables)}
        from files as f
        left join ({counts}) as r on r.file_id = f.file_id
        where files.file_id = f.file_id and files.records_read is not null
        """
    )
    _check_sums(warehouse, first_file_id)
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


def _check_sums(warehouse: Warehouse, first_file_id: int) -> None:
    """Every record of this load's files ended in one place."""
    for path, read, told in warehouse.rows(
        "select path, records_read, "
        "requests + duplicates + rejects + not_requests + usage_buckets + invoice_lines + names as told "
        "from files where file_id >= $first and records_read is not null and records_read <> told order by path",
        {"first": first_file_id},
    ):
        raise CountError(
            f"{path}: {read} records were read and {told} accounted for. This is a mistake of norush, and nothing was "
            "loaded: please report it with the shape of a line. Without this file the others can be loaded"
        )
