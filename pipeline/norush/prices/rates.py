"""What one token costs: a card's price and one factor, under a scenario's terms.

Reads price cards; writes nothing. USD per million tokens (6 decimals) times one factor (4 decimals) over a
million has 16 decimals, so that `tokens * rate` is the only product that SQL ever makes.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from norush.prices.cards import SIX_PLACES, PriceCard

ONE_MTOK = Decimal("0.000001")
FOUR_PLACES = Decimal("0.0001")
KINDS = ("input", "cache_read", "cache_write_5m", "cache_write_1h", "output")
"""Kinds of tokens, in the order of the canonical request. They do not overlap."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scenario changes: the service tier, and what becomes of cached tokens (`as_logged`: nothing)."""

    tier: Literal["as_logged", "standard", "batch"]
    cache: Literal["as_logged", "none"]


@dataclass(frozen=True, slots=True)
class Price:
    """A published price of one kind of token, and the factor (tier x geography) that multiplies it."""

    usd_per_mtok: Decimal
    factor: Decimal

    @property
    def usd_per_token(self) -> Decimal:
        """Exact: sixteen decimals."""
        return self.usd_per_mtok * self.factor * ONE_MTOK


@dataclass(frozen=True, slots=True)
class Rate:
    """Prices of each kind of token, and USD a web search; all None where there is no price, and `why`."""

    input: Price | None = None
    cache_read: Price | None = None
    cache_write_5m: Price | None = None
    cache_write_1h: Price | None = None
    output: Price | None = None
    web_search_usd: Decimal | None = None
    why: str | None = None


def rate(card: PriceCard, service_tier: str, geo: str, terms: Terms) -> Rate:
    """The rate of requests that ran at `service_tier` in `geo`, on these terms.

    What has no price as billed has none in any scenario, so that scenarios compare the same requests.
    """
    why = why_no_tier(card, service_tier)
    tier = service_tier
    if not why and terms.tier != "as_logged":
        tier = terms.tier
        why = why_no_tier(card, tier)
    if why:
        return Rate(why=why)
    geo_factor = card.us_factor if geo == "us" and card.us_factor is not None else Decimal(1)
    uncached = _price(card, "input", tier, geo_factor)
    is_cached = terms.cache == "as_logged"
    return Rate(
        input=uncached,
        cache_read=_price(card, "cache_read", tier, geo_factor) if is_cached else uncached,
        cache_write_5m=_price(card, "cache_write_5m", tier, geo_factor) if is_cached else uncached,
        cache_write_1h=_price(card, "cache_write_1h", tier, geo_factor) if is_cached else uncached,
        output=_price(card, "output", tier, geo_factor),
        # A fee a search, whatever the tier: providers do not halve it in a batch.
        web_search_usd=card.web_search_usd,
    )


def why_no_tier(card: PriceCard, service_tier: str) -> str | None:
    """Why a card has no price at a tier; None where it has."""
    match service_tier:
        case "standard":
            why = None
        case "batch" if card.batch_input_usd_per_mtok is not None:
            why = None
        case "batch" if card.speed == "fast":
            why = "fast mode cannot be batched"
        case "batch":
            why = f"no verified batch price for {card.model_id} on {card.platform}"
        case "priority":
            why = None if card.priority_factor is not None else "priority tier: contract, not priced"
        case "flex" if card.flex_factor is not None:
            why = None
        case _:
            why = f"{service_tier} tier: no published price"
    return why


def _price(card: PriceCard, kind: str, tier: str, geo_factor: Decimal) -> Price | None:
    """One kind's price at a tier that the card has: the standard price and a factor, or the batch's own price."""
    standard: Decimal | None = getattr(card, f"{kind}_usd_per_mtok")
    if standard is None:
        return None
    if tier != "batch":
        factor = {"flex": card.flex_factor, "priority": card.priority_factor}.get(tier) or Decimal(1)
        return _combined(standard, factor * geo_factor)
    batch: Decimal | None = getattr(card, f"batch_{kind}_usd_per_mtok")
    if batch is None:
        return None
    share = (batch / standard).quantize(FOUR_PLACES) if standard else Decimal(1)
    if share * standard == batch:
        return _combined(standard, share * geo_factor)
    return _combined(batch, geo_factor)


def _combined(usd_per_mtok: Decimal, factor: Decimal) -> Price:
    """The factor in four decimals; what does not fit there (a batch factor of four times 1.1) goes into the price."""
    rounded = factor.quantize(FOUR_PLACES)
    if rounded == factor:
        return Price(usd_per_mtok, rounded)
    return Price((usd_per_mtok * factor).quantize(SIX_PLACES), Decimal("1.0000"))
