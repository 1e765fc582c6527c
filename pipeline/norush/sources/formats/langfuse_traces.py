"""Langfuse traces: which user and session a trace belongs to, and what it is called.

Load; reads files through `raw`; `sql/1_load/from_langfuse_traces.sql` has the meaning of each field. The observations
of a blob export refer to them. Inputs and outputs are not read.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source

_FIELDS = (
    "id", "timestamp", "name", "environment", "project_id", "projectId", "user_id", "userId", "session_id", "sessionId",
    "updated_at", "updatedAt",
)  # fmt: skip


def recognises(record: Record) -> bool:
    """A trace, without observations of its own (or with their ids alone)."""
    inside = record.get("observations")
    if isinstance(inside, list) and any(isinstance(entry, Mapping) for entry in inside):
        return False
    is_trace = {"id", "timestamp", "bookmarked", "public"} <= record.keys()
    return is_trace and ("session_id" in record or "sessionId" in record)


SOURCE = Source(
    name="langfuse_traces",
    title="Langfuse traces",
    record="a trace",
    records_at="data",
    grain=Grain.NAMES,
    columns={**dict.fromkeys(_FIELDS, "VARCHAR"), "tags": "JSON"},
    recognises=recognises,
    how_to_export="project settings, Integrations, Blob Storage: the folder `traces`, beside `observations`",
    tells=("kind", "id", "name", "workspace", "app", "session_id", "end_user", "tags", "started_at", "ended_at"),
)
