"""Bedrock invocation records: wrappers, bodies, who called, when a call began."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

RECORDS: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "bedrock.jsonl").read_text(encoding="utf-8").splitlines()
]


def columns(path: Path, *names: str) -> list[tuple[Any, ...]]:
    """What the requests of a file hold in these columns."""
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.rows(f"select {', '.join(names)} from requests order by request_id")


def wrapped(message: object) -> dict[str, object]:
    return {"timestamp": 1_791_191_643_221, "message": message, "ingestionTime": 1_791_191_650_000}


@pytest.mark.slow
def test_every_wrapper_of_cloudwatch_holds_the_same_calls(tmp_path: Path) -> None:
    plain = loaded(FIXTURES / "bedrock.jsonl").requests
    texts = [json.dumps(record) for record in RECORDS]
    wrappers = {
        "events.json": json.dumps({"events": [wrapped(text) for text in texts], "searchedLogStreams": []}, indent=4),
        "insights.json": json.dumps([{"@timestamp": "2026-10-05 09:14:05.000", "@message": it} for it in RECORDS]),
        "insights.csv": "@timestamp,@message,@ptr\n"
        + "".join('2026-10-05 09:14:05.000,"{}",x\n'.format(text.replace('"', '""')) for text in texts),
        "firehose.jsonl": json.dumps(
            {
                "messageType": "DATA_MESSAGE",
                "subscriptionFilters": ["all"],
                "logEvents": [{"id": "1", **wrapped(text)} for text in texts],
            }
        ),
    }
    for name, content in wrappers.items():
        (tmp_path / name).write_text(content)
        assert loaded(tmp_path / name).requests == plain, name


def test_a_large_page_of_events_is_recognised_before_it_is_read(tmp_path: Path) -> None:
    padded = {**RECORDS[0], "padding": "x" * 300_000}
    path = tmp_path / "events.json"
    path.write_text(json.dumps({"events": [wrapped(json.dumps(record)) for record in (RECORDS[1], padded)]}, indent=1))
    assert len(loaded(path).requests) == 2


def test_a_message_that_is_no_record_is_a_reject(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        wrapped(json.dumps(RECORDS[0])),
        wrapped("something else"),
        wrapped('{"schemaType": "Model'),
        {"x": 1},
    ]
    outcome = loaded(write(tmp_path / "log.jsonl", *lines))
    assert outcome.counts == (4, 1, 0, 3, 0)
    assert set(outcome.reasons) == {"not a Bedrock invocation record, or not valid JSON"}
    assert [reject.line for reject in outcome.rejects] == [2, 3, 4]


def test_the_start_is_the_logged_end_less_the_latency(tmp_path: Path) -> None:
    path = write(tmp_path / "log.jsonl", *(RECORDS[at] for at in (0, 1, 3)))
    (converse, invoke, stream) = columns(path, "started_at", "first_token_at", "ended_at")
    end = datetime(2026, 10, 5, 9, 14, 8, tzinfo=UTC)
    took = RECORDS[0]["output"]["outputBodyJson"]["metrics"]["latencyMs"]
    assert converse == (end - timedelta(milliseconds=took), None, end)
    assert invoke[0] is None  # InvokeModel logs no latency
    measured = RECORDS[3]["output"]["outputBodyJson"][-1]["amazon-bedrock-invocationMetrics"]
    assert stream[2] - stream[0] == timedelta(milliseconds=measured["invocationLatency"])
    assert stream[1] - stream[0] == timedelta(milliseconds=measured["firstByteLatency"])


def test_the_events_of_a_converse_stream_say_what_its_answer_would(tmp_path: Path) -> None:
    """Above all how long cache writes live, and the latency, which gives the start: no other field has them."""
    usage = {
        **{"inputTokens": 10, "outputTokens": 5, "totalTokens": 545, "cacheReadInputTokens": 500},
        **{
            "cacheWriteInputTokens": 30,
            "cacheDetails": [{"ttl": "1h", "inputTokens": 20}, {"ttl": "5m", "inputTokens": 10}],
        },
    }
    told = {"usage": usage, "metrics": {"latencyMs": 2500}, "serviceTier": {"type": "priority"}}
    answer = {"output": {"message": {"role": "assistant", "content": []}}, "stopReason": "end_turn", **told}
    events = [
        {"messageStart": {"role": "assistant"}},
        {"contentBlockDelta": {"delta": {"text": "No."}, "contentBlockIndex": 0}},
        {"messageStop": {"stopReason": "end_turn"}},
        {"metadata": told},
    ]
    counts = {"inputTokenCount": 10, "cacheReadInputTokenCount": 500, "cacheWriteInputTokenCount": 30}
    wanted = (
        *("started_at", "service_tier", "stop_reason", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens"),
        *("cache_write_1h_tokens", "output_tokens"),
    )
    for at, (operation, body) in enumerate((("Converse", answer), ("ConverseStream", events))):
        record = {
            **RECORDS[0],
            "timestamp": "2026-10-05T09:14:08Z",
            "operation": operation,
            "input": {**counts, "inputBodyJson": {}},
            "output": {"outputTokenCount": 5, "outputBodyJson": body},
        }
        start = datetime(2026, 10, 5, 9, 14, 5, 500_000, UTC)
        assert columns(write(tmp_path / f"{at}.jsonl", record), *wanted) == [
            (start, "priority", "end_turn", 10, 500, 10, 20, 5)
        ]


@pytest.mark.parametrize("latency", [-1, 10**12, "soon", None])
def test_an_impossible_latency_gives_no_start(latency: object, tmp_path: Path) -> None:
    record = json.loads(json.dumps(RECORDS[0]))
    record["output"]["outputBodyJson"]["metrics"]["latencyMs"] = latency
    ((start, end),) = columns(write(tmp_path / "log.jsonl", record), "started_at", "ended_at")
    assert start is None
    assert end is not None


@pytest.mark.slow
def test_counts_that_only_a_body_has(tmp_path: Path) -> None:
    record = json.loads(json.dumps(RECORDS[3]))
    for name in ("inputTokenCount", "cacheReadInputTokenCount", "cacheWriteInputTokenCount"):
        record["input"].pop(name, None)
    del record["output"]["outputTokenCount"]
    assert loaded(write(tmp_path / "a.jsonl", record)).totals == loaded(write(tmp_path / "b.jsonl", RECORDS[3])).totals
    del record["output"]["outputBodyJson"]
    assert loaded(write(tmp_path / "c.jsonl", RECORDS[0], record)).reasons == ["no input token count"]


def test_an_embedding_has_no_output(tmp_path: Path) -> None:
    record = {**RECORDS[1], "modelId": "amazon.titan-embed-text-v2:0", "output": {}}
    assert loaded(write(tmp_path / "log.jsonl", record)).totals["output_tokens"] == 0


@pytest.mark.parametrize(
    ("arn", "key", "app", "is_person"),
    [
        ("arn:aws:sts::123456789012:assumed-role/etl/i-0a1b2c", "assumed-role/etl", "etl", False),
        ("arn:aws:sts::1:assumed-role/AWSReservedSSO_1/mo@x.org", "assumed-role/AWSReservedSSO_1", None, True),
        ("arn:aws:iam::123456789012:user/teams/etl", "user/teams/etl", "etl", False),
        ("arn:aws:iam::123456789012:root", "root", "root", False),
        ("arn:aws:iam::123456789012:user/mo@example.com", "key-", None, False),
        (None, None, None, False),
    ],
)  # fmt: skip
def test_a_caller_is_a_role_or_a_user_and_no_person_in_clear(
    arn: str | None, key: str | None, app: str | None, is_person: bool, tmp_path: Path
) -> None:
    record = {**RECORDS[1], "identity": {"arn": arn} if arn else None}
    ((found_key, found_app, user),) = columns(write(tmp_path / "log.jsonl", record), "api_key", "app", "end_user")
    assert (found_key or "").startswith(key or "")
    assert found_app == app
    assert (user is not None) == is_person
    assert "@" not in f"{found_key}{found_app}{user}"


def test_request_metadata_names_app_and_session_and_no_user_in_clear(tmp_path: Path) -> None:
    labels = {"app": "mail", "team": "cx", "userId": "u_8812", "owner": "mo@example.com", "sessionId": "s-1"}
    record = {**RECORDS[1], "requestMetadata": labels}
    ((app, session, user, tags),) = columns(
        write(tmp_path / "log.jsonl", record), "app", "session_id", "end_user", "tags"
    )
    assert (app, session, tags) == ("mail", "s-1", {"app": "mail", "team": "cx"})
    assert user.startswith("user-")


def test_a_hidden_model_is_read_from_the_answer(tmp_path: Path) -> None:
    hidden = [record for record in RECORDS if "application-inference-profile" in record["modelId"]]
    silent = {**hidden[0], "requestId": "another-00000000", "output": {"outputTokenCount": 1}}
    models = columns(write(tmp_path / "log.jsonl", *hidden, silent), "model")
    assert sorted(models) == sorted([(silent["modelId"],), ("claude-sonnet-5",)])
