"""What is in the Batch API already: at dusk, told by a call back, in three files, judged the day after."""

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def articles_sent_off_at_dusk(w: World) -> None:
    """A wholesaler sends the day's new articles off as one batch when the last buyer has gone, and a job before the
    first one comes reads the results in one go. When the batch is not done by then, the job looks again each hour."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700, tier="batch")
    for start in w.timer((6,), minute=10, weekdays=(1, 2, 3, 4, 5), late_s=8):
        at = start + (HOUR_S * w.rng.randint(1, 5) if w.rng.random() < 0.08 else 0.0)
        for _ in range(w.count(115, factor=1.7)):
            at += w.rng.expovariate(1 / 0.004)
            if w.rng.random() < 0.002:
                client.expire(at)
            else:
                client.fetch(at, 780 + w.tokens(260, 0.5), min(700, w.tokens(170, 0.35)))


@kind("batched")
def batches_told_by_a_call_back(w: World) -> None:
    """A firm for translations puts each order that may wait into a batch of its own, a dozen to some hundred segments,
    and looks after all of them by turns; whenever one is done its results are stored segment by segment. So they come
    at any hour, some minutes or half a day after the order."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=2_000, tier="batch")
    for ordered in w.arrivals(4.2, OFFICE):
        at, glossary = ordered + 40 + min(22 * HOUR_S, w.draw(2_600, 1.1)), w.tokens(700, 0.5)
        for _ in range(w.tokens(18, 0.7)):
            at += w.draw(0.045, 0.7)
            words = w.tokens(150, 0.7)
            client.fetch(at, glossary + words, min(2_000, max(1, round(words * w.rng.uniform(0.9, 1.4)))))


@kind("batched")
def whole_base_in_three_files(w: World) -> None:
    """A club for motorists has all members' letters of a year put into classes, twice a month as rules change: three
    large batches, of which the results are streamed from disk to disk as fast as they come. What expired, one in
    thirty, is sent again as a small batch and read the next day."""
    client = w.client(w.model(SMALL, LARGE), max_tokens=120, tier="batch")
    for sent in w.launches(2, OFFICE):
        at, expired = sent + w.rng.uniform(2, 9) * HOUR_S, 0
        for _ in range(3):
            for _ in range(w.count(420, factor=1.2)):
                at += w.rng.expovariate(1 / 0.0006)
                if w.rng.random() < 0.03:
                    client.expire(at)
                    expired += 1
                else:
                    client.fetch(at, 520 + w.tokens(190, 0.6), min(120, w.tokens(26, 0.4)))
            at += w.draw(1_500, 0.8)
        at = sent + DAY_S + w.rng.uniform(0, 3) * HOUR_S
        for _ in range(expired):
            at += w.rng.expovariate(1 / 0.0006)
            client.fetch(at, 520 + w.tokens(190, 0.6), min(120, w.tokens(26, 0.4)))


@kind("batched")
def judged_the_day_after(w: World) -> None:
    """What a bot of a phone company answered yesterday is judged by batch: sent at one in the morning, and asked after
    every half minute until it ends, mostly within the hour. Weekdays have more of it."""
    client = w.client(w.model(LARGE, MIDDLE), max_tokens=400, tier="batch")
    for sent in w.timer((1,), late_s=20):
        weekday = (w.month.began_at.weekday() + int(sent // DAY_S)) % 7
        done = sent + 60 + w.draw(1_400, 0.7)
        at = sent + ((done - sent) // 30 + 1) * 30 + w.draw(0.4, 0.4)
        for _ in range(w.count(70 if weekday in WEEKDAYS else 30)):
            at += w.rng.expovariate(1 / 0.002)
            client.fetch(at, 1_450 + w.tokens(900, 0.6), min(400, w.tokens(95, 0.35)))
