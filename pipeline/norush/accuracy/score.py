"""The arithmetic of the accuracy page: shares of requests and of USD, from truth beside verdict. Nothing here knows a
rule.

Reads ledger entries; writes nothing. A share of nothing is None, never 0 or 1. USD are summed as decimals and divided
last; what has no price counts by request alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from norush.accuracy.ledger import Line
from norush.verdicts import Verdict, probability

BATCHABLE, UNCERTAIN = Verdict.BATCHABLE.value, Verdict.UNCERTAIN.value
VERDICTS = tuple(verdict.value for verdict in Verdict)
Test = Callable[[Line], bool]
BANDS = ("high", "medium", "low")
CURVE = (0.0, 0.02, 0.1, 0.35, 0.65, 0.8, 0.9, 0.95, 0.99, 1.001)
"""Edges of the calibration curve: probability that nobody waits, as said."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, by USD and by request; None of nothing."""

    usd: float | None
    requests: float | None
    of_requests: int
    of_usd: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of a set of lines.

    precision: of what was called batchable, what is. recall: of what is batchable, what was called so. uncertain: of
    what a log can decide, what was left uncertain. undecidable_flagged: of what no log can decide, what was called
    batchable. stays_flagged: of what must stay, what was called batchable. five: where both truth and verdict are one
    of the five decided verdicts, how often they agree; five_accepted counts the other verdicts that the kind accepts
    too.
    """

    requests: int
    usd: Decimal | None
    precision: Share
    recall: Share
    uncertain: Share
    undecidable_flagged: Share
    stays_flagged: Share
    five: Share
    five_accepted: Share


def share(lines: Iterable[Line], part: Test, whole: Test) -> Share:
    """How much of the lines of `whole` is in `part`."""
    requests = of_requests = 0
    usd, of_usd = Decimal(0), Decimal(0)
    for line in lines:
        if not whole(line):
            continue
        is_part = part(line)
        of_requests += line.requests
        requests += line.requests if is_part else 0
        if line.usd is not None:
            of_usd += line.usd
            usd += line.usd if is_part else 0
    return Share(
        usd=float(usd / of_usd) if of_usd else None,
        requests=requests / of_requests if of_requests else None,
        of_requests=of_requests,
        of_usd=of_usd,
    )


def is_flagged(line: Line) -> bool:
    """Called batchable, at any confidence."""
    return line.verdict == BATCHABLE


def is_true(line: Line) -> bool:
    """Batchable in truth."""
    return line.label.verdict == BATCHABLE


def is_uncertain(line: Line) -> bool:
    """Left uncertain."""
    return line.verdict == UNCERTAIN


def is_right(line: Line) -> bool:
    """The verdict is the truth."""
    return line.verdict == line.label.verdict


def is_accepted(line: Line) -> bool:
    """The verdict is the truth, or one that the kind accepts too; of what no log can decide, `uncertain`."""
    return (
        is_right(line) or line.verdict in line.label.also or (not line.label.is_decidable and line.verdict == UNCERTAIN)
    )


def is_decided(line: Line) -> bool:
    """Truth and verdict are both among the five decided verdicts."""
    return UNCERTAIN not in (line.verdict, line.label.verdict)


def figures(lines: Sequence[Line]) -> Figures:
    """The figures of these lines."""
    priced = [line.usd for line in lines if line.usd is not None]
    return Figures(
        requests=sum(line.requests for line in lines),
        usd=sum(priced, Decimal(0)) if priced else None,
        precision=share(lines, is_true, is_flagged),
        recall=share(lines, is_flagged, is_true),
        uncertain=share(lines, is_uncertain, lambda line: line.label.is_decidable),
        undecidable_flagged=share(lines, is_flagged, lambda line: not line.label.is_decidable),
        stays_flagged=share(lines, is_flagged, lambda line: not is_true(line)),
        five=share(lines, is_right, is_decided),
        five_accepted=share(lines, is_accepted, is_decided),
    )


def recall_by_kind(lines: Iterable[Line]) -> float | None:
    """The mean over batchable kinds of the recall of each by USD: the dear kinds do not outweigh the others."""
    kinds: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        kinds[line.label.kind].append(line)
    recalls = [one for one in (share(found, is_flagged, is_true).usd for found in kinds.values()) if one is not None]
    return sum(recalls) / len(recalls) if recalls else None


def curve(lines: Sequence[Line]) -> list[tuple[float, float, Share]]:
    """Of the workloads whose score says so probable, how much was batchable in truth: (from, to, share).

    Batched workloads are left out: they are known, not judged.
    """
    judged = [line for line in lines if line.verdict != Verdict.BATCHED.value]
    return [
        (low, high, share(judged, is_true, lambda line, low=low, high=high: low <= probability(line.score) < high))  # type: ignore[misc]
        for low, high in pairwise(CURVE)
    ]


def sureness(lines: Sequence[Line]) -> list[tuple[str, str, Share]]:
    """How often a verdict of a band of confidence is right: (verdict, band, share)."""
    return [
        (verdict, band, share(lines, is_right, lambda line, v=verdict, b=band: (line.verdict, line.band) == (v, b)))  # type: ignore[misc]
        for verdict in VERDICTS
        if verdict != UNCERTAIN
        for band in BANDS
    ]


def confusion(lines: Iterable[Line]) -> Mapping[tuple[str, str], tuple[int, Decimal]]:
    """(truth, verdict) -> requests and USD."""
    cells: dict[tuple[str, str], tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    for line in lines:
        requests, usd = cells[(line.label.verdict, line.verdict)]
        cells[(line.label.verdict, line.verdict)] = (requests + line.requests, usd + (line.usd or 0))
    return dict(cells)


def what_is_wrong(line: Line) -> str | None:
    """Why a line is a miss: flagged, missed, left uncertain, or taken for something else; None where it is none."""
    if is_accepted(line):
        return None
    if is_flagged(line):
        return "flagged"
    if is_true(line):
        return "missed"
    return "left uncertain" if is_uncertain(line) else "mistaken"
