"""norush accuracy: verdicts against truth, on generated months, on real traces, on a user's own labels."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from norush.errors import UsageError

_MORE = """
Examples:

  norush accuracy --keys clean --level medium --size small    a first look, in seconds

  norush accuracy --truth labels.csv logs/                    your own labels: a CSV with request_id,verdict
"""


def accuracy(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT...]", help="Logs of your own, with --truth.")
    ] = None,
    truth: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your labels of these logs: request_id,verdict[,kind,workload].")
    ] = None,
    kinds: Annotated[str, typer.Option(metavar="SET", help="tuned, held_out or all.")] = "all",
    keys: Annotated[str, typer.Option(metavar="LIST", help="Of clean, mixed, small, crowded.")] = "clean,mixed,small",
    level: Annotated[str, typer.Option(metavar="LIST", help="Of rich, medium, poor.")] = "rich,medium,poor",
    size: Annotated[str, typer.Option(metavar="LIST", help="Of small, medium, large.")] = "medium",
    span: Annotated[str, typer.Option(metavar="LIST", help="Days the log has, of month, week, day.")] = "month",
    seeds: Annotated[str, typer.Option(metavar="LIST", help="Seeds, such as 1-3 or 1,4.")] = "1",
    only: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only keys whose name contains this; no traces.")
    ] = None,
    traces: Annotated[
        bool, typer.Option(help="Score the real logs too, where NORUSH_TRACES names their folder.")
    ] = True,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rules of your own, laid over the built-in ones.")
    ] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="With --truth: the format of the logs.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="With --truth: a mapping file for the logs.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the database of each month here, to look into.")
    ] = None,
    markdown: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the record as Markdown too; details of tuned kinds go into FILE-tuned."
        ),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write targets and ledger as JSON too.")
    ] = None,
) -> None:
    """Score the verdicts where the truth is known."""
    from norush.accuracy import given, grid, pages, printing, targets
    from norush.accuracy import traces as real
    from norush.accuracy.kinds import SPLITS, TUNED
    from norush.accuracy.mixes import KEYS
    from norush.accuracy.observe import LEVELS
    from norush.commands.progress import progress
    from norush.rules import book

    if bool(truth) != bool(inputs):
        raise UsageError("--truth FILE and INPUT... go together: labels, and the logs that they are of")
    weights = book.with_own(rules) if rules else book.built_in()
    splits = SPLITS if kinds == "all" else _listed("--kinds", kinds, SPLITS)
    wanted = grid.cells(
        splits,
        _listed("--keys", keys, KEYS),
        _listed("--level", level, LEVELS),
        _listed("--size", size, tuple(grid.SIZES)),
        _seeds(seeds),
        _listed("--span", span, tuple(grid.SPANS)),
    )
    folder = real.folder() if traces and not only and not truth else None
    scores: list[real.TraceScore] = []
    with progress() as notify:
        if truth:
            ledger = given.run(truth, inputs or [], weights, format_name=format_name, map_file=map_file)
            entries = [grid.Entry(grid.Cell(grid.GIVEN, "", "as logged", "", 0), line) for line in ledger.lines]
        else:
            entries = list(grid.run(wanted, weights, only, keep, lambda what: notify(what, 0)))
        if folder:
            notify("real traces", 0)
            scores = list(real.run(folder, weights))
    if not entries:
        raise UsageError("there is no such month: give other --kinds, --keys or --only")
    sections = pages.sections(entries, scores)
    for section in sections:
        typer.echo(printing.as_text(section))
    if truth and (ledger.unlabelled or ledger.unknown):
        typer.echo(
            f"{ledger.unlabelled:,} requests have no label; {ledger.unknown:,} labels are of no request here", err=True
        )
    if not folder and traces and not only and not truth:
        typer.echo("real traces are scored where NORUSH_TRACES names their folder: it names none", err=True)
    if markdown:
        has_aside = any(section.is_aside for section in sections)
        explained = [] if truth else [pages.what_kinds(one, is_aside=has_aside and one == TUNED) for one in splits]
        aside = markdown.with_stem(f"{markdown.stem}-tuned")
        for path, text in printing.records([*sections, *explained], _command(), _today(), markdown, aside).items():
            _write(path, text)
    if json_file:
        measured = [
            (split, one)
            for split in (() if truth else splits)
            for one in targets.measure([entry for entry in entries if entry.cell.split == split])
        ]
        measured += [("real traces", one) for one in targets.measure_traces(scores)]
        _write(json_file, printing.as_json(entries, scores, measured))


accuracy.__doc__ = f"{accuracy.__doc__}\n{_MORE}"


def _command() -> str:
    """The command as it was typed, without where the record goes."""
    import shlex
    import sys

    words: list[str] = []
    for word in sys.argv[1:]:
        if words and words[-1] in ("--markdown", "--json"):
            words.pop()
        else:
            words.append(word)
    return shlex.join(["norush", *words])


def _today() -> str:
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m-%d}"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): give another file") from error


def _listed(option: str, text: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """The words of a list with commas. Raises UsageError for one that is not allowed."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    for word in words:
        if word not in allowed:
            raise UsageError(f"{option} {word!r} is none of {', '.join(allowed)}")
    if not words:
        raise UsageError(f"{option} names nothing: give some of {', '.join(allowed)}")
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
