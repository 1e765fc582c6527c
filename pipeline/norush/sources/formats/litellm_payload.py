"""LiteLLM's StandardLoggingPayload: one JSON object a call, as its S3, GCS and other loggers write it.

Load; reads files through `raw`; `sql/1_load/from_litellm_payload.sql` has the meaning of each field. Of requests and
answers only settings and the reason to stop are read; the prompt is handed on to be hashed.
"""

from collections.abc import Mapping

from norush.sources.formats.litellm import USAGE
from norush.sources.source import FieldType, Record, Source

_METADATA: Mapping[str, FieldType] = {
    "usage_object": USAGE,
    "user_api_key_hash": "VARCHAR",
    "user_api_key_alias": "VARCHAR",
    "user_api_key_team_id": "VARCHAR",
    "user_api_key_team_alias": "VARCHAR",
    "user_api_key_end_user_id": "VARCHAR",
    "user_agent": "VARCHAR",
}


def recognises(record: Record) -> bool:
    """A payload: it says what the answer cost, where a row of the table has spend."""
    return {"call_type", "startTime", "prompt_tokens", "response_cost", "id"} <= record.keys()


SOURCE = Source(
    name="litellm_payload",
    title="LiteLLM logging payloads (S3, GCS)",
    record="a StandardLoggingPayload",
    columns={
        **dict.fromkeys(
            (
                "id", "trace_id", "session_id", "call_type", "stream", "response_cost", "status", "custom_llm_provider",
                "prompt_tokens", "completion_tokens", "startTime", "endTime", "completionStartTime", "model",
                "cache_hit", "end_user", "user_agent",
            ),
            "VARCHAR",
        ),
        "metadata": _METADATA,
        "error_information": "JSON",
        "request_tags": ["VARCHAR"],
        "model_parameters": "JSON",
        "messages": "JSON",
        "response": "JSON",
    },
    recognises=recognises,
    how_to_export=(
        "set `success_callback` and `failure_callback` to `s3_v2` or `gcs_bucket` in the proxy's settings, then copy "
        "the bucket's folder"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "speed",
        "inference_geo", "streamed", "api_key", "workspace", "app", "end_user", "session_id", "operation", "user_agent",
        "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens",
        "max_tokens", "tools", "web_search_requests", "stop_reason", "status", "error_type", "billed_usd",
        "prefix_blocks",
    ),
)  # fmt: skip
