"""Stage 5, a period of which only usage totals are known: its sentences, and its part of audit.json.

Reads the view; writes nothing. Totals flag nothing: the ceiling is a bound, and never called a saving.
"""

from collections.abc import Sequence
from decimal import Decimal

from norush.render import words
from norush.render.json_values import Object, money
from norush.render.numbers import share, usd
from norush.view.usage import Cell, Line, Unpriced, UsageTotals
from norush.view.values import AuditView

LEFT_OUT = {
    "told_again": "told again by the same export, in another width or grouping",
    "outside_period": "not wholly within the period",
    "other_export": "of days that another export tells too, with more tokens",
}
_GATEWAYS = (
    "the spend logs of a LiteLLM proxy, an export of Langfuse, Helicone, Portkey or LangSmith, or OpenTelemetry spans"
)
SETTLES = {
    "anthropic": f"Anthropic: its usage exports hold no single call. Give {_GATEWAYS}, or Claude Code's transcripts.",
    "openai": f"OpenAI: its usage exports hold no single call. Give {_GATEWAYS}.",
    "bedrock": "AWS Bedrock: switch on model invocation logging, and give its files.",
    "vertex": "Vertex AI: switch on request-response logging, and give its rows.",
    "openrouter": "OpenRouter: give the activity export by generation instead of the one by day.",
}
ANY_TABLE = (
    "Any other log with a line a call will do, through a mapping file: start, end, model and tokens of each call; "
    "session, end user and whether it was streamed tell most."
)
NARROWER = (
    "Ask for hourly totals, by model, service tier, key and workspace: they show whose night it was, not who waited."
)
HINT = "An hour says when calls ran, not whether anybody waited: it is where to look first, and no evidence."


def headline(view: AuditView) -> str:
    """What totals cannot show."""
    width = "Hourly" if _told(view).is_hourly else "Daily"
    return f"{width} totals cannot show who was waiting."


def lede(view: AuditView) -> str:
    """What was spent and the bound, in two sentences."""
    told = _told(view)
    if told.as_billed_usd is None:
        return (
            f"{words.things(told.tokens.total, 'token')} in {words.inside(view.period)}, none of which has a price. "
            "Nothing is flagged: who waited shows only in single calls."
        )
    return (
        f"{words.sentence(spent(told))} was spent in {words.inside(view.period)}, "
        f"{usd(told.on_demand_usd)} of it on demand. "
        f"{bound(told)} Nothing is flagged: who waited shows only in single calls."
    )


def spent(told: UsageTotals) -> str:
    """What was spent; the least of it where some tokens have no price."""
    return f"{'at least ' if told.unpriced else ''}{words.dollars(told.as_billed_usd)}"


def bound(told: UsageTotals) -> str:
    """The ceiling as a sentence."""
    if told.ceiling_usd is None:
        return "What a batch would have saved has no upper bound: no batch price is verified."
    return (
        f"A batch would have saved at most {usd(told.ceiling_usd)} ({share(told.ceiling_share)} of the spend), "
        "if all of it could have waited."
    )


def beside(told: UsageTotals) -> str:
    """What stands beside the amount spent."""
    least = "at least: some tokens have no price; " if told.unpriced else ""
    return f"{least}{usd(told.on_demand_usd)} of it on demand; nothing is flagged, for who waited shows only in calls"


def invoice(view: AuditView) -> str:
    """What was billed beside what the totals come to: without calls, no line of an invoice is explained."""
    found, told = view.reconciliation, _told(view)
    if found is None or not found.has_invoice:
        return "not compared (none was given)"
    return (
        f"{usd(found.billed_usd)} billed in the period; these totals come to {spent(told)} in the price book. Line by "
        "line an invoice is compared with calls"
    )


def notes(view: AuditView) -> tuple[str, ...]:
    """What the figures leave out or take for granted, a sentence each."""
    told = _told(view)
    made = [
        f"{words.things(buckets, 'total')} {'is' if buckets == 1 else 'are'} in no figure: {LEFT_OUT[why]}."
        for why, buckets in told.left_out
    ]
    if told.untold_tier_usd:
        made.append(
            f"For {usd(told.untold_tier_usd)} the export does not tell the service tier: it is taken for standard. "
            "What of it ran as a batch cost half, and cannot be saved again."
        )
    made += [f"Without a price: {_unpriced(each)}." for each in told.unpriced]
    made += [f"Not in the ceiling, {_unpriced(each)}." for each in told.no_batch_price]
    return tuple(made)


def hours(view: AuditView) -> str:
    """The hour-of-day hint, as a sentence; nothing where totals are of days."""
    told = _told(view)
    if not told.hours:
        return ""
    return f"{share(told.night_share)} of the tokens fell between 22:00 and 06:00 ({view.about.zone}). {HINT}"


def settles(view: AuditView) -> tuple[str, ...]:
    """Which logs of single calls would settle it, the likeliest first."""
    told = _told(view)
    own = [SETTLES[each] for each in told.platforms if each in SETTLES]
    return (*own, ANY_TABLE, *(() if told.is_hourly else (NARROWER,)))


def requests(told: UsageTotals) -> str:
    """How many requests the totals count, if they do."""
    return "requests are not counted" if told.requests is None else words.things(told.requests, "request")


def entry(view: AuditView) -> Object:
    """The key `usage_totals` of audit.json, where there is no call."""
    return {"usage_totals": _object(_told(view), settles(view))} if view.usage_totals else {}


def _object(told: UsageTotals, settled_by: Sequence[str]) -> Object:
    return {
        "why": "only usage totals were given: without single calls nothing is judged, and nothing is flagged",
        "sources": list(told.sources),
        "buckets": told.buckets,
        "left_out": [{"buckets": number, "why": LEFT_OUT[why]} for why, number in told.left_out],
        "requests": told.requests,
        "tokens": _tokens(told),
        "as_billed_usd": money(told.as_billed_usd),
        "on_demand_usd": money(told.on_demand_usd),
        "batched_usd": money(told.batched_usd),
        "batched_token_share": _share(told.batched_share),
        "untold_tier_usd": money(told.untold_tier_usd),
        "cache_read_share": _share(told.cache_share),
        "ceiling_usd": money(told.ceiling_usd),
        "ceiling_share": _share(told.ceiling_share),
        "not_in_ceiling": [_missing(each) for each in told.no_batch_price],
        "unpriced": [_missing(each) for each in told.unpriced],
        "night_token_share": _share(told.night_share),
        "hours": [{"hour": each.hour, "tokens": each.tokens} for each in told.hours],
        "settled_by": list(settled_by),
        "models": [_line(each, "model") for each in told.models],
        "days": [_line(each, "day") for each in told.days],
        "cells": [_cell(each) for each in told.cells],
    }


def _told(view: AuditView) -> UsageTotals:
    assert view.usage_totals is not None
    return view.usage_totals


def _unpriced(each: Unpriced) -> str:
    model = each.model if each.model and words.named(each.model) else "no model name"
    cost = "" if each.as_billed_usd is None else f", {usd(each.as_billed_usd)}"
    return f"{model} ({words.things(each.tokens, 'token')}{cost}): {each.why}"


def _share(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.6f}"


def _tokens(held: UsageTotals | Line | Cell) -> dict[str, int]:
    kinds = ("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens")
    return {kind: getattr(held.tokens, kind) for kind in kinds}


def _missing(each: Unpriced) -> Object:
    return {"model": each.model, "tokens": each.tokens, "as_billed_usd": money(each.as_billed_usd), "why": each.why}


def _line(each: Line, called: str) -> Object:
    return {
        called: each.name,
        "tokens": _tokens(each),
        "as_billed_usd": money(each.as_billed_usd),
        "batched_usd": money(each.batched_usd),
        "ceiling_usd": money(each.ceiling_usd),
        "cache_read_share": _share(each.cache_share),
    }


def _cell(each: Cell) -> Object:
    why = each.why or each.why_no_batch
    return {
        "day": each.day.isoformat(),
        "provider": each.provider,
        "model": each.model,
        "service_tier": each.service_tier if each.is_tier_told else None,
        "price_card": each.price_card,
        "requests": each.requests,
        "tokens": _tokens(each),
        "web_search_requests": each.web_search_requests,
        "as_billed_usd": money(each.as_billed_usd),
        "batch_usd": money(each.batch_usd),
        **({"why": why} if why else {}),
    }
