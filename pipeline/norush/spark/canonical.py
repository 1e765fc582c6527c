"""Load, on Spark: the Parquet that `norush canonical` wrote becomes `requests`, and nothing else.

Reads Parquet, wherever Spark can; writes `requests` on Spark and `files` at home. What `norush canonical` wrote was
checked, masked and told apart when it was written. So that no other Parquet is taken for it, columns, types and what
cannot be in such a file are looked at first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from norush.errors import SourceError
from norush.sources import containers, files, places
from norush.sources.formats.canonical import COLUMNS
from norush.sources.load import TABLES, Loaded
from norush.sources.secrets import file_name
from norush.spark.engine import SparkWarehouse, explained

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_OTHER_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("started_at", "first_token_at", "ended_at"), "timestamp"),
    "streamed": "boolean",
    "tags": "map<string,string>",
    **dict.fromkeys(
        (
            *("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens"),
            *("max_tokens", "tools", "web_search_requests"),
        ),
        "bigint",
    ),
    "billed_usd": "decimal(38,16)",
    "prefix_blocks": "array<struct<hash:string,tokens:bigint>>",
}
"""What is no text."""
_TOKENS = [name for name in COLUMNS if name.endswith("_tokens") and name != "max_tokens"]
_ADVICE = "give the folder that norush canonical wrote, or audit these files with --engine duckdb"


def find(inputs: Sequence[str], *, left_out: Path | None = None) -> dict[Path | str, str]:
    """Every file to read, and what reports call it; an address is Spark's to read. Raises UsageError, SourceError."""
    local = [name for name in inputs if not places.is_address(name)]
    addresses = [name for name in inputs if places.is_address(name)]
    paths = files.find(local, left_out=left_out) if local else []
    for path in paths:
        if containers.look(path).shape is not containers.Shape.PARQUET:
            raise SourceError(f"{path} is no Parquet: {_ADVICE}")
    return {path: file_name(str(path)) for path in paths} | {name: file_name(name) for name in addresses}


def load(
    warehouse: SparkWarehouse,
    names: Mapping[Path | str, str],
    notify: Callable[[str, int], None] = lambda _what, _bytes: None,
) -> Loaded:
    """Makes `requests` of these files and folders, by what reports call them. Raises SourceError for other Parquet."""
    for step in TABLES:
        warehouse.run_step(f"1_load/{step}")
    session = warehouse.session
    notify("handing the calls to Spark", 0)
    with explained("the Parquet cannot be read"):
        paths = [f"file://{path.resolve()}" if isinstance(path, Path) else path for path in names]
        warehouse.keep("requests", _read(session, paths))
        _check(session)
        _write_files(warehouse, session, names)
    return Loaded(files=int(warehouse.row("select count(*) from files")[0]), already_loaded=0, problems={})


def _read(session: "SparkSession", paths: Sequence[str]) -> "DataFrame":
    """The calls, with the place of each and of its file. Raises SourceError for columns or types of another table."""
    found = session.read.parquet(*paths)
    types = {field.name: field.dataType.simpleString() for field in found.schema.fields}
    wrong = [name for name in COLUMNS if types.get(name) != _OTHER_TYPES.get(name, "string")]
    if wrong:
        raise SourceError(f"the Parquet lacks what norush canonical writes, such as {wrong[0]}: {_ADVICE}")
    return found.selectExpr(
        *COLUMNS,
        "cast(null as string) as period",
        "cast(null as string) as workload_id",
        "monotonically_increasing_id() as rowid",
        "_metadata.file_path as file_path",
        "_metadata.file_size as file_size",
    )


def _check(session: "SparkSession") -> None:
    """Raises SourceError for what no file of `norush canonical` holds."""
    least = ", ".join(f"coalesce({name}, -1)" for name in _TOKENS)
    tests = {
        "a call without an id": "request_id is null",
        "a call without a time": "coalesce(started_at, ended_at) is null",
        "a call without tokens, or with fewer than none": f"least({least}) < 0",
        "a call of another status": "status is null or status not in ('succeeded', 'errored', 'canceled', 'expired')",
    }
    counts = ", ".join(f"count_if({test})" for test in tests.values())
    *wrong, rows, ids = session.sql(f"select {counts}, count(*), count(distinct request_id) from requests").collect()[0]
    found = [what for what, calls in zip(tests, wrong, strict=True) if calls]
    if ids < rows:
        found.append("a call that is there twice")
    if found:
        raise SourceError(f"the Parquet holds {found[0]}, which norush canonical never writes: {_ADVICE}")
    if not rows:
        raise SourceError(f"the Parquet holds no calls: {_ADVICE}")


def _write_files(warehouse: SparkWarehouse, session: "SparkSession", names: Mapping[Path | str, str]) -> None:
    """Counts what each file held, as a load does. Files that lie elsewhere are called by their address."""
    shown = {str(path.resolve()): name for path, name in names.items() if isinstance(path, Path)}
    counted: Iterable[tuple[str, int, int]] = session.sql(
        "select file_path, max(file_size), count(*) from requests group by file_path"
    ).collect()
    rows = sorted((_called(str(path), shown), int(size), int(calls)) for path, size, calls in counted)
    warehouse.connection.executemany(
        "insert into files (file_id, path, size_bytes, format, records_read, requests, duplicates, rejects, "
        "not_requests, usage_buckets, invoice_lines, names) values (?, ?, ?, 'canonical', ?, ?, 0, 0, 0, 0, 0, 0)",
        [[number, name, size, calls, calls] for number, (name, size, calls) in enumerate(rows, 1)],
    )


def _called(address: str, shown: Mapping[str, str]) -> str:
    """What a report calls a file, of which Spark says file:/a%20b for file:///a b."""
    parts = urlsplit(address)
    return shown.get(unquote(parts.path), address) if parts.scheme == "file" else file_name(unquote(address))
