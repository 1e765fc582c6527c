"""Langfuse observations: blob export, v2 events, batch export of the UI, API pages, and downloaded traces.

Load; reads files through `raw`, as whole records, because a downloaded trace holds its observations in a list;
`sql/1_load/from_langfuse.sql` has the meaning of each field. Of inputs only settings are read; the prompt is handed on
to be hashed.
"""

from collections.abc import Mapping

from norush.sources.source import Record, Source

_TYPE_AND_START = ({"trace_id", "start_time", "type"}, {"traceId", "startTime", "type"})


def recognises(record: Record) -> bool:
    """An observation, or a trace with its observations in it."""
    if _is_observation(record):
        return True
    inside = record.get("observations")
    if isinstance(inside, list):
        return any(isinstance(entry, Mapping) and _is_observation(entry) for entry in inside)
    # of a large document only the beginning was looked at
    trace = record.get("trace")
    return isinstance(trace, Mapping) and {"id", "projectId", "timestamp"} <= trace.keys()


def _is_observation(record: Record) -> bool:
    return any(names <= record.keys() for names in _TYPE_AND_START)


SOURCE = Source(
    name="langfuse",
    title="Langfuse observations",
    record="an observation",
    records_at="data",
    parts_at=("observations",),
    columns={},
    recognises=recognises,
    how_to_export=(
        "project settings, Integrations, Blob Storage: observations and traces (give both folders), or Export in the "
        "list of observations, or Download in a trace"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "model", "streamed", "workspace", "app", "end_user",
        "session_id", "tags", "operation", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens",
        "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools", "status", "error_type", "billed_usd",
        "prefix_blocks",
    ),
)  # fmt: skip
