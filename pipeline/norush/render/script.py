"""A plan as a script that runs: reports/scripts/batch.py.jinja, filled. Reads a Plan; returns text.

Only the head of the script is filled in: what the log says as comments, what may differ as constants. Names come from
logs: whatever they hold, they stay inside their comment or their string.
"""

import textwrap
from collections.abc import Iterator

from jinja2 import Environment, StrictUndefined

from norush import __version__, assets
from norush.params import Params
from norush.plan import Plan
from norush.render import batching, caching, numbers, words

WIDTH = 112
SDK = "2.12"
"""The oldest anthropic that the script was tried with."""
MOST_TRIES = 3
MOST_OUTPUT_TOKENS = 300_000
"""With the beta output-300k-2026-03-24 (platform.claude.com/docs, batch processing, copy of 2026-08-22)."""


def script(plan: Plan) -> str:
    """The script of a plan: the same plan, the same bytes."""
    template = (assets.folder("reports") / "scripts" / "batch.py.jinja").read_text(encoding="utf-8")
    # Python is no HTML: `words` and `literal` keep input inside its comment or string
    environment = Environment(  # noqa: S701
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["words"] = _words
    environment.filters["literal"] = _literal
    limits = Params()
    return environment.from_string(template).render(
        name=plan.workload.name,
        file=f"{plan.stem}.py",
        period=plan.period.period,
        facts=[line for fact in facts(plan) for line in _folded(fact)],
        warnings=[_folded(warning) for warning in warnings(plan)],
        models=list(plan.models),
        betas=[],
        most_requests=limits.batch_most_requests,
        most_bytes=limits.batch_most_bytes,
        most_output_tokens=MOST_OUTPUT_TOKENS,
        tries=MOST_TRIES,
        sdk=SDK,
        version=__version__,
    )


def facts(plan: Plan) -> Iterator[str]:
    """What the audit found, a sentence a fact."""
    workload, batch = plan.workload, plan.workload.scenario("batch")
    cost = f", as billed {numbers.usd(workload.as_billed_usd)}" if workload.as_billed_usd is not None else ""
    if cost and batch is not None and batch.usd is not None:
        cost += f", as batches {numbers.usd(batch.usd)}"
    requests = f"{words.things(workload.requests, 'request')} of {', '.join(workload.models)}"
    yield f"In {numbers.days(plan.period)}: {requests}{cost}."
    sure = f", confidence {numbers.probability(workload.confidence)}" if workload.confidence is not None else ""
    yield f"Verdict: {workload.verdict}{sure}."
    if workload.option is not None and not plan.objection:
        named, usd = caching.OPTION[workload.option.option], numbers.usd(workload.option.option_usd)
        yield f"The cheapest way that its verdict allows: {named}, {usd}."
    for each in workload.schedules:
        typical, latest = batching.span(each.typical_min), batching.span(each.latest_min)
        when = f"Sent {batching.WHEN[each.schedule]}: results typically within {typical}, at the latest {latest}"
        yield f"{when}; {batching.sizes(each)}."


def warnings(plan: Plan) -> Iterator[str]:
    """What a person should look at before the first batch, the gravest first."""
    hints = plan.hints
    if plan.objection:
        yield f"norush judged this workload {plan.objection}."
        yield from (each.says for each in plan.workload.evidence_against)
    for what, number, says in (
        (
            "Ended in tool_use",
            hints.tool_stop_requests,
            "If your program runs the tool and calls again, a batch gives only the first step; a tool that only gives "
            "the answer its shape is no hindrance",
        ),
        ("Streamed", hints.streamed_requests, "Nobody may be reading along: a batch answers whole, and later"),
        ("In fast mode", hints.fast_requests, "Batches do not have it"),
        ("On the Priority Tier", hints.priority_requests, "Batches do not draw on what is committed there"),
        ("Searched the web", hints.web_search_requests, "The fee for a search is not halved in batches"),
    ):
        if number:
            yield f"{what}: {numbers.count(number)} of {words.things(hints.requests, 'call')}. {says}."
    if hints.most_max_tokens is not None and hints.most_max_tokens > MOST_OUTPUT_TOKENS:
        yield f"max_tokens goes up to {numbers.count(hints.most_max_tokens)}, above what a batch takes."
    yield "Batches are not eligible for zero data retention, nor under HIPAA: no log shows whether that binds you."
    yield "Beta features in anthropic-beta headers are in no log: name them in BETAS."
    if plan.workload.tokens.cache_read_tokens:
        yield "It uses a cache. Inside batches hits are best effort, 30 to 98 % as documented."


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _words(text: str) -> str:
    """Text for a comment or a docstring: on one line, and unable to end it."""
    return numbers.visible(text).replace("\\", "/").replace('"', "'").strip()


def _literal(value: object) -> str:
    """A value as Python writes it, in ASCII."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:_}"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return f"[{', '.join(_quoted(each) for each in value)}]"
    raise TypeError(f"{value!r} is no constant of a script")


def _quoted(text: str) -> str:
    written = ascii(text)
    return f'"{written[1:-1]}"' if '"' not in written and "\\" not in written else written
