"""What one token costs: a card's price under a scenario's terms, folded into one exact decimal.

Reads price cards; writes nothing. USD per million tokens (6 decimals) times one factor (4 decimals) over a
million has 16 decimals, so that `tokens * rate` is the only product that SQL ever makes.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from norush.prices.cards import PriceCard

ONE_MTOK = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scenario changes: the service tier, and what becomes of cached tokens (`as_logged`: nothing)."""

    tier: Literal["as_logged", "standard", "batch"]
    cache: Literal["as_logged", "none"]


@dataclass(frozen=True, slots=True)
class Rate:
    """USD per token of each kind, and per web search; all None where there is no price, and `why`."""

    input: Decimal | None = None
    cache_read: Decimal | None = None
    cache_write_5m: Decimal | None = None
    cache_write_1h: Decimal | None = None
    output: Decimal | None = None
    web_search_usd: Decimal | None = None
    why: str | None = None


def rate(card: PriceCard, service_tier: str, geo: str, terms: Terms) -> Rate:
    """The rate of requests that ran at `service_tier` in `geo`, on these terms.

    What has no price as billed has none in any scenario, so that scenarios compare the same requests.
    """
    billed_factor, why = _tier_factor(card, service_tier)
    if billed_factor is None:
        return Rate(why=why)
    factor = billed_factor
    if terms.tier != "as_logged":
        moved, why = _tier_factor(card, terms.tier)
        if moved is None:
            return Rate(why=why)
        factor = moved
    if geo == "us" and card.us_factor is not None:
        factor *= card.us_factor
    return _rate(card, factor, is_cached=terms.cache == "as_logged")


def _tier_factor(card: PriceCard, service_tier: str) -> tuple[Decimal | None, str | None]:
    """What a tier does to a card's token prices, or why nobody can say."""
    if service_tier == "standard":
        return Decimal(1), None
    if service_tier == "priority":
        return None, "priority tier: priced by contract, not by list"
    if service_tier != "batch":
        return None, f"{service_tier} tier: no published price"
    if card.batch_factor is None and card.speed == "fast":
        return None, "fast mode cannot be batched"
    if card.batch_factor is None:
        return None, f"no verified batch price for {card.model_id} on {card.platform}"
    return card.batch_factor, None


def _rate(card: PriceCard, factor: Decimal, *, is_cached: bool) -> Rate:
    def folded(usd_per_mtok: Decimal | None) -> Decimal | None:
        return None if usd_per_mtok is None else usd_per_mtok * factor * ONE_MTOK

    uncached = folded(card.input_usd_per_mtok)
    return Rate(
        input=uncached,
        cache_read=folded(card.cache_read_usd_per_mtok) if is_cached else uncached,
        cache_write_5m=folded(card.cache_write_5m_usd_per_mtok) if is_cached else uncached,
        cache_write_1h=folded(card.cache_write_1h_usd_per_mtok) if is_cached else uncached,
        output=folded(card.output_usd_per_mtok),
        # A fee a search, whatever the tier: providers do not halve it in a batch.
        web_search_usd=card.web_search_usd,
    )
