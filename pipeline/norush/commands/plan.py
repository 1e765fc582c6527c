"""norush plan: a script that moves one workload to batches."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from norush.commands.audit import make_folder
from norush.commands.stderr import warn
from norush.errors import UsageError

if TYPE_CHECKING:
    from norush.warehouse import Warehouse

_MORE = """
Examples:

  norush plan reports logs/ --anyway                  from logs, by its name, although its verdict is uncertain

  norush plan 581e37e2155a report --anyway            by its id, from the folder of a report

  norush plan 49fda0d15763 export.jsonl --anyway --requests export.jsonl -o move    and which lines are its calls
"""


def plan(
    workload: Annotated[str, typer.Argument(metavar="WORKLOAD", help="Its id, the beginning of it, or its name.")],
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT...]", help="A report's folder, or logs; else --db.")
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    requests: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A log that holds request bodies, as JSON lines: which are its calls?"),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the script goes.")] = Path(
        "norush-plan"
    ),
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month of a kept database; else the latest.")
    ] = None,
    anyway: Annotated[bool, typer.Option(help="Although norush would not move it.")] = False,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format of the logs, if it is not recognised.")
    ] = None,
    map_file: Annotated[Path | None, typer.Option("--map", metavar="FILE", help="A mapping file for the logs.")] = None,
) -> None:
    """Write a script that runs a workload as batches: survives being killed, pays for nothing twice."""
    from norush import plan as planning
    from norush.render.script import script

    with _database(inputs or [], db, format_name, map_file) as warehouse:
        made = planning.make(warehouse, workload, month=month, anyway=anyway)
        lines = planning.lines_of(warehouse, made, requests) if requests else None
    make_folder(output)
    path = output / f"{made.stem}.py"
    _write(path, script(made))
    words = ["python", str(path), str(requests or "requests.jsonl")]
    if lines is not None:
        chosen = output / f"{made.stem}.lines"
        _write(chosen, "".join(f"{line}\n" for line in lines))
        words += ["--lines", str(chosen)]
        typer.echo(
            f"{len(lines):,} lines of {requests} are its calls; {made.workload.requests:,} were audited", err=True
        )
    typer.echo(str(path))
    typer.echo(f"Read it first; then: {shlex.join(words)}", err=True)
    if made.objection:
        warn(f"norush would not move it: {made.objection}")


plan.__doc__ = f"{plan.__doc__}\n{_MORE}"


@contextmanager
def _database(
    inputs: list[str], db: Path | None, format_name: str | None, map_file: Path | None
) -> Iterator["Warehouse"]:
    """The database of an audit: the one named, the one in a report's folder, or one made from logs and thrown away."""
    from norush import audit as auditing
    from norush.warehouse import Warehouse

    if bool(inputs) == bool(db):
        raise UsageError("give a report's folder, logs, or the database of an audit with --db: one of them")
    folder = Path(inputs[0]) if len(inputs) == 1 else None
    found = db or (folder / "audit.duckdb" if folder and (folder / "audit.duckdb").is_file() else None)
    if found:
        if not found.is_file():
            raise UsageError(f"{found} is not there: name the database of an audit with --db, or give logs")
        with Warehouse(found) as warehouse:
            yield warehouse
        return
    with TemporaryDirectory(prefix="norush-") as scratch:
        database = Path(scratch) / "audit.duckdb"
        request = auditing.Request(tuple(inputs), database, format_name=format_name, map_file=map_file)
        for warning in auditing.run(request).warnings:
            warn(warning)
        with Warehouse(database) as warehouse:
            yield warehouse


def _write(path: Path, text: str) -> None:
    """Writes the file; one that is there and was changed since is somebody's work."""
    data = text.encode()
    try:
        if path.is_file() and path.read_bytes() != data:
            raise UsageError(f"{path} is there already and holds something else: move it away, or give another -o")
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): give another -o") from error
