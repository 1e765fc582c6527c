"""What is input and what is not: own reports, folders with odd names, what cannot be read twice."""

import json
import os
from pathlib import Path

import pytest

from norush import audit, render
from norush.errors import UsageError
from norush.params import Params
from norush.sources import files
from norush.sources.load import load
from norush.warehouse import Warehouse

ROW: dict[str, object] = {
    "request_id": "call-0000000000000001", "started_at": "2026-10-05T09:00:00.5Z", "ended_at": "2026-10-05T09:00:02Z",
    "model": "claude-sonnet-5", "app": "real", "input_tokens": 1000, "output_tokens": 100,
}  # fmt: skip


def requests(path: Path) -> list[dict[str, object]]:
    """What a load makes of this file, by column."""
    with Warehouse() as warehouse:
        load(warehouse, [path], Params())
        rows: list[dict[str, object]] = warehouse.frame("select * from requests order by request_id").to_dicts()
        return rows


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_a_folder_named_like_a_column_overwrites_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "app=lake" / "model=zzz" / "calls.jsonl", ROW)
    (request,) = requests(path)
    assert (request["app"], request["model"]) == ("real", "claude-sonnet-5")


@pytest.mark.slow
def test_a_report_among_the_logs_is_no_input(tmp_path: Path) -> None:
    write(tmp_path / "calls.jsonl", ROW)
    for _ in range(2):
        request = audit.Request(
            inputs=(str(tmp_path),), database=tmp_path / "report" / "audit.duckdb", output=tmp_path / "report"
        )
        (tmp_path / "report").mkdir(exist_ok=True)
        result = audit.run(request)
        render.write_all(result.view, tmp_path / "report")
        assert result.loaded.problems == {}
    assert files.find([str(tmp_path)]) == [tmp_path / "calls.jsonl"]


def test_a_pipe_is_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="write the log to a file first"):
        files.find([str(tmp_path / "pipe")])


def test_two_calls_with_one_id_stay_two(tmp_path: Path) -> None:
    later = {**ROW, "started_at": "2026-10-05T15:00:00.5Z", "ended_at": "2026-10-05T15:00:02Z", "input_tokens": 7}
    assert len(requests(write(tmp_path / "calls.jsonl", ROW, later))) == 2
    assert len(requests(write(tmp_path / "twice.jsonl", ROW, later, ROW, later))) == 2
    assert len(requests(write(tmp_path / "again.jsonl", ROW, ROW))) == 1


def test_prefix_blocks_keep_hashes_and_no_text(tmp_path: Path) -> None:
    hashed = {**ROW, "prefix_blocks": [{"hash": "0123456789abcdef", "tokens": 7}]}
    text = {**ROW, "request_id": "call-0000000000000002", "prefix_blocks": [{"hash": "You are a doctor", "tokens": 7}]}
    found = requests(write(tmp_path / "calls.jsonl", hashed, text))
    assert [row["prefix_blocks"] for row in found] == [[{"hash": "0123456789abcdef", "tokens": 7}], None]
