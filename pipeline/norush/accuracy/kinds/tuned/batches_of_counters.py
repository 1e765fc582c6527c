"""Sent to the batch API: commission statements of brokers, and letters to an insurer for its archive."""

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def commission_statements_read_by_batch(w: World) -> None:
    """A pool of brokers gets commission statements from a hundred insurers, each laid out its own way. The accountant
    starts a script when a week's are in: all go as one batch, and the lines are read from the results on the same
    evening or on the next day. What ran out of time goes with the next. It is on the batch API already."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_000, tier="batch", retries=0)
    rules, rest = round(w.about(1_000)), 0
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        statements = w.count(85, factor=1.4) + rest
        at, rest = start + min(DAY_S, w.draw(6 * HOUR_S, 0.7)), 0
        for _ in range(statements):
            at += w.rng.expovariate(1 / 0.006)
            if w.rng.random() < 0.006:
                client.expire(at)
                rest += 1
            else:
                client.fetch(at, rules + min(25_000, w.tokens(4_800, 0.5)), min(4_000, w.tokens(950, 0.5)))


@kind("batched")
def letters_indexed_for_the_archive_by_batch(w: World) -> None:
    """An insurer's post is sorted by people at once, but for the archive each letter also gets date, policy, kind and
    a line of what it says: on working days at eight in the evening the scans of the day are sent as a batch, and a
    job that looks each ten minutes stores what came back. It is on the batch API, for half the price."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, tier="batch", retries=0)
    rules, every_s = round(w.about(800)), 10 * MINUTE_S
    for start in w.timer((20,), minute=w.pick(0, 15, 30), weekdays=WEEKDAYS, late_s=10):
        ended = min(11 * HOUR_S, w.draw(45 * MINUTE_S, 0.7))
        at = start + (ended // every_s + 1) * every_s
        for _ in range(w.count(150, factor=1.5)):
            at += w.rng.expovariate(1 / 0.004)
            client.fetch(at, rules + min(9_000, w.tokens(1_050, 0.6)), min(400, w.tokens(105, 0.3)))
