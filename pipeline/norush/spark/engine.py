"""A warehouse of two engines: Spark works on tables of the size of the calls, DuckDB on all that is made of them.

Reads and writes what `Warehouse` does, so that no stage knows. A step that reads a table of REQUEST_SIZED runs on
Spark, translated; what it makes stays there if it is one of them, else its rows are brought home. DuckDB runs each of
these steps too, over no calls at all: so a table that comes home has the columns and types that DuckDB gives it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import sqlglot
from sqlglot import exp

from norush.errors import NorushError, ParameterError, StepError
from norush.spark import translation
from norush.spark.session import reason
from norush.warehouse import Warehouse, literal, read_step

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

REQUEST_SIZED = frozenset(
    (
        *("requests", "sessions", "end_users", "arrivals", "dense", "background", "loops", "timers", "bursts"),
        *("burst_growth", "burst_shapes", "burst_episodes", "burst_sizes", "machine_calls", "components", "assigned"),
        *("calls", "flow", "episodes", "priced_requests", "long_sessions", "replay_calls", "prompt_blocks"),
        *("marks", "mark_reads", "session_reads", "cache_calls", "numbered"),
    )
)
"""The tables that grow with the calls: they live on Spark, and are empty in DuckDB."""

_ASSIGN_PERIOD, _ASSIGN = "2_workloads/assign_period", "2_workloads/assign"


class SparkWarehouse(Warehouse):
    """A DuckDB database in memory beside a Spark session, which holds whatever is of the size of the calls."""

    def __init__(self, session: "SparkSession", *, memory_limit: str | None = None) -> None:
        super().__init__(memory_limit=memory_limit)
        self.session = session
        self._copied: set[str] = set()
        """The small tables of which Spark has today's copy."""

    def keep(self, name: str, frame: "DataFrame") -> None:
        """Makes `name` of REQUEST_SIZED from a frame, worked out now and once: what Spark numbers, it numbers once."""
        frame.localCheckpoint(eager=True).createOrReplaceTempView(name)

    def run_step(self, step: str, params: Mapping[str, object] | None = None) -> int:
        """Runs `sql/<step>.sql` where its tables are; the number of rows it wrote. Raises as `Warehouse` does."""
        if step == _ASSIGN_PERIOD:
            return self._assign_period(params or {})
        if step == _ASSIGN:
            return self._assign()
        text = read_step(step)
        if step.startswith("1_load/") or not _mentions_calls(text):
            return self._run_at_home(step, text, params)
        statement = sqlglot.parse_one(text, read="duckdb")
        if not isinstance(statement.expression, exp.Query) or not self._is_on_spark(statement.expression):
            return self._run_at_home(step, text, params)
        with explained(f"sql/{step}.sql failed on Spark"):
            return self._run_on_spark(step, statement, params or {})

    def rows(self, query: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a small query, of whichever engine has its tables."""
        found = self._from_spark(query, params or {})
        if query.startswith("drop table "):  # of both: what is done with need not stay on a cluster
            self.session.catalog.dropTempView(query.removeprefix("drop table "))
        if query.startswith(("insert", "update", "delete")):
            self._copied.clear()
        return super().rows(query, params) if found is None else found.fetchall()

    def frame(self, query: str, params: Mapping[str, object] | None = None) -> "pl.DataFrame":
        """A workload-sized result as a Polars frame."""
        found = self._from_spark(query, params or {})
        if found is None:
            return super().frame(query, params)
        import polars as pl

        return pl.DataFrame(found.to_arrow_table())

    def replace_with_frame(self, name: str, frame: "pl.DataFrame") -> None:
        """Makes table `name` anew from a frame."""
        self._copied.discard(name)
        super().replace_with_frame(name, frame)

    def append_frame(self, name: str, frame: "pl.DataFrame") -> None:
        """Adds the rows of a frame to table `name`, column by name."""
        self._copied.discard(name)
        super().append_frame(name, frame)

    def replace_table(self, name: str, columns: Mapping[str, str], rows: list[tuple[object, ...]]) -> None:
        """Makes table `name` anew from a few Python rows."""
        self._copied.discard(name)
        super().replace_table(name, columns, rows)

    def _is_on_spark(self, query: exp.Expr) -> bool:
        return not translation.tables_of(query).isdisjoint(REQUEST_SIZED)

    def _run_at_home(self, step: str, text: str, params: Mapping[str, object] | None) -> int:
        written = super().run_step(step, params)
        if not step.startswith("1_load/"):
            self._copied.discard(_made_by(sqlglot.parse_one(text, read="duckdb")))
        return written

    def _run_on_spark(self, step: str, statement: exp.Expr, params: Mapping[str, object]) -> int:
        name, query = _made_by(statement), statement.expression
        frame = self._ask(query, params)
        if isinstance(statement, exp.Insert):
            return self._bring_home(name, frame.toArrow())
        super().run_step(step, params)  # over no calls: what it gives is the shape
        if name not in REQUEST_SIZED:
            self.connection.execute(f"delete from {name}")
            return self._bring_home(name, frame.toArrow())
        if statement.args.get("kind") == "VIEW":
            frame.createOrReplaceTempView(name)
            return 0
        self.keep(name, frame)
        return self.session.table(name).count()

    def _ask(self, query: exp.Query, params: Mapping[str, object]) -> "DataFrame":
        """The frame of a query; the small tables that it reads are handed to Spark first."""
        from pyspark.sql.pandas.types import from_arrow_schema

        for name in sorted(translation.tables_of(query) - REQUEST_SIZED - self._copied):
            table = self.connection.sql(f"select * from {name}").to_arrow_table()
            # Connect asks for the schema of what has no rows
            self.session.createDataFrame(table, from_arrow_schema(table.schema)).createOrReplaceTempView(name)
            self._copied.add(name)
        return self.session.sql(translation.translate(query, lambda text: self._constant(text, params)))

    def _from_spark(self, query: str, params: Mapping[str, object]) -> "duckdb.DuckDBPyRelation | None":
        """The result of a query, with the types that DuckDB gives it; None where DuckDB has all of its tables."""
        if not _mentions_calls(query) or query.lstrip().lower().startswith(("drop", "insert", "delete", "describe")):
            return None
        parsed = sqlglot.parse_one(query, read="duckdb")
        if not isinstance(parsed, exp.Query) or not self._is_on_spark(parsed):
            return None
        with explained("a query failed on Spark"):
            found = self._ask(parsed, params).toArrow()
        shape = self.connection.sql(query, params=dict(params))
        columns = ", ".join(
            f'cast("{theirs}" as {kind}) as "{ours}"'
            for theirs, ours, kind in zip(found.column_names, shape.columns, shape.types, strict=True)
        )
        return self.connection.from_arrow(found).project(columns)

    def _bring_home(self, name: str, rows: "pa.Table") -> int:
        """Adds what Spark found to a table of DuckDB's, column by name."""
        self._copied.discard(name)
        self.connection.register("frame_to_keep", rows)
        self.connection.execute(f"insert into {name} by name select * from frame_to_keep")
        self.connection.unregister("frame_to_keep")
        return int(rows.num_rows)

    def _constant(self, text: str, params: Mapping[str, object]) -> str:
        """What an expression of parameters is, by DuckDB, as a literal that says its type."""
        wanted = {each.name for each in sqlglot.parse_one(text, read="duckdb").find_all(exp.Parameter, exp.Placeholder)}
        if missing := sorted(wanted - params.keys()):
            raise ParameterError(f"a step needs ${', $'.join(missing)}, which nothing sets")
        values = {name: params[name] for name in wanted}
        kind, value = self.connection.execute(f"select typeof({text}), cast({text} as text)", values).fetchall()[0]
        if value is None:
            return "null"
        return f"cast({literal(value)} as {kind})"

    def _assign_period(self, params: Mapping[str, object]) -> int:
        """Writes a period into the calls that fall into it: in place of an update, a view of them."""
        since, until, period = (self._constant(f"${name}", params) for name in ("since", "until", "period"))
        at = "coalesce(started_at, ended_at)"
        self.session.sql(
            f"select * except (period), case when period is not null then period when {at} >= "
            f"{_in_spark(since)} and {at} < {_in_spark(until)} then {_in_spark(period)} end as period from requests"
        ).createOrReplaceTempView("requests")
        return 0

    def _assign(self) -> int:
        """Writes its workload into each call."""
        self.keep(
            "requests",
            self.session.sql(
                "select r.* except (workload_id), a.workload_id from requests as r "
                "left join assigned as a on a.place = r.rowid"
            ),
        )
        return 0


def _in_spark(constant: str) -> str:
    return sqlglot.transpile(constant, read="duckdb", write="spark")[0]


def _mentions_calls(text: str) -> bool:
    """Whether a text may name a table of calls; in a comment or a longer word, perhaps. Only then is it parsed."""
    return any(name in text for name in REQUEST_SIZED)


def _made_by(statement: exp.Expr) -> str:
    """The table that a step makes or adds to."""
    target = statement.this
    return str((target.this if isinstance(target, exp.Schema) else target).name)


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Raises StepError, in one sentence, for an error of Spark's: it has one for each way in which a cluster fails."""
    try:
        yield
    except (NorushError, duckdb.Error):
        raise
    except Exception as error:
        raise StepError(f"{what}: {reason(error)}") from error
