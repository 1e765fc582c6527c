"""List prices beneath the prices of a user's own: what FOCUS compares with what was agreed on.

Reads `price_cards`, `rates`, `bucket_costs`, `audits` and the shipped price book; writes `list_rates`.
"""

from collections import defaultdict
from datetime import UTC, datetime

from norush.prices import BOOK_VERSION, PriceCard, Terms, load_book
from norush.prices.rates import KINDS, rate
from norush.warehouse import Warehouse

_FAR = datetime.max.replace(tzinfo=UTC)
_AS_LOGGED = Terms(tier="as_logged", cache="as_logged")


def write_list_rates(warehouse: Warehouse) -> None:
    """Makes `list_rates`; empty where the audit used the shipped prices, or those of another norush."""
    warehouse.run_step("6_export/list_rates")
    (book,) = warehouse.row("select price_book from audits")
    if not book.startswith(f"{BOOK_VERSION}+"):
        return
    shipped: dict[tuple[str, ...], list[PriceCard]] = defaultdict(list)
    for card in load_book().cards:
        shipped[*card.series, card.prompt_band].append(card)
    used = warehouse.rows(
        """
        select r.price_card, r.service_tier, r.geo, c.platform, c.model_id, c.speed, c.prompt_band
        from (
            select price_card, service_tier, geo from rates where scenario = 'as_billed'
            union
            select price_card, service_tier, case when inference_geo = 'us' then 'us' else 'global' end
            from bucket_costs
        ) as r
        join price_cards as c using (price_card)
        order by all
        """
    )
    rows = [
        [*key, kind, card.valid_from, card.valid_until or _FAR, usd]
        for *key, platform, model_id, speed, band in used
        for card in shipped[platform, model_id, speed, band]
        for kind, usd in _prices(card, key[1], key[2]).items()
    ]
    if rows:
        warehouse.connection.executemany("insert into list_rates values (?, ?, ?, ?, ?, ?, ?)", rows)


def _prices(card: PriceCard, service_tier: str, geo: str) -> dict[str, object]:
    """USD a token by kind, and a web search; what has no price is left out."""
    found = rate(card, service_tier, geo, _AS_LOGGED)
    each = {kind: price.usd_per_token for kind in KINDS if (price := getattr(found, kind))}
    return each if found.web_search_usd is None else {**each, "web_search": found.web_search_usd}
