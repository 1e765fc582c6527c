"""Claude Code transcripts: one JSON line a content block, one call several lines.

Load; reads files through `raw`; `sql/1_load/from_claude_code.sql` has the meaning of each field. Only numbers, ids
and times are read: the text of messages never leaves the file.
"""

from norush.sources.source import Record, Source


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
        "message": {"id": "VARCHAR", "model": "VARCHAR", "stop_reason": "VARCHAR", "usage": "JSON"},
    },
    recognises=recognises,
    across_files=True,
    how_to_export=(
        "give the folder `~/.claude/projects` (or `$CLAUDE_CONFIG_DIR/projects`), with the folders of sub-agents; "
        "Claude Code deletes transcripts after thirty days unless its cleanupPeriodDays says more"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "speed", "inference_geo",
        "streamed", "app", "session_id", "operation", "user_agent", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "web_search_requests", "stop_reason",
    ),
)  # fmt: skip
