"""Stage 5, judgement in the view: the rules that fired, what would settle a workload, and what was measured of it.

Reads nothing, writes nothing. None means "cannot be known", never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from norush.verdicts import PROBABILITY_BY_SCORE, probability


@dataclass(frozen=True, slots=True)
class Evidence:
    """One rule that fired. A positive weight speaks for waiting being possible."""

    rule: str
    points_to: str
    weight: float
    family: str | None
    says: str
    briefly: str
    """The same in a row of a table."""


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


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the weights of a workload, each as printed, add up, and how its score becomes a probability."""

    for_weight: Decimal
    against_weight: Decimal
    rounding: Decimal
    """What the printed weights miss of the printed score."""
    below: tuple[float, float]
    above: tuple[float, float]
    """(score, probability that nobody waits) of the published table, on either side of the score."""
    doubled: tuple[float, float] | None
    """Score and probability with every weight against it doubled; None where nothing is against it."""


def weighing(evidence: Sequence[Evidence], score: float | None) -> Weighing | None:
    """None without a score."""
    if score is None:
        return None
    weights = [Decimal(f"{each.weight:.2f}") for each in evidence]
    speaks_for = sum((each for each in weights if each > 0), Decimal(0))
    against = sum((each for each in weights if each < 0), Decimal(0))
    table = PROBABILITY_BY_SCORE
    at = next((place for place, (limit, _) in enumerate(table) if score <= limit), len(table) - 1)
    harder = score + sum(each.weight for each in evidence if each.weight < 0)
    return Weighing(
        speaks_for,
        against,
        Decimal(f"{score:.2f}") - speaks_for - against,
        table[max(at - 1, 0)],
        table[max(at, 1)],
        (harder, probability(round(harder, 3))) if against else None,
    )
