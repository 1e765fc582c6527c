"""What is in the Batch API already: files on customers looked at again, notes on claims coded for the actuaries."""

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def customer_files_looked_at_again_by_batch(w: World) -> None:
    """A bank must look at what it knows of each business customer every so many years; each weekday evening a job sends
    the next files as a batch, what has changed since and what is missing come out, and a poll each ten minutes reads
    the results once it has ended. Clerks have them in the morning's list. All of it is in batches already."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_000, tier="batch")
    rules = round(w.about(1_100))
    for start in w.timer((w.pick(19, 21, 22),), weekdays=(0, 1, 2, 3, 4), late_s=15):
        at = start + min(16 * HOUR_S, (w.draw(3_000, 0.8) // 600 + 1) * 600) + w.draw(2, 0.5)
        for _ in range(w.count(110, factor=1.6)):
            at += w.rng.expovariate(1 / 0.004)
            if w.rng.random() < 0.002:
                client.expire(at)
            else:
                client.fetch(at, rules + min(12_000, w.tokens(1_700, 0.5)), min(1_000, w.tokens(190, 0.35)))


@kind("batched")
def notes_on_claims_coded_for_actuaries_by_batch(w: World) -> None:
    """Actuaries of an insurer want causes and injuries out of the notes that handlers wrote on claims of eight years:
    year after year goes out as batches of some hundred rows from a notebook, the results are fetched next morning and
    tabled, and the wording is bettered before the next year. Only batches go over this key."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, tier="batch")
    rules = round(w.about(740))
    for start in w.launches(w.rng.randint(7, 10), OFFICE):
        at = start + w.rng.uniform(0.5, 1.0) * DAY_S
        for _ in range(w.rng.randint(1, 3)):
            for _ in range(w.count(260, factor=1.4)):
                at += w.rng.expovariate(1 / 0.003)
                client.fetch(at, rules + min(5_000, w.tokens(640, 0.7)), min(250, w.tokens(58, 0.3)))
            at += w.draw(30, 0.7)
