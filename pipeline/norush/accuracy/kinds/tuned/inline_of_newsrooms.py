"""A booking, a screen or a ticker is held until the answer is there: some seconds at most."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

WIRE = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 0.95, 0.5, 0.5),
    (2, 1.5, 1.2, 1.2, 2, 4, 6, 7, 8, 8.5, 9, 9, 8.5, 8.5, 9, 9, 8.5, 8, 7, 6, 5.5, 5, 4, 3),
    0.6,
)
"""A news agency: never shut, fullest by day."""


@kind("latency_bound", "interactive")
def spots_checked_while_a_booking_is_saved(w: World) -> None:
    """A chain of radio stations lets small firms book spots by themselves: when the text is saved a model says whether
    it breaks a rule - medicines, loans, a rival's name, games of chance - and the page shows the next step or the line
    that must go. After six seconds it is put before a person instead. What is refused is reworded and saved again
    within a minute or so. The form turns until then."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=1)
    rules = round(w.about(2_600, 1.3))
    for start in w.arrivals(52, OFFICE):
        at, text = start, w.tokens(150, 0.35)
        while True:
            end = client.abort(at, rules + text, min(250, w.tokens(62, 0.4)), 6.0)
            if w.rng.random() < 0.7:
                break
            at = end + 12 + w.draw(50, 0.8)


@kind("latency_bound", "interactive")
def row_titles_for_a_home_screen(w: World) -> None:
    """A streaming service words the titles of the rows on a viewer's first screen for those who have not been there for
    a day: what is in the row and what the viewer liked go in, five rows at once, eight words each come out. What is not
    there after 1.2 seconds is shown under the plain title, and nothing is tried again. Evenings and weekends, a heap at
    a quarter past eight; the screen is built while it is asked."""
    client = w.client(w.model(SMALL), max_tokens=40, retries=0)
    rules, rows_each = round(w.about(620)), w.pick(3, 4, 5)
    for start in w.arrivals(60, HOME, growth=w.about(1.2, 1.2)):
        rows: list[Row] = [
            partial(
                client.abort,
                input_tokens=rules + w.tokens(310, 0.25),
                output_tokens=min(40, w.tokens(13, 0.25)),
                after_s=1.2,
            )
            for _ in range(rows_each)
        ]
        at_once(w, start, rows, within_s=0.008)


@kind("latency_bound")
def ticker_lines_put_into_english_on_air(w: World) -> None:
    """A news agency puts its flashes and ticker lines into English by itself: a line is held until it is there and then
    goes out on both wires together; after eight seconds the first goes alone. The names and terms of the house stand in
    front, marked for the cache. Quiet nights, and when something has happened, thirty lines within a quarter of an
    hour. Customers trade on it, so the seconds count, and no person stands before it."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=400, retries=1)
    terms = Prefix(round(w.about(2_400, 1.3)))
    lines = w.arrivals(62, WIRE)
    for happened in w.launches(w.rng.randint(5, 9), ALWAYS):
        lines += [happened + w.rng.expovariate(1 / (6 * MINUTE_S)) for _ in range(w.count(28, factor=1.6))]
    for at in sorted(lines):
        line = min(600, w.tokens(75, 0.6))
        terms.call(client, at + w.draw(0.2, 0.4), line, min(400, round(line * w.rng.uniform(0.8, 1.1)) + 1))
