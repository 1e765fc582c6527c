"""What `norush accuracy` shows: tables of plain text cells, from ledger entries and the scores of real traces.

Reads entries and scores; writes nothing. `printing` makes text, Markdown and JSON of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from norush.accuracy import score
from norush.accuracy.grid import GIVEN, Entry
from norush.accuracy.kinds import HELD_OUT, TUNED, kinds
from norush.accuracy.ledger import Line
from norush.accuracy.mixes import KEYS
from norush.accuracy.observe import LEVELS, SHARP
from norush.accuracy.score import VERDICTS, Share
from norush.accuracy.targets import Measured, measure, measure_traces
from norush.accuracy.traces import TraceScore

SHORT = {"interactive": "inter", "agentic": "agent", "latency_bound": "latency", "batchable": "batchable"}


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its heading; `note` stands below the heading. `is_aside`: a record keeps it on a page of its own,
    so that what was not tuned on can be read without it."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_aside: bool = False


MARKS = {
    HELD_OUT: " (kinds held out from tuning)",
    TUNED: " (kinds that rules were tuned on)",
    GIVEN: " (your labels)",
}


def sections(entries: Sequence[Entry], scores: Sequence[TraceScore] = ()) -> list[Section]:
    """All tables: what was not tuned on and real traces, then tuned kinds, whose details stand aside where there is
    something to read before them."""
    of = {split: [entry for entry in entries if entry.cell.split == split] for split in MARKS}
    shown: list[Section] = []
    for split in (HELD_OUT, GIVEN):
        if of[split]:
            shown += [*_summary(of[split], split), *_details(of[split], split)]
    if scores:
        shown += [targets_section("Targets (real traces)", measure_traces(scores)), _traces(scores)]
    if of[TUNED]:
        is_aside = bool(shown)
        shown += _summary(of[TUNED], TUNED)
        shown += [replace(table, is_aside=is_aside) for table in _details(of[TUNED], TUNED)]
    return shown


def what_kinds(split: str, is_aside: bool = False) -> Section:
    """The kinds themselves: what each models, and why its truth is what it is."""
    rows = [
        (
            one.name,
            one.verdict if one.is_decidable else f"({one.verdict})",
            ", ".join(one.also),
            " ".join(one.models.split()),
        )
        for one in kinds(split).values()
    ]
    return Section(
        f"What the kinds are{MARKS[split]}",
        "A truth in brackets cannot be told from a log: there, uncertain is right and batchable is wrong.",
        ("kind", "truth", "accepted too", "what it models, and why"),
        tuple(rows),
        is_aside,
    )


def _summary(part: Sequence[Entry], split: str) -> list[Section]:
    targets = [] if split == GIVEN else [targets_section(f"Targets{MARKS[split]}", measure(part))]
    return [*targets, _sets(part, MARKS[split])]


def _details(part: Sequence[Entry], split: str) -> list[Section]:
    mark = MARKS[split]
    return [
        _kinds(part, mark),
        _bands(part, mark),
        _curve(part, mark),
        _confusion([entry.line for entry in part], mark),
        _misses(part, mark),
    ]


def targets_section(title: str, measured: Iterable[Measured]) -> Section:
    """Must and aim beside the worst that was measured."""
    return Section(
        title,
        "Measured is the worst of the sets that the target speaks of: each level, sort of keys, or trace by itself.",
        ("target", "must", "aim", "measured", "where", ""),
        tuple(
            (
                one.name,
                f"{'≤' if one.is_most else '≥'} {one.must:g}",
                f"{'≤' if one.is_most else '≥'} {one.aim:g}",
                _number(one.worst),
                one.where,
                one.verdict,
            )
            for one in measured
        ),
    )


def _sets(entries: Sequence[Entry], mark: str) -> Section:
    sets: dict[tuple[str, str, str, str], list[Line]] = defaultdict(list)
    for entry in entries:
        cell = entry.cell
        sets[(cell.keys, cell.level, cell.size, cell.span)].append(entry.line)
    order = {one: place for place, one in enumerate(_present(entries))}
    rows = []
    for key, lines in sorted(sets.items(), key=lambda item: (item[0][2:], order[item[0][:2]])):
        found = score.figures(lines)
        shares = (
            found.precision, found.recall, found.uncertain, found.undecidable_flagged, found.stays_flagged,
            found.five, found.five_accepted,
        )  # fmt: skip
        alike = _number(score.recall_by_kind(lines))
        rows.append((*key, f"{found.requests:,}", _usd(found.usd, 0), *(_both(one) for one in shares), alike))
    return Section(
        f"Sets{mark}",
        "Each cell: by USD / by request. Recall, kinds alike: the mean of the recall of each kind, by USD.",
        ("keys", "level", "size", "span", "requests", "USD", "precision", "recall", "uncertain", "undecidable flagged",
         "stays flagged", "five verdicts", "five, accepted", "recall, kinds alike"),
        tuple(rows),
    )  # fmt: skip


def _present(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The (keys, level) sets that there are, in the usual order."""
    there = {(entry.cell.keys, entry.cell.level) for entry in entries}
    usual = [(keys, level) for keys in KEYS for level in LEVELS]
    return [one for one in usual if one in there] + sorted(there - set(usual))


def _levels(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(level for _, level in _present(entries)))


def _kinds(entries: Sequence[Entry], mark: str) -> Section:
    """One row a kind and keys: by level, what became of it, by request."""
    found: dict[tuple[str, str, str], dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        label = entry.line.label
        truth = label.verdict if label.is_decidable else f"({label.verdict})"
        found[(entry.cell.keys, truth, label.kind)][entry.cell.level].append(entry.line)
    levels = _levels(entries)
    rows = []
    for (keys, truth, kind), by_level in sorted(found.items()):
        requests = sum(line.requests for line in by_level[levels[0]])
        rows.append((keys, truth, kind, f"{requests:,}", *(_verdicts(by_level[level]) for level in levels)))
    return Section(
        f"Kinds{mark}",
        "What its requests were called, by level. A truth in brackets cannot be told from a log.",
        ("keys", "truth", "kind", "requests", *levels),
        tuple(rows),
    )


def _verdicts(lines: Sequence[Line]) -> str:
    total = sum(line.requests for line in lines)
    counts: dict[str, int] = defaultdict(int)
    for line in lines:
        counts[line.verdict] += line.requests
    parts = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return " ".join(f"{SHORT.get(name, name)} {count / total:.2f}" for name, count in parts if count / total >= 0.005)


def _by_level(entries: Sequence[Entry]) -> Mapping[str, list[Line]]:
    return {level: [entry.line for entry in entries if entry.cell.level == level] for level in _levels(entries)}


def _bands(entries: Sequence[Entry], mark: str) -> Section:
    by_level = _by_level(entries)
    found = {
        level: {(verdict, band): one for verdict, band, one in score.sureness(lines)}
        for level, lines in by_level.items()
    }
    keys = [key for key in next(iter(found.values())) if any(one[key].of_requests for one in found.values())]
    return Section(
        f"By band of confidence{mark}",
        "How much of what was called so is so, by USD / by request (requests).",
        ("verdict", "confidence", *by_level),
        tuple((*key, *(_weighed(found[level][key]) for level in by_level)) for key in keys),
    )


def _curve(entries: Sequence[Entry], mark: str) -> Section:
    by_level = _by_level(entries)
    curves = [score.curve(lines) for lines in by_level.values()]
    rows = [
        (f"{points[0][0]:.2f} to {min(points[0][1], 1):.2f}", *(_weighed(one) for _, _, one in points))
        for points in zip(*curves, strict=True)
    ]
    return Section(
        f"Calibration{mark}",
        "Probability that nobody waits, as the score says, and how much was batchable in truth, by USD / by request.",
        ("said", *by_level),
        tuple(rows),
    )


def _confusion(lines: Sequence[Line], mark: str) -> Section:
    cells = score.confusion(lines)
    rows = []
    for truth in VERDICTS:
        row = [cells.get((truth, verdict), (0, Decimal(0))) for verdict in VERDICTS]
        if any(requests for requests, _ in row):
            rows.append((truth, *(f"{requests:,} (${usd:,.0f})" if requests else "-" for requests, usd in row)))
    return Section(
        f"Truth by verdict{mark}",
        "Requests (USD), all levels and keys together.",
        ("truth \\ verdict", *VERDICTS),
        tuple(rows),
    )


def _misses(entries: Sequence[Entry], mark: str) -> Section:
    """One row for each way in which a kind behind a key is misjudged; none is left out, however small."""
    ways: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        line = entry.line
        wrong = score.what_is_wrong(line)
        if wrong is not None:
            ways[(wrong, entry.cell.keys, line.label.key, line.label.kind, line.label.verdict, line.verdict)].append(
                entry
            )
    rows = [((way[0], -_usd_of(found), *way), _miss(way, found)) for way, found in ways.items()]
    return Section(
        f"Misses{mark}",
        "Flagged: batchable is wrong. Missed: it is batchable, and was not called so. One row for each way a kind "
        "behind a key was misjudged, over all months; the evidence is that of the dearest workload.",
        ("what", "keys", "key", "kind", "truth", "verdict", "where: seeds", "requests", "USD", "dearest workload"),
        tuple(row for _, row in sorted(rows)),
    )


def _miss(way: tuple[str, ...], found: Sequence[Entry]) -> tuple[str, ...]:
    seeds: dict[str, set[int]] = defaultdict(set)
    for entry in found:
        cell = entry.cell
        where = [
            cell.level,
            *([cell.size] if cell.size != "medium" else []),
            *([cell.span] if cell.span != "month" else []),
        ]
        seeds[" ".join(where)].add(cell.seed)
    worst = max(found, key=lambda entry: (entry.line.usd or 0, entry.line.requests, entry.line.workload_id)).line
    return (
        *way,
        "; ".join(f"{where}: {','.join(map(str, sorted(numbers)))}" for where, numbers in seeds.items()),
        f"{sum(entry.line.requests for entry in found):,}",
        f"{_usd_of(found):,.2f}" if any(entry.line.usd is not None for entry in found) else "unpriced",
        f"{worst.confidence:.2f}, {_why(worst)}",
    )


def _usd_of(found: Iterable[Entry]) -> Decimal:
    return sum((entry.line.usd or Decimal(0) for entry in found), Decimal(0))


def _why(line: Line) -> str:
    clock = "" if line.label.clock in ("", SHARP) else f" ({line.label.clock} clock)"
    return f"{line.component}{clock}: score {line.score:+.1f}: {line.evidence}"


def _usd(amount: Decimal | None, places: int) -> str:
    return "unpriced" if amount is None else f"{amount:,.{places}f}"


def _weighed(one: Share) -> str:
    return f"{_both(one)} ({one.of_requests:,})" if one.of_requests else "-"


def _both(one: Share) -> str:
    return f"{_number(one.usd)} / {_number(one.requests)}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _traces(scores: Sequence[TraceScore]) -> Section:
    rows = []
    for one in scores:
        found = score.figures(one.lines)
        flagged = found.recall if one.trace.is_batchable else found.stays_flagged
        worst = max(one.lines, key=lambda line: (line.requests, line.workload_id))
        rows.append(
            (
                one.trace.name, one.trace.verdict, one.observed, f"{found.requests:,}", _usd(found.usd, 2),
                _number(flagged.requests), _number(flagged.usd), _verdicts(one.lines),
                f"{worst.verdict} {worst.confidence:.2f}: {_why(worst)}", one.trace.source,
            )
        )  # fmt: skip
    return Section(
        "Real traces",
        "One row each, none left out. Flagged: recall of what is batchable, error on what must stay. A name with a dot "
        "is a part of the trace before it, judged by itself; targets count whole traces.",
        (
            "trace",
            "truth",
            "observed",
            "requests",
            "USD",
            "flagged by request",
            "by USD",
            "verdicts",
            "largest workload",
            "source",
        ),
        tuple(rows),
    )
