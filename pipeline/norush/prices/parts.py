"""The arithmetic of a cost line: number x price x factor = usd, one kind of tokens at a time.

Reads nothing, writes nothing. Exact: sixty digits hold any product of a count, a price and a factor.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from norush.prices.rates import ONE_MTOK


@dataclass(frozen=True, slots=True)
class CostPart:
    """One kind of tokens of a line, or its web searches: number x price x factor = usd, exactly."""

    kind: str
    """input, cache_read, ..., output; or web_search."""
    number: int
    price_usd: Decimal
    """As published: for a million tokens, or for one search."""
    factor: Decimal
    """Service tier x geography, such as 0.55 for a batch kept in the US; 1 for a search."""
    usd: Decimal


def of_tokens(kind: str, number: int, usd_per_mtok: Decimal, factor: Decimal) -> CostPart:
    """What so many tokens of a kind cost."""
    with localcontext(prec=60):
        return CostPart(kind, number, usd_per_mtok, factor, number * usd_per_mtok * factor * ONE_MTOK)


def of_searches(number: int, usd_each: Decimal) -> CostPart:
    """What so many web searches cost: no tier and no place changes a fee."""
    with localcontext(prec=60):
        return CostPart("web_search", number, usd_each, Decimal(1), number * usd_each)
