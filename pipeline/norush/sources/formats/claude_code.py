"""Claude Code transcripts: one JSON line a content block, one call several lines.

Load; reads files through `raw`; `sql/1_load/from_claude_code.sql` has the meaning of each field. Only numbers, ids
and times are read: the text of messages never leaves the file.
"""

from collections.abc import Mapping

from norush.sources.source import FieldType, Record, Source

_USAGE: Mapping[str, FieldType] = {
    "input_tokens": "VARCHAR",
    "cache_creation_input_tokens": "VARCHAR",
    "cache_read_input_tokens": "VARCHAR",
    "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
    "output_tokens": "VARCHAR",
    "server_tool_use": {"web_search_requests": "VARCHAR"},
    "service_tier": "VARCHAR",
    "inference_geo": "VARCHAR",
    "speed": "VARCHAR",
}


def recognises(record: Record) -> bool:
    """A transcript line: it has a type, and it belongs to a session or is one of the bookkeeping lines."""
    if record.get("type") in ("file-history-snapshot", "summary", "queue-operation"):
        return True
    return "sessionId" in record and "type" in record and ("uuid" in record or "parentUuid" in record)


SOURCE = Source(
    name="claude_code",
    title="Claude Code transcripts",
    record="a line of a transcript",
    columns={
        "type": "VARCHAR",
        "timestamp": "VARCHAR",
        "uuid": "VARCHAR",
        "parentUuid": "VARCHAR",
        "sessionId": "VARCHAR",
        "agentId": "VARCHAR",
        "requestId": "VARCHAR",
        "isSidechain": "VARCHAR",
        "isApiErrorMessage": "VARCHAR",
        "cwd": "VARCHAR",
        "version": "VARCHAR",
        "message": {"id": "VARCHAR", "model": "VARCHAR", "stop_reason": "VARCHAR", "usage": _USAGE},
    },
    recognises=recognises,
)
