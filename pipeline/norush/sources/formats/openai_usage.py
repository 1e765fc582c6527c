"""OpenAI's usage API, `organization/usage/…`: tokens by bucket. Pages, lists of pages, buckets, the dashboard's CSV.

Load; reads files through `raw`; `sql/1_load/from_openai_usage.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source

_ROW = {"start_time", "end_time", "num_model_requests", "input_tokens"}


def recognises(record: Record) -> bool:
    """A bucket of usage results, or of none; a result, which older answers list under `result`; a CSV row."""
    results = record.get("results", record.get("result"))
    if not isinstance(results, list) or record.get("object") != "bucket":
        return _is_result(record) or record.keys() >= _ROW
    return all(isinstance(result, Mapping) and _is_result(result) for result in results)


def _is_result(record: Record) -> bool:
    return str(record.get("object")).startswith("organization.usage.")


SOURCE = Source(
    name="openai_usage",
    title="OpenAI usage API",
    record="a result of a bucket, or a bucket without any",
    grain=Grain.BUCKET,
    columns={},
    recognises=recognises,
    records_at="data",
    how_to_export=(
        "`GET /v1/organization/usage/completions` with an admin key, `bucket_width=1h` and group_by model, project_id, "
        "api_key_id, batch and service_tier; save its pages, one file or many"
    ),
    tells=(
        "bucket_start", "bucket_end", "provider", "model", "service_tier", "api_key", "workspace", "end_user",
        "requests", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
        "output_tokens", "web_search_requests",
    ),
)  # fmt: skip
