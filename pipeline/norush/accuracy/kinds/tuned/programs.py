"""A program waits inline, or nobody can tell whether it does."""

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import pool, rows_of
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
    call a time, by the clock, all day: set up late in the month, and there to stay."""
    client = w.client(w.model(SMALL), max_tokens=128)
    every = w.pick(30.0, 60.0, 120.0) / min(1.0, w.scale)
    at = w.month.length_s * 7 / 8 + w.rng.random() * MINUTE_S
    while at < w.month.length_s:
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


@kind("latency_bound", is_decidable=False)
def fraud_check(w: World) -> None:
    """Each payment is weighed before it goes through: some tokens, all day, thick before holidays. The till waits;
    from a log it cannot be told from a check that runs afterwards."""
    client = w.client(w.model(SMALL), max_tokens=32)
    for at in w.arrivals(75, HOME):
        client.call(at, 700 + w.tokens(150, 0.4), w.tokens(6, 0.3))


@kind("uncertain", is_decidable=False)
def ticket_tagging(w: World) -> None:
    """Each new ticket gets tags and a summary when it comes in. It could wait until tonight, or the desk sorts by
    it: no log says."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=256)
    for at in w.arrivals(48, OFFICE):
        client.call(at, 500 + w.tokens(480, 0.7), w.tokens(70, 0.4))


@kind("latency_bound")
def check_every_five_minutes(w: World) -> None:
    """A dozen sensors are checked by a timer every five minutes, four at a time, and somebody is paged if one is
    wrong. Small jobs by the clock, but an answer is of use for five minutes only: set up late in the month, and
    there to stay."""
    client = w.client(w.model(SMALL), max_tokens=100)
    rows = rows_of(client, w.rng.randint(8, 14), 500, 20, fixed=400, sigma=0.2)
    at, every = w.month.length_s * 11 / 12 + w.rng.random() * 300, 300.0 / min(1.0, w.scale)
    while at < w.month.length_s:
        pool(w, at + 0.5 + w.rng.expovariate(1), rows, 4)
        at += every
