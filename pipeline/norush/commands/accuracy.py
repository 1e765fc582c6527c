"""norush accuracy: verdicts against truth, on generated months."""

from pathlib import Path
from typing import Annotated

import typer

from norush.errors import UsageError


def accuracy(
    kinds: Annotated[str, typer.Option(metavar="SET", help="tuned, held_out or all.")] = "tuned",
    keys: Annotated[
        str, typer.Option(metavar="LIST", help="clean, mixed, small, or several with commas.")
    ] = "clean,mixed,small",
    level: Annotated[str, typer.Option(metavar="LIST", help="rich, medium, poor.")] = "rich,medium,poor",
    size: Annotated[str, typer.Option(metavar="LIST", help="small, medium, large.")] = "medium",
    seeds: Annotated[str, typer.Option(metavar="LIST", help="Seeds, such as 1-3 or 1,4.")] = "1",
    only: Annotated[str | None, typer.Option(metavar="TEXT", help="Only keys whose name contains this.")] = None,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rules of your own, laid over the built-in ones.")
    ] = None,
) -> None:
    """Score the verdicts on generated months with known truth.

    Example:  norush accuracy --kinds tuned --seeds 1-3
    """
    from norush.accuracy import grid, pages
    from norush.accuracy.keys import KEYS
    from norush.accuracy.kinds import SPLITS
    from norush.accuracy.observe import LEVELS
    from norush.commands.progress import progress
    from norush.rules import book

    wanted = grid.cells(
        SPLITS if kinds == "all" else _listed("--kinds", kinds, SPLITS),
        _listed("--keys", keys, KEYS),
        _listed("--level", level, LEVELS),
        _listed("--size", size, tuple(grid.SIZES)),
        _seeds(seeds),
    )
    with progress() as notify:
        entries = list(
            grid.run(wanted, book.with_own(rules) if rules else book.built_in(), only, lambda what: notify(what, 0))
        )
    if not entries:
        raise UsageError("there is no such month: give other --kinds, --keys or --only")
    for section in pages.sections(entries):
        typer.echo(pages.as_text(section))


def _listed(option: str, text: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a list with commas. Raises UsageError for one that is not allowed."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    for word in words:
        if word not in allowed:
            raise UsageError(f"{option} {word!r} is none of {', '.join(allowed)}")
    return words


def _seeds(text: str) -> tuple[int, ...]:
    """Seeds from `1-3` or `1,4`. Raises UsageError."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if not first.strip().isdigit() or (last and not last.strip().isdigit()):
            raise UsageError(f"--seeds {text!r} is no list of seeds: write 1, 1-3 or 1,4")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)
