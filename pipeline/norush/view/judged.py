"""Stage 5, judgement in the view: the rules that fired, what would settle a workload, and what was measured of it.

Reads nothing, writes nothing. None means "cannot be known", never zero.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Evidence:
    """One rule that fired. A positive weight speaks for waiting being possible."""

    rule: str
    points_to: str
    weight: float
    family: str | None
    says: str


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """One kind rule that fired. `basis` is `behaviour` or `name`; a name is a weak hint and shown as such."""

    kind: str
    rule: str
    weight: float
    basis: str
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """What would settle a workload: a field that its log lacks, or (field None) what only its owner knows."""

    question: str
    field: str | None
    asks: str


@dataclass(frozen=True, slots=True)
class Signal:
    """One measured number; None means that the log cannot show it."""

    name: str
    value: int | float | Decimal | str | bool | datetime | None
