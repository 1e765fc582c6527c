"""Stage 5, what the charts of the pages hold: amounts, and places on the drawing as shares of its length (0..1).

Reads nothing, writes nothing. USD are exact decimals; None means "not here", never zero. `texture` says what a mark
means and is never colour alone: spent (solid), fade (list price), save (hollow), cache (hatched), unc (dotted).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a stacked bar."""

    texture: str
    start: Decimal
    length: Decimal


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


@dataclass(frozen=True, slots=True)
class MapCell:
    """An hour of a weekday."""

    hour: int
    start: Decimal
    """Where its column begins."""
    requests: int
    level: int
    """How many of the scale's thresholds it reaches: 0..4."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A weekday, 0 is Monday."""

    day: int
    top_px: int
    cells: tuple[MapCell, ...]
    quarters: tuple[int, ...]
    """Requests from 00:00, 06:00, 12:00 and 18:00 on, six hours each."""
    requests: int


@dataclass(frozen=True, slots=True)
class WeekMap:
    """Requests by hour of the week, all weeks of the period added up."""

    requests: int
    rows: tuple[MapRow, ...]
    quarters: tuple[int, ...]
    busiest_from: int
    busiest_until: int
    """The six hours of the day with most requests."""
    busiest_share: Decimal | None
    weekend_share: Decimal | None
    """Of Saturday and Sunday. None where there is no request."""


@dataclass(frozen=True, slots=True)
class WeekMaps:
    """Both maps of one scale."""

    is_long_enough: bool
    """The period has a week or more."""
    thresholds: tuple[int, ...]
    """Requests from which on a cell has level 1, 2, 3, 4."""
    no_rush: WeekMap
    waiting: WeekMap
    by_verdict: tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]
    """Requests by verdict, day and hour: every request of the period is in one."""

    @property
    def in_neither(self) -> int:
        """Requests whose verdict is in neither map."""
        every = sum(number for _, grid in self.by_verdict for row in grid for number in row)
        return every - self.no_rush.requests - self.waiting.requests


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model's part of the period: requests with a price, what they cost, what of it the likely saving takes."""

    model: str
    requests: int
    as_billed_usd: Decimal
    saving_usd: Decimal
    share: Decimal | None
    bar: tuple[Part, ...]
    """Kept, then saved; the dearest model's is 1 long."""


@dataclass(frozen=True, slots=True)
class Models:
    """Spend by model. Shown + rounding = the period's cost and likely saving."""

    every: tuple[ModelRow, ...]
    """The dearest first."""
    shown: tuple[ModelRow, ...]
    """What is printed: some, and a last one without a name for the `folded_models` others."""
    folded_models: int
    unpriced_requests: int
    """Billed requests that no card prices: they are in no row."""
    cost_rounding_usd: Decimal
    saving_rounding_usd: Decimal

    @property
    def has_rounding(self) -> bool:
        """The printed rows miss a printed total."""
        return bool(self.cost_rounding_usd or self.saving_rounding_usd)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a kept database: a column of what it would have cost, and on it the likely saving."""

    first_day: date
    spent_usd: Decimal
    would_have_cost_usd: Decimal
    saving_usd: Decimal
    saved_share: Decimal | None
    start: Decimal
    middle: Decimal
    length: Decimal
    kept_top_px: int
    kept_px: int
    saved_top_px: int
    saved_px: int
    label_px: int
    by_verdict: tuple[tuple[str, Decimal], ...]
    """What each verdict cost, the dearest first; what has no price is in none."""
    made_usd: Decimal | None
    """What batches and caches saved in that month, against list price; None where something has no list price."""
    bar: tuple[Part, ...]
    """By who was waiting, on the scale of the dearest month: could wait, waited already, could not, cannot be said."""


@dataclass(frozen=True, slots=True)
class Settle:
    """What a field that the log lacks would settle first: uncertain workloads, their cost, what hangs on them."""

    field: str | None
    """None: no field, a question to the owner."""
    workloads: int
    as_billed_usd: Decimal
    hangs_usd: Decimal | None
    """None where none of them has a batch price."""


@dataclass(frozen=True, slots=True)
class Settles:
    """What would settle the uncertain workloads. Rows + rounding = what they cost."""

    rows: tuple[Settle, ...]
    rounding_usd: Decimal | None
