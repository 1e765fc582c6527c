"""Something is held until the answer is there: the next item of a test, a proctor's screen, a board before a class."""

from norush.accuracy.calendar import HOME, HOUR_S, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World

HOURS_OF_SCHOOL = Rhythm(
    (1.0, 1.05, 1.05, 1.0, 0.9, 0.0, 0.0),
    (0, 0, 0, 0, 0, 0, 0, 1, 8, 10, 9, 10, 9, 6, 5, 2, 0.3, 0, 0, 0, 0, 0, 0, 0),
    0.05,
)
"""Lessons from eight on."""


@kind("latency_bound", "interactive")
def short_answers_marked_before_the_next_item(w: World) -> None:
    """A test that adapts itself has some items with an answer in own words: a small model marks it while the pupil sees
    a wheel, and the mark decides which item comes next; after four seconds a rule about words marks it instead. Classes
    begin together, so that twenty or so work through the same stretch, and some do it at home. The page and the test
    are held until the mark is there."""
    client = w.client(w.model(SMALL), max_tokens=60, retries=0)
    rules = round(w.about(780))
    starts = w.arrivals(10, HOME)
    for lesson in w.arrivals(2.9, HOURS_OF_SCHOOL):
        starts += [lesson + w.rng.uniform(0, 2.5 * MINUTE_S) for _ in range(w.rng.randint(14, 27))]
    for start in sorted(starts):
        at = start + 20 + w.draw(40, 0.6)
        for _ in range(w.rng.randint(2, 5)):
            end = client.abort(at, rules + w.tokens(150, 0.5), w.tokens(16, 0.2), 4.0)
            at = end + 30 + w.draw(110, 0.6)


@kind("latency_bound")
def webcam_flags_judged_while_an_exam_runs(w: World) -> None:
    """A firm that watches remote examinations has a picture judged when the browser's own detector is in doubt: a
    second face, a telephone, nobody there. The picture and the two before it go in, a word and a line come out, and
    what is not cleared goes to the proctor's screen at once, since the candidate is spoken to then and there.
    Sittings of thirty to sixty begin at the hour, others are booked singly at any time. The alert waits for it."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=150, retries=1)
    rules, pictures = round(w.about(620)), w.pick(1, 2, 3)
    sittings = [(start, w.pick(60, 90, 120), 1) for start in w.arrivals(11, HOME)]
    for start in w.launches(w.rng.randint(16, 22), OFFICE):
        sittings.append((start // HOUR_S * HOUR_S, w.pick(60, 90, 120), max(2, w.count(38, factor=1.4))))
    flags: list[float] = []
    for start, minutes, candidates in sittings:
        for _ in range(candidates):
            flags_of_one = w.tokens(2.0, 0.8)
            flags += [start + w.rng.uniform(1, minutes) * MINUTE_S for _ in range(min(12, flags_of_one))]
    for at in sorted(flags):
        client.call(at, rules + pictures * w.rng.randint(680, 760), w.tokens(48, 0.3))


@kind("latency_bound")
def answers_of_a_class_screened_before_the_board(w: World) -> None:
    """In a program for lessons a teacher puts a question to the class, and what pupils type stands on the board, once a
    small model has said that it is no insult and no name of somebody: fifteen to thirty answers within a minute and a
    half, then none until the next question. After a second and a half an answer is kept back for the teacher to see
    first. The board waits for each."""
    client = w.client(w.model(SMALL), max_tokens=30, retries=0)
    rules = round(w.about(900))
    questions: list[float] = []
    for lesson in w.arrivals(7, HOURS_OF_SCHOOL):
        at = lesson + w.rng.uniform(60, 900)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.2))):
            questions.append(at)
            at += 180 + w.draw(400, 0.6)
    answers = [
        question + 8 + w.rng.gammavariate(2.2, 16) for question in questions for _ in range(w.rng.randint(13, 28))
    ]
    for at in sorted(answers):
        client.abort(at, rules + w.tokens(24, 0.6), w.rng.randint(8, 14), 1.5)
