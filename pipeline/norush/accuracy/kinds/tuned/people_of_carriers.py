"""Somebody waits for the answer: dispatchers, tenants, drivers, sales desks of venues, clerks of a city."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Prefix, Talk, queued
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

_ALL = 1_000
"""As many calls at a time as are wanted: nobody waits for another, and calls that share a prefix come in order."""


@kind("interactive")
def dispatchers_ask_the_tariff_book(w: World) -> None:
    """Dispatchers of a forwarder ask an inner page what a lane costs, which surcharge holds and what a clause of an
    agreement means: six to ten passages of the tariff book go in with the question, the answer streams with the pages
    it is from. One question or three, each after the answer has been read; a customer is often on the telephone.
    Somebody waits for each answer."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=1_024)
    system, passages, people = round(w.about(850)), w.about(3_300, 1.4), max(3, w.count(22))
    for start in w.arrivals(19, OFFICE):
        at, history = start, 0
        session, user = w.name("ask"), f"disp-{w.rng.randrange(people):03d}"
        for _ in range(w.rng.choices((1, 2, 3, 5), (5, 3, 2, 1))[0]):
            asked, said = w.tokens(32, 0.6), min(1_024, w.tokens(190, 0.5))
            at += w.draw(0.35, 0.4)  # the passages are looked up
            given = system + history + w.tokens(passages, 0.2) + asked
            end = client.call(at, given, said, session=session, user=user)
            history += asked + said
            at = end + 3 + said / 8 * w.rng.uniform(0.2, 0.8) + w.draw(40, 1.0)


@kind("interactive")
def tenants_ask_in_an_app_of_the_landlord(w: World) -> None:
    """A housing company has a chat in its tenants' app: heating, keys, the bill of running costs, whom to call. Some
    turns each, in the evening most, many more on the days on which the yearly bills arrive. Answers are short and
    stream onto the telephone. The tenant looks at the screen and writes the next line when the last one is there."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=700)
    talk = Talk(w.about(3.2, 1.3), round(w.about(2_300, 1.3)), 38, 125, 24)
    starts = w.arrivals(17, HOME)
    for bills in w.launches(w.rng.randint(1, 2), OFFICE):
        starts += [bills + w.rng.gammavariate(1.4, 14_000) for _ in range(w.count(60))]
    for start in sorted(starts):
        talk.run(client, start, w.name("chat"), f"t{w.rng.getrandbits(24):06x}")


@kind("interactive")
def drivers_ask_the_depot_bot(w: World) -> None:
    """A haulier's drivers and warehouse hands write to a bot in the company's messenger: hours of rest, how a load is
    to be tied, what a mark on a drum means, where to park. A web hook answers with one call, not streamed, that has
    the manual marked for the cache; it keeps the last lines of the thread. From before six until the evening. The
    driver stands beside the lorry with the telephone in the hand."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=600)
    manual, people = Prefix(round(w.about(6_000, 1.4))), max(5, w.count(60))
    asked: list[tuple[float, int, str]] = []
    for start in w.arrivals(15, OFFICE) + w.arrivals(8, HOME):
        at, before, user = start, 0, f"drv-{w.rng.randrange(people):04d}"
        for _ in range(w.rng.choices((1, 2, 3, 4), (6, 3, 1, 1))[0]):
            before += w.tokens(30, 0.7)
            asked.append((at, before, user))
            before += 110
            at += 12 + w.draw(70, 1.0)
    for at, own, user in sorted(asked):
        manual.call(client, at + w.draw(0.2, 0.4), own, min(600, w.tokens(120, 0.45)), user=user)


@kind("interactive")
def offers_for_a_hall_written_with_a_side_panel(w: World) -> None:
    """The sales desk of a congress centre writes offers: the enquiry, rooms, prices and a sample go in, and an offer of
    a page or two streams into the panel; then "warmer", "without the gala dinner", "in English", each with the text as
    it stands, and now and then a second version at once. An offer has four or five requests, some minutes apart.
    The salesperson reads as it is written."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=4_000)
    rules, people = round(w.about(3_100, 1.3)), max(2, w.count(7))
    for start in w.arrivals(5, OFFICE):
        at, text = start, w.tokens(650, 0.5)
        session, user = w.name("offer"), f"sales{w.rng.randrange(people)}"
        for turn in range(1 + int(w.rng.expovariate(1 / 3.4))):
            said = min(4_000, w.tokens(820 if turn == 0 else 640, 0.4))
            given = rules + text + w.tokens(28, 0.7)
            if w.rng.random() < 0.05:  # it goes the wrong way, and is stopped
                end = client.abort(at, given, said, w.draw(5, 0.5), user, session=session)
            else:
                end = client.call(at, given, said, session=session, user=user)
            text += said
            at = end + 5 + said / 8 * w.rng.uniform(0.2, 0.7) + w.draw(45, 1.0)


@kind("interactive")
def building_files_asked_by_permit_clerks(w: World) -> None:
    """Clerks of a city's building office open an application in their case system, and a tab lets them ask the file:
    all its papers go in and are marked for the cache, "is the fire brigade's statement there", "how far from the
    boundary". A handful of questions in a sitting, an architect on the line or not; hardly any at weekends. The clerk
    waits for each answer before the next question."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.rng.random() < 0.7, max_tokens=1_500)
    rules, people = round(w.about(1_100)), max(2, w.count(11))

    def sitting(at: float, session: str, user: str) -> Asking:
        file = Prefix(rules + min(90_000, w.tokens(13_000, 0.7)))
        history = 0
        for _ in range(1 + int(w.rng.expovariate(1 / 3.2))):
            at = yield at
            asked, said = w.tokens(26, 0.6), min(1_500, w.tokens(210, 0.5))
            end = file.call(client, at, history + asked, said, session=session, user=user)
            yield end
            history += asked + said
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(50, 1.1)

    starts = w.arrivals(7, OFFICE)
    queued(_ALL, [sitting(at, w.name("case"), f"clerk-{w.rng.randrange(people):02d}") for at in starts])
