"""norush decisions: list them, or take them to a TOML file of a repository and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from norush.errors import UsageError

if TYPE_CHECKING:
    from norush.decisions import Decision

_MORE = """
Examples:

  norush decisions list report                        who decided what, and until when

  norush decisions export report > decisions.toml     as a file for a git repository

  norush decisions import decisions.toml report       and back into a database
"""


def decisions(
    action: Annotated[str, typer.Argument(metavar="list|export|import", help="What to do with them.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE] [REPORT]", help="With import the file; the folder of a report, else --db."),
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    month: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM", help="With import: the month whose workloads a decision without a snapshot is about."
        ),
    ] = None,
    markdown: Annotated[bool, typer.Option(help="List as Markdown.")] = False,
) -> None:
    """List the decisions of a database, or take them to a TOML file and back."""
    from norush.commands.report import database_of
    from norush.decisions import tables, to_text
    from norush.render import columns, decision_tables
    from norush.warehouse import Warehouse

    given = list(paths or [])
    if action not in ("list", "export", "import"):
        raise UsageError(f"{action!r} is nothing to do with decisions: write list, export or import")
    file = given.pop(0) if action == "import" and given else None
    if (action == "import") != (file is not None) or len(given) > 1:
        raise UsageError("write norush decisions list REPORT, export REPORT, or import FILE REPORT (or --db FILE)")
    path = database_of(given[0] if given else None, db)
    if file is not None:
        typer.echo(_taken(file, path, month))
        return
    if not path.is_file():
        raise UsageError(f"{path} is not there: name the database of an audit, or the folder of its report")
    with Warehouse(path) as warehouse:
        found = tables.read(warehouse)
    typer.echo(
        to_text(found) if action == "export" else columns.of([decision_tables.table(found)], markdown=markdown),
        nl=False,
    )


decisions.__doc__ = f"{decisions.__doc__}\n{_MORE}"


def _taken(file: Path, path: Path, month: str | None) -> str:
    """Writes the decisions of a file into the database, with snapshots where they have none; what was done."""
    from norush import audits
    from norush.decisions import making, read_file, tables
    from norush.warehouse import Warehouse

    told = read_file(file)
    view = audits.view(path, month)
    given = [making.with_snapshots(view, each) for each in told]
    with Warehouse(path) as warehouse:
        there = {_key(each): each for each in tables.read_all(warehouse) if not each.is_from_file}
        tables.add(warehouse, given)
    same = sum(there.get(_key(each)) == each for each in given)
    others = sum(_key(each) in there for each in given) - same
    return f"{len(given) - same - others} new, {others} in the place of another of the same day, {same} as they were"


def _key(each: "Decision") -> tuple[object, object]:
    return each.target, each.decided_on
