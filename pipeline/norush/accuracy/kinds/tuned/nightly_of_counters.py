"""Nobody waits for the single answer: jobs of a help line, a bank, a parcel service and a service desk that a timer
starts."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import DAY_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, paced, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The day of the week where the company is, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).astimezone(ZoneInfo(world.zone)).weekday()


@kind("batchable")
def reasons_for_calling_counted_each_night(w: World) -> None:
    """A help line wants to know why people call: at three an Airflow task takes what was noted and written down of
    yesterday's calls, eight at once, a label and a reason for each; after a failed night two days are made in one. On
    Sundays there is little. The numbers are looked at in a meeting on Thursday, and no call of the line needs
    another."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=250, retries=3, trouble=Trouble(0.003, 4, 0.3))
    rules, workers, missed = round(w.about(1_050)), w.pick(6, 8, 8, 12), 0

    def talk(at: float) -> float:
        return client.call(at, rules + min(5_000, w.tokens(520, 0.6)), min(250, w.tokens(62, 0.3)), stop="tool_use")

    for start in w.timer((3,), minute=w.pick(0, 10, 20), late_s=30):
        times = {0: 0.15, 6: 0.5, 1: 1.4}.get(_weekday(w, start), 1.0)
        due = missed + max(1, round(w.count(92, factor=1.2) * times))
        if w.rng.random() < 0.06:  # the warehouse was not ready
            missed = due
            continue
        rows: list[Row] = [talk] * due
        missed = 0
        pool(w, start + w.draw(45, 0.5), rows, workers, between_s=0.02)


@kind("batchable")
def rates_of_other_banks_read_each_morning(w: World) -> None:
    """A savings bank follows the rates of a dozen others: cron fetches their pages at half past five on working days,
    one after the other, and has the rates for savings, loans and fixed terms put into fields. A page that does not open
    is left out. The treasurer's sheet is looked at on Tuesdays and Fridays; each page is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=2)
    rules, fetch_s = round(w.about(650)), w.pick(0.8, 2.0, 4.0)

    def page(at: float) -> float:
        said = min(1_500, w.tokens(330, 0.5))
        return client.call(at, rules + min(25_000, w.tokens(4_300, 0.5)), said, stop="tool_use", tools=1)

    for start in w.timer((5,), minute=30, weekdays=WEEKDAYS, late_s=2):
        rows: list[Row] = [page] * w.count(12, factor=1.25)
        loop(w, start + w.draw(2, 0.5), rows, between_s=fetch_s)


@kind("batchable")
def payments_that_stood_out_told_for_the_file(w: World) -> None:
    """A bank's monitoring finds about ten payments a night that stand out. A Celery task for each, with two workers,
    writes what is known of customer, payment and history into a draft for the file, at two, when the monitoring has
    ended. The desk that looks at them has a stack of some days, so nobody waits for tonight's; a draft needs no
    other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=5)
    rules = round(w.about(1_500))

    def alert(at: float) -> float:
        return client.call(at, rules + min(15_000, w.tokens(2_600, 0.5)), min(1_500, w.tokens(440, 0.3)))

    for start in w.timer((2,), minute=w.pick(0, 15, 40), late_s=180):
        times = 0.5 if _weekday(w, start) in (6, 0) else 1.0
        rows: list[Row] = [alert] * max(1, round(w.count(10.5, factor=1.6) * times))
        pool(w, start, rows, 2, between_s=0.25)


@kind("batchable")
def remarks_of_parcel_drivers_given_codes(w: World) -> None:
    """Drivers of a parcel service type why a parcel was not handed over. At ten in the evening a job goes through the
    depots one by one, puts twenty remarks into a prompt and gets twenty codes; depot by depot, three prompts at a time.
    Not on Sundays, and before Christmas twice as many. A prompt whose codes are too few is sent once more at the end.
    The codes go into the contractors' bills at the end of the month."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=900, retries=3, trouble=Trouble(0.003, 3, 0.25))
    rules, depots = round(w.about(750)), w.rng.randint(4, 9)
    shares = [w.rng.uniform(0.3, 1.7) for _ in range(depots)]

    def prompt(at: float) -> float:
        return client.call(at, rules + 20 * w.rng.randint(14, 30), min(900, w.tokens(290, 0.12)), stop="tool_use")

    for start in w.timer((22,), minute=w.pick(0, 5, 30), weekdays=(0, 1, 2, 3, 4, 5)):
        at, day = start + w.draw(6, 0.5), w.month.began_at.date() + timedelta(seconds=start)
        times = 1.8 if day.month == 12 and day.day < 24 else 1.0
        short = 0
        for share in shares:
            prompts = max(1, round(w.count(44 / depots * share, factor=1.3) * times))
            rows: list[Row] = [prompt] * prompts
            at = pool(w, at, rows, 3, between_s=0.05) + w.draw(4, 0.6)
            short += sum(w.rng.random() < 0.02 for _ in rows)
        loop(w, at, [prompt] * short, between_s=0.1)


@kind("batchable")
def pages_of_a_service_desk_checked_for_age(w: World) -> None:
    """A service desk has some three hundred help pages, and each night ten of them have their turn: a scheduled
    workflow sends a page with the tickets that named it, at an even pace, and gets back what is out of date. Its owner
    finds the remarks in a list that is gone through once a week. When the runner was down, the next night takes twenty.
    A page needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=2)
    rules, every_s, due = Prefix(round(w.about(1_250, 1.2))), w.pick(3.0, 5.0, 10.0), 0

    def page(at: float) -> float:
        return rules.call(client, at, min(20_000, w.tokens(4_400, 0.5)), min(1_200, w.tokens(360, 0.4)))

    for start in w.timer((w.pick(1, 4, 23),), minute=w.pick(0, 7, 17), late_s=4 * MINUTE_S):
        due += w.count(10, factor=1.1)
        if w.rng.random() < 0.05 and start < 28 * DAY_S:
            continue
        rows: list[Row] = [page] * due
        paced(w, start + w.draw(25, 0.4), rows, every_s, noise=0.2)
        due = 0
