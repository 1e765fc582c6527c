"""Portkey log exports: one JSON line a request through the gateway, keys flat with dots or nested.

Load; reads files through `raw`, as whole records, because bodies stand under `request.body` or inside `request`;
`sql/1_load/from_portkey.sql` has the meaning of each field. The prompt is handed on to be hashed, nothing else of it.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """A log entry with the names that Portkey gives provider, model and units."""
    return {"ai_org", "ai_model", "req_units"} <= record.keys()


SOURCE = Source(
    name="portkey",
    title="Portkey log exports",
    record="a log entry",
    columns={},
    recognises=recognises,
    how_to_export=(
        "request a log export in Portkey (Logs, Exports, or `POST /v1/logs/exports`) with all fields, `request.body` "
        "and `response.body` among them, and download its JSONL"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "streamed", "api_key", "app",
        "end_user", "session_id", "tags", "operation", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens",
        "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools", "web_search_requests", "stop_reason", "status",
        "error_type", "billed_usd", "prefix_blocks",
    ),
)  # fmt: skip
