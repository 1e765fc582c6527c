"""Events behind which somebody may wait, or nobody: no log says."""

from norush.accuracy.calendar import ALWAYS, DESK, HOME, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Row, pool, queued
from norush.accuracy.world import LARGE, MIDDLE, SMALL, World


@kind("uncertain", is_decidable=False)
def voicemails_in_words(w: World) -> None:
    """A telecom writes down what was said on the voicemails of its business customers: when a message is left, its
    words are put in order, and long ones get a line on what is wanted. It goes out as a mail. Some customers pick up
    the phone at once when they read it, many read it the next day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700)
    for rhythm, per_day in ((OFFICE, 44), (ALWAYS, 5)):
        for left in w.arrivals(per_day, rhythm):
            words = w.tokens(95, 0.8)
            end = client.call(left + 4 + w.draw(5, 0.6), 340 + words, max(8, round(words * 0.9)))
            if words > 110:
                client.call(end + w.draw(0.03, 0.5), 280 + words, w.tokens(24, 0.3))


@kind("uncertain", is_decidable=False)
def scans_from_the_post_room(w: World) -> None:
    """An insurer's letters are scanned as the post comes in, two or three loads a day: each is told what it is, and
    invoices and claims are read. A pile goes through within half an hour, as fast as the scanner; single sheets that
    are brought by hand go through all day. A clerk may have a customer on the phone who has just sent it; most letters
    are opened in two days."""
    sort = w.client(w.model(SMALL), max_tokens=60)
    read = w.client(w.model(MIDDLE, LARGE), max_tokens=900)

    def sheet(at: float) -> None:
        pages = w.rng.choices((1, 2, 3, 5), (5, 3, 1, 1))[0]
        end = sort.call(at, 450 + 1_560, w.tokens(9, 0.2))
        if w.rng.random() < 0.6:
            read.call(end + 0.1, 780 + pages * 1_560, w.tokens(210, 0.4), stop="tool_use", tools=1)

    for load in w.timer((8, 11, 14), weekdays=WEEKDAYS, late_s=900):
        at = load
        for _ in range(w.count(12, factor=1.8)):
            sheet(at)
            at += w.draw(18, 0.8)
    for at in w.arrivals(8, DESK):
        sheet(at)


@kind("uncertain", is_decidable=False)
def parcels_with_a_problem(w: World) -> None:
    """Drivers of a parcel service note what went wrong at a door, and a consumer of the stream of events puts each note
    into a class and into words for the one who waits for the parcel, and then into an old system that takes its time.
    Some dozens a day in waves with the rounds, more than it can take on bad days, when it falls behind. Whether the
    message goes out at once or with the evening's mail is set in another system."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250)

    def note(at: float) -> Asking:
        begun = yield at
        yield client.call(begun + 0.02, 560 + w.tokens(48, 0.7), w.tokens(62, 0.3)) + w.draw(5, 0.4)

    notes = [at + w.draw(1.0, 0.5) for at in w.arrivals(60, HOME)]
    for rush in w.launches(3, OFFICE):
        notes += [rush + w.rng.uniform(0, 25 * MINUTE_S) for _ in range(w.count(85, factor=2))]
    queued(max(1, round(w.scale)), [note(at) for at in sorted(notes)], 0.01)


@kind("uncertain", is_decidable=False)
def builds_that_broke(w: World) -> None:
    """When a build of a software house breaks, the end of its log goes to a model and what it makes of it is written
    beside the build. Builds break some minutes after a push, in threes when a shared library is to blame, at night when
    the long tests run. Who pushed sits there and waits for it, or has gone home, or looks at the log himself."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_200)
    for rhythm, per_day in ((OFFICE, 21), (ALWAYS, 3)):
        for pushed in w.arrivals(per_day, rhythm):
            at, log = pushed + w.draw(340, 0.7), min(30_000, w.tokens(4_200, 0.7))
            for _ in range(1 if w.rng.random() < 0.8 else w.rng.randint(2, 4)):
                client.call(at, 880 + max(200, round(log * w.rng.uniform(0.8, 1.2))), w.tokens(210, 0.4))
                at += w.draw(30, 1.0)
            while w.rng.random() < 0.35:
                at += w.draw(1_100, 0.7)
                client.call(at, 880 + log, w.tokens(200, 0.4))


@kind("uncertain", is_decidable=False)
def forms_sent_to_an_office(w: World) -> None:
    """A citizen sends a form to a public office by its web page, and a summary and a proposal where it should go are
    laid beside it, in two calls. Day and night, and by the hundred on the last day of a deadline. The page says that
    there will be an answer in four weeks; in some offices the summary is what the clerk at the counter looks at while
    the citizen stands there."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=400)
    place = w.client(w.model(SMALL), max_tokens=30)

    def form(at: float) -> float:
        words = w.tokens(540, 0.8)
        end = client.call(at + w.draw(0.8, 0.6), 390 + words, w.tokens(115, 0.3))
        return place.call(end + 0.02, 860 + min(words, 900), w.tokens(7, 0.2))

    for at in w.arrivals(23, HOME):
        form(at)
    for deadline in w.launches(1, OFFICE):
        for _ in range(w.count(110)):
            form(deadline - w.rng.expovariate(1 / 14_000))
    for catch_up in w.launches(1, OFFICE):  # the mail server was down, and all come together
        rows: list[Row] = [form] * w.count(24)
        pool(w, catch_up, rows, 3, between_s=0.1)
