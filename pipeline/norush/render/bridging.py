"""Stage 5, the bridge in words and as JSON: what each step is and rests on.

Reads view values; returns text.
"""

from decimal import Decimal

from norush.money import exact
from norush.render import caching, words
from norush.render.numbers import count, middle, share, usd
from norush.view.charts import Step
from norush.view.values import AuditView

LABEL = {
    "list": "Everything on demand, no cache",
    "batch_used": "Batches already in use",
    "cache_used": "Caches already in use",
    "spent": "Spent",
    "batch_sure": "Batch, high confidence",
    "batch_hits": "The log’s cache hits, inside these batches",
    "batch_medium": "Batch, medium confidence",
    "would_have_cost": "Would have cost",
    "cache_likely": "Caches, by replay",
    "batch_unsure": "Batch, if the uncertain could wait",
    "cache_best": "Caches at their best",
    "floor": "Floor",
}
_SAYS = {
    "list": "list price for the same tokens",
    "spent": "by the price book, from the logs",
    "would_have_cost": "as in the headline: likely, by batch alone",
    "floor": "as billed minus both ceilings",
}


def label(step: Step) -> str:
    """The name of a row."""
    return LABEL[step.step]


def says(view: AuditView, step: Step) -> str:
    """What a row is, or which workloads it comes from."""
    if step.change_usd is None:
        least = step.step == "floor" and not view.totals.replayed_workloads
        return "as billed minus the ceiling of batch" if least else _SAYS[step.step]
    more = step.workloads - 1
    return middle(step.largest or "", 28) + (f" and {count(more)} more" if more else "")


def finding(view: AuditView) -> str:
    """What the bridge shows, in a sentence or two."""
    levels = {step.step: step.level_usd for step in view.bridge if step.change_usd is None}
    spent, floor = levels["spent"], view.bridge[-1].level_usd
    begin = ""
    if "list" in levels and (taken := levels["list"] - spent):
        way = "less than" if taken > 0 else "more than"
        begin = f"What was spent is {usd(abs(taken))} ({share(abs(taken) / levels['list'])}) {way} list price. "
    if floor == spent:
        return f"{begin}Nothing in these logs moves it further down."
    rest = f"What could still move is {usd(spent - floor)} at most, {share((spent - floor) / spent)} of what was spent."
    return f"{begin}{rest} Batches come first, then caches at whatever price is left: no dollar is saved twice."


def notes(view: AuditView) -> list[str]:
    """What the bridge does not contain."""
    totals = view.totals
    told = []
    if view.bridge[0].step != "list" and totals.realised_why:
        told.append(f"List price is not shown: {totals.realised_why}.")
    if lacks := words.ceiling_lacks(totals.ceiling_unknown):
        told.append(f"Not in the floor: {lacks.removeprefix('Not in it: ')}")
    if totals.replayed_workloads < len(view.workloads):
        told.append(f"Caches: {caching.in_total(view)[0].lower()}{caching.in_total(view)[1:]}")
    return told


def as_json(view: AuditView) -> list[dict[str, object]]:
    """The bridge's rows: `usd` is the change, null at a level."""
    return [
        {
            "step": step.step,
            "usd": _money(step.change_usd),
            "level_usd": exact(step.level_usd),
            "workloads": step.workloads,
        }
        for step in view.bridge
    ]


def _money(usd_or_none: Decimal | None) -> str | None:
    return None if usd_or_none is None else exact(usd_or_none)
