"""What goes wrong around an audit, a full disk or a Ctrl-C: one sentence, nothing lost, and it can be run again."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loads import REPOSITORY
from norush import audit, database, render
from norush.errors import DatabaseError, NorushError
from norush.view import AuditView
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
    (report / "audit.html").write_text("what was there before")
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


def test_a_full_disk_under_standard_output_is_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "norush", "--version"],
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("norush: the output cannot be written: No space left on device. Free some space")
    assert done.stderr.count("\n") == 1


def test_a_ctrl_c_before_anything_is_there_is_a_sentence(tmp_path: Path) -> None:
    """While norush is still importing what it needs."""
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    done = subprocess.run(
        [sys.executable, "-m", "norush", "audit", "log.jsonl"],
        env={**ENVIRONMENT, "PYTHONPATH": f"{tmp_path}:{ENVIRONMENT['PYTHONPATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert done.stderr == "norush: nothing that was loaded before is lost; run the same command again\n"


@pytest.mark.slow
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


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def audited(log: Path, report: Path) -> audit.Audit:
    report.mkdir(exist_ok=True)
    request = audit.Request((str(log),), report / "audit.duckdb", fresh_salt="f", output=report)
    return audit.run(request, deliver=lambda view: render.write_all(view, report))


def test_a_database_that_is_made_afresh_takes_the_place_of_the_one_before_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "audit.duckdb"

    def make(word: str, fails: type[BaseException] | None = None) -> None:
        with database.made_afresh(path) as made:
            with Warehouse(made) as warehouse:
                database.open_up(warehouse, salt=word, fresh_salt="", is_kept=False)
            if fails:
                raise fails

    make("old")
    before = contents(tmp_path)
    for fails in (KeyboardInterrupt, NorushError):
        with pytest.raises(fails):
            make("new", fails)
        assert contents(tmp_path) == before
    (tmp_path / ".audit.new").mkdir()  # as a kill leaves it
    (tmp_path / ".audit.new" / "audit.duckdb").write_bytes(before["audit.duckdb"][:10_000])
    make("new")
    with Warehouse(path) as warehouse:
        assert warehouse.row("select value from database where fact = 'salt'") == ("new",)
    assert contents(tmp_path).keys() == before.keys()
    with database.made_afresh(path):
        pass
    assert not contents(tmp_path), "an audit that leaves no database takes the one before away"


@pytest.mark.slow
@pytest.mark.parametrize("stopped", [KeyboardInterrupt, NorushError])
def test_a_report_and_its_database_go_together(
    stopped: type[BaseException], logs: tuple[Path, Path], tmp_path: Path
) -> None:
    """Until the next report is there, both of the one before are whole, and can be read."""
    report = tmp_path / "report"
    audited(logs[0], report)
    before = contents(report)

    def deliver(_: AuditView) -> None:
        with Warehouse(report / "audit.duckdb") as warehouse:  # whoever reads it meanwhile
            assert warehouse.row("select count(*) from requests")[0] == 260
        with pytest.raises(DatabaseError, match=r"audit\.duckdb is being made by another audit: wait"):
            audited_elsewhere(logs[0], report)
        raise stopped

    request = audit.Request((str(logs[1]),), report / "audit.duckdb", fresh_salt="f", output=report)
    with pytest.raises(stopped):
        audit.run(request, deliver=deliver)
    assert contents(report) == before
    audited(logs[1], report)
    after = contents(report)
    assert after.keys() - before.keys() == {name for name in after if name.startswith("workloads/")} - before.keys()
    assert after["audit.duckdb"] != before["audit.duckdb"]
    assert after["audit.json"] != before["audit.json"]


def audited_elsewhere(log: Path, report: Path) -> None:
    """By another process, as locks do not tell one from itself. Raises what it said."""
    code, said = run(report.parent, "audit", log.name, "-o", report.name)
    assert code == 1
    raise DatabaseError(said)


@pytest.mark.slow
def test_a_report_without_room_for_its_last_page_leaves_the_one_before(
    logs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report"
    audited(logs[0], report)
    before = contents(report)
    chmod, made = Path.chmod, []

    def full(path: Path, mode: int) -> None:
        made.append(path)
        if len(made) == 4:
            raise OSError(28, "No space left on device")
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(NorushError, match="report cannot be written: No space left on device"):
        audited(logs[1], report)
    assert contents(report) == before


@pytest.mark.slow
def test_an_audit_stopped_at_any_time_leaves_the_report_and_its_database(
    logs: tuple[Path, Path], tmp_path: Path
) -> None:
    report, elsewhere = tmp_path / "report", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(logs[1], elsewhere)
    assert run(elsewhere, "audit", logs[1].name, "-o", "report")[0] == 0
    whole = contents(elsewhere / "report")
    audited(logs[0], report)
    before = contents(report)
    stopped = 0
    for tenths in range(3, 40, 3):
        process = start(tmp_path, "audit", logs[1].name, "-o", "report")
        time.sleep(tenths / 10)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        now = contents(report)
        if process.returncode == 0 or now["audit.json"] == whole["audit.json"]:
            # all of it, where it came too late; a database of its own has another salt
            assert now.keys() == whole.keys(), tenths
            assert all(now[name] == whole[name] for name in whole if name != "audit.duckdb"), tenths
            assert now["audit.duckdb"] != before["audit.duckdb"], tenths
            break
        stopped += 1
        assert now == before, tenths
    assert stopped >= 2
    before = contents(report)
    code, said = run(tmp_path, "audit", logs[1].name, "-o", "report", most_bytes=100_000)
    assert code == 1
    assert said.startswith("norush: report/audit.duckdb cannot be written: File too large. Free some space")
    assert contents(report) == before
