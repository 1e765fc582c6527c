"""Sent to the batch API: what a supplier says about bills, and what a university library does with its theses."""

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def bills_explained_by_batch(w: World) -> None:
    """A supplier prints under each bill that has gone up by much why it has: on working days, when the billing run has
    ended, a batch is made of these bills, a poller looks every ten minutes and reads the results in a row when it is
    done, most often within the hour. The printer takes them at five. It is on the batch API already."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, tier="batch", retries=0)
    rules, every_s = round(w.about(1_350)), w.pick(5, 10) * MINUTE_S
    for start in w.timer((w.pick(18, 20),), minute=0, weekdays=WEEKDAYS, late_s=300):
        ended = start + min(8 * HOUR_S, w.draw(35 * MINUTE_S, 0.8))
        at = start + ((ended - start) // every_s + 1) * every_s + w.draw(0.8, 0.4)
        for _ in range(w.count(84, factor=1.6)):
            at += w.rng.expovariate(1 / 0.004)
            client.fetch(at, rules + w.tokens(330, 0.3), min(500, w.tokens(140, 0.3)))


@kind("batched")
def theses_given_keywords_by_batch(w: World) -> None:
    """A university library gives its old theses abstracts in English and keywords: a librarian who writes some Python
    sends a year of them as a batch and reads the results on the next morning or on Monday, a few in a hundred refused
    or too late, which go along with the next year's. It is on the batch API, for a project with a fixed sum."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, tier="batch", retries=0)
    rules, rest = round(w.about(650)), 0
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        theses = w.count(330, factor=1.6) + rest
        at, rest = start + w.draw(19 * HOUR_S, 0.35), 0
        for _ in range(theses):
            at += w.rng.expovariate(1 / 0.006)
            if w.rng.random() < 0.01:
                client.expire(at)
                rest += 1
            else:
                client.fetch(at, rules + min(20_000, w.tokens(2_100, 0.5)), min(1_200, w.tokens(310, 0.3)))
            if at > start + 3 * DAY_S:
                break
