"""norush schema: the tables of the database that an audit makes, for whoever asks it questions of their own."""

from typing import Annotated

import typer

_MORE = """
Examples:

  norush schema                                       every table, and what there is one row of

  norush schema requests verdicts                     the columns of some

  norush schema --all                                 the columns of all
"""


def schema(
    names: Annotated[list[str] | None, typer.Argument(metavar="[TABLE...]", help="Tables to show.")] = None,
    all_tables: Annotated[bool, typer.Option("--all", help="Show the columns of every table.")] = False,
) -> None:
    """Show the tables of the database: what a row is, columns, units (docs/database.md has queries)."""
    from norush import schema as documented
    from norush.errors import UsageError
    from norush.render import schema as rendered

    tables = {table.name: table for table in documented.tables()}
    for name in names or ():
        if name not in tables:
            raise UsageError(f"there is no documented table {name!r}: norush schema lists those there are")
    if not names and not all_tables:
        typer.echo("\n".join(rendered.listed(tables.values())))
        return
    shown = [tables[name] for name in names] if names else list(tables.values())
    typer.echo("\n\n".join("\n".join(rendered.told(table)) for table in shown))


schema.__doc__ = f"{schema.__doc__}\n{_MORE}"
