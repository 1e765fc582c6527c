"""norush accuracy as it is typed: what it writes, and what it says of a wrong command."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from norush.accuracy import traces
from norush.cli import app
from norush.errors import UsageError

QUICK = [
    "accuracy",
    "--kinds",
    "tuned",
    "--keys",
    "clean",
    "--level",
    "medium",
    "--size",
    "small",
    "--only",
    "weekly-report",
]


def test_a_small_run_writes_its_record_and_its_ledger(tmp_path: Path) -> None:
    files = ["--json", str(tmp_path / "a.json"), "--markdown", str(tmp_path / "a.md"), "--keep", str(tmp_path / "kept")]
    done = CliRunner().invoke(app, [*QUICK, *files])
    assert done.exit_code == 0, done.output
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert document["schema"] == "norush.accuracy/1"
    assert {line["kind"] for line in document["lines"]} == {"weekly-report"}
    assert sum(line["requests"] for line in document["lines"]) > 100
    assert sum(Decimal(line["usd"]) for line in document["lines"]) > 0
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "weekly-report" in page and "## Misses" in page and "## What the kinds are" in page
    assert not (tmp_path / "a-tuned.md").exists()  # there is nothing to read before it
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["tuned-clean-medium-small-month-1.duckdb"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--kinds", "maybe"], "--kinds 'maybe' is none of tuned, held_out"),
        (["--keys", "clean,dirty"], "--keys 'dirty' is none of clean"),
        (["--seeds", "one"], "--seeds 'one' is no list of seeds"),
        (["--level", ","], "--level names nothing"),
        (["--only", "no such key"], "there is no such month"),
        (["--truth", "labels.csv"], "--truth FILE and INPUT... go together"),
    ],
)
def test_a_wrong_command_is_one_sentence(options: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["accuracy", *options])
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)


def test_a_folder_of_traces_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NORUSH_TRACES", "/nowhere/at/all")
    with pytest.raises(UsageError, match="which is no folder"):
        traces.folder()
    monkeypatch.delenv("NORUSH_TRACES")
    assert traces.folder() is None
