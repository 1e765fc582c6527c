"""LiteLLM spend logs: rows of its LiteLLM_SpendLogs table, as JSON lines, API pages or CSV.

Load; reads files through `raw`; `sql/1_load/from_litellm.sql` has the meaning of each field.
"""

from norush.sources.source import Record, Source


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
        "metadata": "JSON",
        "cache_hit": "VARCHAR",
        "request_tags": "JSON",
        "team_id": "VARCHAR",
        "end_user": "VARCHAR",
        "session_id": "VARCHAR",
        "status": "VARCHAR",
    },
    recognises=recognises,
)
