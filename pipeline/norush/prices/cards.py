"""One row of a price file becomes one card, or two where long prompts have their own price.

Reads the text of a price CSV; writes nothing. A row that cannot be right is a PriceBookError that names it.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Literal

from norush.errors import PriceBookError

Band = Literal["any", "short", "long"]

NEEDED = (
    "platform",
    "model_id",
    "speed",
    "valid_from",
    "input_usd_per_mtok",
    "output_usd_per_mtok",
    "source",
)
OPTIONAL_PRICES = (
    "cache_write_5m_usd_per_mtok",
    "cache_write_1h_usd_per_mtok",
    "cache_read_usd_per_mtok",
    "batch_input_usd_per_mtok",
    "batch_output_usd_per_mtok",
    "long_input_usd_per_mtok",
    "long_output_usd_per_mtok",
    "us_factor",
    "web_search_usd",
)
COLUMNS = (*NEEDED, *OPTIONAL_PRICES, "valid_until", "over_tokens", "min_cacheable_tokens", "checked_on")


@dataclass(frozen=True, slots=True)
class PriceCard:
    """The prices of one model from one instant to another, [valid_from, valid_until); None = not published.

    A row with a long-context price makes two cards: `short` (prompt <= over_tokens) and `long` (prompt >
    over_tokens, where a prompt is uncached input + cache reads + cache writes). Other rows make one, `any`.
    """

    platform: str
    model_id: str
    speed: str
    prompt_band: Band
    valid_from: datetime
    valid_until: datetime | None
    over_tokens: int | None
    input_usd_per_mtok: Decimal
    output_usd_per_mtok: Decimal
    cache_write_5m_usd_per_mtok: Decimal | None
    cache_write_1h_usd_per_mtok: Decimal | None
    cache_read_usd_per_mtok: Decimal | None
    batch_input_usd_per_mtok: Decimal | None
    batch_output_usd_per_mtok: Decimal | None
    batch_factor: Decimal | None
    us_factor: Decimal | None
    web_search_usd: Decimal | None
    min_cacheable_tokens: int | None
    source: str
    checked_on: date | None

    @property
    def price_card(self) -> str:
        """The card's name, unique in a book: "anthropic/claude-haiku-5-5/standard/long@2026-10-07"."""
        start = self.valid_from.date().isoformat()
        return f"{self.platform}/{self.model_id}/{self.speed}/{self.prompt_band}@{start}"

    @property
    def series(self) -> tuple[str, str, str]:
        """What a card is a price of: (platform, model_id, speed)."""
        return self.platform, self.model_id, self.speed


def read_cards(text: str, name: str) -> list[PriceCard]:
    """The cards of one CSV text; `name` is what errors call it."""
    rows = csv.DictReader(io.StringIO(text))
    header = rows.fieldnames or ()
    wrong = [f"unknown column {column}" for column in header if column not in COLUMNS]
    wrong += [f"column {column} is missing" for column in NEEDED if column not in header]
    if len(set(header)) != len(header):
        wrong.append("a column stands twice")
    if wrong:
        raise PriceBookError(f"{name}: {'; '.join(wrong)}. The columns are: {', '.join(COLUMNS)}")
    cards: list[PriceCard] = []
    for number, cells in enumerate(rows, start=2):
        where = f"{name}, row {number} ({cells.get('model_id') or 'no model'})"
        if None in cells or None in cells.values():
            raise PriceBookError(f"{where}: not as many cells as the header has columns")
        cards += _Row(cells, where).cards()
    return cards


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a price file, and where it stands."""

    cells: Mapping[str, str]
    where: str

    def cards(self) -> list[PriceCard]:
        """`any`, or `short` and `long`."""
        for column in NEEDED:
            if not self.cells[column].strip():
                raise self.wrong(f"{column} is empty")
        if self.cells["speed"] not in ("standard", "fast"):
            raise self.wrong(f"speed must be standard or fast, not {self.cells['speed']!r}")
        over_tokens = self.count("over_tokens")
        long_input, long_output = (
            self.price("long_input_usd_per_mtok"),
            self.price("long_output_usd_per_mtok"),
        )
        if over_tokens is None and long_input is None and long_output is None:
            return [self.card("any", Decimal(1), Decimal(1))]
        if over_tokens is None or long_input is None or long_output is None:
            raise self.wrong("over_tokens and the two long_ prices go together")
        # A long prompt scales the input side, cache prices included, by one factor, and output by another.
        times_input = self.factor("long_input_usd_per_mtok", "input_usd_per_mtok")
        times_output = self.factor("long_output_usd_per_mtok", "output_usd_per_mtok")
        return [self.card("short", Decimal(1), Decimal(1)), self.card("long", times_input, times_output)]

    def card(self, band: Band, times_input: Decimal, times_output: Decimal) -> PriceCard:
        valid_from, valid_until = self.day("valid_from"), self.day("valid_until")
        if valid_from is None or (valid_until and valid_until <= valid_from):
            raise self.wrong("valid_until must be after valid_from, or empty while the price holds")
        checked_on = self.day("checked_on")
        return PriceCard(
            platform=self.cells["platform"],
            model_id=self.cells["model_id"],
            speed=self.cells["speed"],
            prompt_band=band,
            valid_from=valid_from,
            valid_until=valid_until,
            over_tokens=self.count("over_tokens"),
            input_usd_per_mtok=self.scaled("input_usd_per_mtok", times_input) or Decimal(0),
            output_usd_per_mtok=self.scaled("output_usd_per_mtok", times_output) or Decimal(0),
            cache_write_5m_usd_per_mtok=self.scaled("cache_write_5m_usd_per_mtok", times_input),
            cache_write_1h_usd_per_mtok=self.scaled("cache_write_1h_usd_per_mtok", times_input),
            cache_read_usd_per_mtok=self.scaled("cache_read_usd_per_mtok", times_input),
            batch_input_usd_per_mtok=self.scaled("batch_input_usd_per_mtok", times_input),
            batch_output_usd_per_mtok=self.scaled("batch_output_usd_per_mtok", times_output),
            batch_factor=self.batch_factor(),
            us_factor=self.us_factor(),
            web_search_usd=self.price("web_search_usd"),
            min_cacheable_tokens=self.count("min_cacheable_tokens"),
            source=self.cells["source"],
            checked_on=checked_on.date() if checked_on else None,
        )

    def batch_factor(self) -> Decimal | None:
        """The one factor by which a batch changes all token prices; None where none is published."""
        published = [self.price(column) is not None for column in OPTIONAL_PRICES[3:5]]
        if not any(published):
            return None
        if not all(published):
            raise self.wrong("give both batch prices or neither")
        factor = self.factor("batch_input_usd_per_mtok", "input_usd_per_mtok")
        if factor != self.factor("batch_output_usd_per_mtok", "output_usd_per_mtok"):
            raise self.wrong("the batch input and output prices are not the same share of the standard ones")
        return factor

    def us_factor(self) -> Decimal | None:
        value = self.price("us_factor")
        if value is not None and (value >= 10 or value != value.quantize(Decimal("0.0001"))):
            raise self.wrong(f"us_factor {value} must be below 10, with at most four decimals")
        return value

    def factor(self, part: str, whole: str) -> Decimal:
        """part / whole, where that is exact in four decimals, as rates need it to be."""
        numerator, denominator = self.price(part), self.price(whole)
        if numerator is not None and denominator:
            factor = (numerator / denominator).quantize(Decimal("0.0001"))
            if factor * denominator == numerator:
                return factor
        raise self.wrong(f"{part} {numerator} is not {whole} {denominator} times a factor of four decimals")

    def scaled(self, column: str, times: Decimal) -> Decimal | None:
        value = self.price(column)
        return None if value is None else self.six_places(column, value * times)

    def price(self, column: str) -> Decimal | None:
        text = self.cells.get(column, "").strip()
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise self.wrong(f"{column} {text!r} is no number") from None
        if not value.is_finite() or not 0 <= value < 1_000_000:
            raise self.wrong(f"{column} {text} must be at least 0 and below a million")
        return self.six_places(column, value)

    def six_places(self, column: str, value: Decimal) -> Decimal:
        exact = value.quantize(Decimal("0.000001"))
        if exact != value:
            raise self.wrong(f"{column} {value} has more than six decimals")
        return exact

    def count(self, column: str) -> int | None:
        text = self.cells.get(column, "").strip()
        if text and not (text.isascii() and text.isdigit()):
            raise self.wrong(f"{column} {text!r} is no number of tokens")
        return int(text) if text else None

    def day(self, column: str) -> datetime | None:
        """Midnight UTC: providers publish days, not hours."""
        text = self.cells.get(column, "").strip()
        try:
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC) if text else None
        except ValueError:
            raise self.wrong(f"{column} {text!r} is no day (YYYY-MM-DD)") from None

    def wrong(self, what: str) -> PriceBookError:
        return PriceBookError(f"{self.where}: {what}")
