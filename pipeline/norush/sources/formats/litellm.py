"""LiteLLM spend logs: rows of its LiteLLM_SpendLogs table, as JSON lines, API pages or CSV.

Load; reads files through `raw`; `sql/1_load/from_litellm.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import FieldType, Record, Source

_CACHE_TOKENS: Mapping[str, FieldType] = {
    "cache_read_input_tokens": "VARCHAR",
    "cache_creation_input_tokens": "VARCHAR",
}
_METADATA: Mapping[str, FieldType] = {
    "usage_object": {
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
    },
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
    },
    recognises=recognises,
)
