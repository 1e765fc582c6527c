"""Anthropic Console, Cost page: the CSV of dollars by day, model, key and token kind, of every generation since 2024.

Load; reads files through `raw`; `sql/1_load/from_anthropic_console_cost.sql` has the meaning of each column.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A row with the columns that all generations have, whatever their order."""
    return {"usage_date_utc", "model", "token_type", "cost_usd"} <= record.keys()


SOURCE = Source(
    name="anthropic_console_cost",
    title="Anthropic Console, cost (CSV)",
    record="a row",
    grain=Grain.INVOICE,
    columns=dict.fromkeys(
        (
            "usage_date_utc", "model", "workspace", "api_key", "usage_type", "context_window", "token_type", "cost_usd",
            "list_price_usd", "cost_type", "inference_geo", "speed",
        ),
        "VARCHAR",
    ),
    recognises=recognises,
    how_to_export="in the Anthropic Console under Cost, choose a month, clear the filters, and press Export",
    tells=(
        "day", "provider", "model", "speed", "inference_geo", "context_window", "api_key", "workspace", "cost_type",
        "token_kind", "billed_usd", "list_usd",
    ),
)  # fmt: skip
