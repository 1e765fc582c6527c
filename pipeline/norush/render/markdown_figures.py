"""Stage 5, the audit's further figures as Markdown: the bridge, models, months, what would settle the uncertain.

Reads view values; returns lines.
"""

from collections.abc import Iterator, Sequence

from norush.render import bridging, differing, hours, numbers, standing, trending, words
from norush.render.escaped import code, text
from norush.render.numbers import count, share, usd
from norush.view.values import AuditView


def folds(view: AuditView) -> Iterator[tuple[str, list[str]]]:
    """(summary, lines) of each that has something to tell."""
    if view.bridge:
        yield "From list price to the floor", [text(bridging.finding(view)), "", *_bridge(view)]
    if view.week.is_long_enough and hours.maps(view):
        said = [f"* {title}: {text(hours.finding(found))}" for _, title, found in hours.maps(view)]
        yield "When the traffic runs", said
    if view.months:
        yield (
            "Is it getting better?",
            [
                text(trending.finding(view)),
                "",
                *_months(view),
                "",
                text(trending.waited(view)),
                "",
                *_waited(view),
            ],
        )
    if view.changed:
        yield f"What changed since {differing.period(view.changed.before)}", differing.markdown_lines(view.changed)
    if view.models:
        yield "Spend by model", _models(view)
    if view.settles.rows:
        yield "What would settle the uncertain", _settles(view)


def _table(head: Sequence[str], aligned: str, rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", aligned, *(f"| {' | '.join(row)} |" for row in rows)]


def _bridge(view: AuditView) -> list[str]:
    rows = []
    for step in view.bridge:
        if step.rounding_usd:
            rows.append(("rounding", usd(step.rounding_usd), ""))
        if step.change_usd is None:
            rows.append((f"**{bridging.label(step)}**", "", f"**{usd(step.level_usd)}**"))
        else:
            rows.append((bridging.label(step), usd(step.change_usd), ""))
    return _table(("Step", "Change", "Level"), "|:--|--:|--:|", rows)


def _months(view: AuditView) -> list[str]:
    rows = [
        (
            numbers.month_name(each.first_day),
            usd(each.spent_usd),
            usd(each.would_have_cost_usd),
            usd(each.saving_usd),
            share(each.saved_share),
        )
        for each in view.months
    ]
    return _table(("Month", "Spent", "Would have cost", "Saving", "Share"), "|:--|--:|--:|--:|--:|", rows)


def _waited(view: AuditView) -> list[str]:
    verdicts = trending.verdicts(view)
    rows = [
        (
            numbers.month_name(each.first_day),
            *("–" if (spent := dict(each.by_verdict).get(name)) is None else usd(spent) for name in verdicts),
            usd(each.saving_usd),
            "not known" if each.made_usd is None else usd(each.made_usd),
        )
        for each in view.months
    ]
    head = ("Month", *(words.verdict(name).capitalize() for name in verdicts), "Saving missed", "Saving made")
    return _table(head, "|:--|" + "--:|" * (len(head) - 1), rows)


def _models(view: AuditView) -> list[str]:
    found = view.models
    if found is None:
        return []
    rows = [
        (
            code(each.model) if each.model else f"{count(found.folded_models)} more",
            count(each.requests),
            usd(each.as_billed_usd),
            share(each.share),
            usd(each.saving_usd),
        )
        for each in found.shown
    ]
    if found.has_rounding:
        rows.append(("rounding", "", usd(found.cost_rounding_usd), "", usd(found.saving_rounding_usd)))
    rows.append(("**All**", "", usd(view.rank.all.as_billed_usd), "", usd(view.rank.all.saving_usd)))
    return _table(("Model", "Billed requests", "Cost", "Share", "Saving"), "|:--|--:|--:|--:|--:|", rows)


def _settles(view: AuditView) -> list[str]:
    rows = [
        (text(standing.field(each)), count(each.workloads), usd(each.as_billed_usd), standing.hangs(each))
        for each in view.settles.rows
    ]
    return _table(("What, first of all", "Workloads", "Cost", "A batch would save"), "|:--|--:|--:|--:|", rows)
