"""Stage 5, where the money goes by model: cost lines of all workloads added up by the model that their card prices.

Reads view values; writes nothing. USD are exact decimals.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from norush.money import ZERO
from norush.view.charts import ModelRow, Models
from norush.view.inputs import PriceCard
from norush.view.sums import missed, share, stack
from norush.view.values import Totals, Workload

SHOWN_MODELS = 12
"""Rows of the table; the rest is one folded row."""


def by_model(workloads: Sequence[Workload], cards: Sequence[PriceCard], totals: Totals) -> Models | None:
    """The dearest model first; None where nothing has a price."""
    if not totals.as_billed_usd:
        return None
    names = {card.price_card: card.model_id for card in cards}
    billed: dict[str, list[tuple[int, Decimal, Decimal]]] = defaultdict(list)
    unpriced = 0
    for workload in workloads:
        then = _moved(workload)
        scenario = workload.scenario("as_billed")
        for line in scenario.lines if scenario else ():
            if line.usd is None or line.price_card is None:
                unpriced += line.billed_requests
                continue
            name = names.get(line.price_card) or line.price_card
            billed[name].append((line.billed_requests, line.usd, then.get(line.terms, ZERO)))
    rows = [
        (name, sum(each[0] for each in parts), sum((p[1] for p in parts), ZERO), sum((p[2] for p in parts), ZERO))
        for name, parts in billed.items()
    ]
    return _table(sorted(rows, key=lambda row: (-row[2], row[0])), unpriced, totals.as_billed_usd, totals)


def _moved(workload: Workload) -> Mapping[tuple[object, ...], Decimal]:
    """What each line of the workload saves by the likely figure; nothing where it moves nothing."""
    batch, billed = workload.scenario("batch"), workload.scenario("as_billed")
    if batch is None or billed is None or workload.saving is None or not workload.saving.likely_usd:
        return {}
    after = {line.terms: line.kept_usd if line.usd is None else line.usd for line in batch.lines}
    saved: dict[tuple[object, ...], Decimal] = {}
    for line in billed.lines:
        then = after.get(line.terms)
        if line.usd is not None and then is not None:
            saved[line.terms] = line.usd - then
    return saved


def _table(rows: Sequence[tuple[str, int, Decimal, Decimal]], unpriced: int, whole: Decimal, totals: Totals) -> Models:
    largest = max((usd for _, _, usd, _ in rows), default=ZERO)
    every = [_row(*row, whole, largest) for row in rows]
    shown, rest = every[:SHOWN_MODELS], rows[SHOWN_MODELS:]
    if rest:
        _, requests, usd, saving = zip(*rest, strict=True)
        shown.append(_row("", sum(requests), sum(usd, ZERO), sum(saving, ZERO), whole, largest))
    return Models(
        every=tuple(every),
        shown=tuple(shown),
        folded_models=len(rest),
        unpriced_requests=unpriced,
        cost_rounding_usd=missed((row.as_billed_usd for row in shown), whole),
        saving_rounding_usd=missed((row.saving_usd for row in shown), totals.saving.likely_usd),
    )


def _row(name: str, requests: int, usd: Decimal, saving: Decimal, whole: Decimal, largest: Decimal) -> ModelRow:
    saved = max(saving, ZERO)
    bar = stack((("spent", usd - saved), ("save", saved)), largest)
    return ModelRow(name, requests, usd, saving, share(usd, whole), bar)
