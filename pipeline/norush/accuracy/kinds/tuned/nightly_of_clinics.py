"""Nobody waits for the single answer: jobs of hospitals, trial teams, drug makers, care homes and device makers that a
timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The weekday of a moment, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).weekday()


@kind("batchable")
def narratives_of_cases_drafted_each_night(w: World) -> None:
    """A drug-safety team must write a narrative of each serious case: at nine in the evening a job takes those that
    were entered by day, a dozen, with their source papers, and drafts one after the other; the writers find the drafts
    in the morning and the case has fifteen days in all. What fails is taken again on the next evening, for it is still
    without a draft. A case needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=4_000, retries=3)
    rules, left = round(w.about(1_900)), 0
    for start in w.timer((w.pick(20, 21, 22),), minute=0, weekdays=WEEKDAYS, late_s=10):
        cases = left + w.count(11, factor=1.5)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(30_000, w.tokens(3_600, 0.6)),
                output_tokens=w.tokens(820, 0.25),
            )
            for _ in range(cases)
        ]
        left = sum(w.rng.random() < 0.02 for _ in rows)
        loop(w, start + w.draw(5, 0.4), rows, between_s=0.6)


@kind("batchable")
def charts_abstracted_for_the_quality_register(w: World) -> None:
    """Hospitals tell a register how heart attacks and strokes were treated: each week the charts of those who went home
    are read into the register's two hundred questions, a section of the questions in a call, by mapped tasks of a
    scheduler with a pool of some slots. The definitions stand in front and are marked for the cache. A task that fails
    runs again after five minutes. Abstractors check what is doubtful; the quarter's file is sent in the month after
    it. No section needs another's answer."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=2, trouble=Trouble(0.004, 4, 0.3))
    sections, slots = [Prefix(round(w.about(2_400, 1.3))) for _ in range(5)], w.pick(4, 6, 8)

    def section(at: float, number: int, chart: int) -> float:
        return sections[number].call(client, at + w.draw(4, 0.4), chart, w.tokens(230, 0.3), stop="tool_use", tools=1)

    for start in w.timer((w.pick(1, 3, 5),), minute=0, weekdays=(w.pick(5, 6),), late_s=20):
        charts = [min(14_000, w.tokens(2_300, 0.4)) for _ in range(w.count(40, factor=1.3))]
        at = start
        for number in range(len(sections)):
            rows: list[Row] = [partial(section, number=number, chart=chart) for chart in charts]
            end = pool(w, at, rows, slots, between_s=1.0)
            failed = [row for row in rows if w.rng.random() < 0.01]
            if failed:
                end = pool(w, end + 5 * MINUTE_S, failed, slots, between_s=1.0)
            at = end + w.draw(30, 0.4)


@kind("batchable")
def refusals_of_insurers_put_under_reasons(w: World) -> None:
    """A chain of laboratories wants to know why insurers do not pay: letters are scanned by day, and before midnight
    a small workflow reads the ten or fifteen of the day into reason, amount and what is missing, two at a time.
    On Mondays there is the post of three days. The list goes to those who send things again, who are some weeks behind
    anyway. A letter needs no other."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=3)
    rules = round(w.about(1_300))

    def letter(at: float) -> float:
        return client.call(at, rules + 1_568 * w.rng.choice((1, 2, 2, 3)), w.tokens(210, 0.3), stop="tool_use", tools=1)

    for start in w.timer((23,), minute=w.pick(0, 30), weekdays=WEEKDAYS):
        letters = w.count(22 if _weekday(w, start) == 0 else 11, factor=1.5)
        pool(w, start + w.draw(6, 0.5), [letter] * letters, 2, between_s=0.3)


@kind("batchable")
def patients_held_against_open_trials_each_night(w: World) -> None:
    """A university hospital looks each night whether somebody who came in might take part in a trial: the summary of
    a patient, marked for the cache, is put before the criteria of each trial that is open in the department, trial
    after trial, some patients at a time. The study nurses get a list and go through it when they have time, today or
    tomorrow. Fewer come in at weekends. Each pair is one question and hangs on no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=700, retries=4)
    trials = [w.tokens(720, 0.4) for _ in range(w.rng.randint(6, 10))]
    width = w.pick(2, 3, 4)

    def patient(at: float) -> float:
        summary = Prefix(min(9_000, w.tokens(2_300, 0.4)))
        rows: list[Row] = [
            partial(summary.call, client, own_tokens=350 + trial, output_tokens=w.tokens(145, 0.35)) for trial in trials
        ]
        return loop(w, at + w.draw(1.5, 0.4), rows, between_s=0.05)

    for start in w.timer((w.pick(2, 3, 4),), minute=w.pick(0, 30), late_s=8):
        came = w.count(4 if _weekday(w, start) in (6, 0) else 9, factor=1.4)
        pool(w, start + w.draw(20, 0.3), [patient] * came, width, between_s=0.2)


@kind("batchable")
def service_notes_of_devices_given_fault_codes(w: World) -> None:
    """What technicians wrote about scanners and ventilators is given fault codes: every morning at four the partition
    of the day before, some dozens of notes, through an async client with six at a time. Twice a month the codes change,
    and an engineer starts the last days anew from the scheduler's page, one partition after the other. The
    dashboard is looked at in the monthly meeting on reliability. A note needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=5, trouble=Trouble(0.004, 3, 0.25))
    codes, width = round(w.about(1_700, 1.3)), w.pick(4, 6, 10)

    def note(at: float) -> float:
        return client.call(at, codes + min(2_500, w.tokens(210, 0.6)), w.tokens(72, 0.3), stop="tool_use", tools=1)

    for start in w.timer((4,), minute=w.pick(0, 10), late_s=9):
        notes = w.count(16 if _weekday(w, start) in (6, 0) else 62, factor=1.3)
        pool(w, start + w.draw(12, 0.3), [note] * notes, width)
    for start in w.launches(2, OFFICE):
        at = start
        for _ in range(w.rng.randint(5, 12)):
            at = pool(w, at, [note] * w.count(58, factor=1.3), width) + w.draw(14, 0.3)


@kind("batchable")
def care_plans_reviewed_in_turn_at_night(w: World) -> None:
    """In a group of care homes each resident's plan is to be looked through once a month: every night at two the ten
    whose turn it is are held against what was written in the weeks since, one after the other, and what no longer fits
    is listed for the nurse in charge, who has until the end of the month. On three nights the server was down, and the
    next night did the double. A resident needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_000, retries=3)
    rules, nights = round(w.about(1_100)), w.timer((2,), minute=w.pick(0, 5, 40), late_s=5)
    down, owed = w.rng.sample(range(len(nights) - 1), 3), 0
    for number, start in enumerate(nights):
        owed += w.count(10, factor=1.1)
        if number in down:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(25_000, w.tokens(4_200, 0.4)),
                output_tokens=w.tokens(430, 0.35),
            )
            for _ in range(owed)
        ]
        loop(w, start, rows, between_s=0.4)
        owed = 0


@kind("batchable")
def authors_and_studies_watched_for_a_medicine(w: World) -> None:
    """The law wants a drug maker to read the literature on its medicines each week: on Sunday night a job fetches what
    is new for each of thirty substances, and asks of each article whether a reaction of a person stands in it, five
    threads for a substance, the substances one after the other. When the fetch breaks, the rest is done on Monday at
    noon by hand. What is found is entered by people within the week. An article needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=350, retries=4)
    rules, substances = round(w.about(1_250)), w.rng.randint(20, 34)

    def article(at: float) -> float:
        return client.call(at, rules + min(3_500, w.tokens(480, 0.4)), w.tokens(88, 0.35))

    for start in w.timer((w.pick(20, 22, 23),), minute=0, weekdays=(6,), late_s=15):
        broke = w.rng.randrange(substances) if w.rng.random() < 0.2 else None
        at = start
        for number in range(substances):
            if number == broke:
                at = max(at, start + 0.6 * DAY_S) + w.draw(HOUR_S, 0.5)
            rows: list[Row] = [article] * w.count(w.rng.choice((4, 12, 12, 50)), factor=1.4)
            at = pool(w, at, rows, 5, between_s=0.03) + w.draw(7, 0.5)
