"""What a database says of itself: the version of its tables, its salt, whether it is kept from audit to audit.

Reads and writes `database`. The salt hashes end users; it is made once, so that a user stays one user.
"""

from pathlib import Path

from norush.errors import DatabaseError, UsageError
from norush.warehouse import Warehouse

SCHEMA = "3"
"""Raised with every change of a table that an older norush could not read."""

ADDED = {
    "requests": (
        *("span ubigint", "parent_span ubigint", "updated_at timestamptz"),
        *("dialect ubigint", "cache_proof text", "is_apart boolean", "logged_id text"),
    ),
    "rejects": ("span ubigint",),
    "files": ("exported_until timestamptz",),
    "spans": ("updated_at timestamptz",),
}
"""Columns that tables of version 1 or 2 may lack. What they hold of rows that are there is unknown, and stays null."""


def open_up(warehouse: Warehouse, *, salt: str, fresh_salt: str, is_kept: bool, shows_end_users: bool = False) -> str:
    """Writes down the facts of a new database, checks those of an old one; the salt to use.

    Raises DatabaseError for a database of a newer norush, UsageError for a salt that is not the one it was begun with,
    or where it names end users otherwise: one user must stay one.
    """
    warehouse.run_step("1_load/database")
    facts: dict[str, str] = dict(warehouse.rows("select fact, value from database"))
    if not facts:
        facts = {"schema": SCHEMA, "salt": salt or fresh_salt, "kept": "yes" if is_kept else "no"}
        facts["end_users"] = "as logged" if shows_end_users else "hashed"
        warehouse.connection.executemany("insert into database values (?, ?)", [[*fact] for fact in facts.items()])
    if facts["schema"] in ("1", "2"):
        _bring_up_to_date(warehouse)
    elif facts["schema"] != SCHEMA:
        raise DatabaseError(
            f"this database was written by a newer norush (tables of version {facts['schema']}): update norush"
        )
    if salt and salt != facts["salt"]:
        raise UsageError("this database was begun with another --salt: leave the option out, or give the same")
    # a database without the fact is from before there was a choice
    if shows_end_users != (facts.get("end_users") == "as logged"):
        begun, now = ("without", "leave it out") if shows_end_users else ("with", "give it again")
        raise UsageError(f"this database was begun {begun} --show-end-users: {now}, or give another --db")
    return facts["salt"]


def _bring_up_to_date(warehouse: Warehouse) -> None:
    there = {name for (name,) in warehouse.rows("select table_name from duckdb_tables()")}
    with warehouse.transaction():
        for table in there & ADDED.keys():
            for column in ADDED[table]:
                warehouse.connection.execute(f"alter table {table} add column if not exists {column}")
        warehouse.connection.execute("update database set value = $schema where fact = 'schema'", {"schema": SCHEMA})


def is_kept(warehouse: Warehouse) -> bool:
    """Whether the database was begun with --db: then it is judged by calendar month."""
    return bool(warehouse.rows("select 1 from database where fact = 'kept' and value = 'yes'"))


def refuse_to_replace_kept(path: Path) -> None:
    """Raises DatabaseError when `path` is in use, no database, or one that is kept: else an audit would wipe it out."""
    if not path.is_file():
        return
    with Warehouse(path) as warehouse:
        tables = warehouse.rows("select 1 from duckdb_tables() where table_name = 'database'")
        if tables and is_kept(warehouse):
            raise DatabaseError(
                f"{path} is a database kept with --db: give it as --db again, or another folder with -o"
            )
