"""Stage 5, what a report can say at all, and which line of its table a workload belongs to.

Reads nothing, writes nothing.
"""

from enum import StrEnum


class State(StrEnum):
    """What the report can say at all; each has its own headline."""

    MOVES = "moves"
    NOTHING = "nothing"
    NO_BATCH_PRICE = "no_batch_price"
    """Something could have waited, but nobody publishes what it would have cost as a batch."""
    DEARER = "dearer"
    BATCHED = "batched"
    UNCERTAIN = "uncertain"
    UNBILLED = "unbilled"
    """Every call failed, or none has a token."""
    UNPRICED = "unpriced"
    BUCKETED = "bucketed"
    """Only usage totals, and no single call."""


class Group(StrEnum):
    """The line of the ranked table's foot that a workload belongs to; each workload has exactly one."""

    MOVE = "move"
    DEARER = "dearer"
    """In no rush, but batch would not have cost less."""
    NO_BATCH_PRICE = "no_batch_price"
    """In no rush, but without a verified batch price: what a batch would save is unknown."""
    SET_ASIDE = "set_aside"
    """Could or might have waited, and is kept on demand or snoozed by a decision that holds."""
    SETTLED = "settled"
    UNBILLED = "unbilled"
    """Cost nothing: all its calls failed, or it has no tokens."""
    UNCERTAIN = "uncertain"
    UNPRICED = "unpriced"
