"""norush verify: is every figure of a report what its database, or its logs, give?"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from norush.commands.stderr import warn
from norush.errors import NorushError

SHOWN = 100
"""Differences printed; of more, their number."""

_MORE = """
Examples:

  norush verify report                               all that is in the folder, from the database beside it

  norush verify report/audit.json                    the figures alone, without the pages

  norush verify report logs/                         from the logs anew
"""


def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="audit.json, audit.html, or their folder.")],
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT...]", help="The logs; without them, the database.")
    ] = None,
    db: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The report's database, if it is not audit.duckdb beside it.")
    ] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format of the logs, if it is not recognised.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="The mapping file, if it lies elsewhere now.")
    ] = None,
    prices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The price file, if it lies elsewhere now.")
    ] = None,
    rules: Annotated[Path | None, typer.Option(metavar="FILE", help="The rules, if they lie elsewhere now.")] = None,
    owners: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file of owners, if it lies elsewhere now.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file of decisions, if it lies elsewhere now.")
    ] = None,
) -> None:
    """Work out every figure of a report anew, and say which differ: a line each, with both values; exit 1 if any."""
    from norush import audit as auditing
    from norush import verification

    given = verification.read_report(report)
    options = auditing.Request(
        (),
        Path(),
        format_name=format_name,
        map_file=map_file,
        prices_file=prices,
        rules_file=rules,
        owners_file=owners,
        decisions_file=decisions,
    )
    if inputs:
        view = verification.from_inputs(given, inputs, options)
        source = "the logs"
    else:
        database = db or given.folder / "audit.duckdb"
        view = verification.from_database(given, database, options)
        source = str(database)
    found = verification.differences(given, view)
    for each in found[:SHOWN]:
        typer.echo(f"{each.where}: {_said(each.told)}; recomputed: {_said(each.recomputed)}")
    for note in verification.makers(given, view):
        warn(note)
    number, lines = verification.figures(given.document), sum(each.is_line for each in found)
    if found:
        pages = f", and {lines:,} line(s) of pages," if lines else ""
        raise NorushError(
            f"{len(found) - lines:,} of {number:,} values{pages} differ from those recomputed from {source}"
        )
    typer.echo(f"All {number:,} values of audit.json{_pages(list(given.pages))} are those recomputed from {source}.")


verify.__doc__ = f"{verify.__doc__}\n{_MORE}"


def _pages(names: Sequence[str]) -> str:
    """Which pages were compared: those of workloads as a number."""
    own = [name for name in names if "/" not in name]
    number = len(names) - len(own)
    workloads = [f"{number:,} page{'' if number == 1 else 's'} of workloads"] if number else []
    said = [*own, *workloads]
    if not said:
        return ""
    return f", and every line of {' and '.join(part for part in (', '.join(said[:-1]), said[-1]) if part)},"


def _said(value: str | None) -> str:
    from norush.render.numbers import visible

    return "nothing" if value is None else visible(value)
