"""What a database says of itself: the version of its tables, its salt, whether it is kept from audit to audit.

Reads and writes `database`, takes tables of earlier versions to today's, and empties `audits`. The salt hashes end
users; it is made once, so that a user stays one user.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from norush import assets
from norush.errors import DatabaseError, UsageError
from norush.warehouse import Warehouse, read_step

MIGRATIONS = "0_migrations"
"""sql/0_migrations/version_N.sql makes tables of version N out of those of the version before: forward, never back."""
REDACTED = "redacted"
"""The fact of a database whose names are hashed."""


def newest_version() -> int:
    """The version of the tables that this norush makes: a change that an older one could not read adds a file."""
    names = (each.name for each in (assets.folder("sql") / MIGRATIONS).iterdir())
    return max(int(name.removeprefix("version_").removesuffix(".sql")) for name in names)


def open_up(warehouse: Warehouse, *, salt: str, fresh_salt: str, is_kept: bool, shows_end_users: bool = False) -> str:
    """Writes down the facts of a new database, checks those of an old one; the salt to use.

    Raises DatabaseError for a database of a newer norush or of another program, UsageError for a salt that is not the
    one it was begun with, or where it names end users otherwise: one user must stay one.
    """
    _refuse_foreign(warehouse, "this database is another program's: give another --db")
    with warehouse.transaction():
        warehouse.run_step("1_load/database")
        facts: dict[str, str] = dict(warehouse.rows("select fact, value from database"))
        if not facts:
            facts = {"schema": str(newest_version()), "salt": salt or fresh_salt, "kept": "yes" if is_kept else "no"}
            facts["end_users"] = "as logged" if shows_end_users else "hashed"
            warehouse.connection.executemany("insert into database values (?, ?)", [[*fact] for fact in facts.items()])
    if REDACTED in facts:
        raise DatabaseError(
            "this database is redacted and takes no more logs: load them into the one that it was made from"
        )
    bring_up_to_date(warehouse)
    if salt and salt != facts["salt"]:
        raise UsageError("this database was begun with another --salt: leave the option out, or give the same")
    # a database without the fact is from before there was a choice
    if shows_end_users != (facts.get("end_users") == "as logged"):
        begun, now = ("without", "leave it out") if shows_end_users else ("with", "give it again")
        raise UsageError(f"this database was begun {begun} --show-end-users: {now}, or give another --db")
    return facts["salt"]


def _refuse_foreign(warehouse: Warehouse, why: str) -> None:
    """Raises DatabaseError where there are tables or views already, and none that says that they are norush's."""
    columns = warehouse.rows(
        "select column_name from duckdb_columns() where table_name = 'database' and database_name = current_database()"
    )
    if {"fact", "value"} <= {name for (name,) in columns}:
        return
    if warehouse.rows(
        "select 1 from duckdb_tables() where not temporary union all "
        "select 1 from duckdb_views() where not internal and not temporary"
    ):
        raise DatabaseError(why)


def close_to_logs(warehouse: Warehouse) -> None:
    """Lets a redacted database say that it is one: names of further logs would be hashed with another salt."""
    warehouse.rows("insert into database values ($fact, 'yes')", {"fact": REDACTED})


def bring_up_to_date(warehouse: Warehouse) -> None:
    """Takes tables of an earlier norush to today's, all or nothing. Raises DatabaseError for those of a newer one."""
    version, newest = _version(warehouse), newest_version()
    if version == newest:
        return
    with warehouse.transaction():
        for step in range(version + 1, newest + 1):
            for statement in duckdb.extract_statements(read_step(f"{MIGRATIONS}/version_{step}")):
                warehouse.connection.execute(statement)
        warehouse.rows("update database set value = $newest where fact = 'schema'", {"newest": str(newest)})


def unsettle(warehouse: Warehouse) -> None:
    """Empties `audits`: what is about to change has no report until an audit comes to its end."""
    warehouse.run_step("5_findings/audits")
    warehouse.rows("delete from audits")


def refuse_older(warehouse: Warehouse) -> None:
    """Raises DatabaseError where the tables are not of today's version: what only reads them changes none."""
    if _version(warehouse) < newest_version():
        raise DatabaseError("this database was written by an older norush: run norush audit on it once more")


def _version(warehouse: Warehouse) -> int:
    """The version of the tables; today's where the database does not say. Raises DatabaseError for a newer one."""
    newest = newest_version()
    if not warehouse.has_table("database"):
        return newest
    ((told,),) = warehouse.rows("select value from database where fact = 'schema'") or [(str(newest),)]
    if not told.isdecimal() or int(told) > newest:
        raise DatabaseError(f"this database was written by a newer norush (tables of version {told}): update norush")
    return int(told)


def is_kept(warehouse: Warehouse) -> bool:
    """Whether the database was begun with --db: then it is judged by calendar month."""
    return bool(warehouse.rows("select 1 from database where fact = 'kept' and value = 'yes'"))


@contextmanager
def made_afresh(path: Path) -> Iterator[Path]:
    """Where to make the database that takes the place of `path` when all is done; until then that one stays whole.

    Where none was made, the one of an earlier audit goes all the same. Raises DatabaseError as `refuse_to_replace`
    does, while another audit makes one for this place, and where nothing may be put there.
    """
    refuse_to_replace(path)
    beside = path.with_name(f".{path.stem}.new")
    made = beside / path.name
    with _told_of(path):
        _clear(made, path)
        beside.mkdir()
    try:
        yield made
        with _told_of(path):
            path.with_name(path.name + ".wal").unlink(missing_ok=True)  # of the one before
            if made.exists():
                made.replace(path)
            else:
                path.unlink(missing_ok=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clear(made: Path, path: Path) -> None:
    """Takes away what a crash left. Raises DatabaseError where another audit has it open."""
    if made.exists():
        try:
            duckdb.connect(str(made)).close()
        except duckdb.Error as error:
            if "Could not set lock" in str(error):
                raise DatabaseError(
                    f"{path} is being made by another audit: wait for it to end, or give another -o"
                ) from error
    if made.parent.exists():
        shutil.rmtree(made.parent)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatabaseError(f"{path} cannot be made: {error.strerror}. Give another -o, or free the place") from error


def refuse_to_replace(path: Path) -> None:
    """Raises DatabaseError when `path` is in use, no database, one that is kept, or another program's.

    Else an audit would wipe it out.
    """
    if not path.exists():
        return
    with Warehouse(path) as warehouse:
        _refuse_foreign(warehouse, f"{path} is another program's database: give another folder with -o")
        if warehouse.has_table("database") and is_kept(warehouse):
            raise DatabaseError(
                f"{path} is a database kept with --db: give it as --db again, or another folder with -o"
            )
