"""Stage 4, after the costs: what the price book computes against what was charged.

Reads `invoice_lines`, `usage_buckets`, `daily_usage` and the rates; writes `invoice_models`, `computed_amounts`,
`bucketed_tokens`, `invoiced_amounts`, `reconciliation`. docs/reconciliation.md says what each explanation rests on.
"""

from norush.prices import PriceBook
from norush.prices.models import names_of, resolve
from norush.warehouse import Warehouse

STEPS = ("computed_amounts", "bucketed_tokens", "invoiced_amounts", "reconciliation")
_MODEL_COLUMNS = dict.fromkeys(("provider", "model", "platform", "model_id"), "text")


def write_reconciliation(warehouse: Warehouse, book: PriceBook) -> None:
    """Makes `reconciliation`: a row a period, platform, UTC day, model, workspace and kind of tokens, USD exact."""
    names = names_of(book)
    models: list[tuple[object, ...]] = []
    for provider, model in warehouse.rows(
        "select distinct provider, model from (select provider, model from invoice_lines "
        "union all select provider, model from usage_buckets) order by all"
    ):
        found = resolve(provider, model, None, names)
        # an unknown model keeps the name it is billed under: it is compared, and not found in the log
        platform = found.platform or resolve(provider, "-", None, names).platform or provider
        models.append((provider, model, platform, found.model_id or model))
    warehouse.replace_table("invoice_models", _MODEL_COLUMNS, models)
    for step in STEPS:
        warehouse.run_step(f"4_costs/{step}")
