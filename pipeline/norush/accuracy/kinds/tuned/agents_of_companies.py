"""Each step needs the one before: agents that write code, look things up, click, and settle what comes in."""

from functools import partial

from norush.accuracy.calendar import HOME, OFFICE, WEEKDAYS, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

AFTER_WORK = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.1, 1.5, 1.4),
    (4, 2.5, 1.5, 1, 0.6, 0.4, 0.4, 0.6, 1, 1, 1, 1, 1.2, 1.2, 1.2, 1.5, 2, 4, 8, 8, 7, 8, 8, 6),
    1.2,
)
"""What is started before going home, from the sofa, and on weekends."""


@kind("agentic")
def coding_agents_of_a_team(w: World) -> None:
    """Half a dozen developers work with an agent in the terminal by day: it reads, edits, runs tests, and asks now and
    then; everything is cached as it grows, and what it waits for are tools of a second or a minute, or the developer's
    word. Each call goes on from the last one's answer, so that none of it could be sent together."""
    client = w.client(w.model(MIDDLE, MIDDLE, OLDER), streamed=True, max_tokens=32_000, retries=4)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    people = max(2, w.count(6))
    task = Steps(13, 15_500, 350, 190, 800, 4.0, person_share=0.1)
    for start in w.arrivals(2.9, OFFICE):
        at, user = start, f"dev{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.5))):
            at = task.run(client, at, session=w.name("session"), user=user) + w.draw(200, 0.8)


@kind("agentic")
def coding_agents_after_work(w: World) -> None:
    """A small firm lets agents work while nobody does: before going home, late in the evening and on weekends somebody
    gives two or three tasks, each in a tree of its own, and they run side by side for an hour or more without a word.
    The result is looked at the next day. It could wait, but each step needs what the last one did."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=32_000, retries=6)
    task = Steps(34, 14_000, 900, 230, 700, 8.0, most_context=110_000)
    for start in w.arrivals(0.42, AFTER_WORK):
        rows: list[Row] = [partial(task.run, client, session=w.name("session")) for _ in range(w.rng.randint(1, 3))]
        at_once(w, start, rows, within_s=240)


@kind("agentic")
def reports_out_of_many_searches(w: World) -> None:
    """Consultants ask for a report on a market and have coffee: a first call makes a plan of three to five questions,
    for each a helper searches and reads by itself, side by side, four to nine steps long, and a last call writes the
    report out of their notes. Some minutes in all. Within a helper each step needs the last; the writer needs all."""
    lead = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=8_000)
    helper = w.client(w.model(MIDDLE, SMALL), max_tokens=2_000)

    def search(at: float) -> float:
        known = 1_800 + w.tokens(120, 0.4)
        for _ in range(w.rng.randint(4, 9)):
            said = w.tokens(120, 0.4)
            at = helper.call(at, known, said, stop="tool_use", tools=2) + w.draw(1.6, 0.6)
            known += said + min(6_000, w.tokens(1_300, 0.7))
        return helper.call(at, known, w.tokens(420, 0.3), tools=2)

    for start in w.arrivals(1.25, OFFICE):
        at = lead.call(start, 1_400 + w.tokens(90, 0.7), w.tokens(320, 0.3)) + 0.2
        rows: list[Row] = [search] * w.rng.randint(3, 5)
        at = at_once(w, at, rows, within_s=0.1) + 0.2
        lead.call(at, 1_900 + 440 * len(rows), w.tokens(1_900, 0.3))


@kind("agentic", "interactive")
def crm_asked_through_tools(w: World) -> None:
    """People in sales ask an assistant that was made with LangGraph about their customers: it calls a tool of the CRM,
    looks at what came, calls the next, and answers, one to five calls for each question, the last of them streamed to
    the page. They ask on while they prepare for a meeting. A person waits, and each call needs the last."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    people = max(3, w.count(25))
    for start in w.arrivals(7.0, OFFICE):
        at, context, user, session = start, 2_900, f"rep{w.rng.randrange(people)}", w.name("thread")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            context += w.tokens(26, 0.7)
            for step in range(steps := w.rng.choices((1, 2, 3, 5), (2, 4, 3, 1))[0]):
                is_last = step == steps - 1
                said = w.tokens(160 if is_last else 55, 0.4)
                stop = "end_turn" if is_last else "tool_use"
                end = client.call(at, context, said, session=session, user=user, stop=stop, tools=7)
                context += said + (0 if is_last else w.tokens(420, 0.8))
                at = end + w.draw(0.6, 0.6)
            at = end + 8 + w.draw(50, 0.9)


@kind("agentic")
def crew_for_the_blog(w: World) -> None:
    """A marketing firm has a crew of agents write three articles on each weekday at half past six: the first searches
    in steps of thought and action, the second writes, the third edits and sends it back once or not; one article after
    the other. A cron job starts it and nobody looks before ten, but in a crew each answer is the next one's
    question."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096)
    for start in w.timer((6,), minute=30, weekdays=WEEKDAYS):
        at = start + w.draw(9, 0.4)
        for _ in range(w.count(2.6)):
            notes = 1_300
            for _ in range(w.rng.randint(3, 6)):
                said = w.tokens(130, 0.4)
                at = client.call(at, notes, said, stop="stop_sequence") + w.draw(2.4, 0.7)
                notes += said + min(5_000, w.tokens(900, 0.7))
            found, text = w.tokens(600, 0.3), w.tokens(1_250, 0.2)
            at = client.call(at, notes, found) + 0.2
            at = client.call(at, 900 + found, text) + 0.2
            for _ in range(w.rng.choices((1, 2), (3, 2))[0]):
                at = client.call(at, 800 + text, w.tokens(240, 0.4)) + 0.2
                at = client.call(at, 1_100 + found + text, text) + 0.2


@kind("agentic")
def portals_by_browser(w: World) -> None:
    """A forwarder has an agent look up the state of its consignments in the portals of carriers that have no interface,
    at six and at one: open, sign in, search, read, each step with the tree of the page as it is now. Two browsers side
    by side, each case a dozen steps. It runs by timer and nobody looks on; but where to click is on the page that the
    last click has brought."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=800, retries=3)

    def case(at: float) -> float:
        done = 0
        for step in range(steps := 5 + w.tokens(5, 0.4)):
            said, page = w.tokens(70, 0.4), min(18_000, w.tokens(3_600, 0.5))
            stop = "end_turn" if step == steps - 1 else "tool_use"
            at = client.call(at, 2_100 + done + page, said, stop=stop, tools=11) + 0.8 + w.draw(1.8, 0.6)
            done += said + 60
        return at

    for start in w.timer((6, 13), minute=0, weekdays=WEEKDAYS, late_s=6):
        rows: list[Row] = [case] * w.count(2.6, factor=1.5)
        pool(w, start + w.draw(8, 0.4), rows, 2, between_s=1.5)


@kind("agentic")
def tickets_solved_without_people(w: World) -> None:
    """A shop's tickets are solved by an agent as they come, by day and night: it looks at the order, the parcel and the
    rules, sends money back or asks a person, and writes the mail; three to ten calls, one after the other, for a
    ticket. The customer reads the mail some time. Each call needs what the tool of the last one gave."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=3)
    is_cached = w.rng.random() < 0.5
    task = Steps(4.6, 3_400, 260, 130, 380, 0.8, is_cached=is_cached)
    for at in w.arrivals(11.5, HOME):
        task.run(client, at + w.draw(2, 0.6), session=w.name("ticket") if w.rng.random() < 0.7 else None)


@kind("agentic")
def failed_checks_looked_into(w: World) -> None:
    """At night, when the tests of the warehouse are through, an agent looks into each that has failed: it reads the
    model, asks the warehouse five or ten things, and leaves a note for the engineers; three at a time, mostly a few a
    night. Nobody is there, and by the morning is soon enough; but what it asks next depends on what came."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)

    def check(at: float) -> float:
        known = 2_600 + w.tokens(900, 0.6)
        for _ in range(2 + w.tokens(5, 0.4)):
            said = w.tokens(150, 0.5)
            at = client.call(at, known, said, stop="tool_use", tools=5) + w.draw(3.5, 0.9)
            known += said + min(5_000, w.tokens(520, 0.9))
        return client.call(at, known, w.tokens(310, 0.3), tools=5)

    for start in w.timer((w.pick(2, 3, 4),), late_s=5):
        rows: list[Row] = [check] * w.count(2.5, factor=2.0)
        pool(w, start + w.draw(1_100, 0.4), rows, 3, between_s=0.5)


@kind("agentic")
def contracts_in_six_steps(w: World) -> None:
    """A legal service reads each new contract by night in six steps, of which each takes the contract and all that the
    steps before have said: parties, duties, dates, risks, what is missing, a letter. The contract is in the cache from
    the first step on; four contracts at a time. It would wait until the next day, but six batches one after the other
    may each take a day, and so the letters would come a week late."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=3)

    def contract(at: float) -> float:
        paper, said_so_far = 1_100 + min(90_000, w.tokens(6_800, 0.6)), 0
        for step in range(6):
            said = w.tokens(240 if step < 5 else 520, 0.3)
            read = paper if step else 0
            at = client.call(at, 140 + said_so_far, said, read=read, write=paper - read) + w.draw(0.03, 0.5)
            said_so_far += said
        return at

    for start in w.timer((w.pick(20, 22, 2),), weekdays=WEEKDAYS):
        rows: list[Row] = [contract] * w.count(8, factor=1.6)
        pool(w, start, rows, 4, between_s=0.1)


@kind("agentic")
def texts_refined_until_they_pass(w: World) -> None:
    """Landing pages for a campaign are refined by themselves: a draft, a critic that gives marks, a new draft by what
    it said, until all marks are good or four rounds are over; five pages at a time, some dozens of pages whenever a
    campaign is planned. Nobody looks before the end, but each draft answers the last critique, up to nine calls
    deep."""
    write = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000)
    judge = w.client(w.model(MIDDLE), max_tokens=500)
    width = w.pick(3, 5, 8)

    def page(at: float) -> float:
        brief, text = 1_000 + w.tokens(250, 0.5), w.tokens(480, 0.25)
        at = write.call(at, brief, text) + 0.02
        for _ in range(4):
            critique = w.tokens(150, 0.35)
            at = judge.call(at, 720 + text, critique) + 0.02
            if w.rng.random() < 0.35:
                break
            at = write.call(at, brief + text + critique, w.tokens(480, 0.25)) + 0.02
        return at

    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        rows: list[Row] = [page] * w.count(26)
        pool(w, start, rows, width, between_s=0.05)


@kind("agentic")
def offers_by_a_lead_and_helpers(w: World) -> None:
    """An engineering firm has its offers put together by a lead agent: it reads the request, sends three to five
    helpers off side by side for prices, norms, old offers and dates, each with tools of its own and some steps long,
    reads what they bring, sends one or two again, and writes. Started by day, read an hour later, or at night before a
    deadline. All within it is steps on steps."""
    lead = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=16_000)
    helper = w.client(w.model(MIDDLE, SMALL), max_tokens=4_000)
    steps = Steps(4.5, 5_200, 400, 160, 700, 2.5)

    for start in (*w.arrivals(1.3, OFFICE), *w.launches(3, AFTER_WORK)):
        at, last, known, cached, session = start, start, 8_500 + w.tokens(3_000, 0.6), 0, w.name("offer")
        for wave in range(w.rng.choices((1, 2), (2, 3))[0]):
            said, warm = w.tokens(280, 0.3), cached if at - last < 290 else 0
            last = lead.call(at, 5, said, read=warm, write=known - warm, session=session, stop="tool_use", tools=6)
            at, cached, known = last + 0.1, known, known + said
            helpers = w.rng.randint(3, 5) if wave == 0 else w.rng.randint(1, 2)
            rows: list[Row] = [partial(steps.run, helper, session=session)] * helpers
            at = at_once(w, at, rows, within_s=0.2) + 0.2
            known += helpers * w.tokens(350, 0.3)
        warm = cached if at - last < 290 else 0
        lead.call(at, 5, w.tokens(1_900, 0.3), read=warm, write=known - warm, session=session, tools=6)
