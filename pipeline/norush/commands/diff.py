"""norush diff: what changed between two audits."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from norush.sides import Side

_MORE = """
Examples:

  norush diff september october                       two reports: their folders, or their audit.json

  norush diff 2026-09 2026-10 --db company.duckdb     two months of a kept database

  norush diff september october --markdown            for a channel, an issue or a pull request
"""


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="A report, or a month of --db.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The same, of later.")],
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="A kept database, whose months are compared.")] = None,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, exact and whole.")] = False,
) -> None:
    """Say what changed between two audits: findings that are new, moved, back or still there, verdicts, prices."""
    from rich.console import Console

    from norush.diff import compare
    from norush.errors import UsageError
    from norush.render import differing

    if as_markdown and as_json:
        raise UsageError("--markdown and --json exclude each other: give one of them")
    found = compare(_side(before, db), _side(after, db))
    if as_json:
        typer.echo(differing.as_json(found), nl=False)
    elif as_markdown:
        typer.echo(differing.markdown(found), nl=False)
    else:
        typer.echo(differing.plain(found, Console().width), nl=False)


diff.__doc__ = f"{diff.__doc__}\n{_MORE}"


def _side(name: str, db: Path | None) -> "Side":
    """What the audit.json of a report says, or a month of a database."""
    from norush import audit_json, audits
    from norush.view.changed import side

    return side(audits.view(db, name)) if db else audit_json.read_side(Path(name))
