"""Anthropic Admin API, `usage_report/messages`: tokens by minute, hour or day. Pages, lists of pages, or bare buckets.

Load; reads files through `raw`; `sql/1_load/from_anthropic_usage_report.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A bucket whose results count tokens; one without results may be a bucket of any report."""
    results = record.get("results")
    if not isinstance(results, list) or "starting_at" not in record:
        return False
    return all(isinstance(result, Mapping) and "uncached_input_tokens" in result for result in results)


SOURCE = Source(
    name="anthropic_usage_report",
    title="Anthropic Admin API, usage report",
    record="a result of a bucket, or a bucket without any",
    grain=Grain.BUCKET,
    columns={},
    recognises=recognises,
    records_at="data",
    how_to_export=(
        "`GET /v1/organizations/usage_report/messages` with an admin key, grouped by model, api_key_id, workspace_id, "
        "service_tier, context_window and inference_geo; save its pages, one file or many"
    ),
    tells=(
        "bucket_start", "bucket_end", "provider", "model", "service_tier", "speed", "inference_geo", "context_window",
        "api_key", "workspace", "end_user", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens",
        "cache_write_1h_tokens", "output_tokens", "web_search_requests",
    ),
)  # fmt: skip
