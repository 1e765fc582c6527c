"""Anthropic Messages as they were streamed: server-sent events in a file, or as a text in an application's log lines.

Load; reads files through `raw`, as whole records; `sql/1_load/from_anthropic_stream.sql` has the meaning of each field.
Of the events only numbers, ids and settings are read: their text never leaves the file.
"""

from collections.abc import Mapping

from norush.sources.source import Record, Source

_TEXTS = ("response", "response_body", "body", "output", "stream_text", "raw_response", "message")


def recognises(record: Record) -> bool:
    """A stream that begins with a Message, or a log line that holds the text of one."""
    events = record.get("events")
    if isinstance(events, list):
        kinds = [event.get("type") for event in events if isinstance(event, Mapping)]
        return "message_start" in kinds or kinds == ["error"]
    texts = [record.get(name) for name in _TEXTS]
    return any(
        isinstance(text, str) and "data:" in text and ('"message_start"' in text or text.startswith("event: error"))
        for text in texts
    )


SOURCE = Source(
    name="anthropic_stream",
    title="Anthropic Messages as streamed (server-sent events)",
    record="a stream; what another model advised within it is a record of its own",
    columns={},
    recognises=recognises,
    how_to_export=(
        "log the events of each stream with a time in front of each line, or the whole text of a stream in a JSON line "
        "with started_at and ended_at: the events themselves have no time"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "speed",
        "inference_geo", "streamed", "api_key", "workspace", "app", "end_user", "session_id", "operation",
        "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens",
        "web_search_requests", "stop_reason", "status", "error_type",
    ),
)  # fmt: skip
