"""Nobody waits for the single answer: what a statistics office, an archive, a city, a transport company start by
hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def occupations_put_into_classes(w: World) -> None:
    """A statistics office puts what people wrote about their work into the classes of the official list: twenty answers
    in one prompt, in a script with a limiter that was set from the tier of the key. Two hundred for a trial, a look at
    them against the hand-coded ones, then the rest of the wave over some days, begun again each morning where it had
    stopped. The tables come out in half a year, and no prompt needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=6, trouble=Trouble(0.005, 4, 0.3))
    every_s, rules = w.pick(1.5, 2.0, 4.0, 6.0), round(w.about(1_600))

    def twenty(at: float) -> float:
        answers = sum(w.tokens(17, 0.6) for _ in range(20))
        return client.call(at, rules + answers, w.tokens(640, 0.12))

    at = min(w.launches(1, OFFICE)[0], 14 * DAY_S)
    trial: list[Row] = [twenty] * 10
    for _ in range(w.rng.randint(1, 3)):
        at = paced(w, at, trial, every_s) + w.draw(2 * HOUR_S, 0.8)
    left = w.count(560, factor=1.3)
    for morning in w.timer((9,), weekdays=WEEKDAYS, late_s=1_500):
        if morning < at + 6 * HOUR_S or w.rng.random() < 0.2:  # not every day is one for this
            continue
        if left <= 0:
            break
        rows: list[Row] = [twenty] * min(left, w.rng.randint(60, 260))
        paced(w, morning + w.draw(5 * MINUTE_S, 0.7), rows, every_s)
        left -= len(rows)


@kind("batchable")
def pages_of_an_archive_read_right(w: World) -> None:
    """An archive has handwritten pages read by a program of its own and what came out put right: a workstation under a
    desk goes through the boxes, page after page in a loop, the reading first and then the call, as many words out as
    in, by day and night. It stops when the disc is full or the machine has updated itself, and somebody starts it again
    when they see it. The pages go into the search with the next release. A page needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=4_096, retries=8, trouble=Trouble(0.003, 6, 0.3))
    rules, pause_s = round(w.about(520)), w.pick(4.0, 12.0, 30.0)
    end = 0.0
    for at in w.launches(w.rng.randint(5, 8), OFFICE):
        if at < end:  # it still runs
            continue
        pages = []
        for _ in range(w.count(130, factor=1.7)):
            words = min(3_000, w.tokens(620, 0.4))
            pages.append(
                partial(client.call, input_tokens=rules + words, output_tokens=round(words * w.rng.uniform(0.9, 1.1)))
            )
        end = loop(w, at, pages, between_s=pause_s)


@kind("batchable")
def objections_to_a_plan_taken_apart(w: World) -> None:
    """Planners of a city take the objections to a new tram line apart: an analyst has them in a notebook, tries a
    handful, then sends all through a thread pool: what is asked for, which street, which of the headings. Then the
    headings are changed and all are sent again, three or four times in two weeks. The report to the council is due in
    spring; one objection needs no other, and the analyst goes on when all are there."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=3)
    objections = [min(9_000, w.tokens(620, 0.9)) for _ in range(w.count(165, factor=1.5))]
    workers = w.pick(4, 8, 10)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        rules = round(w.about(1_000))
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + words, output_tokens=min(1_500, w.tokens(310, 0.4)))
            for words in objections
        ]
        at = start
        for _ in range(w.rng.randint(2, 5)):
            at = loop(w, at, rows[: w.rng.randint(2, 5)]) + w.draw(150, 0.8)
        pool(w, at, rows, workers, between_s=0.01)


@kind("batchable")
def golden_questions_to_a_timetable_bot(w: World) -> None:
    """A city's transport company tries its bot before each change: a CI job or a developer sends the golden questions
    with what was found for each, some at a time with asyncio, and when the answers are there a judge marks each of
    them against what the editors wrote. The mean goes into the merge request, which is looked at on the next day or
    later. Two passes, and in neither does one call need another."""
    bot = w.client(w.model(MIDDLE, SMALL), max_tokens=800, retries=4)
    judge = w.client(w.model(OLDER, LARGE), max_tokens=500, retries=4)
    questions, width, system = w.count(78, factor=1.4), w.pick(5, 8, 16), round(w.about(1_100))

    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        asked: list[Row] = [
            partial(bot.call, input_tokens=system + w.tokens(1_900, 0.4), output_tokens=min(800, w.tokens(170, 0.4)))
            for _ in range(questions)
        ]
        end = pool(w, start + w.draw(70, 0.4), asked, width, between_s=0.01)
        marked: list[Row] = [
            partial(judge.call, input_tokens=900 + w.tokens(420, 0.3), output_tokens=min(500, w.tokens(110, 0.3)))
            for _ in range(questions)
        ]
        pool(w, end + w.draw(1.5, 0.4), marked, width, between_s=0.01)


@kind("batchable")
def leaflets_in_twelve_languages(w: World) -> None:
    """An office that puts out leaflets for schools and parents has them turned into twelve languages: somebody starts
    the script when a leaflet is signed off, a gather over the languages for each, leaflet after leaflet, ten or so on
    some afternoons of the month. One language that came out cut off is made anew by hand. Translators read them over
    and the printer has them in three weeks. A leaflet in a language is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=6_000, retries=3)
    glossary = round(w.about(900))
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        rows: list[Row] = []
        for _ in range(w.count(7.5, factor=1.5)):
            words = min(3_500, w.tokens(800, 0.5))
            for _ in range(12):
                said = round(words * w.rng.uniform(0.95, 1.9))
                rows.append(partial(client.call, input_tokens=glossary + words, output_tokens=said))
        end = chunks(w, start, rows, 12, between_s=0.5)
        loop(w, end + w.draw(1_800, 0.8), rows[: w.rng.randint(0, 3)], between_s=40)


@kind("batchable")
def road_signs_read_from_a_survey_car(w: World) -> None:
    """A survey office had its roads photographed and has the signs read off the pictures: what the detector cut out is
    sent, ten to a prompt, by a job that feels for its limit, fewer at once after errors, more when it goes well. A
    district on an evening, started by hand when the drive of it has been copied, some districts in the month. The map
    of signs is brought out each quarter; no prompt needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_500, retries=5, trouble=Trouble(0.012, 5, 0.3))
    rules, most = round(w.about(700)), w.pick(12, 24, 40)

    def ten(at: float) -> float:
        pictures = sum(w.tokens(190, 0.3) for _ in range(10))
        return client.call(at, rules + pictures, min(1_500, w.tokens(420, 0.15)), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [ten] * w.count(150, factor=1.7)
        adaptive(w, start + w.draw(2 * HOUR_S, 0.4), rows, most)
