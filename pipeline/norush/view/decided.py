"""Stage 5, decisions in the view: what one means for a workload, what all of them set aside, which are on nothing.

Reads nothing, writes nothing. USD are exact decimals; None means "cannot be known", never zero.
"""

from dataclasses import dataclass
from decimal import Decimal

from norush.decisions import Decision
from norush.decisions.holding import Held
from norush.view.costs import Saving


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on a workload. The savings are its own, wherever they are counted."""

    held: Held
    is_set_aside: bool
    """It is kept or snoozed, that holds, and it could or might have waited: its saving is not in the headline."""
    saving: Saving | None
    """By batch; None where it has no price."""
    cache_saving: Saving | None
    both_saving: Saving | None

    @property
    def given(self) -> Decision:
        """What was decided."""
        return self.held.given


@dataclass(frozen=True, slots=True)
class Listed:
    """One decision that says something of the period, and for how many of its workloads it counts and holds there."""

    given: Decision
    fits: int
    """Workloads of the period that it is on."""
    counts: int
    """Of these, those for which no other goes before it."""
    holds: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """Workloads kept or snoozed, added up: what stands beside the headline."""

    workloads: int
    requests: int
    as_billed_usd: Decimal
    saving: Saving
    cache_saving: Saving | None
    """None where none of them was replayed."""
    both_saving: Saving
    unknown: int
    """Workloads without a batch price: no figure contains them."""
    as_billed_rounding_usd: Decimal
    likely_rounding_usd: Decimal
    """What the printed rows miss of the printed sums."""
