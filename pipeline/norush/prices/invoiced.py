"""The price book beside an invoice: prices at the terms that its lines name, the dearest ones, those that just ended.

Reads `invoice_lines`, `usage_buckets`, `rates` and the price book; writes `invoice_models`, `invoice_prices`,
`dearest_prices`, `earlier_rates`. docs/reconciliation.md says what each is for.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from norush.prices.book import PriceBook
from norush.prices.cards import PriceCard
from norush.prices.models import ModelNames, names_of, resolve
from norush.prices.rates import KINDS, Terms, rate
from norush.warehouse import Warehouse

AS_LOGGED = Terms("as_logged", "as_logged")
EIGHT_PLACES = Decimal("0.00000001")
_MODEL_COLUMNS = dict.fromkeys(("provider", "model", "platform", "model_id"), "text")
_NAMED = ("service_tier", "speed", "inference_geo", "context_window")
_SPAN = dict.fromkeys(("valid_from", "valid_until"), "timestamptz")
_PRICE_COLUMNS = {
    **dict.fromkeys(("provider", "model", *_NAMED, "token_kind"), "text"),
    **_SPAN,
    "usd_each": "decimal(19, 16)",
    "number_per_usd": "decimal(18, 8)",
}
_DEAREST_COLUMNS = {
    **dict.fromkeys(("platform", "model_id", "token_kind"), "text"),
    **_SPAN,
    "usd_each": "decimal(19, 16)",
}
_EARLIER_COLUMNS = {
    **dict.fromkeys(("price_card", "service_tier", "geo", "part"), "text"),
    "changed_on": "date",
    "least_usd_each": "decimal(19, 16)",
    "most_usd_each": "decimal(19, 16)",
}
_PARTS = (*KINDS, "web_search")
_Series = dict[tuple[str, str], list[PriceCard]]


def write_invoice_prices(warehouse: Warehouse, book: PriceBook) -> None:
    """Makes the four tables. USD a token, or a search; null where the book has no price at those terms."""
    names = names_of(book)
    cards: _Series = defaultdict(list)
    for card in book.cards:
        cards[card.platform, card.model_id].append(card)
    _write_models(warehouse, names)
    _write_prices(warehouse, names, cards)
    _write_dearest(warehouse, cards)
    _write_earlier(warehouse, book)


def _write_models(warehouse: Warehouse, names: ModelNames) -> None:
    """invoice_models: one row a (provider, model) of an invoice line or a usage total."""
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


def _write_prices(warehouse: Warehouse, names: ModelNames, cards: _Series) -> None:
    """invoice_prices: what a unit costs at the terms that a line names, a row a card; what is untold is standard."""
    rows: list[tuple[object, ...]] = []
    for line in warehouse.rows(
        f"select distinct provider, model, {', '.join(_NAMED)}, "
        "coalesce(token_kind, nullif(cost_type, 'tokens')) as token_kind from invoice_lines order by all"
    ):
        provider, model, tier, speed, geo, window, kind = line
        found = resolve(provider, model, geo, names)
        bands = ("any", "long" if str(window).startswith("200k") else "short")
        for card in cards.get((found.platform or "", found.model_id or ""), []):
            if card.speed == ("fast" if speed == "fast" else "standard") and card.prompt_band in bands:
                usd = _usd_each(card, tier or "standard", found.geo, (kind or "").removesuffix("_tokens"))
                if usd:
                    rows.append((*line, *_span(card), usd, (1 / usd).quantize(EIGHT_PLACES)))
    warehouse.replace_table("invoice_prices", _PRICE_COLUMNS, rows)


def _write_dearest(warehouse: Warehouse, cards: _Series) -> None:
    """dearest_prices: the most that a unit of a model of usage totals can cost, one row a card, wherever it runs."""
    rows: list[tuple[object, ...]] = []
    for key in warehouse.rows(
        "select distinct m.platform, m.model_id from usage_buckets as b join invoice_models as m "
        "on b.provider is not distinct from m.provider and b.model is not distinct from m.model order by all"
    ):
        for card in cards.get(key, []):
            for part in _PARTS:
                found = (_usd_each(card, tier, geo, part) for tier in _tiers(card) for geo in ("global", "us"))
                each = [usd for usd in found if usd is not None]
                if each:
                    kind = part if part == "web_search" else f"{part}_tokens"
                    rows.append((*key, kind, *_span(card), max(each)))
    warehouse.replace_table("dearest_prices", _DEAREST_COLUMNS, rows)


def _write_earlier(warehouse: Warehouse, book: PriceBook) -> None:
    """earlier_rates: of each card in use, those that ended where it begins: two where long prompts cost more."""
    named = {card.price_card: card for card in book.cards}
    rows: list[tuple[object, ...]] = []
    for name, tier, geo in warehouse.rows("select distinct price_card, service_tier, geo from rates order by all"):
        card = named[name]
        ended = [each for each in book.cards if each.series == card.series and each.valid_until == card.valid_from]
        for part in _PARTS:
            prices = [usd for each in ended if (usd := _usd_each(each, tier, geo, part)) is not None]
            if prices:
                rows.append((name, tier, geo, part, card.valid_from.date(), min(prices), max(prices)))
    warehouse.replace_table("earlier_rates", _EARLIER_COLUMNS, rows)


def _span(card: PriceCard) -> tuple[datetime, datetime]:
    return card.valid_from, card.valid_until or datetime(9999, 1, 1, tzinfo=UTC)


def _tiers(card: PriceCard) -> Iterator[str]:
    yield "standard"
    if card.priority_factor is not None:
        yield "priority"


def _usd_each(card: PriceCard, tier: str, geo: str, part: str) -> Decimal | None:
    found = rate(card, tier, geo, AS_LOGGED)
    if part == "web_search":
        return found.web_search_usd
    price = getattr(found, part) if part in KINDS else None
    return price.usd_per_token if price else None
