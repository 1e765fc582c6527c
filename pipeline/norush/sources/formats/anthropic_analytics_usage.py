"""Anthropic Analytics API, `analytics/usage` (beta): tokens and requests by whatever was asked for.

Load; reads files through `raw`; `sql/1_load/from_anthropic_analytics_usage.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A row with its group and the tokens used."""
    usage = record.get("usage")
    is_usage = isinstance(usage, Mapping) and "uncached_input_tokens" in usage
    return is_usage and "starting_at" in record and isinstance(record.get("group"), Mapping)


SOURCE = Source(
    name="anthropic_analytics_usage",
    title="Anthropic Analytics API, usage",
    record="a row",
    grain=Grain.BUCKET,
    columns={},
    recognises=recognises,
    records_at="data",
    how_to_export=(
        "`GET /v1/organizations/analytics/usage` with an admin key and the header "
        "`anthropic-beta: analytics-usage-cost-2026-08-24`, grouped by model, api_key_id and service_tier; it counts "
        "requests, which the usage report does not"
    ),
    tells=(
        "bucket_start", "bucket_end", "provider", "model", "service_tier", "speed", "inference_geo", "context_window",
        "api_key", "workspace", "app", "end_user", "requests", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "web_search_requests",
    ),
)  # fmt: skip
