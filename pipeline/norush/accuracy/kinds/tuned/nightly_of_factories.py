"""Nobody waits for the single answer: jobs of plants, a shipping line, a co-operative and a mine that a timer
starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def shift_books_taken_apart_each_morning(w: World) -> None:
    """A paper mill has the books of its shifts taken apart: at half past six a scheduled job reads what each machine's
    crew has written in the last day, ten entries of some pages or so, one after the other: stops, causes, minutes,
    hand-overs. They fill the statistics of losses, from which the month's review is made; the crews have talked at the
    hand-over long before. A book is one call that needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=2)
    rules = round(w.about(1_500))
    for start in w.timer((6,), minute=w.pick(20, 30, 40), late_s=5):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(20_000, w.tokens(3_200, 0.5)),
                output_tokens=min(1_500, w.tokens(480, 0.35)),
            )
            for _ in range(w.count(10, factor=1.3))
        ]
        loop(w, start + w.draw(6, 0.5), rows, between_s=0.05)


@kind("batchable")
def bills_of_lading_checked_by_night(w: World) -> None:
    """A shipping line holds the bills of lading of the day against the bookings: after midnight an Airflow task takes
    them from the archive and asks, in a pool, what does not agree, with the same rules before each, which are marked
    for the cache. A task that failed is begun anew after five minutes, and skips what is done. The documents desk has
    its list on the next day, and ships take weeks. Sundays bring few. A bill is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=800, retries=3, trouble=Trouble(0.003, 5, 0.3))
    rules, workers = Prefix(round(w.about(2_600, 1.3))), w.pick(4, 8, 8, 12)

    def bill(at: float) -> float:
        opened = at + w.draw(0.25, 0.5)
        return rules.call(client, opened, min(9_000, w.tokens(1_250, 0.4)), min(800, w.tokens(170, 0.5)), tools=1)

    for start in w.timer((0,), minute=w.pick(15, 30, 45), late_s=25):
        day = (w.month.began_at + timedelta(seconds=start) - timedelta(days=1)).weekday()
        rows: list[Row] = [bill] * max(
            1, round(w.count(62, factor=1.5) * (0.2 if day == 6 else 0.5 if day == 5 else 1))
        )
        at, done = start + w.draw(25, 0.4), 0
        if w.rng.random() < 0.06:
            done = w.rng.randrange(len(rows))
            at = pool(w, at, rows[:done] or rows[:1], workers, between_s=0.02) + 5 * MINUTE_S
        pool(w, at, rows[done:], workers, between_s=0.02)


@kind("batchable")
def diaries_of_growers_checked_for_the_label(w: World) -> None:
    """A co-operative of fruit growers must show that its members keep to the rules of a label: at night a job reads the
    diaries of the members whose turn it is, a dozen, in two threads, and lists sprays without a reason and missing
    waiting times. Each member is looked at once in a quarter. An adviser rings up those with findings when on the road
    next. A diary is one call that needs none of the others."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_200, retries=2)
    rules = round(w.about(2_400))
    for start in w.timer((w.pick(1, 3, 4, 22),), weekdays=w.pick(WEEKDAYS, (0, 1, 2, 3, 4, 5, 6)), late_s=3):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(16_000, w.tokens(3_000, 0.5)),
                output_tokens=min(1_200, w.tokens(320, 0.5)),
            )
            for _ in range(w.count(11, factor=1.4))
        ]
        pool(w, start + w.draw(4, 0.5), rows, 2, between_s=0.04)


@kind("batchable")
def drill_cores_described_each_week(w: World) -> None:
    """A mine photographs its drill cores box by box and has each described on Saturday: rock, veins, breaks, how many
    pieces, beside what the geologist has typed. A job with so many calls a minute, set well below the limit of the key;
    boxes that came too late are done on Sunday. The model of the deposit is made anew at the end of the quarter. A box
    is one call, and none needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=5)
    rules, every_s, hour = round(w.about(1_250)), 60 / w.pick(6, 10, 12, 20), w.pick(2, 6, 20)

    def box(at: float) -> float:
        pictures = w.rng.choices((1, 2), (2, 1))[0] * w.rng.randint(1_450, 1_600)
        return client.call(at, rules + pictures + w.tokens(180, 0.5), min(1_200, w.tokens(390, 0.3)))

    for start in w.timer((hour,), minute=0, weekdays=(5,), late_s=10):
        rows: list[Row] = [box] * w.count(135, factor=1.5)
        paced(w, start + w.draw(20, 0.4), rows, every_s, noise=0.05)
        late: list[Row] = [box] * w.count(8, factor=2.0)
        paced(w, start + DAY_S + w.draw(15, 0.4), late, every_s, noise=0.05)
