"""Writes the price tables that SQL joins to requests: only what this database uses.

Reads `requests`, `usage_buckets` and the price book; writes `price_models`, `price_places`, `price_cards`,
`price_changes`, `rates`, `rate_parts`.
"""

from collections.abc import Mapping
from dataclasses import astuple

from norush.prices import checks
from norush.prices.book import PriceBook
from norush.prices.cards import PriceCard
from norush.prices.models import names_of, resolve
from norush.prices.rates import KINDS, Terms, rate
from norush.warehouse import Warehouse

MODEL_COLUMNS = dict.fromkeys(("provider", "model", "model_id", "platform"), "text")
PLACE_COLUMNS = dict.fromkeys(("provider", "model", "inference_geo", "model_id", "platform", "geo", "why"), "text")

CARD_COLUMNS = {
    "price_card": "text",
    "platform": "text",
    "model_id": "text",
    "speed": "text",
    "prompt_band": "text",
    "valid_from": "timestamptz",
    "valid_until": "timestamptz",
    "over_tokens": "bigint",
    "input_usd_per_mtok": "decimal(12, 6)",
    "output_usd_per_mtok": "decimal(12, 6)",
    "cache_write_5m_usd_per_mtok": "decimal(12, 6)",
    "cache_write_1h_usd_per_mtok": "decimal(12, 6)",
    "cache_read_usd_per_mtok": "decimal(12, 6)",
    "batch_input_usd_per_mtok": "decimal(12, 6)",
    "batch_output_usd_per_mtok": "decimal(12, 6)",
    "batch_cache_write_5m_usd_per_mtok": "decimal(12, 6)",
    "batch_cache_write_1h_usd_per_mtok": "decimal(12, 6)",
    "batch_cache_read_usd_per_mtok": "decimal(12, 6)",
    "us_factor": "decimal(6, 4)",
    "flex_factor": "decimal(6, 4)",
    "priority_factor": "decimal(6, 4)",
    "web_search_usd": "decimal(12, 6)",
    "min_cacheable_tokens": "bigint",
    "source": "text",
    "seen_on": "date",
    "checked_on": "date",
}

CHANGE_COLUMNS = {**dict.fromkeys(("platform", "model_id", "speed"), "text"), "changed_at": "timestamptz"}

# 15 + 19 digits: above 18, so that DuckDB multiplies in 128 bits; low enough that six products add up in 38.
RATE = "decimal(19, 16)"

RATE_COLUMNS = {
    **dict.fromkeys(("price_card", "service_tier", "geo", "scenario"), "text"),
    **{f"{kind}_usd_per_token": RATE for kind in KINDS},
    "web_search_usd": RATE,
    "why": "text",
}
PART_COLUMNS = {
    **dict.fromkeys(("price_card", "service_tier", "geo", "scenario", "kind"), "text"),
    "usd_per_mtok": "decimal(12, 6)",
    "factor": "decimal(6, 4)",
}


def write_price_tables(warehouse: Warehouse, book: PriceBook) -> None:
    """Makes `price_models`, `price_places`, `price_cards` and `price_changes` for the models of calls and totals.

    price_models: one row a (provider, model) as logged. price_places: one row a (provider, model,
    inference_geo) as logged, because where a request ran may change its price list.
    """
    names = names_of(book)
    logged = warehouse.rows(
        "select provider, model, inference_geo from requests "
        "union select provider, model, inference_geo from usage_buckets order by all"
    )
    known = {(provider, model, geo): resolve(provider, model, geo, names) for provider, model, geo in logged}
    places = [(*key, *astuple(resolved)) for key, resolved in known.items()]
    warehouse.replace_table("price_places", PLACE_COLUMNS, places)
    models: list[tuple[object, ...]] = []
    for provider, model in dict.fromkeys(key[:2] for key in known):
        resolved = resolve(provider, model, None, names)
        models.append((provider, model, resolved.model_id, resolved.platform))
    warehouse.replace_table("price_models", MODEL_COLUMNS, models)
    wanted = {(resolved.platform, resolved.model_id) for resolved in known.values()}
    cards = [_row(card) for card in book.cards if (card.platform, card.model_id) in wanted]
    warehouse.replace_table("price_cards", CARD_COLUMNS, cards)
    changes = checks.changes(card for card in book.cards if (card.platform, card.model_id) in wanted)
    warehouse.replace_table("price_changes", CHANGE_COLUMNS, list(changes))


def write_rates(warehouse: Warehouse, book: PriceBook, scenarios: Mapping[str, Terms]) -> None:
    """Makes `rates` and `rate_parts` for the cards, tiers and geographies that `usage` has.

    rates: one row a (price_card, service_tier, geo, scenario): what a token costs. rate_parts: one row a kind of token
    that has a price there: the published price and the factor that make it.
    """
    cards = {card.price_card: card for card in book.cards}
    used = warehouse.rows(
        "select distinct price_card, service_tier, geo from usage where price_card is not null order by all"
    )
    rows: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    for name, tier, geo in used:
        for scenario, terms in scenarios.items():
            key = (name, tier, geo, scenario)
            found = rate(cards[name], tier, geo, terms)
            prices = {kind: getattr(found, kind) for kind in KINDS}
            each = [price and price.usd_per_token for price in prices.values()]
            rows.append((*key, *each, found.web_search_usd, found.why))
            parts += [(*key, kind, price.usd_per_mtok, price.factor) for kind, price in prices.items() if price]
    warehouse.replace_table("rates", RATE_COLUMNS, rows)
    warehouse.replace_table("rate_parts", PART_COLUMNS, parts)


def _row(card: PriceCard) -> tuple[object, ...]:
    return tuple(getattr(card, column) for column in CARD_COLUMNS)
