"""Nobody waits for the single answer: what an examination board, publishers, a state's media centre and the team of a
tutor start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def rubric_marks_held_against_two_examiners(w: World) -> None:
    """An examination board wants to know whether a model marks as its examiners do: a researcher has some hundred
    essays, each marked by two people, and runs wordings of the rubric over all of them from a notebook, with a thread
    pool and a bar of progress, one call for each criterion of an essay; now and then a few essays first. A dozen runs
    in the month, some stopped in the middle. The paper is for the committee; each mark is a call of its own."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=500, retries=3)
    essays = [w.tokens(620, 0.3) for _ in range(w.count(95, factor=1.3))]
    criteria, workers = w.pick(2, 3, 4), w.pick(4, 6, 8, 12)
    for start in w.launches(w.rng.randint(9, 12), OFFICE):
        rubric, at = round(w.about(850)), start
        rows: list[Row] = [
            partial(client.call, input_tokens=rubric + words, output_tokens=min(500, w.tokens(120, 0.3)))
            for words in essays
            for _ in range(criteria)
        ]
        if w.rng.random() < 0.5:
            at = loop(w, at, rows[: w.rng.randint(2, 8)]) + w.draw(240, 0.8)
        if w.rng.random() < 0.2:
            rows = rows[: w.rng.randint(len(rows) // 4, len(rows))]
        pool(w, at, rows, workers, between_s=0.01)


@kind("batchable")
def exercises_of_a_textbook_made_in_variants(w: World) -> None:
    """A publisher brings a textbook into its app and wants eight variants of each exercise, with wrong options and
    hints: an async script with a semaphore, exercise in, one variant in JSON out, chapter after chapter over two weeks.
    What does not hold the schema is collected and made again at the end of a chapter. Editors go through it for half a
    year. A variant is drawn by a seed in its prompt and knows of no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=4, trouble=Trouble(0.005, 5, 0.25))
    rules, width = round(w.about(1_300)), w.pick(5, 8, 10, 20)

    def variant(at: float) -> float:
        return client.call(at, rules + w.tokens(210, 0.4), min(1_500, w.tokens(330, 0.3)), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(9, 13), OFFICE):
        rows: list[Row] = [variant] * (8 * w.count(33, factor=1.4))
        end = pool(w, start, rows, width, between_s=0.008)
        again: list[Row] = [variant] * max(1, round(len(rows) * w.rng.uniform(0.01, 0.05)))
        pool(w, end + w.draw(2, 0.5), again, width, between_s=0.008)


@kind("batchable")
def solutions_written_for_the_papers_of_twenty_years(w: World) -> None:
    """A firm that prepares for examinations has a full solution written for each question of the papers of twenty
    years, long ones: a queue in a database is filled once, and two or three workers on a server take from it day and
    night, at rest for some minutes after each so that the tutor of the app keeps its room under the same limit. The
    server is restarted for updates, and on one day the credit was used up. Teachers check what comes by subject, over
    the winter. A question needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=6_000, retries=6, trouble=Trouble(0.006, 6, 0.3))
    rules, workers, rest_s = round(w.about(700)), w.pick(2, 3), w.about(240, 1.4)
    start, left = min(w.launches(3, OFFICE)[0], 12 * DAY_S), w.count(2_200, factor=1.2)
    empty = w.rng.randint(1, 4)

    def question(at: float) -> float:
        words = w.tokens(240, 0.6)
        said = min(6_000, w.tokens(850, 0.45))
        return client.call(at, rules + words, said) + w.draw(rest_s, 0.4)

    at, stops = start, 0
    while left > 0:
        part = min(left, w.rng.randint(350, 800))
        rows: list[Row] = [question] * part
        at = pool(w, at, rows, workers, between_s=0.1)
        at += w.draw(13 * HOUR_S, 0.3) if stops == empty else w.draw(9 * MINUTE_S, 0.8)
        left, stops = left - part, stops + 1


@kind("batchable")
def open_resources_put_under_the_curriculum(w: World) -> None:
    """A state's media centre puts open teaching resources under its curriculum: the curriculum of the subject goes
    along and is marked for the cache, title, text and metadata of the resource come after it, codes come out. A script
    keeps to so many a minute by a limiter of its own, subject after subject, some hundreds each, and is started by hand
    whenever a new source was harvested; a wrong subject is run again. The portal takes the codes with its next release.
    A resource needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=5, trouble=Trouble(0.006, 4, 0.3))
    every_s = 60 / w.pick(40, 50, 60, 100)
    for start in w.launches(w.rng.randint(7, 10), OFFICE):
        curriculum = Prefix(round(w.about(5_200, 1.4)))

        def resource(at: float, curriculum: Prefix = curriculum) -> float:
            own = min(6_000, w.tokens(520, 0.7))
            return curriculum.call(client, at, own, w.tokens(65, 0.35), stop="tool_use", tools=1)

        rows: list[Row] = [resource] * w.count(390, factor=1.7)
        end = paced(w, start, rows, every_s)
        if w.rng.random() < 0.2:
            paced(w, end + w.draw(25 * MINUTE_S, 0.7), rows[: len(rows) // 2], every_s)


@kind("batchable")
def recorded_lessons_put_to_a_new_tutor_prompt(w: World) -> None:
    """The team of a tutor for pupils tries each change of its prompt on turns out of recorded lessons: the talk up to
    the pupil's line goes in, the tutor's answer comes out, six at a time, and when all are there each is marked by
    another model, did it give the solution away, is it right, is the tone good. Started from a terminal in the
    afternoon, often before people go home, and looked at on the next day. The talk before a turn is recorded, so no
    answer needs another; the marks are a second pass over all."""
    tutor = w.client(w.model(MIDDLE, SMALL), max_tokens=600, retries=4)
    judge = w.client(w.model(MIDDLE, OLDER), max_tokens=400, retries=4)
    system, workers = round(w.about(1_600)), w.pick(4, 6, 8)
    talks = [min(9_000, w.tokens(850, 0.7)) for _ in range(w.count(135, factor=1.3))]
    for start in w.launches(w.rng.randint(8, 11), OFFICE):
        asked: list[Row] = [
            partial(tutor.call, input_tokens=system + talk, output_tokens=min(600, w.tokens(125, 0.4)))
            for talk in talks
        ]
        end = pool(w, start, asked, workers, between_s=0.02)
        marked: list[Row] = [
            partial(judge.call, input_tokens=900 + talk, output_tokens=min(400, w.tokens(110, 0.3))) for talk in talks
        ]
        if w.rng.random() < 0.5:
            pool(w, end + w.draw(1.5, 0.5), marked, workers, between_s=0.02)
        else:
            at = end + w.draw(1.5, 0.5)
            for first in range(0, len(marked), 25):
                at = at_once(w, at, marked[first : first + 25]) + w.draw(0.3, 0.5)
