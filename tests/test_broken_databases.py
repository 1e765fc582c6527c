"""What a crash or another program left in the place of a database: a sentence, never a traceback, nothing replaced."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from norush import cli
from norush.errors import DatabaseError
from small_months import tables, write_month

BLOCK = 262_144


def norush(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def audit(log: Path, database: Path) -> Result:
    return norush("audit", log, "--db", database, "--salt", "s", "-o", database.with_name("report"))


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("logs")
    return write_month(folder, 8, nights=3, asks=5), write_month(folder, 9, nights=3, asks=5)


@pytest.fixture(scope="module")
def whole(logs: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A kept database of one month."""
    path = tmp_path_factory.mktemp("whole") / "kept.duckdb"
    assert audit(logs[0], path).exit_code == 0
    return path.read_bytes()


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _header_alone(content: bytes) -> bytes:
    return content[:12]


def _zeros(content: bytes) -> bytes:
    """The head stays, as where a crash came before the data."""
    return content[: 3 * 4096] + bytes(len(content) - 3 * 4096)


def _garbled(content: bytes) -> bytes:
    """Every block has some other bytes, the two that say where all is among them."""
    changed = bytearray(content)
    for at in range(100, len(changed), 1_000):
        changed[at] ^= 0xFF
    return bytes(changed)


@pytest.mark.parametrize("damage", [_half, _header_alone, _zeros, _garbled])
def test_a_damaged_database_says_so(
    damage: Callable[[bytes], bytes], logs: tuple[Path, Path], whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "kept.duckdb"
    content = damage(whole)
    for words in (
        ("audit", logs[1], "--db", path, "-o", tmp_path / "report"),
        ("report", "--db", path, "-o", tmp_path / "report"),
    ):
        path.write_bytes(content)
        result = norush(*words)
        assert isinstance(result.exception, DatabaseError), result.exception
        assert str(result.exception).startswith(f"{path} is damaged or was cut off: bring back a copy of it, or audit ")
        assert not (tmp_path / "report" / "audit.html").exists()


@pytest.mark.parametrize("content", [b"", b"what is this\n" * 100, b'{"model": "claude"}\n'])
def test_what_is_no_database_says_so_and_stays(content: bytes, logs: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "audit.duckdb"
    path.write_bytes(content)
    for result in (audit(logs[0], path), norush("audit", logs[0], "-o", tmp_path)):
        assert isinstance(result.exception, DatabaseError), result.exception
        assert str(result.exception) == f"{path} is no database: give another --db, or move the file away"
    assert path.read_bytes() == content


def test_a_folder_in_its_place_says_so(logs: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "audit.duckdb").mkdir()
    for result in (audit(logs[0], tmp_path / "audit.duckdb"), norush("audit", logs[0], "-o", tmp_path)):
        assert isinstance(result.exception, DatabaseError), result.exception
        assert "audit.duckdb is no database" in str(result.exception)


@pytest.mark.parametrize(
    "statement",
    [
        "create table requests (a int)",
        "create table database (name text)",
        "create table files as select 1",
        "create view files as select 1",
    ],
)
def test_a_database_of_another_program_is_left_alone(statement: str, logs: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    told = "select sql from duckdb_tables() union all select sql from duckdb_views() where not internal order by all"
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
        before = connection.execute(told).fetchall()
    result = audit(logs[0], path)
    assert isinstance(result.exception, DatabaseError), result.exception
    assert str(result.exception) == "this database is another program's: give another --db"
    in_the_way = path.rename(tmp_path / "audit.duckdb")
    result = norush("audit", logs[0], "-o", tmp_path)
    assert isinstance(result.exception, DatabaseError), result.exception
    assert str(result.exception) == f"{in_the_way} is another program's database: give another folder with -o"
    with duckdb.connect(str(in_the_way)) as connection:
        assert connection.execute(told).fetchall() == before


@pytest.mark.slow
@pytest.mark.parametrize("beside", [b"", b"rubbish" * 100, b"\x00" * 5_000])
def test_rubbish_in_the_place_of_its_log_of_changes_costs_nothing(
    beside: bytes, logs: tuple[Path, Path], whole: bytes, tmp_path: Path
) -> None:
    """A crash may leave that too: what was committed is in the database."""
    path, fresh = tmp_path / "kept.duckdb", tmp_path / "fresh.duckdb"
    path.write_bytes(whole)
    for database in (path, fresh):
        database.with_name(f"{database.name}.wal").write_bytes(beside)
        for log in logs:
            assert audit(log, database).exit_code == 0
    assert tables(path) == tables(fresh)
