"""Each step needs the one before: a program, and no person, waits for every answer."""

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, World


@kind("agentic")
def coding_agents(w: World) -> None:
    """Developers with a coding agent each: runs of twenty steps with tools, context that grows, a person now and
    then."""
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), streamed=True, max_tokens=16_000)
    steps = Steps(w.about(18), 11_000, 2_500, 260, 1_100, w.about(3), person_share=0.07)
    for at in w.arrivals(6, OFFICE):
        steps.run(client, at, w.name("run"), f"dev-{w.rng.randrange(12)}")


@kind("agentic")
def agents_from_a_queue(w: World) -> None:
    """A nightly queue of agent runs, several at once: each run could wait, no step in it can. Prompts grow, nothing
    is cached."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=4_000)
    steps = Steps(w.about(11), 2_200, 900, 190, 700, w.about(0.7), is_cached=w.rng.random() < 0.4)
    workers = w.pick(3, 6, 10)
    for start in w.timer((w.rng.randrange(24),), weekdays=w.pick(WEEKDAYS, (0, 2, 4))):
        runs: list[Row] = [lambda at: steps.run(client, at)] * w.count(9)
        pool(w, start, runs, workers, between_s=1.5)


@kind("agentic")
def support_agent(w: World) -> None:
    """A ticket comes, an agent looks things up in four or five steps and drafts a reply. Steps need each other."""
    client = w.client(w.model(MIDDLE), max_tokens=2_000)
    steps = Steps(5, 3_400, 600, 110, 900, 0.6, is_cached=w.rng.random() < 0.5)
    for at in w.arrivals(16, OFFICE):
        steps.run(client, at, w.name("t"))
