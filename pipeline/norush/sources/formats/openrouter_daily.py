"""OpenRouter's activity by day: what `GET /api/v1/activity` answers, and the older aggregated CSV.

Load; reads files through `raw`; `sql/1_load/from_openrouter_daily.sql` has the meaning of each field.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A day of a model, in the words of the API or of the CSV."""
    is_api = {"date", "model_permaslug", "usage", "byok_usage_inference", "requests"} <= record.keys()
    return is_api or {"Date", "Slug", "Usage", "BYOK Usage", "Requests"} <= record.keys()


SOURCE = Source(
    name="openrouter_daily",
    title="OpenRouter activity by day",
    record="a day of a model",
    records_at="data",
    grain=Grain.BUCKET,
    columns=dict.fromkeys(
        (
            "date", "usage", "requests", "model_permaslug", "model", "endpoint_id", "provider_name", "prompt_tokens",
            "completion_tokens", "Slug", "Prompt Tokens", "Completion Tokens",
        ),
        "VARCHAR",
    ),
    recognises=recognises,
    how_to_export="`GET https://openrouter.ai/api/v1/activity` with a management key: thirty days, by day and model",
    tells=(
        "bucket_start", "bucket_end", "provider", "model", "requests", "input_tokens", "output_tokens",
        "billed_usd",
    ),
)  # fmt: skip
