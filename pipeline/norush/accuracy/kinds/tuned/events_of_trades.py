"""Events behind which somebody may wait, or nobody: at help desks, wholesalers, counters, meters. No log says."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def tickets_of_many_desks(w: World) -> None:
    """A vendor of help desks gets a hook for each new ticket of some sixty firms, and writes mood, language and a
    summary beside it, in one call each way. In some firms the desk has the ticket open already, in others it is opened
    tomorrow; a firm that moves its old tickets in sends hundreds by the same hook."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=350)

    def ticket(at: float) -> float:
        return client.call(at + w.draw(0.5, 0.6), 520 + w.tokens(210, 0.8), w.tokens(84, 0.3), stop="tool_use", tools=1)

    for rhythm, per_day in ((OFFICE, 58), (HOME, 16)):
        for at in w.arrivals(per_day, rhythm):
            ticket(at)
    for moved in w.launches(2, OFFICE):
        at = moved
        for _ in range(w.count(110)):
            ticket(at)
            at += w.rng.expovariate(1 / 1.8)


@kind("uncertain", is_decidable=False)
def papers_of_applicants(w: World) -> None:
    """Who applies for a post puts papers up, and they are read into a form and held against the post in a second call.
    The page says thank you at once; some firms let applicants correct the form on the next page, and others look at it
    weeks later. Evenings and Sundays, and by the dozen in the last hours before a post is closed."""
    read = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    hold = w.client(w.model(SMALL, MIDDLE), max_tokens=300)

    def papers(at: float) -> None:
        pages = w.tokens(1_250, 0.5)
        end = read.call(at + w.draw(2.2, 0.5), 900 + pages, w.tokens(420, 0.3), stop="tool_use", tools=1)
        hold.call(end + w.draw(0.1, 0.5), 1_250 + 430, w.tokens(96, 0.3))

    for at in w.arrivals(19, HOME):
        papers(at)
    for closing in w.launches(2, OFFICE):
        for _ in range(w.count(24)):
            papers(closing - w.rng.expovariate(1 / 5_000))


@kind("uncertain", is_decidable=False)
def orders_by_mail_to_a_wholesaler(w: World) -> None:
    """Restaurants order by mail and with papers that hang on it: each mail is read when it comes, one call for each
    paper, and made into a draft of an order. Most between five and nine in the morning and late at night. What is there
    before ten goes out the same day; whether a clerk looks at the draft at once or at a quarter to ten is in no log."""
    client = w.client(w.model(MIDDLE, SMALL, LARGE), max_tokens=1_200)
    for mailed in w.arrivals(17, HOME):
        at = mailed + w.rng.uniform(0, 60)
        papers = w.rng.choices((1, 1, 2, 4), (5, 3, 2, 1))[0]
        rows: list[Row] = [
            partial(client.call, input_tokens=1_350 + w.tokens(560, 0.7), output_tokens=w.tokens(230, 0.6))
            for _ in range(papers)
        ]
        at_once(w, at, rows, within_s=0.1)
    for start in w.timer((w.pick(5, 6),), weekdays=(0, 1, 2, 3, 4, 5), late_s=1_800):
        at = start
        for _ in range(w.count(13, factor=1.6)):
            client.call(at, 1_350 + w.tokens(480, 0.6), w.tokens(210, 0.6))
            at += w.rng.expovariate(1 / 420)


@kind("uncertain", is_decidable=False)
def photographs_of_dents(w: World) -> None:
    """A firm that rents cars gets pictures when one is brought back: three to ten within a minute, each described as it
    comes, and when the last is in, all of it is weighed in one call. At the counter of an airport the customer stands
    there until it is done; in a car park nobody does."""
    see = w.client(w.model(SMALL, MIDDLE), max_tokens=220)
    weigh = w.client(w.model(MIDDLE, LARGE), max_tokens=700)
    for brought in w.arrivals(10.5, HOME):
        at, end, pictures = brought, brought, w.rng.randint(3, 10)
        for _ in range(pictures):
            end = max(end, see.call(at, 380 + 1_590, w.tokens(61, 0.4)))
            at += w.draw(6, 0.7)
        weigh.call(max(end, at) + w.draw(1.2, 0.6), 610 + 66 * pictures, w.tokens(170, 0.3))


@kind("uncertain", is_decidable=False)
def posts_in_three_languages(w: World) -> None:
    """In a forum of makers each post is put into three other languages as soon as it is written, side by side. In a
    lively thread somebody in another country waits for it; in most nobody reads it this week. All hours, more after a
    new machine was shown, when posts come by the second."""
    client = w.client(w.model(SMALL, OLDER, MIDDLE), max_tokens=1_500)
    starts = w.arrivals(22, HOME)
    for shown in w.launches(1, HOME):
        starts += [shown + w.rng.expovariate(1 / (70 * MINUTE_S)) for _ in range(w.count(95))]
    for at in sorted(starts):
        words = min(1_200, w.tokens(64, 0.9))
        rows: list[Row] = [
            partial(client.call, input_tokens=190 + words, output_tokens=max(2, round(words * w.rng.uniform(0.9, 1.3))))
            for _ in range(3)
        ]
        at_once(w, at + w.draw(0.2, 0.5), rows, within_s=0.01)


@kind("uncertain", is_decidable=False)
def notes_when_a_call_ends(w: World) -> None:
    """When a telephone call of a sales force ends, its words are there a minute later, and a note and the next steps
    are made of them, one call after the other. Some sit before the record and wait to correct it before they dial
    again; others have their notes read by a manager on Friday."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=800)
    for ended in w.arrivals(36, OFFICE):
        spoken = w.tokens(900, 1.0)
        note = w.tokens(140, 0.35)
        rows: list[Row] = [
            partial(client.call, input_tokens=560 + spoken, output_tokens=note),
            partial(client.call, input_tokens=390 + note, output_tokens=w.tokens(58, 0.4)),
        ]
        loop(w, ended + 20 + w.draw(35, 0.5), rows[: 1 if spoken < 300 else 2], between_s=0.05)


@kind("uncertain", is_decidable=False)
def readings_out_of_line(w: World) -> None:
    """Meters of an energy firm report each quarter of an hour, some seconds apart, and a reading that is out of line
    gets a sentence with its last week beside it: mostly one or two, in a cold night thirty, four at a time. If the net
    is in trouble the people in the control room read them as they come; else a planner looks at them at the end of the
    month."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    cold = {int(at // 86_400) for at in w.launches(3, ALWAYS)}
    quarter, waiting = 15 * MINUTE_S, dict[int, int]()
    for at in w.arrivals(42, ALWAYS):
        number = int(at // quarter) + 1
        waiting[number] = waiting.get(number, 0) + (w.rng.randint(2, 8) if int(at // 86_400) in cold else 1)
    for number, readings in waiting.items():
        rows: list[Row] = [
            partial(client.call, input_tokens=1_150 + w.rng.randint(-25, 25), output_tokens=w.tokens(52, 0.3))
            for _ in range(readings)
        ]
        pool(w, number * quarter + 6 + w.draw(4, 0.6), rows, 4, between_s=0.05)
