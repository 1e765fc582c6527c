"""Sent to the batch API: causes of death at a statistics office, open answers of a school test."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, World


@kind("batched")
def causes_of_death_coded_by_batch(w: World) -> None:
    """A statistics office has the certificates of death coded that its old program could not: twice a week a job makes
    a batch of them, a poller looks every quarter of an hour and reads the codes when it is done, within the hour mostly
    and now and then in the night. Coders look at what is doubtful. It is on the batch API already, since the figures
    come out once a quarter."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=500, tier="batch", retries=0)
    rules, every_s = round(w.about(1_600)), 15 * MINUTE_S
    for start in w.timer((w.pick(5, 7, 18),), minute=0, weekdays=w.pick((0, 3), (1, 4)), late_s=60):
        ended = start + min(20 * HOUR_S, w.draw(50 * MINUTE_S, 0.9))
        at = start + ((ended - start) // every_s + 1) * every_s + w.draw(1, 0.4)
        for _ in range(w.count(175, factor=1.4)):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, rules + w.tokens(190, 0.4), min(500, w.tokens(150, 0.35)))


@kind("batched")
def answers_of_a_school_test_marked_by_batch(w: World) -> None:
    """The authority for schools has open answers of a state-wide test marked beside its human markers: a batch for each
    task and booklet, made by a researcher when the scans of a region are read in, and fetched on the next morning with
    a script that writes them into a table row by row. Some are sent again with the key changed. It is on the batch
    API; the marks are compared over weeks."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=400, tier="batch", retries=0)
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        for _ in range(w.rng.randint(1, 3)):
            key = round(w.about(1_050))
            at = start + w.draw(17 * HOUR_S, 0.25)
            for _ in range(w.count(215, factor=1.5)):
                at += w.rng.expovariate(1 / 0.01)
                if w.rng.random() < 0.004:
                    client.expire(at)
                else:
                    client.fetch(at, key + min(900, w.tokens(85, 0.7)), min(400, w.tokens(115, 0.3)))
