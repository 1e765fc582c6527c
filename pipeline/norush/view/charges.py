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
    """One day, model and kind of tokens; its three parts add up to billed. None in a dimension: not compared."""

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
    bucket_tokens: int | None
    computed_usd: Decimal | None
    """None: something of it has no price."""
    billed_usd: Decimal | None
    """None: the invoice does not have that day."""
    difference_usd: Decimal | None
    """Billed minus computed."""
    tolerance_usd: Decimal
    """What rounding can hide."""
    explained_by: str | None
    proved_on: date | None
    in_log_usd: Decimal | None
    not_in_log_usd: Decimal | None
    unexplained_usd: Decimal | None

    @property
    def is_gap(self) -> bool:
        """It does not simply add up."""
        return self.explained_by not in (*ADDS_UP, "not_invoiced")


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The charges of a period by what explains them; the three parts add up to billed_usd."""

    rows: tuple[Compared, ...]
    has_invoice: bool
    """False: only what the log itself states was compared."""
    billed_usd: Decimal
    in_log_usd: Decimal
    not_in_log_usd: Decimal
    unexplained_usd: Decimal
    explained_share: Decimal | None
    in_log_share: Decimal | None
    not_in_log_share: Decimal | None
    parts: tuple[tuple[str, Decimal], ...]
    """What billed_usd consists of."""
    rounding_usd: Decimal | None
    gaps: tuple[Compared, ...]
    """The largest differences that are no rounding."""
    more_gaps: int
    not_invoiced_usd: Decimal
    """Computed for days that the invoice does not have."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was given and could not be laid beside the calls."""

    outside_lines: int
    """Invoice lines of days that do not lie in the period as a whole."""
    outside_usd: Decimal
    unlogged_tokens: int
    """Tokens that usage totals have and the logged calls do not."""
    unlogged_days: int
    """Days of a model of which no call is in the log."""
