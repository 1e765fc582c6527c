"""What applies to a model when, and why: the answer of `norush prices MODEL` as plain values.

Reads the price book and `other_sources.csv`; writes nothing. Where sources disagree, the book follows the provider's
own page, its newest copy up to the day in question; other sources stand beside it with their dates.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.resources import files

from norush.prices.book import PriceBook, shipped_cards
from norush.prices.cards import PriceCard
from norush.prices.models import ModelNames, Resolved, names_of, resolve


@dataclass(frozen=True, slots=True)
class OtherSource:
    """One price by one source that is not the book's, beside the book's own for the same day."""

    model_id: str
    kind: str
    says_usd_per_mtok: Decimal
    valid_on: date
    who: str
    dated: str
    why: str
    book_usd_per_mtok: Decimal | None
    price_card: str | None
    seen_on: date | None
    """The day of the copy of its source that the book's row has its price from."""

    @property
    def agrees(self) -> bool:
        """The source and the book have the same price."""
        return self.says_usd_per_mtok == self.book_usd_per_mtok


@dataclass(frozen=True, slots=True)
class Explained:
    """A name as a log writes it, what it means, the cards that apply, and what others say."""

    asked: str
    resolved: Resolved
    cards: tuple[PriceCard, ...]
    """By platform, speed and time; only those that hold on `at`, where a day was given."""
    also_on: tuple[str, ...]
    """Other platforms that the book has this model on."""
    others: tuple[OtherSource, ...]


def explain(
    book: PriceBook, model: str, provider: str | None = None, geo: str | None = None, at: date | None = None
) -> Explained:
    """What `model`, as a log of `provider` writes it, is priced as; with `at`, on that day only."""
    names = names_of(book)
    resolved = resolve(provider, model, geo, names)
    if resolved.model_id is None and provider is None:
        resolved = _anywhere(names, model) or resolved
    same = [card for card in book.cards if card.model_id == resolved.model_id]
    cards = tuple(card for card in same if card.platform == resolved.platform and (at is None or holds(card, at)))
    platforms = {card.platform for card in same} - {resolved.platform}
    return Explained(
        model,
        resolved,
        cards,
        tuple(sorted(str(each) for each in platforms)),
        tuple(each for each in other_sources(shipped_cards()) if each.model_id == resolved.model_id)
        if resolved.platform == "anthropic"
        else (),
    )


def _anywhere(names: ModelNames, model: str) -> Resolved | None:
    """A name that the book has of one maker only; clouds have no models of their own."""
    name, clouds = model.strip().lower(), ("bedrock", "vertex")
    found = [(at, known[name]) for at, known in names.spellings.items() if name in known and at not in clouds]
    return Resolved(found[0][1], found[0][0], "global") if len(found) == 1 else None


def holds(card: PriceCard, day: date) -> bool:
    """Whether the card applies at the beginning of that day (UTC)."""
    at = datetime.combine(day, time(), UTC)
    return card.valid_from <= at and (card.valid_until is None or at < card.valid_until)


def latest(cards: Iterable[PriceCard]) -> list[PriceCard]:
    """The newest row of each model, platform and speed; short and long prompts are two."""
    newest: dict[tuple[str, ...], PriceCard] = {}
    for card in sorted(cards, key=lambda card: card.valid_from):
        if card.prompt_band != "long":
            newest[card.series] = card
    long = {(*card.series, card.valid_from): card for card in cards if card.prompt_band == "long"}
    pairs = ((card, long.get((*card.series, card.valid_from))) for _, card in sorted(newest.items()))
    return [card for pair in pairs for card in pair if card]


def other_sources(cards: Sequence[PriceCard]) -> tuple[OtherSource, ...]:
    """Every price of `other_sources.csv`, beside the price of Anthropic's own platform for that day and kind.

    Of the shipped cards: what a user negotiated is no opinion about the list price.
    """
    text = (files("norush.prices") / "other_sources.csv").read_text(encoding="utf-8")
    found = []
    for row in csv.DictReader(io.StringIO(text)):
        day = date.fromisoformat(row["valid_on"])
        card = next(
            (
                card
                for card in cards
                if card.series == ("anthropic", row["model_id"], "standard")
                and card.prompt_band != "long"
                and holds(card, day)
            ),
            None,
        )
        found.append(
            OtherSource(
                row["model_id"],
                row["kind"],
                Decimal(row["says_usd_per_mtok"]),
                day,
                row["who"],
                row["dated"],
                row["why"],
                getattr(card, f"{row['kind']}_usd_per_mtok") if card else None,
                card.price_card if card else None,
                card.seen_on if card else None,
            )
        )
    return tuple(found)
