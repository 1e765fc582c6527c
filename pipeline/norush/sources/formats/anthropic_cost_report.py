"""Anthropic Admin API, `cost_report`: what was charged by day, in cents. Pages, lists of pages, or bare buckets.

Load; reads files through `raw`; `sql/1_load/from_anthropic_cost_report.sql` has the meaning of each field.
"""

from collections.abc import Mapping

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A bucket whose results have amounts and a currency; one without results may be a bucket of any report."""
    results = record.get("results")
    if not isinstance(results, list) or "starting_at" not in record:
        return False
    return all(isinstance(result, Mapping) and {"amount", "currency"} <= result.keys() for result in results)


SOURCE = Source(
    name="anthropic_cost_report",
    title="Anthropic Admin API, cost report",
    record="a result of a bucket, or a bucket without any",
    grain=Grain.INVOICE,
    columns={},
    recognises=recognises,
    records_at="data",
    how_to_export=(
        "`GET /v1/organizations/cost_report` with an admin key, grouped by workspace_id and description; save its "
        "pages, one file or many. What Priority Tier costs is not in it"
    ),
    tells=(
        "day", "provider", "model", "service_tier", "inference_geo", "context_window", "workspace", "cost_type",
        "token_kind", "billed_usd",
    ),
)  # fmt: skip
