"""Calls of any export as Parquet in norush's own columns, a file a day: what clusters read, and norush again.

Reads exports, into a database that does not stay; writes a folder, beside its place until it is whole. The same calls
give the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from norush.errors import NorushError, UsageError
from norush.params import Params
from norush.sources import files
from norush.sources.load import Loaded, load
from norush.sources.mapping import Map
from norush.warehouse import Warehouse, literal

FILE = "calls.parquet"
"""What the file of a day is called, in the folder `day=2026-10-05`."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Which calls, and how they are read: as by an audit."""

    inputs: Sequence[str]
    format_name: str | None = None
    mapping: Map | None = None
    salt: str = ""
    shows_end_users: bool = False
    memory_limit: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it. `left_out`: what is no call, and so has no canonical form -> how many."""

    requests: int
    days: int
    loaded: Loaded
    left_out: Mapping[str, int]


def write(calls: Calls, folder: Path, notify: Callable[[str, int], None] = lambda _what, _bytes: None) -> Written:
    """Writes `folder` anew. Raises UsageError where something lies there, NorushError where it cannot be written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"{folder} is not empty: give a new folder with -o, so that no day of another log stands in it"
        )
    with TemporaryDirectory(prefix="norush-") as scratch:
        database = Path(scratch) / "calls.duckdb"
        with Warehouse(database, memory_limit=calls.memory_limit, called=folder) as warehouse:
            loaded = _load(warehouse, calls, Path(scratch), notify)
            notify("writing Parquet", 0)
            try:
                days, requests = _write(warehouse, folder)
            except (OSError, duckdb.IOException) as error:
                reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
                raise NorushError(
                    f"{folder} cannot be written: {reason}. Give another -o, or free the place"
                ) from error
            names = ("rejects", "duplicates", "not_requests", "usage_buckets", "invoice_lines", "names")
            sums = warehouse.row(f"select {', '.join(f'coalesce(sum({name}), 0)' for name in names)} from files")
    left_out = {name.replace("_", " "): int(count) for name, count in zip(names, sums, strict=True) if count}
    return Written(requests, days, loaded, left_out)


def _load(warehouse: Warehouse, calls: Calls, scratch: Path, notify: Callable[[str, int], None]) -> Loaded:
    names = files.find_anywhere(calls.inputs, scratch, notify=notify)
    return load(
        warehouse,
        list(names),
        Params(),
        format_name=calls.format_name,
        mapping=calls.mapping,
        salt=calls.salt,
        shows_end_users=calls.shows_end_users,
        notify=notify,
        names=names,
    )


def _write(warehouse: Warehouse, folder: Path) -> tuple[int, int]:
    """The number of days, and of requests."""
    warehouse.run_step("6_export/canonical")
    days = warehouse.rows("select day, count(*) from canonical group by day order by day")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # rows stand in their order, and row groups in theirs, however many threads write
    warehouse.connection.execute("set preserve_insertion_order = true")
    with TemporaryDirectory(dir=folder.parent, prefix=".norush-") as beside:
        whole = Path(beside) / folder.name
        for day, _ in days:
            path = whole / f"day={day}" / FILE
            path.parent.mkdir(parents=True)
            warehouse.rows(
                f"copy (select * exclude (day) from canonical where day = {literal(str(day))}::date "
                f"order by coalesce(started_at, ended_at), request_id) to {literal(str(path))} "
                "(format parquet, compression zstd)"
            )
        whole.mkdir(exist_ok=True)
        if folder.is_dir():
            folder.rmdir()  # it is empty
        whole.rename(folder)
    return len(days), sum(count for _, count in days)
