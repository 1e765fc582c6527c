"""The tables of the database as text of 80 columns."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from norush.schema import Table

WIDTH = 80
TYPE_WIDTH = 14
UNITS = (
    "Amounts (usd) are US dollars, exact decimals; null is unknown, never 0. Instants are UTC. "
    "A column that ends in _share is between 0 and 1, in _s seconds, in _tokens a number of tokens."
)


def listed(tables: Iterable[Table]) -> Iterator[str]:
    """A line or two for each table: its name and what there is one row of."""
    known = list(tables)
    width = max(len(table.name) for table in known) + 2
    for table in known:
        yield from _hanging(table.name.ljust(width), table.grain)
    yield ""
    yield from wrap(UNITS, WIDTH)


def told(table: Table) -> Iterator[str]:
    """A table with its columns."""
    yield table.name
    yield from wrap(table.what, WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield from wrap(f"Grain: {table.grain}.", WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield ""
    width = max(len(column.name) for column in table.columns) + 1
    for column in table.columns:
        head = f"  {column.name.ljust(width)}{column.type.ljust(TYPE_WIDTH)} "
        if len(column.type) > TYPE_WIDTH:
            yield head.rstrip()
            head = " " * (3 + width + TYPE_WIDTH)
        yield from _hanging(head, column.meaning)


def _hanging(head: str, text: str) -> list[str]:
    """The text beside its head, its further lines below its beginning."""
    lines = wrap(text, max(WIDTH - len(head), 16), break_long_words=False)
    return [f"{head if not at else ' ' * len(head)}{line}" for at, line in enumerate(lines)] or [head.rstrip()]
