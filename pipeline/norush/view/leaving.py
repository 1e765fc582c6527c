"""Stage 5, what is not in the saving: what has no price or no batch price, the uncertain, rejects.

Reads view values; writes nothing. USD are exact decimals.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from norush.money import ZERO
from norush.view import sums
from norush.view.inputs import Clash, Unpriced
from norush.view.states import Group
from norush.view.sums import share
from norush.view.values import LeftOut, Workload

SHOWN_LEFT_OUT = 10


def left_out(
    workloads: Sequence[Workload], reasons: tuple[tuple[str, int], ...], clashes: tuple[Clash, ...]
) -> LeftOut:
    """The dearest uncertain workloads, and all else that no figure contains."""
    uncertain = [each for each in workloads if each.group is Group.UNCERTAIN]
    shown, rest = uncertain[:SHOWN_LEFT_OUT], uncertain[SHOWN_LEFT_OUT:]
    folded = sums.add(rest) if rest else None
    total = sums.add(uncertain).as_billed_usd
    parts = [each.as_billed_usd for each in shown] + ([folded.as_billed_usd] if folded else [])
    unpriced: dict[tuple[str | None, str | None, bool], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for each in workloads:
        billed = each.scenario("as_billed")
        for line in billed.lines if billed else ():
            if line.usd is None:
                key = (each.model, line.why, len(each.models) > 1)
                requests, tokens = unpriced[key]
                unpriced[key] = (requests + line.billed_requests, tokens + line.tokens.total)
    tokens = sum(each.tokens.total for each in workloads)
    without = sum(each.unpriced_tokens for each in workloads)
    ceilings = [each.saving.ceiling_usd for each in uncertain if each.saving]
    no_batch_price = [each for each in workloads if each.group is Group.NO_BATCH_PRICE]
    return LeftOut(
        no_batch_price=tuple(no_batch_price),
        no_batch_price_usd=sums.add(no_batch_price).as_billed_usd,
        uncertain=tuple(shown),
        folded=folded,
        uncertain_rounding_usd=sums.missed(parts, total) or None,
        uncertain_usd=total,
        uncertain_ceiling_usd=sum(ceilings, ZERO) if ceilings or not uncertain else None,
        unpriced=tuple(
            Unpriced(model, why, requests, count, is_several)
            for (model, why, is_several), (requests, count) in sorted(
                unpriced.items(), key=lambda item: (-item[1][0], item[0][0] or "", item[0][1] or "", item[0][2])
            )
        ),
        unpriced_share=share(Decimal(without), Decimal(tokens)) or ZERO,
        reject_reasons=reasons,
        clashes=clashes,
    )
