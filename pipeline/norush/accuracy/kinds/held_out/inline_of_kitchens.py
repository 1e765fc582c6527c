"""Somebody or something waits some seconds: a picker before an empty shelf, a courier whose customer speaks another
language, the till of a drive-through."""

from norush.accuracy.calendar import HOME, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

MEALS = Rhythm(
    (0.85, 0.85, 0.9, 0.95, 1.2, 1.25, 1.2),
    (1.0, 0.5, 0.2, 0, 0, 0, 0.3, 1.5, 3, 3, 4, 8, 12, 9, 4, 3, 4, 8, 13, 14, 11, 7, 4, 2),
    1.1,
)
"""Food to go and to the door: noon and evening."""

PICKING = Rhythm(
    (1.1, 1.0, 1.0, 1.05, 1.3, 1.2, 0.7),
    (0, 0, 0, 0, 2, 6, 9, 10, 9, 8, 7, 6, 5, 6, 7, 8, 8, 6, 4, 2, 0, 0, 0, 0),
    0.6,
)
"""A grocer's picking hall: from four in the morning on, the vans leave at seven and at four."""


@kind("latency_bound", "interactive")
def substitutes_offered_to_a_picker(w: World) -> None:
    """A picker of an online grocer scans an empty place, and the handheld offers what may go in instead: the candidates
    of the search and what the customer has bought and refused go to a small model that puts three in order, with two
    and a half seconds, after which the old table of substitutes is shown. No second try. Mornings and before the vans
    leave. The picker stands before the shelf with a trolley."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=120, retries=0)
    rules = round(w.about(700))
    for at in w.arrivals(185, PICKING):
        client.abort(at + w.draw(0.12, 0.4), rules + min(2_500, w.tokens(560, 0.4)), w.rng.randint(24, 60), 2.5)


@kind("latency_bound", "interactive")
def messages_between_courier_and_customer_translated(w: World) -> None:
    """In a delivery app a courier and a customer write to each other in two languages: each message is held until a
    model has put it into the other one, the last lines before it for what "it" means, and shown together with the
    original; after four seconds the original goes alone. Bursts of three to eight messages around a door. Noon and
    evening. The courier stands in a stairwell with a bag."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=0)
    rules = round(w.about(480))
    for start in w.arrivals(66, MEALS):
        at, before = start, 0
        for _ in range(1 + min(9, int(w.rng.expovariate(1 / 3.2)))):
            own = w.tokens(15, 0.6)
            end = client.abort(at, rules + min(240, before) + own, min(200, round(own * 1.3) + 4), 4.0)
            before += 2 * own
            at = end + 4 + w.draw(17, 0.9)


@kind("latency_bound", "interactive")
def orders_spoken_at_a_drive_through(w: World) -> None:
    """A chain of drive-throughs takes orders by voice: each thing the driver says goes, as text, with the order so far
    to a model that gives the changes for the till and the sentence to say, menu and rules marked for the cache.
    Streamed, since the sentence is spoken from its first words on. Five turns or so of some seconds for a car; what
    fails is not tried again, a person takes the headset. The driver waits at the post and the queue behind."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), streamed=True, max_tokens=250, retries=0)
    menu = Prefix(round(w.about(5_400, 1.2)))
    said_at: list[tuple[float, int, str]] = []
    for start in w.arrivals(22, MEALS) + w.arrivals(4, HOME):
        at, order, car = start, 20, w.name("car")
        for _ in range(2 + min(9, int(w.rng.expovariate(1 / 4)))):
            said_at.append((at, order + w.tokens(16, 0.6), car))
            order += w.rng.randint(12, 45)
            at += 3.5 + w.draw(6, 0.5)
    for at, own, car in sorted(said_at):
        menu.call(client, at, own, min(250, w.rng.randint(40, 95)), session=car, stop="tool_use", tools=3)
