"""Stage 5, view -> HTML pages. The only module that imports jinja2.

Reads reports/templates, styles and scripts; returns text. Pages hold their own styles and fetch nothing; the audit
page has a script that it does not need. Templates loop and print; an expression that yields None, a float or a raw
amount is an error, not a page.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from norush import assets
from norush.render import (
    amounts,
    asking,
    batching,
    blocking,
    bridging,
    cache_using,
    caching,
    deciding,
    differing,
    drawing,
    hours,
    invoice,
    moving,
    numbers,
    price_words,
    redoing,
    standing,
    trending,
    usage,
    weights,
    words,
)
from norush.render.compiled import Compiled
from norush.view.drawn import Profile, beside
from norush.view.hits import hit_chart
from norush.view.judged import Evidence
from norush.view.sums import clamped
from norush.view.values import AuditView, Workload

_NBSP = "\N{NO-BREAK SPACE}"


def pages(view: AuditView) -> Iterator[tuple[str, str]]:
    """(path under the report's folder, page): audit.html first, then a page for every workload."""
    environment = _environment(view.about.zone)
    shared = {
        "view": view,
        "words": words,
        "weights": weights,
        "amounts": amounts,
        "asking": asking,
        "redoing": redoing,
        "differing": differing,
        "drawing": drawing,
        "cache_using": cache_using,
        "caching": caching,
        "moving": moving,
        "batching": batching,
        "bridging": bridging,
        "deciding": deciding,
        "hours": hours,
        "standing": standing,
        "trending": trending,
        "blocking": blocking,
        "price_words": price_words,
        "invoice": invoice,
        "usage": usage,
        "command": numbers.shell(view.about.command),
    }
    settings = [(name, numbers.setting(view.about.settings[name])) for name in sorted(view.about.settings)]
    front = environment.get_template("usage.html" if view.usage_totals else "audit.html")
    yield "audit.html", front.render(shared, settings=settings)
    page = environment.get_template("workload.html")
    people = next((each for each in view.workloads if each.verdict == "interactive" and each.profile), None)
    for place, workload in enumerate(view.workloads, 1):
        own, other = _profiles(workload, people)
        used = {line.price_card for each in workload.scenarios for line in each.lines}
        yield (
            f"workloads/{workload.workload_id}.html",
            page.render(
                shared,
                workload=workload,
                place=place,
                chart=hit_chart(workload, view.about.settings),
                profile=own,
                other=other,
                other_name=people.name if people else "",
                is_end_known=_is_end_known(workload),
                totals=view.totals,
                absent=sum(each.value is None for each in workload.signals),
                half=(len(workload.signals) + 1) // 2,
                cards=[card for card in view.price_cards if card.price_card in used],
            ),
        )


def index(views: Sequence[AuditView]) -> str:
    """The page over the reports of several months, the oldest first: spend by verdict, saving missed and made."""
    last = views[-1]
    verdicts = [name for name in words.WAITING if any(row.verdict == name for view in views for row in view.classes)]
    rows = [(view, {row.verdict: row.sum.as_billed_usd for row in view.classes if row.sum.is_priced}) for view in views]
    page = _environment(last.about.zone).get_template("months.html")
    return page.render(view=last, words=words, rows=list(reversed(rows)), verdicts=verdicts)


def _profiles(workload: Workload, people: Workload | None) -> tuple[Profile | None, Profile | None]:
    """A workload's calls under way, and beside it those of one with people, for comparison."""
    if workload.profile is None:
        return None, None
    return beside(workload.profile, people.profile if people and people is not workload else None)


def _is_end_known(workload: Workload) -> bool:
    """Whether nearly all of its calls have an end in the log."""
    known = next((each.value for each in workload.signals if each.name == "end_known_share"), None)
    return isinstance(known, float) and known >= 0.9


def get_ready(zone: str) -> None:
    """Fetches the templates of every page, so that `pages` finds them done: compiling takes half of a small report."""
    environment = _environment(zone)
    templates = assets.folder("reports") / "templates"
    for name in (
        *(page.name for page in templates.iterdir()),
        *(f"parts/{part.name}" for part in (templates / "parts").iterdir()),
    ):
        if name.endswith(".html"):
            environment.get_template(name)


@cache
def _environment(zone: str) -> Environment:
    environment = Environment(
        autoescape=True,
        bytecode_cache=Compiled(),
        undefined=StrictUndefined,
        loader=FunctionLoader(_template),
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "usd": _usd,
        "money": numbers.usd,
        "whole": numbers.whole_usd,
        "change": numbers.change,
        "unit": numbers.unit_price,
        "share": lambda value: numbers.share(value, _NBSP),
        "count": numbers.count,
        "big": numbers.big,
        "weight": numbers.weight,
        "weights": _weights,
        "probability": numbers.probability,
        "when": lambda value: numbers.when(value, zone),
        "measure": lambda value: numbers.measure(value, zone),
        "days": numbers.days,
        "month": numbers.month_name,
        "day": numbers.day,
        "signal": words.plain_signal,
        "ticked": _ticked,
        "model": numbers.short_model,
        "middle": numbers.middle,
        "pct": _pct,
        "px": str,
        "of": lambda part, whole: _pct(clamped(part, whole)),
        "left_over": lambda part, whole: _pct(1 - clamped(part, whole)),
    }
    environment.filters.update(filters)
    environment.filters["ratio"] = lambda part, whole: Decimal(part) / whole if whole else None
    environment.filters["sortable"] = lambda value: "0" if value is None else f"{value:.4f}"
    environment.filters["data"] = _data
    environment.filters["folder"] = lambda period: period.replace("/", "_")
    environment.globals["style"] = _style
    environment.globals["script"] = _script
    environment.globals["script_hash"] = _script_hash
    return environment


def _template(name: str) -> tuple[str, str, None] | None:
    """Its text and where that stands, as Jinja asks for it."""
    found = assets.folder("reports") / "templates"
    for part in name.split("/"):
        found = found / part
    return (found.read_text(encoding="utf-8"), str(found), None) if found.is_file() else None


@cache  # every page holds the same styles
def _style(name: str) -> Markup:
    # Ours, never input: the only text that reaches a page unescaped.
    return Markup((assets.folder("reports") / "styles" / name).read_text(encoding="utf-8"))  # noqa: S704


@cache
def _script(name: str) -> Markup:
    # Ours too, and no word of a log is ever pasted into it.
    return Markup((assets.folder("reports") / "scripts" / name).read_text(encoding="utf-8"))  # noqa: S704


@cache
def _script_hash(name: str) -> Markup:
    """The script as the content security policy names it: no other may run."""
    digest = base64.b64encode(hashlib.sha256(_script(name).encode("utf-8")).digest()).decode("ascii")
    return Markup("sha256-" + digest)  # noqa: S704


def _data(text: str) -> Markup:
    """JSON as a script element holds it: nothing in it can end the element."""
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def _printable(value: object) -> object:
    """Lets text through, made visible. Anything else has missed its filter."""
    if isinstance(value, str):
        if value.isprintable() or isinstance(value, Markup):
            return value
        # Line breaks are wanted where the page keeps them (commands); names cannot hold one: see `middle`.
        return "\n".join(numbers.visible(line) for line in value.split("\n"))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"{value!r} has no filter: a page prints text and formatted numbers only")


def _usd(value: Decimal) -> Markup:
    """Dollars with muted cents."""
    dollars, point, fraction = numbers.usd(value).partition(".")
    # digits and signs of our own: nothing to escape, and formatting markup takes a tenth of a page's time
    if "under" in dollars:
        return Markup(f"{dollars}{point}{fraction}")  # noqa: S704
    return Markup(f'{dollars}<span class="ct">.{fraction}</span>')  # noqa: S704


def _ticked(text: str) -> Markup:
    """A sentence whose names of fields stand between backticks."""
    if "`" not in text:
        return escape(numbers.visible(text))
    parts = (escape(numbers.visible(part)) for part in text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if at % 2 else part for at, part in enumerate(parts))


def _pct(value: Decimal) -> str:
    return f"{value * 100:.2f}%"


def _weights(rows: Sequence[Evidence]) -> str:
    """The sum of the weights as they are printed, so that the column adds up."""
    return numbers.weight(float(sum((Decimal(f"{each.weight:.2f}") for each in rows), Decimal(0))))
