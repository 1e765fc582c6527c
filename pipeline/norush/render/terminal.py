"""Stage 5, view -> what a terminal shows. Reads the view; prints, plainly where colour is not wanted.

Only the name column gives way in a narrow terminal: amounts are never cut.
"""

import shlex
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from textwrap import fill, wrap

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from norush.render import invoice, numbers, usage, words
from norush.render.numbers import count, middle, share, usd, visible
from norush.view.usage import UsageTotals
from norush.view.values import AuditView, State, Sum, Workload

_NARROWEST_NAME = 12
_WIDE = 100
_WIDEST = 130
_DOTS = {"high": "●●●", "medium": "●●○", "low": "●○○"}
_SHOWN = 10


def print_summary(view: AuditView, folder: Path, console: Console | None = None) -> None:
    """Prints the audit's summary to stdout: colour only on a terminal, lines never wider than it."""
    console = console or Console(highlight=False)
    console.print(summary(view, console.width, str(folder)), end="", soft_wrap=True)


def summary(view: AuditView, width: int = 80, folder: str = "") -> Text:
    """The audit in one screen of `width` columns. `folder` is where the report was written, if it was."""
    if view.usage_totals:
        return _usage(view, view.usage_totals, width, folder)
    totals = view.totals
    out = Text(no_wrap=True)
    head = f"norush  {numbers.days(view.period)} ({view.about.zone}), {words.things(totals.requests, 'request')}"
    out.append(f"{fill(visible(head), width)}\n\n")
    out.append(f"{fill(visible(words.headline(view)), width)}\n", "bold")
    if view.state is State.MOVES:
        kept = int(totals.likely_at * width)
        out.append("█" * kept).append("░" * (width - kept) + "\n", "green")
    _figure_lines(out, _figures(view), width)
    if view.rank.shown:
        out.append_text(_table(view, width)).append("\n")
        first = view.rank.shown[0]
        out.append(f"Why a row is here:  {_explain(view, folder, first)}\n")
    if folder:
        out.append(
            f"Report:             {visible(folder)}/audit.html, {words.things(len(view.workloads), 'workload page')}\n"
        )
    return out


def _figure_lines(out: Text, figures: Sequence[tuple[str, str, str]], width: int) -> None:
    for label, amount, note in figures:
        start, *more = wrap(visible(note), width - 35) or [""]
        out.append(f"{label:<20} {amount:>12}  {start}".rstrip() + "\n")
        for line in more:
            out.append(f"{'':35}{line}\n")
    out.append("\n")


def _usage(view: AuditView, told: UsageTotals, width: int, folder: str) -> Text:
    """What usage totals alone can say."""
    out = Text(no_wrap=True)
    head = f"norush  {numbers.days(view.period)} ({view.about.zone}), {words.things(told.buckets, 'usage total')}"
    out.append(f"{fill(visible(head), width)}\n\n")
    out.append(f"{fill(visible(usage.headline(view)), width)}\n", "bold")
    bound = "unknown" if told.ceiling_usd is None else usd(told.ceiling_usd)
    figures = [
        ("Spent", words.dollars(told.as_billed_usd), usage.beside(told)),
        ("At most saved", bound, "if all that ran on demand could have waited: a bound, no finding"),
        ("Already in batches", share(told.batched_share), f"of the tokens, {usd(told.batched_usd)}"),
        ("Read from a cache", share(told.cache_share), "of what was sent"),
        *((("At night", share(told.night_share), usage.HINT),) if told.hours else ()),
        ("Invoice", "", usage.invoice(view)),
        *(("Note", "", note) for note in usage.notes(view)[:_SHOWN]),
    ]
    _figure_lines(out, figures, width)
    for each in usage.settles(view):
        out.append(f"{fill(visible(f'To settle it: {each}'), width)}\n")
    if folder:
        out.append(f"Report:             {visible(folder)}/audit.html\n")
    return out


def _figures(view: AuditView) -> list[tuple[str, str, str]]:
    totals, saving = view.totals, view.totals.saving
    lines = []
    if view.state is State.MOVES:
        between = f"range {usd(saving.sure_usd)} to {usd(saving.ceiling_usd)}"
        lines.append(("Saving missed", usd(saving.likely_usd), f"{share(totals.saved_share)}, {between}"))
        if view.left_out.no_batch_price:
            lines.append(("", "", f"{words.without_batch_price(view)}."))
    else:
        lines.append(("Spent", words.dollars(totals.as_billed_usd), words.lede(view)))
    if totals.realised_usd is not None:
        lines.append(("Saving already made", usd(totals.realised_usd), "by batches and caches"))
    if totals.as_billed_usd is None:
        lines.append(("Not counted", "no price", words.not_counted(view)))
    else:
        noted = words.not_counted(view).partition(", ")[2]
        lines.append(("Not counted", usd(view.left_out.uncertain_usd), f"uncertain, {noted}"))
    lines.append(("Invoice", "", invoice.line(view)))
    return lines


def _table(view: AuditView, width: int) -> Text:
    rank = view.rank
    shown = rank.shown[:_SHOWN]
    wide, widest = width >= _WIDE, width >= _WIDEST
    more = [*(["Kind"] if widest else []), *(["Model", "Requests"] if wide else [])]
    head = ["#", "Workload", *more, "Cost", "Would", "Saving", "Conf."]
    rows = [_row(place, each, wide=wide, widest=widest) for place, each in enumerate(shown, 1)]
    rest = rank.above.workloads - len(shown)
    kind_cells = [""] if widest else []
    middle_cells = [*kind_cells, "", count(rank.above.requests)] if wide else []
    foot = ["", f"{words.things(rank.above.workloads, 'workload')}", *middle_cells, *_sums(rank.above), ""]
    every = [
        "",
        words.subject(view.period),
        *([*kind_cells, "", count(rank.all.requests)] if wide else []),
        *_sums(rank.all),
        "",
    ]
    sizes = [max(cell_len(row[at]) for row in [head, *rows, foot, every]) for at in range(len(head))]
    spare = width - sum(sizes) + sizes[1] - (len(sizes) - 1)
    sizes[1] = max(min(sizes[1], spare), _NARROWEST_NAME)
    out = Text(no_wrap=True)
    out.append(_line(head, sizes) + "\n", "dim")
    for row in rows:
        out.append(_line(row, sizes) + "\n")
    if rest:
        out.append(f"{'':{sizes[0]}} {count(rest)} more, in the report\n")
    out.append(_line(["─" * size for size in sizes], sizes) + "\n", "dim")
    out.append(_line(foot, sizes) + "\n", "bold")
    out.append(_line(every, sizes) + "\n")
    return out


def _row(place: int, workload: Workload, *, wide: bool, widest: bool) -> list[str]:
    saving = workload.saving.likely_usd if workload.saving else Decimal(0)
    model = numbers.short_model(workload.model) if workload.model else words.things(len(workload.models), "model")
    sure = "" if workload.confidence is None else numbers.probability(workload.confidence)
    return [
        str(place),
        visible(workload.name),
        *([middle(words.kind(workload), 24)] if widest else []),
        *([middle(model, 24), count(workload.requests)] if wide else []),
        _bare(workload.as_billed_usd),
        _bare(workload.would_have_cost_usd),
        _bare(saving),
        f"{_DOTS.get(workload.band or '', '○○○')} {sure}",
    ]


def _sums(total: Sum) -> list[str]:
    money = (total.as_billed_usd, total.would_have_cost_usd, total.saving_usd)
    return [_bare(each if total.is_priced else None) for each in money]


def _bare(value: Decimal | None) -> str:
    """An amount without its dollar sign: the column's heading says what it is."""
    return "no price" if value is None else usd(value).replace("$", "")


_LEFT = 2
"""Columns from the left that are text; the others are numbers, set to the right."""


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    made = []
    for at, (cell, size) in enumerate(zip(cells, sizes, strict=True)):
        # the kind and the model are text too, where there is room for them
        is_text = at < _LEFT + (len(cells) > 6) + (len(cells) > 8) or at == len(cells) - 1
        fitted = _cut(cell, size) if at == 1 else cell
        space = " " * (size - cell_len(fitted))
        made.append(fitted + space if is_text else space + fitted)
    return " ".join(made).rstrip()


def _cut(text: str, size: int) -> str:
    """`text` in at most `size` columns, cut in its middle; wide characters count as two."""
    fitted, longest = visible(text), size
    while cell_len(fitted) > size and longest > 1:
        fitted, longest = middle(text, longest), longest - 1
    return fitted


def _explain(view: AuditView, folder: str, workload: Workload) -> str:
    """The command that shows the page of a workload: a kept database lies elsewhere."""
    where = "--db FILE" if "--db" in view.about.command or not folder else shlex.quote(visible(folder))
    return f"norush explain {workload.workload_id} {where}"
