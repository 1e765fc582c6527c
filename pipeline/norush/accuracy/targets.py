"""What the instrument must show, and what it shows: the worst of the sets that a target speaks of, never their mean.

Reads ledger entries and the scores of real traces; writes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from norush.accuracy.grid import Entry
from norush.accuracy.ledger import Line
from norush.accuracy.mixes import CLEAN, MIXED, SMALL_JOBS
from norush.accuracy.observe import LEVELS, MEDIUM, POOR, RICH
from norush.accuracy.score import Figures, Share, figures
from norush.accuracy.traces import AS_LOGGED, TraceScore

Pick = Callable[[Figures], float | None]
WITH_ENDS = (RICH, MEDIUM)
ONLY_CLEAN, ONLY_MIXED, ONLY_SMALL, BOTH = ((CLEAN,),), ((MIXED,),), ((SMALL_JOBS,),), ((CLEAN,), (MIXED,))


@dataclass(frozen=True, slots=True)
class Target:
    """One target: what to measure on each (level, keys) set, and which sets. `is_most`: the figure may be at most
    this."""

    name: str
    must: float
    aim: float
    pick: Pick
    levels: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    is_most: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A target with the worst figure of its sets, and which set that is; None where nothing was measured."""

    name: str
    must: float
    aim: float
    worst: float | None
    where: str
    is_most: bool

    @property
    def verdict(self) -> str:
        """aim reached, met, or missed; not measured."""
        if self.worst is None:
            return "not measured"
        sign = -1 if self.is_most else 1
        if sign * self.worst >= sign * self.aim:
            return "aim reached"
        return "met" if sign * self.worst >= sign * self.must else "MISSED"


TARGETS = (
    Target("precision of batchable, clean and mixed keys, every level", 0.98, 0.995,
           lambda f: f.precision.usd, LEVELS, BOTH),
    Target("precision by request, mixed keys", 0.97, 0.993, lambda f: f.precision.requests, LEVELS, ONLY_MIXED),
    Target("recall with end times, clean", 0.93, 0.98, lambda f: f.recall.usd, WITH_ENDS, ONLY_CLEAN),
    Target("recall with end times, mixed", 0.93, 0.99, lambda f: f.recall.usd, WITH_ENDS, ONLY_MIXED),
    Target("recall with start times only, clean", 0.80, 0.95, lambda f: f.recall.usd, (POOR,), ONLY_CLEAN),
    Target("recall with start times only, mixed", 0.85, 0.98, lambda f: f.recall.usd, (POOR,), ONLY_MIXED),
    Target("uncertain share with end times", 0.05, 0.02, lambda f: f.uncertain.usd, WITH_ENDS, BOTH, True),
    Target("uncertain share without end times", 0.15, 0.06, lambda f: f.uncertain.usd, (POOR,), BOTH, True),
    Target("undecidable event-driven traffic flagged", 0.01, 0.0,
           lambda f: f.undecidable_flagged.usd, LEVELS, BOTH, True),
    Target("accuracy among the five decided verdicts, end times known", 0.90, 0.97,
           lambda f: f.five.usd, WITH_ENDS, BOTH),
    Target("jobs of about ten rows in a mixed key: recall by request", 0.77, 0.95,
           lambda f: f.recall.requests, LEVELS, ONLY_SMALL),
)  # fmt: skip


def measure(entries: Iterable[Entry]) -> list[Measured]:
    """Each target on these entries; its sets pool seeds and sizes. Shorter logs count only where there is no whole
    month."""
    found = list(entries)
    found = [entry for entry in found if entry.cell.span == "month"] or found
    return [_measured(target, found) for target in TARGETS]


def _measured(target: Target, entries: Sequence[Entry]) -> Measured:
    sign = -1 if target.is_most else 1
    worst: tuple[float, str] | None = None
    for level in target.levels:
        for keys in target.keys:
            value = target.pick(figures(_lines(entries, level, keys)))
            if value is not None and (worst is None or sign * value < sign * worst[0]):
                worst = value, f"{level}, {' and '.join(keys)}"
    value, where = worst or (None, "")
    return Measured(target.name, target.must, target.aim, value, where, target.is_most)


def _lines(entries: Sequence[Entry], level: str, keys: tuple[str, ...]) -> list[Line]:
    return [entry.line for entry in entries if entry.cell.level == level and entry.cell.keys in keys]


def measure_traces(scores: Sequence[TraceScore]) -> list[Measured]:
    """The targets on real traces: the worst whole trace. What must stay counts with start times only too."""
    scores = [one for one in scores if not one.trace.is_part]
    stays = [(figures(one.lines).stays_flagged, one) for one in scores if not one.trace.is_batchable]
    recalls = [
        (figures(one.lines).recall, one) for one in scores if one.trace.is_batchable and one.observed == AS_LOGGED
    ]
    return [
        _worst_trace("real traffic that must stay, each trace: share flagged", 0.02, 0.0, stays, True),
        _worst_trace("real batchable traces with end times, each: recall", 0.50, 0.75, recalls, False),
    ]


def _worst_trace(
    name: str, must: float, aim: float, found: Iterable[tuple[Share, TraceScore]], is_most: bool
) -> Measured:
    """By request: most real traces use models without a price."""
    sign = -1 if is_most else 1
    known = [(one.requests, f"{of.trace.name}, {of.observed}") for one, of in found if one.requests is not None]
    value, where = min(known, key=lambda pair: (sign * pair[0], pair[1])) if known else (None, "")
    return Measured(name, must, aim, value, where, is_most)
