"""Stage 5, the money of the view: cost lines and their parts, scenarios, savings made and missed.

Reads nothing, writes nothing. USD are exact decimals. None always means "cannot be known" or "not offered", never zero.
"""

from dataclasses import dataclass
from decimal import Decimal

from norush.prices.parts import CostPart


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token counts by kind; the kinds do not overlap."""

    input_tokens: int
    cache_read_tokens: int
    cache_write_5m_tokens: int
    cache_write_1h_tokens: int
    output_tokens: int

    @property
    def read_share(self) -> Decimal | None:
        """Tokens of prompts that were read from a cache, 0..1; None where there are none."""
        prompts = self.total - self.output_tokens
        return Decimal(self.cache_read_tokens) / prompts if prompts else None

    @property
    def total(self) -> int:
        """All tokens of all kinds."""
        return (
            self.input_tokens
            + self.cache_read_tokens
            + self.cache_write_5m_tokens
            + self.cache_write_1h_tokens
            + self.output_tokens
        )


@dataclass(frozen=True, slots=True)
class Saving:
    """As billed minus scenario, in the three figures of the house. May be negative."""

    sure_usd: Decimal
    likely_usd: Decimal
    ceiling_usd: Decimal

    def __add__(self, other: "Saving") -> "Saving":
        """Both, where they do not overlap."""
        return Saving(
            self.sure_usd + other.sure_usd, self.likely_usd + other.likely_usd, self.ceiling_usd + other.ceiling_usd
        )

    def less(self, overlap_usd: Decimal) -> "Saving":
        """Without what its ceiling counts twice."""
        return Saving(self.sure_usd, self.likely_usd, self.ceiling_usd - overlap_usd)


@dataclass(frozen=True, slots=True)
class CheaperAlone:
    """Moves that cost less with a cache alone than as batches without any cache hit, and what each way costs."""

    workloads: int
    cache_usd: Decimal
    batch_usd: Decimal


@dataclass(frozen=True, slots=True)
class CostLine:
    """One price card's part of a scenario: the sum of its parts, or a reason why there is no price."""

    price_card: str | None
    service_tier: str | None
    geo: str | None
    requests: int
    billed_requests: int
    """Those that succeeded: the tokens are theirs."""
    tokens: Tokens
    web_search_requests: int
    usd: Decimal | None
    kept_usd: Decimal | None
    """Where the scenario cannot price the line but the bill could: what it keeps costing."""
    why: str | None
    parts: tuple[CostPart, ...]
    """What adds up to usd; kinds without tokens are left out."""
    is_stopped: bool = False
    """A batch does not take these requests: they stay as billed there."""

    @property
    def terms(self) -> tuple[object, ...]:
        """What tells a line from the others of its scenario."""
        return self.price_card, self.service_tier, self.geo, self.is_stopped


@dataclass(frozen=True, slots=True)
class Realised:
    """What was already saved against list price; the two do not overlap. Below zero: it cost more."""

    batch_usd: Decimal
    """By batches and other service tiers: on demand minus the actual tiers, all input uncached."""
    cache_usd: Decimal
    """By caches, at the actual tiers: all input uncached minus as billed."""

    @property
    def usd(self) -> Decimal:
        """Both."""
        return self.batch_usd + self.cache_usd


@dataclass(frozen=True, slots=True)
class Scenario:
    """The same tokens under other terms."""

    scenario: str
    usd: Decimal | None
    floor_usd: Decimal | None
    all_uncached_usd: Decimal | None
    """The same tier with every input token uncached."""
    why: str | None
    change_usd: Decimal | None
    """usd minus as billed; below zero is cheaper."""
    lines: tuple[CostLine, ...]
    rounding_usd: Decimal | None
    """What the lines, each to the cent, miss of the printed sum; None where nothing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scenario changes and what it must leave alone, in a sentence each."""

    scenario: str
    changes: str
    keeps: str
    assumption: str
    """Where the assumption is written down."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """What the printed lines miss of the printed sum, in whole cents."""

    as_billed_usd: Decimal
    would_have_cost_usd: Decimal
    saving_usd: Decimal
