"""Stage 4, where usage totals are all there is of a period: which of them count, and what they cost.

Reads `requests`, `usage_buckets`, `periods`, `invoice_models` and the price book; writes `bucket_rates`,
`placed_buckets`, `bucket_costs`: nothing of periods with calls, where totals are only compared (reconciliation).
"""

from norush.prices import PriceBook
from norush.prices.bucketed import write_bucket_rates
from norush.warehouse import Warehouse

STEPS = ("placed_buckets", "bucket_costs")


def write_usage_totals(warehouse: Warehouse, book: PriceBook) -> None:
    """Makes the three tables: a bucket a row, and what those of a day, a model and its terms cost, USD exact."""
    write_bucket_rates(warehouse, book)
    for step in STEPS:
        warehouse.run_step(f"4_costs/{step}")
