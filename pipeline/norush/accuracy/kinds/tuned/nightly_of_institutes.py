"""Nobody waits for the single answer: jobs of a parliament, a hospital, a research group, a charity, a repository that
a timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, HOLIDAYS, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _is_off(world: World, at: float) -> bool:
    """Whether it is a day on which offices are nearly empty."""
    return (world.month.began_at + timedelta(seconds=at)).date() in HOLIDAYS


@kind("batchable")
def questions_to_ministers_tagged(w: World) -> None:
    """The documentation of a parliament has the written questions of its members tagged: after midnight a cron job
    takes those that were handed in by day, a dozen in weeks of sittings and a handful in the others, one after the
    other, a part of the thesaurus and the text in, descriptors and the ministry out. Archivists set the tags for good
    when they index, within the week. A question needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=500, retries=3)
    thesaurus, first_sitting = round(w.about(4_600)), w.rng.randrange(2)
    for start in w.timer((w.pick(0, 1, 3),), minute=w.pick(10, 30), weekdays=(1, 2, 3, 4, 5)):
        if _is_off(w, start - DAY_S):
            continue
        is_sitting = int(start // (7 * DAY_S)) % 2 == first_sitting
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=thesaurus + min(2_000, w.tokens(240, 0.5)),
                output_tokens=min(500, w.tokens(95, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(w.count(15 if is_sitting else 7, factor=1.5))
        ]
        loop(w, start + w.draw(4, 0.5), rows, between_s=w.pick(0.1, 0.5))


@kind("batchable")
def near_misses_of_a_hospital_classified(w: World) -> None:
    """A group of hospitals gathers what nearly went wrong: each night a task of its scheduler takes the reports of the
    day, a dozen, in three threads, and asks for the kind of event, the step of the treatment, what helped, and a text
    without names. A task that failed is tried again after five minutes, from its first report. The committee meets
    every second week and reads them then. One report is one call."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=2, trouble=Trouble(0.003, 4, 0.3))
    rules = round(w.about(2_100))
    for start in w.timer((w.pick(2, 4, 22),), minute=w.pick(0, 15), late_s=20):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(3_000, w.tokens(310, 0.6)),
                output_tokens=min(1_000, w.tokens(330, 0.3)),
            )
            for _ in range(w.count(12, factor=1.6))
        ]
        at = start + w.draw(8, 0.4)
        if w.rng.random() < 0.08:
            at = pool(w, at, rows[: w.rng.randint(1, len(rows))], 3, between_s=0.03) + 5 * MINUTE_S
        pool(w, at, rows, 3, between_s=0.03)


@kind("batchable")
def new_papers_rated_for_a_group(w: World) -> None:
    """A research group has the new papers of its fields rated: on each day on which the preprint server announces, a
    scheduled workflow takes the abstracts, ten at a time with gather, and asks how near each is to the group's themes
    and why. What is near goes into a list that the group talks over on Mondays. On days after a weekend half as many
    again. An abstract needs no other, and the list of a day may come on the next."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=300, retries=3)
    themes, size, hour = round(w.about(1_000)), w.pick(8, 10, 20), w.pick(3, 5, 6)
    for start in w.timer((hour,), minute=w.pick(0, 7, 30), weekdays=WEEKDAYS, late_s=120):
        weekday = (w.month.began_at + timedelta(seconds=start)).weekday()
        rows: list[Row] = [
            partial(client.call, input_tokens=themes + w.tokens(310, 0.25), output_tokens=min(300, w.tokens(85, 0.3)))
            for _ in range(round(w.count(62, factor=1.3) * (1.5 if weekday == 1 else 1.0)))
        ]
        chunks(w, start + w.draw(15, 0.4), rows, size, between_s=0.3)


@kind("batchable")
def thanks_to_donors_drafted(w: World) -> None:
    """A charity thanks those who give more than a little in words of their own: on working days at eight in the evening
    a job takes the gifts that were booked, ten or so, after an appeal some days of five times as many, and has a letter
    drafted for each from what the person gave to before and wrote. Two threads. The letters are read, signed and put
    into envelopes once a week. A letter needs no other letter."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=3)
    rules, appeal = round(w.about(1_500)), w.rng.uniform(0, 25) * DAY_S
    for start in w.timer((20,), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=10):
        if _is_off(w, start):
            continue
        times = 4.5 if 0 <= start - appeal < 4 * DAY_S else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(6_000, w.tokens(900, 0.6)),
                output_tokens=min(1_000, w.tokens(340, 0.25)),
            )
            for _ in range(max(1, round(w.count(12, factor=1.5) * times)))
        ]
        pool(w, start + w.draw(6, 0.4), rows, 2, between_s=0.1)


@kind("batchable")
def authors_told_apart_by_night(w: World) -> None:
    """The repository of a national library tells authors of one name apart: a worker takes pairs of records that its
    rules left open from a table with a hundred thousand of them, two threads, and asks whether they are one person and
    why, so many a night as the budget of the month allows, from eleven or one o'clock on. It goes on like this for a
    year; what is sure is joined on the first of a month. No pair needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=400, retries=4, trouble=Trouble(0.002, 4, 0.3))
    rules, a_night = Prefix(round(w.about(1_150, 1.2))), w.count(54, factor=1.4)

    def pair(at: float) -> float:
        return rules.call(client, at, min(4_000, w.tokens(780, 0.4)), min(400, w.tokens(135, 0.3)))

    for start in w.timer((w.pick(23, 1),), minute=w.pick(0, 20)):
        rows: list[Row] = [pair] * a_night
        pool(w, start + w.draw(5, 0.4), rows, 2, between_s=w.pick(0.05, 0.05, 2.0))


@kind("batchable")
def hearings_of_committees_summed_up(w: World) -> None:
    """A parliament has the hearings of its committees summed up for the web: late in the evening a job takes the
    transcripts that the stenographers released on that day, some long and some short, about ten, one after the
    other; on Mondays and Fridays there are three. A press officer reads each summary and puts it up in the days after.
    A hearing is one call, and the next evening would do as well."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    rules, hour = round(w.about(700)), w.pick(21, 22, 23)
    for start in w.timer((hour,), minute=w.pick(0, 45), weekdays=WEEKDAYS, late_s=8):
        if _is_off(w, start):
            continue
        weekday = (w.month.began_at + timedelta(seconds=start)).weekday()
        hearings = w.count(10, factor=1.4) if weekday in (1, 2, 3) else w.count(3, factor=1.6)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(90_000, w.tokens(12_500, 0.6)),
                output_tokens=min(2_000, w.tokens(640, 0.3)),
            )
            for _ in range(hearings)
        ]
        loop(w, start + w.draw(10, 0.5), rows, between_s=0.4)
