"""From requests to what they cost: golden vectors, cases worked by hand, boundaries."""

import json
import os
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from norush.params import Params
from norush.prices import load_book, write_price_tables
from norush.scenarios import SCENARIOS, spend, write_costs
from norush.warehouse import Warehouse

REPOSITORY = Path(__file__).resolve().parents[1]
TRACES = Path(os.environ.get("NORUSH_TRACES", REPOSITORY.parent / "shared" / "traces"))
VECTORS = TRACES.parent / "reference" / "golden_vectors.json"
HAND_WORKED = tomllib.loads(
    (REPOSITORY / "tests" / "prices" / "hand_worked.toml").read_text(encoding="utf-8"), parse_float=Decimal
)["case"]
TOKENS = (
    "input_tokens",
    "cache_read_tokens",
    "cache_write_5m_tokens",
    "cache_write_1h_tokens",
    "output_tokens",
)

Request = Mapping[str, object]


def priced(requests: Iterable[Request], folder: Path) -> Warehouse:
    """A database in which these requests (anything left out is plain) have their costs."""
    plain: dict[str, object] = {
        **dict.fromkeys(TOKENS, 0),
        "web_search_requests": 0,
        "provider": "anthropic",
        "service_tier": "standard",
        "speed": None,
        "inference_geo": None,
        "status": "succeeded",
        "ended_at": None,
        "started_at": None,
        "billed_usd": None,
        "period": "all",
        "workload_id": "w",
    }
    rows = [{**plain, "request_id": f"r{number}", **request} for number, request in enumerate(requests)]
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(folder / "requests.parquet")
    warehouse = Warehouse()
    warehouse.run_step("1_load/requests")
    warehouse.run_step("1_load/usage_buckets")
    warehouse.rows(
        "insert into requests by name select * from read_parquet($path)",
        {"path": str(folder / "requests.parquet")},
    )
    write_price_tables(warehouse, load_book())
    write_costs(warehouse, Params())
    return warehouse


def amounts(warehouse: Warehouse, workload_id: str = "w") -> dict[str, Decimal | None]:
    """usd by scenario, and `floor`, the batch scenario's floor."""
    rows = warehouse.rows(
        "select scenario, usd, floor_usd from scenario_costs where workload_id = $id", {"id": workload_id}
    )
    found: dict[str, Decimal | None] = {scenario: usd for scenario, usd, _ in rows}
    found["floor"] = next(floor for scenario, _, floor in rows if scenario == "batch")
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def test_the_golden_vectors(tmp_path: Path) -> None:
    if not VECTORS.exists():
        pytest.skip(f"no golden vectors at {VECTORS} (NORUSH_TRACES names the folder beside theirs)")
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    warehouse = priced((as_request(vector) for vector in vectors), tmp_path)
    found = {vector["id"]: amounts(warehouse, vector["id"])["as_billed"] for vector in vectors}
    assert found == {vector["id"]: Decimal(vector["expected_usd"]) for vector in vectors}
    assert len(found) == 18


def as_request(vector: Mapping[str, object]) -> Request:
    usage = vector["usage"]
    assert isinstance(usage, dict)
    return {
        "workload_id": vector["id"],
        "model": vector["model"],
        "started_at": midnight(date.fromisoformat(str(vector["at"]))),
        "input_tokens": usage["input_tokens"],
        "cache_read_tokens": usage["cache_read_input_tokens"],
        "cache_write_5m_tokens": usage["cache_creation"]["ephemeral_5m_input_tokens"],
        "cache_write_1h_tokens": usage["cache_creation"]["ephemeral_1h_input_tokens"],
        "output_tokens": usage["output_tokens"],
        "web_search_requests": usage["server_tool_use"]["web_search_requests"],
        "service_tier": usage["service_tier"],
        "inference_geo": usage["inference_geo"],
        "speed": usage["speed"],
    }


@pytest.fixture(scope="module")
def hand_worked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Every case by hand, each a workload of its own."""
    requests: list[Request] = []
    for case in HAND_WORKED:
        given = {"model": case["model"], "provider": case.get("provider", "anthropic"), **case["usage"]}
        requests.append({**given, "started_at": midnight(case["at"]), "workload_id": case["what"]})
    return priced(requests, tmp_path_factory.mktemp("hand_worked"))


@pytest.mark.parametrize("case", HAND_WORKED, ids=[case["what"] for case in HAND_WORKED])
def test_worked_by_hand(case: Mapping[str, object], hand_worked: Warehouse) -> None:
    mine = {"id": case["what"]}
    found = amounts(hand_worked, str(case["what"]))
    assert {name: found[name] for name in ("as_billed", "on_demand", "batch", "floor")} == {
        name: case.get(name) for name in ("as_billed", "on_demand", "batch", "floor")
    }
    whys = hand_worked.rows("select why from scenario_costs where why is not null and workload_id = $id", mine)
    assert str(case.get("why", "")) in " ".join(why for (why,) in whys)


def test_a_price_changes_at_its_instant(tmp_path: Path) -> None:
    change = datetime(2026, 10, 7, tzinfo=UTC)
    request = {"model": "claude-sonnet-5-5", "cache_read_tokens": 1_000_000}
    warehouse = priced(
        [
            {**request, "started_at": change - timedelta(microseconds=1), "workload_id": "before"},
            {**request, "started_at": change, "workload_id": "at"},
            {**request, "ended_at": change, "workload_id": "ended at"},
        ],
        tmp_path,
    )
    found = [amounts(warehouse, name)["as_billed"] for name in ("before", "at", "ended at")]
    assert found == [Decimal("0.2"), Decimal("0.1"), Decimal("0.1")]


def test_what_cannot_be_batched_stays_as_billed(tmp_path: Path) -> None:
    at = midnight(date(2026, 10, 20))
    plain = {"model": "claude-opus-5-5", "started_at": at, "input_tokens": 1_000_000}
    warehouse = priced(
        [
            plain,
            {**plain, "speed": "fast"},
            {**plain, "model": "claude-unheard-of"},
            {**plain, "service_tier": "priority"},
            {**plain, "status": "errored"},
        ],
        tmp_path,
    )
    found = amounts(warehouse)
    assert found["as_billed"] == 12
    assert found["batch"] == 10
    assert found["floor"] == 10
    whys = dict(warehouse.rows("select scenario, why from scenario_costs"))
    assert whys["as_billed"].startswith("2 of 4 requests have no price: ")
    assert whys["batch"].startswith("3 of 4 requests stay as they are: ")
    assert whys["batch"].endswith("(and 2 other reasons)")
    total = spend(warehouse)
    assert (total.requests, total.unbilled_requests, total.unpriced_requests) == (5, 1, 2)
    assert total.unpriced_tokens == 2_000_000
    assert total.as_billed_usd == 12
    assert total.realised_usd == 0
    assert total == spend(warehouse, "all")
    assert spend(warehouse, "another").requests == 0


def test_a_call_beyond_its_card_leaves_the_others_their_price(tmp_path: Path) -> None:
    """On Vertex a web search has no published price: the call that made one has none, its neighbours have theirs."""
    plain = {
        "model": "claude-sonnet-4-6",
        "provider": "vertex_ai",
        "inference_geo": "global",
        "input_tokens": 1_000_000,
    }
    plain |= {"started_at": midnight(date(2026, 10, 20))}
    warehouse = priced([plain, {**plain, "web_search_requests": 1}, plain], tmp_path)
    total = spend(warehouse)
    assert (total.requests, total.unpriced_requests, total.unpriced_tokens) == (3, 1, 1_000_000)
    assert total.as_billed_usd == 6
    ((why,),) = warehouse.rows("select why from scenario_costs where scenario = 'as_billed'")
    assert "web searches without a published price" in why


def test_scenarios_are_about_the_same_requests(tmp_path: Path) -> None:
    """Cache reads of a model without cache prices have an uncached price, but no price as billed."""
    request = {"started_at": midnight(date(2026, 10, 20)), "input_tokens": 1_000_000}
    warehouse = priced(
        [
            {**request, "model": "claude-sonnet-4-6"},
            {**request, "model": "claude-3-sonnet-20240229", "cache_read_tokens": 1},
        ],
        tmp_path,
    )
    found = amounts(warehouse)
    assert found["as_billed"] == found["on_demand"] == 3
    assert found["batch"] == Decimal("1.5")


def test_billed_is_what_the_source_says(tmp_path: Path) -> None:
    at = midnight(date(2026, 10, 20))
    request = {"model": "claude-sonnet-4-6", "started_at": at}
    warehouse = priced(
        [
            {**request, "workload_id": "some", "billed_usd": Decimal("0.0123")},
            {**request, "workload_id": "some"},
            {**request, "workload_id": "none"},
        ],
        tmp_path,
    )
    assert amounts(warehouse, "some")["billed"] == Decimal("0.0123")
    assert amounts(warehouse, "none")["billed"] is None
    assert spend(warehouse).billed_usd == Decimal("0.0123")


def test_scenario_amounts_have_one_row_each(tmp_path: Path) -> None:
    at = midnight(date(2026, 10, 20))
    failed = {"started_at": at, "status": "errored"}
    warehouse = priced([{**failed, "model": f"unknown-{number}"} for number in range(3)], tmp_path)
    names = [name for (name,) in warehouse.rows("select scenario from scenario_costs order by scenario")]
    assert names == sorted(["billed", *(scenario.name for scenario in SCENARIOS)])
    assert spend(warehouse).unbilled_requests == 3
    assert warehouse.rows("select distinct usd from scenario_costs where scenario <> 'billed'") == [(0,)]


def test_each_assumption_is_written_down() -> None:
    for scenario in SCENARIOS:
        page, _, anchor = scenario.assumption.partition("#")
        assert f"\n## {anchor}\n" in (REPOSITORY / page).read_text(encoding="utf-8")


def test_requests_out_of_the_period_take_no_part(tmp_path: Path) -> None:
    at = midnight(date(2026, 10, 20))
    request = {"model": "claude-sonnet-4-6", "started_at": at, "input_tokens": 10}
    warehouse = priced([request, {**request, "period": None, "workload_id": None}], tmp_path)
    assert spend(warehouse).requests == 1


def test_a_trillion_tokens_do_not_overflow(tmp_path: Path) -> None:
    at = midnight(date(2026, 10, 20))
    many = dict.fromkeys(TOKENS, 9_000_000_000_000)
    warehouse = priced([{"model": "claude-opus-5", "speed": "fast", "started_at": at, **many}], tmp_path)
    assert amounts(warehouse)["as_billed"] == 9_000_000 * Decimal("93.5")
