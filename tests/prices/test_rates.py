"""One token's price: exact in sixteen decimals, never discounted where the provider does not."""

from decimal import Decimal
from itertools import product

from norush.prices import load_book
from norush.prices.rates import KINDS, rate
from norush.scenarios import SCENARIOS

TIERS = ("standard", "batch", "priority", "flex")
GEOS = ("global", "us")


def test_every_rate_is_exact_and_fits_its_column() -> None:
    for card, tier, geo, scenario in product(load_book().cards, TIERS, GEOS, SCENARIOS):
        priced = rate(card, tier, geo, scenario.terms)
        prices = [getattr(priced, kind) for kind in KINDS]
        amounts = [*(price and price.usd_per_token for price in prices), priced.web_search_usd]
        assert (priced.input is None) == (priced.why is not None)
        for amount in amounts:
            assert amount is None or (amount == amount.quantize(Decimal("1e-16")) and amount < 1000)
        for price in prices:
            assert price is None or price.factor == price.factor.quantize(Decimal("0.0001"))


def test_what_has_no_price_as_billed_has_none_in_any_scenario() -> None:
    as_billed, *others = (scenario.terms for scenario in SCENARIOS)
    for card, tier in product(load_book().cards, TIERS):
        if rate(card, tier, "global", as_billed).why:
            assert all(rate(card, tier, "global", terms).why for terms in others)


def test_fees_are_the_same_in_every_scenario() -> None:
    for card, scenario in product(load_book().cards, SCENARIOS):
        priced = rate(card, "standard", "us", scenario.terms)
        assert priced.why or priced.web_search_usd == card.web_search_usd
