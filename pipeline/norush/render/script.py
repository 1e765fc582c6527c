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
from norush.render import batching, blocking, caching, moving, numbers, words

WIDTH = 112
SDK = "0.71"
"""The oldest anthropic that the script was tried with; the tests run the newest."""
MOST_TRIES = 3


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
        most_output_tokens=limits.batch_most_max_tokens,
        tries=MOST_TRIES,
        sdk=SDK,
        version=__version__,
    )


def facts(plan: Plan) -> Iterator[str]:
    """What the audit found, a sentence a fact."""
    workload = plan.workload
    cost = f", as billed {numbers.usd(workload.as_billed_usd)}" if workload.as_billed_usd is not None else ""
    if cost and (batch := moving.as_batch(workload)):
        cost += f"; as batches {batch}"
    requests = f"{words.things(workload.requests, 'request')} of {', '.join(workload.models)}"
    yield f"In {numbers.days(plan.period)}: {requests}{cost}."
    sure = f", confidence {numbers.probability(workload.confidence)}" if workload.confidence is not None else ""
    yield f"Verdict: {workload.verdict}{sure}."
    if workload.option is not None and not plan.objection:
        named, usd = caching.OPTION[workload.option.option], numbers.usd(workload.option.option_usd)
        yield f"The cheapest way that its verdict allows: {named}, {usd}."
    for each in workload.schedules:
        typical, latest = batching.span(each.typical_min), batching.span(each.latest_min)
        when = f"Sent {batching.when(each, plan.about)}: results typically within {typical}, at the latest {latest}"
        yield f"{when}; {batching.sizes(each)}."
    if advice := batching.advice(workload.schedules, plan.about):
        yield f"{advice}."


def warnings(plan: Plan) -> Iterator[str]:
    """What a person should look at before the first batch: what was judged, and what stands between it and a batch."""
    if plan.objection:
        yield f"norush would not move it: {plan.objection}."
        yield from (each.says for each in plan.workload.evidence_against)
    for each in plan.workload.blockers:
        yield f"({blocking.EFFECT[each.effect]}) {each.says}"


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
