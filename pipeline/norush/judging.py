"""Works a period again by itself, and only where something changed since it was judged.

Reads `requests` and what the stages make of those of one period, in a schema of their own; writes `judged`, and moves
what was made into the tables of all periods. A period is judged from its own requests alone, so that months may come in
any order, and a month more costs what it costs alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from norush import assets
from norush.params import Params
from norush.periods import Period
from norush.warehouse import Warehouse, literal

ALONE = "judging"
"""The schema in which a period is judged: there while it is, and where an audit was cut off."""
_NOT_MADE_HERE = ("requests", "versions", "periods", "audits", "decisions", "decision_snapshots", "judged")
"""Tables with a period that no judging makes."""


def terms(params: Params, own_files: Iterable[Path | None]) -> str:
    """A digest of all that decides a judgement beside the requests: norush itself, a user's own files, the settings."""
    digest = sha256(_own_digest() + repr(sorted(params.named().items())).encode())
    for path in own_files:
        digest.update(path.read_bytes() if path else b"none")
    return digest.hexdigest()


@cache
def _own_digest() -> bytes:
    """Of norush itself."""
    digest = sha256()
    for folder in (files("norush"), assets.folder("sql")):
        for name, content in _contents(folder):
            digest.update(name.encode() + content)
    return digest.digest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """The files of a folder of the package that say what it does, in order: code, rules and prices."""
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            yield from _contents(each)
        elif each.name.endswith((".py", ".sql", ".toml", ".csv")):
            yield each.name, each.read_bytes()


def changed(warehouse: Warehouse, found: Sequence[Period], terms: str, *, anew: bool = False) -> list[Period]:
    """The periods that are to be judged: new ones, those with other requests or terms than then; with `anew` all.

    A request without a workload makes its period one of them: a load that reads a file again puts its rows back bare.

    What was said of them, and of periods that are no more, no longer counts from here on.
    """
    _begin(warehouse)
    warehouse.run_step("1_load/contents")
    warehouse.rows("delete from judged where period in (select period from contents where unplaced > 0)")
    now: dict[str, str] = dict(warehouse.rows("select period, contents from contents"))
    then = {period: told for period, *told in warehouse.rows("select period, contents, terms from judged")}
    same = [each for each in found if then.get(each.name) == [now.get(each.name, ""), terms] and not anew]
    kept = [each.name for each in same]
    warehouse.connection.execute("delete from judged where period not in (select unnest($kept))", {"kept": kept})
    gone = then.keys() - {each.name for each in found}
    for table in _with_period(_shapes(warehouse), "main") if gone else ():
        warehouse.connection.execute(f"delete from {table} where period in (select unnest($gone))", {"gone": [*gone]})
    return [each for each in found if each not in same]


def _begin(warehouse: Warehouse) -> None:
    warehouse.run_step("2_workloads/judged")
    warehouse.connection.execute(f"drop schema if exists {ALONE} cascade")


@contextmanager
def alone(warehouse: Warehouse, period: Period, terms: str) -> Iterator[None]:
    """Whatever stages run inside see the requests of this period only; what they made of them is kept at the end."""
    execute = warehouse.connection.execute
    execute(f"create schema {ALONE}")
    try:
        name = literal(period.name)
        # the stages tell requests apart by their place in the table
        execute(f"create view {ALONE}.requests as select rowid, * from main.requests where period = {name}")
        execute(f"set search_path = '{ALONE},main'")
        yield
        execute("set search_path = 'main'")
        _keep(warehouse, period.name, terms)
    finally:
        execute("set search_path = 'main'")
        execute(f"drop schema if exists {ALONE} cascade")


def _keep(warehouse: Warehouse, period: str, terms: str) -> None:
    """Puts what was made of a period in the place of what was known of it, all or nothing."""
    with warehouse.transaction():
        shapes = _shapes(warehouse)
        for table in _with_period(shapes, ALONE):
            _merge(warehouse, shapes, table, f"period = {literal(period)}")
        _merge(warehouse, shapes, "workloads", f"workload_id in (select workload_id from {ALONE}.workloads)")
        warehouse.rows(
            "insert into judged select $period, coalesce(max(contents), ''), $terms from contents "
            "where period = $period",
            {"period": period, "terms": terms},
        )


Shapes = dict[tuple[str, str], dict[str, str]]
"""The types of the columns of each table, in their order, by schema and table."""


def _merge(warehouse: Warehouse, shapes: Shapes, table: str, which: str) -> None:
    """Puts the rows of a table of one period in the place of those `which` the table of all periods has."""
    now, then = (list(shapes.get((schema, table), {}).items()) for schema in (ALONE, "main"))
    if now == then:
        warehouse.rows(f"delete from main.{table} where {which}")
        warehouse.rows(f"insert into main.{table} by name select * from {ALONE}.{table}")
    else:  # new, or an earlier norush's: then every period is judged anew
        warehouse.rows(f"create or replace table main.{table} as select * from {ALONE}.{table}")


def _with_period(shapes: Shapes, schema: str) -> list[str]:
    """The tables of a schema that say something of each period and are made by judging it."""
    return sorted(
        table
        for (where, table), columns in shapes.items()
        if where == schema and "period" in columns and table not in _NOT_MADE_HERE
    )


def _shapes(warehouse: Warehouse) -> Shapes:
    """Of all tables at once: to ask the catalog is slow, however little is asked."""
    shapes: Shapes = defaultdict(dict)
    for schema, table, column, kind in warehouse.rows(
        "select c.schema_name, c.table_name, c.column_name, c.data_type from duckdb_columns() as c "
        "join duckdb_tables() as t using (database_name, table_oid) where not t.temporary order by c.column_index"
    ):
        shapes[schema, table][column] = kind
    return shapes
