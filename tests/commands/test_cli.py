"""The command line: what goes wrong is one sentence on stderr and an exit code, never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from loads import FIXTURES, MAPS, REPOSITORY, call, table, write
from norush import __main__, cli
from norush.errors import NorushError

COMMANDS = sorted(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one command."""
    monkeypatch.setattr(sys, "argv", ["norush", *map(str, words)])
    code: object = 0
    try:
        __main__.main()
    except SystemExit as end:
        code = end.code
    out, err = capsys.readouterr()
    return int(str(code or 0)), out, err


class Norush:
    """Runs commands in an empty folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *words: object) -> tuple[int, str, str]:
        return run(self._capsys, self._monkeypatch, *words)

    def refused(self, *words: object, code: int = 2) -> str:
        """The one sentence with which a command that must fail does so."""
        found, _, err = self(*words)
        assert found == code, err
        assert err.startswith("norush: "), err
        assert err.count("\n") == 1, err
        assert "Traceback" not in err
        return err


@pytest.fixture
def norush(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Norush:
    monkeypatch.chdir(tmp_path)
    return Norush(capsys, monkeypatch)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write(tmp_path / "log.jsonl", *(call(at) for at in range(3)))


def test_help_at_the_top(norush: Norush) -> None:
    code, out, _ = norush("--help")
    assert code == 0
    assert all(name in out for name in COMMANDS)
    assert norush("--version")[1].startswith("norush 0.")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str, norush: Norush) -> None:
    code, out, _ = norush(command, "--help")
    assert code == 0
    assert "Example" in out
    assert f"norush {command}" in out.partition("Example")[2]


def test_an_audit_writes_its_report(norush: Norush, log: Path) -> None:
    code, out, err = norush("audit", log, "-o", "report")
    assert (code, err) == (0, "")
    assert out
    assert {path.name for path in Path("report").iterdir()} >= {
        "audit.html", "audit.md", "audit.json", "workloads.csv", "audit.duckdb"
    }  # fmt: skip


@pytest.mark.slow
def test_bad_files_beside_good_ones_are_warnings(norush: Norush, log: Path) -> None:
    bad = shutil.copy(FIXTURES / "bad" / "picture.png", log.parent)
    code, _, err = norush("audit", log, bad, "-o", "report")
    assert code == 0
    assert err == f"warning: {bad}: not a log: its content is binary, or text that is not UTF-8\n"
    code, _, err = norush("audit", log, bad, "-o", "report", "--strict")
    assert code == 1
    assert "norush: --strict: 1 input file(s) could not be used" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["missing.jsonl"], "missing.jsonl is not there: give a file, a folder or a glob"),
        (["log.jsonl", "missing-*.gz"], "missing-*.gz is not there"),
        (["empty/"], "the folder empty/ holds no files"),
        (["log.jsonl", "--format", "excel"], "there is no format 'excel': norush formats lists those there are"),
        (["log.jsonl", "--format", "litellm", "--map", "x.toml"], "--format and --map exclude each other"),
        (["log.jsonl", "--month", "October"], "--month 'October' is no month: write it like 2026-10"),
        (["log.jsonl", "--month", "2026-13"], "--month '2026-13' is no month"),
        (
            ["log.jsonl", "--month", "2026-10", "--since", "2026-10-01"],
            "--month and --since/--until exclude each other",
        ),
        (["log.jsonl", "--since", "yesterday"], "'yesterday' is no date: write 2026-10-01"),
        (["log.jsonl", "--since", "2026-10-09", "--until", "2026-10-01"], "--since is not before --until"),
        (["log.jsonl", "--zone", "Mars/Olympus"], "--zone 'Mars/Olympus' is no time zone"),
        (["log.jsonl", "--fail-over", "lots"], "--fail-over 'lots' is no amount"),
        (["log.jsonl", "--map", "none.toml"], "the mapping file none.toml cannot be read"),
        (["log.jsonl", "-o", "log.jsonl"], "the folder log.jsonl cannot be made"),
    ],
)
def test_wrong_usage_is_2(words: list[str], sentence: str, norush: Norush, log: Path) -> None:
    Path("empty").mkdir()
    assert sentence in norush.refused("audit", *words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("not toml at all", "is no TOML"),
        ('[columns]\nmodell = "m"\n', "unknown key 'modell' in [columns]"),
        ('[columns]\ninput_tokens = "i"\n', "does not say where model is"),
        (
            '[columns]\nmodel="m"\ninput_tokens="i"\noutput_tokens="o"\nended_at="t"\n[time]\nzone="Nowhere"',
            "'Nowhere' is no time zone",
        ),
    ],
)
def test_a_wrong_mapping_is_2(text: str, sentence: str, norush: Norush, log: Path) -> None:
    Path("own.toml").write_text(text)
    assert sentence in norush.refused("audit", log, "--map", "own.toml")


@pytest.mark.parametrize("command", ["audit", "formats"])
def test_an_option_that_does_not_exist_is_2(command: str, norush: Norush) -> None:
    code, _, err = norush(command, "--no-such-option")
    assert code == 2
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("picture.png", "nothing here can be used."),
        ("empty.jsonl", "the file is empty"),
        ("notes.txt", "neither JSON nor a table"),
        ("truncated.jsonl.gz", "gzip data is cut off or damaged"),
    ],
)
def test_nothing_usable_is_1(name: str, sentence: str, norush: Norush) -> None:
    assert sentence in norush.refused("audit", FIXTURES / "bad" / name, code=1)


def test_only_rejects_is_1(norush: Norush, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.jsonl", call(input_tokens=-1))
    assert "no request could be read from these files" in norush.refused("audit", bad, code=1)


def test_an_invoice_alone_is_1_and_named(norush: Norush) -> None:
    said = norush.refused("audit", FIXTURES / "anthropic_console_cost.csv", code=1)
    assert "lines of an invoice, but no single call" in said


def test_a_month_without_requests_is_1(norush: Norush, log: Path) -> None:
    assert "no request falls into 2025-01" in norush.refused("audit", log, "--month", "2025-01", code=1)


def test_a_log_given_as_the_database_is_1_and_stays(norush: Norush, log: Path) -> None:
    before = log.read_bytes()
    assert "is no database" in norush.refused("audit", log, "--db", log, code=1)
    assert log.read_bytes() == before


def test_bytes_that_are_no_text_are_2_wherever_they_stand(norush: Norush, log: Path, tmp_path: Path) -> None:
    """A file to read may be called so: tests/sources/test_file_names.py."""
    odd = "b\udcffd"
    (tmp_path / odd).mkdir()
    for words, name in (
        (("audit", log, "--salt", odd), "--salt"),
        (("audit", log, "-o", odd), "--output"),
        (("audit", "not there" + odd), "inputs"),
        (("report", odd), "folder"),
        (("export", "focus", "report", "--billing-account", odd), "--billing-account"),
        (("decide", "x", "keep", "report", "--why", odd, "--by", "a"), "--why"),
        (("calc", "claude" + odd), "models"),
    ):
        said = norush.refused(*words)
        assert said.startswith(f"norush: {name} "), said
        assert "holds bytes that are no UTF-8: only files to read may be called so" in said
    called = log.rename(tmp_path / f"{odd}.jsonl")
    assert norush("formats", called)[0] == 0


@pytest.mark.slow
def test_above_the_budget_is_3(norush: Norush, log: Path) -> None:
    for amount in ("-1", "nan", "inf", "much"):
        assert "is no amount" in norush.refused("audit", log, "--fail-over", amount, code=2)
    assert norush("audit", log, "--fail-over", "$1,000")[0] == 0
    loop = [
        call(
            at,
            started_at=f"2026-10-05T{9 + at // 60:02}:{at % 60:02}:00.3Z",
            ended_at=f"2026-10-05T{9 + at // 60:02}:{at % 60:02}:59.9Z",
        )
        for at in range(300)
    ]
    code, _, err = norush("audit", write(log.parent / "loop.jsonl", *loop), "--fail-over", "0.01")
    assert code == 3
    assert "above the limit of $0.01" in err


def test_interrupted_is_130(norush: Norush, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("norush.audit.run", interrupt)
    code, _, err = norush("audit", log)
    assert code == 130
    assert "nothing that was loaded before is lost" in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_a_kept_database_is_added_to_and_never_doubled(norush: Norush, log: Path) -> None:
    for _ in range(2):
        assert norush("audit", log, "--db", "kept.duckdb", "-o", "report")[0] == 0
    first = Path("report/audit.json").read_text()
    more = write(log.parent / "more.jsonl", call(0), call(9))
    assert norush("audit", more, "--db", "kept.duckdb", "-o", "report")[0] == 0
    assert '"requests": 3' in first
    assert '"requests": 4' in Path("report/audit.json").read_text()


@pytest.mark.slow
def test_a_table_through_a_mapping(norush: Norush, tmp_path: Path) -> None:
    header = "TIMESTAMP,ContextTokens,GeneratedTokens"
    path = table(tmp_path / "azure.csv", ["2026-10-05 09:14:03.1234567,10,20"], header=header)
    assert norush("audit", path, "--map", MAPS / "azure_llm_trace.toml")[0] == 0


@pytest.mark.parametrize("error", NorushError.__subclasses__(), ids=lambda error: str(error.__name__))
def test_every_error_has_a_documented_exit_code(error: type[NorushError]) -> None:
    assert error.exit_code in (1, 2, 3)
    assert error.__doc__


def test_as_a_module(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")}
    command = [sys.executable, "-m", "norush", "audit", str(tmp_path / "missing")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("norush: ")
    assert done.stderr.count("\n") == 1
