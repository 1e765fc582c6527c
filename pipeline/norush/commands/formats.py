"""norush formats: what can be read, and what a file was taken for."""

from pathlib import Path
from typing import Annotated

import typer

from norush.errors import SourceError, UsageError

_MORE = """
Examples:

  norush formats                                      every format, and what each can and cannot tell

  norush formats litellm                              one of them: what its counts mean, how to export it

  norush formats export.jsonl                         what a file is taken for and why, its first rejects

  norush formats calls.csv --suggest-map > our.toml   a first mapping file for an unknown table
"""


def formats(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE or NAME]...", help="Files to look at, or formats.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Read the files through this mapping file.")
    ] = None,
    suggest_map: Annotated[
        bool, typer.Option("--suggest-map", help="Write a first mapping file for the file to stdout.")
    ] = False,
) -> None:
    """List the formats that norush reads, or say what a file was taken for."""
    from norush.render import formats as page
    from norush.sources.registry import by_name

    if suggest_map:
        typer.echo(_suggested(names or []), nl=False)
    elif not names:
        typer.echo(page.listing())
    else:
        parts = []
        for name in names:
            source = None if Path(name).exists() else by_name(name)
            parts.append(page.details(source) if source else _examined(name, map_file))
        typer.echo("\n\n".join(parts))


formats.__doc__ = f"{formats.__doc__}\n{_MORE}"


def _examined(name: str, map_file: Path | None) -> str:
    from norush.render import formats as page
    from norush.sources.examine import examine
    from norush.sources.mapping import read_map

    return page.examined(examine(_file(name), mapping=read_map(map_file) if map_file else None))


def _suggested(names: list[str]) -> str:
    import duckdb

    from norush.sources import containers
    from norush.sources.files import BrokenFileError, identify
    from norush.sources.suggest import suggest

    if len(names) != 1:
        raise UsageError("--suggest-map looks at one file: name it")
    entry = identify(_file(names[0]), format_name=None, mapping=None)
    if entry.source:
        raise UsageError(f"{names[0]} is {entry.source.name}: it needs no mapping file")
    if entry.sample.problem:
        raise SourceError(f"{names[0]}: {entry.sample.problem}")
    try:
        return suggest(entry)
    except (BrokenFileError, duckdb.Error) as error:
        raise SourceError(f"{names[0]}: {containers.damaged(entry.sample.compression)}") from error


def _file(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise UsageError(f"{name} is not there, and no format is called so: norush formats lists them")
    if not path.is_file():
        raise UsageError(f"{name} is no file: give the files in it one by one, or norush audit the folder")
    return path
