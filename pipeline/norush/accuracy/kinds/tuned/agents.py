"""Each step needs the one before: a program, and no person, waits for every answer."""

from norush.accuracy.calendar import EVERY_DAY, HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World


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


@kind("agentic", "interactive")
def deep_research(w: World) -> None:
    """A question, a plan, ten pages read side by side, a look at what is missing, more pages, and a long report; for
    some minutes somebody waits for it. Each round needs the one before."""
    plan = w.client(w.model(LARGE, MIDDLE), max_tokens=8_000)
    read = w.client(w.model(SMALL, MIDDLE), max_tokens=700)
    for start in w.arrivals(3.5, OFFICE):
        at, notes, session = start, 0, w.name("r")
        for _ in range(w.rng.randint(2, 4)):
            at = plan.call(at, 1_800 + notes, w.tokens(300, 0.4), session=session, stop="tool_use", tools=3)
            pages = w.rng.randint(5, 12)

            def page(at: float, session: str = session) -> float:
                return read.call(at + w.draw(1.2, 0.6), w.tokens(5_500, 0.7), w.tokens(260, 0.4), session=session)

            at = at_once(w, at + 0.3, [page] * pages) + 0.1
            notes += pages * 270
        plan.call(at, 2_200 + notes, w.tokens(1_900, 0.3), session=session)


@kind("agentic")
def browser_agent(w: World) -> None:
    """An agent that clicks through web pages: each prompt is the rules, the last three screens and nothing older, so
    that prompts do not grow. The next click needs the last answer."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_024)
    workers = w.pick(1, 3, 6)

    def run(at: float) -> float:
        screens = [w.tokens(1_500, 0.25) for _ in range(3)]
        end = at
        for _ in range(w.tokens(22, 0.5)):
            end = client.call(at, 3_100 + sum(screens), w.tokens(95, 0.4), stop="tool_use", tools=14)
            at = end + 0.8 + w.draw(1.6, 0.5)  # the page loads
            screens = [*screens[1:], w.tokens(1_500, 0.25)]
        return end

    for start in w.launches(w.rng.randint(9, 14), OFFICE):
        pool(w, start, [run] * w.count(7), workers, between_s=3)


@kind("agentic")
def overnight_swarm(w: World) -> None:
    """Forty agents, each with a bug of its own, let loose in the evening and left alone until morning; two evenings
    in the month."""
    w.user_agent = "claude-cli/2.0.76"
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), streamed=w.rng.random() < 0.5, max_tokens=8_000)
    steps = Steps(w.about(26), 7_000, 2_000, 300, 1_300, w.about(5), is_cached=w.rng.random() < 0.7)
    for start in w.launches(2, HOME):
        runs: list[Row] = [lambda at: steps.run(client, at)] * w.count(40)
        pool(w, start, runs, w.pick(8, 20), between_s=4)


@kind("agentic")
def self_play(w: World) -> None:
    """Two models talk with each other, ten turns a dialogue, many dialogues at once, to make training data. Nobody
    reads them soon; but no turn can be sent before the last one is there."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=400)
    workers = w.pick(8, 16, 30)

    def dialogue(at: float) -> float:
        history = 0
        for _ in range(w.rng.randint(6, 12)):
            said = w.tokens(85, 0.4)
            at = client.call(at, 420 + history, said) + 0.003
            history += said
        return at

    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        pool(w, start, [dialogue] * w.count(75), workers)


@kind("agentic", "interactive")
def ask_the_warehouse(w: World) -> None:
    """A person asks a dashboard in words; the model looks at the schema, writes a query, sees its error, writes
    another, and explains the result. Three to seven calls in a row, then the person reads."""
    client = w.client(w.model(MIDDLE), max_tokens=1_500)
    steps = Steps(4.5, 4_800, 160, 150, 500, 0.9, is_cached=w.rng.random() < 0.6)
    for start in w.arrivals(9, OFFICE):
        at, user, session = start, f"analyst-{w.rng.randrange(25)}", w.name("q")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.0))):
            at = steps.run(client, at, session, user) + 25 + w.draw(60, 0.8)


@kind("agentic")
def review_bot(w: World) -> None:
    """A pull request is opened, an agent reads its files one after the other with tools and comments. Events start
    it; a merge waits."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=3_000)
    steps = Steps(8, 5_200, 4_000, 240, 1_700, 0.5, is_cached=w.rng.random() < 0.5)
    for at in w.arrivals(11, OFFICE):
        steps.run(client, at)


@kind("agentic")
def triage_queue(w: World) -> None:
    """Agents drain a queue around the clock, two at a time: short runs of three to five steps, one run after the
    other without a pause while there is work. A run could wait; its steps cannot."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_000)
    steps = Steps(4, 2_600, 700, 120, 800, 0.25, is_cached=w.rng.random() < 0.5)
    for start in w.timer((6, 12, 18), weekdays=EVERY_DAY, late_s=60):
        runs: list[Row] = [lambda at: steps.run(client, at)] * w.count(8, factor=2)
        pool(w, start, runs, 2, between_s=0.2)
