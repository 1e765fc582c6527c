"""What the database of an audit holds: the tables that a user may query, their grain, their columns and units.

Reads `sql/tables.toml` and the headers of the SQL files that make the tables; writes nothing.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from norush import assets
from norush.sources.coverage import header

UNITS: Mapping[str, str] = {
    "_usd_per_mtok": "USD a million tokens",
    "_usd_per_token": "USD a token",
    "_tokens": "tokens",
    "_share": "share, 0 to 1",
    "_share_of_clock": "share, 0 to 1",
    "_requests": "calls",
    "_days": "days",
    "_at": "instant, UTC",
    "_s": "seconds",
}
"""What the end of a name says of its unit; the longest that fits counts."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `meaning` in a few words, with its unit where the name does not tell it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `what` a row is, `grain`: what there is one row of."""

    name: str
    what: str
    grain: str
    columns: tuple[Column, ...]


def tables() -> tuple[Table, ...]:
    """The documented tables, in the order in which an audit makes them."""
    document = tomllib.loads((assets.folder("sql") / "tables.toml").read_text(encoding="utf-8"))
    return tuple(_table(each, document["columns"]) for each in document["table"])


def _table(told: Mapping[str, object], common: Mapping[str, str]) -> Table:
    name, types, own = str(told["name"]), told["types"], told.get("meanings", {})
    assert isinstance(types, Mapping)
    assert isinstance(own, Mapping)
    notes = told if "what" in told else header(f"{told['stage']}/{name}")
    columns = tuple(
        Column(column, kind, own.get(column) or common.get(column) or unit(column) or str(told.get("rest", "")))
        for column, kind in types.items()
    )
    return Table(name, _plain(str(notes["what"])), _plain(str(notes["grain"])), columns)


def unit(column: str) -> str | None:
    """What a name says by its end."""
    endings = [ending for ending in UNITS if column.endswith(ending)]
    return UNITS[max(endings, key=len)] if endings else None


def _plain(text: str) -> str:
    """A header's text without what only readers of SQL need."""
    return re.sub(r" +params: -$", "", text).replace("`", "").strip()
