"""Stage 5, what moving a workload takes and brings, as Markdown: caches, what blocks a batch, when results would come.

Reads view values; returns lines.
"""

from norush.render import batching, blocking, cache_using, caching, words
from norush.render.escaped import code, text
from norush.render.numbers import count, share, usd
from norush.view.values import About, Workload


def lines(workload: Workload, about: About) -> list[str]:
    """The sections of a workload's page that tell how else it could run."""
    return [*_cache_use(workload), *_cached(workload), *_blockers(workload), *_batches(workload, about)]


def _cache_use(workload: Workload) -> list[str]:
    use = workload.cache_use
    if use is None:
        return []
    settings = [f"| {text(words.sentence(name))} | {usd(amount)} |" for name, amount in cache_using.settings(use)]
    losses = [f"| {text(cache_using.says(each))} | {count(each.calls)} | {usd(each.usd)} |" for each in use.losses]
    head = [f"| What it loses. {text(cache_using.OVERLAP)} | Calls | Cost |", "|:--|--:|--:|"] if losses else []
    return [
        f"**The cache it has.** {text(cache_using.brings(use))}. {text(cache_using.better(use))}",
        "",
        *["| Setting of the cache | The workload costs |", "|:--|--:|", *settings, ""],
        *([*head, *losses, ""] if losses else []),
    ]


def _blockers(workload: Workload) -> list[str]:
    if not workload.blockers:
        return []
    rows = [
        f"| {text(each.says)} | {code(each.blocker)} | {blocking.EFFECT[each.effect]} | "
        f"{'not in the log' if each.calls is None else share(each.calls_share)} | {blocking.cost(each)} |"
        for each in workload.blockers
    ]
    head = ["| What stands between it and a batch | Name | So | Calls | Their cost |", "|:--|:--|:--|--:|--:|"]
    effort, said = blocking.effort(workload), blocking.together(workload)
    return [*([text(effort), ""] if effort else []), *head, *rows, "", *([text(said), ""] if said else [])]


def _cached(workload: Workload) -> list[str]:
    if not workload.cached:
        return [f"**With a cache.** Not known: {text(caching.WHY_NOT)}.{text(caching.bound(workload))}", ""]
    rows = [
        f"| {text(label)} | {usd(each.floor_usd)} | {usd(each.likely_usd)} | {usd(each.best_usd)} |"
        for label, each in caching.rows(workload)
    ]
    points = [
        f"| {text(label)}: {text(caching.place(point))} | {count(point.mean_tokens)} | "
        f"{count(point.reads)} of {count(point.requests)} | {usd(point.saves_usd)} |"
        for label, each in caching.rows(workload)
        for point in each.breakpoints
    ]
    head = ["| Breakpoint | Tokens up to it | Read by | Saves |", "|:--|--:|--:|--:|"] if points else []
    said = f"{caching.grades(workload.cached[0])}. {caching.advice(workload)}".strip()
    fan_outs = [(label, caching.fan_out(each)) for label, each in caching.rows(workload)]
    effects = [f"{label}: {told}." for label, told in fan_outs if told]
    if workload.reuse:
        effects.insert(0, f"{caching.stream(workload.reuse)}.")
    return [
        f"**With a cache.** {text(said)}",
        "",
        *["| Terms | No luck | Likely | Best |", "|:--|--:|--:|--:|", *rows, ""],
        *([*head, *points, ""] if points else []),
        *(line for each in effects for line in (text(each), "")),
    ]


def _batches(workload: Workload, about: About) -> list[str]:
    if not workload.schedules:
        return []
    rows = [
        f"| {text(batching.when(each, about))}: {text(batching.sizes(each))} | "
        f"{batching.span(each.typical_min)} | {batching.span(each.slow_min)} | {batching.span(each.latest_min)} |"
        for each in workload.schedules
    ]
    head = ["| Submitted as batches | Typical | Slow | Latest |", "|:--|--:|--:|--:|"]
    said = f"{batching.advice(workload.schedules, about)}. {batching.means(about)}"
    return [f"**When results would come.** {text(said)}.", "", *head, *rows, ""]
