"""The tables of the accuracy page as text for a terminal, as Markdown for the record, and the ledger as JSON.

Reads tables, entries and scores; writes text.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from norush import __version__
from norush.accuracy.grid import Entry
from norush.accuracy.ledger import Line
from norush.accuracy.pages import Section
from norush.accuracy.targets import Measured
from norush.accuracy.traces import TraceScore

SCHEMA = "norush.accuracy/1"


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


def records(sections: Sequence[Section], command: str, day: str, front: Path, aside: Path) -> dict[Path, str]:
    """Pages that say when and how they were made, by their file: the front one, and one of what stands aside, if
    anything does. The date is an argument: no other byte depends on the clock."""
    made = (
        "<!-- Written by the command below; nothing here is typed by hand. -->\n\n"
        f"`{command}` · {day} · norush {__version__}\n"
    )
    shown = [as_markdown(section) for section in sections if not section.is_aside]
    others = [as_markdown(section) for section in sections if section.is_aside]
    if others:
        shown.append(f"Kind by kind, with every miss, the tuned ones stand in [{aside.name}]({aside.name}).\n")
    pages = {front: ["# How right the verdicts are\n", made, ABOUT, *shown]}
    if others:
        pages[aside] = [
            "# What rules were tuned on, kind by kind\n",
            made,
            f"What the words mean, the targets, and the figures to read are in [{front.name}]({front.name}).\n",
            *others,
        ]
    return {path: "\n".join(parts).rstrip() + "\n" for path, parts in pages.items()}


ABOUT = """\
Months of traffic are generated, each call with its truth, and judged as any log is. **Tuned** kinds are those that
rules were tuned on: their figures show what the rules can do, not how right they are elsewhere. **Held-out** kinds
were not looked at while rules were made; read those. Real traces are logs of known origin.

- **precision**: of what was called batchable, at any confidence, how much is. **recall**: of what is batchable, how
  much was called so.
- **uncertain**: of what a log can decide, how much was left uncertain. **undecidable flagged**: of event-driven
  traffic that no log can decide, how much was called batchable.
- **stays flagged**: of all that is not batchable, how much was called so. **five verdicts**: where truth and verdict
  are both one of the five decided ones, how often they agree; **accepted** counts a second verdict where its owners
  would, too.
- Shares are by USD (as billed, by the price book) and by request. Levels: **rich** shows everything; **medium** no
  session, user, max_tokens or first token; **poor** start time, key, model and tokens alone. Keys: **clean** one kind
  a key; **mixed** two to four; **small** mixed keys whose jobs have about ten rows.

Your own labels are scored in the same way: a CSV with `request_id,verdict` (and, if you like, `kind` and `workload`),
where the verdict `uncertain` means that no log could tell.

```sh
norush accuracy --truth labels.csv logs/
```
"""


def as_json(entries: Sequence[Entry], scores: Sequence[TraceScore], measured: Sequence[tuple[str, Measured]]) -> str:
    """Targets and every line of the ledger: what all tables are made of. USD are exact texts, null where unpriced."""
    document = {
        "schema": SCHEMA,
        "norush": __version__,
        "targets": [{"set": name, **asdict(one), "verdict": one.verdict} for name, one in measured],
        "lines": [{**asdict(entry.cell), **_line(entry.line)} for entry in entries],
        "traces": [
            {"trace": one.trace.name, "observed": one.observed, **_line(line)} for one in scores for line in one.lines
        ],
    }
    return json.dumps(document, indent=1) + "\n"


def _line(line: Line) -> dict[str, object]:
    label = line.label
    return {
        "key": label.key, "kind": label.kind, "truth": label.verdict, "also": list(label.also),
        "is_decidable": label.is_decidable, "clock": label.clock, "workload_id": line.workload_id,
        "component": line.component, "verdict": line.verdict, "score": line.score, "confidence": line.confidence,
        "band": line.band, "evidence": line.evidence, "requests": line.requests,
        "usd": None if line.usd is None else str(line.usd),
    }  # fmt: skip
