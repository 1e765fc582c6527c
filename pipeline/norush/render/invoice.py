"""Stage 5, the sentences about the invoice: how much of it is recomputed, and what explains a difference.

Reads the view; writes nothing.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from norush.render.numbers import count, exact_usd, share, short_model, usd
from norush.render.price_words import TOKENS
from norush.render.words import things
from norush.view.charges import Compared, NotCompared, Reconciliation, Share
from norush.view.values import AuditView

PART = {
    "adds_up": ("Recomputed from these logs", "computed and billed agree within what rounding can hide"),
    "invoice_terms": (
        "Recomputed at the invoice's terms",
        "the logged tokens at the tier, place and speed that the invoice names; the log names others",
    ),
    "partly": ("Recomputed, beside a difference", "what of a line that does not agree the logged calls cost"),
    "not_in_log": ("Calls that are not in these logs", "nothing of it is spread over the calls that are"),
    "priority_tier": ("Priority tier", "its price is a contract's, so it cannot be recomputed"),
    "no_price": ("Calls without a price", "what was billed beyond the calls of the same line that have one"),
    "already_batched": (
        "Billed at half",
        "either these calls ran in a batch that the log does not show, or the log holds each of them twice",
    ),
    "price_change": ("Price changed that day", "billed lies between the old price and the new one"),
    "contract_price": (
        "Below list price",
        "computed is the list price that the invoice states; the discount is the contract's (give it with --prices)",
    ),
    "not_in_logs_by_nature": ("Charges that no log shows", "code execution, sessions and the like"),
    "unexplained": ("Unexplained", "billed more than computed, and nothing in the input says why"),
    "over": ("Computed, not billed", "the logged calls cost more than was billed, and nothing in the input says why"),
    "credited": ("Credits", "less than nothing was billed, and nothing in the input says why"),
    "other_export": ("Not compared: another export", "lines of a day that another export tells otherwise"),
    "day_cut_by_period": ("Not compared: days cut by the period", "the period ends within a UTC day of the invoice"),
    "outside_period": ("Not compared: days outside the period", "invoice lines of days that no period holds"),
    "not_invoiced": ("Not compared: no invoice of the day", "calls of days that the invoice does not have"),
    "no_invoice": ("Not compared: no invoice", "calls of a platform without an invoice, that state no charge"),
}
SHARE = {
    "recomputed": "recomputed from these logs",
    "at_terms": "recomputed at terms that only the invoice names",
    "not_in_log": "calls not in them",
    "unchecked": "cannot be checked",
    "unexplained": "unexplained",
    "over": "computed but not billed",
    "credited": "credited, unexplained",
    "not_compared": "not compared",
}


def line(view: AuditView, *, is_short: bool = False) -> str:
    """The line about the invoice: each part that there is, what was recomputed first.

    In short without what stands beside it on the first screen, and at length in its section: calls without a price.
    """
    found = view.reconciliation
    if found is None or not found.whole_usd:
        return why_not(view)
    recomputed, *others = found.shares
    unpriced, unlogged = view.coverage.unpriced_requests, view.beside.unlogged_tokens
    # what has no price, or no call, would make the whole larger
    said = [f"{'at most ' if unpriced or unlogged else ''}{_recomputed(recomputed, found)} of {_whole(found)}"]
    said[0] += f" is {SHARE[recomputed.part]}"
    for each in others:
        if each.usd:
            aside = f" (the log's come to {usd(found.terms_computed_usd)})" if each.part == "at_terms" else ""
            said.append(f"{share(each.share)} ({usd(each.usd)}) {SHARE[each.part]}{aside}")
    if unpriced and not is_short:
        said.append(f"{count(unpriced)} billed request{'' if unpriced == 1 else 's'} without a price")
    if unlogged:
        said.append(f"{count(unlogged)} token{'' if unlogged == 1 else 's'} of usage totals without a call")
    given = "" if found.has_invoice else "none given; "
    return given + ", ".join(said)


def _recomputed(each: Share, found: Reconciliation) -> str:
    """Never rounded up to all of it."""
    is_nearly_all = each.usd != found.whole_usd and (each.share or 0) > Decimal("0.9995")
    return "over 99.9 %" if is_nearly_all else share(each.share)


def both(found: Reconciliation) -> str:
    """What was compared, as billed and as computed."""
    return f"compared: {usd(found.billed_usd)} billed, {usd(found.computed_usd)} computed"


def _whole(found: Reconciliation) -> str:
    if found.whole_usd != found.billed_usd:
        return f"{usd(found.whole_usd)} billed or computed"
    return f"{usd(found.whole_usd)} {'billed' if found.has_invoice else 'that the log says was charged'}"


def why_not(view: AuditView) -> str:
    """Why there is no comparison."""
    if any(each.lines for each in view.beside.not_compared):
        return "not compared (its days do not lie in the period)"
    if view.reconciliation is not None:
        return "nothing was charged"
    return "not compared (none was given, and no request states a charge)"


def subject(row: Compared) -> str:
    """What a row is about: "2026-06-24 opus-4-8 output"."""
    kind = TOKENS.get(row.token_kind or "", (row.token_kind or "").replace("_", " "))
    words = [row.day.isoformat(), short_model(row.model_id or "") if row.model_id else "", kind]
    return " ".join(word for word in (*words, f"in {row.workspace}" if row.workspace else "") if word)


def says(row: Compared) -> str:
    """What explains a row's difference, in a sentence."""
    if row.explained_by is None:
        return _says_unknown(row)
    if row.explained_by in _SAYS:
        return _SAYS[row.explained_by](row)
    return PART[row.explained_by][1]


def _says_missing(row: Compared) -> str:
    if not row.requests:
        return f"no call of that day{' and model' if row.model_id else ''} is in the log"
    if row.proved_on:
        return f"the price is right on {row.proved_on.isoformat()}, so calls are missing from this log"
    if row.bucket_tokens:
        return f"the log has {count(row.number)} of the {count(row.bucket_tokens)} tokens that usage totals tell"
    return "no logged call of that day has such tokens"


def _says_unpriced(row: Compared) -> str:
    why = PART["priority_tier"][1] if row.explained_by == "priority_tier" else "they have no price"
    noun = "tokens" if (row.token_kind or "tokens").endswith("tokens") else "of them"
    return f"{count(row.unpriced_number)} of {count(row.number)} {noun}: {why}"


def _says_terms(row: Compared) -> str:
    return f"the logged tokens at the terms that the invoice names ({row.terms or 'standard'}); the log names others"


def _says_unknown(row: Compared) -> str:
    if row.over_usd:
        return "unexplained: billed less than the logged calls cost"
    if row.not_in_log_usd and row.bucket_tokens is not None:
        told, most = count(row.bucket_tokens), exact_usd(row.not_in_log_usd)
        return f"unexplained: usage totals tell {told} tokens, so that missing calls cost {most} at most"
    if row.bucket_tokens is not None and row.bucket_tokens <= row.number:
        return "unexplained: usage totals tell no more tokens than the log has"
    return "unexplained: missing calls and another price cannot be told apart"


def notes(view: AuditView) -> tuple[str, ...]:
    """What else a reader of the comparison must know, a sentence each."""
    beside, found = view.beside, view.reconciliation
    made = [said for each in beside.not_compared if (said := _note(each, is_compared=found is not None))]
    if found and found.rounded_usd:
        made.append(f"Within what rounding can hide, lines miss each other by {usd(found.rounded_usd)} in all.")
    if beside.unlogged_tokens:
        made.append(
            f"Usage totals tell {things(beside.unlogged_tokens, 'token')} more than the logged calls have"
            + (f"; of {count(beside.unlogged_days)} model-days no call is in the log" if beside.unlogged_days else "")
            + ". They stand in no figure of this report."
        )
    return tuple(made)


def _note(each: NotCompared, *, is_compared: bool) -> str | None:
    if each.why == "no_invoice" or (each.why == "not_invoiced" and is_compared):
        return None  # a part of the comparison, with its words
    if each.why == "day_cut_by_period" and not each.lines:
        return None
    lines = f"{count(each.lines)} invoice line{'' if each.lines == 1 else 's'} ({usd(each.billed_usd)})"
    return _NOTES[each.why].format(lines=lines, cost=usd(each.computed_usd))


def _lines(row: Compared) -> str:
    noun = "call" if row.basis == "log" else "line"
    return f"{count(row.lines)} {noun}{'' if row.lines == 1 else 's'}"


_SAYS: Mapping[str, Callable[[Compared], str]] = {
    "exact": lambda _: "computed and billed are the same",
    "rounding": lambda row: f"rounding: {_lines(row)} can hide {exact_usd(row.tolerance_usd)}",
    "not_in_log": _says_missing,
    "not_invoiced": lambda _: "the invoice does not have that day",
    "day_cut_by_period": lambda _: "the period has a part of that day only, and the invoice the whole of it",
    "invoice_terms": _says_terms,
    "priority_tier": _says_unpriced,
    "no_price": _says_unpriced,
}
_NOTES = {
    "outside_period": "{lines} of days that lie in no period: not compared.",
    "day_cut_by_period": "{lines} of days that the period cuts, and the calls of these days ({cost}): not compared.",
    "other_export": "{lines} of days that another export tells otherwise, in more detail or with more: not compared.",
    "told_again": "{lines} that another export tells too, to the same amount: counted once.",
    "not_invoiced": "Calls for {cost} ran on days that the invoice does not have.",
}
