"""What changed between two audits, in words: for a terminal, as Markdown for a channel, as JSON.

Reads a Diff; returns text. A name stands in a code span, a sentence is escaped: nothing from a log becomes markup.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from textwrap import fill
from zoneinfo import ZoneInfo

from norush.diff import Change, Diff, Followed, Kind, PriceChange
from norush.money import ZERO, exact
from norush.periods import name_of
from norush.render.escaped import code, text
from norush.render.json_values import Object, instant, money
from norush.render.numbers import change, middle, share, unit_price, usd, visible
from norush.render.words import things, verdict
from norush.sides import Judged, Side

SCHEMA = "norush.diff/1"
SHOWN = 20
"""Rows of one kind on a page for people; the JSON has all."""
NAMED = {
    Kind.NEW: "New",
    Kind.RETURNED: "Back on demand",
    Kind.BACK: "No longer set aside",
    Kind.MOVED: "Moved to batches",
    Kind.STILL: "Still on demand",
    Kind.SET_ASIDE: "Set aside by decision",
    Kind.GONE: "Gone",
    Kind.UNFLAGGED: "Without a saving now",
    Kind.VERDICT: "Judged otherwise",
}
Row = tuple[tuple[str, ...], str | None, str]
"""(names, owner, what happened)."""
_KINDS = {
    "input": "input",
    "output": "output",
    "cache_read": "cache reads",
    "cache_write_5m": "cache writes for 5 minutes",
    "cache_write_1h": "cache writes for 1 hour",
}


def period(side: Side) -> str:
    """The period of an audit as it is named: 2026-10, or its first and last day."""
    zone = ZoneInfo(side.zone)
    return name_of(side.since.astimezone(zone), side.until.astimezone(zone)).replace("/", " to ")


def headline(diff: Diff) -> str:
    """In one sentence without its stop."""
    counts = [f"{len(found)} {title.lower()}" for kind, title in NAMED.items() if (found := diff.of(kind))]
    return f"{period(diff.before)} to {period(diff.after)}: {', '.join(counts) or 'no finding in either'}"


def totals(diff: Diff) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """(figure, before, after): None where it is not known: nothing has a price, or there are usage totals alone."""
    old, new = diff.before, diff.after
    return [
        ("Spent", old.spent_usd, new.spent_usd),
        ("Saving missed, likely", old.missed_usd, new.missed_usd),
        ("Saving made by batches", old.made_usd, new.made_usd),
    ]


def happened(each: Change) -> str:
    """What happened to a workload, as a sentence without its stop."""
    was, now = (f"{_saving(one)} of {_cost(one)}" for one in (each.before, each.after))
    before, after = (verdict(one.verdict) if one else "not there" for one in (each.before, each.after))
    return {
        Kind.NEW: f"{now}; {_was(each.before)}",
        Kind.RETURNED: f"{now}; most of its calls ran in batches before",
        Kind.BACK: f"{now}; a decision set it aside before",
        Kind.MOVED: f"was {was}; most of its calls run in batches now",
        Kind.STILL: f"{now}; before {was}",
        Kind.SET_ASIDE: f"was {was}; a decision sets it aside now",
        Kind.GONE: f"was {was}; no call of it now",
        Kind.UNFLAGGED: f"was {was}; judged the same, and {_no_saving(each.after)}",
        Kind.VERDICT: f"{before}, now {after}; {_cost(each.after)}",
    }[each.kind]


def _was(one: Judged | None) -> str:
    if one is None:
        return "not there before"
    return f"was {verdict(one.verdict)}{', without a saving' if one.verdict == 'batchable' else ''}"


def _no_saving(one: Judged | None) -> str:
    return "what a batch would save is not known" if _saving(one) == "unknown" else "a batch would cost no less"


def _saving(one: Judged | None) -> str:
    return "unknown" if one is None or one.saving_usd is None else usd(one.saving_usd)


def _cost(one: Judged | None) -> str:
    return "no price" if one is None or one.as_billed_usd is None else usd(one.as_billed_usd)


def came_of_it(each: Followed) -> str:
    """What was predicted for what moved, and what came of it, as a sentence without its stop."""
    predicted = f"predicted {usd(each.predicted_usd)} ({share(each.predicted_share)} of what it cost)"
    saved = f"saved {usd(each.realised_usd)} ({share(each.realised_share)}), for the calls of now"
    beside = [
        f"{usd(sum((one.saving_usd or ZERO for one in some), ZERO))} {what}"
        for some, what in ((each.still, "still on demand"), (each.gone, "gone"))
        if some
    ]
    return "; ".join((predicted, saved, *([f"beside it, not counted: {', '.join(beside)}"] if beside else ())))


def priced(each: PriceChange) -> str:
    """A changed price, as a sentence without its stop."""
    rates = f"{unit_price(each.before_usd_per_mtok)} to {unit_price(each.after_usd_per_mtok)} a million tokens"
    return f"{_KINDS.get(each.kind, each.kind)} from {rates}: {change(each.effect_usd)} on the calls of now"


def markdown(diff: Diff) -> str:
    """For a pull request, an issue or a channel; the first line is the mark by which a bot finds its comment again."""
    periods = "..".join(period(side).replace(" ", "-") for side in (diff.before, diff.after))
    lines = [f"<!-- norush:diff:{periods} -->", f"### {text(headline(diff))}", "", *markdown_lines(diff)]
    return "\n".join(lines) + "\n"


def markdown_lines(diff: Diff) -> list[str]:
    """The same without a heading, for a part of a page."""
    lines = ["| | Before | Now | Change |", "|:--|--:|--:|--:|"]
    lines += [
        f"| {figure} | {_or_none(was)} | {_or_none(now)} | {difference(was, now)} |"
        for figure, was, now in totals(diff)
    ]
    for title, rows in sections(diff):
        lines += ["", f"**{title}**", ""]
        for names, owner, says in rows[:SHOWN]:
            shown = code(middle(names[0])) + and_more(names)
            lines.append(f"- {shown}{f' ({text(owner)})' if owner else ''}: {text(says)}")
        if len(rows) > SHOWN:
            lines.append(f"- {things(len(rows) - SHOWN, 'more row')}, in the JSON")
    return lines


def plain(diff: Diff, width: int) -> str:
    """For a terminal of `width` columns, without colour."""
    lines = [*_wrapped(headline(diff), width), ""]
    for figure, was, now in totals(diff):
        lines.append(f"{figure:<24}{_or_none(was):>16}{_or_none(now):>16}{difference(was, now):>16}")
    for title, rows in sections(diff):
        lines += ["", title]
        for names, owner, says in rows[:SHOWN]:
            shown = f"{middle(names[0])}{and_more(names)}{f' ({owner})' if owner else ''}"
            lines += [*_wrapped(shown, width, 2), *_wrapped(says, width, 4)]
        if len(rows) > SHOWN:
            lines.append(f"  {things(len(rows) - SHOWN, 'more row')}, with --json")
    return "\n".join(lines) + "\n"


def sections(diff: Diff) -> Iterator[tuple[str, list[Row]]]:
    """(title, rows) of all that there is to tell."""
    for kind, title in NAMED.items():
        if found := diff.of(kind):
            yield title, [((each.judged.name,), each.judged.owner, happened(each)) for each in found]
    if diff.followed:
        rows: list[Row] = [
            (tuple(one.name for one in each.advised), each.advised[0].owner, came_of_it(each)) for each in diff.followed
        ]
        yield "What came of the advice", rows
    if diff.prices:
        yield "Changed prices", [((each.series,), None, priced(each)) for each in diff.prices]


def _wrapped(words: str, width: int, indent: int = 0) -> list[str]:
    return fill(visible(words), width, initial_indent=" " * indent, subsequent_indent=" " * indent).split("\n")


def and_more(names: Sequence[str]) -> str:
    """How many stand behind the first name; empty where it stands alone."""
    return f" and {len(names) - 1} more" if len(names) > 1 else ""


def _or_none(amount: Decimal | None) -> str:
    return "unknown" if amount is None else usd(amount)


def difference(was: Decimal | None, now: Decimal | None) -> str:
    """By how much a figure grew."""
    return "unknown" if was is None or now is None else change(now - was)


def as_json(diff: Diff) -> str:
    """Everything, exact."""
    return json.dumps({"schema": SCHEMA, **entry(diff)}, indent=1, ensure_ascii=False) + "\n"


def entry(diff: Diff) -> Object:
    """Everything, exact, as plain values: for the JSON of a diff, and for `changed` in audit.json."""
    return {
        "before": _period(diff.before),
        "after": _period(diff.after),
        "totals": {
            figure.lower().replace(", ", "_").replace(" ", "_"): {"before_usd": money(was), "after_usd": money(now)}
            for figure, was, now in totals(diff)
        },
        "changes": [
            {
                "change": each.kind.value,
                "workload_id": each.judged.workload_id,
                "name": each.judged.name,
                "owner": each.judged.owner,
                "before": each.before and _judged(each.before),
                "after": each.after and _judged(each.after),
            }
            for each in diff.changes
        ],
        "followed": [
            {
                "advised": [one.workload_id for one in each.advised],
                "batched": [one.workload_id for one in each.batched],
                "still_on_demand": [one.workload_id for one in each.still],
                "gone": [one.workload_id for one in each.gone],
                "predicted_usd": exact(each.predicted_usd),
                "realised_usd": exact(each.realised_usd),
                "predicted_share": _share(each.predicted_share),
                "realised_share": _share(each.realised_share),
            }
            for each in diff.followed
        ],
        "prices": [
            {
                "series": each.series,
                "kind": each.kind,
                "before_usd_per_mtok": exact(each.before_usd_per_mtok),
                "after_usd_per_mtok": exact(each.after_usd_per_mtok),
                "effect_usd": exact(each.effect_usd),
            }
            for each in diff.prices
        ],
    }


def _period(side: Side) -> Object:
    return {"since": instant(side.since), "until": instant(side.until), "zone": side.zone}


def _judged(one: Judged) -> Object:
    return {
        "verdict": one.verdict,
        "band": one.band,
        "is_flagged": one.is_flagged,
        "requests": one.calls.requests,
        "as_billed_usd": money(one.as_billed_usd),
        "saving_likely_usd": money(one.saving_usd),
    }


def _share(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.4f}"
