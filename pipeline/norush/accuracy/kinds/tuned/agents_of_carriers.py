"""Each step needs the one before: consignments held by customs, orders for repairs, a railway's code, a tender."""

from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def customs_holds_cleared_up_by_an_agent(w: World) -> None:
    """A forwarder's agent takes each consignment that customs holds: a worker looks every ten minutes for new ones, the
    agent reads the message, fetches the invoice, the booking and the last mails with tools, and writes to the shipper
    or to the broker or gives it to a person; five to nine calls, three holds side by side. When an answer has come
    it goes on. Nobody watches, but no call can be made before the tool has answered the last one."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_048, retries=4)
    is_named = w.rng.random() < 0.5
    steps = Steps(6, round(w.about(2_600, 1.3)), 420, 95, 750, 0.7, is_cached=w.rng.random() < 0.5)
    places = [0.0] * 3
    for came in w.arrivals(4.5, OFFICE):
        looked = (came // 600 + 1) * 600 + w.draw(1.5, 0.5)
        begun = max(looked, heappop(places))
        session = w.name("hold") if is_named else None
        end = steps.run(client, begun, session)
        heappush(places, end + 0.2)
        if w.rng.random() < 0.4:  # the shipper has answered
            Steps(3, steps.system, 1_900, 95, 600, 0.7, is_cached=steps.is_cached).run(
                client, end + w.draw(5 * HOUR_S, 0.9), session
            )


@kind("agentic")
def repair_orders_placed_by_a_facility_agent(w: World) -> None:
    """A company that looks after offices lets an agent work on the repairs that are reported: it looks up the room, the
    device and its warranty, the framework contracts and who is free, and places the order; between three and eight
    calls, each with what the last tool gave, in a loop of its own over a table of open reports by the hour from seven
    to six. What is urgent is done by people. A report may wait the hour; within it no step can go ahead."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_024, retries=3)
    rules = round(w.about(2_000, 1.3))

    def report(at: float) -> float:
        known = rules + w.tokens(180, 0.6)
        for _ in range(2 + min(6, w.tokens(2.6, 0.5))):
            said = w.tokens(70, 0.35)
            at = client.call(at, known, said, stop="tool_use", tools=8) + w.draw(0.5, 0.8)
            known += said + min(4_000, w.tokens(430, 0.8))
        return client.call(at, known, w.tokens(120, 0.3), tools=8)

    for start in w.timer(tuple(range(7, 19)), minute=w.pick(0, 5, 30), weekdays=(0, 1, 2, 3, 4), late_s=6):
        at = start + w.draw(3, 0.5)
        for _ in range(w.rng.randint(0, 2 * w.count(1.0, factor=1.3))):
            at = report(at) + w.draw(0.4, 0.5)


@kind("agentic", "interactive")
def timetable_code_changed_by_coding_agents(w: World) -> None:
    """Developers of a railway's timetable system have a coding agent in the terminal: it reads, searches, edits, runs
    the tests and mends, ten to thirty calls a request, all before marked for the cache, the small model for titles and
    summaries of what a command said. The developer looks, says what else, or lets it go on over coffee. Each call is
    made of what the last one brought."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=32_000, retries=8)
    small = w.client(w.model(SMALL), streamed=True, max_tokens=512)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    people = max(2, w.count(6))
    for start in w.arrivals(1.7, OFFICE):
        session, user = w.name("sess"), f"dev-{w.rng.randrange(people):02d}"
        small.call(start, 340 + w.tokens(60, 0.8), w.tokens(12, 0.3), session=session, user=user)
        Steps(18, round(w.about(15_000, 1.2)), 160, 190, 620, 1.6, person_share=0.09).run(
            client, start + 0.1, session, user
        )


@kind("agentic")
def tender_answers_of_a_cleaning_firm_by_a_graph(w: World) -> None:
    """A facility company answers tenders with a graph of nodes: one reads the papers and makes a list of questions, for
    each question one asks the store of old answers, writes a draft, a critic says what is missing, and the draft is
    mended, at most twice; last comes a whole. Two questions side by side. Twelve tenders or so a month, started by the
    bid manager, who comes back after lunch. A draft needs its passages, the critic the draft, and so on."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=3)
    critic = w.client(w.model(LARGE, MIDDLE), max_tokens=800, retries=3)
    is_named = w.rng.random() < 0.5

    def question(at: float, papers: int, session: str | None) -> float:
        at = client.call(at, 420 + w.tokens(90, 0.4), w.tokens(60, 0.3), session=session) + w.draw(0.5, 0.4)
        draft, passages = min(3_000, w.tokens(430, 0.4)), w.tokens(2_600, 0.3)
        at = client.call(at, 1_100 + papers + passages, draft, session=session) + 0.05
        for _ in range(w.rng.choices((0, 1, 2), (3, 5, 2))[0]):
            said = w.tokens(140, 0.4)
            at = critic.call(at, 700 + papers + draft, said, session=session) + 0.05
            draft = min(3_000, round(draft * w.rng.uniform(0.9, 1.4)))
            at = client.call(at, 1_100 + papers + passages + draft + said, draft, session=session) + 0.05
        return at

    for start in w.launches(w.rng.randint(10, 15), OFFICE):
        session = w.name("tender") if is_named else None
        whole = min(60_000, w.tokens(14_000, 0.5))
        at = client.call(start, 900 + whole, min(3_000, w.tokens(900, 0.3)), session=session) + 0.1
        papers = w.tokens(900, 0.3)
        rows: list[Row] = [partial(question, papers=papers, session=session) for _ in range(w.count(24, factor=1.6))]
        at = pool(w, at, rows, 2, between_s=0.1)
        client.call(at, 1_500 + min(30_000, 400 * len(rows)), min(3_000, w.tokens(1_400, 0.3)), session=session)
