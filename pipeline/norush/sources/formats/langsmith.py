"""LangSmith runs: JSON lines or lists of the SDK and the API, bulk exports as Parquet.

Load; reads files through `raw`; `sql/1_load/from_langsmith.sql` has the meaning of each field. Of answers only their
ids and counts are kept, never their text.
"""

from collections.abc import Mapping

from norush.sources.source import FieldType, Record, Source

_DETAILS: Mapping[str, FieldType] = {
    "cache_read": "VARCHAR",
    "cache_creation": "VARCHAR",
    "ephemeral_5m_input_tokens": "VARCHAR",
    "ephemeral_1h_input_tokens": "VARCHAR",
}
_USAGE: Mapping[str, FieldType] = {
    "input_tokens": "VARCHAR",
    "output_tokens": "VARCHAR",
    "total_tokens": "VARCHAR",
    "input_token_details": _DETAILS,
}
_METADATA: Mapping[str, FieldType] = {
    "ls_provider": "VARCHAR",
    "ls_model_name": "VARCHAR",
    "ls_max_tokens": "VARCHAR",
    "session_id": "VARCHAR",
    "thread_id": "VARCHAR",
    "conversation_id": "VARCHAR",
    "user_id": "VARCHAR",
    "usage_metadata": _USAGE,
}
_PARAMS: Mapping[str, FieldType] = {
    "model": "VARCHAR",
    "model_name": "VARCHAR",
    "max_tokens": "VARCHAR",
    "max_completion_tokens": "VARCHAR",
    "stream": "VARCHAR",
    "service_tier": "VARCHAR",
    "tools": "JSON",
}


def recognises(record: Record) -> bool:
    """A run: it has a type and a place in its trace."""
    return {"run_type", "start_time", "trace_id"} <= record.keys()


SOURCE = Source(
    name="langsmith",
    title="LangSmith runs",
    record="a run",
    records_at="runs",
    columns={
        "id": "VARCHAR",
        "name": "VARCHAR",
        "run_type": "VARCHAR",
        "start_time": "VARCHAR",
        "end_time": "VARCHAR",
        "first_token_time": "VARCHAR",
        "status": "VARCHAR",
        "error": "VARCHAR",
        "extra": {"metadata": _METADATA, "invocation_params": _PARAMS, "runtime": "JSON"},
        "outputs": {
            "id": "VARCHAR",
            "llm_output": {"id": "VARCHAR", "stop_reason": "VARCHAR"},
            "usage_metadata": _USAGE,
            "generations": "VARCHAR",
            "choices": "VARCHAR",
            "content": "VARCHAR",
            "message": "VARCHAR",
            "messages": "VARCHAR",
            "output": "VARCHAR",
        },
        "tags": ["VARCHAR"],
        "session_id": "VARCHAR",
        "session_name": "VARCHAR",
        "trace_id": "VARCHAR",
        "parent_run_id": "VARCHAR",
        "prompt_tokens": "VARCHAR",
        "completion_tokens": "VARCHAR",
        "total_tokens": "VARCHAR",
        "prompt_token_details": _DETAILS,
        "total_cost": "VARCHAR",
    },
    recognises=recognises,
    how_to_export=(
        "`Client().list_runs(project_name=…, run_type=\"llm\")` of the SDK, `json.dumps(run.dict(), default=str)` a "
        "line; or a bulk export to Parquet"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "streamed",
        "app", "end_user", "session_id", "tags", "operation", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools", "stop_reason",
        "status", "error_type", "billed_usd",
    ),
)  # fmt: skip
