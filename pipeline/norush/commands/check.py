"""norush check: a gate for CI, against an earlier report."""

from pathlib import Path
from typing import Annotated

import typer

from norush.commands.audit import usd
from norush.errors import GateError

_MORE = """
Examples:

  norush check baseline report                        exit code 3 if a finding is new

  norush check baseline/audit.json report --json      for a program

  norush check baseline report --fail-over 500        or if more than $500 are sure to be saved
"""


def check(
    baseline: Annotated[
        Path, typer.Argument(metavar="BASELINE", help="An earlier audit.json, or the folder it is in.")
    ],
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The audit.json of now, or its folder.")],
    fail_over: Annotated[
        str | None, typer.Option(metavar="USD", help="Exit 3 if the sure batch saving is above this, too.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not Markdown.")] = False,
) -> None:
    """Say which findings of a report an earlier one does not have: Markdown or JSON, and exit code 3 if any."""
    from norush import gates
    from norush.audit_json import read_side
    from norush.render import gating

    limit = usd(fail_over)
    found = gates.check(read_side(baseline), read_side(report), limit)
    typer.echo(gating.as_json(found) if as_json else gating.markdown(found), nl=False)
    if not found.is_passed:
        raise GateError(gating.sentence(found))


check.__doc__ = f"{check.__doc__}\n{_MORE}"
