"""Anthropic Console, Usage page: the CSV of tokens, by day, hour or minute, of every header generation since 2025.

Load; reads files through `raw`; `sql/1_load/from_anthropic_console_tokens.sql` has the meaning of each column.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A row with the columns that all generations have, whatever their order."""
    return {"usage_date_utc", "model_version", "usage_input_tokens_no_cache", "usage_output_tokens"} <= record.keys()


SOURCE = Source(
    name="anthropic_console_tokens",
    title="Anthropic Console, tokens (CSV)",
    record="a row",
    grain=Grain.BUCKET,
    columns=dict.fromkeys(
        (
            "usage_date_utc", "model_version", "api_key", "workspace", "usage_type", "context_window",
            "usage_input_tokens_no_cache", "usage_input_tokens_cache_write", "usage_input_tokens_cache_write_5m",
            "usage_input_tokens_cache_write_1h", "usage_input_tokens_cache_read", "usage_output_tokens",
            "web_search_count", "inference_geo", "speed",
        ),
        "VARCHAR",
    ),
    recognises=recognises,
    how_to_export=(
        "in the Anthropic Console under Usage, choose a month (rows by day) or a day (rows by hour), clear the "
        "filters, and press Export"
    ),
    tells=(
        "bucket_start", "bucket_end", "provider", "model", "service_tier", "speed", "inference_geo", "context_window",
        "api_key", "workspace", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
        "output_tokens", "web_search_requests",
    ),
)  # fmt: skip
