"""A program waits inline, or nobody can tell whether it does."""

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", is_decidable=False)
def inline_moderation(w: World) -> None:
    """Each post is checked before it is shown: short, steady, with the rhythm of those who post. The poster's page
    waits; a log cannot tell it from a check that runs afterwards."""
    client = w.client(w.model(SMALL), max_tokens=64)
    for at in w.arrivals(70, HOME):
        client.call(at, 420 + w.tokens(80, 0.9), w.tokens(9, 0.3))


@kind("uncertain", is_decidable=False)
def webhooks(w: World) -> None:
    """A webhook asks for a summary of what was changed, whenever something is. Whether its reader waits is in no
    log."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=600)
    for start in w.arrivals(45, HOME):
        at = start
        client.call(at, w.tokens(1_900, 0.9), w.tokens(130, 0.4))
        while w.rng.random() < 0.25:  # changes come in clusters
            at += w.rng.expovariate(1 / 20)
            client.call(at, w.tokens(1_900, 0.9), w.tokens(130, 0.4))


@kind("latency_bound")
def monitor_every_half_minute(w: World) -> None:
    """A probe asks for a verdict on fresh log lines every thirty seconds; an alert that comes tomorrow is none. One
    call a time, by the clock, all day."""
    client = w.client(w.model(SMALL), max_tokens=128)
    every = w.pick(30.0, 60.0, 120.0) / min(1.0, w.scale)
    at = w.rng.random() * MINUTE_S
    while at < w.month.length_s / 8:  # it ran for some days
        client.call(at + abs(w.rng.gauss(0, 0.05)), w.tokens(1_500, 0.3), w.tokens(16, 0.4))
        at += every


@kind("latency_bound", "interactive")
def translation_on_page_load(w: World) -> None:
    """A page that nobody has seen in this language yet: its six to fifteen texts are translated at once while it
    loads."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500)
    for at in w.arrivals(11, ALWAYS):
        for _ in range(w.rng.randint(6, 15)):
            client.call(at + w.rng.random() * 0.03, 120 + w.tokens(110, 0.8), w.tokens(90, 0.7))
