"""A user's own prices: private models, negotiated discounts, other currencies. Laid over the shipped cards.

Reads the file given with `--prices`, TOML or a CSV of the book's columns; writes nothing. A converted or discounted
price is rounded half up to a millionth of a dollar per million tokens, once, here; from then on it is exact.
"""

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

from norush.errors import PriceBookError
from norush.prices.cards import FACTORS, MOST_LISTED, SIX_PLACES, PriceCard, Row, read_cards
from norush.prices.models import bundled_names, names_with, resolve, spelled

TWELVE_PLACES = Decimal("0.000000000001")
FAR = datetime.max.replace(tzinfo=UTC)
PRICE_KEYS = {
    "platform": "platform",
    "model": "model_id",
    "web_search": "web_search_usd",
    **{
        f"{kind}_per_mtok": f"{kind}_usd_per_mtok"
        for kind in (
            *("input", "output", "cache_write_5m", "cache_write_1h", "cache_read"),
            *("batch_input", "batch_output", "batch_cache_write_5m", "batch_cache_write_1h", "batch_cache_read"),
            *("long_input", "long_output"),
        )
    },
    **{
        key: key
        for key in (
            *("speed", "valid_from", "valid_until", "over_tokens", "min_cacheable_tokens", "source"),
            *("seen_on", "checked_on"),
            *FACTORS,
        )
    },
}
"""Keys of a `[[price]]`, and the columns of the book that they mean."""
DISCOUNT_KEYS = ("platform", "models", "percent_off", "valid_from", "valid_until", "source")


@dataclass(frozen=True, slots=True)
class Discount:
    """A share off every token price of some shipped cards, [valid_from, valid_until); fees stay."""

    platform: str
    models: tuple[str, ...]
    """Model ids; empty: every model of the platform."""
    percent_off: Decimal
    valid_from: datetime
    valid_until: datetime
    source: str
    where: str

    def covers(self, card: PriceCard) -> bool:
        """Whether the discount changes a price of this card at any time."""
        return (
            card.platform == self.platform
            and (not self.models or card.model_id in self.models)
            and card.valid_from < self.valid_until
            and self.valid_from < (card.valid_until or FAR)
        )


@dataclass(frozen=True, slots=True)
class OwnPrices:
    """What one file says: cards that replace or add to the shipped ones, and discounts on the shipped ones."""

    name: str
    cards: tuple[PriceCard, ...]
    discounts: tuple[Discount, ...] = ()

    def over(self, shipped: Iterable[PriceCard]) -> list[PriceCard]:
        """The shipped cards with these laid over them. Raises PriceBookError for a discount that meets nothing."""
        own = {card.series for card in self.cards}
        kept = [card for card in shipped if card.series not in own]
        for discount in self.discounts:
            lacking = [model for model in discount.models if not _has(kept, discount.platform, model)]
            if lacking or not any(discount.covers(card) for card in kept):
                what = f"no shipped price of {' or '.join(lacking) or 'any model'} on {discount.platform}"
                raise PriceBookError(
                    f"{discount.where}: there is {what} at that time; a price of your own is not discounted, "
                    "and `norush prices` lists what there is"
                )
        changed = [piece for card in kept for piece in self._pieces(card)]
        return [*changed, *self.cards]

    def _pieces(self, card: PriceCard) -> list[PriceCard]:
        """The card, cut where discounts begin and end."""
        found = sorted((each for each in self.discounts if each.covers(card)), key=lambda each: each.valid_from)
        for earlier, later in pairwise(found):
            if later.valid_from < earlier.valid_until:
                raise PriceBookError(f"{later.where}: on the same day as {earlier.where}, for {card.price_card}")
        pieces: list[PriceCard] = []
        cursor, end = card.valid_from, card.valid_until or FAR
        for discount in found:
            start, stop = max(discount.valid_from, cursor), min(discount.valid_until, end)
            if start > cursor:
                pieces.append(_within(card, cursor, start))
            pieces.append(_discounted(_within(card, start, stop), discount))
            cursor = stop
        return [*pieces, _within(card, cursor, end)] if cursor < end else pieces


def read_own(path: Path) -> OwnPrices:
    """What the file says. Raises PriceBookError, naming the row, for anything that cannot be right."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() != ".toml":
            return OwnPrices(path.name, _as_logged(read_cards(text, str(path)), path))
        document = tomllib.loads(text, parse_float=Decimal)
    except (OSError, ValueError, csv.Error) as error:  # ValueError: no UTF-8, no TOML, an integer of 5,000 digits
        raise PriceBookError(f"{path} cannot be read as prices: {error}") from error
    unknown = sorted(document.keys() - {"price", "discount", "currency"})
    if unknown:
        raise PriceBookError(f"{path}: unknown key {unknown[0]!r}. It may hold [currency], [[price]] and [[discount]]")
    currencies = _currencies(document.get("currency", {}), path)
    cards: list[PriceCard] = []
    for where, table in _tables(document, "price", path):
        cards += _cards(table, currencies, where)
    discounts = [_discount(table, where) for where, table in _tables(document, "discount", path)]
    if not cards and not discounts:
        raise PriceBookError(f"{path}: no [[price]] and no [[discount]] in it")
    return OwnPrices(path.name, _as_logged(cards, path), tuple(discounts))


def _tables(document: Mapping[str, object], key: str, path: Path) -> list[tuple[str, Mapping[str, object]]]:
    tables = document.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise PriceBookError(f"{path}: write [[{key}]] with two brackets, once for each")
    named = enumerate(tables, 1)
    return [
        (f"{path}, {key} {at} ({table.get('model') or table.get('platform') or '?'})", table) for at, table in named
    ]


def _currencies(table: object, path: Path) -> dict[str, Decimal]:
    """USD a unit, by the currency's name."""
    if not isinstance(table, dict):
        raise PriceBookError(f"{path}: [currency] lists what a unit is in USD, such as EUR = 1.08")
    rates = {"USD": Decimal(1)}
    for name, value in table.items():
        rate = _number(value)
        if rate is None or not 0 < rate < 1_000_000 or name == "USD":
            raise PriceBookError(f"{path}: currency {name} = {value!r} must be what one unit is in USD, such as 1.08")
        rates[name] = rate
    return rates


def _cards(table: Mapping[str, object], currencies: Mapping[str, Decimal], where: str) -> list[PriceCard]:
    _refuse_unknown(table, (*PRICE_KEYS, "currency"), where)
    currency = str(table.get("currency", "USD"))
    if currency not in currencies:
        raise PriceBookError(f"{where}: [currency] does not say what one {currency} is in USD")
    cells = {column: _cell(table[key], key, where) for key, column in PRICE_KEYS.items() if key in table}
    cells.setdefault("speed", "standard")
    for key in ("platform", "model", "valid_from", "input_per_mtok", "output_per_mtok", "source"):
        if not cells.get(PRICE_KEYS[key]):
            raise PriceBookError(f"{where}: {key} is missing")
    if currency != "USD":
        cells["source"] += f" ({currency} at {currencies[currency]} USD)"
    return Row(cells, where, currencies[currency]).cards()


def _discount(table: Mapping[str, object], where: str) -> Discount:
    _refuse_unknown(table, DISCOUNT_KEYS, where)
    for key in ("platform", "percent_off", "valid_from", "source"):
        if key not in table:
            raise PriceBookError(f"{where}: {key} is missing")
    percent, models = _number(table["percent_off"]), table.get("models", [])
    if percent is None or not 0 < percent <= 100:
        raise PriceBookError(f"{where}: percent_off {table['percent_off']} must be above 0 and at most 100")
    if not isinstance(models, list) or not all(isinstance(model, str) for model in models):
        raise PriceBookError(f"{where}: models is a list of names; leave it out for every model of the platform")
    places = [_place(_cell(table["platform"], "platform", where), model) for model in models or [""]]
    start, end = _day(table["valid_from"], where), _day(table.get("valid_until"), where)
    if start is None or (end and end <= start):
        raise PriceBookError(f"{where}: valid_until must be after valid_from, or left out")
    source = _cell(table["source"], "source", where)
    ids = tuple(model for _, model in places if model)
    return Discount(places[0][0], ids, percent, start, end or FAR, source, where)


def _as_logged(cards: Sequence[PriceCard], path: Path) -> tuple[PriceCard, ...]:
    """The cards under the platform and id that a log's names come to. Raises PriceBookError for one no log can meet."""
    placed = []
    for card in cards:
        platform, model_id = _place(card.platform, card.model_id)
        placed.append(replace(card, platform=platform, model_id=model_id))
    names = names_with(placed)
    for card, given in zip(placed, cards, strict=True):
        family = card.platform.removesuffix("-regional")
        found = resolve(family, card.model_id, None, names)
        meets = (found.model_id, (found.platform or "").removesuffix("-regional")) == (card.model_id, family)
        if not meets or (card.platform != family and family not in ("bedrock", "vertex")):
            meant = f"means {found.model_id} on {found.platform}" if found.model_id else "is looked for elsewhere"
            raise PriceBookError(
                f"{path}: the price of {given.model_id} on {given.platform} would never apply: in a log of {family} "
                f"this name {meant}. See docs/prices.md, which model a name means"
            )
    return tuple(placed)


def _place(platform: str, model: str) -> tuple[str, str]:
    """(platform, model id) of the book, as a log with these names would be priced: `Google` is `vertex`."""
    written = platform.strip().lower()
    family, name = spelled(written.removesuffix("-regional"), model)
    told, _ = spelled(written.removesuffix("-regional"), "")
    known = bundled_names().spellings.get(told, {}).get(name) if family == told else None
    return f"{told}{'-regional' if written.endswith('-regional') else ''}", known or model.strip()


def _refuse_unknown(table: Mapping[str, object], keys: Sequence[str], where: str) -> None:
    unknown = sorted(table.keys() - set(keys))
    if unknown:
        raise PriceBookError(f"{where}: unknown key {unknown[0]}. The keys are: {', '.join(keys)}")


def _cell(value: object, key: str, where: str) -> str:
    """A TOML value as the cell of a row."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal, date)):
        raise PriceBookError(f"{where}: {key} = {value!r} is no text, number or day")
    if isinstance(value, (int, Decimal)):
        number = _number(value)
        if number is None or not -MOST_LISTED <= number <= MOST_LISTED:
            raise PriceBookError(f"{where}: {key} must be at least 0 and below {MOST_LISTED:,}")
        return format(number, "f") if number == number.quantize(TWELVE_PLACES) else f"{number}"
    return value.isoformat()[:10] if isinstance(value, date) else value


def _number(value: object) -> Decimal | None:
    """A number of a TOML file; None for what is none, or is not finite."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def _day(value: object, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(_cell(value, "a day", where)), datetime.min.time(), UTC)
    except ValueError:
        raise PriceBookError(f"{where}: {value!r} is no day (YYYY-MM-DD)") from None


def _has(cards: Iterable[PriceCard], platform: str, model: str) -> bool:
    return any((card.platform, card.model_id) == (platform, model) for card in cards)


def _within(card: PriceCard, start: datetime, end: datetime) -> PriceCard:
    return replace(card, valid_from=start, valid_until=None if end == FAR else end)


def _discounted(card: PriceCard, discount: Discount) -> PriceCard:
    """The card with its token prices lowered; web searches and factors stay."""
    kept = (100 - discount.percent_off) / 100
    lowered: dict[str, Decimal] = {}
    for column in PRICE_KEYS.values():
        value = getattr(card, column, None)
        if column.endswith("_usd_per_mtok") and isinstance(value, Decimal):
            lowered[column] = (value * kept).quantize(SIX_PLACES, ROUND_HALF_UP)
    source = f"{discount.source}: {discount.percent_off} % off {card.source}"
    return replace(card, **lowered, source=source)  # type: ignore[arg-type]
