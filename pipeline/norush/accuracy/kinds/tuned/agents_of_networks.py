"""Each step needs the one before: passengers of cancelled flights, code at three sites, owners of firms, field news."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.kinds.tuned.regions_of_networks import clocks_in, people_in, some_places
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("agentic")
def cancelled_bookings_worked_through_by_an_agent(w: World) -> None:
    """When an airline cancels flights, each booking that its own rules cannot rebook - groups, connections with
    partners, a dog in the hold - goes to an agent: it reads the booking, looks for seats, asks what the fare allows,
    tries a connection, holds it, and writes the message. A queue and six or so workers take booking after booking, for
    an hour after a storm and one by one on plain days. Each look into the system decides the next."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=2_048, retries=4)
    frame, workers = round(w.about(2_400, 1.3)), w.pick(4, 6, 10)

    def booking(at: float, session: str | None) -> float:
        known = frame + min(3_000, w.tokens(500, 0.5))
        for _ in range(min(12, w.tokens(5, 0.5))):
            said = w.tokens(85, 0.4)
            end = client.call(at, known, said, session=session, stop="tool_use", tools=7)
            known += said + min(4_000, w.tokens(480, 0.8))
            at = end + w.draw(1.3, 0.7)
        return client.call(at, known, w.tokens(230, 0.3), session=session, tools=7)

    is_named = w.rng.random() < 0.6
    for start in w.arrivals(3, ALWAYS):
        booking(start, w.name("pnr") if is_named else None)
    for storm in w.launches(w.rng.randint(3, 5), ALWAYS):
        rows: list[Row] = [
            partial(booking, session=w.name("pnr") if is_named else None) for _ in range(w.count(13, 1.6))
        ]
        pool(w, storm, rows, workers, between_s=0.4)


@kind("agentic", "interactive")
def code_passed_on_by_three_sites(w: World) -> None:
    """Engineers of one product in California, Central Europe and India use a coding agent in the terminal on one shared
    key; a branch that one site leaves in the evening the next takes up in the morning, so there is hardly an hour
    without a session but Sunday's. Prefix and history are cached, tools are read, edit, run, search; people look in
    between and say yes. A step needs what the tool gave."""
    w.user_agent = "anthropic-sdk-typescript/0.66.1"
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=16_000, retries=8)
    steps = Steps(
        steps=11,
        system=round(w.about(13_000, 1.2)),
        task=350,
        answer=150,
        result=600,
        tool_s=3.5,
        person_share=0.15,
        is_cached=True,
        most_context=60_000,
    )
    is_named = w.rng.random() < 0.5
    for start in people_in(w, ["America/Los_Angeles", "Europe/Warsaw", "Asia/Kolkata"], 2.7, OFFICE):
        steps.run(client, start, session=w.name("session") if is_named else None)


@kind("agentic")
def owners_of_firms_traced_through_registers(w: World) -> None:
    """A bank with branches abroad has to know who owns a firm before it opens an account: an agent looks into the
    register of the country, finds a holding, looks into the next register, reads an extract in another language, and
    stops at people or after two dozen looks. Cases come in from relationship managers in each country and lie with an
    analyst next day. Where it looks next is written in what it just found."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=5)
    frame, is_named = round(w.about(3_100, 1.3)), w.rng.random() < 0.5
    for start in people_in(w, some_places(w, 4, 7), 1.8, OFFICE):
        at, known = start + w.draw(20, 0.8), frame + w.tokens(260, 0.4)
        session = w.name("case") if is_named else None
        for _ in range(min(24, w.tokens(7, 0.6))):
            said = w.tokens(110, 0.4)
            at = client.call(at, known, said, session=session, stop="tool_use", tools=5) + w.draw(4.5, 0.8)
            known = min(36_000, known + said + min(6_000, w.tokens(700, 0.9)))
        client.call(at, known, min(3_000, w.tokens(650, 0.3)), session=session, tools=5)


@kind("agentic")
def field_news_gathered_by_an_agent_at_dawn(w: World) -> None:
    """An aid organisation has an agent write the situation of each crisis country before its office opens: it searches
    news and partners' sites, opens what looks new, compares with yesterday's text, searches again, and writes a page
    with sources. Started by a schedule in the zone of a region, a country or two next to each other. The text is
    there long before it is read; but a search cannot be sent before the last one has been read."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=4_000, retries=4)
    steps = Steps(
        steps=7, system=round(w.about(2_800, 1.3)), task=900, answer=120, result=1_100, tool_s=2.4, most_context=30_000
    )
    places, hour = some_places(w, 2, 3), w.pick(4, 5)
    is_named = w.rng.random() < 0.5
    for start in clocks_in(w, places, hour, w.pick(0, 15, 30), late_s=20):
        rows: list[Row] = [
            partial(steps.run, client, session=w.name("sitrep") if is_named else None)
            for _ in range(w.count(1.7, factor=1.15))
        ]
        pool(w, start, rows, 3, between_s=2.0)


@kind("agentic", "interactive")
def subscribers_served_by_an_agent_of_a_carrier(w: World) -> None:
    """A telecoms group runs one service agent for its national brands: a customer writes in the app, the agent looks at
    the bill, at the line, runs a test of the router, changes an option, and answers - two to five calls a message, tool
    results in the chat, the rules of the brand before them. Evenings in each country are full. The customer waits for
    the end, and each call for the tool before it."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=1_024, retries=2)
    brands, is_named = [round(w.about(2_100, 1.3)) for _ in range(4)], w.rng.random() < 0.6
    for start in people_in(w, some_places(w, 4, 7), 7.5, HOME):
        at, known = start, w.rng.choice(brands)
        session = w.name("conv") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            known += w.tokens(40, 0.7)
            for _ in range(w.rng.choices((0, 1, 2, 3, 4), (2, 4, 4, 2, 1))[0]):
                said = w.tokens(60, 0.4)
                at = client.call(at, known, said, session=session, stop="tool_use", tools=11) + w.draw(0.8, 0.7)
                known = min(16_000, known + said + min(2_500, w.tokens(330, 0.7)))
            said = w.tokens(120, 0.4)
            end = client.call(at, known, said, session=session, tools=11)
            known += said
            at = end + 4 + said / 9 * w.rng.uniform(0.3, 1.0) + w.draw(28, 0.9)
