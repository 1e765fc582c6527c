"""OpenAI's costs API, `organization/costs`: dollars by day and line item. Pages, lists of pages, buckets, the CSV.

Load; reads files through `raw`; `sql/1_load/from_openai_costs.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source

_ROW = {"start_time", "end_time", "amount_value", "amount_currency"}


def recognises(record: Record) -> bool:
    """A bucket whose results are costs; a result, which older answers list under `result`; a CSV row."""
    results = record.get("results", record.get("result"))
    if not isinstance(results, list) or not results:
        return _is_result(record) or record.keys() >= _ROW
    return all(isinstance(result, Mapping) and _is_result(result) for result in results)


def _is_result(record: Record) -> bool:
    return record.get("object") == "organization.costs.result"


SOURCE = Source(
    name="openai_costs",
    title="OpenAI costs API",
    record="a result of a bucket, or a bucket without any",
    grain=Grain.INVOICE,
    columns={},
    recognises=recognises,
    records_at="data",
    how_to_export=(
        "`GET /v1/organization/costs` with an admin key and group_by line_item and project_id; save its pages, one "
        "file or many"
    ),
    tells=("day", "provider", "model", "api_key", "workspace", "cost_type", "token_kind", "billed_usd"),
)
