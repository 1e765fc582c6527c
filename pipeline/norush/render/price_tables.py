"""Stage 5, the price book in words: tables for `norush prices`, and the same as JSON.

Reads cards and what `explain` found; returns tables and plain objects.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from norush.money import exact
from norush.prices.cards import FACTORS, PriceCard
from norush.prices.explain import Explained, OtherSource
from norush.prices.rates import why_no_tier
from norush.render.columns import Table
from norush.render.numbers import unit_price, visible
from norush.render.price_words import dated

PRICES = {
    "input": "input",
    "output": "output",
    "cache_write_5m": "write 5m",
    "cache_write_1h": "write 1h",
    "cache_read": "read",
    "batch_input": "batch in",
    "batch_output": "batch out",
    "batch_cache_read": "batch read",
}
SETTLED = (
    "The book follows the provider's own page, its newest copy up to the day in question. Other sources are used only "
    "where that page says nothing, and their rows say so."
)


def tables(found: Explained) -> list[Table]:
    """What applies when and why; then what other sources say."""
    made = [
        Table(
            f"{visible(found.asked)}: {found.resolved.model_id} on {found.resolved.platform}",
            ("holds", "for", *PRICES.values()),
            tuple(_row(card) for card in found.cards),
            left=2,
            notes=("USD per million tokens. – is not published.", "", *_notes(found)),
        )
    ]
    if found.others:
        made.append(disagreements(found.others))
    return made


def overview(cards: Iterable[PriceCard]) -> Table:
    """One row a model: its newest prices."""
    rows = tuple((card.platform, card.model_id, *_row(card)) for card in cards)
    return Table(
        "The newest price of every model, USD per million tokens",
        ("platform", "model", "holds", "for", *PRICES.values()),
        rows,
        left=4,
        notes=("norush prices MODEL says what applies when, and where it is from.",),
    )


def disagreements(others: Sequence[OtherSource]) -> Table:
    """What others say beside what the book has."""
    rows = tuple(
        (
            each.model_id,
            PRICES[each.kind],
            each.who,
            each.dated,
            unit_price(each.says_usd_per_mtok),
            "–" if each.book_usd_per_mtok is None else unit_price(each.book_usd_per_mtok),
            f"{each.seen_on or '–'}",
            "agrees" if each.agrees else f"differs: {each.why}",
        )
        for each in others
    )
    return Table(
        "What other sources say",
        ("model", "price", "source", "dated", "says", "book", "seen", ""),
        rows,
        left=4,
        tail=2,
        notes=(SETTLED,),
    )


def as_object(found: Explained) -> dict[str, object]:
    """The same for programs: prices as exact texts, days as YYYY-MM-DD, null where nothing is published."""
    return {
        "schema": "norush.prices/1",
        "asked": found.asked,
        "model_id": found.resolved.model_id,
        "platform": found.resolved.platform,
        "geo": found.resolved.geo,
        "why": found.resolved.why,
        "also_on": list(found.also_on),
        "cards": [card_object(card) for card in found.cards],
        "other_sources": [
            {
                "kind": each.kind,
                "says_usd_per_mtok": exact(each.says_usd_per_mtok),
                "book_usd_per_mtok": None if each.book_usd_per_mtok is None else exact(each.book_usd_per_mtok),
                "agrees": each.agrees,
                "who": each.who,
                "dated": each.dated,
                "valid_on": each.valid_on.isoformat(),
                "price_card": each.price_card,
                "why": each.why or None,
            }
            for each in found.others
        ],
    }


def card_object(card: PriceCard) -> dict[str, object]:
    """One card as plain values."""
    names = [name for name in PriceCard.__dataclass_fields__ if name.endswith("_usd_per_mtok")]
    return {
        "price_card": card.price_card,
        "platform": card.platform,
        "model_id": card.model_id,
        "speed": card.speed,
        "prompt_band": card.prompt_band,
        "over_tokens": card.over_tokens,
        "valid_from": _day(card.valid_from),
        "valid_until": card.valid_until and _day(card.valid_until),
        "usd_per_mtok": {name.removesuffix("_usd_per_mtok"): _exact(getattr(card, name)) for name in names},
        **{name: _exact(getattr(card, name)) for name in FACTORS},
        "web_search_usd": _exact(card.web_search_usd),
        "min_cacheable_tokens": card.min_cacheable_tokens,
        "source": card.source,
        "seen_on": card.seen_on and card.seen_on.isoformat(),
        "checked_on": card.checked_on and card.checked_on.isoformat(),
    }


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else exact(value)


def _day(value: datetime | date) -> str:
    return f"{value:%Y-%m-%d}"


def _row(card: PriceCard) -> tuple[str, ...]:
    until = f"until {_day(card.valid_until)}" if card.valid_until else "on"
    prices = (getattr(card, f"{kind}_usd_per_mtok") for kind in PRICES)
    return (
        f"from {_day(card.valid_from)} {until}",
        _band(card),
        *("–" if price is None else unit_price(price) for price in prices),
    )


def _band(card: PriceCard) -> str:
    speed = "fast mode" if card.speed == "fast" else "standard"
    if card.prompt_band == "any":
        return speed
    sign = ">" if card.prompt_band == "long" else "≤"
    return f"{speed}, prompt {sign} {card.over_tokens:,} tokens"


def _notes(found: Explained) -> Iterable[str]:
    """Sentences under the table: what multiplies the prices, what has none, where each row is from."""
    for card in found.cards[-1:]:
        if card.us_factor is not None:
            yield f"inference_geo us: every token price × {card.us_factor.normalize()}."
        if card.web_search_usd is not None:
            yield f"A web search costs {unit_price(card.web_search_usd)} at every tier; a batch does not halve it."
        for tier in ("batch", "flex", "priority"):
            factor = getattr(card, f"{tier}_factor", None)
            if why := why_no_tier(card, tier):
                yield why if why.startswith(tier) else f"{tier}: {why}"
            elif factor is not None:
                yield f"{tier} tier: every token price × {factor.normalize()}."
    if found.resolved.geo != "global":
        yield f"Priced for geography {found.resolved.geo}."
    if found.also_on:
        yield f"Also in the book on: {', '.join(found.also_on)} (--provider)."
    for card in found.cards:
        if card.prompt_band != "long":
            yield f"from {_day(card.valid_from)} ({_band(card)}): {card.source}{dated(card.seen_on, card.checked_on)}."
