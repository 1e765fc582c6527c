"""What a file was taken for and why, what became of its records, and the first that could not be used.

Load; reads a file; writes nothing that stays (it loads into a database in memory).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from norush.errors import SourceError
from norush.params import Params
from norush.sources import files
from norush.sources.files import Input
from norush.sources.load import load
from norush.sources.mapping import Map
from norush.sources.registry import SOURCES
from norush.warehouse import Warehouse

COUNTS = ("requests", "usage_buckets", "invoice_lines", "names", "duplicates", "not_requests", "rejects")
"""What a record can become, in the order in which it is told: columns of `files` that add up to `records_read`."""

_FIRST = 5


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be used; `line` is its line, or its number in a document, where that is known."""

    line: int | None
    reason: str
    excerpt: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """One file. `problem`: why none of it can be used; then there are no counts."""

    entry: Input
    votes: Mapping[str, int]
    """Format -> how many records of the sample are recognised as its, the formats without any left out."""

    problem: str | None
    records_read: int = 0
    counts: Mapping[str, int] | None = None
    rejects: tuple[Reject, ...] = ()
    """The first few."""


def examine(path: Path, *, format_name: str | None = None, mapping: Map | None = None) -> Examined:
    """Looks at a file and loads it as an audit would. Never raises for bad content."""
    entry = files.identify(path, format_name=format_name, mapping=mapping)
    votes = {source.name: sum(source.recognises(record) for record in entry.sample.records) for source in SOURCES}
    told = {name: count for name, count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])) if count}
    if entry.problem:
        return Examined(entry, told, entry.problem)
    with Warehouse() as warehouse:
        try:
            load(warehouse, [path], Params(), format_name=format_name, mapping=mapping)
        except SourceError:
            (problem,) = warehouse.row("select problem from files")
            return Examined(entry, told, problem)
        counts = warehouse.row(f"select records_read, {', '.join(COUNTS)} from files")
        rejects = warehouse.rows(
            f"select line, reason, excerpt from rejects order by line nulls last, reason limit {_FIRST}"
        )
    return Examined(
        entry, told, None, counts[0], dict(zip(COUNTS, counts[1:], strict=True)), tuple(Reject(*row) for row in rejects)
    )
