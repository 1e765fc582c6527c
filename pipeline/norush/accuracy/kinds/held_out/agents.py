"""Each step needs the one before, whatever the prompts look like: trimmed, branched, handed on, or cold after a long
tool."""

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World


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
