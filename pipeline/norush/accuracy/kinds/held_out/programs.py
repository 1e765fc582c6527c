"""A program waits inline: it hangs up, sends twice, goes from check to check, or moves an arm."""

from norush.accuracy.calendar import HOME, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

SHIFTS = Rhythm(
    (1.0, 1.0, 1.0, 1.05, 1.1, 0.7, 0.0),
    (0, 0, 0, 0, 0, 0, 7, 9, 9, 5, 9, 9, 9, 8, 8, 9, 9, 9, 4, 9, 9, 7, 0, 0),
    0.0,
)
"""Two shifts of a warehouse, with a break in each."""


@kind("latency_bound", "interactive")
def sent_twice_if_slow(w: World) -> None:
    """A checkout takes an address apart while the page turns. If no answer is there after about a second, the
    same is sent once more, the faster answer is taken and the other hung up on: nobody pays twice for what can
    wait."""
    client = w.client(w.model(SMALL), streamed=w.rng.random() < 0.4, max_tokens=150)
    after_s = w.pick(0.9, 1.1, 1.3)
    for at in w.arrivals(95, HOME):
        client.hedge(at, 420 + w.tokens(38, 0.4), w.tokens(46, 0.25), after_s)


@kind("latency_bound", "agentic")
def arm_that_asks(w: World) -> None:
    """A picking robot that does not know what it sees sends a picture, moves by the answer, looks, and asks again, up
    to five times; then the belt goes on. Two shifts, a break in each, no Sunday. The belt stands until the answer is
    there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120)
    for start in w.arrivals(34, SHIFTS):
        at, tried = start, 0
        while True:
            end = client.call(at, 1_980 + 35 * tried, w.tokens(42, 0.3), stop="tool_use", tools=3)
            tried += 1
            if tried == 5 or w.rng.random() < 0.45:
                break
            at = end + 2.1 + w.draw(1.2, 0.3)  # the arm moves


@kind("latency_bound", "interactive")
def five_checks_in_a_row(w: World) -> None:
    """An application for an account goes through five services before the form may say yes: each asks a model of its
    own, one after the other, some milliseconds apart, and the first that refuses ends it. When a service finds the
    provider slow it is bypassed for a minute. The applicant sees a wheel turn."""
    services = [
        (w.client(w.model(*models), max_tokens=200, retries=0), prompt, answer)
        for models, prompt, answer in (
            ((SMALL,), 520, 12), ((SMALL, OLDER), 1_150, 30), ((MIDDLE,), 2_300, 60), ((SMALL,), 760, 10),
            ((MIDDLE, LARGE), 1_700, 85),
        )
    ]  # fmt: skip
    open_until = [0.0] * len(services)
    for start in w.arrivals(24, HOME):
        at, user = start, w.name("a")
        for place, (client, prompt, answer) in enumerate(services):
            if at < open_until[place]:
                continue
            end = client.call(at, prompt + w.tokens(140, 0.5), w.tokens(answer, 0.3), user=user)
            if end - at > 6:
                open_until[place] = end + 60
            at = end + w.draw(0.07, 0.5)
            if w.rng.random() < 0.05:
                break


@kind("latency_bound")
def probes_from_three_cities(w: World) -> None:
    """Three cities ask for the word "ok" every half hour, each at its own second, day and night, to see whether the
    provider is up and how fast. The same few tokens each time, streamed for the first one, never tried again: an
    answer from a batch would say nothing."""
    client = w.client(w.model(SMALL), streamed=True, max_tokens=5, retries=0)
    every = 1_800.0 / min(1.0, w.scale)
    for _ in range(3):
        at = w.rng.random() * every
        while at < w.month.length_s:
            client.call(at + w.rng.expovariate(1 / 0.2), 17, 4)
            at += every
