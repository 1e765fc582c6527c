"""Real logs with known truth: the load gives what a few lines of Python give that share nothing with it."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from loads import MAPS, TOKENS, add, loaded
from norush.warehouse import Warehouse

pytestmark = pytest.mark.needs_traces


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def total(rows: list[dict[str, str]], name: str) -> int:
    return sum(int(float(row[name] or 0)) for row in rows)


def test_claude_code(traces: Path) -> None:
    folder = traces / "claude-code-entireio-cli" / "raw_redacted"
    final: dict[str, dict[str, Any]] = {}
    for path in folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            message = (json.loads(line).get("message") or {}) if '"usage"' in line else {}
            if not isinstance(message, dict) or not message.get("usage") or message["model"] == "<synthetic>":
                continue
            before = final.get(message["id"])
            if before is None or message["usage"]["output_tokens"] > before["output_tokens"]:
                final[message["id"]] = message["usage"]
    outcome = loaded(folder)
    assert len(final) == 333
    assert len(outcome.requests) == 333
    assert not outcome.rejects
    sums = Counter[str]()
    for usage in final.values():
        split = usage.get("cache_creation") or {}
        hour = split.get("ephemeral_1h_input_tokens", 0)
        sums["input_tokens"] += usage["input_tokens"]
        sums["cache_read_tokens"] += usage["cache_read_input_tokens"]
        sums["cache_write_5m_tokens"] += usage["cache_creation_input_tokens"] - hour
        sums["cache_write_1h_tokens"] += hour
        sums["output_tokens"] += usage["output_tokens"]
        sums["web_search_requests"] += (usage.get("server_tool_use") or {}).get("web_search_requests", 0)
    assert outcome.totals == {name: sums[name] for name in TOKENS}


def test_langfuse_downloaded_traces(traces: Path) -> None:
    """A generation around another one is the same call: the answer that it logged has the counts of the inner one."""
    sums: Counter[str] = Counter()
    sessions = set()
    for path in (traces / "langfuse-export").glob("*.trace.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        calls = [entry for entry in document["observations"] if entry["type"] == "GENERATION"]
        around = {entry["parentObservationId"] for entry in calls}
        for entry in calls:
            if entry["id"] in around:
                (inner,) = (call for call in calls if call["parentObservationId"] == entry["id"])
                answered = json.loads(entry["output"])["usage"]
                assert inner["usageDetails"]["input"] == answered["prompt_tokens"]
                assert inner["usageDetails"]["output"] == answered["completion_tokens"]
                continue
            assert not entry["usageDetails"].get("input_cache_read")
            sums.update(calls=1, input=entry["usageDetails"]["input"], output=entry["usageDetails"]["output"])
        sums.update(records=len(document["observations"]), around=len(around & {entry["id"] for entry in calls}))
        sessions.add(document["trace"]["sessionId"] or document["trace"]["id"])
    outcome = loaded(traces / "langfuse-export")
    assert not outcome.rejects
    assert outcome.counts[:3] == (sums["records"], sums["calls"], sums["around"])
    assert (outcome.totals["input_tokens"], outcome.totals["output_tokens"]) == (sums["input"], sums["output"])
    with Warehouse() as warehouse:
        add(warehouse, traces / "langfuse-export")
        assert {row[0] for row in warehouse.rows("select distinct session_id from requests")} == sessions


def test_experiment_records(traces: Path) -> None:
    (path,) = (traces / "managing-intelligence").glob("run-20260621*")
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        usage = record["usage_raw"]
        expected[record["model_id"]] += Counter(
            calls=1,
            input=usage["input_tokens"],
            read=usage["cache_read_input_tokens"],
            write=usage["cache_creation_input_tokens"],
            output=usage["output_tokens"],
        )
    with Warehouse() as warehouse:
        add(warehouse, path, map_file=MAPS / "experiment_records.toml")
        found = warehouse.rows(
            "select model, count(*), sum(input_tokens), sum(cache_read_tokens), "
            "sum(cache_write_5m_tokens + cache_write_1h_tokens), sum(output_tokens) from requests group by model"
        )
        without_start = warehouse.row("select count(*) from requests where started_at is null")[0]
    names = ("calls", "input", "read", "write", "output")
    assert {model: tuple(sums[name] for name in names) for model, sums in expected.items()} == {
        model: tuple(values) for model, *values in found
    }
    assert without_start == 0


@pytest.mark.parametrize(
    ("file", "mapping", "input_column", "output_column"),
    [
        ("aider-analytics/aider_message_send.csv", "aider_message_send", "prompt_tokens", "completion_tokens"),
        ("azure/AzureLLMInferenceTrace_conv.csv", "azure_llm_trace", "ContextTokens", "GeneratedTokens"),
        ("inspect-eval/inspect_model_calls.csv", "inspect_model_calls", "input_tokens", "output_tokens"),
    ],
)
def test_tables(file: str, mapping: str, input_column: str, output_column: str, traces: Path) -> None:
    rows = read_csv(traces / file)
    outcome = loaded(traces / file, map_file=MAPS / f"{mapping}.toml")
    assert outcome.counts == (len(rows), len(rows), 0, 0, 0)
    assert outcome.totals["input_tokens"] == total(rows, input_column)
    assert outcome.totals["output_tokens"] == total(rows, output_column)


def test_mooncake(traces: Path) -> None:
    path = traces / "mooncake" / "conversation_trace.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with Warehouse() as warehouse:
        outcome = add(warehouse, path, map_file=MAPS / "mooncake.toml")
        (last,) = warehouse.row("select epoch_ms(max(started_at) - timestamptz '2026-01-01 00:00:00Z') from requests")
    assert outcome.counts[:2] == (len(rows), len(rows))
    assert outcome.totals["input_tokens"] == sum(row["input_length"] for row in rows)
    assert last == max(row["timestamp"] for row in rows)
