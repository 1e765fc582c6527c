"""What `norush accuracy` shows: sections of plain text cells, printed as columns or written as Markdown.

Reads ledger entries; writes nothing but text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from norush.accuracy import score
from norush.accuracy.grid import Entry
from norush.accuracy.keys import KEYS
from norush.accuracy.kinds import SPLITS, TUNED
from norush.accuracy.ledger import Line
from norush.accuracy.observe import LEVELS
from norush.accuracy.score import VERDICTS, Share
from norush.accuracy.targets import Measured, measure

SHORT = {"interactive": "inter", "agentic": "agent", "latency_bound": "latency", "batchable": "batchable"}
SMALL_PIECE = Decimal("0.02")
"""Misses below this share of their kind's USD (or, unpriced, requests) are summed up in one row each, not left out."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its heading; `note` stands below the heading."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(entries: Sequence[Entry]) -> list[Section]:
    """All tables of generated traffic, split by split."""
    shown: list[Section] = []
    for split in SPLITS:
        part = [entry for entry in entries if entry.cell.split == split]
        if not part:
            continue
        mark = " (kinds that rules were tuned on)" if split == TUNED else " (kinds held out from tuning)"
        lines = [entry.line for entry in part]
        shown += [
            targets_section(f"Targets{mark}", measure(part)),
            _sets(part, mark),
            _kinds(part, mark),
            _bands(lines, mark),
            _curve(lines, mark),
            _confusion(lines, mark),
            _misses(part, mark),
        ]
    return shown


def targets_section(title: str, measured: Iterable[Measured]) -> Section:
    """Must and aim beside the worst that was measured."""
    return Section(
        title,
        "Measured is the worst of the sets that the target speaks of (level by level, clean and mixed apart).",
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
    rows = []
    for keys in KEYS:
        for level in LEVELS:
            lines = [entry.line for entry in entries if (entry.cell.keys, entry.cell.level) == (keys, level)]
            if not lines:
                continue
            found = score.figures(lines)
            shares = (
                found.precision, found.recall, found.uncertain, found.undecidable_flagged, found.stays_flagged,
                found.five, found.five_accepted,
            )  # fmt: skip
            rows.append((keys, level, f"{found.requests:,}", f"{found.usd:,.0f}", *(_both(one) for one in shares)))
    return Section(
        f"Sets{mark}",
        "Each cell: by USD / by request.",
        ("keys", "level", "requests", "USD", "precision", "recall", "uncertain", "undecidable flagged", "stays flagged",
         "five verdicts", "five, accepted"),
        tuple(rows),
    )  # fmt: skip


def _kinds(entries: Sequence[Entry], mark: str) -> Section:
    """One row a kind and keys: by level, what became of it, by request."""
    found: dict[tuple[str, str, str], dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        label = entry.line.label
        truth = label.verdict if label.is_decidable else f"({label.verdict})"
        found[(entry.cell.keys, truth, label.kind)][entry.cell.level].append(entry.line)
    levels = [level for level in LEVELS if any(entry.cell.level == level for entry in entries)]
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


def _bands(lines: Sequence[Line], mark: str) -> Section:
    rows = [
        (f"batchable, {band}", _both(one), f"{one.of_requests:,}", f"{one.of_usd:,.0f}")
        for band, one in score.by_band(lines).items()
    ]
    rows += [
        (f"{verdict}, {band}", _both(one), f"{one.of_requests:,}", f"{one.of_usd:,.0f}")
        for verdict, band, one in score.sureness(lines)
        if one.of_requests and verdict != score.BATCHABLE
    ]
    return Section(
        f"By band of confidence{mark}",
        "How much of what was called so is so, by USD / by request, all levels and keys together.",
        ("verdict", "right", "requests", "USD"),
        tuple(rows),
    )


def _curve(lines: Sequence[Line], mark: str) -> Section:
    rows = [
        (f"{low:.2f} to {min(high, 1):.2f}", _both(one), f"{one.of_requests:,}", f"{one.of_usd:,.0f}")
        for low, high, one in score.curve(lines)
    ]
    return Section(
        f"Calibration{mark}",
        "Probability that nobody waits, as the score says, beside how much was batchable in truth.",
        ("said", "batchable in truth", "requests", "USD"),
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
    whole: dict[tuple[object, ...], Decimal] = defaultdict(Decimal)
    for entry in entries:
        whole[(entry.cell, entry.line.label)] += entry.line.usd or 0
    rows: list[tuple[Decimal, tuple[str, ...]]] = []
    pieces: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for entry in entries:
        line, cell = entry.line, entry.cell
        wrong = score.what_is_wrong(line)
        if wrong is None:
            continue
        where: tuple[str, ...] = (
            wrong,
            f"{cell.keys} {cell.level} {cell.size} {cell.seed}",
            line.label.key,
            line.label.kind,
        )
        if (line.usd or Decimal(0)) < SMALL_PIECE * whole[(cell, line.label)]:
            pieces[where].append(line)
        else:
            rows.append((line.usd or Decimal(0), (*where, *_about(line))))
    for where, lines in pieces.items():
        usd = sum((line.usd or Decimal(0) for line in lines), Decimal(0))
        requests = sum(line.requests for line in lines)
        rows.append(
            (usd, (*where, f"{requests:,}", f"{usd:.2f}", lines[0].label.verdict, "", f"{len(lines)} small pieces"))
        )
    rows.sort(key=lambda row: (row[1][0], -row[0], row[1]))
    return Section(
        f"Misses{mark}",
        "Every one: flagged (batchable is wrong), missed (batchable, not called so), mistaken, left uncertain.",
        ("what", "month", "key", "kind", "requests", "USD", "truth", "verdict", "workload and evidence"),
        tuple(row for _, row in rows),
    )


def _about(line: Line) -> tuple[str, ...]:
    clock = "" if line.label.clock in ("", "sharp") else f" ({line.label.clock} clock)"
    return (
        f"{line.requests:,}",
        f"{line.usd:.2f}" if line.usd is not None else "unpriced",
        line.label.verdict,
        f"{line.verdict} {line.confidence:.2f}",
        f"{line.component}{clock}: score {line.score:+.1f}: {line.evidence}",
    )


def _both(one: Share) -> str:
    return f"{_number(one.usd)} / {_number(one.requests)}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def as_text(section: Section) -> str:
    """Columns for a terminal."""
    table = [section.header, *section.rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(section.header))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([section.title, section.note, "", lines[0], "-" * min(len(lines[0]), 160), *lines[1:], ""])


def as_markdown(section: Section) -> str:
    """A heading and a table."""
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in (section.header, *section.rows)]
    lines = ["| " + " | ".join(row) + " |" for row in escaped]
    lines.insert(1, "|" + " --- |" * len(section.header))
    return "\n".join([f"## {section.title}", "", section.note, "", *lines, ""])
