"""Loads exports into the database: every record becomes a request, a repeat, a reject, or is counted as no request.

Load; reads files; writes `files`, `requests`, `rejects` (and makes the empty `usage_buckets`, `invoice_lines`). All of
one load happens in one transaction: an interrupted load leaves the database as it was.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from norush.errors import SourceError
from norush.params import Params
from norush.sources import containers, excerpts, files, tables
from norush.sources.files import Input
from norush.sources.hashes import Hashes
from norush.sources.mapping import Map
from norush.warehouse import Warehouse, read_step

TABLES = ("requests", "files", "rejects", "usage_buckets", "invoice_lines")
_OUR_MISTAKES = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)
"""Errors that no input file can cause: they are bugs and keep their traceback."""

KEY_PATTERN = r"(^|[^A-Za-z0-9])(sk|pk|rk)-[A-Za-z0-9]|[Bb]earer |AKIA|AIza"
"""What gives a secret away in a column of names: its prefix."""

Notify = Callable[[str, int], None]
"""Told what is being read, and how many bytes of it are done."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load did. `problems`: path -> why the file could not be used."""

    files: int
    already_loaded: int
    problems: Mapping[str, str]


def load(
    warehouse: Warehouse,
    inputs: Sequence[str],
    params: Params,
    *,
    format_name: str | None = None,
    mapping: Map | None = None,
    salt: str = "",
    notify: Notify = lambda _what, _bytes: None,
    hashes: Hashes | None = None,
) -> Loaded:
    """Adds every file that `inputs` name to the database. Whoever hands `hashes` in writes them to it later.

    Raises UsageError for an input that is not there, SourceError when no file at all could be used.
    """
    for table in TABLES:
        warehouse.run_step(f"1_load/{table}")
    found = [files.identify(path, format_name=format_name, mapping=mapping) for path in files.find(inputs)]
    _set_variables(warehouse, params, mapping, salt)
    with Hashes() as own, TemporaryDirectory(prefix="norush-") as scratch:
        wanted = hashes or own
        usable = [entry for entry in found if not entry.problem]
        fresh = _not_yet_loaded(warehouse, usable, wanted)
        good, broken = _load_what_can_be_read(warehouse, fresh, found, params, Path(scratch), notify)
        wanted.begin(entry.path for entry in found)
        if not hashes:
            own.write(warehouse)
    problems = {str(entry.path): entry.problem for entry in found if entry.problem} | {
        str(path): problem for path, problem in broken.items()
    }
    if problems and len(problems) == len(found):
        raise SourceError(_nothing_usable(problems))
    return Loaded(len(good), len(usable) - len(fresh), problems)


def _load_what_can_be_read(
    warehouse: Warehouse,
    fresh: Sequence[Input],
    found: Sequence[Input],
    params: Params,
    scratch: Path,
    notify: Notify,
) -> tuple[list[Input], dict[Path, str]]:
    """Loads in one transaction, begun again without (or with a mended copy of) each file that cannot be read."""
    good = [files.in_utf8(entry, scratch) for entry in fresh]
    alone: set[Path] = set()
    broken: dict[Path, str] = {}
    while True:
        first_file_id = int(warehouse.row("select coalesce(max(file_id), 0) + 1 from files")[0])
        warehouse.connection.execute("set variable first_file_id = $id", {"id": first_file_id})
        try:
            with warehouse.transaction():
                _register(warehouse, good, first_file_id)
                for group in _groups(good, alone):
                    notify(group[0].path.name, sum(entry.size_bytes for entry in group))
                    _append(warehouse, group)
                _settle(warehouse, good, params, first_file_id)
                _finish_files(warehouse, good, found, broken, first_file_id)
            return good, broken
        except _BrokenFileError as error:
            broken[error.entry.path] = containers.damaged(error.entry.compression)
            good = [entry for entry in good if entry.path not in broken]
        except _UnreadableGroupError as error:
            tables = {
                entry.path for entry in error.group if entry.sample.shape is containers.Shape.TABLE and not entry.mended
            }
            if tables:
                good = [files.mend(entry, scratch) if entry.path in tables else entry for entry in good]
                continue
            newly = _probe(warehouse, error.group)
            if not newly and len(error.group) == 1:
                newly = {error.group[0].path: "it cannot be read to its end: export it again"}
            broken |= newly
            alone |= {entry.path for entry in error.group}
            good = [entry for entry in good if entry.path not in broken]


class _BrokenFileError(Exception):
    """This file turned out to be damaged after it was read."""

    def __init__(self, entry: Input) -> None:
        super().__init__()
        self.entry = entry


class _UnreadableGroupError(Exception):
    """DuckDB could not read all of these files; which one it was is found out by probing."""

    def __init__(self, group: Sequence[Input]) -> None:
        super().__init__()
        self.group = group


def _set_variables(warehouse: Warehouse, params: Params, mapping: Map | None, salt: str) -> None:
    for name in ("earliest_at", "latest_at", "most_tokens", "longest_call_s"):
        warehouse.connection.execute(f"set variable {name} = $value", {"value": params.named()[name]})
    warehouse.connection.execute("set variable salt = $value", {"value": salt})
    warehouse.connection.execute("set variable key_pattern = $value", {"value": KEY_PATTERN})
    if mapping:
        mapping.set_variables(warehouse)


def _not_yet_loaded(warehouse: Warehouse, usable: Sequence[Input], hashes: Hashes) -> list[Input]:
    """The files whose content is new, each content once. Only files of equal size can be equal and wait for a hash."""
    loaded = {
        int(size): set(contents)
        for size, contents in warehouse.rows(
            "select size_bytes, list(sha256) from files where problem is null group by size_bytes"
        )
    }
    sizes = Counter(entry.size_bytes for entry in usable)
    fresh: list[Input] = []
    seen: set[str | None] = set()
    for entry in usable:
        if sizes[entry.size_bytes] > 1 or entry.size_bytes in loaded:
            content = hashes.of(entry.path)
            if content in seen or content in loaded.get(entry.size_bytes, ()):
                continue
            seen.add(content)
        fresh.append(entry)
    return fresh


def _register(warehouse: Warehouse, good: Sequence[Input], first_file_id: int) -> None:
    rows = [[first_file_id + at, str(entry.path), entry.size_bytes, entry.format] for at, entry in enumerate(good)]
    if rows:
        warehouse.connection.executemany(
            "insert into files (file_id, path, size_bytes, format) values (?, ?, ?, ?)", rows
        )


def _groups(good: Sequence[Input], alone: Collection[Path]) -> list[list[Input]]:
    """Files that one scan can read: same format, shape, compression and header; those in `alone` by themselves."""

    def key(entry: Input) -> tuple[str, ...]:
        return (
            str(entry.format),
            str(entry.sample.shape),
            "none" if entry.mended else entry.compression,
            entry.sample.delimiter,
            str(entry.path) if entry.path in alone else "",
            *(entry.sample.header if entry.sample.shape is containers.Shape.TABLE else ()),
        )

    return [list(group) for _, group in groupby(sorted(good, key=key), key=key)]


def _views(
    warehouse: Warehouse, group: Sequence[Input], *, numbered: bool = False, nested_as_text: bool = False
) -> None:
    first = group[0]
    assert first.source is not None
    sample = replace(
        first.sample,
        compression="none" if first.mended else first.compression,
        largest_bytes=max(entry.sample.largest_bytes for entry in group),
    )
    containers.make_raw(
        warehouse,
        {entry.mended or entry.content: entry.path for entry in group},
        sample,
        first.source.columns or None,
        first.source.records_at,
        numbered=numbered,
        nested_as_text=nested_as_text or numbered,
    )
    warehouse.connection.execute(_step_text(first.source.name))
    warehouse.connection.execute(_step_text("checked", prefix=""))


def _step_text(name: str, prefix: str = "from_") -> str:
    return read_step(f"1_load/{prefix}{name}")


def _append(warehouse: Warehouse, group: Sequence[Input]) -> None:
    damaged = 0
    try:
        _views(warehouse, group)
        _forget_damage(warehouse)
        warehouse.connection.execute(_step_text("append_requests", prefix=""))
        if warehouse.row("select count(*) from requests where kind = 'unclear'")[0]:
            _append_as_text(warehouse, group)
        if group[0].sample.shape is containers.Shape.TABLE:
            damaged = warehouse.row(f"select count(*) from {containers.DAMAGED_ROWS}")[0]
    except _OUR_MISTAKES:
        raise
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        raise _UnreadableGroupError(group) from error
    _forget_damage(warehouse)  # it quotes the rows
    if damaged:
        raise _UnreadableGroupError(group)


def _append_as_text(warehouse: Warehouse, group: Sequence[Input]) -> None:
    """Reads the group again, now ready for objects that stand inside texts; rare, and half as fast."""
    paths = [str(entry.path) for entry in group]
    warehouse.connection.execute(
        "delete from requests where file_id in (select file_id from files "
        "where path in (select unnest($paths)) and file_id >= getvariable('first_file_id'))",
        {"paths": paths},
    )
    _views(warehouse, group, nested_as_text=True)
    warehouse.connection.execute(_step_text("append_requests", prefix=""))


def _forget_damage(warehouse: Warehouse) -> None:
    for table in (containers.DAMAGED_ROWS, containers.DAMAGED_FILES):
        warehouse.connection.execute(f"drop table if exists {table}")


def _probe(warehouse: Warehouse, group: Sequence[Input]) -> dict[Path, str]:
    """Which of these files cannot be read from end to end, and why."""
    broken: dict[Path, str] = {}
    for entry in group:
        try:
            _views(warehouse, [entry])
            warehouse.rows("select count(*), max(reason), max(input_tokens), max(started_at) from checked")
        except _OUR_MISTAKES:
            raise
        except duckdb.Error as error:
            broken[entry.path] = _plain(str(error), entry)
    return broken


def _plain(error: str, entry: Input) -> str:
    """DuckDB's complaint in a sentence a user can act on. Its own words may quote the file: they are not passed on."""
    if entry.sample.compression != "none":
        return containers.damaged(entry.sample.compression)
    if "maximum_object_size" in error:
        return f"one record is longer than {containers.LONGEST_LINE_BYTES // 1024**2} MiB"
    return f"its {entry.sample.shape} data is cut off or damaged: export or copy it again"


def _settle(warehouse: Warehouse, good: Sequence[Input], params: Params, first_file_id: int) -> None:
    """Counts and locates rejects, takes them and repeats out, names rows without an id."""
    values = {**params.named(), "first_file_id": first_file_id}
    for at, entry in enumerate(good):
        _keep_damaged_rows(warehouse, entry, first_file_id + at)
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
    warehouse.run_step("1_load/repeats")
    warehouse.connection.execute("delete from requests where rowid in (select place from repeats)")


def _keep_rejects(warehouse: Warehouse, entry: Input, file_id: int) -> None:
    """Finds the line of each reject by reading the file again in order: only files that have some pay for it."""
    warehouse.connection.execute("set preserve_insertion_order = true")
    _views(warehouse, [entry], numbered=True)
    reasons = dict(warehouse.rows("select ordinal, reason from checked where reason is not null order by ordinal"))
    warehouse.connection.execute("set preserve_insertion_order = false")
    try:
        located = list(excerpts.locate(entry.content, entry.compression, entry.sample, list(reasons)))
    except (OSError, EOFError, zlib.error) as error:  # DuckDB does not look at the checksum of a compressed file
        raise _BrokenFileError(entry) from error
    rows = [
        (file_id, str(entry.path), line, problem or str(reasons[ordinal]), shape)
        for ordinal, line, shape, problem in located
    ]
    _insert_rejects(warehouse, rows)


def _keep_damaged_rows(warehouse: Warehouse, entry: Input, file_id: int) -> None:
    """Rows of a table that the database never saw: each is a reject, and is counted as a record by a row of its own."""
    rows = [
        (file_id, str(entry.path), row.line, row.problem, excerpts.excerpt(tables.as_json(row, entry.sample)))
        for row in entry.damaged
    ]
    _insert_rejects(warehouse, rows)
    warehouse.connection.execute(
        "insert into requests (file_id, kind, reason) select $file_id, 'request', 'damaged' from range($rows)",
        {"file_id": file_id, "rows": len(rows)},
    )


def _insert_rejects(warehouse: Warehouse, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    names = ["file_id", "file", "line", "reason", "excerpt"]
    located = pa.table({name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)})
    warehouse.connection.register("located", located)
    warehouse.connection.execute("insert into rejects select * from located")
    warehouse.connection.unregister("located")


def _finish_files(
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
            records_read = c.records_read, rejects = c.rejects, not_requests = c.not_requests,
            duplicates = c.duplicates,
            requests = c.records_read - c.rejects - c.not_requests - c.duplicates
        from file_counts as c
        where files.file_id = c.file_id
        """
    )
    # a repeat may stand in a file of an earlier load, when the new row says more of the same call
    warehouse.connection.execute(
        """
        update files set duplicates = duplicates + r.repeats, requests = requests - r.repeats
        from (select file_id, count(*) as repeats from repeats group by file_id) as r
        where files.file_id = r.file_id
        """
    )
    unusable = [
        (entry, entry.problem or broken.get(entry.path)) for entry in found if entry.problem or entry.path in broken
    ]
    for path in (*(entry.path for entry in good), *(entry.path for entry, _ in unusable)):
        warehouse.connection.execute(
            "delete from files where problem is not null and path = $path", {"path": str(path)}
        )
    for at, (entry, problem) in enumerate(unusable):
        warehouse.connection.execute(
            "insert into files (file_id, path, size_bytes, format, problem) values (?, ?, ?, ?, ?)",
            [first_file_id + len(good) + at, str(entry.path), entry.size_bytes, entry.format, problem],
        )


def _nothing_usable(problems: Mapping[str, str]) -> str:
    shown = [f"{path}: {problem}" for path, problem in sorted(problems.items())]
    more = f" (and {len(shown) - 3} more files)" if len(shown) > 3 else ""
    return "nothing here can be used. " + "; ".join(shown[:3]) + more
