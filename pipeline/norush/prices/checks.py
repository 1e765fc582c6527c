"""What a reader of prices must be warned of: gaps in a model's history, and rows that nobody checked for long.

Reads cards; writes nothing. Each warning names its rows. Overlaps are no warning: `book_of` refuses them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from norush.prices.cards import PriceCard

STALE_AFTER_DAYS = 60
"""Prices of this market changed every few weeks in 2026; two months unchecked is a guess."""


def gaps(cards: Iterable[PriceCard]) -> list[str]:
    """A sentence for each time between two rows of a model, platform and speed in which no row holds."""
    ordered = sorted(
        (card for card in cards if card.prompt_band != "long"), key=lambda card: (*card.series, card.valid_from)
    )
    return [
        f"{'/'.join(later.series)} has no price from {earlier.valid_until:%Y-%m-%d} to {later.valid_from:%Y-%m-%d}, "
        f"between the rows {earlier.price_card} and {later.price_card}: requests of that time are unpriced"
        for earlier, later in pairwise(ordered)
        if earlier.series == later.series and earlier.valid_until and earlier.valid_until < later.valid_from
    ]


def stale(cards: Iterable[PriceCard], today: date) -> list[str]:
    """A sentence for each day on which some of these cards were last checked, where that is too long ago."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for card in cards:
        if card.checked_on and is_stale(card.checked_on, today):
            by_day[card.checked_on].append(card.price_card)
    return [
        f"prices last checked on {day}, {(today - day).days} days ago (more than {STALE_AFTER_DAYS}): "
        f"{', '.join(sorted(names))}. Compare them with the provider's page; a newer norush may have newer rows"
        for day, names in sorted(by_day.items())
    ]


def is_stale(checked_on: date, on: date) -> bool:
    """Whether a price that was checked on one day is too old to be trusted on the other."""
    return (on - checked_on).days > STALE_AFTER_DAYS
