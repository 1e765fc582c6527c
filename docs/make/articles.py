"""What two widely read articles say of Anthropic's batches, and what is true: the tables of docs/articles.md.

Reads `articles.toml`, the price book and the calculator; `tables.py` writes the page. No figure of ours is typed in.
A quotation is verbatim: a test compares it with the articles, where they are at hand.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from norush.calc import Calculated, Volume, calculate
from norush.prices import PriceCard, load_book
from norush.prices.checks import changes
from norush.prices.explain import explain
from norush.render.numbers import unit_price, usd

BOOK, DAY = load_book(), date(2026, 11, 22)
CLAIMS = tomllib.loads((Path(__file__).parent / "articles.toml").read_text(encoding="utf-8"))["claim"]
MILLION = 1_000_000
SONNET, OPUS, HAIKU = "claude-sonnet-4-6", "claude-opus-4-7", "claude-haiku-4-5"

CLAIMS_HEAD = ("it says", "verdict", "what is true")
MONTHS_HEAD = ("row", "volume", "it says", "all of it input", "80 % input, 20 % output", "as much output as input")
EXAMPLE_HEAD = ("shared prefix", "every request hits (bound)", "98 % hits", "30 % hits", "30 % hits, 1-hour cache")

EXAMPLE_CELLS = (
    ("batch_cache_5m", "1"),
    ("batch_cache_5m", "0.98"),
    ("batch_cache_5m", "0.30"),
    ("batch_cache_1h", "0.30"),
)
MONTHS = (
    ("Document classification (Haiku)", HAIKU, 100, "$25", "$12.50"),
    ("Data labeling pipeline (Sonnet)", SONNET, 1_000, "$18,000", "$9,000"),
    ("Eval suite runs (Sonnet)", SONNET, 500, "$9,000", "$4,500"),
    ("Research analysis (Opus)", OPUS, 100, "$9,000", "$4,500"),
)


def claims(article: str) -> Iterator[tuple[str, str, str]]:
    """The claims of one article, in its order."""
    known = figures()
    for claim in CLAIMS:
        if claim["article"] == article:
            yield f"“{claim['quote']}”", f"**{claim['verdict']}**", claim["truth"].format(**known)


def months() -> Iterator[tuple[str, ...]]:
    """Article B's monthly table: on demand / as a batch, by what its volume may have meant."""
    for name, model, millions, standard, batch in MONTHS:
        cells = []
        for given, made in ((millions, 0), (millions * 4 // 5, millions // 5), (millions, millions)):
            found = month(model, Volume(given * MILLION, made * MILLION))
            cells.append(f"{usd(found.on_demand_usd)} / {usd(amount(found, 'batch'))}")
        yield name, f"{millions:,}M tokens", f"{standard} / {batch}", *cells


def worked_example() -> Iterator[tuple[str, ...]]:
    """Article A's million requests, as a batch with a cache: USD, and what is saved of the whole."""
    for prefix in (500, 1_500, 1_800):
        found = example(prefix)
        why = next(row.why for row in found.rows if row.option == "batch_cache_5m")
        if why:
            yield f"{prefix:,} tokens", f"{why}; a batch alone is {usd(amount(found, 'batch'))}", "", "", ""
            continue
        cells = (f"{usd(amount(found, *cell))} (−{saved(found, *cell)})" for cell in EXAMPLE_CELLS)
        yield f"{prefix:,} tokens", *cells


def figures() -> dict[str, str]:
    """Every figure that a claim names."""
    some, more = example(1_500), example(1_800)
    least, most = saved(some, "batch_cache_5m", "0.30"), saved(more, "batch_cache_5m", "1")
    slow, quick = Decimal(500) / 40 + Decimal("0.9"), Decimal(500) / 100 + Decimal("0.3")
    return {
        "opus_4_7": prices(OPUS),
        "opus_4_7_since": f"{since(OPUS):%Y-%m-%d}",
        "opus_4_1": standard("claude-opus-4-1"),
        "sonnet_4_6": prices(SONNET),
        "haiku_4_5": prices(HAIKU),
        "haiku_3": standard("claude-3-haiku-20240307"),
        "web_search": unit_price(card(SONNET).web_search_usd or Decimal(0)),
        "us_factor": f"{(card(SONNET).us_factor or Decimal(1)).normalize()}",
        "latency": f"{quick} to {slow}",
        "read_sonnet_4_6": of_input(SONNET, "cache_read"),
        "read_sonnet_5_5": of_input("claude-sonnet-5-5", "cache_read"),
        "read_fable_5_2": of_input("claude-fable-5-2", "cache_read"),
        "write_5m": of_input(SONNET, "cache_write_5m"),
        "write_1h": of_input(SONNET, "cache_write_1h"),
        "batch_read_usd": unit_price(card(SONNET).batch_cache_read_usd_per_mtok or Decimal(0)),
        "batch_read_sonnet_4_6": of_input(SONNET, "batch_cache_read"),
        "batch_read_opus_5_5": of_input("claude-opus-5-5", "batch_cache_read"),
        "batch_read_fable_5_2": of_input("claude-fable-5-2", "batch_cache_read"),
        "batch_write_5m": of_input(SONNET, "batch_cache_write_5m"),
        "batch_write_1h": of_input(SONNET, "batch_cache_write_1h"),
        "example_on_demand": usd(some.on_demand_usd),
        "example_batch": usd(amount(some, "batch")),
        "hour_cache": usd(amount(some, "batch_cache_1h", "0.30")),
        "total_saving": f"{least.removesuffix(' %')} to {most}",
    }


def card(model: str) -> PriceCard:
    """What holds on the day of the book."""
    return next(each for each in explain(BOOK, model, at=DAY).cards if each.speed == "standard")


def since(model: str) -> datetime:
    """Since when it has that price: a row may begin for another reason, another least length of a cached prompt say."""
    changed = [at for *series, at in changes(BOOK.cards) if tuple(series) == card(model).series]
    return max(changed, default=min(each.valid_from for each in BOOK.cards if each.series == card(model).series))


def standard(model: str) -> str:
    """Input and output."""
    return f"{unit_price(card(model).input_usd_per_mtok)}/{unit_price(card(model).output_usd_per_mtok)}"


def prices(model: str) -> str:
    """Input and output, and both in a batch."""
    batch = (card(model).batch_input_usd_per_mtok, card(model).batch_output_usd_per_mtok)
    return f"{standard(model)}, in a batch {'/'.join(unit_price(each) for each in batch if each is not None)}"


def of_input(model: str, kind: str) -> str:
    """A price as a share of the input price."""
    value: Decimal | None = getattr(card(model), f"{kind}_usd_per_mtok")
    return percent((value or Decimal(0)) / card(model).input_usd_per_mtok, places=2)


def percent(share: Decimal, places: int) -> str:
    """Half up, without zeros at the end."""
    rounded = (share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded.normalize():f} %"


def month(model: str, volume: Volume) -> Calculated:
    """One month at the book's prices."""
    return calculate(BOOK, model, volume, at=DAY)


def example(prefix: int) -> Calculated:
    """Article A's worked example, with that much of its prompt shared."""
    return month(SONNET, Volume(2_000 * MILLION, 200 * MILLION, MILLION, prefix_tokens=prefix))


def amount(found: Calculated, option: str, hits: str | None = None) -> Decimal:
    """What the calculator says of one option."""
    (row,) = (
        each for each in found.rows if each.option == option and (hits is None or each.hit_share == Decimal(hits))
    )
    return row.usd or Decimal(0)


def saved(found: Calculated, option: str, hits: str) -> str:
    """Against on demand, of the whole."""
    return percent(1 - amount(found, option, hits) / found.on_demand_usd, places=1)
