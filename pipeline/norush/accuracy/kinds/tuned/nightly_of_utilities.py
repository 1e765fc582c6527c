"""Nobody waits for the single answer: jobs of suppliers, a railway, a court, a library, a health insurer that a timer
starts."""

from datetime import timedelta
from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import DAY_S, HOME, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The day of the week, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).weekday()


@kind("batchable")
def fitters_notes_put_into_codes(w: World) -> None:
    """A supplier of power has the remarks that fitters leave at meters put into codes: cron at night takes what came
    back from the field by day out of the work orders and asks a pool of eight for a code, a cause and whether somebody
    must go again. Hardly any after a Sunday. The planners look at a list of the week; a remark is one call, and one
    that was missed is found by the next run."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=400, retries=3)
    codes, workers = round(w.about(1_350)), w.pick(4, 8, 8)

    def remark(at: float) -> float:
        return client.call(at, codes + w.tokens(95, 0.7), min(400, w.tokens(62, 0.3)), stop="tool_use", tools=1)

    missed = 0
    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(15, 30, 45)):
        day = _weekday(w, start - DAY_S)
        found = missed + max(1, round(w.count(66, factor=1.5) * (0.06 if day == 6 else 0.3 if day == 5 else 1.0)))
        if w.rng.random() < 0.04:  # the export was not there
            missed = found
            continue
        rows: list[Row] = [remark] * found
        pool(w, start + w.draw(14, 0.5), rows, workers, between_s=0.02)
        missed = 0


@kind("batchable")
def papers_for_the_council_in_plain_words(w: World) -> None:
    """The office of a city council has the papers for next week's meetings told in plain words for its web page: on one
    evening a week, when the agenda is closed, a script takes each paper, long or short, one after the other, and on the
    next day the few that came in late. An editor goes through the texts before they are put up. No paper needs another,
    and a day more would be soon enough."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=4)
    rules, day, hour = round(w.about(900)), w.pick(2, 3), w.pick(18, 20, 22)

    def paper(at: float) -> float:
        return client.call(at, rules + min(60_000, w.tokens(6_500, 0.8)), min(1_500, w.tokens(480, 0.3)))

    for start in w.timer((hour,), minute=0, weekdays=(day,), late_s=8):
        rows: list[Row] = [paper] * w.count(58, factor=1.5)
        loop(w, start + w.draw(20, 0.5), rows, between_s=w.pick(0.2, 1.0))
        late: list[Row] = [paper] * w.count(4, factor=2.0)
        loop(w, start + DAY_S + w.draw(15, 0.5), late, between_s=0.2)


@kind("batchable")
def judgments_blacked_out_in_passages(w: World) -> None:
    """A court that puts its judgments on the web has names and places proposed for blacking out: after midnight an
    Airflow task cuts the judgments of the day into passages and sends them in a pool, each with the same long rules,
    which are marked for the cache. A task that fails is tried again by the scheduler after some minutes, from the
    beginning. Clerks check them in the weeks after. A passage is one call that needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3, trouble=Trouble(0.003, 4, 0.25))
    rules, workers, again_s = Prefix(round(w.about(2_300, 1.3))), w.pick(4, 6, 10), w.pick(5, 10) * MINUTE_S

    def passage(at: float) -> float:
        return rules.call(client, at, min(4_000, w.tokens(2_300, 0.35)), min(1_200, w.tokens(210, 0.6)))

    for start in w.timer((0,), minute=w.pick(10, 30), weekdays=(1, 2, 3, 4, 5), late_s=25):
        passages = sum(w.rng.randint(2, 9) for _ in range(w.count(7.5, factor=1.7)))
        rows: list[Row] = [passage] * passages
        at = start + w.draw(30, 0.4)
        if w.rng.random() < 0.07:
            at = pool(w, at, rows[: w.rng.randint(1, passages)], workers, between_s=0.02) + again_s
        pool(w, at, rows, workers, between_s=0.02)


@kind("batchable")
def complaints_of_passengers_before_the_meeting(w: World) -> None:
    """A railway sorts the complaints of yesterday before the meeting at eight: a dozen, on days after a storm four
    times as many, one after the other by cron at half past five; line, cause, tone and a sentence of each go into a
    table from which the slide of the week is drawn too. Nobody has a single one in mind, and the meeting has been held
    without it. No complaint needs another."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=700, retries=2)
    rules, storms = round(w.about(1_250)), [at // DAY_S for at in w.launches(2, HOME)]
    for start in w.timer((5,), minute=w.pick(20, 30, 40), late_s=3):
        times = 4.0 if start // DAY_S - 1 in storms else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(5_000, w.tokens(380, 0.7)),
                output_tokens=min(700, w.tokens(190, 0.3)),
            )
            for _ in range(max(1, round(w.count(11, factor=1.4) * times)))
        ]
        loop(w, start + w.draw(2, 0.4), rows, between_s=0.1)


@kind("batchable")
def hospital_bills_looked_through(w: World) -> None:
    """A health insurer looks through the bills of hospitals that came in by the evening: a task for each bill in a
    Celery queue with a limit on how many start in a minute, codes and days and the short letter in, a doubt or none
    out. Mondays bring more, holidays none. Within six weeks the insurer must have asked the hospital; no bill needs
    another, and a task that fails is put back for later."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=5, trouble=Trouble(0.004, 4, 0.25))
    every_s, rules = 60 / w.pick(10, 15, 20, 30), round(w.about(1_500))
    for start in w.timer((w.pick(19, 21, 23),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=10):
        times = 1.7 if _weekday(w, start) in (0, 1) else 1.0
        bills = max(1, round(w.count(36, factor=1.4) * times))
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(15_000, w.tokens(1_900, 0.5)),
                output_tokens=min(900, w.tokens(240, 0.45)),
                stop="tool_use",
                tools=2,
            )
            for _ in range(bills)
        ]
        end = paced(w, start + w.draw(40, 0.5), rows, every_s, noise=0.2)
        if w.rng.random() < 0.3:  # what was put back
            paced(w, end + 20 * MINUTE_S, rows[: w.rng.randint(1, 4)], every_s, noise=0.2)


@kind("batchable")
def subject_headings_for_new_books(w: World) -> None:
    """A library has headings proposed for the books that it took in: a program in Java reads at night the tables of
    contents that were scanned by day, a dozen or so, two threads, a list of the headings that come near in each prompt.
    In the weeks of the book fair there are more, at Christmas none. Librarians take or change them when they catalogue
    the book, some days later. A book is one call by itself."""
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", "anthropic-sdk-java/2.9.0", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=600, retries=2)
    rules, fair = round(w.about(1_100)), w.rng.uniform(0, 20) * DAY_S
    for start in w.timer((w.pick(2, 3, 4),), minute=w.pick(0, 5), weekdays=(1, 2, 3, 4, 5)):
        times = 2.2 if 0 <= start - fair < 8 * DAY_S else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(14_000, w.tokens(3_100, 0.5)),
                output_tokens=min(600, w.tokens(150, 0.3)),
            )
            for _ in range(max(1, round(w.count(10, factor=1.5) * times)))
        ]
        pool(w, start + w.draw(9, 0.4), rows, 2, between_s=0.05)


@kind("batchable")
def interruptions_told_to_the_regulator(w: World) -> None:
    """An operator of gas and water mains must report each interruption: every evening a function in the cloud takes
    those that were closed by day, the log of the shift and the orders, and writes the paragraph and the fields of the
    form, ten or so, in a small pool, more in a frost. An engineer signs them in a sitting at the end of the month. Each
    is one call that needs none of the others."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=3)
    rules, frost = round(w.about(1_400)), w.rng.uniform(0, 26) * DAY_S
    for start in w.timer((w.pick(20, 21, 23),), minute=w.pick(0, 50), late_s=15):
        times = 2.0 if 0 <= start - frost < 4 * DAY_S else 0.6 if _weekday(w, start) >= 5 else 1.0
        closed = max(1, round(w.count(9, factor=1.5) * times))
        free = [start + w.draw(2.5, 0.3) + 0.01 * worker for worker in range(3)]
        for _ in range(closed):
            words, said = rules + min(9_000, w.tokens(1_500, 0.5)), min(1_500, w.tokens(390, 0.3))
            heappush(free, client.call(heappop(free), words, said) + w.draw(0.3, 0.5))
