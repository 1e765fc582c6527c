"""Stage 5, what was charged: plain frozen values for the pages.

Reads nothing, writes nothing. The words of values.py hold here too: None is "cannot be known", never zero.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ADDS_UP = ("exact", "rounding")
"""Explanations of a difference that is none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One day, model and kind of tokens: five parts add up to billed, over_usd lies beyond.

    None in a dimension: not compared.
    """

    basis: str
    """invoice, or log: what the log itself states."""
    platform: str | None
    day: date
    model_id: str | None
    workspace: str | None
    token_kind: str | None
    lines: int
    """Of the invoice; on the basis of a log, calls."""
    requests: int
    number: int
    """Logged tokens of the kind, or web searches."""
    unpriced_number: int
    """Of these, those without a price."""
    bucket_tokens: int | None
    computed_usd: Decimal | None
    """Of what has a price. None: nothing of it has."""
    billed_usd: Decimal | None
    """None: the invoice does not have that day."""
    list_usd: Decimal | None
    """What the invoice says it costs without the contract's discount."""
    difference_usd: Decimal | None
    """Billed minus computed."""
    tolerance_usd: Decimal
    """What rounding can hide."""
    explained_by: str | None
    terms: str
    """Other than the standard, as the invoice names them: "batch, us inference"."""
    proved_on: date | None
    recomputed_usd: Decimal | None
    at_terms_usd: Decimal | None
    """Recomputed at a tier, place or speed that the invoice names and the log does not."""
    not_in_log_usd: Decimal | None
    unchecked_usd: Decimal | None
    """Explained by what cannot be recomputed: a contract, say."""
    unexplained_usd: Decimal | None
    over_usd: Decimal | None
    """Computed, not billed, and nothing explains it."""

    @property
    def is_gap(self) -> bool:
        """It does not simply add up."""
        return self.explained_by not in ADDS_UP and self.billed_usd is not None


@dataclass(frozen=True, slots=True)
class Share:
    """One part of all that was billed or computed."""

    part: str
    usd: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The charges of a period by what explains them: eight parts, none of them negative, that add up to whole_usd.

    The first five make billed_usd, less what was credited.
    """

    rows: tuple[Compared, ...]
    has_invoice: bool
    """False: only what the log itself states was compared."""
    whole_usd: Decimal
    """All that was billed, or computed beside it: of which `shares` are shares."""
    billed_usd: Decimal
    """Of what was compared."""
    computed_usd: Decimal
    """Of the same: what this report counts for it."""
    terms_computed_usd: Decimal
    """Of this, what stands beside lines of other terms than the log states."""
    shares: tuple[Share, ...]
    """All eight, in the order of the page."""
    parts: tuple[tuple[str, Decimal], ...]
    """What whole_usd consists of, by what explains it."""
    rounding_usd: Decimal | None
    gaps: tuple[Compared, ...]
    """The largest differences that are no rounding."""
    more_gaps: int
    rounded_usd: Decimal
    """By how much, up or down, rows miss each other within what rounding can hide, in all."""

    @property
    def explained_share(self) -> Decimal | None:
        """How much of what the invoice bills the logs explain, at its terms too; None without an invoice."""
        if not self.has_invoice or self.billed_usd <= 0:
            return None
        return min((self.usd("recomputed") + self.usd("at_terms")) / self.billed_usd, Decimal(1))

    def usd(self, part: str) -> Decimal:
        """One of the eight."""
        return next(each.usd for each in self.shares if each.part == part)


@dataclass(frozen=True, slots=True)
class NotCompared:
    """What stands beside nothing, for one reason."""

    why: str
    lines: int
    """Of the invoice."""
    billed_usd: Decimal
    requests: int
    computed_usd: Decimal
    usd: Decimal
    """The larger of both, day by day."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was given and could not be laid beside the calls."""

    not_compared: tuple[NotCompared, ...]
    unlogged_tokens: int
    """Tokens that usage totals have and the logged calls do not."""
    unlogged_days: int
    """Days of a model of which no call is in the log."""

    @property
    def usd(self) -> Decimal:
        """What was not compared, in all."""
        return sum((each.usd for each in self.not_compared), Decimal(0))


@dataclass(frozen=True, slots=True)
class Stated:
    """Like for like: the workloads whose billed requests all state a charge, by the logs and by the price book."""

    workloads: int
    requests: int
    billed_usd: Decimal
    as_billed_usd: Decimal
