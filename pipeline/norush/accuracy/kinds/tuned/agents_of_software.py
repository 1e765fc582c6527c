"""Each step needs the one before: a reader of support bundles, an attacker of web applications, a writer of connectors,
an answerer of chargebacks."""

from functools import partial
from math import inf

from norush.accuracy.calendar import ALWAYS, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic", "interactive")
def support_bundles_searched_by_an_agent(w: World) -> None:
    """A vendor of a database has its support engineers give a customer's bundle - logs, settings, states of all nodes -
    to an agent that searches in it, reads pieces, compares times, and says what it takes for the cause. Then the
    engineer asks further, two or three times, from the same talk. All before is marked for the cache. The engineer
    looks in between, and each search comes out of what the last one found."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=8_000, retries=4)
    frame, engineers = round(w.about(5_500, 1.3)), w.rng.randint(6, 25)
    for start in w.arrivals(1.6, OFFICE):
        at, end, cached, session = start, -inf, 0, w.name("case")
        known, user = frame + w.tokens(900, 0.6), f"se-{w.rng.randrange(engineers):02d}"
        for _ in range(1 + int(w.rng.expovariate(1 / 1.8))):
            steps = min(40, w.tokens(9, 0.6))
            for step in range(steps):
                is_last = step == steps - 1
                said = w.tokens(420, 0.4) if is_last else w.tokens(110, 0.6)
                warm = cached if at - end < 290 else 0
                stop = "end_turn" if is_last else "tool_use"
                end = client.call(
                    at, 5, said, read=warm, write=known - warm, session=session, user=user, stop=stop, tools=7
                )
                cached = known
                known += said + (0 if is_last else min(9_000, w.tokens(1_050, 0.9)))
                at = end + w.draw(0.6, 0.9)
            known += w.tokens(60, 0.7)
            at = end + 20 + w.draw(170, 1.0)
            if known > 140_000:
                break


@kind("agentic")
def web_apps_attacked_by_an_agent(w: World) -> None:
    """A vendor of security tries its customers' test systems at the hours agreed on, mostly by night: one agent looks
    around and writes down what seems worth a try, then helpers, three or four at a time, follow one thing each:
    request, answer, another request. The report goes out days later and nobody looks on; but what is sent next depends
    on what came back."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=5)
    frame, width, is_named = round(w.about(4_800)), w.pick(3, 4, 4), w.rng.random() < 0.6
    scout = Steps(steps=16, system=frame, task=500, answer=210, result=900, tool_s=2.2)
    helper = Steps(steps=19, system=frame - 900, task=420, answer=190, result=750, tool_s=1.6, most_context=90_000)
    for start in w.timer((w.pick(20, 22, 23),), minute=0, weekdays=w.pick((0, 2, 4), (1, 3, 5)), late_s=40):
        if w.rng.random() < 0.15:  # the customer has put it off
            continue
        session = w.name("scan") if is_named else None
        end = scout.run(client, start, session)
        rows: list[Row] = [
            partial(helper.run, client, session=w.name("probe") if is_named else None)
            for _ in range(w.count(6, factor=1.6))
        ]
        end = pool(w, end + w.draw(3, 0.5), rows, width, between_s=0.4)
        client.call(end + 1, frame + w.tokens(9_000, 0.4), w.tokens(1_700, 0.3), session=session)


@kind("agentic")
def connectors_written_from_their_docs(w: World) -> None:
    """A vendor of data pipelines has connectors written by a program: for each table of a service it asks for the code
    with the pages of the interface before it, runs it against the sandbox, and sends the code back with what went
    wrong, until it passes or after eight times; tables one after the other, two connectors side by side, started by an
    engineer in the morning and looked at towards evening. The next prompt is the last answer and its error."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=8_192, retries=3)
    rules = round(w.about(2_400))

    def table(at: float, docs: int) -> float:
        code = min(6_000, w.tokens(850, 0.4))
        at = client.call(at, rules + docs, code)
        for _ in range(7):
            if w.rng.random() < 0.36:
                break
            complaint = min(3_000, w.tokens(340, 0.7))
            code = max(60, min(6_000, round(code * w.draw(1.02, 0.1))))
            at = client.call(at + 1.5 + w.draw(6, 0.7), rules + docs + code + complaint, code)
        return at + w.draw(4, 0.5)

    def connector(at: float) -> float:
        docs = min(20_000, w.tokens(4_200, 0.5))
        for _ in range(w.rng.randint(3, 14)):
            at = table(at, docs)
        return at

    for start in w.launches(max(3, round(13 * w.scale)), OFFICE):
        rows: list[Row] = [connector] * w.rng.choice((1, 2, 2, 3))
        pool(w, start, rows, 2, between_s=2.0)


@kind("agentic")
def chargebacks_answered_by_an_agent(w: World) -> None:
    """A payments company answers chargebacks for its merchants: when one comes in from the card scheme an agent fetches
    the order, the delivery, the mails with the buyer, what the scheme wants to see for this reason, and writes the
    answer, four to nine calls. The scheme gives days and the worker takes them when it gets round to it, but what it
    fetches next comes out of what it has seen."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_048, retries=4)
    rules, is_named, free = round(w.about(2_300)), w.rng.random() < 0.5, [0.0, 0.0]

    def case(at: float, session: str | None) -> float:
        known = rules + w.tokens(430, 0.3)
        for _ in range(w.rng.choices((3, 4, 5, 8), (3, 4, 2, 1))[0]):
            said = w.tokens(85, 0.4)
            at = client.call(at, known, said, session=session, stop="tool_use", tools=8) + w.draw(0.5, 0.6)
            known += said + min(6_000, w.tokens(560, 0.8))
        return client.call(at, known, w.tokens(520, 0.3), session=session, tools=8)

    files = [at + w.draw(30, 0.6) for at in w.timer((5,), minute=40, weekdays=WEEKDAYS) for _ in range(w.count(4))]
    for at in sorted(files + w.arrivals(5, ALWAYS)):
        place = free.index(min(free))
        session = w.name("dispute") if is_named else None
        row: Row = partial(case, session=session)
        free[place] = row(min(max(at + w.draw(3, 0.5), free[place]), at + 6 * HOUR_S)) + w.draw(0.5, 0.5)
