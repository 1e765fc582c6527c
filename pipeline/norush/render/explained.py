"""Stage 5, view -> the page of one workload in a terminal. Reads the view; returns text, coloured only where wanted.

Lines are never wider than asked for; sentences give way, amounts are never cut.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from norush.render import (
    asking,
    batching,
    blocking,
    cache_using,
    caching,
    deciding,
    drawing,
    moving,
    numbers,
    price_words,
    redoing,
    weights,
    words,
)
from norush.render.numbers import usd, visible
from norush.view.costs import Scenario
from norush.view.drawn import Profile
from norush.view.judged import Evidence
from norush.view.values import AuditView, Workload

_BARS = " ▁▂▃▄▅▆▇█"
_LEAST_TEXT = 24


def print_page(view: AuditView, workload: Workload, console: Console | None = None) -> None:
    """Prints the page to stdout: 80 columns in a pipe, as wide as a terminal up to 120 else."""
    console = console or Console(highlight=False)
    width = min(console.width, 120) if console.is_terminal else 80
    console.print(page(view, workload, width), end="", soft_wrap=True)


def page(view: AuditView, workload: Workload, width: int = 80) -> Text:
    """The page of one workload in lines of at most `width` columns."""
    out = Text(no_wrap=True)
    for line in wrap(visible(f"{workload.name} {moving.claim(workload)}"), width):
        out.append(f"{line}\n", "bold")
    for line in _lines(_about(view, workload), width):
        out.append(f"{line}\n")
    for head, body in _sections(view, workload, width):
        lines = list(body)
        if lines:
            out.append(f"\n{head}\n", "bold")
            out.append("".join(f"{line}\n" for line in lines))
    return out


def _sections(view: AuditView, workload: Workload, width: int) -> Iterator[tuple[str, Iterator[str]]]:
    """(heading, lines), in the order of the page."""
    yield "What was decided", _lines(deciding.paragraph(workload), width)
    yield "What only its owner knows", _numbered((*asking.questions(workload), *asking.also(workload)), width)
    yield "For: it could have waited", _evidence(workload.evidence_for, width)
    yield "Against: someone may be waiting", _evidence(workload.evidence_against, width)
    yield "How they add up", _lines(weights.sum(workload), width)
    yield "What is not known", _lines(words.unknown(workload), width)
    yield "How many calls were under way", _profile(workload.profile, view.about.zone, width)
    yield "When it ran", _lines(f"{drawing.runs(workload.timeline)}." if workload.timeline else "", width)
    yield "What it would have cost", _scenarios(workload.scenarios, width)
    yield "How sure the saving is", _three(view, workload, width)
    yield "The cache it has", _lines(_cache_use(workload), width)
    yield "With a cache", _cached(workload, width)
    yield "What stands between it and a batch", _blockers(workload, width)
    yield "When the results would come", _schedules(view, workload, width)
    yield "What could go wrong, and how to tell", _risks(workload, width)
    yield "How to move it", iter([asking.plan(workload)] if asking.plan(workload) else [])
    yield "How to get these numbers", _redo(view, workload, width)


def _redo(view: AuditView, workload: Workload, width: int) -> Iterator[str]:
    yield from _lines(numbers.shell(view.about.command).replace("\\\n", ""), width)
    yield from _lines(f"{redoing.query(view, workload)};", width)
    yield from _lines(f"-- {redoing.answer(workload)}", width)


def _about(view: AuditView, workload: Workload) -> str:
    zone = view.about.zone
    parts = [
        f"Owner {workload.owner}" if workload.owner else words.sentence(words.NO_OWNER),
        workload.channel,
        *(workload.provider, workload.workspace),
        workload.app and f"app {workload.app}",
        workload.api_key and f"key {workload.api_key}",
        ", ".join(workload.models),
        words.things(workload.requests, "request"),
        f"{numbers.when(workload.first_at, zone)} to {numbers.when(workload.last_at, zone)} ({zone})",
    ]
    sure = "" if workload.confidence is None else f", {workload.band or ''} {numbers.probability(workload.confidence)}"
    level = f", {words.judged_at(workload)}" if workload.level else ""
    return f"{' · '.join(part for part in parts if part)}. Verdict: {words.verdict(workload.verdict)}{sure}{level}."


def _lines(text: str, width: int, indent: str = "") -> Iterator[str]:
    yield from wrap(visible(text), width, initial_indent=indent, subsequent_indent=indent)


def _numbered(sentences: Sequence[str], width: int) -> Iterator[str]:
    for at, each in enumerate(sentences, 1):
        mark = f"{at}. "
        yield from wrap(visible(each), width, initial_indent=mark, subsequent_indent=" " * len(mark))


def _rows(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Text on the left, folded; an amount on the right, whole."""
    right = max((cell_len(amount) for _, amount in rows), default=0)
    for text, amount in rows:
        first, *more = wrap(visible(text), max(width - right - 2, _LEAST_TEXT)) or [""]
        space = " " * max(width - cell_len(first) - cell_len(amount), 2)
        yield f"{first}{space}{amount}".rstrip()
        yield from (f"  {line}" for line in wrap(" ".join(more), max(width - right - 4, _LEAST_TEXT)))


def _evidence(rows: Sequence[Evidence], width: int) -> Iterator[str]:
    yield from _rows([(each.says, numbers.weight(each.weight)) for each in rows], width)


def _profile(own: Profile | None, zone: str, width: int) -> Iterator[str]:
    if own is None:
        return
    size = min(len(own.peaks), width)
    bins = [own.peaks[len(own.peaks) * at // size : len(own.peaks) * (at + 1) // size] for at in range(size)]
    most = max(own.peaks, default=0) or 1
    yield "".join(_BARS[-(-8 * max(each) // most)] for each in bins).rstrip()
    (first, *_), (last, *_) = drawing.axis(own, zone)[0], drawing.axis(own, zone)[-1]
    yield f"{first}{' ' * max(size - len(first) - len(last), 1)}{last}"
    yield from _lines(f"{drawing.profile(own)}.", width)


def _scenarios(scenarios: Sequence[Scenario], width: int) -> Iterator[str]:
    rows = []
    for each in scenarios:
        for line in each.lines:
            amount = line.kept_usd if line.usd is None else line.usd
            parts = "; ".join(price_words.part(part) for part in line.parts) or price_words.unpriced_tokens(line)
            rows.append((f"  {line.price_card or 'no price card'}: {parts}", words.dollars(amount)))
        if each.rounding_usd:
            rows.append(("  rounding", usd(each.rounding_usd)))
        label = words.SCENARIO.get(each.scenario, words.plain_signal(each.scenario))
        rows.append((label, words.dollars(each.usd)))
    yield from _rows(rows, width)


def _three(view: AuditView, workload: Workload, width: int) -> Iterator[str]:
    figures = words.three_figures(workload, view.about.settings)
    yield from _rows([(f"{figure}: {says}", usd(saved)) for figure, saved, says in figures], width)


def _cache_use(workload: Workload) -> str:
    use = workload.cache_use
    return f"{cache_using.brings(use)}. {cache_using.better(use)}" if use else ""


def _cached(workload: Workload, width: int) -> Iterator[str]:
    if not workload.cached:
        yield from _lines(f"Not known: {caching.WHY_NOT}.{caching.bound(workload)}", width)
        return
    yield from _lines(f"{caching.grades(workload.cached[0])}. {caching.advice(workload)}", width)
    rows = [
        (f"{label}: no luck {usd(each.floor_usd)}, best {usd(each.best_usd)}, likely", usd(each.likely_usd))
        for label, each in caching.rows(workload)
    ]
    yield from _rows(rows, width)


def _blockers(workload: Workload, width: int) -> Iterator[str]:
    rows = []
    for each in workload.blockers:
        calls = "not in the log" if each.calls_share is None else numbers.share(each.calls_share)
        rows.append((f"{blocking.EFFECT[each.effect]}: {each.says}", calls))
    yield from _lines(blocking.effort(workload), width)
    yield from _rows(rows, width)
    yield from _lines(blocking.together(workload), width)


def _schedules(view: AuditView, workload: Workload, width: int) -> Iterator[str]:
    rows = [
        (
            f"{batching.when(each, view.about)}: typical {batching.span(each.typical_min)}, latest",
            batching.span(each.latest_min),
        )
        for each in workload.schedules
    ]
    yield from _rows(rows, width)


def _risks(workload: Workload, width: int) -> Iterator[str]:
    for risk, tell, then in asking.risks(workload):
        yield from _lines(f"{risk}. How to tell: {tell}. Then: {then}.", width)
