"""OpenRouter's activity as CSV, one row a generation.

Load; reads files through `raw`; `sql/1_load/from_openrouter.sql` has the meaning of each field.
"""

from norush.sources.source import Record, Source

_COLUMNS = (
    "generation_id", "created_at", "cost_total", "tokens_prompt", "tokens_completion", "tokens_cached",
    "model_permaslug", "variant", "cancelled", "streamed", "user", "finish_reason_raw", "finish_reason_normalized",
    "generation_time_ms", "time_to_first_token_ms", "api_key_name", "app_name",
)  # fmt: skip


def recognises(record: Record) -> bool:
    """A row with OpenRouter's own names for id, model and tokens."""
    return {"generation_id", "created_at", "tokens_prompt", "model_permaslug"} <= record.keys()


SOURCE = Source(
    name="openrouter",
    title="OpenRouter activity",
    record="a generation",
    columns=dict.fromkeys(_COLUMNS, "VARCHAR"),
    recognises=recognises,
    how_to_export="openrouter.ai, Activity, Export, CSV: one row a generation",
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "streamed",
        "api_key", "app", "end_user", "input_tokens", "cache_read_tokens", "output_tokens", "stop_reason", "status",
        "error_type", "billed_usd",
    ),
)  # fmt: skip
