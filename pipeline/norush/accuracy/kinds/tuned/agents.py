"""Each step needs the one before: a program, and no person, waits for every answer."""

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, World


@kind("agentic")
def coding_agents(w: World) -> None:
    """Developers with a coding agent each: runs of twenty steps with tools, context that grows, a person now and
    then."""
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), streamed=True, max_tokens=16_000)
    w.user_agent = "claude-cli/2.0.76"
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


@kind("agentic")
def sub_agents(w: World) -> None:
    """A coding agent that sends out three or four helpers at once and waits for all of them, in rounds. All one
    session, or no session at all: their prompts grow side by side."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=16_000)
    lead = Steps(3, 9_000, 2_000, 350, 1_500, 2.0)
    helper = Steps(9, 6_000, 1_200, 220, 1_400, 1.5)
    for start in w.arrivals(2.2, OFFICE):
        at, session = start, w.name("run")
        for _ in range(w.rng.randint(1, 3)):
            at = lead.run(client, at, session)
            ends = [helper.run(client, at + 0.2 + w.rng.random(), session) for _ in range(w.rng.randint(2, 4))]
            at = max(ends) + w.draw(1.0, 0.5)


@kind("agentic")
def agents_in_text(w: World) -> None:
    """An older framework: tools are asked for in the text of the answer, nothing is cached, no session is logged.
    Started by hand for lists of tasks, some at a time. Every prompt holds all that went before."""
    w.user_agent = "python-requests/2.32"
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_024)
    steps = Steps(w.about(7), 1_500, 350, 130, 420, w.about(0.4), is_cached=False, names_tools=False)
    workers = w.pick(1, 4, 8)
    for start in w.launches(w.rng.randint(4, 8), OFFICE):
        runs: list[Row] = [lambda at: steps.run(client, at)] * w.count(38)
        pool(w, start, runs, workers, between_s=0.3)


@kind("agentic")
def rolling_summary(w: World) -> None:
    """A long book is summed up chapter by chapter, each call with the summary so far: one after the other, pieces of
    equal size. It looks like a loop over a list, but no piece can be sent before the last answer is there."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=2_000)
    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        at, summary = start, 0
        for _ in range(w.count(70)):
            written = w.tokens(420, 0.35)
            at = client.call(at, 2_300 + round(w.rng.gauss(0, 25)) + summary, written) + w.draw(0.03, 0.6)
            summary = written
