"""The database: opened in UTC, a step gets the parameters it asks for, a failed load leaves nothing."""

import os
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from norush import warehouse as module
from norush.errors import DatabaseError, ParameterError, StepError, UsageError
from norush.warehouse import Warehouse, literal


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """SQL steps by name, in place of sql/."""
    texts: dict[str, str] = {}
    monkeypatch.setattr(module, "read_step", texts.__getitem__)
    return texts


def test_times_are_utc_whatever_the_machine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TZ", "Asia/Kolkata")
    with Warehouse() as warehouse:
        assert warehouse.row("select '2026-10-05T09:14:03'::timestamptz") == (
            datetime(2026, 10, 5, 9, 14, 3, tzinfo=UTC),
        )


@pytest.mark.parametrize("size", ["-5GB", " -5GB", "-1", "none", "abc", "5", "0", "", "nan"])
def test_a_limit_that_would_be_none_is_refused(size: str) -> None:
    """DuckDB takes less than nothing for no limit at all."""
    with pytest.raises(UsageError, match="is no size above zero: write one like 2GB"):
        Warehouse(memory_limit=size or " ")


@pytest.mark.parametrize("size", ["100MB", "0.5GB", " 2 GB", "50%"])
def test_a_limit_is_taken(size: str) -> None:
    with Warehouse(memory_limit=size) as warehouse:
        assert not warehouse.row("select current_setting('memory_limit')")[0].endswith("PiB")


def test_errors_call_a_database_what_a_user_calls_it(tmp_path: Path) -> None:
    """And say where it is made, if that is another folder: its disk may be full."""
    (tmp_path / "scratch").mkdir()
    path = tmp_path / "scratch" / "audit.duckdb"
    full = duckdb.IOException("No space left on device")
    for called, way in ((tmp_path / "own.duckdb", ""), (tmp_path / "else" / "own.duckdb", f" by way of {path.parent}")):
        said = re.escape(f"{called} cannot be written{way}: No space left")
        with pytest.raises(DatabaseError, match=f"^{said}"), Warehouse(path, called=called):
            raise full
    path.write_bytes(b"12345678DUCK" + b"?" * 20_000)
    with pytest.raises(DatabaseError, match=r"^own\.duckdb is damaged"):
        Warehouse(path, called=Path("own.duckdb"))


def test_a_step_gets_only_what_it_asks_for(steps: dict[str, str]) -> None:
    steps["x/made"] = "create or replace table made as select $wanted::integer as n"
    with Warehouse() as warehouse:
        warehouse.run_step("x/made", {"wanted": 5, "other": "unused"})
        assert warehouse.rows("select n from made") == [(5,)]
        with pytest.raises(ParameterError, match=r"sql/x/made.sql needs \$wanted, which nothing sets"):
            warehouse.run_step("x/made", {"other": 1})


def test_a_step_says_how_many_rows_it_wrote(steps: dict[str, str]) -> None:
    steps["x/made"] = "create or replace table made as select * from range(3)"
    with Warehouse() as warehouse:
        assert warehouse.run_step("x/made") == 3


@pytest.mark.parametrize("text", ["select * from nowhere", "select 1; select 2", "selekt", "select error('ours')"])
def test_a_step_that_fails_names_its_file(text: str, steps: dict[str, str]) -> None:
    steps["x/made"] = text
    with Warehouse() as warehouse, pytest.raises(StepError, match=r"sql/x/made.sql failed"):
        warehouse.run_step("x/made")


def test_a_transaction_is_all_or_nothing() -> None:
    with Warehouse() as warehouse:
        warehouse.connection.execute("create table t (n integer)")
        with pytest.raises(KeyboardInterrupt), warehouse.transaction():
            warehouse.connection.execute("insert into t values (1)")
            raise KeyboardInterrupt
        assert warehouse.rows("select * from t") == []
        with warehouse.transaction():
            warehouse.connection.execute("insert into t values (2)")
        assert warehouse.rows("select * from t") == [(2,)]


def test_small_tables_and_frames_keep_their_types() -> None:
    with Warehouse() as warehouse:
        columns = {"name": "text", "usd": "decimal(38, 16)"}
        warehouse.replace_table("t", columns, [("a'b", Decimal("0.0000000000000001")), ("c", None)])
        warehouse.replace_table("t", columns, [("d", Decimal("1.5"))])
        assert warehouse.frame("select * from t").rows() == [("d", Decimal("1.5000000000000000"))]
        warehouse.replace_table("t", columns, [])
        assert warehouse.rows("select * from t") == []


def test_a_database_is_kept_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    with Warehouse(path) as warehouse:
        warehouse.connection.execute("create table t as select 1 as n")
    with Warehouse(path, memory_limit="1GB") as warehouse:
        assert warehouse.rows("select n from t") == [(1,)]


def test_what_is_no_database_is_a_sentence_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("these are notes\n" * 500)
    before = path.read_bytes()
    for other in (path, tmp_path, tmp_path / "missing" / "kept.duckdb"):
        with pytest.raises(DatabaseError, match=r"(is no database|cannot be opened as a database).*another --db"):
            Warehouse(other)
    assert path.read_bytes() == before


def test_a_database_in_use_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise duckdb.IOException("Could not set lock on file: Conflicting lock is held\nmore")

    monkeypatch.setattr(duckdb, "connect", locked)
    with pytest.raises(DatabaseError, match=r"is in use by another process: wait for it to end, or give another --db"):
        Warehouse(tmp_path / "kept.duckdb")


def test_literals_are_quoted() -> None:
    with Warehouse() as warehouse:
        for text in ("it's", "';drop table t;--", "\\", '"'):
            assert warehouse.row(f"select {literal(text)}") == (text,)
