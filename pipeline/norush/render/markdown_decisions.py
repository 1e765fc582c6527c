"""Stage 5, decisions in Markdown: a fold of the audit, a line of a row, a paragraph of a workload's page.

Reads view values; returns lines. A person's words are escaped as a log's are.
"""

from norush.render import deciding, words
from norush.render.escaped import code, text
from norush.render.numbers import count, middle, usd
from norush.view.values import AuditView, Workload

_SHOWN = 20


def rows(view: AuditView) -> tuple[str, list[str]] | None:
    """(summary, table) of the decisions; None where none says something of the period."""
    decided, nothing, kept = deciding.rows(view), deciding.on_nothing(view), view.set_aside
    if not decided and not nothing:
        return None
    lines = ["| Decided | Cost set aside | Likely saving | Decision |", "|:--|--:|--:|:--|"]
    for each in decided[:_SHOWN]:
        found = each.decided
        if found is None:
            continue
        aside = f"{words.dollars(each.as_billed_usd)} | {deciding.saving(found)}" if found.is_set_aside else " | "
        over = f" {deciding.passed_over(found)}." if found.held.passed_over else ""
        lines.append(
            f"| {code(middle(each.name))} | {aside} | {text(f'{deciding.says(found)}. “{found.given.why}”{over}')} |"
        )
    if len(decided) > _SHOWN:
        lines.append(f"| {count(len(decided) - _SHOWN)} more, in workloads.csv | | | |")
    lines += [
        f"| {code(deciding.subject(each.given))} | | | {text(f'{each.given.decision}: {deciding.gone(each)}')} |"
        for each in nothing[:_SHOWN]
    ]
    if kept:
        lost = (kept.as_billed_rounding_usd, kept.likely_rounding_usd)
        lines += [f"| rounding | {usd(lost[0])} | {usd(lost[1])} | |"] if any(lost) and len(decided) <= _SHOWN else []
        between = f"sure {usd(kept.saving.sure_usd)}, ceiling {usd(kept.saving.ceiling_usd)}"
        total = f"**{usd(kept.as_billed_usd)}** | **{usd(kept.saving.likely_usd)}** | {between}"
        lines.append(f"| **Set aside, {words.things(kept.workloads, 'workload')}** | {total} |")
    head = f"{words.things(kept.workloads, 'workload')} set aside" if kept else "nothing is set aside"
    return f"Decided by people: {head}", lines


def mark(workload: Workload) -> str:
    """What was decided on a row of the ranked table, before its reason."""
    return f"{text(deciding.says(workload.decided))}<br>" if workload.decided else ""


def paragraph(workload: Workload) -> list[str]:
    """What was decided on a workload, on its own page."""
    said = deciding.paragraph(workload)
    return [f"**Decided.** {text(said)}", ""] if said else []
