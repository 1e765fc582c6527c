"""Stage 5, usage totals as the pages show them: plain frozen values.

Reads nothing, writes nothing. USD are exact decimals; a share is 0..1; None means "cannot be known", never zero.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from norush.view.costs import Tokens


@dataclass(frozen=True, slots=True)
class Cell:
    """One model at one tier and price on one UTC day."""

    day: date
    provider: str | None
    model: str | None
    platform: str | None
    service_tier: str
    is_tier_told: bool
    """False: the export does not say at which tier this ran; the standard one is taken."""
    price_card: str | None
    tokens: Tokens
    web_search_requests: int
    requests: int | None
    as_billed_usd: Decimal | None
    why: str | None
    batch_usd: Decimal | None
    """The same tokens as a batch, with the same cache hits."""
    why_no_batch: str | None

    @property
    def is_batched(self) -> bool:
        """It ran as a batch."""
        return self.service_tier == "batch"

    @property
    def ceiling_usd(self) -> Decimal | None:
        """What a batch would save of it, if all of it could wait; None where that is not known."""
        if self.is_batched:
            return Decimal(0)
        return None if self.as_billed_usd is None or self.batch_usd is None else self.as_billed_usd - self.batch_usd


@dataclass(frozen=True, slots=True)
class Line:
    """Some cells added up. `bar`: its part of the largest line's spend, or tokens where nothing has a price."""

    name: str
    tokens: Tokens
    as_billed_usd: Decimal | None
    """None where no part of it has a price."""
    batched_usd: Decimal
    ceiling_usd: Decimal | None
    cache_share: Decimal | None
    """Cache reads as a share of what was sent."""
    bar: Decimal


@dataclass(frozen=True, slots=True)
class Hour:
    """Tokens that fell into one hour of the local day, over all days. `at`: where it begins, as a share of the day."""

    hour: int
    at: Decimal
    tokens: int
    share: Decimal | None
    bar: Decimal


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Tokens of one model that have no price, or no batch price, and why."""

    model: str | None
    why: str | None
    tokens: int
    as_billed_usd: Decimal | None


@dataclass(frozen=True, slots=True)
class UsageTotals:
    """A period of which only totals are known."""

    sources: tuple[str, ...]
    platforms: tuple[str, ...]
    buckets: int
    left_out: tuple[tuple[str, int], ...]
    """(why, buckets) of those that stand in no figure."""
    is_hourly: bool
    requests: int | None
    """None where the export counts no requests."""
    tokens: Tokens
    as_billed_usd: Decimal | None
    on_demand_usd: Decimal
    """What was not told to have run as a batch cost."""
    batched_usd: Decimal
    batched_share: Decimal | None
    """Batched tokens as a share of all."""
    untold_tier_usd: Decimal
    """What cost is taken at the standard tier because the export tells none."""
    cache_share: Decimal | None
    ceiling_usd: Decimal | None
    """All on-demand spend as if batched, where that has a price."""
    ceiling_share: Decimal | None
    """... as a share of what was spent."""
    no_batch_price: tuple[Unpriced, ...]
    unpriced: tuple[Unpriced, ...]
    models: tuple[Line, ...]
    """The dearest first."""
    models_rounding_usd: Decimal | None
    days: tuple[Line, ...]
    """In order; a day without tokens is not told."""
    days_rounding_usd: Decimal | None
    hours: tuple[Hour, ...]
    """All 24, where every bucket is an hour or shorter; else none."""
    night_share: Decimal | None
    """Tokens from 22:00 to 06:00, local time, as a share of all."""
    cells: tuple[Cell, ...]
