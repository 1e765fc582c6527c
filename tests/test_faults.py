"""What goes wrong around an audit, a full disk or a Ctrl-C: one sentence, nothing lost, and it can be run again."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loads import REPOSITORY
from norush.warehouse import Warehouse
from small_months import tables, write_month

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")}


def start(folder: Path, *words: str, most_bytes: int | None = None) -> subprocess.Popen[str]:
    """`norush ...` in `folder`; `most_bytes`: of any file, as if the disk were full."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.Popen(
        [sys.executable, "-m", "norush", *words],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509
    )


def run(folder: Path, *words: str, most_bytes: int | None = None) -> tuple[int, str]:
    """Its exit code, and what it said on stderr."""
    with start(folder, *words, most_bytes=most_bytes) as process:
        _, said = process.communicate(timeout=120)
    return process.returncode, said


def kept(folder: Path, *logs: Path) -> list[str]:
    return [
        "audit",
        *(path.name for path in logs),
        "--db",
        "kept.duckdb",
        "--salt",
        "salt",
        "-o",
        str(folder / "report"),
    ]


@pytest.fixture
def logs(tmp_path: Path) -> tuple[Path, Path]:
    """Two months."""
    return write_month(tmp_path, 8), write_month(tmp_path, 9)


@pytest.mark.slow
@pytest.mark.parametrize("most_bytes", [50_000, 150_000])
def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(
    most_bytes: int, logs: tuple[Path, Path], tmp_path: Path
) -> None:
    assert run(tmp_path, *kept(tmp_path, logs[0])) == (0, "")
    before = tables(tmp_path / "kept.duckdb")
    code, said = run(tmp_path, *kept(tmp_path, *logs), most_bytes=most_bytes)
    assert code == 1
    assert "kept.duckdb cannot be written: File too large. Free some space" in said
    assert "Traceback" not in said
    with Warehouse(tmp_path / "kept.duckdb") as warehouse:
        assert warehouse.row("select count(*) from requests")[0] >= 260
    assert run(tmp_path, *kept(tmp_path, *logs))[0] == 0
    again = tables(tmp_path / "kept.duckdb")
    (tmp_path / "kept.duckdb").unlink()
    assert run(tmp_path, *kept(tmp_path, *logs))[0] == 0
    assert again == tables(tmp_path / "kept.duckdb")
    assert again != before


@pytest.mark.slow
def test_a_report_that_finds_no_room_leaves_the_one_before(logs: tuple[Path, Path], tmp_path: Path) -> None:
    assert run(tmp_path, *kept(tmp_path, logs[0]))[0] == 0
    report = tmp_path / "report"
    before = {path: path.read_bytes() for path in report.rglob("*.*")}
    code, said = run(tmp_path, "report", "--db", "kept.duckdb", "-o", "report", most_bytes=20_000)
    assert code == 1
    assert "report cannot be written: File too large" in said
    assert "Traceback" not in said
    assert {path: path.read_bytes() for path in report.rglob("*.*")} == before


@pytest.mark.slow
def test_an_export_that_finds_no_room_names_its_own_file(logs: tuple[Path, Path], tmp_path: Path) -> None:
    """And not the database, which it only reads."""
    assert run(tmp_path, *kept(tmp_path, logs[0]))[0] == 0
    code, said = run(tmp_path, "export", "assignments", "--db", "kept.duckdb", "-o", "calls.csv", most_bytes=9_000)
    assert code == 1
    assert "calls.csv cannot be written: " in said
    assert "kept.duckdb" not in said
    assert "Traceback" not in said
    assert not (tmp_path / "calls.csv").exists()


def test_too_little_memory_is_said_in_a_sentence(logs: tuple[Path, Path], tmp_path: Path) -> None:
    code, said = run(tmp_path, "audit", logs[0].name, "-o", "report", "--memory-limit", "3MB")
    assert code == 1
    assert "takes more memory than there is: give a larger --memory-limit, or none" in said
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopped_at_any_time_it_can_be_run_again(sent: signal.Signals, logs: tuple[Path, Path], tmp_path: Path) -> None:
    assert run(tmp_path, *kept(tmp_path, logs[0]))[0] == 0
    stopped = 0
    for tenths in range(3, 24, 2):
        process = start(tmp_path, *kept(tmp_path, *logs))
        time.sleep(tenths / 10)
        process.send_signal(sent)
        _, said = process.communicate(timeout=60)
        assert "Traceback" not in said, tenths
        assert process.returncode in (0, 130, -sent), (tenths, said)
        stopped += process.returncode != 0
        if process.returncode == 130:
            assert "run the same command again" in said
        with Warehouse(tmp_path / "kept.duckdb") as warehouse:
            assert warehouse.row("select count(*) from requests")[0] >= 260
        if process.returncode == 0:
            break
    assert stopped >= 3
    assert run(tmp_path, *kept(tmp_path, *logs))[0] == 0
    again = tables(tmp_path / "kept.duckdb")
    (tmp_path / "kept.duckdb").unlink()
    assert run(tmp_path, *kept(tmp_path, *logs))[0] == 0
    assert again == tables(tmp_path / "kept.duckdb")
