"""Stage 4, after the costs: what the price book computes against what was charged.

Reads `invoice_lines`, `usage_buckets`, `names`, `daily_usage` and the rates; writes the tables of `prices/invoiced.py`
and those of STEPS, of which `reconciliation` and `not_compared` are what others read.
docs/reconciliation.md says what each explanation rests on.
"""

from norush.prices import PriceBook
from norush.prices.invoiced import write_invoice_prices
from norush.warehouse import Warehouse

STEPS = (
    *("workspace_names", "logged_kinds"),
    *("computed_amounts", "told_lines", "invoiced_amounts", "bucketed_tokens"),
    *("compared_amounts", "reconciliation", "not_compared"),
)


def write_reconciliation(warehouse: Warehouse, book: PriceBook) -> None:
    """Makes `reconciliation`: a row a period, platform, UTC day, model, workspace and kind of tokens, USD exact."""
    write_invoice_prices(warehouse, book)
    for step in STEPS:
        warehouse.run_step(f"4_costs/{step}")
