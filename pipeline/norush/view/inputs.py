"""Stage 5, what was read and with which prices: plain frozen values for the pages.

Reads nothing, writes nothing. The words of values.py hold here too: None is "cannot be known", never zero.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Requests without a price: counted, never $0."""

    model: str | None
    why: str | None
    requests: int
    tokens: int
    is_several: bool
    """The workload's requests name several models, so that `model` is None."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of every record that was read."""

    records_read: int
    requests: int
    duplicates: int
    possibly_duplicate: int
    rejects: int
    not_requests: int
    usage_buckets: int
    invoice_lines: int
    names: int
    """Records that only name things (keys, workspaces)."""
    outside_period: int
    """Requests that were loaded but lie outside the window."""
    unpriced_requests: int
    unpriced_tokens: int
    priced_requests: int
    """Billed requests that have a price: all that were judged, without those that failed and those without one."""
    uncertain_usd: Decimal
    fields: tuple[tuple[str, int], ...]
    """How many requests of the period carry a field."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What of a file is left out beside the like of another, although it is not the same."""

    what: str
    """A usage total or an invoice line."""

    file: str
    beside: str
    rows: int
    since: date
    until: date
    """The first and the last day."""


@dataclass(frozen=True, slots=True)
class File:
    """One input file, by its content."""

    path: str
    sha256: str | None
    """None where it could not be read, or changed before it was read to its end."""
    size_bytes: int
    format: str | None
    records_read: int
    requests: int
    duplicates: int
    rejects: int
    not_requests: int
    problem: str | None
    first_rejects: tuple[tuple[int | None, str], ...]
    """The first few (line, reason)."""


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """Billed requests that ran on a day on which their model's price changed."""

    platform: str
    model_id: str
    speed: str
    day: date
    requests: int


@dataclass(frozen=True, slots=True)
class PriceCard:
    """The prices that were used, USD per million tokens by kind."""

    price_card: str
    model_id: str | None
    rates: tuple[tuple[str, Decimal], ...]
    source: str | None
    seen_on: date | None
    checked_on: date | None
    unseen_days: int | None = None
    """Days from when its source was last seen to the end of the period, where too many for the price to be trusted."""

    @property
    def break_even(self) -> tuple[tuple[str, Decimal], ...]:
        """From which share of hits on a cache of each life pays: (write - input) / (write - read), in four decimals."""
        prices = dict(self.rates)
        base, read = prices.get("input"), prices.get("cache_read")
        writes = ((life, prices.get(f"cache_write_{life}")) for life in ("5m", "1h"))
        return tuple(
            (life, ((write - base) / (write - read)).quantize(Decimal("0.0001")))
            for life, write in writes
            if base is not None and read is not None and write is not None and write > base > read
        )
