"""LiteLLM spend logs: rows of its LiteLLM_SpendLogs table, as JSON lines, API pages or CSV.

Load; reads files through `raw`; `sql/1_load/from_litellm.sql` has the meaning of each field. Of stored requests only
settings are read; the prompt is handed on to be hashed.
"""

from collections.abc import Mapping

from norush.sources.source import FieldType, Record, Source

_CACHE_TOKENS: Mapping[str, FieldType] = {
    "cache_read_input_tokens": "VARCHAR",
    "cache_creation_input_tokens": "VARCHAR",
}
USAGE: Mapping[str, FieldType] = {
    **_CACHE_TOKENS,
    "prompt_tokens_details": {
        "cached_tokens": "VARCHAR",
        "cache_creation_tokens": "VARCHAR",
        "cache_creation_token_details": {
            "ephemeral_5m_input_tokens": "VARCHAR",
            "ephemeral_1h_input_tokens": "VARCHAR",
        },
    },
    "service_tier": "VARCHAR",
    "inference_geo": "VARCHAR",
    "speed": "VARCHAR",
    "server_tool_use": {"web_search_requests": "VARCHAR"},
}
"""What LiteLLM keeps of the provider's usage."""

_METADATA: Mapping[str, FieldType] = {
    "usage_object": USAGE,
    "additional_usage_values": _CACHE_TOKENS,
    "user_api_key": "VARCHAR",
    "user_api_key_alias": "VARCHAR",
    "user_api_key_team_alias": "VARCHAR",
    "user_agent": "VARCHAR",
    "error_information": {"error_class": "VARCHAR", "error_code": "VARCHAR"},
}


def recognises(record: Record) -> bool:
    """A row with LiteLLM's call type, camel-case times and prompt tokens."""
    return {"call_type", "startTime", "prompt_tokens"} <= record.keys() and "spend" in record


SOURCE = Source(
    name="litellm",
    title="LiteLLM spend logs",
    record="a row of LiteLLM_SpendLogs",
    records_at="data",
    columns={
        "request_id": "VARCHAR",
        "call_type": "VARCHAR",
        "api_key": "VARCHAR",
        "spend": "VARCHAR",
        "prompt_tokens": "VARCHAR",
        "completion_tokens": "VARCHAR",
        "startTime": "VARCHAR",
        "endTime": "VARCHAR",
        "completionStartTime": "VARCHAR",
        "model": "VARCHAR",
        "custom_llm_provider": "VARCHAR",
        "metadata": _METADATA,
        "cache_hit": "VARCHAR",
        "request_tags": ["VARCHAR"],
        "team_id": "VARCHAR",
        "end_user": "VARCHAR",
        "session_id": "VARCHAR",
        "status": "VARCHAR",
        "proxy_server_request": "JSON",
    },
    recognises=recognises,
    how_to_export=(
        "`psql -c '\\copy \"LiteLLM_SpendLogs\" to spend.csv csv header'` on the proxy's database, or the pages of "
        "`GET /spend/logs/v2`"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "speed",
        "inference_geo", "streamed", "api_key", "workspace", "app", "end_user", "session_id", "operation", "user_agent",
        "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens",
        "max_tokens", "tools", "web_search_requests", "status", "error_type", "billed_usd", "prefix_blocks",
    ),
    told_in={
        "metadata": (
            "speed", "inference_geo", "user_agent", "cache_read_tokens", "cache_write_5m_tokens",
            "cache_write_1h_tokens", "web_search_requests", "error_type",
        )
    },
)  # fmt: skip
