"""Events behind which somebody may wait, or nobody: a request for repair, a delivery note, a report of a side
effect."""

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

SITE = Rhythm(
    (1.0, 1.05, 1.05, 1.0, 0.8, 0.15, 0.0),
    (0, 0, 0, 0, 0, 0.5, 4, 10, 10, 9, 7, 8, 4, 7, 7, 5, 3, 1, 0.2, 0, 0, 0, 0, 0),
    0.05,
)
"""A building site: early, and over by five."""


@kind("uncertain", is_decidable=False)
def requests_for_repair_as_they_are_saved(w: World) -> None:
    """In a food plant whoever sees something broken writes it into the maintenance system, and a hook has each request
    read when it is saved: which machine, what sort, how urgent, which earlier one it may be a double of. If a line is
    down, the planner has the list open and takes it at once; a dripping tap is planned for next month. Both come the
    same way, one by one, after the round of a shift some in a row, and no log shows who looks."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, retries=3)
    rules = round(w.about(1_600))

    def request(at: float) -> float:
        return client.call(at, rules + min(3_000, w.tokens(260, 0.7)), min(500, w.tokens(110, 0.3)), stop="tool_use")

    starts = [(at, 1) for at in w.arrivals(18, ALWAYS)] + [(at, 1) for at in w.arrivals(14, OFFICE)]
    for ended in w.timer((6, 14, 22), minute=0, late_s=500):
        starts.append((ended, w.rng.randint(0, max(1, w.count(4)))))
    for start, requests in sorted(starts):
        rows: list[Row] = [request] * requests
        loop(w, start + w.draw(1.1, 0.6), rows, between_s=35)


@kind("uncertain", is_decidable=False)
def delivery_notes_photographed_at_the_site(w: World) -> None:
    """Foremen of a builder photograph delivery notes, and a function that the upload starts reads each: supplier,
    positions, amounts. The app shows the fields when they are there: some foremen stay and confirm them before the
    lorry leaves, most put the phone away and the office does it at the end of the month; phones without a net send ten
    at once in the evening. A log cannot tell one from the other."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_200, retries=3)
    rules = round(w.about(850))

    def note(at: float) -> float:
        pages = w.rng.choices((1, 2, 3), (7, 2, 1))[0]
        return client.call(
            at, rules + pages * w.rng.randint(1_400, 1_600), min(1_200, w.tokens(270, 0.5)), stop="tool_use", tools=1
        )

    starts = [(at, 1) for at in w.arrivals(24, SITE)] + [(at, w.rng.randint(3, 12)) for at in w.arrivals(0.8, SITE)]
    for start, notes in sorted(starts):
        for _ in range(notes):
            note(start + w.draw(2.0, 0.7))


@kind("uncertain", is_decidable=False)
def reports_of_side_effects_as_they_come(w: World) -> None:
    """What doctors and patients report to a maker of medicines comes by mail and by form, and a consumer of the queue
    reads each: does it have all that a case needs, is it serious; if it is a case, a second call puts it into the
    fields of the form. A serious one on which the duty officer sits is wanted within minutes, the others have a week or
    two; after a letter to doctors there are many times as many. From outside they look alike."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    rules, fields = round(w.about(1_300)), round(w.about(2_400))
    starts = w.arrivals(5, HOME) + w.arrivals(8, OFFICE)
    for letter in w.launches(1, OFFICE):
        starts += [letter + w.rng.gammavariate(1.5, 14 * HOUR_S) for _ in range(w.count(40, factor=1.5))]
    for start in sorted(starts):
        words = min(12_000, w.tokens(850, 0.8))
        end = client.call(start + w.draw(3, 0.7), rules + words, w.tokens(90, 0.3), stop="tool_use", tools=1)
        if w.rng.random() < 0.7:
            wait = w.draw(0.3, 0.5) if w.rng.random() < 0.9 else w.draw(2 * MINUTE_S, 0.5)
            client.call(end + wait, fields + words, min(2_000, w.tokens(520, 0.35)), stop="tool_use", tools=1)
