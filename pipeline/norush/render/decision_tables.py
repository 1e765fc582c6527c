"""Decisions as a table for a terminal or as Markdown. Reads decisions; returns a Table."""

from collections.abc import Sequence

from norush.decisions import Decision
from norush.render.columns import Table
from norush.render.numbers import middle, visible


def table(decisions: Sequence[Decision]) -> Table:
    """One decision a row, the oldest first; of two on the same, the earlier says that another goes before it."""
    last = {each.target: each for each in decisions}
    rows = tuple(
        (
            middle(each.subject, 48),
            str(each.decision),
            each.decided_on.isoformat(),
            each.until.isoformat() if each.until else "",
            middle(each.decided_by, 24),
            visible(each.why) if last[each.target] is each else f"{visible(each.why)} (a later one goes before it)",
        )
        for each in decisions
    )
    header = ("On", "Decision", "Made on", "Until", "By", "Why")
    return Table("", header, rows, left=len(header), notes=() if rows else ("No decision was made.",))
