"""Stage 5, how a value is written in audit.json: money, instants, reasons, savings, tokens.

Reads nothing, writes nothing.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from norush.money import exact
from norush.render import price_words
from norush.view.costs import Realised, Saving, Tokens

Object = dict[str, object]


def money(usd: Decimal | None) -> str | None:
    """An exact amount, or null."""
    return None if usd is None else exact(usd)


def instant(value: datetime | None) -> str | None:
    """RFC 3339 in UTC with Z; fractions only where there are any."""
    return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def why(*reasons: str | None) -> dict[str, str]:
    """The reasons that are given, as the key `why`; nothing where there is none."""
    given = [reason for reason in reasons if reason]
    return {"why": "; ".join(given)} if given else {}


def setting(value: object) -> object:
    """A setting as it was given."""
    if isinstance(value, Decimal):
        return exact(value) if value == value.quantize(Decimal("0.01")) else str(value)
    if isinstance(value, datetime):
        return instant(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def measure(value: object) -> object:
    """A signal's value."""
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def savings(batch: Saving | None, cache: Saving | None, both: Saving | None, *reasons: str | None) -> Object:
    """By batch, by cache, and both, each in three figures; null and why where one is not known.

    `overlap_usd`: what the ceilings of batch and cache both count, and `both` counts once; absent where nothing.
    """
    kinds = {"batch": batch, "cache": cache, "both": both}
    figures = ("sure_usd", "likely_usd", "ceiling_usd")
    told = {
        kind: saving and {figure: exact(getattr(saving, figure)) for figure in figures}
        for kind, saving in kinds.items()
    }
    overlap = batch.ceiling_usd + cache.ceiling_usd - both.ceiling_usd if batch and cache and both else None
    return {**told, **({"overlap_usd": exact(overlap)} if overlap else {}), **why(*reasons)}


def realised(saved: Realised | None) -> Object | None:
    """What was already saved, by what saved it."""
    return None if saved is None else {"batch_usd": exact(saved.batch_usd), "cache_usd": exact(saved.cache_usd)}


def tokens(counts: Tokens) -> dict[str, int]:
    """Token counts by kind, in the order of the canonical request."""
    return {name: getattr(counts, name) for name in price_words.TOKENS}
