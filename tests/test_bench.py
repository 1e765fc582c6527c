"""The scripts of bench/ do what their sections say: as many workloads as asked for, the command that was run."""

import importlib
from pathlib import Path

import duckdb
import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))


@pytest.mark.parametrize("workloads", [3, 10, 500])
def test_a_report_of_so_many_workloads_is_of_as_many_callers(workloads: int, tmp_path: Path) -> None:
    calls = importlib.import_module("report_pages").CALLS
    log = tmp_path / "calls.parquet"
    duckdb.execute(calls.replace("{path}", str(log)).replace("$workloads", str(workloads)))
    found = duckdb.execute(
        f"select count(*), count(distinct (api_key, workspace, model)) from read_parquet('{log}')"
    ).fetchone()
    assert found == (200 * workloads, workloads)


def test_speeds_of_some_formats_say_of_which() -> None:
    section = importlib.import_module("formats").section
    assert "`python bench/formats.py --only canonical.jsonl --records 2000`" in section(
        "--only canonical.jsonl ", 2_000, []
    )
    assert "`python bench/formats.py --records 2000`" in section("", 2_000, [])
