"""The price book beside usage totals: what their tokens cost at the terms that a bucket tells, and in a batch.

Reads `usage_buckets`, `periods`, `requests` (which periods have one) and the price book; writes `bucket_rates`. What a
bucket does not tell is the usual: the standard tier, the standard speed, a short prompt, the worldwide price.
"""

from collections import defaultdict
from datetime import UTC, datetime

from norush.prices.book import PriceBook
from norush.prices.cards import PriceCard
from norush.prices.models import names_of, resolve
from norush.prices.rates import KINDS, Rate, Terms, rate
from norush.warehouse import Warehouse

_TERMS = ("provider", "model", "service_tier", "speed", "inference_geo", "context_window")
_USD = "decimal(19, 16)"
_COLUMNS = {
    **dict.fromkeys(_TERMS, "text"),
    **dict.fromkeys(("valid_from", "valid_until"), "timestamptz"),
    "price_card": "text",
    **{f"{kind}_usd": _USD for kind in KINDS},
    "web_search_usd": _USD,
    "why": "text",
    **{f"batch_{kind}_usd": _USD for kind in KINDS},
    "why_no_batch": "text",
}
_AS_LOGGED = Terms("as_logged", "as_logged")
_BATCH = Terms("batch", "as_logged")
_FIRST, _LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


def write_bucket_rates(warehouse: Warehouse, book: PriceBook) -> None:
    """bucket_rates: one row a (terms of a bucket, price card), USD a token or a search; without a card, a `why`."""
    names = names_of(book)
    cards: dict[tuple[str | None, str | None], list[PriceCard]] = defaultdict(list)
    for card in book.cards:
        cards[card.platform, card.model_id].append(card)
    rows: list[tuple[object, ...]] = []
    for terms in warehouse.rows(
        f"select distinct {', '.join(_TERMS)} from usage_buckets where exists (select 1 from periods as p "
        "where not exists (select 1 from requests as r where r.period = p.period)) order by all"
    ):
        provider, model, tier, speed, geo, window = terms
        found = resolve(provider, model, geo, names)
        bands = ("any", "long" if str(window).startswith("200k") else "short")
        fitting = [
            card
            for card in cards[found.platform, found.model_id]
            if card.speed == ("fast" if speed == "fast" else "standard") and card.prompt_band in bands
        ]
        for card in fitting:
            billed = rate(card, tier or "standard", found.geo, _AS_LOGGED)
            batch = rate(card, tier or "standard", found.geo, _BATCH)
            span = (card.valid_from, card.valid_until or _LAST)
            rows.append(
                (
                    *terms,
                    *span,
                    card.price_card,
                    *_usd(billed),
                    billed.web_search_usd,
                    billed.why,
                    *_usd(batch),
                    batch.why,
                )
            )
        if not fitting:
            nothing = (None,) * len(KINDS)
            why = found.why or "not in the price book at that speed"
            rows.append((*terms, _FIRST, _LAST, None, *nothing, None, why, *nothing, why))
    warehouse.replace_table("bucket_rates", _COLUMNS, rows)


def _usd(found: Rate) -> tuple[object, ...]:
    prices = (getattr(found, kind) for kind in KINDS)
    return tuple(price and price.usd_per_token for price in prices)
