"""Each step needs the one before: agents at a developer's terminal and in an editor, in a back office, on a bench."""

from functools import partial

from norush.accuracy.calendar import OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, SMALL, Client, World


@kind("agentic", "interactive")
def terminal_agent_with_helpers(w: World) -> None:
    """A developer and an agent in a terminal: she says what she wants, it goes ten steps, she reads and says more. A
    small model names the window and each errand; now and then two to four helpers on a smaller model search side by
    side while the agent waits; when the context is full it is summed up and begun anew. All is streamed and cached."""
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), streamed=True, max_tokens=32_000)
    small = w.client(w.model(SMALL), streamed=True, max_tokens=512)
    helper = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=8_000)
    w.user_agent = "claude-cli/2.0.76"
    search = Steps(5, 5_200, 500, 120, 1_700, 0.3)
    for start in w.arrivals(2.3, OFFICE):
        at, session, user = start, w.name("term"), f"dev-{w.rng.randrange(25)}"
        small.call(at - 0.2, 380 + w.tokens(60, 0.8), w.tokens(14, 0.3), session=session, user=user)
        context, cached, end = 14_500, 0, at
        for _ in range(1 + int(w.rng.expovariate(1 / 2.2))):
            context += w.tokens(90, 1.2)
            for step in range(steps := w.tokens(8, 0.7)):
                said, warm = w.tokens(170, 0.9), cached if at - end < 290 else 0
                end = client.call(
                    at, 4, said, read=warm, write=context - warm, session=session, user=user, tools=17,
                    stop="end_turn" if step == steps - 1 else "tool_use",
                )  # fmt: skip
                cached, context = context, context + said + w.tokens(950, 1.1)
                at = end + w.draw(0.7, 1.2)
                if w.rng.random() < 0.04:
                    at = at_once(w, at, _helpers(helper, search, session, user), within_s=0.4) + w.draw(0.3, 0.5)
            if context > 150_000:
                end = client.call(at, context - cached + 600, w.tokens(2_800, 0.2), read=cached, session=session)
                at, context, cached = end + 0.3, 14_500 + w.tokens(3_000, 0.2), 0
            at += 8 + w.draw(80, 1.1)


def _helpers(client: Client, search: Steps, session: str, user: str) -> list[Row]:
    """Two to four helpers that search side by side."""
    w = client.world
    return [partial(search.run, client, session=session, user=user) for _ in range(w.rng.randint(2, 4))]


@kind("agentic", "interactive")
def editor_agent_that_asks_first(w: World) -> None:
    """An agent in an editor that may read by itself and must ask before it writes or runs: half of its steps follow
    within a second, half wait for a click, some seconds or as long as a coffee. Tools are written in the text, so that
    no stop reason tells; when the prompt is too long its older half is cut out. Half of the firms cache it."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=8_000)
    w.user_agent = "anthropic-sdk-typescript/0.66.1"
    is_cached, most = w.rng.random() < 0.5, w.pick(60_000, 120_000)
    for start in w.arrivals(7, OFFICE):
        at, end, user = start, start, f"dev-{w.rng.randrange(14)}"
        context, cached = 11_500 + w.tokens(1_500, 0.8), 0
        for _ in range(w.tokens(13, 0.7)):
            said = w.tokens(230, 0.8)
            if is_cached:
                warm = cached if at - end < 290 else 0
                end = client.call(at, 420, said, read=warm, write=context - warm, user=user)
            else:
                end = client.call(at, context + 420, said, user=user)
            cached = context
            context += said + w.tokens(1_300, 1.1)
            if context > most:
                context, cached = 11_500 + (context - 11_500) // 2, 11_500
            at = end + (w.draw(0.35, 0.6) if w.rng.random() < 0.5 else 1.5 + w.draw(8, 1.2))


@kind("agentic")
def orders_keyed_in(w: World) -> None:
    """Orders come by mail and an agent keys them in: it reads the paper, looks for the customer, then for each article,
    keys all of it and reads it over. The old system takes two to fifteen seconds for each look-up. Mail is fetched
    every five minutes, and what is there is begun side by side; an order could wait for noon, its steps cannot."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    for mail in w.arrivals(11, OFFICE):
        at = (mail // 300 + 1) * 300 + 1 + w.rng.random() * 2
        context = 3_900 + w.tokens(1_900, 0.6)
        steps = 3 + w.tokens(4, 0.7)
        for step in range(steps):
            said = w.tokens(85, 0.4) + (220 if step == steps - 2 else 0)
            stop = "end_turn" if step == steps - 1 else "tool_use"
            end = client.call(at, context, said, stop=stop, tools=7)
            context += said + w.tokens(330, 0.8)
            at = end + 1 + w.draw(4, 0.7)


@kind("agentic")
def agent_benchmark(w: World) -> None:
    """Some dozens of tasks in containers on which the firm's own agent is measured before each release, eight or so at
    a time: up to forty steps each, commands that take a tenth of a second or a minute, and at the end a judge who reads
    what came of it. The score can wait until tomorrow; no step can be sent before the last."""
    client = w.client(w.model(LARGE, MIDDLE), max_tokens=8_000, retries=5)
    judge = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=500)
    workers, is_cached, system = w.pick(4, 8, 16), w.rng.random() < 0.6, round(w.about(3_600))

    def task(at: float) -> float:
        at += w.draw(14, 0.5)  # a container is made
        context, cached, end = system + w.tokens(800, 0.6), 0, at
        for _ in range(steps := min(40, w.tokens(16, 0.6))):
            said = w.tokens(200, 0.8)
            warm = cached if at - end < 290 else 0
            read, write, fresh = (warm, context - warm, 3) if is_cached else (0, 0, context)
            end = client.call(at, fresh, said, read=read, write=write, stop="tool_use", tools=3)
            cached, context = context, context + said + w.tokens(700, 1.1)
            at = end + (w.draw(0.2, 0.7) if w.rng.random() < 0.8 else w.draw(18, 0.9))
        return judge.call(at, 1_900 + 60 * steps + w.tokens(900, 0.6), w.tokens(140, 0.4))

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        pool(w, start, [task] * w.count(34), workers, between_s=2.0)
