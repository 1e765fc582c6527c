"""norush decide: write down what was decided about a workload."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from norush.commands.stderr import say, warn

if TYPE_CHECKING:
    from norush.decisions import Decision

_MORE = """
Examples:

  norush decide 581e37 keep report --why "is read at once" --by Ana    stays on demand

  norush decide reports migrate report --why "nobody waits" --by Ben    by its name: to be moved

  norush decide "app=nightly-*" snooze report --why launch --by Ana --on 2026-11-05 --until 2027-02-01    all that fit

  norush decide 581e37 withdraw report --why "it was moved" --by Ana    as if nobody had decided
"""


def decide(
    workload: Annotated[
        str,
        typer.Argument(metavar="WORKLOAD", help="Its id, the beginning of it, its name, or patterns: app=nightly-*"),
    ],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="keep, migrate, snooze or withdraw.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The folder of a report; else --db.")
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decided; of migrate, who moves it.")] = "",
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="It holds in periods that end by this day; snooze needs it.")
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month of a kept database; else as last audited.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the decision; without it, today.")] = None,
) -> None:
    """Write down what was decided about a workload: kept on demand, to be moved, or asked again later."""
    from norush import audits, database
    from norush.commands.days import day
    from norush.commands.report import database_of
    from norush.decisions import making, tables
    from norush.render.numbers import visible
    from norush.warehouse import Warehouse

    path = database_of(folder, db)
    decided_on = day(on, "--on") if on else datetime.now(UTC).date()
    expiry = day(until, "--until") if until else None
    view = audits.view(path, month)
    made = making.make(view, workload, decision, why=why, by=by, decided_on=decided_on, until=expiry)
    with Warehouse(path) as warehouse:
        before = [each for each in tables.read_all(warehouse) if each.target == made.target]
        is_kept = database.is_kept(warehouse)
        tables.add(warehouse, [made])
        others = making.in_its_place(made, tables.read(warehouse), view)
    for each in before:
        if each.decided_on == decided_on and not each.is_from_file:
            say(f"takes the place of {_named(each)}: {each.why}")
        elif each.decided_on < decided_on and not any(other.target == made.target for other in others):
            say(f"goes before {_named(each)}: {each.why}")
    for each in others:
        say(f"{_named(each)}, on {each.subject}, still counts: {each.why}")
    if note := making.is_of_use(made, view):
        warn(note)
    names = ", ".join(each.name for each in view.workloads if made.snapshot(each.workload_id)) or "no workload yet"
    again = f"{folder} -o {folder}" if folder else f"--db {path} -o DIR"
    typer.echo(visible(f"{made.decision}: {names}. norush report {again} shows it"))
    if not is_kept:
        typer.echo(
            "the next audit makes this database anew: norush decisions export keeps the decision in a file", err=True
        )


def _named(one: "Decision") -> str:
    return f"{one.decision} of {one.decided_on} by {one.decided_by}"


decide.__doc__ = f"{decide.__doc__}\n{_MORE}"
