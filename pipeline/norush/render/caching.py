"""Stage 5, caches in words and as JSON: what each figure assumes, where breakpoints stand, what is cheapest.

Reads view values; returns text.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from norush.money import exact
from norush.render.numbers import count, share, usd
from norush.render.words import things
from norush.view.cached import ORDER, Breakpoint, CachedScenario, Option, Reuse
from norush.view.hits import HitChart
from norush.view.inputs import PriceCard
from norush.view.values import AuditView, Workload

OPTION = {
    "as_billed": "as it ran",
    "cache_5m": "with a cache of 5 minutes",
    "cache_1h": "with a cache of 1 hour",
    "batch": "as a batch",
    "batch_cache_5m": "as a batch with a cache of 5 minutes",
    "batch_cache_1h": "as a batch with a cache of 1 hour",
}
WHY_NOT = (
    "the log shows neither what prompts share (prefix hashes) nor sessions that grow, or these calls ran in batches, "
    "or their provider caches by rules of its own"
)
WHY_NO_HEADS = "inside a batch only prefix hashes tell what requests share, and the log has none of these calls"
_BATCHED = (
    "Batch prices, and hits as documented, best effort: 30 % (no luck), 64 % (likely) or 98 % (best) of the tokens of "
    "chosen heads, never more than requests share. Requests that show no head keep the cache use of the log"
)
_ALONE = (
    "The requests as they came, by the provider's rules: {life} from the start of the last use, to be read once the "
    "answer has begun, breakpoints {where}. No luck: written and never read. Best: all that an ideal cache reads"
)


def label(scenario: str) -> str:
    """A scenario or option, with a capital."""
    return OPTION[scenario][0].upper() + OPTION[scenario][1:]


def way(workload: Workload) -> str:
    """The cheapest way that its verdict allows, with what the replay of a cache rests on."""
    option = workload.option
    if option is None:
        return "nothing was replayed"
    replayed = next((each for each in workload.cached if each.scenario == option.option), None)
    return OPTION[option.option] + (f", {grades(replayed)}" if replayed and replayed.replayed_requests else "")


def assumption(cached: CachedScenario) -> str:
    """What a cached amount rests on."""
    if cached.scenario.startswith("batch"):
        return _BATCHED
    where = "at the chosen depths" if cached.setting == "head" else "at the chosen depths and at the end of each prompt"
    return _ALONE.format(life="5 minutes" if cached.scenario == "cache_5m" else "1 hour", where=where)


def grades(cached: CachedScenario) -> str:
    """How many requests were replayed, and on what."""
    exactly = cached.replayed_requests - cached.inferred_requests
    parts = [
        f"{count(exactly)} exact, from prefix hashes" if exactly else "",
        f"{count(cached.inferred_requests)} inferred, from sessions that grow" if cached.inferred_requests else "",
    ]
    told = "; ".join(part for part in parts if part)
    of = f"{count(cached.replayed_requests)} of {count(cached.billed_requests)}"
    return f"{of} billed requests replayed ({told or 'none'})"


def place(breakpoint_: Breakpoint) -> str:
    """Where a breakpoint stands."""
    if not breakpoint_.depth:
        return "at the end of each prompt"
    return f"after block {count(breakpoint_.depth)} from the front"


def pays_from(card: PriceCard) -> str:
    """From which share of hits on a cache pays at a card's own prices, in a batch as outside."""
    lives = {"5m": "5 minutes", "1h": "1 hour"}
    told = " and ".join(f"of {lives[life]} from {share(part)} of hits on" for life, part in card.break_even)
    return f"by its own prices a cache pays, in a batch as outside: one {told}"


def stream(reuse: Reuse) -> str:
    """What the pauses between calls decide, in a sentence."""
    shares = [
        share(Decimal(part) / reuse.prompt_tokens if reuse.prompt_tokens else None)
        for part in (reuse.within_5m_tokens, reuse.within_1h_tokens, reuse.ever_tokens)
    ]
    return (
        f"Of all tokens of prompts {shares[0]} had been sent before within five minutes, {shares[1]} within an hour, "
        f"{shares[2]} ever: a steady stream, or a batch that runs at once, could read the last"
    )


def fan_out(cached: CachedScenario) -> str:
    """What calls that begin together write, each for itself, in a sentence; empty where none do."""
    writes = sum(each.early_writes for each in cached.breakpoints)
    if not writes:
        return ""
    cost = usd(sum((each.early_usd for each in cached.breakpoints), Decimal(0)))
    return (
        f"{things(writes, 'write')} of what was just being written, its answer not begun: {cost}. One call first, and "
        "the others when its answer begins, would have read it"
    )


def fewest_hits(card: PriceCard, settings: Mapping[str, object]) -> str:
    """Which caches pay inside a batch even with the fewest hits that are documented."""
    least = settings.get("batch_hits_least")
    if not isinstance(least, Decimal) or not card.break_even:
        return ""
    lives = {"5m": "5 minutes", "1h": "1 hour"}
    told = [
        f"a cache of {lives[life]} {'pays' if least >= part else 'costs more than none'}"
        for life, part in card.break_even
    ]
    return f"with the fewest hits documented in batches, {share(least)}, {' and '.join(told)}"


def bound(workload: Workload) -> str:
    """The grade `bound` in a sentence: what token counts alone tell."""
    if workload.cache_bound_usd is None:
        return ""
    bound_usd = usd(workload.cache_bound_usd)
    return f" Bound: if every prompt were wholly read from a cache, {bound_usd}; no saving rests on it."


def advice(workload: Workload) -> str:
    """The cheapest way that the verdict allows, in a sentence; empty where nothing was replayed."""
    found = workload.option
    if found is None or workload.as_billed_usd is None:
        return ""
    if found.option == "as_billed":
        return f"The cheapest way that this verdict allows is as it ran: {usd(workload.as_billed_usd)}."
    said = f"The cheapest way that this verdict allows: {OPTION[found.option]}, {usd(found.option_usd)}"
    if found.option.startswith("batch_cache"):
        said += " with the fewest cache hits that are documented"
    near = (
        f" A cache alone nearly matches it, with no delay: {usd(found.cache_usd)}."
        if found.is_cache_near and found.cache_usd is not None
        else ""
    )
    return f"{said}.{near}"


def scenarios(workload: Workload) -> dict[str, object]:
    """The cached scenarios of a workload as JSON; null and why where nothing was replayed."""
    made = {each.scenario: _scenario(each) for each in workload.cached}
    why = WHY_NO_HEADS if made else WHY_NOT
    unknown = {"floor_usd": None, "likely_usd": None, "best_usd": None, "assumption": None, "why": why}
    bound = {} if workload.cache_bound_usd is None else {"bound_usd": exact(workload.cache_bound_usd)}
    return {name: made.get(name, unknown | ({} if name.startswith("batch") else bound)) for name in ORDER}


def _scenario(cached: CachedScenario) -> dict[str, object]:
    bound = {} if cached.bound_usd is None else {"bound_usd": exact(cached.bound_usd)}
    return {
        "floor_usd": exact(cached.floor_usd),
        "likely_usd": exact(cached.likely_usd),
        "best_usd": exact(cached.best_usd),
        **bound,
        "assumption": f"{assumption(cached)}.",
        "setting": cached.setting,
        "replayed_requests": cached.replayed_requests,
        "exact_requests": cached.replayed_requests - cached.inferred_requests,
        "inferred_requests": cached.inferred_requests,
        "kept_requests": cached.kept_requests,
        "breakpoints": [
            {
                "depth": each.depth,
                "requests": each.requests,
                "reads": each.reads,
                "mean_tokens": each.mean_tokens,
                "read_tokens": each.read_tokens,
                "write_tokens": each.write_tokens,
                "saves_usd": exact(each.saves_usd),
                "early_writes": each.early_writes,
                "early_usd": exact(each.early_usd),
            }
            for each in cached.breakpoints
        ],
        **({"why": cached.why} if cached.why else {}),
    }


def cheapest(option: Option | None) -> dict[str, object] | None:
    """The cheapest way as JSON."""
    if option is None:
        return None
    return {
        "option": option.option,
        "usd": exact(option.option_usd),
        "cache_usd": None if option.cache_usd is None else exact(option.cache_usd),
        "is_cache_near": option.is_cache_near,
    }


def why_total(view: AuditView) -> str | None:
    """Which workloads the cache saving of the whole leaves out."""
    known, all_of_them = view.totals.replayed_workloads, len(view.workloads)
    if not known:
        return f"caches: {WHY_NOT}"
    return (
        None if known == all_of_them else f"caches: {count(known)} of {things(all_of_them, 'workload')}; else {WHY_NOT}"
    )


def in_total(view: AuditView) -> str:
    """What the cache saving of the whole rests on, in a sentence."""
    known, all_of_them = view.totals.replayed_workloads, len(view.workloads)
    if not known:
        return f"Not known: {WHY_NOT}."
    of = f"{count(known)} of {things(all_of_them, 'workload')}"
    return f"Likely, beside batches. The log shows what prompts share in {of}."


def hits(chart: HitChart) -> str:
    """What the chart of hits shows, as a sentence without its stop."""
    told = [
        f"{OPTION[line.scenario]} {usd(line.points[0].usd)} at {share(line.points[0].hit_share)} of hits and "
        f"{usd(line.points[-1].usd)} at {share(line.points[-1].hit_share)}"
        for line in chart.lines
    ]
    return f"The batch as logged costs {usd(chart.batch.usd)}; {'; '.join(told)}"


def rows(workload: Workload) -> Iterator[tuple[str, CachedScenario]]:
    """Each cached scenario with its label."""
    yield from ((label(each.scenario), each) for each in workload.cached)
