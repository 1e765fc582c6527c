"""Nobody waits for the single answer: jobs of a forwarder, a parcel firm, caretakers, hotels, taxis, a town hall that
a timer starts."""

from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import HOLIDAYS, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, at_once, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _day(world: World, at: float) -> date:
    """The day where the company is."""
    return (world.month.began_at + timedelta(seconds=at)).astimezone(ZoneInfo(world.zone)).date()


@kind("batchable")
def status_notes_of_agents_abroad_made_into_milestones(w: World) -> None:
    """A forwarder's agents in sixty ports write what happens to a container in free words; a job in the cluster takes
    the notes of the day at night and asks for milestone, place and delay of each, in a pool of workers, for the
    on-time figures of the trade lane. Few come in over the weekend; a job that died on a full disc is started by the
    scheduler again and does the whole day once more. The figures are looked at on Monday; no note needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=4, trouble=Trouble(0.003, 3, 0.25))
    codes, workers = round(w.about(900)), w.pick(4, 8, 8, 16)

    def note(at: float) -> float:
        return client.call(at, codes + w.tokens(85, 0.7), min(250, w.tokens(55, 0.3)), stop="tool_use", tools=1)

    for start in w.timer((w.pick(1, 2, 3, 4),), weekdays=(1, 2, 3, 4, 5, 6), late_s=20):
        is_thin = _day(w, start).weekday() == 6
        rows: list[Row] = [note] * max(1, round(w.count(200, factor=1.4) * (0.3 if is_thin else 1.0)))
        at = start + w.draw(15, 0.5)
        if w.rng.random() < 0.05:
            at = pool(w, at, rows[: w.rng.randint(1, len(rows))], workers, between_s=0.02) + w.draw(6 * MINUTE_S, 0.3)
        pool(w, at, rows, workers, between_s=0.02)


@kind("batchable")
def undelivered_addresses_parsed_in_mapped_tasks(w: World) -> None:
    """A parcel firm gathers the addresses at which it could not deliver; an Airflow run after midnight maps them over
    tasks of fifty, so many tasks at a time, each of which goes through its rows one after the other and asks what is
    street, house, floor and what is missing. A task that fails is tried again after five minutes from its first row.
    The master data team loads the file in the afternoon; each address is its own."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=300, retries=2, trouble=Trouble(0.003, 4, 0.3))
    slots, rules = w.pick(4, 6, 8), round(w.about(680))

    def address(at: float) -> float:
        return client.call(at, rules + w.tokens(58, 0.4), min(300, w.tokens(72, 0.25)), stop="tool_use", tools=1)

    def task(at: float, rows: int) -> float:
        begun = at + w.draw(7, 0.4)
        if w.rng.random() < 0.03:
            begun = loop(w, begun, [address] * w.rng.randint(1, rows), between_s=0.05) + 5 * MINUTE_S
        return loop(w, begun, [address] * rows, between_s=0.05) + w.draw(2, 0.4)

    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(0, 20, 40), weekdays=(1, 2, 3, 4, 5, 6), late_s=12):
        found = w.count(240, factor=1.5)
        tasks: list[Row] = [partial(task, rows=min(50, found - first)) for first in range(0, found, 50)]
        pool(w, start + w.draw(10, 0.4), tasks, slots, between_s=1.0)


@kind("batchable")
def rounds_of_caretakers_listed_as_defects(w: World) -> None:
    """A company that looks after buildings has what its caretakers dictate on their rounds made into a list of defects:
    cron at eight in the evening takes the rounds of the day, about ten, one after the other, one call each with the
    plan of the house. A site manager reads the lists at the week's meeting; a round that was dictated late is in
    tomorrow's run. None needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=2)
    rules = round(w.about(1_500))
    for start in w.timer((w.pick(19, 20, 21, 22),), weekdays=(0, 1, 2, 3, 4, 5)):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(12_000, w.tokens(2_100, 0.5)),
                output_tokens=min(1_500, w.tokens(420, 0.35)),
            )
            for _ in range(w.count(10, factor=1.5))
        ]
        loop(w, start + w.draw(3, 0.5), rows, between_s=0.15)


@kind("batchable")
def surveys_after_a_stay_put_under_departments(w: World) -> None:
    """A small hotel group puts the surveys that guests filled in yesterday under departments: at four in the morning a
    function in the cloud reads the new rows and sends them all together, a dozen a night, twice that after a weekend,
    and fills a table from which the monthly report is drawn. Nobody looks at it before the month is over, and no
    survey needs another."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=3)
    rules = round(w.about(1_150))
    for start in w.timer((w.pick(3, 4, 5),), late_s=2):
        is_monday = _day(w, start).weekday() == 0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(2_500, w.tokens(240, 0.7)),
                output_tokens=min(500, w.tokens(130, 0.35)),
            )
            for _ in range(w.count(20 if is_monday else 11, factor=1.5))
        ]
        at_once(w, start + w.draw(1.5, 0.4), rows, within_s=0.06)


@kind("batchable")
def permits_of_the_day_worded_for_the_gazette(w: World) -> None:
    """A town hall puts each permit that it gave into a notice for its gazette: a timer on a server at half past six in
    the evening has the decisions of the day, eight to fifteen, go through two threads, the house style marked for the
    cache. The gazette comes out on Thursday and somebody reads it through before. A day without the job has been made
    up for by the next. Each notice is one call that needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2)
    style = Prefix(round(w.about(2_200, 1.3)))

    def notice(at: float) -> float:
        return style.call(client, at, min(8_000, w.tokens(1_250, 0.4)), min(900, w.tokens(260, 0.3)))

    missed = 0
    for start in w.timer((18,), minute=w.pick(0, 30, 45), weekdays=WEEKDAYS):
        if _day(w, start) in HOLIDAYS:
            continue
        given = missed + w.count(11, factor=1.4)
        if w.rng.random() < 0.05:
            missed = given
            continue
        rows: list[Row] = [notice] * given
        pool(w, start + w.draw(5, 0.5), rows, 2, between_s=0.08)
        missed = 0


@kind("batchable")
def rides_with_one_star_given_causes(w: World) -> None:
    """A ride company reads what passengers wrote under the bad rides of the week: on Sunday and on Wednesday night a
    scheduler starts a pod that takes a thousand comments or so, asks for cause, part of the trip and whether the driver
    or the route is meant, and goes slower whenever the limit of tokens a minute is hit. The quality team has its
    meeting the day after the day after; a comment stands for itself."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=6, trouble=Trouble(0.02, 4, 0.35))
    rules, most = round(w.about(1_050)), w.pick(8, 12, 24)

    def comment(at: float) -> float:
        return client.call(at, rules + w.tokens(60, 0.8), min(200, w.tokens(48, 0.3)))

    for start in w.timer((w.pick(0, 2, 3, 23),), weekdays=(2, 6), late_s=40):
        rows: list[Row] = [comment] * w.count(720, factor=1.5)
        adaptive(w, start + w.draw(20, 0.4), rows, most)
