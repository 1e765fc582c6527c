"""Nobody waits for the single answer: what engineers of a learning app, a meeting recorder, an assistant start by
hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def exercises_made_for_a_course(w: World) -> None:
    """A learning app has the exercises of a new course made: an editor starts a Prefect flow some afternoons, for each
    skill and each sort of exercise a call that writes a set, ten at a time, and when all are there another model looks
    over each set. Some are tried before; what was thrown out is made once more on the same day or the next. The course
    opens in spring. In some houses it streams, since the framework does. Two passes in which no call needs another."""
    is_streamed = w.rng.random() < 0.3
    writer = w.client(w.model(MIDDLE, OLDER), streamed=is_streamed, max_tokens=2_500, retries=4)
    reader = w.client(w.model(SMALL, MIDDLE, LARGE), max_tokens=500, retries=4)
    brief, width = round(w.about(1_250)), w.pick(5, 10, 10)

    def made(at: float, sets: int) -> float:
        sizes = [min(2_400, w.tokens(700, 0.3)) for _ in range(sets)]
        written: list[Row] = [
            partial(writer.call, input_tokens=brief + w.tokens(180, 0.3), output_tokens=said) for said in sizes
        ]
        end = pool(w, at + w.draw(5, 0.4), written, width, between_s=0.15)
        looked: list[Row] = [
            partial(reader.call, input_tokens=620 + said, output_tokens=w.tokens(85, 0.4)) for said in sizes
        ]
        return pool(w, end + w.draw(3, 0.4), looked, width, between_s=0.15)

    for start in w.launches(w.rng.randint(5, 7), OFFICE):
        sets = w.count(84, factor=1.6)
        tried = made(start, min(4, sets))
        end = made(tried + w.draw(20 * MINUTE_S, 0.7), sets)
        made(end + w.draw(3 * HOUR_S, 1.0), max(1, round(sets * w.rng.uniform(0.1, 0.3))))


@kind("batchable")
def old_meetings_summed_up_again(w: World) -> None:
    """A recorder of meetings has a better summary and gives it to the meetings of the last year too: a task in the slow
    queue puts some more of them on each so many minutes, lest the summaries of today lack room, and two workers take
    them. It goes on for days and nights; a deploy at noon cuts off what runs, which is begun again. It is told to
    customers when all is done. A meeting is one call."""
    client = w.client(
        w.model(SMALL, SMALL, MIDDLE), max_tokens=2_000, retries=6, trouble=Trouble(share=0.01, bad_hours=5)
    )
    every_s, a_time, rules = w.pick(10, 15, 20, 30) * MINUTE_S, w.rng.randint(3, 6), round(w.about(820))
    left, deploys = w.count(780, factor=1.25), w.launches(14, OFFICE)

    def meeting(at: float) -> float:
        words, said = rules + min(40_000, w.tokens(6_200, 0.6)), min(2_000, w.tokens(430, 0.3))
        cut = next((deploy for deploy in deploys if 0 < deploy - at < 15), None)
        if cut is not None:
            at = client.abort(at, words, said, cut - at) + w.draw(40, 0.4)
        return client.call(at, words, said)

    begun = free = min(w.launches(1, OFFICE)[0], 18 * DAY_S)
    while left > 0 and begun < w.month.length_s:
        rows: list[Row] = [meeting] * min(left, a_time)
        free = pool(w, max(begun + w.draw(1.5, 0.6), free), rows, 2, between_s=0.08)
        left -= len(rows)
        begun += every_s


@kind("batchable")
def experiments_on_a_data_set(w: World) -> None:
    """A group that builds an assistant compares models and prompts with an evaluation product: from a notebook it
    starts an experiment over the data set before lunch or before going home, ten rows at a time, and when all answers
    are in, two judges over each answer. Ten or fifteen in the month, now and then one more that had been broken off.
    The table is gone through at the meeting of the week; two passes of single calls."""
    judge = w.client(w.model(OLDER, MIDDLE), max_tokens=600, retries=4)
    system, width, is_named = w.about(1_700), w.pick(5, 10, 10, 20), w.rng.random() < 0.5
    models = [w.model(MIDDLE, OLDER, SMALL) for _ in range(3)]
    clients = [w.client(model, max_tokens=2_048, retries=4) for model in models]
    cases = [(w.tokens(900, 0.7), w.tokens(330, 0.5)) for _ in range(w.count(48, factor=1.3))]
    for start in w.launches(w.rng.randint(10, 15), OFFICE):
        client, prompt = w.pick(*clients), round(system * w.draw(1, 0.2))
        run = w.name("experiment") if is_named else None
        answers: list[Row] = [
            partial(
                client.call,
                input_tokens=prompt + asked,
                output_tokens=min(2_048, round(said * w.draw(1, 0.25))),
                session=run,
            )
            for asked, said in cases
        ]
        if w.rng.random() < 0.2:
            pool(w, start - 12 * MINUTE_S, answers[: w.rng.randint(1, len(answers))], width, between_s=0.05)
        end = pool(w, start, answers, width, between_s=0.05)
        marks: list[Row] = [
            partial(judge.call, input_tokens=grid + said, output_tokens=w.tokens(105, 0.3), session=run)
            for _, said in cases
            for grid in (620, 480)
        ]
        pool(w, end + w.draw(2, 0.4), marks, width, between_s=0.05)
