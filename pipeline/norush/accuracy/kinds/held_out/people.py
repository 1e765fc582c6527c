"""Somebody looks at a screen until the answer comes."""

from norush.accuracy.calendar import Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World

NEWSROOM = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.75),
    (0.6, 0.2, 0.1, 0.1, 0.6, 2.5, 5, 7, 7, 8, 8.5, 8, 6, 7, 8, 9, 9.5, 9, 7, 5.5, 4.5, 4, 3, 1.5),
    0.7,
)
"""The desk of a daily paper: from before dawn until the last edition, Sundays for Monday's paper."""


@kind("interactive")
def headlines_at_a_button(w: World) -> None:
    """In a newspaper's editing system a button gives five headlines for the story that is open, another a teaser and a
    line for the phone. The editor looks, presses again, changes the text and presses once more; then the next story,
    after a minute or after lunch."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=600)
    editors, house_style = max(4, w.count(25)), round(w.about(900))
    for start in w.arrivals(21, NEWSROOM):
        at, editor, story = start, f"desk-{w.rng.randrange(editors)}", w.tokens(880, 0.6)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.2))):
            end = client.call(at, house_style + story, w.tokens(95, 0.2), user=editor)
            at = end + 3 + w.draw(16, 0.9)
            story = max(120, story + round(w.rng.gauss(5, 30)))
        if w.rng.random() < 0.45:
            client.call(at, house_style + 60 + story, w.tokens(52, 0.25), user=editor)
