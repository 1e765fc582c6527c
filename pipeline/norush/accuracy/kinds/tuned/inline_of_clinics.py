"""A call, a counter or a printer is held until the answer is there: some seconds at most."""

from norush.accuracy.calendar import Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, SMALL, World

LINES = Rhythm(
    (1.6, 1.1, 0.95, 1.0, 0.8, 0.12, 0.0),
    (0, 0, 0, 0, 0, 0, 0, 3, 12, 11, 8, 6.5, 4, 4.5, 6, 6, 5.5, 4, 1.5, 0, 0, 0, 0, 0),
    0.0,
)
"""A practice's telephone: everybody rings on Monday at eight."""

COUNTER = Rhythm(
    (1.15, 1.0, 1.0, 1.0, 1.1, 0.75, 0.25),
    (0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 2, 5, 8, 9, 9, 8, 7, 7, 8, 9, 10, 8, 5, 2.5, 1.5, 0.6, 0.2),
    0.5,
)
"""A pharmacy's counter: all day, fullest when people come from work."""

BLOOD = Rhythm(
    (1.1, 1.05, 1.0, 1.0, 0.95, 0.25, 0.0),
    (0, 0, 0, 0, 0, 0.2, 3, 10, 12, 10, 7, 4, 2, 2, 2.5, 2, 1, 0.3, 0, 0, 0, 0, 0, 0),
    0.0,
)
"""Where blood is taken: mostly before breakfast."""


@kind("latency_bound", "interactive")
def callers_of_a_dental_chain_put_through(w: World) -> None:
    """A dental chain's telephone asks what the caller wants; each sentence, as the recogniser gives it, goes to a small
    model that names the wish, the practice and how urgent it is, and the menu goes on with that or asks once more. What
    is not there after two and a half seconds goes to the desk. Nothing streams, thirty tokens come out. The line is
    silent until then, Monday mornings most of all."""
    client = w.client(w.model(SMALL), max_tokens=100, retries=0)
    rules = round(w.about(1_700))
    for start in w.arrivals(88, LINES):
        at, talk = start, 0
        while True:
            said = w.tokens(22, 0.5)
            end = client.abort(at, rules + talk + said, min(100, w.tokens(34, 0.2)), 2.5)
            talk += said + 20
            if w.rng.random() < 0.6:
                break
            at = end + 3 + w.draw(5, 0.5)


@kind("latency_bound")
def prescriptions_let_through_at_the_counter(w: World) -> None:
    """A health insurer decides on dear medicines while the pharmacy's till is asking: where the rules want a reason,
    the diagnosis and the last notes go to a model that says whether the plan's criteria are met, and with which line of
    them. After six seconds the till is told "by hand", and a person decides on the next day. The criteria of that
    medicine stand in front; it is asked about too rarely for a cache. A machine asks, and it gives up on the
    second."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=1)
    rules = [round(w.about(2_600, 1.5)) for _ in range(12)]
    for start in w.arrivals(64, COUNTER):
        asked = rules[min(11, int(w.rng.expovariate(1 / 3)))] + min(4_000, w.tokens(520, 0.5))
        client.abort(start, asked, min(250, w.tokens(68, 0.35)), 6.0)


@kind("latency_bound", "interactive")
def reasons_coded_while_the_tube_label_prints(w: World) -> None:
    """In a laboratory's collection rooms the reason for a test is typed or read from the doctor's slip, and before the
    label for the tube comes out it becomes a code that the payer takes, with a question where it is too vague. The
    nurse stands at the printer, the patient's sleeve is up. Two attempts, then it prints without a code. The list of
    codes of the house stands in front, marked for the cache."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=1)
    codes = Prefix(round(w.about(4_600, 1.15)))
    for start in w.arrivals(92, BLOOD):
        codes.call(client, start, w.tokens(75, 0.5), min(150, w.tokens(40, 0.3)), stop="tool_use", tools=1)
