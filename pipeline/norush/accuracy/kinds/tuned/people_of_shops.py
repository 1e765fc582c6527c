"""Somebody waits for the answer: craftsmen over a quote, estate agents, a reporter, learner drivers, shoppers, one
person at the keyboard."""

from norush.accuracy.calendar import DAY_S, DESK, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Prefix, Talk, queued
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

_ALL = 1_000
"""As many calls at a time as are wanted: nobody waits for another, and calls that share a prefix come in order."""


@kind("interactive")
def quotes_of_painters_from_notes(w: World) -> None:
    """Painters and tilers speak or type what they saw at a customer's into an app, and a quote streams out of their
    notes and their own price list, which is marked for the cache; "add the ceiling", "without the skirting" follow,
    once or thrice. In the van after a visit, and at the kitchen table after seven. They sit before it and send it off
    when it is right."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=3_000)
    rules = round(w.about(1_100))
    firms = [Prefix(rules + w.tokens(3_400, 0.4)) for _ in range(max(3, w.count(10)))]

    def quote(at: float, firm: int, session: str) -> Asking:
        known = w.tokens(330, 0.6)
        for _ in range(1 + min(6, int(w.rng.expovariate(1 / 1.5)))):
            at = yield at
            said = min(3_000, w.tokens(640, 0.4))
            end = firms[firm].call(client, at, known, said, session=session, user=f"firm{firm:02d}")
            yield end
            known += said + w.tokens(28, 0.7)
            at = end + 5 + said / 8 * w.rng.uniform(0.4, 1.0) + w.draw(30, 0.9)

    starts = sorted(w.arrivals(5.5, OFFICE) + w.arrivals(2.2, HOME))
    queued(_ALL, [quote(at, w.rng.randrange(len(firms)), w.name("q")) for at in starts])


@kind("interactive")
def flats_described_by_estate_agents(w: World) -> None:
    """An estate agent fills a form with rooms, year and what is nice about a flat, adds three photographs, and presses
    a button of the agency's own small page: title, text and the paragraph about the quarter stream in. Then "shorter",
    "less gushing" or one paragraph anew. Some flats are begun before a viewing and taken up again in the afternoon. The
    agent looks on while it is written."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.rng.random() < 0.7, max_tokens=1_500)
    house_style, people = round(w.about(1_600)), max(2, w.count(6))
    for start in w.arrivals(8, DESK, factor=1.3):
        at, user = start, f"agent{w.rng.randrange(people)}"
        form, text = house_style + w.tokens(260, 0.4) + 1_450 * w.rng.choices((0, 1, 3), (3, 2, 4))[0], 0
        for turn in range(1 + min(9, int(w.rng.expovariate(1 / 2.1)))):
            asked = w.tokens(22, 0.6) if turn else 0
            said = min(1_500, w.tokens(430 if w.rng.random() < 0.7 else 120, 0.3))
            end = client.call(at, form + text + asked, said, user=user)
            text = min(5_000, text + said + asked)
            at = end + 4 + said / 7 * w.rng.uniform(0.3, 0.9) + w.draw(25, 1.0)
            if w.rng.random() < 0.05:
                at += w.draw(2.5 * HOUR_S, 0.6)


@kind("interactive")
def recordings_asked_by_a_reporter(w: World) -> None:
    """At a local paper reporters put the transcript of an interview or a council meeting into a page that a nephew has
    built, and ask: what did the mayor say about the baths, which quotation is the sharpest, when does she contradict
    herself. The transcript is marked for the cache; answers stream. Most in the afternoon before the page is closed.
    The reporter writes beside it and waits for each answer."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000)
    people = max(2, w.count(7))

    def sitting(at: float, session: str, user: str) -> Asking:
        transcript = Prefix(420 + min(70_000, w.tokens(11_000, 0.6)))
        talked = 0
        for _ in range(2 + int(w.rng.expovariate(1 / 4.0))):
            at = yield at
            asked, said = w.tokens(26, 0.6), min(2_000, w.tokens(240, 0.6))
            end = transcript.call(client, at, talked + asked, said, session=session, user=user)
            yield end
            talked += asked + said
            at = end + 4 + said / 9 * w.rng.uniform(0.3, 1.0) + w.draw(70, 1.1)

    starts = w.arrivals(3.6, OFFICE, factor=1.3)
    queued(_ALL, [sitting(at, w.name("rec"), f"r{w.rng.randrange(people)}") for at in starts])


@kind("interactive")
def learner_drivers_ask_why(w: World) -> None:
    """Learners of a chain of driving schools practise the questions of the test in an app, and tap "why?" where they
    were wrong: the question, its picture now and then and the rule go in, some sentences stream out; every third asks
    on. In the evening, at bus stops and most of all on the days before a test. They hold the telephone and read."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), streamed=True, max_tokens=500)
    rules = round(w.about(820))
    sittings = w.arrivals(17, HOME)
    for eve in w.launches(4, HOME):
        sittings += [eve + w.rng.gammavariate(2.0, 9_000) for _ in range(w.count(14, factor=1.5))]
    for start in sittings:
        at, user = start, w.name("learner")
        for _ in range(1 + int(w.rng.expovariate(1 / 3.2))):
            known = rules + w.tokens(210, 0.4) + (1_180 if w.rng.random() < 0.35 else 0)
            for _ in range(w.rng.choices((1, 2, 3), (7, 2, 1))[0]):
                said = min(500, w.tokens(125, 0.35))
                end = client.call(at, known, said, user=user)
                known += said + w.tokens(14, 0.6)
                at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(12, 0.8)
            at += w.draw(95, 0.9)


@kind("interactive")
def shoppers_ask_where_their_parcel_is(w: World) -> None:
    """The bubble of a shop system's app in some small web shops: "where is my order", "can I still change the size". A
    model may look up the order or the shop's terms first, and its answer streams; one to four turns, by day and more in
    the evening, twice as many in the week after a sale. The shopper waits before the bubble; the look-up takes half a
    second and belongs to the answer."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), streamed=True, max_tokens=800)
    system = round(w.about(1_500))
    sale = w.rng.uniform(0.1, 0.7) * w.month.length_s
    starts = w.arrivals(13, HOME)
    starts += [at for at in w.arrivals(13, HOME) if sale < at < sale + 7 * DAY_S]
    for start in sorted(starts):
        at, known, session = start, system, w.name("shop")
        for _ in range(1 + min(6, int(w.rng.expovariate(1 / 1.3)))):
            known += w.tokens(22, 0.7)
            if w.rng.random() < 0.6:
                asked = w.rng.randint(28, 60)
                at = client.call(at, known, asked, session=session, stop="tool_use", tools=4) + w.draw(0.5, 0.5)
                known += asked + min(2_500, w.tokens(330, 0.6))
            said = min(800, w.tokens(95, 0.5))
            end = client.call(at, known, said, session=session, tools=4)
            known += said
            at = end + 2 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(22, 0.9)


@kind("interactive")
def texts_mended_by_a_hotkey(w: World) -> None:
    """Some people who work alone share one key for a small program on their laptops: a hotkey sends the marked mail or
    paragraph with one of eight orders (mend, shorten, into English, kinder), and what comes back takes its place; not
    streamed. Two or three in a row until it sounds right, dozens on a day of mails, none on another. Now and then a
    longer talk in the same program. The cursor waits."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_048, retries=1)
    people = max(2, w.count(5))
    talk = Talk(3.2, 150, 90, 380, 60)
    for start in w.arrivals(46, OFFICE, factor=1.2) + w.arrivals(6, HOME):
        at, user = start, f"mac{w.rng.randrange(people)}"
        if w.rng.random() < 0.06:
            talk.run(client, at, user=user)
            continue
        text = min(4_000, w.tokens(170, 0.9))
        for _ in range(w.rng.choices((1, 2, 3, 4), (6, 3, 1, 1))[0]):
            said = min(2_048, max(8, round(text * w.rng.uniform(0.6, 1.2))))
            end = client.call(at, 140 + text, said, user=user)
            at = end + 3 + said / 10 * w.rng.uniform(0.3, 1.0) + w.draw(9, 0.9)
