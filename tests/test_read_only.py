"""What may not be written or read is said in one sentence, and what only reads works on it all the same."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loads import REPOSITORY
from small_months import write_month

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")}
_DROP_FROM_BOUNDING_SET, _READ_AND_WRITE_ANYTHING, _READ_ANYTHING = 24, 1, 2

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can take root's right to write anywhere")


def _as_anybody() -> None:
    """Takes from root what lets it write where nobody may; of another user there is nothing to take."""
    system = ctypes.CDLL(None)
    for right in (_READ_AND_WRITE_ANYTHING, _READ_ANYTHING):
        system.prctl(_DROP_FROM_BOUNDING_SET, right)


def run(folder: Path, *words: str) -> tuple[int, str]:
    """Its exit code, and what it said on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "norush", *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=_as_anybody,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@contextmanager
def read_only(path: Path, mode: int = 0o444) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log and another one."""
    made = tmp_path_factory.mktemp("read_only")
    write_month(made, 8, nights=3, asks=5)
    write_month(made, 9, nights=3, asks=5)
    return made


@pytest.fixture(scope="module")
def folder(logs: Path) -> Path:
    """The same with a kept database of the first, and its report."""
    assert run(logs, "audit", "2026-08.jsonl", "--db", "kept.duckdb", "-o", "report") == (0, "")
    return logs


@pytest.mark.slow
def test_a_read_only_database_can_be_read(folder: Path) -> None:
    before = (folder / "kept.duckdb").read_bytes()
    with read_only(folder / "kept.duckdb"):
        assert run(folder, "report", "--db", "kept.duckdb", "-o", "again") == (0, "")
        assert run(folder, "export", "findings", "--db", "kept.duckdb", "-o", "findings.csv")[0] == 0
    assert (folder / "again" / "audit.html").read_bytes() == (folder / "report" / "audit.html").read_bytes()
    assert (folder / "kept.duckdb").read_bytes() == before


@pytest.mark.slow
def test_a_read_only_database_takes_no_log(folder: Path) -> None:
    before = (folder / "kept.duckdb").read_bytes()
    with read_only(folder / "kept.duckdb"):
        code, said = run(folder, "audit", "2026-09.jsonl", "--db", "kept.duckdb", "-o", "report")
    assert code == 1
    assert said.startswith("norush: kept.duckdb may not be written")
    assert said.count("\n") == 1
    assert (folder / "kept.duckdb").read_bytes() == before


@pytest.mark.slow
def test_a_database_in_a_read_only_folder_takes_no_log(folder: Path) -> None:
    """DuckDB writes its log of changes beside it."""
    place = folder / "place"
    place.mkdir()
    (place / "kept.duckdb").write_bytes((folder / "kept.duckdb").read_bytes())
    with read_only(place, 0o555):
        code, said = run(folder, "audit", "2026-09.jsonl", "--db", "place/kept.duckdb", "-o", "report")
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("norush: place/kept.duckdb may not be written, or not in its folder: ")


@pytest.mark.parametrize("mode", ["new", pytest.param("old", marks=pytest.mark.slow)])
def test_a_read_only_folder_gets_no_report(mode: str, logs: Path, tmp_path: Path) -> None:
    if mode == "old":
        assert run(logs, "audit", "2026-08.jsonl", "-o", str(tmp_path))[0] == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with read_only(tmp_path, 0o555):
        code, said = run(logs, "audit", "2026-09.jsonl", "-o", str(tmp_path))
    assert (code, said.count("\n")) == (1, 1)
    assert f"{tmp_path}/audit.duckdb cannot be made: Permission denied. " in said
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_a_log_that_may_not_be_read_stands_in_the_report(folder: Path) -> None:
    """It has no content that could be named."""
    closed = folder / "closed.jsonl"
    closed.write_text("{}")
    with read_only(closed, 0):
        alone = run(folder, "audit", "closed.jsonl", "-o", "closed")
        beside = run(folder, "audit", "closed.jsonl", "2026-09.jsonl", "-o", "closed")
    assert alone == (1, "norush: nothing here can be used. closed.jsonl: it cannot be read (Permission denied)\n")
    assert beside == (0, "warning: closed.jsonl: it cannot be read (Permission denied)\n")
    assert "content unknown" in (folder / "closed" / "audit.html").read_text(encoding="utf-8")
