"""Nobody waits for the single answer: jobs of learning platforms, a course site, a library, a foundation and a training
firm that a timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, HOLIDAYS, HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, chunks, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def learning_advice_worded_for_each_employee_weekly(w: World) -> None:
    """A platform for corporate learning words a mail for each employee who has anything open: what was done, which
    three courses come next and why. A cron job on a night before the week begins goes through the customers, a pool of
    eight for each, and puts the texts into a table from which the mails are sent on Monday or Tuesday. When the rate
    limit bites, the SDK waits. A mail is one call with the employee's own record, and needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700, retries=5, trouble=Trouble(0.006, 4, 0.25))
    rules, workers = round(w.about(1_050)), w.pick(5, 8, 10)
    customers = [w.count(105, factor=3.0) for _ in range(8)]

    def mail(at: float) -> float:
        return client.call(at, rules + w.tokens(620, 0.5), min(700, w.tokens(230, 0.25)))

    for start in w.timer((w.pick(1, 2, 22),), minute=w.pick(0, 15, 30), weekdays=(w.pick(5, 6),), late_s=15):
        at = start
        for employees in customers:
            rows: list[Row] = [mail] * max(1, round(employees * w.rng.uniform(0.8, 1.1)))
            at = pool(w, at, rows, workers, between_s=0.02) + w.draw(4, 0.6)


@kind("batchable")
def weak_spots_of_classes_told_to_teachers_nightly(w: World) -> None:
    """A learning app for schools tells teachers where a class stands: after each school day a job takes the classes
    that have practised, puts the counts and some typical mistakes of each into a prompt, and half a page comes out; ten
    at a time, the next ten when all are done. The page has its date on it and a teacher looks at it once a week or so:
    a report that is there a day later is as good. No class needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, retries=3)
    rules, size = round(w.about(1_150)), w.pick(5, 10, 16)

    def report(at: float) -> float:
        return client.call(at, rules + min(8_000, w.tokens(1_150, 0.5)), min(900, w.tokens(310, 0.25)))

    classes = w.count(125, factor=1.3)
    for start in w.timer((w.pick(20, 22, 23),), minute=w.pick(0, 10, 30), weekdays=WEEKDAYS, late_s=8):
        day = (w.month.began_at + timedelta(seconds=start)).date()
        share = 0.08 if day in HOLIDAYS else w.rng.uniform(0.6, 1.0)
        rows: list[Row] = [report] * max(1, round(classes * share))
        at, cut = start + w.draw(20, 0.4), len(rows)
        if w.rng.random() < 0.05:  # the container ran out of memory and is started once more
            cut = w.rng.randint(1, len(rows))
        at = chunks(w, at, rows[:cut], size, between_s=0.1)
        if cut < len(rows):
            chunks(w, at + 5 * MINUTE_S + w.draw(20, 0.5), rows[cut:], size, between_s=0.1)


@kind("batchable")
def units_of_online_courses_translated_by_mapped_tasks(w: World) -> None:
    """A site for online courses puts what its partners have finished into five languages: a scheduled graph of tasks
    takes the courses of the list two nights a week, a mapped task for each course and language, four at a time, each
    going through its units one after the other with a glossary in the prompt. A task that fails is begun again after
    ten minutes. Partners look the texts over before a course is opened, weeks later; each unit is a call by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_000, retries=2, trouble=Trouble(0.003, 4, 0.2))
    glossary, slots = round(w.about(1_050)), w.pick(3, 4, 6)

    def unit(at: float) -> float:
        words = min(3_500, w.tokens(480, 0.5))
        return client.call(at, glossary + words, min(4_000, round(words * w.rng.uniform(1.0, 1.5))))

    def course(at: float) -> float:
        units: list[Row] = [unit] * w.rng.randint(14, 34)
        begun = at + w.draw(6, 0.5)
        if w.rng.random() < 0.06:
            begun = loop(w, begun, units[: w.rng.randint(1, 12)], between_s=0.05) + 10 * MINUTE_S
        return loop(w, begun, units, between_s=0.05)

    for start in w.timer((w.pick(19, 21, 1),), minute=0, weekdays=w.pick((0, 3), (1, 4), (2, 5)), late_s=25):
        tasks: list[Row] = [course] * (5 * max(1, w.count(1.6, factor=1.5)))
        pool(w, start, tasks, slots, between_s=4)


@kind("batchable")
def new_titles_told_for_a_library_app(w: World) -> None:
    """A city library shows its new titles in an app with three sentences and some moods to read in: a PHP script under
    cron goes through what was catalogued on the day, a dozen titles, more when a parcel has come, with blurb and table
    of contents, one after the other, and writes the row. Readers find it on one of the next days. A title needs no
    other, and a day makes no difference."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=500, retries=1)
    rules = round(w.about(950))
    for start in w.timer((w.pick(18, 20, 23, 3),), minute=w.pick(0, 5, 45), weekdays=(0, 1, 2, 3, 4, 5), late_s=1.5):
        if (w.month.began_at + timedelta(seconds=start)).date() in HOLIDAYS:
            continue
        parcel = 2.8 if w.rng.random() < 0.18 else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(6_000, w.tokens(780, 0.6)),
                output_tokens=min(500, w.tokens(170, 0.3)),
            )
            for _ in range(max(1, round(w.count(11, factor=1.5) * parcel)))
        ]
        loop(w, start, rows, between_s=0.15)


@kind("batchable")
def scholarship_files_summed_up_for_the_jury(w: World) -> None:
    """A foundation gives scholarships: each night a function with a timer sums up the files that were handed in and are
    complete, letter, marks and references in one prompt, ten or so, thirty in the days before the deadline, hardly any
    after it, three at a time. The jury reads the sheets in the month after. A file is one call and needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3)
    rules, deadline = round(w.about(1_350)), w.rng.uniform(10, 29) * DAY_S

    def sheet(at: float) -> float:
        return client.call(at, rules + min(30_000, w.tokens(4_600, 0.4)), min(1_200, w.tokens(420, 0.25)))

    for start in w.timer((w.pick(0, 2, 4),), minute=w.pick(0, 30), late_s=6):
        left = deadline - start
        times = 3.0 if 0 <= left < 3 * DAY_S else 0.25 if left < -2 * DAY_S else 1.0
        rows: list[Row] = [sheet] * max(1, round(w.count(10, factor=1.6) * times))
        pool(w, start + w.draw(3, 0.4), rows, 3, between_s=0.03)


@kind("batchable")
def feedback_on_seminars_summed_up_each_evening(w: World) -> None:
    """A training firm has some ten seminars that end on a day: in the evening a workflow in a no-code tool takes the
    forms of each, one call for a seminar, what was liked, what was not, is there a complaint, and puts it into the
    trainer's folder, one after the other with a pause of some seconds between. The team goes through the folders on
    Fridays. A seminar is a call by itself."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=2)
    rules, pause_s = round(w.about(700)), w.pick(0.5, 2.0, 5.0)
    for start in w.timer((w.pick(19, 20, 21),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=2):
        if (w.month.began_at + timedelta(seconds=start - HOUR_S)).date() in HOLIDAYS:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + w.rng.randint(6, 16) * w.rng.randint(70, 190),
                output_tokens=min(800, w.tokens(290, 0.25)),
            )
            for _ in range(w.count(11, factor=1.5))
        ]
        loop(w, start, rows, between_s=pause_s)
