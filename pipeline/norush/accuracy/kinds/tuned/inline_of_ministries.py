"""Something is held until the answer is there: a pupil's message, the text to a dispatcher, an application's submit."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, SMALL, World

LESSONS = Rhythm(
    (1.0, 1.0, 1.05, 1.0, 0.9, 0.1, 0.15),
    (0, 0, 0, 0, 0, 0, 0.6, 6, 6, 8, 11, 8, 10, 10, 8, 5, 3.5, 3, 2.5, 2, 1.5, 0.8, 0.2, 0),
    0.2,
)
"""Pupils: breaks and the way home most."""


@kind("latency_bound")
def pupils_messages_held_by_the_school_filter(w: World) -> None:
    """The learning platform of a state's schools holds what pupils write to each other until a small model has said
    whether it is bullying, harm to oneself, or nothing: only what a list of words finds doubtful is asked about. After
    two seconds it is delivered all the same. School hours and the afternoon, clusters when a quarrel runs. A message
    waits for the answer, and so does the class that reads it."""
    client = w.client(w.model(SMALL), max_tokens=80, retries=0)
    rules = round(w.about(1_700, 1.3))
    starts = w.arrivals(105, LESSONS) + w.arrivals(26, HOME)
    for quarrel in w.launches(w.rng.randint(5, 10), LESSONS):
        starts += [quarrel + w.rng.gammavariate(1.3, 0.2 * HOUR_S) for _ in range(w.count(24, factor=1.8))]
    for at in sorted(starts):
        client.abort(at, rules + w.tokens(42, 0.6), w.tokens(26, 0.25), 2.0)


@kind("latency_bound", "interactive")
def emergency_texts_put_into_the_dispatchers_language(w: World) -> None:
    """Who cannot speak writes to the emergency line by text or app, and what comes in another language is turned into
    the dispatcher's before it is shown, and the dispatcher's reply into theirs before it is sent; a short dialogue of
    five to ten messages each way. At all hours, more in the evening, and at the end a note for the crew. The line holds
    each message until it is there."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=False, max_tokens=300, retries=1)
    rules = round(w.about(1_050))
    for start in sorted(w.arrivals(6, ALWAYS) + w.arrivals(8, HOME)):
        at, talk, session = start, 0, w.name("line")
        for _ in range(2 + min(20, w.tokens(7, 0.5))):
            words = w.tokens(20, 0.6)
            end = client.call(
                at + 0.05, rules + talk + words, max(4, round(words * w.rng.uniform(0.8, 1.5))), session=session
            )
            talk += 2 * words
            at = end + 4 + w.draw(14, 0.7)
        client.call(at, rules + talk, w.tokens(110, 0.3), session=session)


@kind("latency_bound", "interactive")
def benefit_papers_checked_before_the_submit(w: World) -> None:
    """In a state's portal for housing and child benefit the submit button first has each paper that was uploaded looked
    at, all at once: is it the payslip of the right month, is it legible, whose is it. After ten seconds it is handed in
    unchecked. One in four is told to upload another and presses again. Evenings and the first days of a month. The page
    is held until all answers are there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=0)
    rules = round(w.about(850))
    for start in w.arrivals(23, HOME, growth=0.7):
        at, papers = start, w.rng.randint(2, 5)
        while papers:
            rows: list[Row] = [
                partial(
                    client.abort,
                    input_tokens=rules + w.rng.randint(1_200, 1_700),
                    output_tokens=w.tokens(75, 0.25),
                    after_s=10.0,
                )
                for _ in range(papers)
            ]
            at = at_once(w, at, rows) + 40 + w.draw(90, 0.8)
            papers = w.rng.randint(1, 2) if w.rng.random() < 0.25 else 0
