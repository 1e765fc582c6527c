"""Something is held until the answer is there: a lorry on the scales, a booking, a picker with a headset."""

from norush.accuracy.calendar import DESK, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World

SHIFTS = Rhythm(
    (1.1, 1.0, 1.0, 1.0, 1.05, 0.4, 0.0),
    (0, 0, 0, 0, 0, 1, 8, 9, 9, 5, 9, 9, 6, 9, 8, 9, 9, 8, 5, 8, 8, 6, 0.5, 0),
    0.4,
)
"""A warehouse with two shifts, and their breaks."""


@kind("latency_bound")
def loads_looked_at_on_the_weighbridge(w: World) -> None:
    """A recycling yard photographs the open lorry on its weighbridge from two sides, and a model says whether the load
    is what the papers say and what must not be in it; then the barrier goes up, or somebody comes out. After eight
    seconds it goes up anyway. From opening to closing time, early most. Nobody looks on, but the lorry stands on the
    scales and the next one behind it."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=250, retries=0)
    rules = round(w.about(1_150))
    for at in w.arrivals(46, DESK):
        pictures = 2 * w.rng.randint(1_350, 1_600)
        client.abort(at + w.draw(0.8, 0.3), rules + pictures + w.tokens(70, 0.4), w.tokens(75, 0.25), 8.0)


@kind("latency_bound", "interactive")
def goods_checked_while_a_booking_is_made(w: World) -> None:
    """When a booking is sent to a shipping line, by a clerk on the page or by a forwarder's program, the words for the
    goods are checked for what is dangerous and not declared, before the number is given out. The call to the service
    has four seconds, then the booking goes on unchecked and to a list. Offices of the whole world, by day most. The
    booking hangs in between until then; programs of forwarders give up soon."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=200, retries=0)
    rules = round(w.about(2_000, 1.3))
    for start in sorted(w.arrivals(26, HOME) + w.arrivals(26, OFFICE)):
        at = start
        for _ in range(w.rng.choices((1, 2, 4), (8, 1, 1))[0]):  # containers of one booking
            at = client.abort(at, rules + w.tokens(110, 0.7), w.tokens(48, 0.3), 4.0) + w.draw(0.05, 0.5)


@kind("latency_bound", "interactive")
def words_of_pickers_understood(w: World) -> None:
    """Pickers of a warehouse talk to a headset. What the fixed grammar does not understand ("two are broken", "wrong
    bin", "say again the aisle") goes to a small model, which gives an intent and the sentence to be spoken back.
    Without an answer in three seconds it says "please repeat", and the picker says it again. Two shifts with breaks;
    before a holiday more. The picker stands at the bin with an empty hand."""
    client = w.client(w.model(SMALL), streamed=w.pick(True, False), max_tokens=120, retries=0)
    rules, people = round(w.about(1_700, 1.3)), max(8, w.count(60))
    for start in w.arrivals(88, SHIFTS, growth=w.about(1.25, 1.15)):
        at, user = start, f"hs{w.rng.randrange(people):03d}"
        while True:
            at = client.abort(at, rules + w.tokens(26, 0.5), w.tokens(42, 0.25), 3.0, user)
            if w.rng.random() < 0.85:
                break
            at += 2 + w.draw(3, 0.4)
