"""Small tables that commands print: aligned for a terminal, or as Markdown. Reads rows of text; returns text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, its header and rows; the first `left` and the last `tail` columns hold words, the others numbers."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1
    tail: int = 0
    notes: tuple[str, ...] = ()
    """Lines below the table; an empty one parts two blocks."""

    def is_number(self, at: int) -> bool:
        """Whether column `at` is lined up on the right."""
        return self.left <= at < len(self.header) - self.tail


def as_text(table: Table) -> str:
    """Columns that line up; no colour, no markup."""
    lines = [table.header, *table.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.header))]
    out = [table.title, ""] if table.title else []
    for line in lines:
        cells = [
            cell.rjust(width) if table.is_number(at) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        out.append("  ".join(cells).rstrip())
    return "\n".join([*out, *table.notes, ""])


def as_markdown(table: Table) -> str:
    """A heading and a table that GitHub and GitLab draw."""
    marks = ["--:" if table.is_number(at) else ":--" for at in range(len(table.header))]
    lines = [f"| {' | '.join(_cell(cell) for cell in line)} |" for line in (table.header, *table.rows)]
    lines.insert(1, f"| {' | '.join(marks)} |")
    head = [f"### {table.title}", ""] if table.title else []
    notes = [line for note in table.notes if note for line in ("", _cell(note))]
    return "\n".join([*head, *lines, *notes, ""])


def of(table: Sequence[Table], *, markdown: bool) -> str:
    """Some tables one below the other."""
    return "\n".join(as_markdown(each) if markdown else as_text(each) for each in table)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
