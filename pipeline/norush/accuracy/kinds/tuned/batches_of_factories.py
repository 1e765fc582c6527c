"""Sent to the batch API: texts for a furniture catalogue, and the notices of changed chips at a maker of devices."""

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def furniture_texts_by_batch(w: World) -> None:
    """A furniture maker has the texts of its catalogue written for each dealer's page: when a collection is released,
    the content team sends a batch of all articles and languages, and a second one on the next day with those that the
    length check has thrown out. A worker asks every few minutes whether it is done and reads the results in a row. It
    is on the batch API already."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, tier="batch", retries=0)
    rules, every_s = round(w.about(1_150)), w.pick(1, 5) * MINUTE_S
    for launched in w.launches(w.rng.randint(3, 5), OFFICE):
        start, texts = launched, w.count(360, factor=1.5)
        while texts > 4:
            took = min(20 * HOUR_S, w.draw(70 * MINUTE_S, 0.9))
            at = start + (took // every_s + 1) * every_s + w.draw(0.9, 0.4)
            for _ in range(texts):
                at += w.rng.expovariate(1 / 0.005)
                client.fetch(at, rules + w.tokens(340, 0.3), min(900, w.tokens(230, 0.25)))
            start, texts = start + DAY_S, round(texts * w.rng.uniform(0.03, 0.1))


@kind("batched")
def notices_of_changed_chips_by_batch(w: World) -> None:
    """A maker of devices gets notices that a chip is changed or given up: each evening those of the day, long ones with
    tables, are sent as a batch together with the parts lists, and in the morning at six the results are read into the
    product system, whether the batch had been done after twenty minutes or five hours; a few have expired and go with
    the next one. On the batch API already, since last buys are possible for months."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, tier="batch", retries=0)
    rules, rest = round(w.about(2_200)), 0
    for start in w.timer((6,), minute=w.pick(0, 10), weekdays=tuple(day + 1 for day in WEEKDAYS), late_s=6):
        notices, at, rest = w.count(30, factor=1.6) + rest, start, 0
        for _ in range(notices):
            at += w.rng.expovariate(1 / 0.01)
            if w.rng.random() < 0.006:
                client.expire(at)
                rest += 1
            else:
                client.fetch(at, rules + min(20_000, w.tokens(3_600, 0.5)), min(1_500, w.tokens(380, 0.35)))
