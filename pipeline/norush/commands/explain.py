"""norush explain: the page of one workload in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

_MORE = """
Examples:

  norush explain reports report                       by its name, from the folder of a report

  norush explain 581e37 --db report/audit.duckdb      by the beginning of its id, from a database
"""


def explain(
    workload: Annotated[str, typer.Argument(metavar="WORKLOAD", help="Its id, the beginning of it, or its name.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The folder of a report; else --db.")
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The database of an audit.")] = None,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month of a kept database; else as last audited.")
    ] = None,
) -> None:
    """Show the page of one workload: why it is judged so, what it would have cost, what only its owner knows."""
    from norush import audits
    from norush.commands.report import database_of
    from norush.plan import choose
    from norush.render import explained

    view = audits.view(database_of(folder, db), month)
    explained.print_page(view, choose(view.workloads, workload))


explain.__doc__ = f"{explain.__doc__}\n{_MORE}"
