"""Nobody waits for the single answer: jobs of a parliament, an ombudsman, a city, a university, a ministry of justice
and the police that a timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, EVERY_DAY, HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The day of the week, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).weekday()


@kind("batchable")
def petitions_put_under_committees_each_night(w: World) -> None:
    """A parliament has the petitions of the day put under committees and told in three sentences: cron on a server
    after midnight, a dozen, one after the other, some more after a broadcast. The clerks of the committees find the
    list in the morning or, for the petitions of Friday, on Monday; a petition has months. Each is one call that
    needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, retries=2)
    rules, loud = round(w.about(1_700)), w.rng.uniform(0, 25) * DAY_S
    for start in w.timer((w.pick(0, 1, 3),), minute=w.pick(5, 10, 30)):
        times = 3.0 if 0 <= start - loud < 3 * DAY_S else 0.6 if _weekday(w, start - HOUR_S * 6) >= 5 else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(12_000, w.tokens(950, 0.7)),
                output_tokens=min(800, w.tokens(240, 0.3)),
            )
            for _ in range(max(1, round(w.count(13, factor=1.4) * times)))
        ]
        loop(w, start + w.draw(3, 0.4), rows, between_s=0.08)


@kind("batchable")
def complaints_to_the_ombudsman_summed_up_nightly(w: World) -> None:
    """An ombudsman's office gets ten or so long complaints a day, with annexes; at night a container job reads those of
    the day and writes for each a summary, the offices that it is about and a first heading, in a pool of three. When
    the job fails the platform starts it again once, and it does what is left. The lawyers take a case up within two
    weeks. A complaint is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=3)
    rules, again_s = round(w.about(1_300)), w.pick(1, 6) * MINUTE_S

    def complaint(at: float) -> float:
        return client.call(at, rules + min(60_000, w.tokens(5_200, 0.8)), min(1_500, w.tokens(520, 0.3)))

    for start in w.timer((w.pick(21, 22, 23),), minute=w.pick(0, 15), weekdays=WEEKDAYS, late_s=35):
        rows: list[Row] = [complaint] * w.count(11, factor=1.5)
        at, cut = start + w.draw(8, 0.4), len(rows)
        if w.rng.random() < 0.06:
            cut = w.rng.randint(1, len(rows))
        at = pool(w, at, rows[:cut], 3, between_s=0.05)
        if cut < len(rows):
            pool(w, at + again_s + w.draw(20, 0.4), rows[cut:], 3, between_s=0.05)


@kind("batchable")
def reports_of_kitchen_inspectors_read_each_week(w: World) -> None:
    """A city has the reports of its food inspectors read into fields for the open register: an Airflow DAG on a night
    of the weekend takes those of the week, a mapped task for each slice of thirty, some tasks at a time, each going
    through its slice in order. Tasks that fail are tried again after five minutes with their whole slice. The
    register comes out a week later; no report needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_200, retries=2, trouble=Trouble(0.004, 5, 0.2))
    rules, slots = round(w.about(1_900)), w.pick(4, 8, 12)

    def report(at: float) -> float:
        words = min(14_000, w.tokens(1_300, 0.5))
        return client.call(at, rules + words, min(1_200, w.tokens(320, 0.3)), stop="tool_use", tools=1)

    def piece(at: float) -> float:
        rows: list[Row] = [report] * w.rng.randint(26, 30)
        begun = at + w.draw(5, 0.4)
        if w.rng.random() < 0.05:
            begun = loop(w, begun, rows[: w.rng.randint(1, 20)], between_s=0.03) + 5 * MINUTE_S
        return loop(w, begun, rows, between_s=0.03)

    for start in w.timer((w.pick(1, 2, 4),), minute=0, weekdays=(w.pick(5, 6),), late_s=30):
        slices: list[Row] = [piece] * w.count(20, factor=1.4)
        pool(w, start + w.draw(25, 0.4), slices, slots, between_s=3)


@kind("batchable")
def statutes_put_into_plain_words_by_night(w: World) -> None:
    """A ministry of justice has its statutes told in plain words, paragraph by paragraph, for a page that is to be
    ready in a year: each night a job takes the next statutes from the list until its budget of the night is spent, a
    limiter lets a paragraph start every so many seconds, as much text out as in. Lawyers read along for months. A
    paragraph is one call with the heading of its statute, and none needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=6, trouble=Trouble(0.004, 4, 0.3))
    rules, every_s = round(w.about(1_150)), w.pick(3.0, 5.0, 8.0, 12.0)

    def paragraph(at: float) -> float:
        words = min(4_000, w.tokens(260, 0.6))
        return client.call(at, rules + words, min(2_000, round(words * w.rng.uniform(0.9, 1.7))))

    for start in w.timer((w.pick(19, 20, 22),), minute=w.pick(0, 30), weekdays=w.pick(WEEKDAYS, EVERY_DAY)):
        if w.rng.random() < 0.08:  # paused by those who read along
            continue
        rows: list[Row] = [paragraph] * w.count(135, factor=1.4)
        paced(w, start + w.draw(5, 0.4), rows, every_s, noise=0.1)


@kind("batchable")
def courses_of_transfer_students_matched(w: World) -> None:
    """A university's examination office has the courses of students who come from elsewhere held against its own: at
    five in the morning a scheduled workflow takes the applications that came in, ten or so courses, the description of
    each and the ten own ones that come near into a prompt, two at a time; in the weeks before a term begins three times
    as many. A lecturer decides within a month. A course is one call and needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=700, retries=2)
    rules, term = round(w.about(1_200)), w.rng.uniform(0, 18) * DAY_S
    for start in w.timer((5,), minute=w.pick(0, 20, 40), weekdays=(1, 2, 3, 4, 5), late_s=9):
        times = 2.5 if 0 <= start - term < 10 * DAY_S else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + w.tokens(3_600, 0.3),
                output_tokens=min(700, w.tokens(260, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(max(1, round(w.count(10, factor=1.5) * times)))
        ]
        pool(w, start + w.draw(4, 0.4), rows, 2, between_s=0.05)


@kind("batchable")
def lost_things_described_for_the_police_register(w: World) -> None:
    """The police of a city describe what was found: at the end of the day the pictures of the things handed in, ten to
    fifteen, more after a weekend or a festival, are sent one after the other by a scheduled task on a Windows server,
    and category, colour, make and a line of text go into the public register on the next day. Things are kept for half
    a year. A picture needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=300, retries=2)
    rules, feast = round(w.about(1_400)), w.rng.uniform(0, 27) * DAY_S
    for start in w.timer((w.pick(19, 20, 23),), minute=w.pick(0, 30), late_s=2):
        times = 2.5 if 0 <= start - feast < 2 * DAY_S else 1.5 if _weekday(w, start) == 0 else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + w.rng.randint(1_300, 3_100),
                output_tokens=min(300, w.tokens(120, 0.3)),
            )
            for _ in range(max(1, round(w.count(12, factor=1.4) * times)))
        ]
        loop(w, start + w.draw(2, 0.4), rows, between_s=0.3)
