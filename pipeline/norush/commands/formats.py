"""norush formats: what can be read, and what a file was taken for."""

from pathlib import Path
from typing import Annotated

import typer

from norush.errors import UsageError


def formats(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Say what these files are.")] = None,
) -> None:
    """List the formats that norush reads, or say what a file was taken for.

    Example:  norush formats export.jsonl
    """
    from norush.sources.registry import SOURCES

    if not files:
        width = max(len(source.name) for source in SOURCES)
        for source in SOURCES:
            typer.echo(f"{source.name:<{width}}  {source.title} (a record is {source.record})")
        typer.echo(f"{'--map FILE':<{width}}  any other table, through a mapping file: see docs/mapping.md")
        return
    from norush.sources.files import identify

    for path in files:
        if not path.exists():
            raise UsageError(f"{path} is not there")
        found = identify(path, format_name=None, mapping=None)
        typer.echo(f"{path}: " + (found.problem or f"{found.format}, {found.sample.shape}, {found.sample.compression}"))
