"""Nobody waits for the single answer: suites of cases, and judges of what was answered before."""

from functools import partial

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batchable")
def suite_of_every_night(w: World) -> None:
    """A scheduled pipeline runs the suite of an assistant's cases each night: each is answered as the product would,
    from documents that the case brings, and marked by a judge straight after, ten at a time. Marks are compared with
    last night's, and a line goes into a channel that is read in the morning. Two calls for a case, the second on the
    first; two batches in a night would do."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=1_024)
    judge = w.client(w.model(MIDDLE, OLDER), max_tokens=300)
    cases, width = [w.tokens(2_100, 0.5) for _ in range(w.count(36))], w.pick(5, 10, 10)

    def case(at: float, prompt: int) -> float:
        answer = w.tokens(230, 0.4)
        end = client.call(at, 750 + prompt, answer) + 0.01
        return judge.call(end, 610 + answer, w.tokens(62, 0.3))

    for start in w.timer((w.pick(0, 1, 2, 3),), weekdays=w.pick(WEEKDAYS, (0, 1, 2, 3, 4, 5, 6)), late_s=150):
        rows: list[Row] = [partial(case, prompt=prompt) for prompt in cases]
        pool(w, start + w.draw(70, 0.4), rows, width, between_s=0.01)


@kind("batchable")
def samples_judged_each_morning(w: World) -> None:
    """A share of yesterday's conversations is taken from the traces each morning before work, and a judge marks each by
    three lists in a call of its own: is it true to the sources, is it polite, was the question answered. Eight at a
    time. The curve is looked at by the week; what is judged was answered long ago."""
    judge = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=400)
    lists, width = (w.tokens(560, 0.3), w.tokens(390, 0.3), w.tokens(480, 0.3)), w.pick(4, 8, 8)
    for start in w.timer((w.pick(4, 5, 6),)):
        rows: list[Row] = []
        for _ in range(w.count(22, factor=1.5)):
            talk = min(9_000, w.tokens(1_300, 0.7))
            rows += [partial(judge.call, input_tokens=asked + talk, output_tokens=w.tokens(88, 0.3)) for asked in lists]
        pool(w, start, rows, width, between_s=0.01)


@kind("batchable")
def suite_started_by_hand(w: World) -> None:
    """Who works on a prompt starts the suite from a terminal in the course of the day: some fifty cases, four at a
    time, a table at the end. Mostly once, now and then twice or three times in an afternoon with another wording.
    Nobody reads the single answers, and most look at the table after a meeting or the next day; all of it could be a
    batch."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_024)
    width, cases = w.pick(4, 4, 8), [(w.tokens(1_500, 0.7), w.tokens(240, 0.5)) for _ in range(w.count(48))]
    for start in w.launches(w.rng.randint(10, 15), OFFICE):
        at = start
        for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
            prompt = w.tokens(900, 0.2)
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=prompt + case,
                    output_tokens=min(1_024, max(1, round(said * w.rng.uniform(0.8, 1.25)))),
                )
                for case, said in cases
            ]
            at = pool(w, at, rows, width, between_s=0.02) + w.draw(1_300, 0.7)
