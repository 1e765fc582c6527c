"""Stage 5, what the charts of the pages hold: amounts, and places on the drawing as shares of its length (0..1).

Reads nothing, writes nothing. USD are exact decimals; None means "not here", never zero. `texture` says what a mark
means and is never colour alone: spent (solid), fade (list price), save (hollow), cache (hatched), unc (dotted).
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the bridge: a level, or a change that leads to the next one."""

    step: str
    texture: str
    change_usd: Decimal | None
    """None for a level; below zero is cheaper."""
    level_usd: Decimal
    """After this row."""
    rounding_usd: Decimal | None
    """At a level: what the level before and the changes since, as printed, miss of it."""
    workloads: int
    """Those that the change comes from."""
    largest: str | None
    """The name of the one from which most of it comes."""
    before: Decimal | None
    start: Decimal
    length: Decimal
    after: Decimal | None
    """Where the row's bar begins and how long it is; where the levels before and after it stand."""
