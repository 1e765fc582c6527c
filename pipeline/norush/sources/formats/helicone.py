"""Helicone requests: what its API and its export tool write, as JSON lines, JSON or CSV.

Load; reads files through `raw`; `sql/1_load/from_helicone.sql` has the meaning of each field. Of bodies only settings
and the reason to stop are read; the prompt is handed on to be hashed.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """A request with Helicone's times of request and answer."""
    return {"request_created_at", "response_created_at", "response_status", "prompt_tokens"} <= record.keys()


SOURCE = Source(
    name="helicone",
    title="Helicone requests",
    record="a request",
    records_at="data",
    columns={
        **dict.fromkeys(
            (
                "request_id", "response_id", "request_created_at", "response_created_at", "time_to_first_token",
                "response_status", "provider", "request_model", "model_override", "response_model", "model",
                "request_user_id", "target_url", "cache_reference_id", "prompt_tokens", "completion_tokens",
                "reasoning_tokens", "prompt_cache_read_tokens", "prompt_cache_write_tokens", "cost",
            ),
            "VARCHAR",
        ),
        "request_properties": "JSON",
        "request_body": "JSON",
        "response_body": "JSON",
    },
    recognises=recognises,
    how_to_export=(
        "`npx @helicone/export --format jsonl --start-date … --end-date …` with an API key in HELICONE_API_KEY; "
        "its CSV leaves out the model and the tokens of caches"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "streamed",
        "app", "end_user", "session_id", "tags", "operation", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools",
        "web_search_requests", "stop_reason", "status", "error_type", "billed_usd",
        "prefix_blocks",
    ),
)  # fmt: skip
