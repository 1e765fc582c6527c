"""The monthly calculator: what a volume costs on demand, as a batch, with a cache, with both. No logs needed.

Reads the price book; writes nothing. Input and output are separate volumes. A cached amount depends on how often a
request finds the prefix in the cache: its hit share. Inside batches 30 to 98 per cent are documented, best effort
(platform.claude.com/docs, batch processing, 2026-08-14); on demand it follows from requests per hour, if they come at
random: a request hits when the one before came less than the cache's life ago, 1 - e^(-rate x life).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from typing import Literal

from norush.errors import NorushError, UsageError
from norush.prices import PriceBook, PriceCard, Terms
from norush.prices.explain import explain
from norush.prices.models import bundled_names
from norush.prices.parts import CostPart, of_tokens
from norush.prices.rates import FOUR_PLACES, rate

Life = Literal["5m", "1h"]

AS_THEY_ARE = Terms(tier="as_logged", cache="as_logged")
HOURS: dict[Life, Decimal] = {"5m": Decimal(5) / Decimal(60), "1h": Decimal(1)}
BOUND = Decimal(1)
"""Every request hits: what no traffic reaches, because somebody has to write."""
BATCH_HITS = {
    BOUND: "bound",
    Decimal("0.98"): "most that is documented in batches",
    Decimal("0.30"): "least that is documented in batches",
}
REQUESTS_A_BATCH = 100_000
MOST = 10**15
"""No volume is as large: a quadrillion tokens, or requests, a month."""


@dataclass(frozen=True, slots=True)
class Volume:
    """One month's traffic. Without a number of requests nothing is known of prefixes and prompt lengths."""

    input_tokens: int
    output_tokens: int
    requests: int | None = None
    prefix_tokens: int = 0
    """How much of each prompt is the same in every request, from its beginning."""
    per_hour: Decimal | None = None
    can_wait: Decimal = Decimal(1)
    """Share of the requests that could run as a batch, 0..1."""

    @property
    def prompt_tokens(self) -> Decimal | None:
        """Average length of a prompt."""
        return Decimal(self.input_tokens) / self.requests if self.requests else None

    def part(self, share: Decimal) -> "Volume":
        """That share of it, rounded down to whole requests; of tokens, what so many average requests have."""
        part = replace(self, per_hour=None if self.per_hour is None else self.per_hour * share)
        if not self.requests:
            return replace(
                part, input_tokens=int(self.input_tokens * share), output_tokens=int(self.output_tokens * share)
            )
        requests = int(self.requests * share)
        return replace(
            part,
            requests=requests,
            input_tokens=self.input_tokens * requests // self.requests,
            output_tokens=self.output_tokens * requests // self.requests,
        )

    def rest(self, part: "Volume") -> "Volume":
        """What is left without a part."""
        return replace(
            self,
            input_tokens=self.input_tokens - part.input_tokens,
            output_tokens=self.output_tokens - part.output_tokens,
            requests=None if self.requests is None else self.requests - (part.requests or 0),
            per_hour=None if self.per_hour is None else self.per_hour - (part.per_hour or 0),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One way to run the month, at one hit share. usd None: why says what is missing."""

    option: str
    hit_share: Decimal | None
    means: str
    usd: Decimal | None
    parts: tuple[CostPart, ...] = ()
    why: str | None = None
    is_sure: bool = False
    """The figure rests on no cache being hit: it may be called the cheapest."""
    is_expected: bool = False
    """The figure rests on the fewest hits that are documented, or on those of random arrivals: likely, not sure."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """From when on a cache pays: the share of hits, and the requests per hour that reach it at random arrivals."""

    life: Life
    hit_share: Decimal
    per_hour: Decimal


@dataclass(frozen=True, slots=True)
class Calculated:
    """One model's month."""

    asked: str
    card: PriceCard
    geo: str
    rows: tuple[Row, ...]
    break_even: tuple[BreakEven, ...]
    notes: tuple[str, ...]

    @property
    def on_demand_usd(self) -> Decimal:
        """What the month costs without batch and cache."""
        return self.rows[0].usd or Decimal(0)

    @property
    def cheapest(self) -> Row:
        """The least that is sure; of equal amounts the simpler."""
        return min((row for row in self.rows if row.is_sure), key=lambda row: row.usd or Decimal(0))

    @property
    def cheapest_if_hit(self) -> Row | None:
        """What is cheaper still if the cache is hit as expected; None where nothing is."""
        found = [row for row in self.rows if row.is_expected and row.usd is not None]
        least = min(found, key=lambda row: row.usd or Decimal(0), default=None)
        return least if least and (least.usd or Decimal(0)) < (self.cheapest.usd or Decimal(0)) else None


def calculate(
    book: PriceBook, model: str, volume: Volume, *, at: date, provider: str | None = None, geo: str | None = None
) -> Calculated:
    """The month of one model at the prices of one day. Raises NorushError for a model without a price."""
    found = explain(book, model, provider, geo, at)
    if found.resolved.model_id is None:
        raise NorushError(f"{found.resolved.why}: `norush prices` lists what the book has")
    card = _card([card for card in found.cards if card.speed == "standard"], volume)
    if card is None:
        raise NorushError(f"{found.resolved.model_id} has no price on {found.resolved.platform} on {at}")
    where = found.resolved.geo
    return Calculated(
        model, card, where, tuple(_rows(card, where, volume)), _break_even(card), tuple(_notes(card, volume))
    )


def _card(cards: list[PriceCard], volume: Volume) -> PriceCard | None:
    """The card for prompts of the average length; without one, that of short prompts."""
    length = volume.prompt_tokens
    is_long = length is not None and any(card.over_tokens is not None and length > card.over_tokens for card in cards)
    fitting = [card for card in cards if card.prompt_band != ("short" if is_long else "long")]
    return fitting[0] if fitting else None


def _rows(card: PriceCard, geo: str, volume: Volume) -> Iterator[Row]:
    """On demand, batch, cache, both; cached rows from the most hits to the fewest."""
    waits = volume.part(volume.can_wait)
    stays = volume.rest(waits)
    on_demand = _cost(card, geo, "standard", volume, None, Decimal(0))
    yield Row("on_demand", None, "", _sum(on_demand), on_demand, is_sure=True)
    why_no_batch = rate(card, "batch", geo, AS_THEY_ARE).why
    plain = (
        *_cost(card, geo, "batch", waits, None, Decimal(0)),
        *_cost(card, geo, "standard", stays, None, Decimal(0)),
    )
    if why_no_batch:
        yield Row("batch", None, "", None, why=why_no_batch)
    else:
        yield Row("batch", None, "", _sum(plain), plain, is_sure=True)
    for life in HOURS:
        if why := _why_no_cache(card, life, volume):
            yield Row(f"cache_{life}", None, "", None, why=why)
            continue
        for hits, means in _hits_on_demand(volume, life):
            parts = _cost(card, geo, "standard", volume, life, hits)
            yield Row(f"cache_{life}", hits, means, _sum(parts), parts, is_expected=hits != BOUND)
    for life in HOURS:
        if why := why_no_batch or _why_no_cache(card, life, volume) or _why_no_batched_cache(card, life):
            yield Row(f"batch_cache_{life}", None, "", None, why=why)
            continue
        alone = next((hits for hits, _ in _hits_on_demand(stays, life) if hits != BOUND), None)
        staying = _cost(card, geo, "standard", stays, None if alone is None else life, alone or Decimal(0))
        for hits, means in BATCH_HITS.items():
            parts = (*_cost(card, geo, "batch", waits, life, hits), *staying)
            yield Row(f"batch_cache_{life}", hits, means, _sum(parts), parts, is_expected=hits == min(BATCH_HITS))


def _hits_on_demand(volume: Volume, life: Life) -> Iterator[tuple[Decimal, str]]:
    """The bound, and where the requests per hour are known, what random arrivals give."""
    yield BOUND, "bound"
    if volume.per_hour:
        missed = (-volume.per_hour * HOURS[life]).exp()
        share = (1 - missed).quantize(FOUR_PLACES, ROUND_FLOOR)
        yield min(share, Decimal("0.9999")), f"{volume.per_hour.normalize():f} an hour, at random"


def _why_no_cache(card: PriceCard, life: Life, volume: Volume) -> str | None:
    if not volume.prefix_tokens:
        return "no shared prefix given (--prefix)"
    if card.min_cacheable_tokens is not None and volume.prefix_tokens < card.min_cacheable_tokens:
        return f"not cacheable: {volume.prefix_tokens:,} tokens, the least is {card.min_cacheable_tokens:,}"
    if card.cache_read_usd_per_mtok is None or getattr(card, f"cache_write_{life}_usd_per_mtok") is None:
        return f"no published price of a {life} cache for {card.model_id} on {card.platform}"
    return None


def _why_no_batched_cache(card: PriceCard, life: Life) -> str | None:
    prices = (card.batch_cache_read_usd_per_mtok, getattr(card, f"batch_cache_write_{life}_usd_per_mtok"))
    return f"no verified price of cached tokens in a batch for {card.model_id}" if None in prices else None


def _cost(
    card: PriceCard, geo: str, tier: str, volume: Volume, life: Life | None, hits: Decimal
) -> tuple[CostPart, ...]:
    """The parts of one tier: with a life, the prefix is read by that share of the requests and written by the rest."""
    prices = rate(card, tier, geo, AS_THEY_ARE)
    prefix = volume.prefix_tokens * (volume.requests or 0) if life else 0
    read = volume.prefix_tokens * int((volume.requests or 0) * hits) if life else 0
    counted = [
        ("input", volume.input_tokens - prefix, prices.input),
        ("cache_read", read, prices.cache_read),
        (f"cache_write_{life or '5m'}", prefix - read, getattr(prices, f"cache_write_{life or '5m'}")),
        ("output", volume.output_tokens, prices.output),
    ]
    return tuple(
        of_tokens(kind, number, price.usd_per_mtok, price.factor) for kind, number, price in counted if number and price
    )


def _sum(parts: tuple[CostPart, ...]) -> Decimal:
    with localcontext(prec=60):
        return sum((part.usd for part in parts), Decimal(0))


def _break_even(card: PriceCard) -> tuple[BreakEven, ...]:
    """h > (w - 1) / (w - r), with write and read prices as multiples of input: a batch changes neither."""
    base, read = card.input_usd_per_mtok, card.cache_read_usd_per_mtok
    found = []
    for life, hours in HOURS.items():
        write: Decimal | None = getattr(card, f"cache_write_{life}_usd_per_mtok")
        if write is not None and read is not None and base and write > base > read:
            share = (write - base) / (write - read)
            per_hour = -(1 - share).ln() / hours
            found.append(
                BreakEven(life, share.quantize(FOUR_PLACES), per_hour.quantize(Decimal("0.01"), rounding=ROUND_CEILING))
            )
    return tuple(found)


def _notes(card: PriceCard, volume: Volume) -> Iterator[str]:
    """What the figures assume."""
    waits = volume.part(volume.can_wait)
    if waits.requests:
        batches = -(-waits.requests // REQUESTS_A_BATCH)
        yield f"At least {batches:,} batch{'' if batches == 1 else 'es'} of at most {REQUESTS_A_BATCH:,} requests each."
    if card.over_tokens is not None:
        side = "more than" if card.prompt_band == "long" else "at most"
        known = "on average" if volume.prompt_tokens is not None else "assumed: give --requests"
        yield f"Priced for prompts of {side} {card.over_tokens:,} tokens ({known}); each request decides for itself."
    if volume.prefix_tokens and volume.per_hour is None:
        yield "On demand, the hit share is not known without --per-hour: only the bound is shown."
    if volume.can_wait < 1:
        yield f"{(volume.can_wait * 100).normalize():f} % can wait; the rest stays on demand in every batch row."


def tokenizer_note(found: Sequence[Calculated]) -> str | None:
    """What a comparison of models whose tokens are not the same size must say."""
    kinds = bundled_names().tokenizers
    if len({kinds.get(each.card.model_id) for each in found}) < 2:
        return None
    return (
        "These models count tokens differently: the same text is about 30 % more tokens for Claude models from Opus "
        "4.7 on than for earlier ones, and other makers differ too. The volumes here are taken as they are for each."
    )


def checked(volume: Volume) -> Volume:
    """The volume, if it can be. Raises UsageError."""
    length = volume.prompt_tokens
    if volume.requests == 0:
        raise UsageError("--requests must be above 0")
    if max(volume.input_tokens, volume.output_tokens) >= MOST:
        raise UsageError(f"a month of {MOST // 10**12:,}T tokens or more is too much: check the sizes")
    if volume.prefix_tokens and length is None:
        raise UsageError("--prefix needs --requests: how often the prefix is sent decides what it costs")
    if length is not None and volume.prefix_tokens > length:
        raise UsageError(f"--prefix {volume.prefix_tokens:,} is longer than the average prompt of {length:,.0f} tokens")
    if not 0 <= volume.can_wait <= 1:
        raise UsageError("--can-wait is a share: write 40% or 0.4")
    if volume.per_hour is not None and volume.per_hour <= 0:
        raise UsageError("--per-hour must be above 0")
    return volume
