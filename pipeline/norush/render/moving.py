"""Stage 5, which way a workload should go, in words: a batch, a cache in its place, or none of them.

Reads view values; returns text. What a batch costs counts with no luck here: inside it nobody promises a cache hit. A
cache alone counts as it was replayed, exact or inferred; from the grade `bound` none is offered.
"""

from decimal import Decimal

from norush.render import words
from norush.render.numbers import usd
from norush.view.states import Group
from norush.view.values import AuditView, Workload

LIFE = {"cache_5m": "5 minutes", "cache_1h": "1 hour"}


def claim(workload: Workload) -> str:
    """What a workload's page says of it, after its name."""
    billed = workload.as_billed_usd
    if billed is None:
        return "has no price in this price book"
    if workload.group is Group.UNBILLED:
        return f"was billed nothing: {'all its calls failed' if workload.is_all_failed else 'it has no tokens'}"
    if workload.group is Group.SET_ASIDE:
        may = "could" if workload.verdict == "batchable" else "may"
        return f"{may} have waited, and stays on demand by decision"
    return _could_wait(workload, billed) if workload.verdict == "batchable" else _stays(workload, billed)


def _could_wait(workload: Workload, billed: Decimal) -> str:
    if workload.cache_move:
        return f"could have waited, but need not: {_with_cache(workload, billed)}, and delayed nothing"
    if workload.group is Group.NO_BATCH_PRICE:
        return f"could have waited, but {words.NO_BATCH_PRICE}"
    if workload.group is Group.SETTLED or workload.would_have_cost_usd is None:
        return "could have waited"
    if workload.saving is None or workload.saving.likely_usd <= 0:
        return "could have waited, but batch would not have cost less"
    return f"could have waited, and would have cost {usd(workload.would_have_cost_usd)} instead of {usd(billed)}"


def _stays(workload: Workload, billed: Decimal) -> str:
    if workload.cache_move:
        return f"sends the same beginnings again, and {_with_cache(workload, billed)}"
    return {
        "interactive": "had a person waiting",
        "agentic": "had its own next step waiting",
        "latency_bound": "had a program waiting",
        "batched": "already runs as a batch",
    }.get(workload.verdict, "cannot be judged from this log")


def _with_cache(workload: Workload, billed: Decimal) -> str:
    move = workload.cache_move
    if move is None:
        return ""
    return f"with a cache of {LIFE[move.option]} would have cost {usd(move.option_usd)} instead of {usd(billed)}"


def tag(workload: Workload) -> str:
    """Where the ranked table sends a workload: `batch`, or `cache` where that alone is cheaper."""
    return "cache" if workload.cache_move else "batch"


def as_batch(workload: Workload) -> str:
    """What a batch costs: with no cache hits, and with those of the log where these matter."""
    batch = workload.scenario("batch")
    if batch is None or batch.usd is None:
        return ""
    if batch.floor_usd is None or batch.floor_usd == batch.usd:
        return usd(batch.usd)
    return f"{usd(batch.floor_usd)} with no cache hits inside it, {usd(batch.usd)} with those of the log"


def instead(workload: Workload) -> str:
    """Why a batch is not the cheaper way for what could wait, as a sentence without its stop; empty where it is."""
    if workload.verdict != "batchable" or workload.as_billed_usd is None:
        return ""
    move, batch = workload.cache_move, as_batch(workload)
    if move:
        alone = f"a cache of {LIFE[move.option]} alone would have cost {usd(move.option_usd)} and delayed nothing"
        return f"{alone}; a batch {batch}" if batch else alone
    found, option = workload.scenario("batch"), workload.option
    if found is None or found.floor_usd is None or (option and option.option.startswith("batch")):
        return ""
    if found.floor_usd < workload.as_billed_usd:
        return ""
    return f"a batch would have cost {batch}; as billed it was {usd(workload.as_billed_usd)}"


def told(view: AuditView) -> str:
    """How many moves are cheaper with a cache alone, in a sentence after a space; empty where none is."""
    found = view.totals.cheaper_alone
    if found is None:
        return ""
    cost, as_what = ("costs", "a batch") if found.workloads == 1 else ("cost", "batches")
    return (
        f" {words.things(found.workloads, 'workload')} {cost} less with a cache alone, which delays nothing: "
        f"{usd(found.cache_usd)}, as {as_what} with no cache hits {usd(found.batch_usd)}."
    )
