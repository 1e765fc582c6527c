"""Nobody waits for the single answer: jobs of newspapers, archives, agencies, publishers and labels that a timer
starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The weekday of a moment, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).weekday()


@kind("batchable")
def episodes_told_to_their_makers(w: World) -> None:
    """A podcast label writes to its makers how the week's episodes were heard: each Tuesday where people left, what
    they wrote, what may be tried. A task for each show in Airflow, six at a time, each its episodes one after the
    other; a task that fails runs again after five minutes. The mail goes out on Thursday, after somebody has looked. An
    episode is told by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=2, trouble=Trouble(0.003, 3, 0.25))
    rules, slots = round(w.about(1_000)), w.pick(4, 6, 8)

    def show(at: float, episodes: int) -> float:
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(18_000, w.tokens(3_400, 0.5)),
                output_tokens=min(1_200, w.tokens(340, 0.3)),
            )
            for _ in range(episodes)
        ]
        at += w.draw(11, 0.4)
        if w.rng.random() < 0.05 and episodes > 1:
            at = loop(w, at, rows[: w.rng.randrange(1, episodes)], between_s=0.2) + 5 * MINUTE_S
        return loop(w, at, rows, between_s=0.2)

    for start in w.timer((w.pick(2, 4, 6),), minute=0, weekdays=(1,), late_s=15):
        shows: list[Row] = [
            partial(show, episodes=w.rng.choice((1, 1, 2, 3, 7))) for _ in range(w.count(48, factor=1.3))
        ]
        pool(w, start, shows, slots, between_s=2.5)


@kind("batchable")
def slips_found_in_what_was_printed(w: World) -> None:
    """A paper that does without a reader of proofs has what it printed read the night after: each article, style book
    in front and marked for the cache, gives a list of slips with their lines. A Kubernetes job at two with ten at a
    time; the table is gone through once a week by the one who teaches the desk, and the sums by section are for the
    quarter. An article is one call and needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=5)
    style, width = Prefix(round(w.about(5_200, 1.2))), w.pick(6, 10, 10)
    by_weekday = (0.3, 1.0, 1.0, 1.0, 1.1, 1.0, 1.6)  # Saturday's paper is thick

    def article(at: float) -> float:
        return style.call(client, at, min(5_000, w.tokens(760, 0.5)), min(1_000, w.tokens(130, 0.8)))

    for start in w.timer((2,), minute=w.pick(0, 15), late_s=14):
        rows: list[Row] = [article] * max(1, round(w.count(60, factor=1.3) * by_weekday[_weekday(w, start)]))
        pool(w, start + w.draw(25, 0.3), rows, width, between_s=0.01)


@kind("batchable")
def lyrics_of_new_releases_given_themes(w: World) -> None:
    """A music service describes the songs that came out for its lists: every four hours a job takes those whose words
    have arrived, forty or so and hundreds on Fridays, and asks for themes, mood and language, all of a slice of twelve
    at once. The lists are made once a week from it, and a song without themes is simply not in them yet. A song needs
    no other; a slice in which something failed is sent again four hours later as a whole."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=1, trouble=Trouble(0.004, 4, 0.25))
    rules, left = round(w.about(1_050)), 0

    def song(at: float) -> float:
        return client.call(at, rules + min(2_500, w.tokens(430, 0.45)), min(300, w.tokens(88, 0.3)))

    for start in w.timer((0, 4, 8, 12, 16, 20), minute=w.pick(0, 5, 30)):
        songs = left + max(1, round(w.count(24, factor=1.7) * (3.5 if _weekday(w, start) == 4 else 1.0)))
        rows, at, left = [song] * songs, start + w.draw(3, 0.5), 0
        for first in range(0, songs, 12):
            part = rows[first : first + 12]
            at = at_once(w, at, part) + w.draw(0.3, 0.5)
            left += len(part) if w.rng.random() < 0.02 else 0


@kind("batchable")
def obituaries_kept_ready(w: World) -> None:
    """A newspaper keeps some hundred obituaries of people who live, and has them brought up to date in turn: each night
    the ten that have waited longest, with what was printed about the person since, one after the other; the new text is
    put beside the old and somebody accepts it in a quiet hour. None is needed on a known day. A person needs no
    other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=3_000, retries=3)
    rules = round(w.about(750))
    for start in w.timer((w.pick(1, 3, 4),), minute=w.pick(0, 20, 45), late_s=6):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + 1_300 + min(20_000, w.tokens(2_400, 0.8)),
                output_tokens=min(3_000, w.tokens(1_150, 0.25)),
            )
            for _ in range(w.count(10, factor=1.05))
        ]
        loop(w, start, rows, between_s=0.3)


@kind("batchable")
def quotes_found_in_reviews_of_own_books(w: World) -> None:
    """A book publisher looks for sentences to print on covers: each weekday evening the reviews of its books that the
    clipping service sent, a dozen, more in the weeks of a fair, go to a model that takes out sentences with their tone,
    three at a time in a small container. Marketing looks into the table when a new printing is made. A review needs no
    other. For some days in the month the service was not paid and sent nothing."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2)
    rules, evenings = round(w.about(820)), w.timer((w.pick(18, 19, 22),), minute=0, weekdays=WEEKDAYS, late_s=9)
    unpaid = w.rng.randrange(len(evenings)) if w.rng.random() < 0.3 else len(evenings)
    for number, start in enumerate(evenings):
        if unpaid <= number < unpaid + 2:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(9_000, w.tokens(3_100, 0.5)),
                output_tokens=min(900, w.tokens(230, 0.5)),
            )
            for _ in range(w.count(12, factor=1.6))
        ]
        pool(w, start + w.draw(8, 0.4), rows, 3, between_s=0.05)


@kind("batchable")
def music_sheets_of_a_broadcaster_read_into_rows(w: World) -> None:
    """What music ran in which programme is told to the collecting society at the end of the quarter; the sheets come as
    scans and tables from makers outside, ten or so a day. At eleven at night a workflow reads the day's sheets into
    rows, two at a time, and one that does not add up to the length of the programme is read once more an hour later.
    People settle what is left over weeks. A sheet needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=3_000, retries=3)
    rules = round(w.about(1_000))

    def sheet(at: float) -> float:
        pages = w.rng.choice((1, 1, 2, 3))
        return client.call(at, rules + 1_568 * pages, min(3_000, w.tokens(480 * pages, 0.35)), stop="tool_use", tools=1)

    for start in w.timer((23,), minute=w.pick(0, 0, 15), weekdays=WEEKDAYS):
        rows: list[Row] = [sheet] * w.count(10, factor=1.5)
        end = pool(w, start + w.draw(4, 0.5), rows, 2, between_s=0.2)
        again = sum(w.rng.random() < 0.1 for _ in rows)
        if again:
            pool(w, end + HOUR_S, rows[:again], 2, between_s=0.2)
