"""What is particular to OpenAI's exports: cache inside input, floating-point dollars, batch errors without a time."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

USAGE = {
    "object": "organization.usage.completions.result", "input_tokens": 1000, "input_cached_tokens": 600,
    "output_tokens": 50, "num_model_requests": 3, "model": "gpt-4o", "batch": False,
}  # fmt: skip
COST = {
    "object": "organization.costs.result",
    "amount": {"value": 1.5, "currency": "usd"},
    "line_item": "gpt-4o, input",
}
ANSWER = {
    "id": "chatcmpl-0000000000000001", "object": "chat.completion", "created": 1791191643, "model": "gpt-4o",
    "usage": {"prompt_tokens": 100, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 64}},
}  # fmt: skip


def bucket(*results: dict[str, Any], days: int = 1, under: str = "results") -> dict[str, Any]:
    return {"object": "bucket", "start_time": 1791158400, "end_time": 1791158400 + 86400 * days, under: list(results)}


def line(number: int = 1, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON)
    response = {"status_code": 200, "request_id": f"req_{number:020d}", "body": ANSWER}
    return {
        "id": f"batch_req_{number:020d}",
        "custom_id": f"row-{number}",
        "response": response,
        "error": None,
        **changes,
    }


def buckets_of(path: Path, columns: str) -> list[tuple[Any, ...]]:
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.rows(f"select {columns} from usage_buckets order by all")


@pytest.mark.parametrize("under", ["results", "result"])
def test_cached_tokens_and_cache_writes_are_taken_out_of_the_input(under: str, tmp_path: Path) -> None:
    newest = {
        **USAGE, "model": "gpt-5", "input_cache_write_tokens": 300,
        "input_cache_write_30m_tokens": 200, "input_cache_write_12h_tokens": 100,
    }  # fmt: skip
    without_short = {**newest, "input_cache_write_30m_tokens": None, "model": "gpt-5-mini"}
    path = write(tmp_path / "usage.jsonl", bucket(USAGE, newest, without_short, under=under))
    columns = "model, input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens"
    assert buckets_of(path, columns) == [
        ("gpt-4o", 400, 600, 0, 0),
        ("gpt-5", 100, 600, 200, 100),
        ("gpt-5-mini", 100, 600, 200, 100),
    ]


def test_more_cached_tokens_than_input_is_a_reject(tmp_path: Path) -> None:
    outcome = loaded(
        write(tmp_path / "usage.jsonl", bucket(USAGE, {**USAGE, "input_cached_tokens": 1001, "model": "o3"}))
    )
    assert outcome.reasons == ["more cached tokens than the input tokens that include them"]


@pytest.mark.parametrize(
    ("told", "tier"),
    [
        ({"batch": True, "service_tier": "default"}, "batch"),
        ({"batch": False, "service_tier": "default"}, "standard"),
        ({"batch": False, "service_tier": None}, "standard"),
        ({"batch": None, "service_tier": "flex"}, "flex"),
        ({"batch": None, "service_tier": None}, None),
    ],
)
def test_the_tier_of_a_bucket_is_what_it_was_grouped_by(told: dict[str, Any], tier: str | None, tmp_path: Path) -> None:
    path = write(tmp_path / "usage.jsonl", bucket({**USAGE, **told}))
    assert buckets_of(path, "service_tier") == [(tier,)]


def test_other_endpoints_are_buckets_where_they_have_tokens(tmp_path: Path) -> None:
    embeddings = {"object": "organization.usage.embeddings.result", "input_tokens": 70, "num_model_requests": 2}
    searches = {"object": "organization.usage.web_searches.result", "num_requests": 4, "num_model_requests": 2}
    stores = {"object": "organization.usage.vector_stores.result", "usage_bytes": 9}
    path = write(tmp_path / "usage.jsonl", bucket(embeddings, searches, stores), bucket(USAGE))
    assert buckets_of(path, "part, input_tokens + cache_read_tokens, output_tokens, web_search_requests, requests") == [
        ("completions", 1000, 50, 0, 3),
        ("embeddings", 70, 0, 0, 2),
        ("web_searches", 0, 0, 4, 2),
    ]
    assert loaded(path).counts[4] == 1


@pytest.mark.slow
def test_pages_in_any_wrapping_are_the_same_buckets(tmp_path: Path) -> None:
    pages = json.loads((FIXTURES / "openai_usage.json").read_text(encoding="utf-8"))
    rows = [row for page in pages for row in page["data"]]
    wanted = loaded(FIXTURES / "openai_usage.json").others
    for at, wrapped in enumerate((pages, rows, {"object": "page", "data": rows})):
        path = tmp_path / f"{at}.json"
        path.write_text(json.dumps(wrapped), encoding="utf-8")
        assert loaded(path).others == wanted
    assert loaded(write(tmp_path / "lines.jsonl", *rows)).others == wanted


def test_the_csv_of_the_dashboard_says_the_same_as_the_pages() -> None:
    columns = "bucket_start, model, service_tier, input_tokens, cache_read_tokens, output_tokens, requests"
    pages, rows = (buckets_of(FIXTURES / f"openai_usage.{kind}", columns) for kind in ("json", "csv"))
    assert rows == pages


@pytest.mark.parametrize(
    ("value", "usd"),
    [
        (0.1, "0.1"),
        ("0.25", "0.25"),
        (3e-06, "0.000003"),
        (0.30000000000000004, "0.3"),
        (0.00012345678901234567, "0.0001234567890123"),
    ],
)
def test_dollars_are_read_from_their_digits(value: float | str, usd: str, tmp_path: Path) -> None:
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "costs.jsonl", bucket({**COST, "amount": {"value": value, "currency": "usd"}})))
        assert warehouse.row("select billed_usd from invoice_lines")[0] == Decimal(usd)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("gpt-4o-2024-08-06, cached input", ("gpt-4o-2024-08-06", "tokens", "cache_read_tokens")),
        ("ft:gpt-4o, mini:acme, output", ("ft:gpt-4o, mini:acme", "tokens", "output_tokens")),
        ("gpt-4o-audio, audio input", ("gpt-4o-audio", "tokens", "audio input")),
        ("web search tool calls", (None, "web search tool calls", None)),
        (None, (None, None, None)),
    ],
)  # fmt: skip
def test_a_line_item_is_a_model_and_a_kind_of_token(
    item: str | None, told: tuple[str | None, ...], tmp_path: Path
) -> None:
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "costs.jsonl", bucket({**COST, "line_item": item})))
        assert warehouse.rows("select model, cost_type, token_kind from invoice_lines") == [told]


@pytest.mark.parametrize(
    ("days", "amount", "reason"),
    [
        (2, {"value": 1, "currency": "usd"}, "more than one day"),
        (1, {"value": 1, "currency": "eur"}, "not in US dollars"),
        (1, {"value": "much", "currency": "usd"}, "no readable amount"),
        (1, {"value": 1e40, "currency": "usd"}, "no readable amount"),
    ],
)
def test_an_amount_that_is_none_is_a_reject(days: int, amount: dict[str, Any], reason: str, tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "costs.jsonl", bucket(COST), bucket({**COST, "amount": amount}, days=days)))
    assert reason in outcome.reasons[0]
    assert len(outcome.others["invoice_lines"]) == 1


def test_what_failed_in_a_batch_is_told_apart_and_has_no_time(tmp_path: Path) -> None:
    expired = line(2, response=None, error={"code": "batch_expired", "message": "invented"})
    refused = line(
        3, response={"status_code": 400, "request_id": "req_3", "body": {"error": {"code": "bad", "type": "x"}}}
    )
    outcome = loaded(write(tmp_path / "output.jsonl", line(), expired, refused))
    assert outcome.counts == (3, 1, 0, 2, 0)
    assert [reject.line for reject in outcome.rejects] == [2, 3]
    assert all("failed, was canceled or expired" in reason for reason in outcome.reasons)
    assert (outcome.totals["input_tokens"], outcome.totals["cache_read_tokens"]) == (36, 64)


def test_a_failed_answer_that_has_a_time_is_an_errored_call(tmp_path: Path) -> None:
    body = {
        "id": "resp_000000000000000001",
        "object": "response",
        "created_at": 1791191643.25,
        "model": "o3",
        "status": "failed",
    }
    failed = {**body, "error": {"code": "server_error", "message": "invented"}}
    with Warehouse() as warehouse:
        add(
            warehouse,
            write(tmp_path / "output.jsonl", line(response={"status_code": 200, "request_id": "r", "body": failed})),
        )
        row = warehouse.row("select status, error_type, service_tier, epoch_us(started_at) from requests")
    assert row == ("errored", "server_error", "batch", 1791191643_250000)
