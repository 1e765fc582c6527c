"""The price book: what a model cost on a platform, from one day to another, with the source.

Reads `book/*.csv` and the user's `--prices` file; writes nothing. Gaps between the rows of a model are
allowed: a request in a gap has no price, and is counted as such. Overlaps are a PriceBookError.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from norush.errors import PriceBookError
from norush.prices.cards import PriceCard, read_cards
from norush.prices.own import read_own

BOOK_VERSION = "2026-11-22"
"""The day on which the rows were last checked against their sources."""


@dataclass(frozen=True, slots=True)
class PriceBook:
    """All cards, ordered by name; no two apply to the same request."""

    version: str
    cards: tuple[PriceCard, ...]


def load_book(overrides: Path | None = None) -> PriceBook:
    """The book that norush ships; `overrides` (see own.py) replaces rows of the same model, platform and speed.

    Raises PriceBookError for a file or a row that cannot be used.
    """
    cards = shipped_cards()
    if not overrides:
        return book_of(BOOK_VERSION, cards)
    own = read_own(overrides)
    return book_of(f"{BOOK_VERSION}+{own.name}", own.over(cards))


@cache
def shipped_cards() -> tuple[PriceCard, ...]:
    """The cards of `book/*.csv`, file by file."""
    listed = sorted((files("norush.prices") / "book").iterdir(), key=lambda file: file.name)
    return tuple(card for file in listed for card in read_cards(file.read_text(encoding="utf-8"), file.name))


def book_of(version: str, cards: Iterable[PriceCard]) -> PriceBook:
    """A book of these cards. Raises PriceBookError where two rows of a model hold on the same day."""
    ordered = tuple(sorted(cards, key=lambda card: (*card.series, card.prompt_band == "long", card.valid_from)))
    for earlier, later in pairwise(card for card in ordered if card.prompt_band != "long"):
        if earlier.series != later.series:
            continue
        if (earlier.valid_until or datetime.max.replace(tzinfo=UTC)) > later.valid_from:
            raise PriceBookError(
                f"{'/'.join(later.series)}: the row from {later.valid_from:%Y-%m-%d} begins before the row "
                f"from {earlier.valid_from:%Y-%m-%d} ends; give that one a valid_until"
            )
    return PriceBook(version, ordered)
