"""Stage 5, caches that are used, in words and as JSON. Reads view values; returns text."""

from decimal import Decimal

from norush.money import exact
from norush.render.numbers import usd
from norush.render.words import things
from norush.view.cache_use import CacheUse, Loss

LOSS = {
    "never_read": "Written, and never read",
    "life_too_short": "Came back after five minutes, within the hour",
    "paused_over_an_hour": "Came back after more than an hour",
    "front_changed": "Came in time, and did not find it",
    "not_yet_begun": "Came before the answer had begun",
    "life_too_long": "Written for an hour, used again within five minutes",
}
ADVICE = {
    "never_read": "No breakpoint there: nobody came for it while it lived.",
    "life_too_short": "A life of one hour would have kept it.",
    "paused_over_an_hour": "No life is long enough: it has to be written again.",
    "front_changed": "A date, an id, the order of tools varies at the front: move it back. Or it was gone early.",
    "not_yet_begun": "Send one call first, and the others when its answer begins.",
    "life_too_long": "Five minutes would have been enough for this use; a later one may have needed the hour.",
}
GRADE = {
    "exact": "exact: no call of the workload read anything while it lived",
    "inferred": "inferred, from the next call of the session",
    "bound": "at most, from whichever call came next",
}
SETTING = {
    "without": "without a cache",
    "cache_5m": "with a cache of 5 minutes, replayed",
    "cache_1h": "with a cache of 1 hour, replayed",
}
OVERLAP = "Causes overlap, and are not to be added up: what nobody read may have been missed too"


def brings(use: CacheUse) -> str:
    """What the cache brings, in a sentence."""
    paid = f"reads spared {usd(use.spared_usd)}, and writes cost {usd(use.premium_usd)} more than plain input"
    if use.net_usd < 0:
        return f"It costs more than it brings: {paid}, {usd(-use.net_usd)} lost in all"
    return f"It saves {usd(use.net_usd)}: {paid}"


def settings(use: CacheUse) -> list[tuple[str, Decimal]]:
    """Each setting that has an amount, with it; as it ran first."""
    amounts = {"without": use.without_usd, "cache_5m": use.cache_5m_usd, "cache_1h": use.cache_1h_usd}
    ran = [] if use.as_billed_usd is None else [("as it ran", use.as_billed_usd)]
    return ran + [(SETTING[name], amount) for name, amount in amounts.items() if amount is not None]


def better(use: CacheUse) -> str:
    """The better setting in a sentence."""
    if use.better and use.better_usd is not None and use.better_saves_usd is not None:
        return f"Better {SETTING[use.better]}: {usd(use.better_usd)}, which saves {usd(use.better_saves_usd)}."
    if use.cache_5m_usd is None and use.cache_1h_usd is None:
        return "What another life would have cost is not known: the log shows neither prefix hashes nor sessions."
    return "No other setting would have cost less by more than the replay may be wrong."


def says(loss: Loss) -> str:
    """One loss in a sentence."""
    return f"{LOSS[loss.loss]}. {ADVICE[loss.loss]} {things(loss.tokens, 'token')}; {GRADE[loss.grade]}."


def as_json(use: CacheUse | None) -> dict[str, object] | None:
    """Caches that are used as JSON; None where the workload used none."""
    if use is None:
        return None
    amounts = ("as_billed_usd", "without_usd", "cache_5m_usd", "cache_1h_usd", "better_usd")
    return {
        "read_tokens": use.read_tokens,
        "write_5m_tokens": use.write_5m_tokens,
        "write_1h_tokens": use.write_1h_tokens,
        "spared_usd": exact(use.spared_usd),
        "premium_usd": exact(use.premium_usd),
        "net_usd": exact(use.net_usd),
        **{name: None if getattr(use, name) is None else exact(getattr(use, name)) for name in amounts},
        "better": use.better,
        "losses": [
            {
                "loss": each.loss,
                "grade": each.grade,
                "calls": each.calls,
                "tokens": each.tokens,
                "usd": exact(each.usd),
            }
            for each in use.losses
        ],
    }
