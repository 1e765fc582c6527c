"""norush pull: fetch exports from a provider's own interface."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from norush.commands.days import day
from norush.errors import UsageError

PROVIDERS = ("anthropic",)


def pull(
    provider: Annotated[str, typer.Argument(metavar="PROVIDER", help="Whose interface to ask: anthropic.")],
    since: Annotated[str, typer.Option(metavar="DATE", help="The first day, in UTC.")],
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day after the last one; today without it.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the pages go.")] = Path(
        "norush-pulled"
    ),
    speed: Annotated[
        bool, typer.Option(help="Split usage by fast mode too, through a beta header of the interface.")
    ] = True,
) -> None:
    """Fetch usage, cost and names from Anthropic's Admin API; the key is read from ANTHROPIC_ADMIN_KEY.

    Example:  norush pull anthropic --since 2026-10-01 --until 2026-11-01 -o pulled
    """
    if provider not in PROVIDERS:
        raise UsageError(f"there is no provider {provider!r} to pull from: it may be {', '.join(PROVIDERS)}")
    try:
        from norush.pull import anthropic  # httpx: not for --help
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("norush"):
            raise
        raise UsageError(f"norush pull needs the package {error.name}: pip install 'norush[pull]'") from error
    from norush.commands.audit import make_folder
    from norush.commands.progress import progress

    today = datetime.now(UTC).date()
    first, last = day(since, "--since"), day(until, "--until") if until else today
    make_folder(output)
    with progress() as notify:
        pulled = anthropic.pull(first, last, output, today=today, by_speed=speed, notify=notify)
    typer.echo(f"{output}: {pulled.fetched} pages fetched, {pulled.already_there} were there already")
    typer.echo(f"next: norush audit {output} LOGS -o report", err=True)
