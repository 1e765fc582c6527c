"""Rows of one bucket that no column tells apart: none is another version of one; downloads that overlap count once."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from loads import add
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

Row = Mapping[str, object]


def anthropics(path: Path, *buckets: list[Row]) -> Path:
    times = {"starting_at": "2026-10-05T00:00:00Z", "ending_at": "2026-10-06T00:00:00Z"}
    path.write_text(json.dumps({"data": [{**times, "results": rows} for rows in buckets], "has_more": False}))
    return path


def openais(path: Path, *buckets: list[Row]) -> Path:
    times = {"object": "bucket", "start_time": 1791158400, "end_time": 1791244800}
    data = [{**times, "results": rows} for rows in buckets]
    path.write_text(json.dumps({"object": "page", "data": data, "has_more": False}))
    return path


def counted(*loads: list[Path]) -> tuple[Decimal, dict[str | None, int]]:
    """What was billed, and input tokens by tier, that speak after these loads."""
    with Warehouse() as warehouse:
        for paths in loads:
            add(warehouse, *paths)
        (billed,) = warehouse.row("select coalesce(sum(billed_usd), 0) from invoice_lines where not superseded")
        tiers = "select service_tier, sum(input_tokens)::bigint from usage_buckets where not superseded group by all"
        return billed, dict(warehouse.rows(tiers))


def cost(speed: str, amount: str) -> Row:
    return {
        "amount": amount, "currency": "USD", "description": f"Claude Opus 4.6{speed} Usage - Input Tokens",
        "cost_type": "tokens", "token_type": "uncached_input_tokens", "model": "claude-opus-4-6",
        "service_tier": "standard", "context_window": "0-200k", "inference_geo": "global", "workspace_id": None,
    }  # fmt: skip


STANDARD, FAST, FASTER = cost("", "10000"), cost(" (Fast Mode)", "60000"), cost(" (Fast Mode)", "61000")


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("loads", "usd"),
    [
        ([[[STANDARD, FAST]]], 700),
        ([[[STANDARD, STANDARD]]], 200),  # not even the amount differs
        ([[[STANDARD]], [[FAST, STANDARD]]], 700),
        ([[[FAST, STANDARD]], [[STANDARD]]], 700),
        ([[[STANDARD, FAST]], [[STANDARD, FASTER], [STANDARD, FAST]]], 710),  # a bucket twice in one file, too
    ],
)
def test_costs_that_only_a_description_tells_apart_add_up(
    loads: list[list[list[Row]]], usd: int, tmp_path: Path
) -> None:
    paths = [anthropics(tmp_path / f"{at}.json", *buckets) for at, buckets in enumerate(loads)]
    assert counted(paths)[0] == counted(*([path] for path in paths))[0] == usd


def completions(tokens: int, **told: object) -> Row:
    result = {"object": "organization.usage.completions.result", "model": "gpt-4o", "output_tokens": 5}
    return {**result, "input_tokens": tokens, "num_model_requests": 3, **told}


@pytest.mark.slow
def test_tiers_of_one_name_are_told_apart_by_what_openai_calls_them(tmp_path: Path) -> None:
    live = [completions(500, batch=False, service_tier=None), completions(1000, batch=False, service_tier="default")]
    batched = [completions(40, batch=True, service_tier="default"), completions(20, batch=True, service_tier="flex")]
    first = openais(tmp_path / "first.json", live)
    later = openais(tmp_path / "later.json", [*reversed(live), *batched], live)
    for loads in ([[first, later]], [[first], [later]], [[later], [first]]):
        assert counted(*loads)[1] == {"standard": 1500, "batch": 60}


def test_costs_of_openai_that_differ_in_no_known_dimension_add_up(tmp_path: Path) -> None:
    rows: list[Row] = [
        {
            "object": "organization.costs.result",
            "amount": {"value": value, "currency": "usd"},
            "line_item": "web search",
            "region": region,
        }
        for value, region in ((1.5, "eu"), (2.25, "us"))
    ]
    first, later = openais(tmp_path / "first.json", rows), openais(tmp_path / "later.json", rows[::-1], rows)
    assert counted([first])[0] == counted([first], [later])[0] == Decimal("3.75")


def test_usage_that_differs_in_an_unknown_dimension_adds_up_and_grows(tmp_path: Path) -> None:
    def rows(*tokens: int) -> list[Row]:
        return [
            {"uncached_input_tokens": many, "cache_creation": {}, "output_tokens": 5, "model": "m", "new": str(at)}
            for at, many in enumerate(tokens)
        ]

    first, later = anthropics(tmp_path / "first.json", rows(10, 20)), anthropics(tmp_path / "later.json", rows(10, 25))
    assert counted([first])[1] == {None: 30}
    assert counted([first, later])[1] == counted([later], [first])[1] == {None: 35}
