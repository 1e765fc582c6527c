"""Nobody waits for the single answer: jobs of a photo service, a booking site, an association, a forum, a publishing
house and a travel guide that a timer starts."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import DAY_S, MINUTE_S
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, paced, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The day of the week where the company is, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).astimezone(ZoneInfo(world.zone)).weekday()


@kind("batchable")
def photos_of_the_day_made_searchable(w: World) -> None:
    """A photo service makes the pictures of those who have paid for it searchable in words: a CronJob in the cluster
    takes at night what was uploaded since the last one, a picture a call, sixteen at a time and the next sixteen when
    these are there. Twice as many after a weekend or a holiday. When the pod is moved it begins its list again with
    what has no words yet. The search has them next day or the day after; a picture needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=300, retries=3, trouble=Trouble(0.003, 3, 0.25))
    rules, size = round(w.about(420)), w.pick(8, 16, 16)

    def picture(at: float) -> float:
        return client.call(at, rules + w.rng.randint(900, 1_600), min(300, w.tokens(88, 0.3)))

    for start in w.timer((w.pick(1, 2, 3),), minute=w.pick(0, 10, 30), late_s=12):
        times = 2.0 if _weekday(w, start) in (0, 6) else 1.0
        rows: list[Row] = [picture] * max(1, round(w.count(56, factor=1.5) * times))
        done, at = 0, start + w.draw(20, 0.5)
        if w.rng.random() < 0.08:  # the pod is moved
            done = w.rng.randint(1, len(rows)) // size * size
            at = chunks(w, at, rows[:done], size, between_s=0.2) + w.draw(3 * MINUTE_S, 0.6)
        chunks(w, at, rows[done:], size, between_s=0.2)


@kind("batchable")
def dishes_found_in_reviews(w: World) -> None:
    """A site on which tables are booked draws dishes, praise and blame out of the reviews of yesterday: an Airflow DAG
    reads them out of the warehouse, a task with a pool of ten makes a call each and writes them back; a task that
    failed is tried again after five minutes for what is missing. Weekends bring most. The pages of restaurants are made
    new on Thursdays. No review needs another."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=2, trouble=Trouble(0.004, 4, 0.3))
    rules, workers = round(w.about(1_500)), w.pick(6, 10, 10)

    def review(at: float) -> float:
        return client.call(at, rules + min(2_500, w.tokens(140, 0.8)), min(500, w.tokens(120, 0.5)), stop="tool_use")

    for start in w.timer((w.pick(2, 4, 5),), minute=w.pick(0, 15), late_s=40):
        times = {0: 1.8, 6: 1.6, 5: 1.1}.get(_weekday(w, start), 0.7)
        rows: list[Row] = [review] * max(1, round(w.count(62, factor=1.4) * times))
        end = pool(w, start + w.draw(35, 0.5), rows, workers, between_s=0.03)
        if w.rng.random() < 0.1:
            again = rows[: w.rng.randint(1, max(1, len(rows) // 3))]
            pool(w, end + 5 * MINUTE_S + w.draw(10, 0.5), again, workers, between_s=0.03)


@kind("batchable")
def matches_of_low_leagues_told(w: World) -> None:
    """An association has a short report written of each match in its lower leagues, for the booklet that goes to the
    printer on Thursday and the clubs' pages: on Sunday night, when the sheets are in, cron sends the sheet, the table
    and last week's result of each match at an even pace, so that the key's limit is kept; on Monday night what came in
    late, on Wednesdays the cup, for the booklet after. A match is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=4)
    rules, every_s = round(w.about(1_150)), w.pick(2.0, 3.0, 5.0)

    def match(at: float) -> float:
        return client.call(at, rules + min(4_000, w.tokens(820, 0.3)), min(900, w.tokens(270, 0.25)))

    for start in w.timer((w.pick(22, 23),), minute=w.pick(0, 30), weekdays=(0, 2, 6), late_s=6):
        matches = {6: 128, 0: 12}.get(_weekday(w, start), 16)
        rows: list[Row] = [match] * w.count(matches, factor=1.3)
        paced(w, start + w.draw(8, 0.5), rows, every_s, noise=0.1)


@kind("batchable")
def threads_of_the_day_for_moderators(w: World) -> None:
    """The volunteers who look after a forum for model railways get a mail in the morning: at half past three a script
    takes the dozen threads with most posts or with a report, one after the other, and has each summed up: who quarrels,
    what was asked, is a rule touched. More in winter and after a fair. Nobody waits for one of them, and the mail
    would be as good on the day after; a thread needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, retries=2)
    rules, threads = round(w.about(650)), w.about(11, 1.3)
    for start in w.timer((3,), minute=w.pick(15, 30, 45), late_s=2):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(30_000, w.tokens(3_800, 0.8)),
                output_tokens=min(700, w.tokens(230, 0.35)),
            )
            for _ in range(w.count(threads, factor=1.5))
        ]
        loop(w, start + w.draw(3, 0.5), rows, between_s=0.15)


@kind("batchable")
def manuscripts_sent_in_unasked(w: World) -> None:
    """A publishing house gets ten manuscripts a day that nobody asked for. A job at night opens the mailbox's folder,
    takes the letter and the first chapters of each, two at a time, and writes genre, a summary and reasons for and
    against into a sheet; the rules of the house are marked for the cache. Readers go through the sheet on Fridays. On
    weekends fewer come. A manuscript has nothing to do with another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=3)
    rules, at_once = Prefix(round(w.about(1_500, 1.3))), w.pick(1, 2, 2)

    def manuscript(at: float) -> float:
        return rules.call(client, at, 300 + min(24_000, w.tokens(8_500, 0.4)), min(1_000, w.tokens(380, 0.3)))

    for start in w.timer((w.pick(0, 2, 4),), minute=w.pick(0, 5, 20)):
        times = 0.4 if _weekday(w, start - DAY_S) in (5, 6) else 1.0
        rows: list[Row] = [manuscript] * max(1, round(w.count(9, factor=1.6) * times))
        pool(w, start + w.draw(6, 0.5), rows, at_once, between_s=0.1)


@kind("batchable")
def events_of_towns_for_a_travel_guide(w: World) -> None:
    """A travel guide keeps a calendar of what is on in some hundred towns. A scheduled workflow fetches a dozen towns'
    pages each morning, town after town, and has the fairs, concerts and openings of each page put into fields; each
    town's turn comes again after ten days. A page that could not be fetched is left for the next turn. The calendar is
    put out each Wednesday; each page is one call, whatever the others say."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=2)
    rules, fetch_s = round(w.about(800)), w.pick(1.0, 3.0, 6.0)

    def page(at: float) -> float:
        said = min(2_500, w.tokens(620, 0.7))
        return client.call(at, rules + min(25_000, w.tokens(4_200, 0.6)), said, stop="tool_use", tools=1)

    for start in w.timer((w.pick(4, 6, 7),), minute=w.pick(0, 17, 30), late_s=60):
        rows: list[Row] = [page] * w.count(11, factor=1.5)
        loop(w, start + w.draw(45, 0.4), rows, between_s=fetch_s)
