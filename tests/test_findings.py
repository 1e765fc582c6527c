"""Verdicts and costs become findings: who gets one, and what it may claim."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from norush.findings import Saving, saving_total, write_findings
from norush.warehouse import Warehouse

USD = "decimal(38, 16)"


def found(
    rows: list[tuple[str, str, str | None, str, str | None, str | None, str | None]],
    options: Iterable[tuple[str, str, str]] = (),
) -> Warehouse:
    """A database with findings from (workload_id, verdict, band, component, as_billed, batch, floor)."""
    warehouse = Warehouse()
    warehouse.replace_table(
        "verdicts",
        dict.fromkeys(("period", "workload_id", "verdict", "band"), "text"),
        [("all", *row[:3]) for row in rows],
    )
    warehouse.replace_table(
        "workloads",
        {"workload_id": "text", "component": "text"},
        [(row[0], row[3]) for row in rows],
    )
    costs: list[tuple[object, ...]] = []
    for workload_id, *_, as_billed, batch, floor in rows:
        costs.append(("all", workload_id, "as_billed", as_billed, as_billed, None))
        costs.append(("all", workload_id, "batch", batch, floor, None if batch else "no batch price"))
    warehouse.replace_table(
        "scenario_costs",
        {
            "period": "text",
            "workload_id": "text",
            "scenario": "text",
            "usd": USD,
            "floor_usd": USD,
            "why": "text",
        },
        costs,
    )
    warehouse.replace_table(
        "options", dict.fromkeys(("period", "workload_id", "option"), "text"), list[tuple[object, ...]](options)
    )
    write_findings(warehouse)
    return warehouse


def savings(warehouse: Warehouse) -> dict[str, tuple[Any, ...]]:
    rows = warehouse.rows(
        "select workload_id, move_to, saving_sure_usd, saving_likely_usd, saving_ceiling_usd from findings"
    )
    return {workload_id: (move_to, *amounts) for workload_id, move_to, *amounts in rows}


def test_confidence_decides_what_counts() -> None:
    warehouse = found(
        [
            ("high", "batchable", "high", "on_demand", "10", "5", "6"),
            ("medium", "batchable", "medium", "on_demand", "10", "5", "6"),
            ("low", "batchable", "low", "on_demand", "10", "5", "6"),
            ("unsure", "uncertain", "low", "on_demand", "10", "5", "6"),
        ]
    )
    assert savings(warehouse) == {
        "high": ("batch", 4, 5, 5),
        "medium": ("batch", 0, 5, 5),
        "low": ("batch", 0, 0, 5),
        "unsure": ("ask", 0, 0, 5),
    }
    assert saving_total(warehouse) == saving_total(warehouse, "all") == Saving(Decimal(4), Decimal(10), Decimal(20))
    assert saving_total(warehouse, "another") == Saving(Decimal(0), Decimal(0), Decimal(0))


def test_who_has_no_finding() -> None:
    warehouse = found(
        [
            ("chat", "interactive", "high", "on_demand", "10", "5", "5"),
            ("agent", "agentic", "high", "on_demand", "10", "5", "5"),
            ("inline", "latency_bound", "high", "on_demand", "10", "5", "5"),
            ("done", "batched", "high", "batch", "10", "10", "10"),
            ("done, it seems", "batchable", "high", "batch", "10", "10", "10"),
            ("unpriced", "batchable", "high", "on_demand", None, None, None),
            ("failed", "batchable", "high", "on_demand", "0", "0", "0"),
        ]
    )
    assert savings(warehouse) == {}


def test_without_a_batch_price_the_saving_is_null_with_why() -> None:
    warehouse = found([("bedrock", "batchable", "high", "on_demand", "10", None, None)])
    assert savings(warehouse) == {"bedrock": ("batch", None, None, None)}
    assert warehouse.row("select why from findings") == ("no batch price",)
    assert saving_total(warehouse).ceiling_usd == 0


def test_a_saving_may_be_negative() -> None:
    warehouse = found([("cached", "batchable", "high", "on_demand", "10", "5", "14.5")])
    assert savings(warehouse) == {"cached": ("as_billed", Decimal("-4.5"), 5, 5)}


def test_a_finding_goes_the_cheapest_way() -> None:
    """By `options` where it was replayed; else as a batch, if that costs less without any cache hit too."""
    warehouse = found(
        [
            ("cache", "batchable", "high", "on_demand", "100", "50", "50"),
            ("both", "batchable", "high", "on_demand", "100", "50", "120"),
            ("batch", "batchable", "high", "on_demand", "100", "50", "99"),
            ("as it is", "batchable", "high", "on_demand", "100", "50", "100"),
            ("unsure", "uncertain", "low", "on_demand", "100", "50", "50"),
        ],
        [("all", "cache", "cache_5m"), ("all", "both", "batch_cache_5m"), ("all", "unsure", "cache_1h")],
    )
    assert {name: row[0] for name, row in savings(warehouse).items()} == {
        "cache": "cache_5m",
        "both": "batch_cache_5m",
        "batch": "batch",
        "as it is": "as_billed",
        "unsure": "ask",
    }


def test_the_surest_come_first() -> None:
    warehouse = found(
        [
            ("d", "batchable", "high", "on_demand", "10", None, None),
            ("c", "uncertain", "low", "on_demand", "90", "45", "45"),
            ("b", "batchable", "medium", "on_demand", "10", "5", "5"),
            ("a2", "batchable", "high", "on_demand", "10", "5", "5"),
            ("a1", "batchable", "high", "on_demand", "10", "5", "5"),
        ]
    )
    order = [name for (name,) in warehouse.rows("select workload_id from findings order by period, position")]
    assert order == ["a1", "a2", "b", "c", "d"]


cents = st.integers(0, 10**9)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["batchable", "uncertain"]),
            st.sampled_from(["high", "medium", "low"]),
            st.integers(1, 10**9),
            cents,
            cents,
        ),
        min_size=1,
        max_size=5,
    )
)
@pytest.mark.slow
def test_sure_is_never_above_likely_nor_likely_above_the_ceiling(
    drawn: list[tuple[str, str, int, int, int]],
) -> None:
    """For any costs with batch <= as billed and floor >= batch, which is how scenario_costs makes them."""
    rows: list[tuple[str, str, str | None, str, str | None, str | None, str | None]] = []
    for number, (verdict, band, as_billed, batch, more) in enumerate(drawn):
        batch_usd = min(batch, as_billed)
        rows.append((f"w{number}", verdict, band, "on_demand", str(as_billed), str(batch_usd), str(batch_usd + more)))
    with found(rows) as warehouse:
        for _, sure, likely, ceiling in savings(warehouse).values():
            assert sure <= likely <= ceiling
