"""Stage 5, view -> what a terminal shows. Reads the view; prints, plainly where colour is not wanted.

Only the name column gives way in a narrow terminal: amounts are never cut.
"""

import shlex
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from textwrap import fill, wrap

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from norush.render import deciding, invoice, moving, numbers, usage, words
from norush.render.numbers import count, middle, share, usd, visible
from norush.view.states import State
from norush.view.usage import UsageTotals
from norush.view.values import AuditView, Sum, Workload

_NARROWEST_NAME = 12
_WIDE = 100
_ROOMY = 116
_WIDER = 124
_WIDEST = 140
_DOTS = {"high": "●●●", "medium": "●●○", "low": "●○○"}
_SHOWN = 10


def print_summary(view: AuditView, folder: Path, console: Console | None = None, *, has_database: bool = True) -> None:
    """Prints the audit's summary to stdout: colour only on a terminal, lines never wider than it."""
    console = console or Console(highlight=False)
    console.print(summary(view, console.width, str(folder), has_database=has_database), end="", soft_wrap=True)


def warnings(view: AuditView) -> list[str]:
    """What a user should do something about, a sentence each without its stop: for stderr."""
    return [words.clash(each) for each in view.left_out.clashes] + deciding.warnings(view)


def summary(view: AuditView, width: int = 80, folder: str = "", *, has_database: bool = True) -> Text:
    """The audit in one screen of `width` columns. `folder` is where the report was written, if it was.

    `has_database`: whether further commands can ask about it.
    """
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
        out.append(f"Why a row is here:  {_explain(view, folder, first) if has_database else _page(folder, first)}\n")
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
        span = f"range {usd(saving.sure_usd)} to {usd(saving.ceiling_usd)}"
        between = "sure, likely and ceiling alike" if totals.is_one_figure else span
        lines.append(("Saving missed", usd(saving.likely_usd), f"{share(totals.saved_share)}, {between}"))
        if said := moving.told(view):
            lines.append(("", "", said.strip()))
        if view.left_out.no_batch_price:
            lines.append(("", "", f"{words.without_batch_price(view)}."))
    else:
        lines.append(("Spent", words.dollars(totals.as_billed_usd), words.lede(view)))
    if to_move := deciding.to_move(view):
        lines.append(("To be moved", usd(to_move[0]), to_move[1]))
    if kept := view.set_aside:
        lines.append(("Set aside", usd(kept.saving.likely_usd), deciding.aside(view)))
    if totals.realised_usd is not None:
        lines.append(("Saving already made", usd(totals.realised_usd), "by batches and caches"))
    if totals.as_billed_usd is None:
        lines.append(("Not counted", "no price", words.not_counted(view)))
    else:
        noted = words.not_counted(view).partition(", ")[2]
        lines.append(("Not counted", usd(view.left_out.uncertain_usd), f"uncertain, {noted}"))
    lines.append(("Invoice", "", invoice.line(view)))
    return lines


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the ranked table: what it shows of a workload, and of a sum of them."""

    head: str
    of: Callable[[Workload], str]
    total: Callable[[Sum], str] = lambda _sum: ""
    is_text: bool = False
    """Set to the left; numbers are set to the right."""


def _columns(view: AuditView, width: int) -> list[_Column]:
    """Those between the name and the amounts: as many as there is room for."""
    columns = []
    if width >= _ROOMY and any(each.owner for each in view.rank.shown):
        columns.append(_Column("Owner", lambda each: middle(words.owner(each), 16), is_text=True))
    if width >= _WIDER and any(each.effort for each in view.rank.shown):
        columns.append(_Column("Effort", lambda each: each.effort.grade if each.effort else "", is_text=True))
    if width >= _WIDEST:
        columns.append(_Column("Kind", lambda each: middle(words.kind(each), 24), is_text=True))
    if width >= _WIDE:
        columns.append(_Column("Model", _model, is_text=True))
        columns.append(_Column("Requests", lambda each: count(each.requests), lambda total: count(total.requests)))
    return columns


def _table(view: AuditView, width: int) -> Text:
    rank = view.rank
    shown = rank.shown[:_SHOWN]
    columns = _columns(view, width)
    head = ["#", "Workload", *(each.head for each in columns), "Cost", "Would", "Saving", "Conf."]
    texts = {1, len(head) - 1, *(at for at, each in enumerate(columns, 2) if each.is_text)}
    rows = [_row(place, each, columns) for place, each in enumerate(shown, 1)]
    rest = rank.above.workloads - len(shown)
    names = (words.things(rank.above.workloads, "workload"), words.subject(view.period))
    foot, every = (
        ["", name, *(each.total(total) for each in columns), *_sums(total), ""]
        for name, total in zip(names, (rank.above, rank.all), strict=True)
    )
    sizes = [max(cell_len(row[at]) for row in [head, *rows, foot, every]) for at in range(len(head))]
    spare = width - sum(sizes) + sizes[1] - (len(sizes) - 1)
    sizes[1] = max(min(sizes[1], spare), _NARROWEST_NAME)
    out = Text(no_wrap=True)
    out.append(_line(head, sizes, texts) + "\n", "dim")
    for row in rows:
        out.append(_line(row, sizes, texts) + "\n")
    if rest:
        out.append(f"{'':{sizes[0]}} {count(rest)} more, in the report\n")
    out.append(_line(["─" * size for size in sizes], sizes, texts) + "\n", "dim")
    out.append(_line(foot, sizes, texts) + "\n", "bold")
    out.append(_line(every, sizes, texts) + "\n")
    return out


def _row(place: int, workload: Workload, columns: Sequence[_Column]) -> list[str]:
    saving = workload.saving.likely_usd if workload.saving else Decimal(0)
    sure = "" if workload.confidence is None else numbers.probability(workload.confidence)
    return [
        str(place),
        visible(workload.name),
        *(each.of(workload) for each in columns),
        _bare(workload.as_billed_usd),
        _bare(workload.would_have_cost_usd),
        _bare(saving),
        f"{_DOTS.get(workload.band or '', '○○○')} {sure}",
    ]


def _model(workload: Workload) -> str:
    model = numbers.short_model(workload.model) if workload.model else words.things(len(workload.models), "model")
    return middle(model, 24)


def _sums(total: Sum) -> list[str]:
    money = (total.as_billed_usd, total.would_have_cost_usd, total.saving_usd)
    return [_bare(each if total.is_priced else None) for each in money]


def _bare(value: Decimal | None) -> str:
    """An amount without its dollar sign: the column's heading says what it is."""
    return "no price" if value is None else usd(value).replace("$", "")


def _line(cells: Sequence[str], sizes: Sequence[int], texts: Collection[int]) -> str:
    """One line of the table; `texts`: the places of cells that are text."""
    made = []
    for at, (cell, size) in enumerate(zip(cells, sizes, strict=True)):
        fitted = _cut(cell, size) if at == 1 else cell
        space = " " * (size - cell_len(fitted))
        made.append(fitted + space if at in texts else space + fitted)
    return " ".join(made).rstrip()


def _cut(text: str, size: int) -> str:
    """`text` in at most `size` columns, cut in its middle; wide characters count as two."""
    fitted, longest = visible(text), size
    while cell_len(fitted) > size and longest > 1:
        fitted, longest = middle(text, longest), longest - 1
    return fitted


def _page(folder: str, workload: Workload) -> str:
    return f"{visible(folder)}/workloads/{workload.workload_id}.html"


def _explain(view: AuditView, folder: str, workload: Workload) -> str:
    """The command that shows the page of a workload: a kept database lies elsewhere."""
    where = "--db FILE" if "--db" in view.about.command or not folder else shlex.quote(visible(folder))
    return f"norush explain {workload.workload_id} {where}"
