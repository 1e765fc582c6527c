"""Each step needs the one before, whatever the prompts look like: a program, and no person, waits for every answer."""

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


@kind("agentic")
def assistant_with_a_heartbeat(w: World) -> None:
    """An assistant that wakes every hour by a timer, reads its memory, looks into a mailbox and a calendar, decides,
    and mostly goes to sleep after three or four steps; sometimes there is much to do. What is old is cut from its
    context, so that prompts go up and down. A timer starts it, but no step can be sent before the last answer."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=8_000)
    w.user_agent = "node"
    budget = w.pick(14_000, 22_000)
    for wake in w.timer(tuple(range(24)), late_s=15):
        if w.rng.random() >= min(1.0, w.scale):
            continue
        at, context, cached = wake, 7_500 + w.tokens(1_800, 0.3), 0
        steps = w.rng.randint(3, 5) if w.rng.random() < 0.85 else w.rng.randint(8, 26)
        for step in range(steps):
            said = w.tokens(120, 0.6)
            stop = "end_turn" if step == steps - 1 else "tool_use"
            end = client.call(at, 3, said, read=cached, write=context - cached, session="main", stop=stop, tools=22)
            cached = context
            context += said + w.tokens(900, 1.0)
            if context > budget:  # the oldest results are cleared, and the cache with them
                context, cached = round(budget * 0.55), 7_500
            at = end + w.draw(1.1, 0.8)


@kind("agentic")
def tree_of_tries(w: World) -> None:
    """Hard problems by search: at each level four next steps are proposed for each of the two best ways so far, all
    side by side, each is marked by a small model, the best two are kept, and the next level begins. Many calls at
    once, yet each level needs the one above. Launched by hand, three problems at a time."""
    propose, mark = w.client(w.model(LARGE, MIDDLE), max_tokens=1_200), w.client(w.model(SMALL), max_tokens=20)

    def problem(at: float) -> float:
        way = 600 + w.tokens(350, 0.4)
        for level in range(w.rng.randint(4, 8)):

            def try_one(at: float, way: int = way) -> float:
                said = w.tokens(260, 0.4)
                end = propose.call(at, way, said) + 0.01
                return mark.call(end, 350 + way + said, w.tokens(5, 0.2))

            at = at_once(w, at, [try_one] * (8 if level else 4)) + w.draw(0.05, 0.5)
            way += w.tokens(260, 0.3)
        return at

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        pool(w, start, [problem] * w.count(5), 3, between_s=0.2)


@kind("agentic")
def build_fixer(w: World) -> None:
    """A build fails, and an agent looks for the reason: it reads a file in a second, or runs the tests for five or ten
    minutes, after which its cache is cold and written anew. Runs of an hour, a few at a time when the main branch is
    broken. The whole can wait for the morning, its steps cannot."""
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), streamed=w.rng.random() < 0.5, max_tokens=16_000)
    for start in w.arrivals(5, OFFICE):
        for begun in [start, *(start + w.draw(200, 0.8) for _ in range(w.pick(0, 0, 0, 1, 2)))]:
            session, context, cached = w.name("run"), 8_000 + w.tokens(5_000, 0.5), 0
            at = end = begun
            steps = w.rng.randint(5, 16)
            for step in range(steps):
                warm = cached if at - end < 290 else 0
                said = w.tokens(340, 0.7)
                stop = "end_turn" if step == steps - 1 else "tool_use"
                end = client.call(at, 5, said, read=warm, write=context - warm, session=session, stop=stop, tools=6)
                cached = context
                is_test = w.rng.random() < 0.35
                context += said + w.tokens(3_000 if is_test else 1_100, 0.8)
                at = end + (w.draw(330, 0.6) if is_test else w.draw(0.6, 0.7))


@kind("agentic")
def newsroom_of_roles(w: World) -> None:
    """Articles written overnight by roles, each with a model and a brief of its own: a planner, then researchers one
    after the other, then a writer, then a critic who sends it back until it will do. Only the last paper is handed on,
    so that no prompt grows for long. Four articles at a time from a queue."""
    planner, writer = w.client(w.model(LARGE), max_tokens=1_000), w.client(w.model(LARGE, MIDDLE), max_tokens=4_000)
    finder, critic = w.client(w.model(MIDDLE, SMALL), max_tokens=700), w.client(w.model(MIDDLE), max_tokens=500)

    def article(at: float) -> float:
        plan, notes = w.tokens(320, 0.3), 0
        at = planner.call(at, 1_250, plan) + 0.3
        for _ in range(w.rng.randint(2, 4)):
            at = finder.call(at, 900 + plan, w.tokens(45, 0.4), stop="tool_use", tools=2) + w.draw(1.5, 0.6)
            found = w.tokens(240, 0.4)
            at = finder.call(at, 950 + plan + w.tokens(3_800, 0.5), found, tools=2) + 0.05
            notes += found
        for _ in range(w.rng.choices((1, 2, 3), (4, 4, 2))[0]):
            text = w.tokens(1_250, 0.2)
            at = writer.call(at, 1_600 + plan + notes, text) + 0.05
            remarks = w.tokens(130, 0.5)
            at = critic.call(at, 700 + plan + text, remarks) + 0.05
            notes += remarks
        return at

    for start in w.timer((w.pick(22, 23, 0),), weekdays=WEEKDAYS, late_s=20):
        rows: list[Row] = [article] * w.count(6)
        pool(w, start, rows, 4, between_s=1.0)


@kind("agentic")
def town_in_rounds(w: World) -> None:
    """Eight invented neighbours live through days: in each round all eight act at once by what was said in the rounds
    before, and at nightfall a call sums the day up and the next one begins with less. It looks like slices of a list;
    but no round can begin before the last one is over."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=300)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        at, day, session = start, 250, w.name("town")
        for number in range(1, w.count(58) + 1):
            said: list[int] = []

            def act(at: float, day: int = day, said: list[int] = said, session: str = session) -> float:
                said.append(w.tokens(62, 0.4))
                return client.call(at, 780 + day, said[-1], session=session)

            at = at_once(w, at, [act] * 8) + w.draw(0.08, 0.5)
            day += sum(said)
            if number % 12 == 0:
                summary = w.tokens(240, 0.2)
                at = client.call(at, 300 + day, summary, session=session) + 0.02
                day = summary
