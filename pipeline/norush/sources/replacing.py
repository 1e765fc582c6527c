"""A month that an export corrects: what earlier exports of the same formats said of it goes.

Load; reads what this load appended; takes out of `requests`, `versions`, `usage_buckets`, `invoice_lines`, `spans` and
`rejects` what it replaces, and counts that as duplicates of its files.
"""

from datetime import datetime

from norush.errors import SourceError
from norush.warehouse import Warehouse

_HAPPENED = {
    "requests": "coalesce(started_at, ended_at)",
    "usage_buckets": "bucket_start",
    "invoice_lines": "cast(day as timestamptz)",
}
_USED = {"requests": "and kind = 'request' and reason is null"}
"""Of what was just appended: the rows that count. The others leave later."""


def replace(warehouse: Warehouse, since: datetime, until: datetime, first_file_id: int) -> int:
    """Takes out the rows of [since, until) that this load tells anew, format by format; how many they were.

    `repeated` gets a row for each. Raises SourceError where this load tells nothing of that time.
    """
    values = {"since": since, "until": until, "first": first_file_id}
    taken, is_told = 0, False
    warehouse.rows("create or replace temp table replaced (file_id integer)")
    for table, happened in _HAPPENED.items():
        within = f"{happened} >= $since and {happened} < $until"
        told = f"select source from {table} where file_id >= $first and {within} {_USED.get(table, '')}"
        is_told = is_told or bool(warehouse.rows(f"{told} limit 1", values))
        old = f"file_id < $first and {within} and source in ({told})"
        if table == "requests":
            # what tells it anew must not be taken for a repeat of it, or for an earlier version
            warehouse.rows(f"delete from spans where span in (select span from requests where {old})", values)
            warehouse.rows(f"delete from versions where {old}", values)
        (rows,) = warehouse.row(f"insert into replaced select file_id from {table} where {old}", values)
        warehouse.rows(f"delete from {table} where {old}", values)
        taken += rows
    if not is_told:
        raise SourceError("these files hold nothing of the month that they are to replace: nothing was changed")
    _forget_rejects(warehouse)
    warehouse.rows("insert into repeated (file_id) select file_id from replaced")
    return taken


def _forget_rejects(warehouse: Warehouse) -> None:
    """Takes out the rejects of files of which nothing else is left."""
    left = " union all ".join(f"select file_id from {table}" for table in (*_HAPPENED, "names"))
    empty = f"file_id in (select file_id from replaced) and file_id not in ({left})"
    warehouse.rows(f"create or replace temp table emptied as select file_id from rejects where {empty}")
    warehouse.rows("delete from rejects where file_id in (select file_id from emptied)")
    warehouse.rows("insert into replaced select file_id from emptied")
