"""Stage 5, sentences about prices and cost lines: the arithmetic, what a price rests on, what sets the figures apart.

Reads the view; writes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from norush.prices.parts import CostPart
from norush.render.numbers import count, exact_usd, unit_price
from norush.render.words import plain_signal, sentence, things
from norush.view.costs import CostLine
from norush.view.inputs import ChangeDay, PriceCard

TOKENS = {
    "input_tokens": "input",
    "cache_read_tokens": "cache read",
    "cache_write_5m_tokens": "cache write 5\N{NO-BREAK SPACE}min",
    "cache_write_1h_tokens": "cache write 1\N{NO-BREAK SPACE}h",
    "output_tokens": "output",
}


def columns(cards: Sequence[PriceCard]) -> tuple[tuple[str, str], ...]:
    """(name, label) of each kind of price that one of the cards has, in the order in which cards name them."""
    names = dict.fromkeys(name for card in cards for name, _ in card.rates)
    return tuple((name, sentence(label(name))) for name in names)


def label(name: str) -> str:
    """A kind of price in words: "batch cache write 5 min"."""
    kind = name.removeprefix("batch_")
    told = TOKENS.get(f"{kind}_tokens", plain_signal(kind))
    return told if kind == name else f"batch {told}"


def dated(seen_on: date | None, checked_on: date | None) -> str:
    """How old what a source says is, to stand behind it: ", as seen on 2026-10-08, checked on 2026-11-22"."""
    said = (("as seen", seen_on), ("checked", checked_on))
    return "".join(f", {how} on {day}" for how, day in said if day)


def unseen(card: PriceCard) -> str | None:
    """What a reader must know of a price whose source was last seen long before the period ended."""
    days = card.unseen_days
    if days is None:
        return None
    return f"last seen at its source {things(days, 'day')} before the period ended: it may have changed"


def changed(each: ChangeDay) -> str:
    """What is not certain of requests that ran on a day on which their price changed."""
    mode = " in fast mode" if each.speed == "fast" else ""
    return (
        f"{things(each.requests, 'request')} to {each.model_id}{mode} on {each.platform} ran on {each.day}, the day on "
        "which its price changed: providers publish days, not hours, so some may have been charged the other price"
    )


def part(each: CostPart) -> str:
    """One kind of a cost line as arithmetic: "2,000 input × $3.00 × 0.5 = $0.003"."""
    if each.kind == "web_search":
        plural = "" if each.number == 1 else "es"
        return f"{count(each.number)} web search{plural} × {unit_price(each.price_usd)} = {exact_usd(each.usd)}"
    factor = "" if each.factor == 1 else f" × {each.factor.normalize()}"
    what = TOKENS[f"{each.kind}_tokens"]
    return f"{count(each.number)} {what} × {unit_price(each.price_usd)}{factor} = {exact_usd(each.usd)}"


def unpriced_tokens(line: CostLine) -> str:
    """The tokens of a line that has no arithmetic to show."""
    parts = [f"{count(number)} {label}" for name, label in TOKENS.items() if (number := getattr(line.tokens, name))]
    if line.web_search_requests:
        parts.append(things(line.web_search_requests, "web search request"))
    return ", ".join(parts) or "no tokens"


def assumptions(settings: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """(figure, the one sentence it rests on) for sure, likely and ceiling."""
    high, medium = settings.get("high_confidence", "0.90"), settings.get("medium_confidence", "0.65")
    return (
        (
            "sure",
            f"Only what is batchable at high confidence ({high} or more), with no cache hits at all inside a batch.",
        ),
        (
            "likely",
            f"Also what is batchable at medium confidence ({medium} or more), with as many cache hits inside a batch "
            "as the log shows outside. The headline uses this one.",
        ),
        (
            "ceiling",
            "A bound: everything not provably blocked, uncertain included, with as many cache hits as the log shows.",
        ),
    )
