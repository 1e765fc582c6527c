"""Portkey exports: keys with dots or nested, what their prompt tokens include, cents."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "portkey.jsonl").read_text(encoding="utf-8").splitlines()
]
ROW = ROWS[0]


def columns(path: Path, *names: str) -> list[tuple[Any, ...]]:
    """What the requests of a file hold in these columns."""
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.rows(f"select {', '.join(names)} from requests order by request_id")


def answered(usage: object, **changes: object) -> dict[str, object]:
    return {**ROW, "response": {"body": {"usage": usage}}, **changes}


def test_keys_with_dots_and_bodies_in_texts_say_the_same(tmp_path: Path) -> None:
    flat, texts = [], []
    for row in ROWS:
        bodies = {
            f"{name}.body": row[name]["body"] if name in row else row[f"{name}.body"]
            for name in ("request", "response")
        }
        rest = {key: it for key, it in row.items() if not key.startswith(("request.", "response."))}
        rest = {key: it for key, it in rest.items() if key not in ("request", "response")}
        flat.append({**rest, **bodies})
        packed = {name: json.dumps(body) for name, body in bodies.items()}
        texts.append({**rest, **packed, "metadata": json.dumps(row["metadata"])})
    whole = loaded(FIXTURES / "portkey.jsonl").requests
    assert loaded(write(tmp_path / "flat.jsonl", *flat)).requests == whole
    assert loaded(write(tmp_path / "texts.jsonl", *texts)).requests == whole


CACHED = {"cache_read_input_tokens": 900, "cache_creation_input_tokens": 100}
READ = {"cached_tokens": 900}


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        ({"prompt_tokens": 5000, "completion_tokens": 10, "total_tokens": 5010, **CACHED}, (4000, 900, 100)),
        ({"prompt_tokens": 5000, "completion_tokens": 10, "total_tokens": 6010, **CACHED}, (5000, 900, 100)),
        ({"prompt_tokens": 5000, "completion_tokens": 10, **CACHED}, (4000, 900, 100)),
        ({"prompt_tokens": 999, "completion_tokens": 10, **CACHED}, (999, 900, 100)),
        ({"input_tokens": 5000, "output_tokens": 10, **CACHED}, (5000, 900, 100)),
        ({"prompt_tokens": 5000, "completion_tokens": 10, "prompt_tokens_details": READ}, (4100, 900, 0)),
        ({"input_tokens": 5000, "output_tokens": 10, "input_tokens_details": READ}, (4100, 900, 0)),
    ],
)  # fmt: skip
def test_whether_prompt_tokens_include_cached_ones(
    usage: dict[str, object], tokens: tuple[int, ...], tmp_path: Path
) -> None:
    path = write(tmp_path / "log.jsonl", answered(usage))
    assert columns(path, "input_tokens", "cache_read_tokens", "cache_write_5m_tokens") == [tokens]


def test_without_a_usage_the_units_are_all_that_is_known(tmp_path: Path) -> None:
    row = {**ROW, "response": {"body": "data: [DONE]"}, "req_units": 70, "res_units": 8}
    assert columns(write(tmp_path / "log.jsonl", row), "input_tokens", "output_tokens") == [(70, 8)]


@pytest.mark.parametrize(
    ("cost", "currency", "usd"),
    [
        (0.6354, "USD", "0.006354"),
        ("6e-05", None, "0.0000006"),
        (0, "USD", "0"),
        (1, "EUR", None),
        (None, "USD", None),
        ("NaN", "USD", None),
    ],
)
def test_costs_are_cents(cost: object, currency: str | None, usd: str | None, tmp_path: Path) -> None:
    row = {**ROW, "cost": cost, "cost_currency": currency}
    ((found,),) = columns(write(tmp_path / "log.jsonl", row), "billed_usd")
    assert found == (Decimal(usd) if usd else None)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"is_success": 1, "response_status_code": 200}, "succeeded"),
        ({"is_success": 0, "response_status_code": 429}, "errored"),
        ({"is_success": "false", "response_status_code": None}, "errored"),
        ({"is_success": None, "response_status_code": 500}, "errored"),
        ({"is_success": None, "response_status_code": None}, "succeeded"),
    ],
)
def test_a_failure_is_an_errored_call(changes: dict[str, object], status: str, tmp_path: Path) -> None:
    assert columns(write(tmp_path / "log.jsonl", {**ROW, **changes}), "status") == [(status,)]


def test_times_need_an_offset(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "created_at": "2026-10-05 09:14:03"}, {**ROW, "created_at": "soon"}]
    assert loaded(write(tmp_path / "log.jsonl", *rows)).reasons == ["no created_at with an offset"] * 2


def test_users_are_in_no_column_in_clear(tmp_path: Path) -> None:
    metadata = {"_user": "u_8812", "owner": "mo@example.com", "userEmail": "x", "app": "mail"}
    ((user, tags),) = columns(write(tmp_path / "log.jsonl", {**ROW, "metadata": metadata}), "end_user", "tags")
    assert user.startswith("user-")
    assert tags == {"app": "mail"}
