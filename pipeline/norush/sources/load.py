"""Loads exports into the database: every record becomes a request, a repeat, a reject, or is counted as no request.

Load; reads files; writes `files`, `requests`, `rejects` (and makes the empty `usage_buckets`, `invoice_lines`). All of one
load happens in one transaction: an interrupted load leaves the database as it was.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import duckdb
import pyarrow as pa

from norush.errors import SourceError
from norush.params import Params
from norush.sources import containers, excerpts, files
from norush.sources.files import Input
from norush.sources.mapping import Map
from norush.warehouse import Warehouse, read_step

TABLES = ("requests", "files", "rejects", "usage_buckets", "invoice_lines")
_OUR_MISTAKES = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)
"""Errors that no input file can cause: they are bugs and keep their traceback."""

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
) -> Loaded:
    """Adds every file that `inputs` name to the database.

    Raises UsageError for an input that is not there, SourceError when no file at all could be used.
    """
    for table in TABLES:
        warehouse.run_step(f"1_load/{table}")
    found = [files.identify(path, format_name=format_name, mapping=mapping) for path in files.find(inputs)]
    _set_variables(warehouse, params, mapping, salt)
    with ThreadPoolExecutor(max_workers=1) as hasher:
        usable = [entry for entry in found if not entry.problem]
        hashes = {entry.path: hasher.submit(files.sha256, entry.path) for entry in found}
        fresh = _not_yet_loaded(warehouse, usable, lambda path: hashes[path].result())
        broken: dict[Path, str] = {}
        while True:
            good = [entry for entry in fresh if entry.path not in broken]
            first_file_id = int(warehouse.row("select coalesce(max(file_id), 0) + 1 from files")[0])
            try:
                with warehouse.transaction():
                    _register(warehouse, good, first_file_id)
                    for group in _groups(good):
                        notify(group[0].path.name, sum(entry.size_bytes for entry in group))
                        _append(warehouse, group)
                    _settle(warehouse, good, params, first_file_id)
                    _finish_files(
                        warehouse, good, found, broken, first_file_id, lambda path: hashes[path].result()
                    )
                break
            except _UnreadableGroupError as error:
                newly = _probe(warehouse, error.group)
                if not newly:
                    raise SourceError(f"{error.group[0].path} cannot be read: {error}") from error
                broken |= newly
    problems = {str(entry.path): entry.problem for entry in found if entry.problem} | {
        str(path): problem for path, problem in broken.items()
    }
    if problems and len(problems) == len(found):
        raise SourceError(_nothing_usable(problems))
    return Loaded(len(good), len(usable) - len(fresh), problems)


class _UnreadableGroupError(Exception):
    """DuckDB could not read one of these files; which one is found out by probing."""

    def __init__(self, group: Sequence[Input], reason: str) -> None:
        super().__init__(reason)
        self.group = group


def _set_variables(warehouse: Warehouse, params: Params, mapping: Map | None, salt: str) -> None:
    for name in ("earliest_at", "latest_at", "most_tokens", "longest_call_s"):
        warehouse.connection.execute(f"set variable {name} = $value", {"value": params.named()[name]})
    warehouse.connection.execute("set variable salt = $value", {"value": salt})
    if mapping:
        mapping.set_variables(warehouse)


def _not_yet_loaded(
    warehouse: Warehouse, usable: Sequence[Input], digest: Callable[[Path], str]
) -> list[Input]:
    """The files whose content is new, each content once. Only files of equal size can be equal: only they wait for a hash."""
    loaded = {
        int(size): set(hashes)
        for size, hashes in warehouse.rows("select size_bytes, list(sha256) from files group by 1")
    }
    sizes = [entry.size_bytes for entry in usable]
    fresh: list[Input] = []
    seen: set[str] = set()
    for entry in usable:
        if sizes.count(entry.size_bytes) > 1 or entry.size_bytes in loaded:
            content = digest(entry.path)
            if content in seen or content in loaded.get(entry.size_bytes, ()):
                continue
            seen.add(content)
        fresh.append(entry)
    return fresh


def _register(warehouse: Warehouse, good: Sequence[Input], first_file_id: int) -> None:
    rows = [
        [first_file_id + at, str(entry.path), entry.size_bytes, entry.format] for at, entry in enumerate(good)
    ]
    if rows:
        warehouse.connection.executemany(
            "insert into files (file_id, path, size_bytes, format) values (?, ?, ?, ?)", rows
        )


def _groups(good: Sequence[Input]) -> list[list[Input]]:
    """Files that one scan can read: same format, same shape, same compression, same table columns."""

    def key(entry: Input) -> tuple[str, ...]:
        columns = sorted(entry.sample.records[0]) if entry.sample.shape is containers.Shape.TABLE else []
        return (
            str(entry.format),
            str(entry.sample.shape),
            entry.sample.compression,
            entry.sample.delimiter,
            *columns,
        )

    return [list(group) for _, group in groupby(sorted(good, key=key), key=key)]


def _views(warehouse: Warehouse, group: Sequence[Input], *, numbered: bool = False) -> None:
    first = group[0]
    assert first.source is not None
    sample = replace(first.sample, largest_bytes=max(entry.sample.largest_bytes for entry in group))
    containers.make_raw(
        warehouse,
        [entry.path for entry in group],
        sample,
        first.source.columns or None,
        first.source.records_at,
        numbered=numbered,
    )
    warehouse.connection.execute(_step_text(first.source.name))
    warehouse.connection.execute(_step_text("checked", prefix=""))


def _step_text(name: str, prefix: str = "from_") -> str:
    return read_step(f"1_load/{prefix}{name}")


def _append(warehouse: Warehouse, group: Sequence[Input]) -> None:
    try:
        _views(warehouse, group)
        warehouse.connection.execute(_step_text("append_requests", prefix=""))
    except _OUR_MISTAKES:
        raise
    except duckdb.Error as error:
        raise _UnreadableGroupError(group, str(error).splitlines()[0]) from error


def _probe(warehouse: Warehouse, group: Sequence[Input]) -> dict[Path, str]:
    """Which of these files cannot be read from end to end, and why."""
    broken: dict[Path, str] = {}
    for entry in group:
        try:
            _views(warehouse, [entry])
            warehouse.rows("select count(*), max(reason) from checked")
        except _OUR_MISTAKES:
            raise
        except duckdb.Error as error:
            broken[entry.path] = _plain(str(error), entry)
    return broken


def _plain(error: str, entry: Input) -> str:
    """DuckDB's complaint in a sentence a user can act on."""
    if entry.sample.compression != "none":
        return f"its {entry.sample.compression} data is cut off or damaged: export or copy it again"
    if "maximum_object_size" in error:
        return f"one record is longer than {containers.LONGEST_LINE_BYTES // 1024**2} MiB"
    return f"it cannot be read to its end ({error.splitlines()[0][:160]})"


def _settle(warehouse: Warehouse, good: Sequence[Input], params: Params, first_file_id: int) -> None:
    """Counts and locates rejects, takes them and repeats out, names rows without an id."""
    values = {**params.named(), "first_file_id": first_file_id}
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
    reasons = dict(
        warehouse.rows("select ordinal, reason from checked where reason is not null order by ordinal")
    )
    warehouse.connection.execute("set preserve_insertion_order = false")
    rows = [
        (
            file_id,
            str(entry.path),
            line,
            str(reasons[ordinal]) if readable else "not valid JSON: cut off or garbled",
            shape,
        )
        for ordinal, line, shape, readable in excerpts.locate(entry.path, entry.sample, list(reasons))
    ]
    names = ["file_id", "file", "line", "reason", "excerpt"]
    located = pa.table(
        {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    )
    warehouse.connection.register("located", located)
    warehouse.connection.execute("insert into rejects select * from located")
    warehouse.connection.unregister("located")


def _finish_files(
    warehouse: Warehouse,
    good: Sequence[Input],
    found: Sequence[Input],
    broken: Mapping[Path, str],
    first_file_id: int,
    digest: Callable[[Path], str],
) -> None:
    """Fills in what became of each file; unusable files get a row with their problem."""
    warehouse.connection.execute(
        """
        update files set
            records_read = c.records_read, rejects = c.rejects, not_requests = c.not_requests,
            duplicates = c.duplicates + coalesce(r.repeats, 0),
            requests = c.records_read - c.rejects - c.not_requests - c.duplicates - coalesce(r.repeats, 0)
        from file_counts as c
        left join (select file_id, count(*) as repeats from repeats group by file_id) as r on r.file_id = c.file_id
        where files.file_id = c.file_id
        """
    )
    for entry in good:
        warehouse.connection.execute(
            "update files set sha256 = $sha256 where path = $path and file_id >= $first",
            {"sha256": digest(entry.path), "path": str(entry.path), "first": first_file_id},
        )
    unusable = [
        (entry, entry.problem or broken.get(entry.path))
        for entry in found
        if entry.problem or entry.path in broken
    ]
    for at, (entry, problem) in enumerate(unusable):
        warehouse.connection.execute(
            "insert into files (file_id, path, sha256, size_bytes, format, problem) values (?, ?, ?, ?, ?, ?)",
            [
                first_file_id + len(good) + at,
                str(entry.path),
                _digest_or_none(digest, entry),
                entry.size_bytes,
                entry.format,
                problem,
            ],
        )


def _digest_or_none(digest: Callable[[Path], str], entry: Input) -> str | None:
    try:
        return digest(entry.path)
    except OSError:
        return None


def _nothing_usable(problems: Mapping[str, str]) -> str:
    shown = [f"{path}: {problem}" for path, problem in sorted(problems.items())]
    more = f" (and {len(shown) - 3} more files)" if len(shown) > 3 else ""
    return "nothing here can be used. " + "; ".join(shown[:3]) + more
