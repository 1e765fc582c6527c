"""norush prices: what a model costs when and why, and whether a price file is right."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from norush.commands.days import day
from norush.errors import NorushError, UsageError

if TYPE_CHECKING:
    from norush.prices import PriceBook

_MORE = """
Examples:

  norush prices                                       the newest price of every model

  norush prices claude-opus-4-7                       what applies when, and what other sources say

  norush prices us.anthropic.claude-sonnet-4-6 --provider bedrock --at 2026-10-20

  norush prices check our-prices.toml                 is this file right, and what does it change?
"""


def prices(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[MODEL | check FILE]", help="A model as logs write it.")
    ] = None,
    provider: Annotated[str | None, typer.Option(metavar="NAME", help="The provider, as logs write it.")] = None,
    geo: Annotated[str | None, typer.Option(metavar="GEO", help="inference_geo, as logs write it.")] = None,
    at: Annotated[str | None, typer.Option(metavar="DATE", help="Only what holds on this day.")] = None,
    own: Annotated[
        Path | None, typer.Option("--prices", metavar="FILE", help="Prices of your own, laid over the price book.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option(help="Print Markdown.")] = False,
) -> None:
    """Print what a model costs, from when to when, and where that is from; or check a price file."""
    from norush.prices import explain, load_book
    from norush.render import columns, price_tables

    match words or []:
        case ["check", name]:
            typer.echo(_checked(Path(name)))
            return
        case ["check", *_]:
            raise UsageError("norush prices check takes one file: norush prices check our-prices.toml")
        case [_, _, *_]:
            raise UsageError("give one model at a time; a name with spaces stands in quotes")
        case []:
            newest = explain.latest(load_book(own).cards)
            if as_json:
                typer.echo(json.dumps([price_tables.card_object(card) for card in newest], indent=1))
            else:
                typer.echo(columns.of([price_tables.overview(newest)], markdown=markdown))
            return
        case [model]:
            found = explain.explain(load_book(own), model, provider, geo, day(at, "--at") if at else None)
    if found.resolved.model_id is None:
        raise NorushError(f"{found.resolved.why}: `norush prices` lists what the book has; see docs/prices.md")
    if not found.cards:
        when = f" on {at}" if at else ""
        raise NorushError(f"{found.resolved.model_id} has no price on {found.resolved.platform}{when}")
    if as_json:
        typer.echo(json.dumps(price_tables.as_object(found), indent=1, ensure_ascii=False))
    else:
        typer.echo(columns.of(price_tables.tables(found), markdown=markdown))


prices.__doc__ = f"{prices.__doc__}\n{_MORE}"


def _checked(path: Path) -> str:
    """What a right file does. Raises PriceBookError for a wrong one."""
    from norush.prices import load_book
    from norush.prices.own import read_own

    if not path.is_file():
        raise UsageError(f"{path} is a folder: give a price file" if path.is_dir() else f"{path} is not there")
    own, book, shipped = read_own(path), load_book(path), load_book()
    lines = [f"{path} is right."]
    for series in sorted({card.series for card in own.cards}):
        rows = sum(card.series == series and card.prompt_band != "long" for card in own.cards)
        replaced = sum(card.series == series and card.prompt_band != "long" for card in shipped.cards)
        does = f"replaces {replaced} shipped row(s)" if replaced else "is new"
        lines.append(f"  {'/'.join(series)}: {rows} row(s), {does}")
    for each in own.discounts:
        lines.append(
            f"  {each.percent_off} % off {_covered(each.models, each.platform)}, from {each.valid_from:%Y-%m-%d}"
        )
    lines += _warnings(book, {card.series for card in own.cards})
    return "\n".join(lines)


def _covered(models: tuple[str, ...], platform: str) -> str:
    return f"{', '.join(models) or 'every model'} on {platform}"


def _warnings(book: "PriceBook", series: set[tuple[str, str, str]]) -> list[str]:
    from norush.prices import checks

    return [f"  warning: {each}" for each in checks.gaps(card for card in book.cards if card.series in series)]
