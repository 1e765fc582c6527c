"""Stage 5, the Markdown page of a period of which only usage totals are known. Reads the view; returns text."""

from collections.abc import Iterator
from decimal import Decimal

from norush.render import markdown, numbers, usage, words
from norush.render.escaped import code, text
from norush.render.numbers import count, middle, share, usd
from norush.view.usage import Line
from norush.view.values import AuditView


def pages(view: AuditView) -> Iterator[tuple[str, str]]:
    """audit.md alone: there is no workload."""
    yield "audit.md", audit(view)


def audit(view: AuditView) -> str:
    """What totals can say, in the order of the HTML page."""
    told = view.usage_totals
    assert told is not None
    lines = [markdown.marker(view), f"### {usage.headline(view)}", "", text(usage.lede(view)), ""]
    lines += [
        f"{share(told.batched_share)} of the tokens ran in batches ({usd(told.batched_usd)}); "
        f"{share(told.cache_share)} of what was sent came from a cache; {usage.requests(told)}.",
        "",
        *([text(usage.hours(view)), ""] if told.hours else []),
        "",
        *_table("Model", told.models, told.models_rounding_usd),
        *markdown.fold("By UTC day", _table("Day", told.days, told.days_rounding_usd)),
        "**What would settle it.** A log with a line a call, for the same days:",
        "",
        *(f"- {text(each)}" for each in usage.settles(view)),
        "",
        *(line for note in usage.notes(view) for line in (text(note), "")),
        f"Invoice: {text(usage.invoice(view))}. {text(words.FOOTER_TOTALS)}",
        "",
        f"<sub>norush {text(view.about.norush)} · price book {text(view.about.price_book)} · "
        f"{numbers.days(view.period)} ({text(view.about.zone)})</sub>",
    ]
    return markdown.bounded("\n".join(lines) + "\n")


def _table(head: str, lines: tuple[Line, ...], rounding: Decimal | None) -> list[str]:
    rows = []
    for each in lines:
        most = "unknown" if each.ceiling_usd is None else usd(each.ceiling_usd)
        rows.append(
            f"| {code(middle(each.name))} | {count(each.tokens.total)} | {share(each.cache_share)} | "
            f"{usd(each.batched_usd)} | {words.dollars(each.as_billed_usd)} | {most} |"
        )
    if rounding:
        rows.append(f"| rounding | | | | {usd(rounding)} | |")
    return [
        f"| {head} | Tokens | From a cache | In batches | Cost | At most saved |",
        "|:--|--:|--:|--:|--:|--:|",
        *rows,
        "",
    ]
