"""What a reader of prices must be warned of: gaps in a model's history, and rows whose source was not seen for long.

Reads cards; writes nothing. Each warning names its rows. Overlaps are no warning: `book_of` refuses them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from norush.prices.cards import PriceCard
from norush.prices.rates import KINDS

STALE_AFTER_DAYS = 60
"""Prices of this market changed every few weeks in 2026; what the source said two months ago is a guess."""


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


def changes(cards: Iterable[PriceCard]) -> list[tuple[str, str, str, datetime]]:
    """(platform, model_id, speed, instant) of each change of a price, where one row ends and the next begins."""
    spans: dict[tuple[str, str, str], dict[datetime, list[PriceCard]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        spans[card.series][card.valid_from].append(card)
    found = []
    for series, by_start in sorted(spans.items()):
        for (_, before), (start, after) in pairwise(sorted(by_start.items())):
            if before[0].valid_until == start and _paid(before) != _paid(after):
                found.append((*series, start))
    return found


def _paid(cards: list[PriceCard]) -> set[tuple[object, ...]]:
    """What requests pay by these cards; a batch price that becomes known is no change of a price."""
    names = ("over_tokens", *(f"{kind}_usd_per_mtok" for kind in KINDS), "us_factor", "web_search_usd")
    return {(card.prompt_band == "long", *(getattr(card, name) for name in names)) for card in cards}


def stale(cards: Iterable[PriceCard], today: date) -> list[str]:
    """A sentence for each day on which some of these prices were last seen at their source, where that is too long ago.

    Comparing a row with an old copy of the page does not make it younger. A row that has ended does not grow old.
    """
    by_day: dict[date, list[str]] = defaultdict(list)
    for card in cards:
        seen_on = last_seen(card.seen_on, card.checked_on)
        if card.valid_until is None and seen_on and is_stale(seen_on, today):
            by_day[seen_on].append(card.price_card)
    return [
        f"prices last seen at their source on {day}, {(today - day).days} days ago (more than {STALE_AFTER_DAYS}): "
        f"{', '.join(sorted(names))}. Compare them with the provider's page; a newer norush may have newer rows"
        for day, names in sorted(by_day.items())
    ]


def last_seen(seen_on: date | None, checked_on: date | None) -> date | None:
    """When the source last said so: the day of its copy, or the day of the comparison where the copy has none."""
    return seen_on or checked_on


def is_stale(seen_on: date, on: date) -> bool:
    """Whether a price that was seen on one day is too old to be trusted on the other."""
    return (on - seen_on).days > STALE_AFTER_DAYS
