"""norush's own columns, as CSV, JSON lines or Parquet (the canonical request of the documentation).

Load; reads files through `raw`; `sql/1_load/from_canonical.sql` says what each column means.
"""

from norush.sources.source import Record, Source

COLUMNS = (
    "request_id", "source", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "speed",
    "inference_geo", "streamed", "api_key", "workspace", "app", "end_user", "session_id", "tags", "operation",
    "user_agent", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
    "output_tokens", "max_tokens", "tools", "web_search_requests", "stop_reason", "status", "error_type",
    "billed_usd", "prefix_blocks",
)  # fmt: skip


def recognises(record: Record) -> bool:
    """A row with the four columns that every canonical row needs."""
    has_time = "started_at" in record or "ended_at" in record
    return has_time and {"model", "input_tokens", "output_tokens"} <= record.keys()


SOURCE = Source(
    name="canonical",
    title="norush canonical columns",
    record="a row",
    columns={name: "JSON" if name in ("tags", "prefix_blocks") else "VARCHAR" for name in COLUMNS},
    recognises=recognises,
    how_to_export="write your calls down with these column names, as CSV, JSON lines or Parquet",
    tells=tuple(name for name in COLUMNS if name != "source"),
)
