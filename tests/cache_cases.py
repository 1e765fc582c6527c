"""Hand-made tables of replayed caches for the tests of the view and of the renderers."""

from collections.abc import Sequence
from decimal import Decimal

from norush.warehouse import Warehouse
from rows import insert

_MONEY = "decimal(38, 16)"
Row = tuple[object, ...]


def replayed(warehouse: Warehouse, period: str, cases: Sequence[tuple[str, str, Decimal]]) -> None:
    """Of each (workload_id, cheapest option, as billed).

    A cache costs 0.55 of as billed at best, 0.6 likely, 1.2 without luck; in a batch half of each.
    """
    warehouse.run_step("4_replay/replay")
    names = ("period", "workload_id", "ttl", "policy", "setting", "grade", "requests", "read_tokens", "write_tokens")
    provided = [
        (period, workload_id, "5m", "provider", "head", "inferred", 1, None, None) for workload_id, _, _ in cases
    ]
    ideal = [
        (period, workload_id, ttl, "ideal", "every_block", "exact", 2, read, 9_000 - read)
        for workload_id, _, _ in cases
        for ttl, read in (("5m", 3_000), ("1h", 4_000), ("ever", 6_000))
    ]
    insert(warehouse, "replay", names, [*provided, *ideal])
    keys = dict.fromkeys(("period", "workload_id"), "text")
    scenarios: list[Row] = []
    options: list[Row] = []
    for workload_id, option, billed in cases:
        for name in ("cache_5m", "cache_1h", "batch_cache_5m", "batch_cache_1h"):
            half = billed / 2 if name.startswith("batch") else billed
            bound = half / 2 if name.startswith("batch") else None
            amounts = (half * Decimal("1.2"), half * Decimal("0.6"), half * Decimal("0.55"), bound)
            scenarios.append((period, workload_id, name, "head", 3, 7, 0, *amounts, None))
        saving = (0, billed / 10, billed / 5)
        options.append((period, workload_id, option, billed / 2, billed * Decimal("0.6"), True, *saving, 0))
    counts = dict.fromkeys(("replayed_requests", "billed_requests", "kept_requests"), "bigint")
    amounts_usd = dict.fromkeys(("floor_usd", "likely_usd", "best_usd", "bound_usd"), _MONEY)
    warehouse.replace_table(
        "cached_scenario_costs",
        {**keys, "scenario": "text", "setting": "text", **counts, **amounts_usd, "why": "text"},
        scenarios,
    )
    warehouse.replace_table("cache_bounds", {**keys, "bound_usd": _MONEY}, [(period, "b2", "1100.148")])
    warehouse.replace_table(
        "breakpoint_costs",
        {
            **keys,
            "scenario": "text",
            **dict.fromkeys(("depth", "requests", "reads", "marked_tokens", "read_tokens", "write_tokens"), "bigint"),
            "saves_usd": _MONEY,
            "early_writes": "bigint",
            "early_usd": _MONEY,
        },
        [
            (period, workload_id, "cache_5m", depth, 3, reads, tokens, tokens - 100, 100, saves, depth, "0.25")
            for workload_id, _, _ in cases
            for depth, reads, tokens, saves in ((2, 2, 4_502, "1.25"), (0, 1, 9_000, "-0.5"))
        ],
    )
    _used(warehouse, [(period, workload_id, billed) for workload_id, _, billed in cases])
    waits = ("wait_median_min", "wait_95_min", "wait_most_min")
    sizes = ("submissions", "batches", "largest_submission_requests", "most_queued_requests", "bytes_a_request")
    warehouse.replace_table(
        "batch_delays",
        {
            **keys,
            "schedule": "text",
            **dict.fromkeys(sizes, "bigint"),
            "queue_tier": "text",
            "is_bound_by_bytes": "boolean",
            **dict.fromkeys(waits, "bigint"),
            **dict.fromkeys(("typical_min", "slow_min", "latest_min"), "bigint"),
            "is_recommended": "boolean",
            "because": "text",
        },
        [
            (
                *(
                    period,
                    workload_id,
                    schedule,
                    31,
                    62,
                    120_000,
                    120_000,
                    5_000,
                    "Start",
                    True,
                    most // 2,
                    most - 1,
                    most,
                ),
                *(most // 2 + 60, most - 1 + 240, most + 1_440),
                *((True, "soonest") if schedule == "episode" else (False, None)),
            )
            for workload_id, option, _ in cases
            for schedule, most in (("nightly", 1_440), ("episode", 40), ("hourly", 60))
            if option.startswith("batch")
        ],
    )
    saved = ("cache_saving_sure_usd", "cache_saving_likely_usd", "cache_saving_ceiling_usd")
    warehouse.replace_table(
        "options",
        {
            **keys,
            "option": "text",
            "option_usd": _MONEY,
            "cache_usd": _MONEY,
            "is_cache_near": "boolean",
            **dict.fromkeys((*saved, "overlap_usd"), _MONEY),
        },
        options,
    )


def _used(warehouse: Warehouse, cases: Sequence[tuple[str, str, Decimal]]) -> None:
    """Of each (period, workload_id, as billed): a cache that lost a tenth of what it spared."""
    keys = dict.fromkeys(("period", "workload_id"), "text")
    tokens = dict.fromkeys(("read_tokens", "write_5m_tokens", "write_1h_tokens"), "bigint")
    warehouse.replace_table(
        "cache_use",
        {**keys, **tokens, "spared_usd": _MONEY, "premium_usd": _MONEY},
        [(period, workload_id, 90_000, 9_000, 0, billed, billed / 4) for period, workload_id, billed in cases],
    )
    better = Decimal("0.9")
    settings = ("as_billed_usd", "without_usd", "cache_5m_usd", "cache_1h_usd")
    warehouse.replace_table(
        "cache_settings",
        {**keys, **dict.fromkeys(settings, _MONEY), "better": "text", "better_usd": _MONEY},
        [
            (
                period,
                workload_id,
                billed,
                billed * 2,
                billed,
                billed * better,
                "cache_1h",
                billed * better,
            )
            for period, workload_id, billed in cases
        ],
    )
    warehouse.replace_table(
        "cache_loss_costs",
        {
            **keys,
            **dict.fromkeys(("loss", "grade"), "text"),
            **dict.fromkeys(("calls", "tokens"), "bigint"),
            "usd": _MONEY,
        },
        [
            (period, workload_id, loss, grade, 3, 4_000, billed / 10)
            for period, workload_id, billed in cases
            for loss, grade in (("front_changed", "bound"), ("never_read", "inferred"), ("never_read", "exact"))
        ],
    )
