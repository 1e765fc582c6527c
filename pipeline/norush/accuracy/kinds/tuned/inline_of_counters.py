"""Something is held until the answer is there: a till, a call that is being put through, the label for a parcel."""

from norush.accuracy.calendar import DESK, HOME
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("latency_bound", "interactive")
def prescriptions_read_at_the_till(w: World) -> None:
    """Paper prescriptions are laid under the scanner of a pharmacy's till: drug, dose and doctor are read out of the
    picture before the till goes on to the stock; after six seconds it gives up and the fields are typed. A bad picture
    is scanned again. Mondays, and at eleven and five. Till and customer are held by the call."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=400, retries=0)
    rules = round(w.about(850))
    for start in w.arrivals(52, DESK):
        picture = w.rng.randint(1_100, 1_600)
        end = client.abort(start, rules + picture, min(400, w.tokens(120, 0.3)), 6.0)
        if w.rng.random() < 0.08:
            client.abort(end + 4 + w.draw(5, 0.5), rules + picture, min(400, w.tokens(120, 0.3)), 6.0)


@kind("latency_bound", "interactive")
def talk_told_while_a_caller_is_put_through(w: World) -> None:
    """The telephone line of an insurer puts a caller through from its robot to a person: while it rings, what was said
    is told in three lines for the person's screen, which takes them if they are there before the headset clicks. Later
    ones are dropped. After storms the lines are full. The answer is needed within the ringing."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=w.pick(True, False), max_tokens=200, retries=1)
    rules = round(w.about(520))
    starts = w.arrivals(75, DESK) + w.arrivals(14, HOME)
    storm = w.launches(1, DESK)[0]
    starts += [storm + w.rng.uniform(0, 5 * 3_600) for _ in range(w.count(210))]
    for at in sorted(starts):
        client.abort(at, rules + min(6_000, w.tokens(620, 0.6)), min(200, w.tokens(85, 0.25)), w.rng.uniform(5, 12))


@kind("latency_bound")
def contents_declared_at_a_parcel_counter(w: World) -> None:
    """At the counters and machines of parcel shops the sender says what is in a parcel that goes abroad; a small model
    gives the customs number and says whether it may travel, line by line, and the label is printed when all lines have
    come. Two and a half seconds, then a plain list is shown. The printer and the queue behind it are held."""
    client = w.client(w.model(SMALL), max_tokens=80, retries=0)
    rules = round(w.about(1_900, 1.3))
    for start in w.arrivals(48, w.pick(DESK, HOME), growth=w.about(1.4, 1.2)):
        at = start
        for _ in range(w.rng.choice((1, 1, 1, 2, 3))):
            at = client.abort(at, rules + w.tokens(14, 0.5), min(80, w.tokens(34, 0.2)), 2.5) + w.draw(0.04, 0.5)
