"""Calls of any export, handed on in norush's own columns, are the same calls when they are read back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from loads import FIXTURES, write
from norush.cli import app
from norush.errors import UsageError
from norush.export.canonical import Calls
from norush.export.canonical import write as hand_on
from norush.params import Params
from norush.sources import files
from norush.sources.formats.canonical import COLUMNS
from norush.sources.load import load
from norush.warehouse import Warehouse

EXPORTS = (
    "anthropic_messages.jsonl", "bedrock.jsonl", "claude_code.jsonl", "helicone.jsonl", "inspect_eval.json",
    "langfuse.jsonl", "litellm.jsonl", "openrouter.csv", "otel.jsonl", "vertex.jsonl", "canonical.jsonl",
)  # fmt: skip
KEPT = ", ".join(name for name in COLUMNS if name != "end_user")
"""An end user is hashed by each load, with its own salt."""


def rows_of(*paths: Path) -> list[tuple[object, ...]]:
    with Warehouse() as warehouse:
        load(warehouse, files.find([str(path) for path in paths]), Params(), salt="s")
        return warehouse.rows(f"select {KEPT} from requests order by request_id")


@pytest.mark.slow
def test_read_back_they_are_the_same_calls(tmp_path: Path) -> None:
    exports = [FIXTURES / name for name in EXPORTS]
    written = hand_on(Calls([str(path) for path in exports], salt="s"), tmp_path / "calls")
    expected = rows_of(*exports)
    assert written.requests == len(expected) > 100
    assert rows_of(tmp_path / "calls") == expected
    people = "select count(distinct end_user), count(end_user) from requests"
    with Warehouse() as before, Warehouse() as after:
        load(before, files.find([str(path) for path in exports]), Params(), salt="s")
        load(after, files.find([str(tmp_path / "calls")]), Params(), salt="s")
        assert before.row(people) == after.row(people)
        assert before.row(people)[0] > 1


def test_the_same_calls_give_the_same_bytes(tmp_path: Path) -> None:
    lines = (FIXTURES / "litellm.jsonl").read_bytes().splitlines()
    for name, rows in (("one", lines), ("other", lines[::-1])):
        hand_on(Calls([str(write(tmp_path / f"{name}.jsonl", *rows))], salt="s"), tmp_path / name)
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.parquet")}
        for name in ("one", "other")
    )
    assert one
    assert one == other


def test_a_day_is_a_folder(tmp_path: Path) -> None:
    day = {"model": "claude-sonnet-5", "input_tokens": 1, "output_tokens": 1}
    log = write(
        tmp_path / "calls.jsonl",
        {**day, "request_id": "a", "started_at": "2026-10-05T23:59:59Z", "ended_at": "2026-10-06T00:00:05Z"},
        {**day, "request_id": "b", "started_at": "2026-10-06T01:59:59+02:00"},
        {**day, "request_id": "c", "ended_at": "2026-10-06T00:00:00Z"},
    )
    written = hand_on(Calls([str(log)]), tmp_path / "out")
    assert sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.parquet")) == [
        "day=2026-10-05/calls.parquet",
        "day=2026-10-06/calls.parquet",
    ]
    with Warehouse() as warehouse:
        parquet = f"read_parquet('{tmp_path}/out/*/*.parquet')"
        assert warehouse.rows(f"select day, count(*) from {parquet} group by all order by all") == [
            (warehouse.row("select date '2026-10-05'")[0], 2),
            (warehouse.row("select date '2026-10-06'")[0], 1),
        ]
    assert (written.days, written.requests, dict(written.left_out)) == (2, 3, {})


def test_nothing_that_lies_there_is_mixed_with_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "other.parquet").write_bytes(b"mine")
    with pytest.raises(UsageError, match="is not empty"):
        hand_on(Calls([str(FIXTURES / "litellm.jsonl")]), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["other.parquet"]


def test_the_command_says_what_is_no_call(tmp_path: Path) -> None:
    inputs = [str(FIXTURES / "litellm.jsonl"), str(FIXTURES / "anthropic_console_cost.csv")]
    done = CliRunner().invoke(app, ["canonical", *inputs, "-o", str(tmp_path / "calls")])
    assert done.exit_code == 0, done.output
    assert "calls on 1 day" in done.stdout
    assert "invoice lines" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"calls"}
