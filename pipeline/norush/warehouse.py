"""Opens the database, runs one SQL step, hands frames over. The only module that opens one.

Reads `sql/<stage>/<table>.sql` and a database file; writes that database. Each SQL file holds one
statement whose `$name` parameters are found by DuckDB's own parser, so that a step gets exactly
what it asks for and a missing value is an error before anything runs.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb

from norush import assets
from norush.errors import DatabaseError, NorushError, ParameterError, StepError, UsageError

if TYPE_CHECKING:
    import polars as pl

_CANNOT_WRITE = re.compile(
    "No space left on device|File too large|Disk quota exceeded|Input/output error|Read-only file system"
)
"""What the system says, in the words of DuckDB's errors, where a file cannot grow."""
_MAY_NOT_WRITE = re.compile("Permission denied|attached in read-only mode")
_DAMAGED = re.compile("Corrupt database file|Could not read enough bytes from file|not a valid DuckDB database file")
"""What DuckDB says of a database that was cut off, or of which bytes were changed."""


class Warehouse:
    """One open DuckDB database, in UTC, with norush's SQL steps at hand."""

    def __init__(
        self, path: Path | None = None, *, memory_limit: str | None = None, called: Path | None = None
    ) -> None:
        """Opens `path`, or a database in memory; one that may not be written to, for reading.

        `called`: what a user knows it by, where `path` is a copy of that, or becomes it later. Raises DatabaseError
        if it is busy or no database.
        """
        self._place = str(called or path or "the database in memory")
        self._disk = ""
        if path and called and called.resolve().parent not in path.resolve().parents:
            self._disk = f" by way of {path.parent}"
        self._file = str(path.resolve()) if path else ""
        if path and path.exists() and not _is_database(path):
            raise DatabaseError(f"{self._place} is no database: give another --db, or move the file away")
        is_writable = not path or not path.exists() or os.access(path, os.W_OK)
        try:
            self.connection = duckdb.connect(str(path) if path else ":memory:", read_only=not is_writable)
        except duckdb.Error as error:
            raise DatabaseError(_cannot_open(self._place, self._disk, error)) from error
        # Every timestamp is UTC. Insertion order is given up for speed: each step that needs an order states it.
        self.connection.execute("set TimeZone = 'UTC'")
        self.connection.execute("set preserve_insertion_order = false")
        self.connection.execute("set autoinstall_known_extensions = false")
        self.connection.execute("set autoload_known_extensions = false")
        self.connection.execute("set enable_progress_bar = false")
        if memory_limit:
            self._limit(memory_limit)

    def _limit(self, size: str) -> None:
        problem = UsageError(f"--memory-limit {size!r} is no size above zero: write one like 2GB")
        if not re.match(r"\s*[0-9.]*[1-9]", size):  # for DuckDB less than none is no limit, and so is `none`
            raise problem
        try:
            self.connection.execute("set memory_limit = $size", {"size": size})
        except duckdb.Error as error:
            raise problem from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            self.connection.close()
        except duckdb.Error as closing:
            # what was committed is on disk; what stood in the way before tells more than what stands in the way of this
            error = error or closing
        if error:
            self._explain(error)

    def _explain(self, error: BaseException) -> None:
        """Raises what a user should be told in the place of an error of DuckDB's, where nobody has said it yet."""
        chain = list(_causes(error))
        said = " ".join(map(str, chain))
        # a Ctrl-C while DuckDB works is an error of DuckDB's, of its reader of results, or of what it imports
        if any(isinstance(each, duckdb.InterruptException) for each in chain) or (
            any(isinstance(each, RuntimeError) and "interrupted" in str(each).lower() for each in chain)
            or any(isinstance(each, duckdb.Error) and "KeyboardInterrupt" in str(each) for each in chain)
        ):
            raise KeyboardInterrupt from error
        if isinstance(error, NorushError) and not isinstance(error, StepError):
            return  # whoever raised it knows what could not be written: an export, and not this database
        if self.is_to_blame_for(error):
            raise DatabaseError(_why_not(self._place, self._disk, said)) from error

    def is_to_blame_for(self, error: BaseException) -> bool:
        """Whether an error of DuckDB's is about the database's own file or memory, and not about what it reads."""
        chain = list(_causes(error))
        said = " ".join(map(str, chain))
        return any(isinstance(each, duckdb.Error) for each in chain) and bool(
            any(isinstance(each, duckdb.OutOfMemoryException) for each in chain)
            or _CANNOT_WRITE.search(said)
            or "attached in read-only mode" in said
            or "Corrupt database file" in said
            or (self._file and self._file in said and (_DAMAGED.search(said) or _MAY_NOT_WRITE.search(said)))
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what a failed load wrote is gone."""
        self.connection.execute("begin transaction")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def run_step(self, step: str, params: Mapping[str, object] | None = None) -> int:
        """Runs `sql/<step>.sql`; the number of rows it wrote, where DuckDB says.

        Raises ParameterError for a parameter that `params` lacks, StepError when the statement fails.
        """
        text = read_step(step)
        try:
            statement = parsed(text)
            wanted = statement.named_parameters
            missing = sorted(wanted - (params or {}).keys())
            if missing:
                raise ParameterError(f"sql/{step}.sql needs ${', $'.join(missing)}, which nothing sets")
            values = {name: (params or {})[name] for name in wanted}
            rows = self.connection.execute(statement, values).fetchall()
        except (duckdb.Error, ValueError) as error:
            raise StepError(f"sql/{step}.sql failed: {error}") from error
        return int(rows[0][0]) if rows and isinstance(rows[0][0], int) else 0

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that name."""
        return bool(self.rows("select 1 from duckdb_tables() where table_name = $name", {"name": name}))

    def rows(self, query: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a small query."""
        return self.connection.execute(query, dict(params or {})).fetchall()

    def row(self, query: str, params: Mapping[str, object] | None = None) -> tuple[Any, ...]:
        """The one row of a query that always has one."""
        (row,) = self.rows(query, params)
        return row

    def frame(self, query: str, params: Mapping[str, object] | None = None) -> "pl.DataFrame":
        """A workload-sized result as a Polars frame (decimals stay decimals)."""
        import polars as pl  # 430 ms: only audits that get this far pay for it

        return pl.DataFrame(self.connection.sql(query, params=dict(params or {})).to_arrow_table())

    def replace_with_frame(self, name: str, frame: "pl.DataFrame") -> None:
        """Makes table `name` anew from a frame: values as parameters of an insert would cost twenty times as much."""
        self.connection.register("frame_to_keep", frame.to_arrow())
        self.connection.execute(f"create or replace table {name} as select * from frame_to_keep")
        self.connection.unregister("frame_to_keep")

    def append_frame(self, name: str, frame: "pl.DataFrame") -> None:
        """Adds the rows of a frame to table `name`, column by name; a type that does not fit is cast or an error."""
        self.connection.register("frame_to_keep", frame.to_arrow())
        self.connection.execute(f"insert into {name} by name select * from frame_to_keep")
        self.connection.unregister("frame_to_keep")

    def replace_table(self, name: str, columns: Mapping[str, str], rows: list[tuple[object, ...]]) -> None:
        """Makes table `name` anew from a few Python rows (prices, rules): names and types are ours, not input."""
        declared = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.connection.execute(f"create or replace table {name} ({declared})")
        if rows:
            # a list a column: executemany is an insert a row, and a parameter a value takes ten times as long to plan
            picked = ", ".join(f"cast(unnest($p{at}) as {kind})" for at, kind in enumerate(columns.values()))
            values = {f"p{at}": [_exact(value) for value in held] for at, held in enumerate(zip(*rows, strict=True))}
            self.connection.execute(f"insert into {name} select {picked}", values)


@cache
def read_step(step: str) -> str:
    """The text of `sql/<step>.sql`, from a checkout or a wheel."""
    stage, _, name = step.partition("/")
    return (assets.folder("sql") / stage / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parsed(text: str) -> duckdb.Statement:
    """The one statement of a SQL text, for any connection: DuckDB takes a tenth of a small audit to parse its steps."""
    (statement,) = duckdb.extract_statements(text)
    return statement


def _exact(value: object) -> object:
    """A decimal as text: decimals of several scales in one list would be brought to one, and digits lost."""
    return format(value, "f") if isinstance(value, Decimal) else value


def literal(value: str) -> str:
    """A SQL string literal. For file paths in table functions, which take no parameters inside a view."""
    return "'" + value.replace("'", "''") + "'"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the last first."""
    seen: BaseException | None = error
    while seen:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _is_database(path: Path) -> bool:
    """Whether DuckDB wrote this file. It would open a log as views in memory, and keep nothing."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except IsADirectoryError:
        return False
    except OSError as error:
        raise DatabaseError(f"{path} cannot be read: {error.strerror}. Give another --db") from error


def _cannot_open(place: str, disk: str, error: duckdb.Error) -> str:
    text = str(error).splitlines()[0]
    if "Could not set lock" in text:
        holder = re.search(r"held in (.+?) \(PID (\d+)\)", text)
        who = f"process {holder[2]} ({Path(holder[1]).name})" if holder else "another process"
        return f"{place} is in use by {who}: wait for it to end, or give another --db"
    if _DAMAGED.search(text) or _CANNOT_WRITE.search(text) or _MAY_NOT_WRITE.search(text):
        return _why_not(place, disk, text)
    return f"{place} cannot be opened as a database: {text}. Give another --db, or move the file away"


def _why_not(place: str, disk: str, said: str) -> str:
    """What is wrong with a database, and what to do, from what DuckDB said. `disk`: where it is made, if elsewhere."""
    if _DAMAGED.search(said):
        return f"{place} is damaged or was cut off: bring back a copy of it, or audit the logs into a new database"
    if full := _CANNOT_WRITE.search(said):
        return (
            f"{place} cannot be written{disk}: {full[0]}. Free some space, or give another place, and run the same "
            "command again: nothing that was loaded before is lost"
        )
    if _MAY_NOT_WRITE.search(said):
        return f"{place} may not be written, or not in its folder: allow it, or work on a copy of it elsewhere"
    return f"{place} takes more memory than there is: give a larger --memory-limit, or none"
