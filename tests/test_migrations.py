"""A database of any earlier version is taken to today's tables; of a newer one norush says so and leaves it alone."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from norush import audits, database
from norush.errors import DatabaseError
from norush.warehouse import Warehouse
from small_months import audited, pages, tables

MADE = Path(__file__).resolve().parents[1] / "fixtures" / "databases" / "version_4.sql"
NOT_YET: Mapping[int, Mapping[str, Sequence[str]]] = {
    1: {
        "requests": ("span", "parent_span", "updated_at", "dialect", "cache_proof", "is_apart", "logged_id"),
        "rejects": ("span",),
        "files": ("exported_until",),
        "spans": ("updated_at",),
    },
    2: {"spans": ("updated_at",), "requests": ("logged_id",)},
    3: {"requests": ("logged_id",)},
    4: {},
}
"""The columns of version 4 that tables of a version lack."""


def log(path: Path, *months: int) -> Path:
    """The log that the database in fixtures/ was made from, or other months like it."""
    rows: list[dict[str, object]] = []
    for month in months:
        begin = datetime(2026, month, 5, 2, tzinfo=UTC)
        for number in range(8):
            at = begin + timedelta(seconds=5 * number)
            rows.append({
                "request_id": f"call-{month:02}-{number:012}", "started_at": at.isoformat(),
                "ended_at": (at + timedelta(seconds=2)).isoformat(), "provider": "anthropic",
                "model": "claude-sonnet-5", "app": "digest", "input_tokens": 4000 + number, "output_tokens": 300,
            })  # fmt: skip
    rows.append({"started_at": "2026-10-06", "model": "claude-sonnet-5", "input_tokens": -1, "output_tokens": 3})
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return path


def made_by(version: int, path: Path) -> Path:
    """The database as norush made it at that version."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(MADE.read_text(encoding="utf-8"))
        for table, columns in NOT_YET[version].items():
            for column in columns:
                connection.execute(f"alter table {table} drop column {column}")
        if version == 1:
            connection.execute("drop table spans; drop table dialects")
        if version <= 3:
            connection.execute("drop table judged; drop table versions")
        connection.execute("update database set value = $version where fact = 'schema'", {"version": str(version)})
    return path


def test_every_version_has_its_step_and_is_tried_here() -> None:
    steps = sorted(path.name for path in (Path(__file__).resolve().parents[1] / "sql" / "0_migrations").iterdir())
    newest = database.newest_version()
    assert steps == sorted(f"version_{version}.sql" for version in range(2, newest + 1))
    assert set(NOT_YET) == set(range(1, newest)), "keep a database of the version before (fixtures/README.md)"


@pytest.mark.parametrize("version", NOT_YET)
def test_its_tables_become_those_of_a_new_database(version: int, tmp_path: Path) -> None:
    old, new = made_by(version, tmp_path / "old.duckdb"), tmp_path / "new.duckdb"
    for path in (old, new):
        with Warehouse(path) as warehouse:
            database.open_up(warehouse, salt="salt", fresh_salt="", is_kept=True)
            for table in ("requests", "files", "rejects", "spans", "dialects"):
                warehouse.run_step(f"1_load/{table}")
            warehouse.run_step("2_workloads/judged")

    def columns(path: Path) -> list[tuple[object, ...]]:
        with Warehouse(path) as warehouse:
            return warehouse.rows(
                "select n.table_name, o.column_name, o.data_type from duckdb_columns() as o "
                "join (select unnest(['requests', 'files', 'rejects', 'spans', 'dialects', 'database', 'judged']) "
                "as table_name) as n using (table_name) order by all"
            )

    assert columns(old) == columns(new)
    with Warehouse(old) as warehouse:
        assert [name for name, *_ in warehouse.rows("describe evidence")][-2:] == ["says", "briefly"]
        assert warehouse.row("select count(*) from requests") == (16,)
        assert warehouse.row("select value from database where fact = 'schema'") == (str(database.newest_version()),)


@pytest.mark.slow
def test_a_migrated_database_goes_on_as_if_it_had_been_made_today(tmp_path: Path) -> None:
    old = made_by(min(NOT_YET), tmp_path / "old.duckdb")
    with pytest.raises(DatabaseError, match="written by an older norush: run norush audit on it once more"):
        audits.view(old)
    november = log(tmp_path / "november" / "calls.jsonl", 11)
    added, judged = audited(old, november)
    assert judged == 3
    audited(tmp_path / "new.duckdb", log(tmp_path / "logs" / "calls.jsonl", 9, 10))
    fresh, _ = audited(tmp_path / "new.duckdb", november)
    migrated, made = tables(old), tables(tmp_path / "new.duckdb")
    # which file a reject is from is told by a path
    assert len(migrated.pop("rejects")) == len(made.pop("rejects")) == 2
    assert migrated == made
    assert pages(added)["workloads.csv"] == pages(fresh)["workloads.csv"]


@pytest.mark.parametrize("version", ["99", "next"])
def test_a_newer_one_is_left_alone(version: str, tmp_path: Path) -> None:
    path = made_by(4, tmp_path / "newer.duckdb")
    with Warehouse(path) as warehouse:
        warehouse.rows("update database set value = $version where fact = 'schema'", {"version": version})
    before = tables(path)
    with pytest.raises(DatabaseError, match=f"newer norush \\(tables of version {version}\\): update norush"):
        audited(path, log(tmp_path / "logs" / "calls.jsonl", 11))
    with pytest.raises(DatabaseError, match="newer norush"):
        audits.view(path)
    assert tables(path) == before
