"""One row of a price file becomes one card, or two where long prompts have their own price.

Reads the text of a price CSV; writes nothing. A row that cannot be right is a PriceBookError that names it.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

from norush.errors import PriceBookError

SIX_PLACES = Decimal("0.000001")
MOST_LISTED = 1_000_000_000
"""In the file's currency."""
MOST_USD_PER_MTOK = 10_000
"""A hundred times the dearest price ever published; times the two largest factors it still fits decimal(12, 6)."""
MOST_USD_PER_FEE = 1_000
"""What decimal(19, 16) holds (tables.py)."""
MOST_TOKENS = 1_000_000_000
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
    "batch_cache_write_5m_usd_per_mtok",
    "batch_cache_write_1h_usd_per_mtok",
    "batch_cache_read_usd_per_mtok",
    "long_input_usd_per_mtok",
    "long_output_usd_per_mtok",
    "web_search_usd",
)
FACTORS = ("us_factor", "flex_factor", "priority_factor")
COLUMNS = (
    *(*NEEDED, *OPTIONAL_PRICES, *FACTORS),
    *("valid_until", "over_tokens", "min_cacheable_tokens", "seen_on", "checked_on"),
)


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
    batch_cache_write_5m_usd_per_mtok: Decimal | None
    batch_cache_write_1h_usd_per_mtok: Decimal | None
    batch_cache_read_usd_per_mtok: Decimal | None
    us_factor: Decimal | None
    flex_factor: Decimal | None
    priority_factor: Decimal | None
    web_search_usd: Decimal | None
    min_cacheable_tokens: int | None
    source: str
    seen_on: date | None
    """The day of the copy of the source that has this price; None: not known."""
    checked_on: date | None
    """The day on which somebody compared the row with that copy."""

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
        cards += Row(cells, where).cards()
    return cards


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a price file, where it stands, and what one unit of its currency is in USD."""

    cells: Mapping[str, str]
    where: str
    usd_per_unit: Decimal = Decimal(1)

    def cards(self) -> list[PriceCard]:
        """`any`, or `short` and `long`."""
        for column in NEEDED:
            if not self.cells[column].strip():
                raise self.wrong(f"{column} is empty")
        if self.cells["speed"] not in ("standard", "fast"):
            raise self.wrong(f"speed must be standard or fast, not {self.cells['speed']!r}")
        self.check_batch()
        over_tokens = self.count("over_tokens")
        long_input, long_output = self.listed("long_input_usd_per_mtok"), self.listed("long_output_usd_per_mtok")
        if over_tokens is None and long_input is None and long_output is None:
            return [self.card("any", Decimal(1), Decimal(1))]
        if over_tokens is None or long_input is None or long_output is None:
            raise self.wrong("over_tokens and the two long_ prices go together")
        # A long prompt scales the input side, cache prices included, by one factor, and output by another.
        times_input = self.ratio("long_input_usd_per_mtok", "input_usd_per_mtok")
        times_output = self.ratio("long_output_usd_per_mtok", "output_usd_per_mtok")
        return [self.card("short", Decimal(1), Decimal(1)), self.card("long", times_input, times_output)]

    def card(self, band: Band, times_input: Decimal, times_output: Decimal) -> PriceCard:
        valid_from, valid_until = self.day("valid_from"), self.day("valid_until")
        if valid_from is None or (valid_until and valid_until <= valid_from):
            raise self.wrong("valid_until must be after valid_from, or empty while the price holds")
        seen_on, checked_on = self.day("seen_on"), self.day("checked_on")
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
            batch_cache_write_5m_usd_per_mtok=self.scaled("batch_cache_write_5m_usd_per_mtok", times_input),
            batch_cache_write_1h_usd_per_mtok=self.scaled("batch_cache_write_1h_usd_per_mtok", times_input),
            batch_cache_read_usd_per_mtok=self.scaled("batch_cache_read_usd_per_mtok", times_input),
            us_factor=self.factor("us_factor"),
            flex_factor=self.factor("flex_factor"),
            priority_factor=self.factor("priority_factor"),
            web_search_usd=self.price("web_search_usd"),
            min_cacheable_tokens=self.count("min_cacheable_tokens"),
            source=self.cells["source"],
            seen_on=seen_on.date() if seen_on else None,
            checked_on=checked_on.date() if checked_on else None,
        )

    def check_batch(self) -> None:
        """Batch prices come together; what is cached has one only where the rest has."""
        given = [self.listed(column) is not None for column in OPTIONAL_PRICES[3:8]]
        if given[0] != given[1]:
            raise self.wrong("give both batch prices or neither")
        if any(given[2:]) and not given[0]:
            raise self.wrong("batch prices of cached tokens need the two batch prices")

    def factor(self, column: str) -> Decimal | None:
        value = self.listed(column)
        if value is not None and (value >= 10 or value != value.quantize(Decimal("0.0001"))):
            raise self.wrong(f"{column} {value} must be below 10, with at most four decimals")
        return value

    def ratio(self, part: str, whole: str) -> Decimal:
        """part / whole, where that is exact in four decimals: one factor for every price of that side."""
        numerator, denominator = self.listed(part), self.listed(whole)
        if numerator is not None and denominator:
            factor = (numerator / denominator).quantize(Decimal("0.0001"))
            if factor * denominator == numerator:
                return factor
        raise self.wrong(f"{part} {numerator} is not {whole} {denominator} times a factor of four decimals")

    def scaled(self, column: str, times: Decimal) -> Decimal | None:
        value = self.listed(column)
        return None if value is None else self.in_usd(column, value * times, MOST_USD_PER_MTOK)

    def price(self, column: str) -> Decimal | None:
        value = self.listed(column)
        return None if value is None else self.in_usd(column, value, MOST_USD_PER_FEE)

    def listed(self, column: str) -> Decimal | None:
        """The number as it stands in the file, in the file's currency."""
        text = self.cells.get(column, "").strip()
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise self.wrong(f"{column} {text[:40]!r} is no number") from None
        if not value.is_finite() or not 0 <= value < MOST_LISTED:
            raise self.wrong(f"{column} {text[:40]} must be at least 0 and below {MOST_LISTED:,}")
        return value

    def in_usd(self, column: str, value: Decimal, most: int) -> Decimal:
        """Six decimals: exact where the file has dollars, rounded once where a currency was converted."""
        converted = value * self.usd_per_unit
        if converted >= most:
            raise self.wrong(f"{column} {value} is {converted:,.2f} USD, and must be below {most:,}")
        rounded = converted.quantize(SIX_PLACES, ROUND_HALF_UP)
        if self.usd_per_unit == 1 and rounded != value:
            raise self.wrong(f"{column} {value} has more than six decimals")
        return rounded

    def count(self, column: str) -> int | None:
        text = self.cells.get(column, "").strip()
        if text and not (text.isascii() and text.isdigit()):
            raise self.wrong(f"{column} {text[:40]!r} is no number of tokens")
        if len(text) > len(str(MOST_TOKENS)) or int(text or 0) > MOST_TOKENS:
            raise self.wrong(f"{column} {text[:40]} must be at most {MOST_TOKENS:,}")
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
