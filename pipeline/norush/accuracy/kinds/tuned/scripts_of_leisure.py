"""Nobody waits for the single answer: what a museum, a podcast service, a recipe site, a maker of comics, a fitness app
and a maker of quizzes start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def cards_of_a_collection_in_plain_words(w: World) -> None:
    """A museum has the cards of its collection told in plain words before the web page is made new: a script with a
    small thread pool goes through the objects, picture and card in, a paragraph out; it writes what is done into a file
    and goes on from there when it is started again, in the morning or after it fell over. About a thousand objects
    over some weeks, a department a day. Curators read them in the months after. One object needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, retries=4, trouble=Trouble(0.003, 4, 0.3))
    rules, workers, falls_over = round(w.about(750)), w.pick(3, 4, 6), w.rng.uniform(0.05, 0.3)
    begun, left = w.rng.uniform(0, 12) * DAY_S, w.count(820, factor=1.3)
    for morning in w.timer((9, 10), minute=w.rng.randrange(60), weekdays=WEEKDAYS, late_s=1_200):
        if morning < begun or w.rng.random() < 0.4:
            continue
        if left <= 0:
            break
        objects = min(left, w.rng.randint(60, 210))
        if w.rng.random() < falls_over:
            objects = max(1, objects // w.rng.randint(2, 6))
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + w.rng.randint(900, 1_600) + w.tokens(310, 0.7),
                output_tokens=min(800, w.tokens(210, 0.3)),
            )
            for _ in range(objects)
        ]
        pool(w, morning, rows, workers, between_s=0.05)
        left -= objects


@kind("batchable")
def old_episodes_sorted_for_advertisers(w: World) -> None:
    """A podcast service sorts its old episodes by what advertisers mind: a program with asyncio takes transcripts in
    windows of some minutes, under a limiter of its own that is set to what the tier allows, some shows at a time, on
    evenings that nothing else needs the limit. The sales department gets the table next quarter. A window is one call;
    how an episode comes out is counted together afterwards, by no model."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=6, trouble=Trouble(0.004, 3, 0.25))
    rules, every_s = round(w.about(1_300)), w.pick(0.6, 1.0, 2.0)

    def window(at: float) -> float:
        return client.call(at, rules + min(9_000, w.tokens(3_000, 0.25)), w.tokens(95, 0.3), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        windows = sum(w.rng.randint(4, 18) for _ in range(w.count(24, factor=1.6)))
        rows: list[Row] = [window] * windows
        paced(w, start + w.draw(6 * HOUR_S, 0.3), rows, every_s, noise=0.25)


@kind("batchable")
def recipes_of_twenty_years_put_into_fields(w: World) -> None:
    """A recipe site moves to fields that can be searched: a worker reads old recipes and asks for amounts, steps, time
    and what those with an allergy must know. It feels for the limit: half as many at once after errors, one more when
    it goes well. First fifty in an afternoon, which the kitchen looks at, the prompt is changed, fifty again, then the
    rest in a few long runs. The new search comes out in two months; no recipe needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_000, retries=5, trouble=Trouble(0.012, 4, 0.3))
    rules, most = round(w.about(1_250)), w.pick(8, 16, 24)

    def recipe(at: float) -> float:
        return client.call(at, rules + min(4_000, w.tokens(520, 0.5)), min(2_000, w.tokens(640, 0.3)), stop="tool_use")

    at = w.launches(3, OFFICE)[0]
    for _ in range(w.rng.randint(2, 3)):
        trial: list[Row] = [recipe] * min(50, w.count(45))
        at = pool(w, at, trial, 5, between_s=0.02) + w.draw(4 * HOUR_S, 0.8)
    for _ in range(w.rng.randint(2, 4)):
        rows: list[Row] = [recipe] * w.count(210, factor=1.5)
        at = adaptive(w, at, rows, most) + w.draw(1.2 * DAY_S, 0.6)


@kind("batchable")
def balloons_of_a_volume_in_six_languages(w: World) -> None:
    """A maker of comics has the balloons of a volume turned into six languages before letterers begin: a notebook with
    a loop over the pages, and for each page a gather over the languages, names and sounds of the series in the prompt.
    Two or three volumes a month, started by the editor. A page whose answer had a balloon too few is sent again at the
    end. Translators go over it for two weeks; a page is made from its own balloons and the synopsis, not from another
    answer."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_000, retries=2)
    series, languages = round(w.about(1_900)), w.pick(4, 6, 6)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        rows: list[Row] = []
        for _ in range(w.count(58, factor=1.4)):
            words = min(900, w.tokens(190, 0.5))
            for _ in range(languages):
                said = max(10, round(words * w.rng.uniform(1.1, 1.9)))
                rows.append(partial(client.call, input_tokens=series + words, output_tokens=min(2_000, said)))
        end = chunks(w, start, rows, languages, between_s=0.15)
        loop(w, end + w.draw(90, 0.6), rows[: w.rng.randint(1, 12)], between_s=0.3)


@kind("batchable")
def coach_tried_on_recorded_runners(w: World) -> None:
    """A fitness app holds a new prompt for its coach against recorded talks: an engineer starts the framework from the
    command line, the coach answers the last line of each talk, twenty at once, and when all are there a larger model
    marks each answer for safety, tone and whether it kept to the plan. Two prompts side by side, each some times until
    it is better. The pages with the marks are looked at in the afternoon or on the next day; in neither pass does a
    call need another of it."""
    coach = w.client(w.model(MIDDLE, SMALL), max_tokens=800, retries=4)
    judge = w.client(w.model(LARGE, OLDER), max_tokens=400, retries=4)
    talks = [min(12_000, w.tokens(2_900, 0.4)) for _ in range(w.count(62, factor=1.4))]
    width = w.pick(10, 20, 20)
    for start in w.launches(w.rng.randint(4, 7), OFFICE):
        at = start
        for _ in range(w.rng.choice((1, 2, 2))):
            answered: list[Row] = [
                partial(coach.call, input_tokens=talk, output_tokens=min(800, w.tokens(140, 0.4))) for talk in talks
            ]
            at = pool(w, at, answered, width, between_s=0.01) + w.draw(2, 0.5)
            marked: list[Row] = [
                partial(judge.call, input_tokens=1_100 + w.tokens(500, 0.3), output_tokens=min(400, w.tokens(95, 0.4)))
                for _ in talks
            ]
            at = pool(w, at, marked, width, between_s=0.01) + w.draw(5, 0.5)


@kind("batchable")
def questions_written_for_a_quiz(w: World) -> None:
    """A maker of quizzes has its stock filled up: for each topic and grade one call that writes ten questions, all
    topics through a pool of six on an afternoon, and on the next morning, when the doubles are out, each question by
    itself to another model that must answer it without the key. What it gets wrong goes to a person. The questions are
    for the season after next; within each of the two runs no call needs another."""
    writer = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=3)
    solver = w.client(w.model(OLDER, MIDDLE), max_tokens=300, retries=3)
    rules, workers = round(w.about(1_400)), w.pick(4, 6, 8)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        topics = w.count(46, factor=1.5)
        written: list[Row] = [
            partial(writer.call, input_tokens=rules + w.tokens(60, 0.4), output_tokens=min(3_000, w.tokens(900, 0.2)))
            for _ in range(topics)
        ]
        pool(w, start, written, workers, between_s=0.02)
        solved: list[Row] = [
            partial(solver.call, input_tokens=420 + w.tokens(70, 0.3), output_tokens=min(300, w.tokens(75, 0.5)))
            for _ in range(round(topics * w.rng.uniform(6.5, 9)))
        ]
        pool(w, start + w.rng.uniform(18, 22) * HOUR_S + w.draw(MINUTE_S, 0.5), solved, workers, between_s=0.01)
