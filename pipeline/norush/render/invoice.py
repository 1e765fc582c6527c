"""Stage 5, the sentences about the invoice: how much of it is explained, and what explains a difference.

Reads the view; writes nothing.
"""

from decimal import Decimal

from norush.render.numbers import count, exact_usd, share, short_model, usd
from norush.view.charges import Compared
from norush.view.values import AuditView

PART = {
    "adds_up": ("In these logs, and adds up", "computed and billed agree within what rounding can hide"),
    "already_batched": ("Billed at the batch price", "the log calls it on demand; the invoice halves it"),
    "price_change": ("Price changed that day", "billed lies between the old price and the new one"),
    "priority_tier": ("Priority tier", "its price is a contract's, so it cannot be recomputed"),
    "partly": ("In these logs, beside a difference", "what the logged calls of these days cost"),
    "not_in_log": ("Calls that are not in these logs", "nothing of it is spread over the calls that are"),
    "unexplained": ("Unexplained", "billed and computed differ, and nothing in the input says why"),
}
KIND = {
    "input_tokens": "input",
    "cache_read_tokens": "cache read",
    "cache_write_5m_tokens": "cache write 5 min",
    "cache_write_1h_tokens": "cache write 1 h",
    "output_tokens": "output",
}


def line(view: AuditView) -> str:
    """The line about the invoice."""
    found = view.reconciliation
    if found is None or found.explained_share is None:
        return why_not(view)
    # never rounded up to all of it
    is_nearly_all = found.unexplained_usd and found.explained_share > Decimal("0.9995")
    explained = "over 99.9 %" if is_nearly_all else share(found.explained_share)
    if not found.has_invoice:
        return f"none given; {explained} of the {usd(found.billed_usd)} that the log says was charged is explained"
    absent = found.not_in_log_usd
    split = f" ({usd(found.in_log_usd)} in these logs, {usd(absent)} calls not in them)" if absent else ""
    return f"{explained} of {usd(found.billed_usd)} is explained{split}"


def why_not(view: AuditView) -> str:
    """Why there is no comparison."""
    if view.beside.outside_lines:
        return "not compared (its days do not lie in the period)"
    if view.reconciliation is not None:
        return "nothing was charged"
    return "not compared (none was given, and no request states a charge)"


def subject(row: Compared) -> str:
    """What a row is about: "2026-06-24 opus-4-8 output"."""
    kind = KIND.get(row.token_kind or "", (row.token_kind or "").replace("_", " "))
    words = [row.day.isoformat(), short_model(row.model_id or "") if row.model_id else "", kind]
    return " ".join(word for word in (*words, f"in {row.workspace}" if row.workspace else "") if word)


def says(row: Compared) -> str:
    """What explains a row's difference, in a sentence."""
    match row.explained_by:
        case "exact":
            return "computed and billed are the same"
        case "rounding":
            return f"rounding: {_lines(row)} can hide {exact_usd(row.tolerance_usd)}"
        case "not_in_log":
            return _says_missing(row)
        case "not_invoiced":
            return "the invoice does not have that day"
        case None:
            return _says_unknown(row)
        case known:
            return PART[known][1]


def _says_missing(row: Compared) -> str:
    if not row.requests:
        return "no call of that day is in the log"
    if row.proved_on:
        return f"the price is right on {row.proved_on.isoformat()}, so calls are missing from this log"
    if row.bucket_tokens:
        return f"the log has {count(row.number)} of the {count(row.bucket_tokens)} tokens that usage totals tell"
    return "no logged call of that day has such tokens"


def _says_unknown(row: Compared) -> str:
    if row.difference_usd is None:
        return "some of these requests have no price"
    if row.difference_usd > 0:
        return "unexplained: missing calls and another price cannot be told apart"
    return "unexplained: billed less than the logged calls cost"


def notes(view: AuditView) -> tuple[str, ...]:
    """What else a reader of the comparison must know, a sentence each."""
    beside, found = view.beside, view.reconciliation
    made = []
    if beside.outside_lines:
        lines = "1 invoice line" if beside.outside_lines == 1 else f"{count(beside.outside_lines)} invoice lines"
        made.append(f"{lines} ({usd(beside.outside_usd)}) of days that do not lie wholly in the period: not compared.")
    if found and found.not_invoiced_usd:
        made.append(f"Calls for {usd(found.not_invoiced_usd)} ran on days that the invoice does not have.")
    if beside.unlogged_tokens:
        made.append(
            f"Usage totals tell {count(beside.unlogged_tokens)} tokens more than the logged calls have"
            + (f"; of {count(beside.unlogged_days)} model-days no call is in the log" if beside.unlogged_days else "")
            + ". They stand in no figure of this report."
        )
    return tuple(made)


def _lines(row: Compared) -> str:
    noun = "call" if row.basis == "log" else "line"
    return f"{count(row.lines)} {noun}{'' if row.lines == 1 else 's'}"
