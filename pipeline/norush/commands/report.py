"""norush report: the report of an audit rendered again, from its database alone."""

from pathlib import Path
from typing import Annotated

import typer

_MORE = """
Examples:

  norush report report -o again                       from the folder of a report: the same bytes

  norush report --db report/audit.duckdb -o again     from a database, a kept one by --month

  norush report --db company.duckdb --all -o months   every month in a folder of its own, and an index over them
"""


def report(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The folder of a report; else --db.")
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month of a kept database; else as last audited.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the report goes.")] = Path(
        "norush-report"
    ),
    is_all: Annotated[bool, typer.Option("--all", help="Every month of a kept database, with an index.")] = False,
) -> None:
    """Render the report of an audit again, without the logs: the same bytes."""
    from norush import audits, render
    from norush.commands.audit import make_folder
    from norush.errors import UsageError

    if is_all and month:
        raise UsageError("--all and --month exclude each other: give one of them")
    if is_all:
        _every_month(database_of(folder, db), output)
        return
    found = audits.view(database_of(folder, db), month)
    make_folder(output)
    render.write_all(found, output)
    render.print_summary(found, output)


report.__doc__ = f"{report.__doc__}\n{_MORE}"


def _every_month(database: Path, output: Path) -> None:
    from norush import audits, render
    from norush.commands.audit import make_folder

    views = [audits.view(database, month) for month in audits.months(database)]
    make_folder(output)
    for view in views:
        # a window that is no month is called after its two days
        render.write_all(view, output / view.period.period.replace("/", "_"))
    typer.echo(f"Reports:            {render.write_index(views, output)}, {len(views)} in folders beside it")


def database_of(folder: Path | None, db: Path | None) -> Path:
    """The database that is meant: the one named, or the one in a report's folder. Raises UsageError."""
    from norush.errors import UsageError

    if (folder is None) == (db is None):
        raise UsageError("give the folder of a report, or the database of an audit with --db: one of them")
    return db or (folder or Path()) / "audit.duckdb"
