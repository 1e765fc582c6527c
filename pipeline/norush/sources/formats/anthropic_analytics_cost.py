"""Anthropic Analytics API, `analytics/cost` (beta): what was charged, after and before discounts, in cents.

Load; reads files through `raw`; `sql/1_load/from_anthropic_analytics_cost.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A row with its group and its cost."""
    cost = record.get("cost")
    is_cost = isinstance(cost, Mapping) and {"amount", "currency"} <= cost.keys()
    return is_cost and "starting_at" in record and isinstance(record.get("group"), Mapping)


SOURCE = Source(
    name="anthropic_analytics_cost",
    title="Anthropic Analytics API, cost",
    record="a row",
    grain=Grain.INVOICE,
    columns={},
    recognises=recognises,
    records_at="data",
    how_to_export=(
        "`GET /v1/organizations/analytics/cost` with an admin key and the header "
        "`anthropic-beta: analytics-usage-cost-2026-08-24`, by day (bucket_width=1d), grouped by model, api_key_id and "
        "service_tier"
    ),
    tells=(
        "day", "provider", "model", "service_tier", "speed", "inference_geo", "context_window", "api_key", "workspace",
        "billed_usd", "list_usd",
    ),
)  # fmt: skip
