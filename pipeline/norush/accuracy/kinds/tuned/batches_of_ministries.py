"""Sent to the batch API: what a parliament says of its sittings, and what people wrote in a census."""

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def protocols_of_parliament_summed_up_by_batch(w: World) -> None:
    """A parliament's research service has each speech of a sitting summed up and tagged when the protocol is out: a
    scheduled job in the evening makes a batch of the day's speeches, and a second job on the next morning fetches what
    is done. Sitting weeks only, two or three in the month. It is on the batch API already, since the page of the day
    is put up at noon."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, tier="batch", retries=0)
    rules, weeks = round(w.about(1_100)), w.rng.sample(range(5), 3)
    for start in w.timer((w.pick(20, 21, 22),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=60):
        if int(start // (7 * DAY_S)) not in weeks:
            continue
        at = start + w.pick(8, 9) * HOUR_S + w.draw(20, 0.5)
        for _ in range(w.count(190, factor=1.5)):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, rules + min(9_000, w.tokens(1_250, 0.6)), min(900, w.tokens(260, 0.3)))


@kind("batched")
def census_answers_coded_by_batch(w: World) -> None:
    """A statistics office codes the open answers of a census, trade and job of a household in one prompt, by batch:
    each week of the field work a script splits the wave into batches of a few hundred, waits with a poll each quarter
    of an hour, reads each batch as it ends, and sends what expired again. It is on the batch API."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, tier="batch", retries=0)
    rules = round(w.about(2_400))
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        left = w.count(1_000, factor=1.4)
        while left > 0:
            size = min(left, 400)
            done = start + min(20 * HOUR_S, w.draw(70 * MINUTE_S, 0.8))
            at, expired = done + w.rng.uniform(0, 15 * MINUTE_S), 0
            for _ in range(size):
                at += w.rng.expovariate(1 / 0.003)
                if w.rng.random() < 0.006:
                    client.expire(at)
                    expired += 1
                else:
                    client.fetch(at, rules + w.tokens(120, 0.4), min(400, w.tokens(85, 0.25)))
            left -= size
            if expired and left <= 0 and w.rng.random() < 0.5:
                left = expired
