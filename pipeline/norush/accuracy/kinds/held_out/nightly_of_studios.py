"""Nobody waits for the single answer: jobs of a podcast network, a game maker, a stock archive, a film production, a
fashion house and a book publisher that a timer starts."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, paced, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The day of the week where the company is, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).astimezone(ZoneInfo(world.zone)).weekday()


@kind("batchable")
def ad_breaks_proposed_for_new_episodes(w: World) -> None:
    """A podcast network proposes places for adverts in each new episode: cron takes at night what was put up since the
    last run, a part of some twenty minutes a call, three threads, and writes seconds, topics and what does not fit
    beside it into a table that the advert server loads a day later. Mid-week brings most, and a show that joins
    brings its old ones. No part needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=700, retries=3)
    rules, threads = round(w.about(1_100)), w.pick(2, 3, 4)

    def part(at: float) -> float:
        return client.call(at, rules + min(9_000, w.tokens(4_300, 0.25)), min(700, w.tokens(220, 0.35)), tools=1)

    for start in w.timer((w.pick(1, 2, 4),), minute=w.pick(0, 10, 30)):
        times = {0: 0.5, 6: 0.4, 5: 0.8}.get(_weekday(w, start), 1.2)
        joined = w.count(160, factor=1.5) if w.rng.random() < 0.05 else 0
        rows: list[Row] = [part] * max(1, round(w.count(74, factor=1.4) * times) + joined)
        pool(w, start + w.draw(9, 0.5), rows, threads, between_s=0.05)


@kind("batchable")
def playtests_of_the_day_summed_up(w: World) -> None:
    """A game maker has each session of its playtests told in ten lines for the designers: an Airflow DAG reads the
    events and what the tester said out of the warehouse in the evening, and a task with a pool of eight makes a call
    each; a task that fails is tried again after five minutes for what is missing. Nothing on weekends, twice as much
    in a week with a test from outside. The reading is on the day after next. No session needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2, trouble=Trouble(0.004, 4, 0.3))
    rules, workers, outside = round(w.about(1_400)), w.pick(6, 8, 8), w.rng.randrange(4)

    def session(at: float) -> float:
        return client.call(at, rules + min(20_000, w.tokens(3_100, 0.6)), min(900, w.tokens(310, 0.3)))

    for start in w.timer((w.pick(20, 22, 23),), minute=w.pick(0, 15), weekdays=WEEKDAYS, late_s=45):
        times = 2.0 if int(start // (7 * 86_400)) == outside else 1.0
        rows: list[Row] = [session] * max(1, round(w.count(84, factor=1.4) * times))
        end = pool(w, start + w.draw(50, 0.5), rows, workers, between_s=0.04)
        if w.rng.random() < 0.1:
            again = rows[: w.rng.randint(1, max(1, len(rows) // 3))]
            pool(w, end + 5 * MINUTE_S + w.draw(8, 0.5), again, workers, between_s=0.04)


@kind("batchable")
def contributed_pictures_tagged_every_six_hours(w: World) -> None:
    """A stock archive gives what photographers have put in its thirty keywords, title and category: a job each six
    hours takes the new ones, sends one each second and a half so that the key's limit is kept, and puts them before the
    reviewers, who have a queue of four days. The list of categories is marked for the cache. More after weekends. A
    picture is a call by itself."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, retries=4)
    rules, every_s, first = Prefix(round(w.about(1_900))), w.pick(1.0, 1.5, 2.0), w.rng.randrange(6)

    def picture(at: float) -> float:
        return rules.call(
            client, at, w.rng.randint(1_150, 1_600), min(500, w.tokens(165, 0.2)), stop="tool_use", tools=1
        )

    for start in w.timer(tuple(range(first, 24, 6)), minute=w.pick(0, 5, 20), late_s=8):
        times = 1.5 if _weekday(w, start) in (6, 0) else 1.0
        rows: list[Row] = [picture] * max(1, round(w.count(30, factor=1.7) * times))
        paced(w, start + w.draw(6, 0.5), rows, every_s, noise=0.05)


@kind("batchable")
def reports_of_crews_put_into_one_page(w: World) -> None:
    """A production company shoots with eight or ten crews; each sends its sheet of the day by night: scenes, overtime,
    what broke. At five a script goes through the sheets one after the other and has each put into the same five lines,
    and the page goes to the office, which reads them before the meeting of the week. Few on weekends. A sheet needs no
    other, and the page would serve as well on the day after."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=3)
    rules, crews = round(w.about(1_300)), w.about(10, 1.2)
    for start in w.timer((w.pick(4, 5, 5),), minute=w.pick(0, 15, 30), late_s=3):
        times = 0.3 if _weekday(w, start) in (0, 6) else 1.0  # sheets of Saturday and Sunday
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(20_000, w.tokens(5_500, 0.5)),
                output_tokens=min(900, w.tokens(260, 0.3)),
            )
            for _ in range(max(1, round(w.count(crews, factor=1.3) * times)))
        ]
        loop(w, start + w.draw(4, 0.5), rows, between_s=0.2)


@kind("batchable")
def looks_of_rivals_noted_for_designers(w: World) -> None:
    """A fashion house follows a dozen other labels: a scheduled workflow opens each label's new pages by night, a label
    after the other, and has a call note colours, cuts and prices from the text and some pictures; a page that did not
    load is left out. The board of the design room is filled with it on Mondays and Thursdays. Each label's note is made
    of its own pages alone."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=2)
    rules, load_s = round(w.about(650)), w.pick(2.0, 4.0, 9.0)

    def label(at: float) -> float:
        pictures = w.rng.randint(2, 6) * w.rng.randint(1_000, 1_500)
        return client.call(at, rules + pictures + min(9_000, w.tokens(1_600, 0.5)), min(1_200, w.tokens(360, 0.3)))

    for start in w.timer((w.pick(0, 3, 6),), minute=w.pick(0, 17, 40), late_s=60):
        rows: list[Row] = [label] * w.count(11, factor=1.3)
        loop(w, start + w.draw(20, 0.5), rows, between_s=load_s)


@kind("batchable")
def foreign_titles_of_scouts_read_each_morning(w: World) -> None:
    """A book publisher's rights department gets sample chapters of foreign books from its scouts, some ten a day: at
    six on working days a job takes what lies in the folder, two at a time, and writes a page in the house's language
    about each: what it is, for whom, what it is like. The editors meet on Thursdays over what has come by Tuesday;
    more in the weeks around a fair. A book has nothing to do with another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=3)
    rules, fair = round(w.about(900)), w.rng.randrange(4)

    def book(at: float) -> float:
        return client.call(at, rules + min(40_000, w.tokens(9_500, 0.5)), min(1_500, w.tokens(520, 0.3)))

    for start in w.timer((w.pick(5, 6, 7),), minute=w.pick(0, 5, 30), weekdays=WEEKDAYS):
        times = 1.8 if int(start // (7 * 86_400)) == fair else 1.0
        rows: list[Row] = [book] * max(1, round(w.count(10, factor=1.5) * times))
        pool(w, start + w.draw(5, 0.5), rows, 2, between_s=0.1)
