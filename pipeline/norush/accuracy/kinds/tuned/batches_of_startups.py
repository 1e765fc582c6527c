"""What is in the Batch API already: a new customer's tables explained, files of repositories described each weekend."""

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def tables_of_a_new_customer_explained_by_batch(w: World) -> None:
    """A data catalogue explains all tables of a customer who has joined: names, types, sample values and the queries
    that use a table go in, what it is and what each column means come out. One batch a schema, sent when the connection
    stands, read by a poll each five minutes when it has ended; the first workshop is days later. Nothing else goes over
    this key."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000, tier="batch")
    rules = round(w.about(850))
    for start in w.launches(w.rng.randint(8, 13), OFFICE):
        for _ in range(w.rng.randint(1, 3)):
            at = start + min(20 * HOUR_S, (w.draw(3_600, 0.9) // 300 + 1) * 300) + w.draw(2, 0.5)
            for _ in range(w.count(120, factor=1.8)):
                at += w.rng.expovariate(1 / 0.004)
                client.fetch(at, rules + min(9_000, w.tokens(1_250, 0.6)), min(2_000, w.tokens(380, 0.5)))


@kind("batched")
def files_of_repositories_described_by_batch_at_weekends(w: World) -> None:
    """A search over code keeps a description of each file; on Friday night what changed in the week is sent in batches
    of some hundred files, and on Saturday or Sunday a job reads the results into the index. Rows that ran out of their
    day go with the next. Monday's searches are the first to see them. It is the Batch API already."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500, tier="batch")
    rules = round(w.about(460))
    for friday in w.timer((22,), minute=w.pick(0, 30), weekdays=(4,), late_s=20):
        at = friday + w.rng.uniform(0.3, 1.0) * DAY_S
        for _ in range(w.rng.randint(2, 4)):
            for _ in range(w.count(270, factor=1.4)):
                at += w.rng.expovariate(1 / 0.003)
                if w.rng.random() < 0.003:
                    client.expire(at)
                else:
                    client.fetch(at, rules + min(14_000, w.tokens(1_500, 0.8)), min(500, w.tokens(130, 0.35)))
            at += w.draw(25, 0.7)
