"""Stage 5, what changed since the month before: the diff of two views. Reads views; writes nothing."""

from norush import diff
from norush.money import ZERO
from norush.sides import Calls, Judged, Priced, Side
from norush.view.values import AuditView, Workload


def changed(before: AuditView, after: AuditView) -> diff.Diff:
    """The two as `norush diff` would compare their audit.json."""
    return diff.compare(side(before), side(after))


def side(view: AuditView) -> Side:
    """What a diff reads of a view."""
    totals, period = view.totals, view.period
    billed = [found for each in view.workloads if (found := each.scenario("as_billed"))]
    return Side(
        norush=view.about.norush,
        price_book=view.about.price_book,
        since=period.since,
        until=period.until,
        zone=period.zone,
        spent_usd=view.usage_totals.as_billed_usd if view.usage_totals else totals.as_billed_usd,
        missed_usd=None if totals.as_billed_usd is None else totals.saving.likely_usd,
        sure_usd=totals.saving.sure_usd,
        made_usd=totals.realised.batch_usd if totals.realised else None,
        workloads=tuple(_judged(each) for each in view.workloads),
        cards={card.price_card: dict(card.rates) for card in view.price_cards},
        priced=tuple(
            Priced(line.price_card, part.kind, part.number, part.price_usd, part.factor)
            for scenario in billed
            for line in scenario.lines
            for part in line.parts
            if line.price_card and part.kind != "web_search"
        ),
    )


def _judged(each: Workload) -> Judged:
    return Judged(
        workload_id=each.workload_id,
        name=each.name,
        owner=each.owner,
        key=(each.provider, each.workspace, each.api_key, each.app),
        models=frozenset(each.models),
        verdict=each.verdict,
        band=each.band,
        calls=Calls(each.requests, each.tokens.total - each.tokens.output_tokens, each.tokens.output_tokens),
        as_billed_usd=each.as_billed_usd,
        saving_usd=each.saving.likely_usd if each.saving else None,
        sure_usd=each.saving.sure_usd if each.saving else None,
        batch_realised_usd=each.realised.batch_usd if each.realised else ZERO,
        is_set_aside=bool(each.decided and each.decided.is_set_aside),
    )
