"""More work that nobody waits for, of the kinds that look least like a pool of workers."""

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool, rows_of
from norush.accuracy.world import LARGE, MIDDLE, SMALL, Trouble, World


@kind("batchable")
def short_labels(w: World) -> None:
    """Thousands of texts get a label of one to three tokens, as many at a time as the quota allows. Answers come in
    half a second, as those of a check that somebody waits for; these go into a table."""
    client = w.client(w.model(SMALL), max_tokens=8)
    workers = w.pick(10, 20, 40)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        pool(w, start, rows_of(client, w.count(900), 220, 2, fixed=350, out_sigma=0.3), workers, between_s=0.002)


@kind("batchable")
def map_reduce(w: World) -> None:
    """A weekly digest of all feedback: every text summed up by a pool, the summaries by tens, and those once more.
    Each level needs the one below; a batch a level does it overnight."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    count, workers = w.count(240), w.pick(6, 12)
    for start in w.timer((w.pick(21, 22, 23),), weekdays=(w.rng.randrange(5),)):
        at, left, prompt = start, count, 1_300.0
        while left > 1:
            at = pool(w, at, rows_of(client, left, prompt, 180, fixed=250), workers) + w.draw(0.4, 0.5)
            left, prompt = left // 10, 1_900.0


@kind("batchable")
def retry_storm(w: World) -> None:
    """A pool that is larger than the quota: a third of the calls are turned away and tried again, for hours. Nobody
    waits."""
    client = w.client(
        w.model(MIDDLE, LARGE),
        max_tokens=800,
        retries=5,
        trouble=Trouble(share=w.about(0.25), bad_hours=3, bad_share=0.5),
    )
    workers = w.pick(24, 40)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        pool(w, start, rows_of(client, w.count(340), 900, 200), workers)


@kind("batchable")
def job_through_a_router(w: World) -> None:
    """An extraction by a pool of workers through a router whose clock shows whole seconds: what follows what cannot
    be seen."""
    w.clock = "seconds"
    client = w.client(w.model(MIDDLE, SMALL, LARGE), max_tokens=900)
    workers = w.pick(3, 8, 15)
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        pool(w, start, rows_of(client, w.count(300), 1_400, 260), workers, between_s=0.03)


@kind("batchable")
def trickle_loop(w: World) -> None:
    """One script that takes a record, asks, writes the answer, and sleeps for half a minute or two, for weeks: it
    was told to be gentle. What it enriches is read next quarter."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    sleep = w.pick(30.0, 60.0, 120.0)
    start = w.rng.random() * 0.3 * w.month.length_s
    rows = min(w.count(2_600), int(0.6 * w.month.length_s / (sleep + 3)))
    loop(w, start, [lambda at: client.call(at, 500 + w.tokens(420, 0.5), w.tokens(90, 0.4)) + sleep] * rows, 0.01)


@kind("batchable")
def all_at_once(w: World) -> None:
    """A nightly gather over a list with nothing that holds it back: hundreds of calls start within a second or two."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500, retries=4, trouble=Trouble(share=0.04))
    count = w.count(75)
    for start in w.timer((w.pick(1, 2, 4, 23),), weekdays=WEEKDAYS):
        at_once(w, start, rows_of(client, count, 800, 130, fixed=200), within_s=w.about(0.8))


@kind("batchable")
def drained_at_night(w: World) -> None:
    """What was queued by day is drained from ten at night by two workers with breaks, until it is empty or morning.
    Weekdays differ."""
    client = w.client(w.model(MIDDLE), max_tokens=700)
    for start in w.timer((22,), late_s=30):
        size = w.count(70, factor=2.5)
        rows: list[Row] = rows_of(client, size, 1_500, 210, fixed=300)
        pool(w, start, rows, 2, between_s=w.pick(0.05, 0.4, 2.0))
