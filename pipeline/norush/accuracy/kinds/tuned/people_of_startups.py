"""Somebody waits for the answer: users of meeting notes, of a search over documents, of compliance and analytics tools,
and those whom a voice agent rings up."""

from norush.accuracy.calendar import HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def meetings_asked_about_afterwards(w: World) -> None:
    """A product for meeting notes has a box beside each recording: what was agreed, what did she say about the price,
    write the mail to those who were not there. The transcript stands in front, marked for the cache, the answer
    streams. Most is asked in the half-hour after a meeting, which ends at the hour or half past, some days later. Two
    or three questions, and the one who asked reads each before the next."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=2_048)
    rules, is_named = round(w.about(650)), w.rng.random() < 0.6
    starts = []
    for at in w.arrivals(40, OFFICE):
        ended = at // (HOUR_S / 2) * (HOUR_S / 2) if w.rng.random() < 0.6 else at
        starts.append(ended + 40 + w.draw(240, 0.9))
    for start in sorted(starts):
        transcript, at, talk = Prefix(rules + min(38_000, w.tokens(6_200, 0.5))), start, 0
        session = w.name("meeting")
        user = f"u{w.rng.randrange(2_400)}" if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            asked, said = w.tokens(21, 0.7), min(2_048, w.tokens(190, 0.6))
            end = transcript.call(client, at, talk + asked, said, session=session, user=user)
            talk += asked + said
            at = end + 2 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(22, 0.9)


@kind("interactive")
def answers_with_places_over_company_documents(w: World) -> None:
    """A search over the documents of a company: a small prompt turns the question into two or three searches, a third
    of a second later the ten best passages go into the answer, which streams with the places behind each sentence. One
    in three asks further, and then the question before goes along. Employees of some forty customers, all through the
    working day. The page shows dots until the first word is there."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=True, max_tokens=1_500)
    rewriter = w.client(w.model(SMALL, client.model), max_tokens=200, retries=1)
    rules, tenants = round(w.about(880)), w.rng.randint(20, 60)
    for start in w.arrivals(48, OFFICE):
        at, known, user = start, 0, f"t{w.rng.randrange(tenants)}"
        while True:
            asked = known + w.tokens(19, 0.7)
            end = rewriter.call(at, 340 + asked, min(200, w.tokens(42, 0.3)), user=user)
            said = min(1_500, w.tokens(235, 0.5))
            passages = min(7_000, w.tokens(2_300, 0.3))
            end = client.call(end + w.draw(0.35, 0.4), rules + passages + asked, said, user=user)
            if w.rng.random() < 0.66:
                break
            known = asked + said
            at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(28, 0.9)


@kind("interactive")
def questionnaires_answered_beside_a_suggestion(w: World) -> None:
    """In a compliance product sales engineers fill the security questionnaires of their buyers: at each row they press
    "suggest", passages of policies and of earlier answers go in, an answer of three sentences comes out, not streamed.
    They mend it, tick it off and go to the next row; one in six is asked for again. A sitting has some twenty rows and
    is taken up again after lunch. The button turns until the text is there."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=600, retries=2)
    rules, people = round(w.about(740)), max(3, w.count(26))
    for start in w.arrivals(4.6, OFFICE):
        at, user = start, f"se-{w.rng.randrange(people)}"
        for _ in range(3 + int(w.rng.expovariate(1 / 17))):
            question, passages = w.tokens(45, 0.5), min(5_000, w.tokens(1_750, 0.35))
            for _ in range(w.rng.choices((1, 2, 3), (10, 2, 1))[0]):
                said = min(600, w.tokens(105, 0.45))
                end = client.call(at, rules + passages + question, said, user=user)
                at = end + 3 + said / 9 * w.rng.uniform(0.4, 1.0) + w.draw(11, 0.9)
            at += w.draw(16, 1.1)


@kind("interactive", "agentic")
def figures_asked_for_in_an_analytics_assistant(w: World) -> None:
    """An assistant over the warehouse: somebody types a question, the model writes a query through a tool, the query
    runs for some seconds, now and then it fails and is mended, then a chart and three sentences stream in. The model of
    the tables stands in front, marked for the cache. Marketing and finance people of the customers, two or three
    questions a sitting, most on Mondays. They look at a skeleton of a chart meanwhile."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    tables, is_named = round(w.about(5_200, 1.4)), w.rng.random() < 0.6
    starts = w.arrivals(19, OFFICE)
    for monday in w.timer((9,), minute=0, weekdays=(0,), late_s=600):
        starts += [monday + w.rng.random() * 2 * HOUR_S for _ in range(w.count(9, factor=1.5))]
    for start in sorted(starts):
        front, at, talk = Prefix(tables), start, 0
        session = w.name("thread") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.7))):
            talk += w.tokens(24, 0.6)
            for _ in range(w.rng.choices((1, 2, 3), (12, 3, 1))[0]):
                query = min(1_200, w.tokens(165, 0.5))
                end = front.call(client, at, talk, query, session=session, stop="tool_use", tools=4)
                at = end + w.draw(2.2, 0.9)
                talk += query + min(3_000, w.tokens(320, 0.8))
            said = min(900, w.tokens(125, 0.4))
            end = front.call(client, at, talk, said, session=session, tools=4)
            talk = min(14_000, talk + said)
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(45, 0.9)


@kind("interactive", "latency_bound")
def people_rung_up_by_a_dialling_voice_agent(w: World) -> None:
    """A start-up for voice agents rings up people for its customers: appointments confirmed, a delivery agreed. Twice a
    weekday a list is worked off, some lines at a time; two in five pick up, and then each thing they say is one
    streamed call with all that was said so far, five or six of them, seconds apart. The list has time all day, but in
    each call somebody holds a telephone to the ear and hears silence until the first words come."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=250, retries=1)
    system, lines = round(w.about(1_250)), w.pick(4, 6, 10)

    def dialled(at: float) -> float:
        at += w.draw(14, 0.5)
        if w.rng.random() > 0.4:
            return at + w.draw(9, 0.5)
        known, session = system, w.name("call")
        for _ in range(1 + int(w.rng.gammavariate(2.2, 2.3))):
            heard, said = w.tokens(16, 0.7), min(250, w.tokens(33, 0.45))
            end = client.call(at, known + heard, said, session=session)
            known += heard + said
            at = end + said * 0.28 + w.draw(3.4, 0.7)
        return at

    for start in w.timer((10, w.pick(14, 15, 16)), minute=0, weekdays=WEEKDAYS, late_s=90):
        rows: list[Row] = [dialled] * w.count(56, factor=1.4)
        pool(w, start, rows, lines, between_s=1.5)
