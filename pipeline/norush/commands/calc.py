"""norush calc: what a month costs on demand, as a batch, with a cache, with both; no logs needed."""

import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from norush.commands.days import day
from norush.errors import UsageError

if TYPE_CHECKING:
    from norush.calc import Volume

_MORE = """
Examples:

  norush calc claude-sonnet-4-6 --requests 1M --input-each 2000 --output-each 200 --prefix 1500

  norush calc claude-haiku-4-5 --input 80M --output 20M

  norush calc claude-sonnet-4-6 claude-haiku-4-5 --input 1B --output 50M --can-wait 40% --json

  norush calc claude-opus-4-7 --requests 20k --input-each 9000 --output-each 500 --prefix 8000 --per-hour 30
"""
_DECIMALS = 12
_SIZES = {"": 1, "k": 1_000, "M": 1_000_000, "B": 1_000_000_000, "T": 1_000_000_000_000}


def calc(
    models: Annotated[list[str], typer.Argument(metavar="MODEL...", help="Models as logs write them.")],
    input_tokens: Annotated[
        str | None, typer.Option("--input", metavar="TOKENS", help="Input tokens a month, such as 80M.")
    ] = None,
    output_tokens: Annotated[
        str | None, typer.Option("--output", metavar="TOKENS", help="Output tokens a month, such as 20M.")
    ] = None,
    requests: Annotated[str | None, typer.Option(metavar="N", help="Requests a month, such as 1M.")] = None,
    input_each: Annotated[
        str | None, typer.Option(metavar="TOKENS", help="Input tokens of an average request.")
    ] = None,
    output_each: Annotated[
        str | None, typer.Option(metavar="TOKENS", help="Output tokens of an average request.")
    ] = None,
    prefix: Annotated[
        str | None, typer.Option(metavar="TOKENS", help="How much of each prompt is the same in all of them.")
    ] = None,
    per_hour: Annotated[
        str | None, typer.Option(metavar="N", help="Requests an hour, for the hits of a cache on demand.")
    ] = None,
    can_wait: Annotated[
        str, typer.Option(metavar="SHARE", help="Share that could run as a batch, such as 40%.")
    ] = "100%",
    provider: Annotated[str | None, typer.Option(metavar="NAME", help="The provider, as logs write it.")] = None,
    geo: Annotated[str | None, typer.Option(metavar="GEO", help="inference_geo, as logs write it.")] = None,
    at: Annotated[
        str | None, typer.Option(metavar="DATE", help="Prices of this day; else of the day the book was checked.")
    ] = None,
    prices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Prices of your own, laid over the price book.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option(help="Print Markdown.")] = False,
) -> None:
    """Work out a month's cost on demand, as a batch, with a cache and with both, from volumes alone."""
    from norush import calc as calculator
    from norush.prices import BOOK_VERSION, load_book
    from norush.render import calculated, columns

    volume = _volume(
        {"--input": input_tokens, "--output": output_tokens},
        {"--input-each": input_each, "--output-each": output_each},
        requests,
        prefix,
        per_hour,
        can_wait,
    )
    on, book = day(at or BOOK_VERSION, "--at"), load_book(prices)
    found = [calculator.calculate(book, each, volume, at=on, provider=provider, geo=geo) for each in models]
    if as_json:
        document = calculated.as_object(found, volume, book.version, f"{on}")
        typer.echo(json.dumps(document, indent=1, ensure_ascii=False))
    else:
        typer.echo(columns.of(calculated.tables(found), markdown=markdown))


calc.__doc__ = f"{calc.__doc__}\n{_MORE}"


def _volume(
    totals: dict[str, str | None],
    each: dict[str, str | None],
    requests: str | None,
    prefix: str | None,
    per_hour: str | None,
    can_wait: str,
) -> "Volume":
    from norush.calc import Volume, checked

    many = None if requests is None else _whole("--requests", requests)
    sides = []
    for (name, total), (name_each, average) in zip(totals.items(), each.items(), strict=True):
        if (total is None) == (average is None):
            raise UsageError(f"give {name} for a month, or {name_each} with --requests: one of them, and not both")
        if average is not None and many is None:
            raise UsageError(f"{name_each} needs --requests")
        sides.append(_whole(name, total) if total is not None else _whole(name_each, average or "") * (many or 0))
    wait = can_wait.strip()
    share = _number("--can-wait", wait.removesuffix("%")) / (100 if wait.endswith("%") else 1)
    return checked(
        Volume(
            input_tokens=sides[0],
            output_tokens=sides[1],
            requests=many,
            prefix_tokens=_whole("--prefix", prefix) if prefix else 0,
            per_hour=None if per_hour is None else _number("--per-hour", per_hour),
            can_wait=share,
        )
    )


def _whole(name: str, text: str) -> int:
    """A count: 2000, 2_000, 2,000, 80M, 1.5B. A comma is no decimal point: 1,5M is refused."""
    found = re.fullmatch(r"([0-9][0-9_]*(?:\.[0-9]+)?)([kMBT]?)|([0-9]{1,3}(?:,[0-9]{3})+)", text.strip())
    digits, size = (found[1] or found[3].replace(",", ""), found[2] or "") if found else ("0.5", "")
    value = _number(name, digits) * _SIZES[size]
    if value != int(value):
        raise UsageError(f"{name} {_shortened(text)} is no whole number: write one like 2000, 80M or 1.5B")
    return int(value)


def _number(name: str, text: str) -> Decimal:
    from norush.calc import MOST

    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise UsageError(f"{name} {_shortened(text)} is no number")
    if not -MOST < value < MOST or value.as_tuple().exponent < -_DECIMALS:  # type: ignore[operator]  # finite: a number
        raise UsageError(f"{name} {_shortened(text)} must be below {MOST:,}, with at most {_DECIMALS} decimals")
    return value


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
