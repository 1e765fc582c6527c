"""The calculator's answer as tables and as JSON. Reads what `calc` worked out; returns tables and plain objects."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from norush.calc import Calculated, Row, Volume, tokenizer_note
from norush.money import exact
from norush.render import numbers, price_words
from norush.render.columns import Table
from norush.render.price_tables import card_object

OPTIONS = {
    "on_demand": "on demand",
    "batch": "batch",
    "cache_5m": "cache 5 min",
    "cache_1h": "cache 1 h",
    "batch_cache_5m": "batch + cache 5 min",
    "batch_cache_1h": "batch + cache 1 h",
}


LIVES = {"5m": "5 min", "1h": "1 h"}
CHEAPEST = "Cheapest: the least that needs no luck with a cache."
IF_HIT = (
    "If hit so often: in batches hits are best effort, the fewest documented are 30 %; on demand, requests may come "
    "otherwise than at random."
)


def tables(found: Sequence[Calculated]) -> list[Table]:
    """For each model its options, then the arithmetic of each."""
    made = []
    note = tokenizer_note(found)
    for each in found:
        options = _options(each)
        made += [replace(options, notes=(*options.notes, note)) if note else options, _arithmetic(each)]
    return made


def _options(each: Calculated) -> Table:
    marks = {id(each.cheapest_if_hit): "← cheapest if hit so often", id(each.cheapest): "← cheapest"}
    rows = tuple(_cells(row, each.on_demand_usd, marks.get(id(row))) for row in each.rows)
    pays = [
        f"A {LIVES[one.life]} cache pays above {_percent(one.hit_share)} hits; requests that come at random reach that "
        f"at {one.per_hour} an hour."
        for one in each.break_even
    ]
    return Table(
        f"{numbers.visible(each.asked)}: a month by {each.card.price_card}",
        ("option", "hits", "cost", "saved", "saved %", ""),
        rows,
        tail=1,
        notes=("", *pays, *each.notes, CHEAPEST if each.cheapest_if_hit is None else f"{CHEAPEST} {IF_HIT}"),
    )


def _cells(row: Row, on_demand: Decimal, mark: str | None) -> tuple[str, ...]:
    hits = "" if row.hit_share is None else _percent(row.hit_share)
    if row.usd is None:
        return OPTIONS[row.option], hits, "–", "", "", row.why or ""
    saved = on_demand - row.usd
    share = "" if not on_demand or row.option == "on_demand" else numbers.share(saved / on_demand)
    gain = "" if row.option == "on_demand" else numbers.usd(saved)
    return OPTIONS[row.option], hits, numbers.usd(row.usd), gain, share, "; ".join(filter(None, (mark, row.means)))


def _arithmetic(each: Calculated) -> Table:
    """One line a kind of tokens, then what the option costs."""
    rows: list[tuple[str, ...]] = []
    for row in each.rows:
        if row.usd is not None:
            hits = "" if row.hit_share is None else _percent(row.hit_share)
            lines = [*(price_words.part(part) for part in row.parts), f"together {numbers.exact_usd(row.usd)}"]
            rows += [
                (OPTIONS[row.option] if not at else "", hits if not at else "", line) for at, line in enumerate(lines)
            ]
    return Table(
        "How each was worked out", ("option", "hits", "tokens × USD per million × factor"), tuple(rows), left=3
    )


def as_object(found: Sequence[Calculated], volume: Volume, price_book: str, at: str) -> dict[str, object]:
    """The same for programs: money as exact texts, shares 0..1 as texts."""
    return {
        "schema": "norush.calc/1",
        "price_book": price_book,
        "at": at,
        "given": {
            "requests": volume.requests,
            "input_tokens": volume.input_tokens,
            "output_tokens": volume.output_tokens,
            "prefix_tokens": volume.prefix_tokens,
            "requests_per_hour": None if volume.per_hour is None else str(volume.per_hour),
            "can_wait_share": str(volume.can_wait),
        },
        "models": [_model(each) for each in found],
        "note": tokenizer_note(found),
    }


def _model(each: Calculated) -> dict[str, object]:
    return {
        "model": each.asked,
        "geo": each.geo,
        "price_card": card_object(each.card),
        "options": [_row(row, each.on_demand_usd) for row in each.rows],
        "cheapest": {"option": each.cheapest.option, "usd": exact(each.cheapest.usd or Decimal(0))},
        "cheapest_if_hit": _if_hit(each.cheapest_if_hit),
        "break_even": {
            f"cache_{one.life}": {"hit_share": str(one.hit_share), "requests_per_hour": str(one.per_hour)}
            for one in each.break_even
        },
        "notes": list(each.notes),
    }


def _if_hit(row: Row | None) -> dict[str, str] | None:
    if row is None or row.usd is None:
        return None
    return {"option": row.option, "hit_share": str(row.hit_share), "usd": exact(row.usd)}


def _row(row: Row, on_demand: Decimal) -> dict[str, object]:
    saved = None if row.usd is None else on_demand - row.usd
    return {
        "option": row.option,
        "hit_share": None if row.hit_share is None else str(row.hit_share),
        "means": row.means or None,
        "usd": None if row.usd is None else exact(row.usd),
        "saving_usd": None if saved is None else exact(saved),
        "saving_share": None if saved is None or not on_demand else str(_rounded(saved / on_demand)),
        "why": row.why,
        "parts": [
            {
                "kind": part.kind,
                "tokens": part.number,
                "usd_per_mtok": exact(part.price_usd),
                "factor": str(part.factor.normalize()),
                "usd": exact(part.usd),
            }
            for part in row.parts
        ],
    }


def _rounded(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
