"""Stage 5, adding up for the pages: sums, rounding rows, shares. Reads view values; writes nothing."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from norush.money import ZERO
from norush.view.charts import Part
from norush.view.costs import CheaperAlone, Realised, Rounding, Saving
from norush.view.states import Group
from norush.view.values import AlreadySaved, CacheSavings, Rank, Sum, VerdictClass, Workload

CENT = Decimal("0.01")

SHOWN_MOVES = 20
"""Rows of the ranked table; the rest is one folded row, so that the page stays small."""

SHOWN_SAVED = 10
"""Workloads listed as having saved already, or as what caches would have saved on."""

GROUPS = (
    *(Group.SET_ASIDE, Group.DEARER, Group.NO_BATCH_PRICE, Group.SETTLED),
    *(Group.UNBILLED, Group.UNCERTAIN, Group.UNPRICED),
)


def cents(usd: Decimal) -> Decimal:
    """An exact amount as it is printed: half up to the cent (half away from zero below it)."""
    return usd.quantize(CENT, ROUND_HALF_UP)


def missed(parts: Iterable[Decimal | None], whole: Decimal) -> Decimal:
    """What the printed parts miss of the printed whole."""
    return cents(whole) - sum((cents(part) for part in parts if part is not None), ZERO)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """part / whole, or None of nothing."""
    return part / whole if whole else None


def clamped(part: Decimal, whole: Decimal) -> Decimal:
    """part / whole kept on the bar (0..1)."""
    return min(max(share(part, whole) or ZERO, ZERO), Decimal(1))


def stack(parts: Iterable[tuple[str, Decimal]], whole: Decimal) -> tuple[Part, ...]:
    """Parts of a bar, one after the other, each (texture, amount); those of nothing, or less, are left out."""
    made: list[Part] = []
    at = ZERO
    for texture, amount in parts:
        length = min(clamped(amount, whole), 1 - at)
        if length:
            made.append(Part(texture, at, length))
            at += length
    return tuple(made)


def add(workloads: Iterable[Workload]) -> Sum:
    """Workloads added up; those without a price add requests and no money."""
    kept = list(workloads)
    return Sum(
        len(kept),
        sum(each.requests for each in kept),
        sum((each.as_billed_usd or ZERO for each in kept), ZERO),
        sum((each.would_have_cost_usd or ZERO for each in kept), ZERO),
        sum((each.saving.likely_usd if each.saving else ZERO for each in kept), ZERO),
        is_priced=any(each.priced_requests > 0 for each in kept) or not any(each.unpriced_requests for each in kept),
    )


def cache_saving(workloads: Iterable[Workload]) -> Saving | None:
    """What caches save in the workloads that were replayed; None where none was."""
    known = [each.option.saving for each in workloads if each.option]
    return sum(known[1:], known[0]) if known else None


def cache_savings(workloads: Sequence[Workload]) -> CacheSavings | None:
    """The workloads on which caches would likely have saved, whatever else they could do."""
    total = cache_saving(workloads)
    made = [(each.option.saving.likely_usd, each) for each in workloads if each.option]
    made = sorted(((usd, each) for usd, each in made if usd), key=lambda one: (-one[0], one[1].workload_id))
    if total is None or not made:
        return None
    shown, rest = made[:SHOWN_SAVED], made[SHOWN_SAVED:]
    folded = sum((usd for usd, _ in rest), ZERO) if rest else None
    rows = [usd for usd, _ in shown]
    return CacheSavings(
        tuple(each for _, each in shown), folded, len(rest), total, missed([*rows, folded], total.likely_usd)
    )


def both_saving(workloads: Iterable[Workload]) -> Saving:
    """What batches and caches save in all of them, counted once."""
    known = [each.both_saving for each in workloads if each.both_saving]
    return sum(known, Saving(ZERO, ZERO, ZERO))


def cheaper_alone(workloads: Iterable[Workload]) -> CheaperAlone | None:
    """The moves that a cache alone would make cheaper than a batch without any cache hit; None where none."""
    found = [(each.cache_move, each.scenario("batch")) for each in workloads if each.group is Group.MOVE]
    ways = [(move.option_usd, batch.floor_usd or batch.usd or ZERO) for move, batch in found if move and batch]
    caches, batches = (sum(each, ZERO) for each in zip(*ways, strict=True)) if ways else (ZERO, ZERO)
    return CheaperAlone(len(ways), caches, batches) if ways else None


def rounding(parts: Sequence[Sum], whole: Sum) -> Rounding | None:
    """The rounding row under some printed lines, or None where they add up as printed."""
    row = Rounding(
        missed((part.as_billed_usd for part in parts), whole.as_billed_usd),
        missed((part.would_have_cost_usd for part in parts), whole.would_have_cost_usd),
        missed((part.saving_usd for part in parts), whole.saving_usd),
    )
    return row if any((row.as_billed_usd, row.would_have_cost_usd, row.saving_usd)) else None


def realised(workloads: Iterable[Workload]) -> Realised:
    """What batches and caches already saved in all of them."""
    each = [workload.realised for workload in workloads if workload.realised]
    return Realised(sum((one.batch_usd for one in each), ZERO), sum((one.cache_usd for one in each), ZERO))


def negated(saved: Realised) -> tuple[Decimal, Decimal]:
    """The two parts as they are subtracted from list price."""
    return -saved.batch_usd, -saved.cache_usd


def already_saved(workloads: Sequence[Workload], total: Realised | None) -> AlreadySaved | None:
    """The workloads that saved most, or lost by a cache that is not read; None where there is nothing to show."""
    made = [each for each in workloads if each.realised and (each.realised.batch_usd or each.realised.cache_usd)]
    if total is None or not made:
        return None
    made.sort(key=lambda each: (-(each.realised.usd if each.realised else ZERO), each.workload_id))
    shown, rest = made[:SHOWN_SAVED], made[SHOWN_SAVED:]
    folded = realised(rest) if rest else None
    parts = [each.realised for each in shown if each.realised] + ([folded] if folded else [])
    rounding = Realised(
        missed((part.batch_usd for part in parts), total.batch_usd),
        missed((part.cache_usd for part in parts), total.cache_usd),
    )
    has_rounding = rounding.batch_usd or rounding.cache_usd
    return AlreadySaved(tuple(shown), folded, len(rest), total, rounding if has_rounding else None)


def rank(workloads: Sequence[Workload]) -> Rank:
    """The ranked table: moves in the findings' order, then a foot that closes to the whole period."""
    moves = sorted(
        (each for each in workloads if each.group is Group.MOVE),
        key=lambda each: (each.position or 0, each.workload_id),
    )
    shown, rest = moves[:SHOWN_MOVES], moves[SHOWN_MOVES:]
    savings = [each.saving.likely_usd for each in moves if each.saving]
    folded = add(rest) if rest else None
    above, everything = add(moves), add(workloads)
    groups = tuple(
        (group, add(members)) for group in GROUPS if (members := [each for each in workloads if each.group is group])
    )
    return Rank(
        shown=tuple(shown),
        folded=folded,
        folded_at_most_usd=max(savings[SHOWN_MOVES:]) if rest else None,
        above_rounding=rounding([add([each]) for each in shown] + ([folded] if folded else []), above),
        above=above,
        groups=groups,
        rounding=rounding([above, *(each for _, each in groups)], everything),
        all=everything,
        largest_usd=max(savings) if savings else ZERO,
    )


def classes(workloads: Sequence[Workload]) -> tuple[VerdictClass, ...]:
    """Verdict classes, the dearest first."""
    by_verdict = {
        verdict: [each for each in workloads if each.verdict == verdict]
        for verdict in {each.verdict for each in workloads}
    }
    totals = {verdict: add(members) for verdict, members in by_verdict.items()}
    whole = sum((each.as_billed_usd for each in totals.values()), ZERO)
    largest = max((each.as_billed_usd for each in totals.values()), default=ZERO)
    made = []
    for verdict, total in sorted(totals.items(), key=lambda item: (-item[1].as_billed_usd, item[0])):
        cached = cache_saving(by_verdict[verdict])
        cached_usd = cached.likely_usd if cached else None
        saved, by_cache = max(total.saving_usd, ZERO), max(cached_usd or ZERO, ZERO)
        kept = "unc" if verdict == "uncertain" else "spent"
        bar = stack(((kept, total.as_billed_usd - saved - by_cache), ("cache", by_cache), ("save", saved)), largest)
        made.append(VerdictClass(verdict, total, share(total.as_billed_usd, whole), cached_usd, bar))
    return tuple(made)
