"""Stage 5, view -> Markdown that GitHub and GitLab show safely. Reads the view; returns text under 65,536 characters.

A name stands in a code span, a sentence is escaped: nothing from a log becomes markup, a link or a mention.
"""

import re
from collections.abc import Iterator, Sequence

from norush.render import (
    asking,
    caching,
    deciding,
    drawing,
    invoice,
    markdown_decisions,
    markdown_figures,
    markdown_moving,
    moving,
    numbers,
    price_words,
    redoing,
    standing,
    weights,
    words,
)
from norush.render.escaped import code, text
from norush.render.numbers import count, middle, share, shell, usd
from norush.view.costs import CostLine, Rounding, Scenario
from norush.view.inputs import Unpriced
from norush.view.judged import Evidence
from norush.view.states import Group, State
from norush.view.values import AuditView, Sum, Workload

LONGEST = 65_536
"""GitHub's limit for a comment, in characters."""

_SHOWN = 10
_ROOM = 400
"""Characters kept free for what closes a page that is cut."""


def pages(view: AuditView) -> Iterator[tuple[str, str]]:
    """(path under the report's folder, page): audit.md first, then a page for every workload."""
    yield "audit.md", audit(view)
    for workload in view.workloads:
        yield f"workloads/{workload.workload_id}.md", page(view, workload)


def marker(view: AuditView) -> str:
    """The hidden first line by which a bot finds the comment it wrote before."""
    return f"<!-- norush:audit:{_period(view)} -->"


def _period(view: AuditView) -> str:
    return re.sub(r"[^A-Za-z0-9_.:/]+", "-", view.period.period).strip("-")


def audit(view: AuditView) -> str:
    """The summary that fits a pull request or an issue."""
    totals = view.totals
    lines = [
        marker(view),
        f"### {words.headline(view)}",
        "",
        text(words.lede(view) + moving.told(view) + deciding.beside(view)),
        "",
    ]
    lines += [line for warning in standing.warnings(view) for line in (f"**{text(warning)}**", "")]
    if view.state is State.MOVES:
        saving = totals.saving
        lines += [
            f"Saving **{usd(saving.likely_usd)} ({share(totals.saved_share)})**, "
            f"range {usd(saving.sure_usd)} to {usd(saving.ceiling_usd)}. {_realised(view)}",
            "",
            *_ranked(view),
            "",
        ]
    else:
        lines += [f"Spent **{words.dollars(totals.as_billed_usd)}**. {_realised(view)}".rstrip(), ""]
    lines += [
        *fold("How sure: sure, likely, ceiling", _sure(view)),
        *(fold(*decided) if (decided := markdown_decisions.rows(view)) else ()),
        *fold(f"Not counted: {words.not_counted(view)}", _left_out(view)),
        *fold("Where the money goes", _classes(view)),
        *(line for summary, rows in markdown_figures.folds(view) for line in fold(summary, rows)),
        *_invoice(view),
        *_stated(view),
        f"Invoice: {text(invoice.line(view))}. {text(words.FOOTER)}",
        "",
        f"<sub>norush {text(view.about.norush)} · price book {text(view.about.price_book)} · "
        f"{numbers.days(view.period)} ({text(view.about.zone)})</sub>",
    ]
    return bounded("\n".join(lines) + "\n")


def page(view: AuditView, workload: Workload) -> str:
    """One workload: the claim, evidence for and against, what is not known, the scenarios, how to redo it."""
    confidence = (
        "" if workload.confidence is None else f" {workload.band or ''} {numbers.probability(workload.confidence)}"
    )
    lines = [
        f"<!-- norush:workload:{_period(view)}:{workload.workload_id} -->",
        f"### {code(middle(workload.name, 160))} {text(moving.claim(workload))}",
        "",
        f"{_owner(workload)} · {code(middle(', '.join(workload.models), 200))} · "
        f"{words.things(workload.requests, 'request')}, "
        f"{numbers.when(workload.first_at, view.about.zone)} to {numbers.when(workload.last_at, view.about.zone)} "
        f"({text(view.about.zone)}) · {words.verdict(workload.verdict)}{confidence}"
        + (f" · {text(words.judged_at(workload))}" if workload.level else ""),
        "",
    ]
    lines += [*markdown_decisions.paragraph(workload), *_asked(workload)]
    lines += [
        *_evidence("For: it could have waited", workload.evidence_for),
        *_evidence("Against: someone may be waiting", workload.evidence_against),
        *_kinds(workload),
        *([f"**The weights.** {text(weights.sum(workload))}", ""] if workload.weighing else []),
        *([f"**Under way.** {text(drawing.profile(workload.profile))}.", ""] if workload.profile else []),
        *([f"**When it ran.** {text(drawing.runs(workload.timeline))}.", ""] if workload.timeline else []),
        f"**What is not known.** {text(words.unknown(workload))}",
        "",
        *_three_figures(view, workload),
        "| Scenario | Price card and tokens | Requests | Cost |",
        "|:--|:--|--:|--:|",
    ]
    for scenario in workload.scenarios:
        lines += _scenario(scenario)
    lines += [
        "",
        *markdown_moving.lines(workload, view.about),
        *_risks(workload),
        *_block(shell(view.about.command)),
        "",
        *([text(words.INPUT_ELSEWHERE), ""] if words.has_input(view.about.command) else []),
        "In the database of the audit:",
        "",
        *_block(f"{redoing.query(view, workload)};\n-- {redoing.answer(workload)}", "sql"),
        "",
        f"<sub>norush {text(view.about.norush)} · price book {text(view.about.price_book)} · "
        f"workload {code(workload.workload_id)}</sub>",
    ]
    return bounded("\n".join(lines) + "\n")


def _realised(view: AuditView) -> str:
    realised = view.totals.realised_usd
    return "" if realised is None else f"Batches and caches already saved {usd(realised)} against list price."


def _stated(view: AuditView) -> list[str]:
    said = words.stated(view)
    return [text(said), ""] if said else []


def _invoice(view: AuditView) -> list[str]:
    found, notes = view.reconciliation, [text(note) for note in invoice.notes(view)]
    if found is None:
        return [*notes, ""] if notes else []
    rows = ["| Part of what was billed or computed | Amount |", "|:--|--:|"]
    rows += [f"| {text(': '.join(invoice.PART[part]))} | {usd(each)} |" for part, each in found.parts]
    rows += [f"| rounding | {usd(found.rounding_usd)} |"] if found.rounding_usd else []
    rows.append(f"| **All** ({text(invoice.both(found))}) | **{usd(found.whole_usd)}** |")
    if found.gaps:
        rows += ["", "| Largest differences | Computed | Billed | Why |", "|:--|--:|--:|:--|"]
        rows += [
            f"| {code(middle(invoice.subject(each)))} | {_dollars(each.computed_usd)} | {_dollars(each.billed_usd)} | "
            f"{text(invoice.says(each))} |"
            for each in found.gaps[:_SHOWN]
        ]
    rows += [line for note in notes for line in ("", note)]
    return fold("The invoice, by what explains it", rows)


def _ranked(view: AuditView) -> list[str]:
    rank = view.rank
    shown = rank.shown[:_SHOWN]
    lines = [
        "| | Workload | Move to | Cost | Would have cost | Saving | Confidence |",
        "|--:|:--|:--|--:|--:|--:|:--|",
    ]
    for place, each in enumerate(shown, 1):
        saving = each.saving.likely_usd if each.saving else None
        less = f"<br><sub>sure {usd(each.saving.sure_usd)}</sub>" if each.saving and each.is_less_sure else ""
        sure = "" if each.confidence is None else f"{each.band or ''} {numbers.probability(each.confidence)}"
        effort = f"<br><sub>effort {each.effort.grade}</sub>" if each.effort else ""
        lines.append(
            f"| {place} | {code(middle(each.name))}<br>{_owner(each)} · {text(_model(each))}{_kind(each)}<br>"
            f"{markdown_decisions.mark(each)}{text(words.reason(each))}{_instead(each)} | {moving.tag(each)} | "
            f"{_dollars(each.as_billed_usd)} | {_dollars(each.would_have_cost_usd)} | "
            f"**{_dollars(saving)}**{less} | {sure}{effort} |"
        )
    rest = rank.above.workloads - len(shown)
    if rest:
        lines.append(f"| | {count(rest)} more, in workloads.csv | | | | | |")
    else:
        lines += _rounded(rank.above_rounding)
    label = f"All {count(rank.above.workloads)}" if rest else words.above(rank.above)
    lines.append(_sum(f"**{label}**", rank.above))
    for group, total in rank.groups:
        label = words.group(group, total)
        if group is Group.UNPRICED:
            lines.append(f"| | {label} | | no price | | | |")
        elif group is Group.UNBILLED:
            lines.append(f"| | {label} | | nothing | | | |")
        elif group is Group.NO_BATCH_PRICE:
            money = (usd(total.as_billed_usd), usd(total.would_have_cost_usd))
            lines.append(f"| | {label} | | {' | '.join(money)} | unknown | |")
        else:
            lines.append(_sum(label, total))
    lines += _rounded(rank.rounding)
    lines.append(_sum(f"**{words.subject(view.period)}, all workloads**", rank.all))
    return lines


def _asked(workload: Workload) -> list[str]:
    """What only the owner knows, and what each answer would change."""
    asked, also, hangs = asking.questions(workload), asking.also(workload), asking.hangs(workload)
    if not asked:
        return []
    lines = [f"**{asking.head(workload)}**", "", *([text(hangs), ""] if hangs else [])]
    lines += [*(f"{at}. {text(each)}" for at, each in enumerate(asked, 1)), ""]
    return lines + ([*(f"- {text(each)}" for each in also), ""] if also else [])


def _risks(workload: Workload) -> list[str]:
    rows = [f"| {' | '.join(text(cell) for cell in row)} |" for row in asking.risks(workload)]
    table = ["| What could go wrong | How to tell | Then |", "|:--|:--|:--|", *rows, ""] if rows else []
    move = asking.plan(workload)
    return table + ([*_block(move), ""] if move else [])


def _instead(workload: Workload) -> str:
    said = moving.instead(workload)
    return f"<br>{text(words.sentence(said))}" if said else ""


def _owner(workload: Workload) -> str:
    return code(middle(workload.owner, 40)) if workload.owner else words.NO_OWNER


def _kind(workload: Workload) -> str:
    return f" · {text(words.kind(workload))}" if workload.kind else ""


def _rounded(row: Rounding | None) -> list[str]:
    if row is None:
        return []
    money = (row.as_billed_usd, row.would_have_cost_usd, row.saving_usd)
    return [f"| | rounding | | {' | '.join(usd(each) for each in money)} | |"]


def _sum(label: str, total: Sum) -> str:
    money = (total.as_billed_usd, total.would_have_cost_usd, total.saving_usd)
    return f"| | {label} | | {' | '.join(usd(each) for each in money)} | |"


def _sure(view: AuditView) -> list[str]:
    saving = view.totals.saving
    if view.totals.as_billed_usd is None:
        return ["Unknown: no request has a price."]
    known = view.totals.is_ceiling_known
    figures = {
        "sure": usd(saving.sure_usd),
        "likely": usd(saving.likely_usd),
        "ceiling": usd(saving.ceiling_usd) if known else "unknown",
    }
    lacks = {"ceiling": words.ceiling_lacks(view.totals.ceiling_unknown)}
    rows = [
        f"| {name} | {figures[name]} | {text(f'{says} {lacks.get(name, str())}'.strip())} |"
        for name, says in price_words.assumptions(view.about.settings)
    ]
    cached = [
        f"- {code(middle(each.name))}: {usd(each.option.saving.likely_usd)}; {text(caching.way(each))}"
        for each in (view.cache_savings.shown if view.cache_savings else ())
        if each.option
    ]
    saved = f"{usd(view.totals.cache_saving.likely_usd)}. " if view.totals.cache_saving else ""
    by_caching = ["", f"By caching: {saved}{text(caching.in_total(view))}", *([""] if cached else []), *cached]
    return ["| Figure | Saving | Rests on |", "|:--|--:|:--|", *rows, *by_caching]


def _left_out(view: AuditView) -> list[str]:
    left = view.left_out
    rows = ["| Left out | Cost | Why |", "|:--|--:|:--|"]
    rows += [
        f"| {code(middle(each.name))} | {_dollars(each.as_billed_usd)} | "
        f"{text(words.no_batch_price(each))}; saving and ceiling unknown |"
        for each in left.no_batch_price[:_SHOWN]
    ]
    if len(left.no_batch_price) > _SHOWN:
        rows.append(f"| {count(len(left.no_batch_price) - _SHOWN)} more without a batch price | | |")
    rows += [
        f"| {code(middle(each.name))} | {_dollars(each.as_billed_usd)} | {text(words.left_out(each))} |"
        for each in left.uncertain
    ]
    if left.folded:
        rows.append(f"| {count(left.folded.workloads)} more uncertain | {usd(left.folded.as_billed_usd)} | |")
    rows += [
        f"| {words.things(each.requests, 'billed request')}, {_unpriced_model(each)} | no price | "
        f"{text(each.why or 'not in the price book')} |"
        for each in left.unpriced
    ]
    rows += [
        f"| {words.things(lines, 'rejected line')} | unknown | {text(why)} |" for why, lines in left.reject_reasons[:8]
    ]
    rows += [
        f"| {words.things(each.rows, each.what)} | unknown | {text(words.clash(each))} |" for each in left.clashes[:8]
    ]
    return rows if len(rows) > 2 else ["Nothing is left out."]


def _classes(view: AuditView) -> list[str]:
    rows = [
        f"| {text(words.verdict(each.verdict))} | {count(each.sum.workloads)} | {count(each.sum.requests)} | "
        f"{words.dollars(each.sum.as_billed_usd if each.sum.is_priced else None)} | "
        f"{share(each.share if each.sum.is_priced else None)} |"
        for each in view.classes
    ]
    return ["| Class | Workloads | Requests | Cost | Share |", "|:--|--:|--:|--:|--:|", *rows]


def _evidence(head: str, rows: Sequence[Evidence]) -> list[str]:
    if not rows:
        return [f"**{head}.** Nothing.", ""]
    table = [f"| {text(each.says)} | {code(each.rule)} | {numbers.weight(each.weight)} |" for each in rows]
    return [f"| {head} | Rule | Weight |", "|:--|:--|--:|", *table, ""]


def _kinds(workload: Workload) -> list[str]:
    if not workload.kind_evidence:
        return [f"**Kind of work.** Not said: {text(workload.kind_why)}.", ""] if workload.kind_why else []
    said = words.kind(workload) or f"not said: {workload.kind_why}"
    rows = [
        f"| {text(each.says)} | {text(each.kind)}{', a name only' if each.basis == 'name' else ''} | "
        f"{code(each.rule)} | {numbers.weight(each.weight)} |"
        for each in workload.kind_evidence
    ]
    return [f"| Kind of work: {text(said)} | Speaks for | Rule | Weight |", "|:--|:--|:--|--:|", *rows, ""]


def _three_figures(view: AuditView, workload: Workload) -> list[str]:
    figures = words.three_figures(workload, view.about.settings)
    rows = [f"| {name} | {usd(saved)} | {text(says)} |" for name, saved, says in figures]
    return ["| Figure | Saving | Rests on |", "|:--|--:|:--|", *rows, ""] if rows else []


def _scenario(scenario: Scenario) -> list[str]:
    label = text(words.SCENARIO.get(scenario.scenario, words.plain_signal(scenario.scenario)))
    lines = []
    for line in scenario.lines:
        usd_or_kept = line.kept_usd if line.usd is None else line.usd
        what = f"{code(line.price_card or 'no price card')}<br>{_tokens(line)}"
        lines.append(f"| {label} | {what} | {count(line.billed_requests)} | {_dollars(usd_or_kept)} |")
    if scenario.rounding_usd:
        lines.append(f"| {label} | rounding | | {usd(scenario.rounding_usd)} |")
    return [*lines, f"| **{label}** | **all** | | **{_dollars(scenario.usd)}** |"]


def _tokens(line: CostLine) -> str:
    return "<br>".join(text(price_words.part(each)) for each in line.parts) or text(price_words.unpriced_tokens(line))


def _unpriced_model(unpriced: Unpriced) -> str:
    return code(unpriced.model) if words.named(unpriced.model) and unpriced.model else words.model_name(unpriced)


def _model(workload: Workload) -> str:
    return workload.model or words.things(len(workload.models), "model")


def _dollars(value: object) -> str:
    return "no price" if value is None else usd(value)  # type: ignore[arg-type]


def fold(summary: str, lines: list[str]) -> list[str]:
    """Lines that a reader opens by their summary."""
    return [f"<details><summary>{_html(summary)}</summary>", "", *lines, "", "</details>", ""]


def _html(value: str) -> str:
    return text(value).replace("\\", "")


def _block(command: str, language: str = "sh") -> list[str]:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", command)), default=0) + 1)
    return [f"{fence}{language}", command, fence]


def bounded(page: str) -> str:
    """The page; one that would not fit into a comment ends at a line, what it opened closed, with what is left out."""
    if len(page) < LONGEST:
        return page
    cut = page.rfind("\n", 0, LONGEST - _ROOM)
    kept = page[: cut if cut > 0 else LONGEST - _ROOM]
    fences = re.findall(r"^(`{3,})", kept, re.MULTILINE)
    closed = f"\n{fences[-1]}" if len(fences) % 2 else ""
    closed += "\n\n</details>" * (kept.count("<details>") - kept.count("</details>"))
    left = words.things(page[len(kept) :].strip("\n").count("\n") + 1, "line")
    return f"{kept}{closed}\n\nCut here to fit, {left} left out; the whole is in the HTML page and in audit.json.\n"
