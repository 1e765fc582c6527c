"""norush export: what an audit found, as a file for another tool."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from norush.commands.stderr import warn
from norush.errors import UsageError

if TYPE_CHECKING:
    from norush.export.files import Format
    from norush.export.handing import Exported

_MORE = """
Examples:

  norush export findings report -o findings.csv                   one row a workload, safe to open in a spreadsheet

  norush export assignments report -o calls.parquet               one row a request, with its workload and its amounts

  norush export focus --db company.duckdb --month 2026-10 -o focus.csv    costs in the FOCUS 1.0 format

  norush export findings --db company.duckdb --all -o history.jsonl       every month

  norush export findings report --format json                     to stdout
"""


def export(
    what: Annotated[str, typer.Argument(metavar="findings|assignments|focus", help="What to hand over.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The folder of a report; else --db.")
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month of a kept database; else as last audited.")
    ] = None,
    is_all: Annotated[bool, typer.Option("--all", help="Every month of a kept database.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE|DIR", help="Where it goes: .csv, .parquet, .json, .jsonl; else stdout."
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="csv, parquet, json or jsonl, where the file's name does not say."
        ),
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Text in a CSV as it is, also where a spreadsheet would run it.")
    ] = False,
    billing_account: Annotated[
        str | None,
        typer.Option(metavar="ID", help="With focus: the account that is billed, which no log tells."),
    ] = None,
    validator_names: Annotated[
        bool, typer.Option("--validator-names", help="With focus: columns as focus-validator 1.0.0 calls them.")
    ] = False,
    memory_limit: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Most memory the database may take, such as 2GB.")
    ] = None,
) -> None:
    """Hand over what an audit found: workloads, the workload of each request, or costs in the FOCUS format."""
    from norush.commands.report import database_of
    from norush.export.handing import Export, What
    from norush.export.handing import export as hand_over

    if what not in list(What):
        raise UsageError(f"{what!r} is nothing to export: write findings, assignments or focus")
    if is_all and month:
        raise UsageError("--all and --month exclude each other: give one of them")
    if (billing_account or validator_names) and what != What.FOCUS:
        raise UsageError("--billing-account and --validator-names are about focus: leave them out")
    is_stdout = output is None or str(output) in ("-", "/dev/stdout")
    form = _format(None if is_stdout else output, format_name)
    if is_stdout and form == "parquet" and sys.stdout.isatty():
        raise UsageError("Parquet is nothing for a terminal: give a file with -o")
    asked = Export(What(what), form, raw, billing_account, validator_names)
    database = database_of(folder, db)
    if is_stdout or output is None:
        with TemporaryDirectory(prefix="norush-") as scratch:
            path = Path(scratch) / f"{what}.{form}"
            done = hand_over(database, path, asked, month, is_all=is_all, memory_limit=memory_limit)
            with path.open("rb") as file:
                shutil.copyfileobj(file, typer.get_binary_stream("stdout"))
    else:
        path = output / f"{what}.{form}" if _is_folder(output) else output
        done = hand_over(database, path, asked, month, is_all=is_all, memory_limit=memory_limit)
        typer.echo(f"{done.rows:,} row{'' if done.rows == 1 else 's'}: {path}")
    _warn(done)


export.__doc__ = f"{export.__doc__}\n{_MORE}"


def _warn(done: "Exported") -> None:
    for warning in done.warnings:
        warn(warning)


def _is_folder(output: Path) -> bool:
    return output.is_dir() or not output.suffix


def _format(output: Path | None, name: str | None) -> "Format":
    """What to write it as: as told, else by the end of the file's name, else CSV. Raises UsageError."""
    from norush.export.files import Format

    told = name or (output.suffix.removeprefix(".").lower() if output and not _is_folder(output) else "csv")
    if told == "ndjson":
        told = "jsonl"
    if told not in list(Format):
        where = f"--format {name!r}" if name else f"{output}: {told!r}"
        raise UsageError(f"{where} is no format that is written: give csv, parquet, json or jsonl")
    return Format(told)
