"""What `norush formats` prints: the list with its coverage matrix, one format, one file. Plain text, 80 columns.

Reads the registry and what `examine` found; writes nothing.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from norush.render.numbers import count, visible
from norush.sources import coverage
from norush.sources.coverage import ALL, HEADS, NONE, SOME
from norush.sources.examine import Examined
from norush.sources.source import Grain, Source

_WIDTH = 80
_LABEL = 14
_SHAPE = _WIDTH - _LABEL - 2
_IS = {
    "requests": "requests", "usage_buckets": "usage buckets", "invoice_lines": "invoice lines", "names": "names",
    "duplicates": "said before", "not_requests": "no requests", "rejects": "rejects",
}  # fmt: skip


def listing() -> str:
    """Every format: what it is, and what it can and cannot tell."""
    lines: list[str] = []
    width = max(len(source.name) for grain in Grain for source in coverage.sources(grain))
    for grain in (Grain.REQUEST, Grain.BUCKET, Grain.INVOICE, Grain.NAMES):
        lines += [coverage.ABOUT[grain], *_names(coverage.sources(grain), width), ""]
    lines += ["Recognised, and refused with the reason", *_names(coverage.refused(), width), ""]
    lines += [f"  {'--map FILE':<{width}}  any other table, through a mapping file", ""]
    lines += [
        f"What each can tell: {ALL} yes, {SOME} a part, {NONE} no. Model and tokens: all.",
        "",
    ]
    for grain in (Grain.REQUEST, Grain.BUCKET, Grain.INVOICE, Grain.NAMES):
        lines += [*_matrix(grain, width), ""]
    lines += [
        "norush formats NAME               what it tells, what it means, how to export it",
        "norush formats FILE               what a file is taken for, what is wrong in it",
        "norush formats FILE --suggest-map a first mapping file for an unknown table",
    ]
    return "\n".join(lines)


def _names(sources: Iterable[Source], width: int) -> Iterator[str]:
    for source in sources:
        first, *more = wrap(source.title, _WIDTH - width - 4)
        yield f"  {source.name:<{width}}  {first}"
        yield from (f"  {'':<{width}}  {line}" for line in more)


def _matrix(grain: Grain, width: int) -> Iterator[str]:
    """The heads stand upright over their columns."""
    heads = list(HEADS[grain])
    tallest = max(len(head) for head in heads)
    for row in range(tallest):
        letters = (head.rjust(tallest)[row] for head in heads)
        yield f"  {'':<{width}}  {' '.join(letters)}".rstrip()
    for source in coverage.sources(grain):
        yield f"  {source.name:<{width}}  {' '.join(coverage.mark(source, head) for head in heads)}"


def details(source: Source) -> str:
    """One format: what it tells and means, and how to export it."""
    meaning = coverage.meaning(source)
    lines = [f"{source.name}: {source.title}", ""]
    lines += _labelled("a record is", source.record)
    lines += _labelled("recognised", coverage.reason(source))
    if source.refused:
        return "\n".join([*lines, *_labelled("refused", source.refused)])
    lines += _labelled("good for", coverage.ABOUT[source.grain])
    lines += _labelled("tells", ", ".join(source.tells))
    lines += _labelled("cannot tell", ", ".join(coverage.untold(source)) or "nothing is missing")
    lines += _labelled("tokens", meaning.get("token meaning", ""))
    lines += _labelled("times", meaning.get("time meaning", ""))
    lines += _labelled("export", source.how_to_export)
    return "\n".join(lines)


def examined(found: Examined) -> str:
    """One file: what it was taken for and why, what became of its records, the first rejects."""
    entry, source = found.entry, found.entry.source
    lines = [visible(entry.name)]
    if source:
        lines += _labelled("taken for", f"{source.name}: {source.title}")
    if why := _why(found):
        lines += _labelled("because", why)
    if entry.sample.shape:
        packed = "" if entry.sample.compression == "none" else f", packed with {entry.sample.compression}"
        lines += _labelled("read as", f"{entry.sample.shape}{packed}, {entry.sample.encoding}")
    if found.problem:
        lines += _labelled("not used", found.problem)
        if not source and entry.sample.records:
            lines += _labelled("", "A first map: norush formats FILE --suggest-map")
        return "\n".join(lines)
    counts = found.counts or {}
    told = [f"{count(number)} {_IS[name]}" for name, number in counts.items() if number]
    lines += _labelled("records", f"{count(found.records_read)}: {', '.join(told) or 'none'}")
    if source and source.tells:
        lines += _labelled("cannot tell", ", ".join(coverage.untold(source)) or "nothing is missing")
        if entry.lacking:
            lines += _labelled("", coverage.without(source, entry.lacking))
    for at, reject in enumerate(found.rejects):
        place = f"{visible(entry.name)}:{reject.line}" if reject.line else visible(entry.name)
        lines += _labelled("" if at else "rejects", f"{place}: {reject.reason}")
        shape = visible(reject.excerpt or "")
        lines += _labelled("", shape if len(shape) <= _SHAPE else f"{shape[: _SHAPE - 1].rstrip()}…")
    more = counts.get("rejects", 0) - len(found.rejects)
    if more:
        lines += _labelled("", f"and {count(more)} more")
    return "\n".join(lines)


def _why(found: Examined) -> str:
    entry = found.entry
    if not entry.source or entry.source.name not in found.votes:
        return "it was said so" if entry.source else ""
    sampled = len(entry.sample.records)
    own = found.votes[entry.source.name]
    said = f"{count(own)} of the first {count(sampled)} records: {coverage.reason(entry.source)}"
    others = [f"{name} {count(votes)}" for name, votes in found.votes.items() if name != entry.source.name]
    return f"{said}. Also like it: {', '.join(others)}" if others else said


def _labelled(label: str, text: str) -> list[str]:
    lines = wrap(text, _WIDTH - _LABEL - 2, break_on_hyphens=False) if text else []
    return [f"  {label if not at else '':<{_LABEL - 2}}  {line}" for at, line in enumerate(lines)]
