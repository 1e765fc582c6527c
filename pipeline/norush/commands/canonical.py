"""norush canonical: the calls of any export as Parquet in norush's own columns."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from norush.commands.audit import check_format
from norush.commands.stderr import warn
from norush.errors import SourceError

_MORE = """
Examples:

  norush canonical logs/ -o calls                     a file a day: calls/day=2026-10-05/calls.parquet

  norush canonical calls.csv --map our-table.toml -o calls    any table, through a mapping file
"""


def canonical(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs or addresses.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="A new folder: a file a day.")],
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format, if it is not recognised.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="A mapping file for a table of your own.")
    ] = None,
    salt: Annotated[
        str, typer.Option(metavar="TEXT", help="Salt for hashing end users; without it a new one each time.")
    ] = "",
    show_end_users: Annotated[bool, typer.Option(help="Keep end users, and addresses in names, as logged.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 if any input file could not be used.")] = False,
    memory_limit: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Most memory the database may take, such as 2GB.")
    ] = None,
) -> None:
    """Write the calls of any export as Parquet in norush's own columns, a file a day, without text of prompts."""
    from norush.commands.progress import progress
    from norush.export.canonical import Calls, write
    from norush.sources.mapping import read_map

    check_format(format_name, map_file)
    mapping = read_map(map_file) if map_file else None
    calls = Calls(tuple(inputs), format_name, mapping, salt or secrets.token_hex(16), show_end_users, memory_limit)
    with progress() as notify:
        done = write(calls, output, notify)
    typer.echo(f"{done.requests:,} calls on {done.days:,} day{'' if done.days == 1 else 's'}: {output}")
    for what, count in done.left_out.items():
        typer.echo(f"not written, since they are no calls of their own: {count:,} {what}", err=True)
    for name, problem in done.loaded.problems.items():
        warn(f"{name}: {problem}")
    for name, lacks in done.loaded.lacking.items():
        warn(f"{name}: {lacks}")
    if strict and done.loaded.problems:
        raise SourceError(f"--strict: {len(done.loaded.problems)} input file(s) could not be used")


canonical.__doc__ = f"{canonical.__doc__}\n{_MORE}"
