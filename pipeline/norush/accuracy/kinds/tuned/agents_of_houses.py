"""Each step needs the one before: a program, and often a person, waits for every answer."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def shipments_that_went_wrong(w: World) -> None:
    """A forwarder's agent takes on each shipment that is stuck: it asks the carriers' slow systems, reads the papers,
    writes to somebody and lays the case aside until there is a reply, in an hour or tomorrow; then it goes on with all
    that was there. Six to twenty steps in two or three goes. No step can be made before the last one is back."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=2_000)
    for start in w.arrivals(5.2, OFFICE):
        at, context, session = start, 4_600 + w.tokens(1_400, 0.6), w.name("case")
        for _ in range(w.rng.randint(1, 3)):
            for step in range(steps := w.tokens(5, 0.5)):
                said = w.tokens(110, 0.5) + (160 if step == steps - 1 else 0)
                stop = "end_turn" if step == steps - 1 else "tool_use"
                end = client.call(at, context, said, session=session, stop=stop, tools=14)
                context += said + w.tokens(420, 0.9)
                at = end + (w.draw(14, 0.8) if w.rng.random() < 0.6 else w.draw(0.4, 0.6))
            at += w.draw(3.5 * HOUR_S, 1.0)
            context += w.tokens(260, 0.7)


@kind("agentic")
def libraries_brought_up_to_date(w: World) -> None:
    """At night an agent brings a software house's libraries up to date, some repositories at a time: it changes, runs
    the tests, which takes a minute or ten, reads what broke, and changes again, until they pass or it gives up. Cached,
    when the tests were quick. Developers find a proposal in the morning; within a run each step waits for the tests of
    the last."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=16_000, retries=4)
    machines, share = w.pick(2, 3, 5), w.about(0.3)

    def repository(at: float) -> float:
        at += w.draw(50, 0.5)
        context, cached, end = 7_800 + w.tokens(3_000, 0.7), 0, at
        for _ in range(min(45, w.tokens(12, 0.7))):
            said, warm = w.tokens(240, 0.9), cached if at - end < 290 else 0
            end = client.call(at, 5, said, read=warm, write=context - warm, stop="tool_use", tools=6)
            cached, context = context, context + said + w.tokens(900, 1.0)
            at = end + (w.draw(140, 0.8) if w.rng.random() < share else w.draw(0.6, 0.9))
        warm = cached if at - end < 290 else 0
        return client.call(at, 5, w.tokens(310, 0.3), read=warm, write=context - warm, tools=6)

    for start in w.timer((w.pick(1, 2, 3),), weekdays=WEEKDAYS, late_s=20):
        rows: list[Row] = [repository] * w.count(6.5)
        pool(w, start, rows, machines, between_s=3.0)


@kind("agentic", "interactive")
def figures_asked_for_in_a_channel(w: World) -> None:
    """Somebody at a shop writes in a channel "how did returns go in May?", and an agent answers in the thread: it looks
    for tables, writes a query, mends it, draws. Five to twelve steps within a minute while they watch; then "and by
    country?", or nothing. Queries take a second or forty."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=3_000)
    is_named = w.rng.random() < 0.6
    for start in w.arrivals(7.5, OFFICE):
        at, context = start, 5_800 + w.tokens(40, 0.8)
        session = w.name("thread") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 0.8))):
            for step in range(steps := 2 + w.tokens(4, 0.5)):
                said = w.tokens(130, 0.6)
                stop = "end_turn" if step == steps - 1 else "tool_use"
                end = client.call(at, context, said, session=session, stop=stop, tools=5)
                context += said + w.tokens(380, 0.9)
                at = end + w.draw(2.2, 1.1)
            at += 15 + w.draw(140, 1.0)


@kind("agentic", "interactive")
def literature_for_a_physician(w: World) -> None:
    """A physician asks what is known of a rare case: a first call plans, three to six readers search and read side by
    side, each some steps on its own, a second round looks into what they left open, and a last call writes two pages
    with all of it before it. Some minutes, in which she sees a list grow; she asks once more, or not."""
    lead = w.client(w.model(LARGE, LARGE_OLDER), streamed=True, max_tokens=8_000)
    reader = w.client(w.model(MIDDLE, SMALL), max_tokens=2_000)
    search = Steps(3.6, 2_100, 240, 130, 2_400, 1.1, is_cached=False)
    for start in w.arrivals(3.2, OFFICE):
        at, user = start, w.name("doctor")
        for _ in range(1 if w.rng.random() < 0.7 else 2):
            known = 2_900 + w.tokens(120, 0.7)
            for _ in range(w.rng.randint(1, 2)):
                plan, readers = w.tokens(260, 0.4), w.rng.randint(3, 6)
                at = lead.call(at, known, plan, user=user, stop="tool_use", tools=2) + w.draw(0.15, 0.5)
                rows: list[Row] = [partial(search.run, reader, user=user)] * readers
                at = at_once(w, at, rows, within_s=0.2) + w.draw(0.1, 0.5)
                known += plan + sum(w.tokens(520, 0.4) for _ in range(readers))
            at = lead.call(at, known + 700, w.tokens(1_500, 0.3), user=user, tools=2) + 40 + w.draw(150, 0.8)


@kind("agentic")
def customers_known_step_by_step(w: World) -> None:
    """A bank must know who its business customers are. Workers take one customer after the other from a queue that is
    filled by day: registers, owners, the owners of the owners, the news, and a verdict: nine calls or more, in each of
    which all answers so far are read, since they say where to look next. A file could be done tomorrow, but no call of
    it before the last."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    workers = w.pick(2, 3, 5)

    def customer(at: float) -> float:
        known = 1_500 + w.tokens(600, 0.5)
        for _ in range(w.rng.randint(4, 6)):
            for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
                fetched, said = w.tokens(1_100, 0.7), w.tokens(180, 0.4)
                at = client.call(at + w.draw(1.8, 0.7), known + fetched, said, tools=4) + 0.05
                known += said
        return client.call(at + 0.1, known + 900, w.tokens(420, 0.25), tools=4)

    for start in w.timer((w.pick(8, 9), 13), weekdays=WEEKDAYS, late_s=60):
        rows: list[Row] = [customer] * w.count(5.2, factor=1.8)
        pool(w, start, rows, workers, between_s=4.0)


@kind("agentic")
def hands_on_an_old_terminal(w: World) -> None:
    """A public office keys applications into a system that knows no interface but its screen: an agent looks at a
    picture of it, presses keys, looks again, twenty to fifty times for each application. Only the last few pictures go
    along, so that the prompt grows at first and then stays. Two screens, in office hours, as applications come in."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_024)
    picture, kept, free = w.pick(1_400, 1_570), w.pick(3, 5), [0.0, 0.0]
    for start in w.arrivals(2.6, OFFICE):
        screen = free.index(min(free))
        at, words = max(start, free[screen]), 2_300 + w.tokens(420, 0.5)
        for step in range(steps := w.rng.randint(14, 44)):
            said = w.tokens(72, 0.5)
            stop = "end_turn" if step == steps - 1 else "tool_use"
            end = client.call(at, words + picture * min(step + 1, kept), said, stop=stop, tools=1)
            words += said + 12
            at = end + 0.6 + w.draw(1.2, 0.6)
        free[screen] = at + 2
