"""Sent to the batch API: how players behaved in matches that were reported, and words for books of the backlist."""

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def reported_matches_judged_by_batch(w: World) -> None:
    """A maker of games sends the chat and the moves of matches that players reported yesterday as a batch each night
    and reads the results when a poller finds it done: who broke which rule, how sure. The people who ban players look
    at it by day. More after weekends. It is on the batch API already, for half the price."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, tier="batch", retries=0)
    rules, every_s = round(w.about(1_700)), w.pick(5, 15) * MINUTE_S
    for start in w.timer((w.pick(1, 3, 4),), minute=w.pick(0, 20), late_s=8):
        ended = start + min(10 * HOUR_S, w.draw(50 * MINUTE_S, 0.8))
        at = start + ((ended - start) // every_s + 1) * every_s
        for _ in range(w.count(75, factor=1.6)):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, rules + min(12_000, w.tokens(1_500, 0.6)), min(600, w.tokens(150, 0.4)))


@kind("batched")
def backlist_given_keywords_by_batch(w: World) -> None:
    """A publishing house gives its older books keywords, subjects and a new short text for the shops: an imprint at a
    time is sent as a batch by the one who looks after the metadata, and its results are read on the next morning. A few
    that ran out of time go along with the next imprint. It is on the batch API, since nobody is in a hurry with a book
    of 1998."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, tier="batch", retries=0)
    rules, rest = round(w.about(1_100)), 0
    for start in w.launches(w.rng.randint(3, 6), OFFICE):
        books = w.count(260, factor=1.6) + rest
        at, rest = start + min(2 * DAY_S, w.draw(17 * HOUR_S, 0.4)), 0
        for _ in range(books):
            at += w.rng.expovariate(1 / 0.005)
            if w.rng.random() < 0.008:
                client.expire(at)
                rest += 1
            else:
                client.fetch(at, rules + min(20_000, w.tokens(3_200, 0.5)), min(1_500, w.tokens(420, 0.3)))
