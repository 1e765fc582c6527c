"""Anthropic Message objects as applications log them: bare, or wrapped with times, keys and the request.

Load; reads files through `raw`; `sql/1_load/from_anthropic_messages.sql` has the meaning of each field. Of requests and
answers only numbers, ids and settings are kept; the prompt is handed on to be hashed.
"""

from collections.abc import Mapping

from norush.sources.source import FieldType, Record, Source

_MESSAGE: Mapping[str, FieldType] = {
    "id": "VARCHAR",
    "model": "VARCHAR",
    "stop_reason": "VARCHAR",
    "usage": "JSON",
    "request_id": "VARCHAR",
    "error": {"type": "VARCHAR"},
}
_REQUEST: Mapping[str, FieldType] = {
    "model": "VARCHAR",
    "max_tokens": "VARCHAR",
    "stream": "VARCHAR",
    "tools": "JSON",
    "system": "JSON",
    "messages": "JSON",
    "metadata": {"user_id": "VARCHAR"},
}
_WRAPPERS = ("response", "message", "body")
_TEXT_FIELDS = (
    "id", "type", "model", "stop_reason", "request_id", "_request_id",
    "started_at", "start_time", "startedAt",
    "ended_at", "end_time", "finished_at", "completed_at", "logged_at", "timestamp", "time", "ts", "created_at",
    "duration_ms", "latency_ms", "elapsed_ms", "duration_s", "latency_s", "elapsed_s",
    "api_key_name", "api_key", "api_key_id", "workspace", "workspace_name", "workspace_id", "team",
    "app", "application", "service", "project", "user_id", "end_user", "session_id", "conversation_id",
    "stream", "streamed", "operation", "user_agent", "max_tokens",
)  # fmt: skip


def recognises(record: Record) -> bool:
    """A Message with usage, or an API error, at the top or one level down."""
    return _is_answer(record) or any(_is_answer(record.get(name)) for name in _WRAPPERS)


def _is_answer(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    usage = value.get("usage")
    is_message = value.get("type") == "message" and isinstance(usage, Mapping) and "input_tokens" in usage
    is_error = value.get("type") == "error" and isinstance(value.get("error"), Mapping)
    return (is_message or is_error) and "sessionId" not in value


SOURCE = Source(
    name="anthropic_messages",
    title="Anthropic Messages as logged by an application",
    record="a logged Message",
    columns={
        **dict.fromkeys(_TEXT_FIELDS, "VARCHAR"),
        "usage": "JSON",
        "error": {"type": "VARCHAR"},
        **dict.fromkeys(_WRAPPERS, _MESSAGE),
        "request": _REQUEST,
    },
    recognises=recognises,
    how_to_export=(
        "log each answer of the SDK as a JSON line, with `started_at` and `ended_at` beside it, and the name of the "
        "key; with `request` beside it too, caches can be replayed"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "inference_geo",
        "streamed", "api_key", "workspace", "app", "end_user", "session_id", "operation", "input_tokens",
        "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens",
        "max_tokens", "web_search_requests", "stop_reason", "status", "error_type", "prefix_blocks",
    ),
)  # fmt: skip
