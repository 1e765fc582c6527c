"""Events behind which somebody may wait, or nobody: a mail to a maker of foods, a delivery note at the back door, a
result that a laboratory releases."""

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

BACK_DOOR = Rhythm(
    (1.1, 1.15, 0.9, 1.1, 1.3, 0.8, 0.1),
    (0, 0, 0, 0, 1, 4, 9, 11, 10, 8, 6, 3, 1, 2, 3, 3, 2, 1, 0.5, 0.2, 0, 0, 0, 0),
    0.5,
)
"""Goods come to a kitchen in the morning."""


@kind("uncertain", is_decidable=False)
def complaints_of_eaters_read_as_they_come(w: World) -> None:
    """What eaters write to a maker of foods by form and mail is read by a worker behind the mailbox: product, lot, what
    was found in it, whether somebody was hurt. A piece of glass goes to the telephone of whoever is on duty, and
    quality staff at two of the plants sit before the list; the rest, a lid that does not open, is answered in some days
    or counted at the end of the month. The call is the same, and which plant looks is in no log."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=4)
    rules = round(w.about(1_350))
    for at in sorted(w.arrivals(90, HOME) + w.arrivals(45, OFFICE)):
        mail = min(6_000, w.tokens(380, 0.7)) + (w.rng.randint(900, 1_600) if w.rng.random() < 0.3 else 0)
        client.call(at + w.draw(8, 0.8), rules + mail, min(500, w.tokens(115, 0.3)), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def delivery_notes_photographed_at_the_back_door(w: World) -> None:
    """Kitchens photograph the notes that come with their goods, and a queue has each page read into lines, amounts and
    prices. Some cooks keep the driver until the app has shown what is missing; most lay the phone away, and the lines
    are for the bookkeeping of the week. A delivery has one to four pages, sent one after the other. Early mornings;
    phones without a net in the cellar send a handful later at once. Who looked is in no log."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_000, retries=3)
    rules = round(w.about(900))

    def page(at: float) -> float:
        said = min(2_000, w.tokens(420, 0.5))
        return client.call(at, rules + w.rng.randint(1_250, 1_600), said, stop="tool_use", tools=1)

    notes = w.arrivals(58, BACK_DOOR)
    for cellar in w.launches(w.rng.randint(8, 20), BACK_DOOR):
        notes += [cellar + w.rng.random() * MINUTE_S for _ in range(w.count(3, factor=1.6))]
    for at in sorted(notes):
        rows: list[Row] = [page] * w.rng.choices((1, 2, 3, 4), (6, 3, 1, 1))[0]
        loop(w, at + w.draw(4, 0.7), rows, between_s=1.2)


@kind("uncertain", is_decidable=False)
def results_of_a_food_laboratory_worded_on_release(w: World) -> None:
    """When an analyst releases a sample, the system of a food-safety laboratory fires a hook that has the findings
    worded for the client: what was found, which limit, what to do. For a client with a lot on hold the page waits for
    it and a buyer calls; for monitoring programs it is filed and read in a yearly report. Analysts release one by one,
    or tick forty at the end of a run. Office hours of a laboratory, late shifts too. The hook does not know which it
    is."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=3)
    rules = round(w.about(1_900))
    released = w.arrivals(38, OFFICE) + w.arrivals(12, ALWAYS)
    for run in w.arrivals(1.8, OFFICE):
        released += [run + tick * w.rng.uniform(0.2, 1.2) for tick in range(w.rng.randint(6, 40))]
    for at in sorted(released):
        said = min(900, w.tokens(240, 0.3))
        client.call(at + w.draw(1.5, 0.5), rules + min(5_000, w.tokens(780, 0.5)), said)
