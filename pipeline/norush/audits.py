"""What the last audit of a database was, so that its report can be rendered again without the logs.

Reads and writes `audits`: one row, who made the report and how. Everything else stands in the tables of the stages.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from norush.database import refuse_older, unsettle
from norush.errors import NorushError, UsageError
from norush.params import Params
from norush.view import About, AuditView, build
from norush.warehouse import Warehouse

_AFTER_MONTH = ("--zone", "--prices", "--rules", "--owners", "--decisions")
"""Options that stand after --month in the command of a report."""


def write_about(warehouse: Warehouse, period: str, about: About) -> None:
    """Writes the one row of `audits`: an audit judges every period of its database, so the last one is all there is."""
    settings = {name: value if value is None else str(value) for name, value in about.settings.items()}
    row = {
        "period": period,
        "norush": about.norush,
        "price_book": about.price_book,
        "zone": about.zone,
        "command": json.dumps(list(about.command)),
        "settings": json.dumps(settings),
    }
    with warehouse.transaction():
        unsettle(warehouse)
        warehouse.rows(f"insert into audits ({', '.join(row)}) values ({', '.join(f'${name}' for name in row)})", row)


@contextmanager
def opened(database: Path, memory_limit: str | None = None) -> Iterator[Warehouse]:
    """The database of an audit that came to its end.

    Raises UsageError where it is not there, DatabaseError where it is another norush's, NorushError without one.
    """
    if not database.is_file():
        raise UsageError(f"{database} is not there: name the database of an audit, or the folder of its report")
    with Warehouse(database, memory_limit=memory_limit) as warehouse:
        refuse_older(warehouse)
        if not warehouse.has_table("audits"):
            raise NorushError(f"{database} holds no audit of this norush: run norush audit on it again")
        if not warehouse.rows("select 1 from audits"):
            raise NorushError(f"the last audit of {database} did not come to its end: run norush audit on it again")
        yield warehouse


def chosen(warehouse: Warehouse, month: str | None) -> str:
    """The period that is meant: `month`, else the one of the last audit. Raises UsageError where it is not there."""
    periods = [name for (name,) in warehouse.rows("select period from periods order by since")]
    if month and month not in periods:
        has = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
        raise UsageError(f"the database has no period {month!r}: it has {has}")
    return month or str(warehouse.row("select period from audits")[0])


def view(database: Path, month: str | None = None) -> AuditView:
    """The report of `month`, else the one that the last audit was about, from the tables as they stand.

    Raises UsageError where the database or the month is not there, NorushError where it holds no audit.
    """
    with opened(database) as warehouse:
        return view_of(warehouse, chosen(warehouse, month))


def view_of(warehouse: Warehouse, name: str) -> AuditView:
    """The report of the period called `name`."""
    ((period, norush, price_book, zone, command),) = warehouse.rows(
        "select period, norush, price_book, zone, command from audits"
    )
    words = json.loads(command)
    about = About(
        norush=norush,
        price_book=price_book,
        zone=zone,
        command=tuple(words) if name == period else of_month(words, name),
        settings=settings(warehouse),
    )
    return build(warehouse, name, about)


def months(database: Path) -> list[str]:
    """The periods that a database has a report of, the oldest first. Raises UsageError, NorushError."""
    if not database.is_file():
        raise UsageError(f"{database} is not there: name the database of an audit, or the folder of its report")
    with Warehouse(database) as warehouse:
        if not warehouse.has_table("periods"):
            raise NorushError(f"{database} holds no audit of this norush: run norush audit on it again")
        return [name for (name,) in warehouse.rows("select period from periods order by since")]


def settings(warehouse: Warehouse) -> dict[str, object]:
    """The options of the last audit of a database; none where an older norush kept them nowhere, or it did not end."""
    if not warehouse.has_table("audits"):
        return {}
    told = warehouse.rows("select settings from audits")
    return _settings(json.loads(told[0][0])) if told else {}


def of_month(command: Sequence[str], month: str) -> tuple[str, ...]:
    """The command that an audit of that month would have been."""
    kept = list(command)
    if "--month" in kept:
        kept[kept.index("--month") + 1] = month
        return tuple(kept)
    at = min((kept.index(word) for word in _AFTER_MONTH if word in kept), default=len(kept))
    return (*kept[:at], "--month", month, *kept[at:])


def _settings(told: Mapping[str, str | None]) -> dict[str, object]:
    """The settings as the values that they were: each has the type of its default."""
    defaults = Params().named()
    return {name: _like(defaults.get(name), value) for name, value in told.items()}


def _like(default: object, value: str | None) -> object:
    if value is None or default is None:
        return value
    if isinstance(default, bool):
        return value == "True"
    if isinstance(default, datetime):
        return datetime.fromisoformat(value)
    return type(default)(value) if isinstance(default, int | Decimal) else value
