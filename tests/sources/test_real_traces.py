"""Every file of the real traces: what it is taken for, or why it is none, and what becomes of each of its records."""

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from loads import MAPS, RECORDS, add, loaded
from norush.warehouse import Warehouse

pytestmark = pytest.mark.needs_traces
INSPECT = "inspect-eval"


def model_events(path: Path) -> Iterator[dict[str, Any]]:
    """Every model event of a log, however deep, found by looking at everything in it."""
    if path.suffix == ".eval":
        with zipfile.ZipFile(path) as archive:
            documents = [json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("samples/")]
    else:
        documents = [json.loads(path.read_text(encoding="utf-8"))["samples"]]
    waiting: list[Any] = documents
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if value.get("event") == "model" and "output" in value:
                yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def inspect_logs(traces: Path) -> list[Path]:
    return sorted(path for path in (traces / INSPECT).rglob("*") if path.suffix in (".eval", ".json"))


@pytest.mark.slow
def test_every_version_of_an_inspect_log_gives_each_of_its_calls_once(traces: Path) -> None:
    paths = inspect_logs(traces)
    assert len(paths) == 7
    for path in paths:
        events = list(model_events(path))
        outcome = loaded(path)
        assert outcome.counts == (len(events), len(events), 0, 0, 0), path.name
        usages = [event["output"]["usage"] for event in events]
        assert outcome.totals["input_tokens"] == sum(usage["input_tokens"] for usage in usages)
        assert outcome.totals["output_tokens"] == sum(usage["output_tokens"] for usage in usages)
        assert not any(usage.get("input_tokens_cache_read") for usage in usages)


def test_inspect_logs_are_the_flat_table_of_their_calls(traces: Path) -> None:
    with (traces / INSPECT / "inspect_model_calls.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted = Counter(
        (
            row["task"],
            instant(row["timestamp"]),
            instant(row["completed"]),
            int(row["input_tokens"]),
            int(row["output_tokens"]),
        )
        for row in rows
    )
    with Warehouse() as warehouse:
        add(warehouse, *(traces / INSPECT).glob("*.eval"))
        query = "select app, epoch_us(started_at), epoch_us(ended_at), input_tokens, output_tokens from requests"
        found = Counter(warehouse.rows(query))
        sessions = warehouse.row("select count(distinct session_id) from requests")[0]
    assert found == wanted
    assert found.total() == 332
    assert sessions == len({(row["eval_id"], row["sample_id"], row["epoch"]) for row in rows}) == 216


def instant(text: str) -> int:
    """Microseconds since 1970, exactly."""
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def test_requests_of_sessions_as_one_table(traces: Path) -> None:
    """The totals are those of the README beside the table."""
    path = traces / "claude-code-entireio-cli" / "requests.parquet"
    with Warehouse() as warehouse:
        outcome = add(warehouse, path, map_file=MAPS / "claude_code_requests.toml")
        models = dict(warehouse.rows("select model, count(*) from requests group by model"))
        sessions, starts = warehouse.row("select count(distinct session_id), count(started_at) from requests")
    assert outcome.counts == (19_247, 19_206, 0, 0, 41)
    assert models == {
        "claude-opus-4-5-20251101": 11_435,
        "claude-opus-4-6": 5_894,
        "claude-sonnet-4-5-20250929": 1_861,
        "claude-haiku-4-5-20251001": 16,
    }
    assert outcome.totals == {
        "input_tokens": 385_047,
        "cache_read_tokens": 1_759_735_602,
        "cache_write_5m_tokens": 47_395_763,
        "cache_write_1h_tokens": 30_496_378,
        "output_tokens": 1_868_171,
        "web_search_requests": 0,
    }
    assert sessions <= 273
    assert starts == 16_706 + 1_978 - 40, "what set a call off, a person or a tool's result; 40 of them set off none"


NO_LOG, NO_FORMAT = "not a log", "no known format"
BECOMES: dict[str, tuple[str, dict[str, int]]] = {
    "**/README.md": (NO_LOG, {}),
    "managing-intelligence/LICENSE-DATA": (NO_LOG, {}),
    "aider-analytics/aider_message_send.csv": ("aider_message_send", {"requests": 2_669}),
    "azure/AzureLLMInferenceTrace_conv.csv": ("azure_llm_trace", {"requests": 19_366}),
    "claude-code-entireio-cli/requests.parquet": ("claude_code_requests", {"requests": 19_206, "not_requests": 41}),
    "inspect-eval/inspect_model_calls.csv": ("inspect_model_calls", {"requests": 332}),
    "managing-intelligence/run-*.records.jsonl": ("experiment_records", {"requests": 552}),
    "mooncake/conversation_trace.jsonl": ("mooncake", {"requests": 12_031}),
    "claude-code-entireio-cli/raw_redacted/*.jsonl": ("claude_code", {"requests": 333}),
    "inspect-eval/**/*.eval": ("inspect_eval", {"requests": 343}),
    "inspect-eval/**/*.json": ("inspect_eval", {"requests": 9}),
    "langfuse-export/*.json": ("langfuse", {}),
    "managing-intelligence/claude_api_cost_*.csv": ("anthropic_console_cost", {}),
}
"""What the files are taken for: a format, or the map that they need, or no log; and records that are told elsewhere."""


def test_every_file_is_told_of(traces: Path) -> None:
    files = [path for path in traces.rglob("*") if path.is_file()]
    told = [path for pattern in BECOMES for path in traces.glob(pattern) if path.is_file()]
    assert sorted(told) == sorted(files)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("pattern", [pattern for pattern, (what, _) in BECOMES.items() if what != NO_LOG])
def test_what_becomes_of_each_record(pattern: str, traces: Path) -> None:
    what, told = BECOMES[pattern]
    mapping = MAPS / f"{what}.toml"
    with Warehouse() as warehouse:
        add(warehouse, *traces.glob(pattern), map_file=mapping if mapping.is_file() else None)
        sums = ", ".join(f"sum({name})::bigint" for name in RECORDS)
        records = dict(zip(RECORDS, warehouse.row(f"select {sums} from files"), strict=True))
        formats = {row[0] for row in warehouse.rows("select format from files")}
    assert records["records_read"] == sum(records[name] for name in RECORDS[1:]) > 0
    assert records["rejects"] == 0
    assert {name: records[name] for name in told} == told
    assert formats == {"map" if mapping.is_file() else what}


@pytest.mark.slow
def test_the_whole_folder_at_once_loads_what_is_a_log_and_says_why_the_rest_is_not(traces: Path) -> None:
    with Warehouse() as warehouse:
        outcome = add(warehouse, traces)
        formats = dict(warehouse.rows("select format, count(*) from files where problem is null group by format"))
    assert set(formats) == {what for what, _ in BECOMES.values() if not (MAPS / f"{what}.toml").is_file()} - {NO_LOG}
    for pattern, (what, _) in BECOMES.items():
        for path in traces.glob(pattern):
            problem = outcome.loaded.problems.get(str(path), "")
            needs_map = (MAPS / f"{what}.toml").is_file()
            assert (problem != "") == (what == NO_LOG or needs_map), path
            assert problem.startswith(NO_FORMAT if needs_map else NO_LOG if what == NO_LOG else "")
