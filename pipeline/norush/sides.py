"""What a comparison of two audits reads of each: its sums, its workloads, its prices. Plain values; no file, no clock.

Made of an audit.json (`audit_json.py`) or of a view (`view/changed.py`), which say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from norush.money import ZERO


@dataclass(frozen=True, slots=True)
class Calls:
    """How many calls, and what they hold together. A difference of two may be below zero."""

    requests: int
    prompt_tokens: int
    """Read from a cache or written to one included: a move may change that."""
    output_tokens: int

    def __add__(self, other: "Calls") -> "Calls":
        return Calls(
            self.requests + other.requests,
            self.prompt_tokens + other.prompt_tokens,
            self.output_tokens + other.output_tokens,
        )

    def __sub__(self, other: "Calls") -> "Calls":
        return self + Calls(-other.requests, -other.prompt_tokens, -other.output_tokens)


NO_CALLS = Calls(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A workload of one of the audits. USD are None where it has no price."""

    workload_id: str
    name: str
    owner: str | None
    key: tuple[object, ...]
    """Provider, workspace, API key, app: what it shares with its batches."""
    models: frozenset[str]
    verdict: str
    band: str | None
    calls: Calls
    as_billed_usd: Decimal | None
    saving_usd: Decimal | None
    """Likely, by batch."""
    sure_usd: Decimal | None
    batch_realised_usd: Decimal
    """What batches already save."""
    is_set_aside: bool
    """Somebody decided that it stays on demand, or that it is not to be told for a while, and that holds."""

    @property
    def is_batched(self) -> bool:
        """It ran in batches."""
        return self.verdict == "batched"

    @property
    def is_flagged(self) -> bool:
        """It ran on demand, could have waited, and a batch would likely have saved."""
        return self.verdict == "batchable" and (self.saving_usd or ZERO) > 0 and not self.is_set_aside

    @property
    def is_surely_flagged(self) -> bool:
        """Flagged, and for certain: high confidence, and no luck with caches counted."""
        return self.verdict == "batchable" and (self.sure_usd or ZERO) > 0 and not self.is_set_aside

    def is_beside(self, other: "Judged") -> bool:
        """Behind the same key, with a model that both have."""
        return self.key == other.key and bool(self.models & other.models)


@dataclass(frozen=True, slots=True)
class Priced:
    """Tokens of a kind as they were billed. `card`: the price card, with its date."""

    card: str
    kind: str
    number: int
    usd_per_mtok: Decimal
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two audits. USD are None where nothing has a price."""

    norush: str
    """The version that made it."""
    price_book: str
    since: datetime
    until: datetime
    zone: str
    spent_usd: Decimal | None
    """As billed; of usage totals where there is no single call."""
    missed_usd: Decimal | None
    """The likely saving by batch, of what no decision sets aside."""
    sure_usd: Decimal
    """The sure one; zero where nothing has a price."""
    made_usd: Decimal | None
    """What batches save already."""
    workloads: tuple[Judged, ...]
    cards: Mapping[str, Mapping[str, Decimal]]
    """USD per million tokens by kind, of each price card."""
    priced: tuple[Priced, ...]
