"""Vertex AI's log: payloads as objects, texts, events; Claude's and Gemini's counts; when a call began."""

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "vertex.jsonl").read_text(encoding="utf-8").splitlines()
]
GEMINI, CLAUDE, STREAMED = ROWS[0], ROWS[1], ROWS[2]


def columns(path: Path, *names: str) -> list[tuple[Any, ...]]:
    """What the requests of a file hold in these columns."""
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.rows(f"select {', '.join(names)} from requests order by request_id")


def gemini(**counts: object) -> dict[str, object]:
    """The Gemini row with other counts."""
    answer = GEMINI["full_response"]
    return {**GEMINI, "full_response": {**answer, "usageMetadata": {**answer["usageMetadata"], **counts}}}


def test_every_export_of_the_table_holds_the_same_calls(tmp_path: Path) -> None:
    plain = loaded(FIXTURES / "vertex.jsonl").requests
    texts = [
        {
            name: json.dumps(it) if isinstance(it, dict | list) else it
            for name, it in (row | {"logging_time": row["logging_time"].replace("T", " ").replace("Z", " UTC")}).items()
        }
        for row in ROWS
    ]
    with (tmp_path / "rows.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(texts[0]))
        writer.writeheader()
        writer.writerows(texts)
    (tmp_path / "rows.json").write_text(json.dumps(ROWS))
    for name in ("rows.csv", "rows.json"):
        assert loaded(tmp_path / name).requests == plain, name


@pytest.mark.one_in(3)
@pytest.mark.parametrize("row", [STREAMED, GEMINI, CLAUDE], ids=["claude_streamed", "gemini", "claude"])
def test_an_answer_is_read_however_it_is_written(row: dict[str, Any], tmp_path: Path) -> None:
    answer = row["full_response"]
    parts = answer if isinstance(answer, list) else [answer]
    whole = loaded(write(tmp_path / "whole.jsonl", row)).requests
    ways: dict[str, dict[str, object]] = {
        "list": {"full_response": parts},
        "list of texts": {"full_response": [json.dumps(part) for part in parts]},
        "text": {"full_response": json.dumps(parts)},
        "payload": {"full_response": None, "response_payload": [json.dumps(part) for part in parts]},
        "payload of a list": {"full_response": None, "response_payload": [json.dumps(parts)]},
        "events": {"full_response": "".join(f"data: {json.dumps(part)}\n\n" for part in parts)},
        "list of events": {"full_response": [f"event: x\ndata: {json.dumps(part)}\n\n" for part in parts]},
    }
    for name, way in ways.items():
        assert loaded(write(tmp_path / "log.jsonl", {**row, **way})).requests == whole, name


def test_gemini_counts_cached_tokens_in_and_thoughts_out(tmp_path: Path) -> None:
    rows = gemini(promptTokenCount=5252, cachedContentTokenCount=5210, candidatesTokenCount=20, thoughtsTokenCount=64)
    found = columns(write(tmp_path / "log.jsonl", rows), "input_tokens", "cache_read_tokens", "output_tokens")
    assert found == [(42, 5210, 84)]


@pytest.mark.parametrize(
    ("counts", "input_tokens", "output_tokens"),
    [
        ({"thoughtsTokenCount": None}, 100, 20),
        ({"candidatesTokenCount": None}, 100, 64),
        ({"candidatesTokenCount": None, "thoughtsTokenCount": None}, 100, 0),
        ({"toolUsePromptTokenCount": 7}, 107, 84),
    ],
)
def test_counts_that_gemini_leaves_out(
    counts: dict[str, object], input_tokens: int, output_tokens: int, tmp_path: Path
) -> None:
    base = {"promptTokenCount": 100, "cachedContentTokenCount": 0, "candidatesTokenCount": 20, "thoughtsTokenCount": 64}
    path = write(tmp_path / "log.jsonl", gemini(**{**base, **counts}))
    assert columns(path, "input_tokens", "output_tokens") == [(input_tokens, output_tokens)]


def test_a_part_that_is_no_count_makes_no_sum(tmp_path: Path) -> None:
    names = ("promptTokenCount", "toolUsePromptTokenCount", "candidatesTokenCount", "thoughtsTokenCount")
    bad = [gemini(**{name: count}) for name in names for count in ("12.5", -1, "many", 10**12)]
    assert loaded(write(tmp_path / "log.jsonl", CLAUDE, *bad)).counts == (1 + len(bad), 1, 0, len(bad), 0)


def test_the_start_is_logged_or_the_end_less_the_latency(tmp_path: Path) -> None:
    no_time = {"createTime": None}
    rows = [
        CLAUDE,
        {**CLAUDE, "request_id": "1" * 19, "metadata": None},
        {**CLAUDE, "request_id": "2" * 19, "metadata": {"request_latency": -1}},
        {**GEMINI, "request_id": "3" * 19, "full_response": GEMINI["full_response"] | no_time, "metadata": "{}"},
        {**GEMINI, "request_id": "4" * 19},
    ]
    found = columns(write(tmp_path / "log.jsonl", *rows), "request_id", "ended_at - started_at")
    took = {str(name)[0]: length for name, length in found}
    assert took.pop("7") == timedelta(milliseconds=CLAUDE["metadata"]["request_latency"])
    assert took.pop("4") == timedelta(milliseconds=GEMINI["metadata"]["request_latency"])
    assert set(took.values()) == {None}


@pytest.mark.parametrize(
    ("traffic", "tier"),
    [
        ("ON_DEMAND", "standard"),
        ("PROVISIONED_THROUGHPUT", "provisioned"),
        ("ON_DEMAND_FLEX", "flex"),
        (None, "standard"),
    ],
)
def test_the_traffic_type_is_the_tier(traffic: str | None, tier: str, tmp_path: Path) -> None:
    assert columns(write(tmp_path / "log.jsonl", gemini(trafficType=traffic)), "service_tier") == [(tier,)]


def test_labels_name_the_app_and_no_user_in_clear(tmp_path: Path) -> None:
    labels = {"app": "mail", "team": "cx", "user_id": "u_8812", "owner": "mo@example.com", "session_id": "s-1"}
    row = {**GEMINI, "full_request": {**GEMINI["full_request"], "labels": labels}}
    ((app, session, user, tags),) = columns(write(tmp_path / "log.jsonl", row), "app", "session_id", "end_user", "tags")
    assert (app, session, tags) == ("mail", "s-1", {"app": "mail", "team": "cx"})
    assert user.startswith("user-")


def test_a_row_without_an_answer_is_a_reject(tmp_path: Path) -> None:
    rows = [CLAUDE, {**CLAUDE, "full_response": None}, {**CLAUDE, "logging_time": "soon"}, {"x": 1}]
    assert loaded(write(tmp_path / "log.jsonl", *rows)).reasons == [
        "no input token count",
        "no readable logging_time",
        "not a row of Vertex AI's log, or not valid JSON",
    ]
