"""norush redact: a copy of an audit's database that can be shown to others."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

_MORE = """
Examples:

  norush redact report -o shared.duckdb                       a copy without names, and its figures

  norush redact --db company.duckdb -o shared.duckdb          of a kept database, every month
"""


def redact(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The folder of a report; else --db.")
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The copy, a new file.")] = Path(
        "redacted.duckdb"
    ),
    prices: Annotated[Path | None, typer.Option(metavar="FILE", help="The prices file of that audit.")] = None,
    rules: Annotated[Path | None, typer.Option(metavar="FILE", help="The rules file of that audit.")] = None,
    salt: Annotated[
        str, typer.Option(metavar="TEXT", help="Hash names with this, so that two copies have the same ones.")
    ] = "",
    memory_limit: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Most memory the database may take, such as 2GB.")
    ] = None,
) -> None:
    """Copy the database of an audit without names: figures and times stay, names are hashed (docs/redaction.md)."""
    from norush import audit as auditing
    from norush.commands.report import database_of
    from norush.redaction import redact as make_copy

    source = database_of(folder, db)
    request = auditing.Request(
        inputs=(),
        database=output,
        prices_file=prices,
        rules_file=rules,
        salt=salt or secrets.token_hex(16),
        fresh_salt=secrets.token_hex(16),
        memory_limit=memory_limit,
        command=("norush", "redact", "-o", output.name),
    )
    view = make_copy(source, output, request)
    count = len(view.workloads)
    typer.echo(f"{count:,} workload{'' if count == 1 else 's'}, no name in it: {output}")


redact.__doc__ = f"{redact.__doc__}\n{_MORE}"
