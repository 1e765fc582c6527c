"""Nobody waits for the single answer: what cron entries and flows of small firms start by night."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import DAY_S, HOLIDAYS, HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, chunks, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _is_after_a_holiday(world: World, at: float) -> bool:
    """Whether the day that a run by night is about was a holiday: it had next to nothing."""
    evening = world.month.began_at + timedelta(seconds=at - 6 * HOUR_S)
    return evening.astimezone(ZoneInfo(world.zone)).date() in HOLIDAYS


@kind("batchable")
def replies_to_reviews_drafted_by_night(w: World) -> None:
    """An agency looks after the reviews of some restaurants and hotels: a cron entry of a small server fetches what was
    written since yesterday, ten or so, more after a weekend, and has a reply drafted for each, one after the other,
    with the tone of the house and its last replies. The owner gets a list on Mondays and Thursdays and lets it out. No
    draft needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=600, retries=2)
    houses = [round(w.about(2_400)) for _ in range(6)]

    def reply(at: float) -> float:
        given = w.rng.choice(houses) + min(1_500, w.tokens(120, 0.7))
        return client.call(at + w.draw(0.25, 0.5), given, min(600, w.tokens(150, 0.3)))

    hour, minute = w.pick(1, 2, 3), w.pick(0, 0, 15, 30)
    nights = [(at, 10) for at in w.timer((hour,), minute, weekdays=(1, 2, 3, 4, 5))]
    nights += [(at, 18) for at in w.timer((hour,), minute, weekdays=(6, 0))]
    for start, reviews in nights:
        rows: list[Row] = [reply] * w.count(reviews, factor=1.6)
        loop(w, start + w.draw(6, 0.4), rows, between_s=0.12)


@kind("batchable")
def rival_listings_read_before_the_week(w: World) -> None:
    """An estate agent keeps a table of what others offer in town: a script on a small server fetches the new offers of
    three portals at five in the morning, a dozen or so, and has each page read into thirty fields, one after the other
    with the fetching between them. When a portal has shut it out the next morning brings two days. The table is looked
    at in Monday's meeting. Each page is one call."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_200, retries=3)
    fields, missed = round(w.about(950)), 0

    def listing(at: float) -> float:
        fetched = at + 1.5 + w.draw(2.2, 0.6)
        return client.call(
            fetched,
            fields + min(18_000, w.tokens(3_900, 0.4)),
            min(1_200, w.tokens(430, 0.2)),
            stop="tool_use",
            tools=1,
        )

    for start in w.timer((5,), minute=w.pick(0, 7, 20), late_s=2):
        found = w.count(12, factor=1.7) + missed
        if w.rng.random() < 0.07:
            missed = found
            continue
        missed = 0
        rows: list[Row] = [listing] * found
        loop(w, start + w.draw(4, 0.5), rows, between_s=0.1)


@kind("batchable")
def recall_letters_worded_by_night(w: World) -> None:
    """A dentist's software has letters worded for those who are due in two weeks: a timer of the practice's server
    takes ten or so patients after each consulting day, three at a time, with what was found last and the practice's
    model letter. When the line of the practice is down the evening's patients are taken along with the next. They are
    printed on Fridays. A patient is one call."""
    trouble = Trouble(share=0.004, bad_hours=3, bad_share=0.3)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=1, trouble=trouble)
    model_letter, left = round(w.about(1_500)), 0

    def letter(at: float) -> float:
        return client.call(at, model_letter + min(6_000, w.tokens(1_150, 0.5)), min(900, w.tokens(340, 0.25)))

    for start in w.timer((w.pick(19, 20, 22),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=3):
        if _is_after_a_holiday(w, start):
            continue
        patients = w.count(11, factor=1.5) + left
        if w.rng.random() < 0.04:
            left = patients
            continue
        left = 0
        rows: list[Row] = [letter] * patients
        pool(w, start + w.draw(2, 0.4), rows, 3, between_s=0.08)


@kind("batchable")
def lessons_of_tutors_written_up_by_night(w: World) -> None:
    """A tutoring school records its lessons online, and at half past one in the night a job writes each of the day's
    ten or so transcripts up: what was done, where the pupil was stuck, what to practise. Four at a time and the next
    four when these are there. Parents get it with the report at the end of the month. Hardly any in the holidays. A
    lesson needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=4)
    guide = round(w.about(900))
    holidays = w.rng.uniform(0.0, 0.8) * w.month.length_s

    def lesson(at: float) -> float:
        return client.call(at, guide + min(25_000, w.tokens(7_800, 0.35)), min(1_200, w.tokens(460, 0.25)))

    for start in w.timer((1,), minute=30, weekdays=(1, 2, 3, 4, 5, 6), late_s=5):
        is_holiday = holidays < start < holidays + 6 * DAY_S or _is_after_a_holiday(w, start)
        rows: list[Row] = [lesson] * (w.count(2) if is_holiday else w.count(10, factor=1.5))
        chunks(w, start + w.draw(8, 0.5), rows, 4, between_s=0.3)


@kind("batchable")
def bank_lines_given_accounts_by_night(w: World) -> None:
    """A tax adviser's flow in a self-hosted no-code tool reads the bank lines of its clients by night: for one client
    after the other, twenty-five lines a call with the client's accounts and old bookings, five calls and then two
    seconds of waiting, as the node has it. Clerks go over the proposals when they take the client up within the month.
    Most at the beginning of the month. No call needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000, retries=3)
    rules = round(w.about(600))
    clients = [(w.tokens(750, 0.4), w.draw(1.6, 0.6)) for _ in range(w.count(15, factor=1.3))]

    def lines(at: float, accounts: int) -> float:
        given = rules + accounts + w.tokens(900, 0.2)
        return client.call(at, given, min(2_000, w.tokens(560, 0.2)), stop="tool_use", tools=1)

    for number, start in enumerate(w.timer((w.pick(0, 2, 23),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=2)):
        at, times = start + w.draw(3, 0.4), 2.2 if number < 4 else 0.9
        for accounts, usual in clients:
            rows: list[Row] = [partial(lines, accounts=accounts)] * min(14, round(usual * times * w.draw(1, 0.6)))
            for first in range(0, len(rows), 5):
                at = loop(w, at, rows[first : first + 5], between_s=0.06) + 2.0
            at += w.draw(1.1, 0.5)


@kind("batchable")
def articles_gathered_for_a_weekly_newsletter(w: World) -> None:
    """A woman who writes a newsletter on Fridays has sixty feeds read: at half past ten in the evening a scheduled
    action of her repository takes what is new, some thirty pieces and few at the weekend, and has each summed up with a
    mark for how well it fits, five threads; what ran into an error is done in the next run. She picks out of the list
    on Thursday evening. No piece needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500, retries=2, trouble=Trouble(0.004, 4, 0.3))
    taste, threads = round(w.about(1_000)), w.pick(4, 5, 8)

    def article(at: float) -> float:
        return client.call(at, taste + min(14_000, w.tokens(1_700, 0.6)), min(500, w.tokens(170, 0.3)))

    # scheduled actions start when the host gets round to it
    nights = [(at, 36) for at in w.timer((22,), minute=30, weekdays=WEEKDAYS, late_s=6 * MINUTE_S)]
    nights += [(at, 11) for at in w.timer((22,), minute=30, weekdays=(5, 6), late_s=6 * MINUTE_S)]
    for start, pieces in nights:
        rows: list[Row] = [article] * w.count(pieces, factor=1.5)
        pool(w, start + w.draw(40, 0.3), rows, threads, between_s=0.4)
