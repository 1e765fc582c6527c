"""Nobody waits for the single answer: what a foundation, a museum, a registry, a tax office, a statistics office and a
health insurer start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def reports_of_grantees_read_into_a_table(w: World) -> None:
    """A foundation wants to know what its grants of ten years have done: an analyst reads the final reports into a
    table, from a notebook, some tries on three reports, then all with a thread pool of ten and a progress bar; fields
    are added and all are read again, two or three times over the month. The paper for the board is due next quarter.
    A report is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    reports = [min(40_000, w.tokens(3_300, 0.6)) for _ in range(w.count(620, factor=1.4))]
    workers = w.pick(5, 8, 10)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        fields, at = round(w.about(900)), start
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=fields + words,
                output_tokens=min(2_000, w.tokens(330, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for words in reports
        ]
        for _ in range(w.rng.randint(2, 6)):
            at = loop(w, at, rows[:3]) + w.draw(200, 0.8)
        pool(w, at, rows, workers, between_s=0.01)


@kind("batchable")
def museum_objects_described_for_the_open_collection(w: World) -> None:
    """A museum puts its collection on the web with a description of each picture for those who cannot see it: a script
    with asyncio and a semaphore, picture and record in, eighty words out, on for an hour or half a day until it breaks
    on a record or a full disc, and begun again by somebody on another day where it stopped. Curators look at samples;
    the site is relaunched in spring. No object needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, retries=4, trouble=Trouble(0.006, 6, 0.25))
    rules, width, pause_s = round(w.about(650)), w.pick(1, 2, 4), w.pick(0.4, 4.0, 15.0)
    left, free = w.count(3_400, factor=1.3), 0.0

    def described(at: float) -> float:
        return client.call(at + w.draw(1.2, 0.6), rules + w.rng.randint(1_300, 1_600), min(500, w.tokens(125, 0.3)))

    for start in w.launches(w.rng.randint(7, 10), OFFICE):
        if start < free or left <= 0:
            continue
        objects: list[Row] = [described] * min(left, w.rng.randint(200, 1_100))
        free = pool(w, start, objects, width, between_s=pause_s)
        left -= len(objects)


@kind("batchable")
def residents_made_up_for_a_test_registry(w: World) -> None:
    """Those who build a new registry of residents need people that do not exist, and are as odd as real ones: names,
    families, moves, letters with mistakes. A developer starts the generator for a case, and another, with a gather over
    slices of sixteen, fifty to three hundred households each, many times in the weeks before the tests. A household
    comes from a drawn seed in its prompt and no earlier answer, and the tests start next month."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=4_000, retries=3)
    rules, size = round(w.about(1_250)), w.pick(8, 16, 20)
    for start in w.launches(w.rng.randint(10, 16), OFFICE):
        said = w.about(640, 1.5)
        households: list[Row] = [
            partial(
                client.call, input_tokens=rules + w.rng.randint(60, 140), output_tokens=min(4_000, w.tokens(said, 0.3))
            )
            for _ in range(w.count(125, factor=2.2))
        ]
        chunks(w, start, households, size, between_s=0.3)


@kind("batchable")
def tax_answers_compared_on_three_models(w: World) -> None:
    """A tax office tries which model should answer its web page: an evaluation tool with a file of questions runs each
    on three models with what the search had found, four at a time, model after model within a question, and then has
    the answers marked by a rubric. Run anew when the prompt was changed, eight times or so in the month; the tool keeps
    no answers. The choice is made in a meeting on another day, and no call of a pass needs another."""
    models = [w.client(w.model(name), max_tokens=1_000, retries=5) for name in (SMALL, MIDDLE, OLDER)]
    judge = w.client(w.model(LARGE, MIDDLE), max_tokens=600, retries=5)
    found = [1_100 + w.tokens(1_500, 0.4) for _ in range(w.count(62, factor=1.3))]
    for start in w.launches(w.rng.randint(7, 9), OFFICE):
        asked: list[Row] = [
            partial(one.call, input_tokens=words, output_tokens=min(1_000, w.tokens(210, 0.4)))
            for words in found
            for one in models
        ]
        end = pool(w, start, asked, 4, between_s=0.02)
        marked: list[Row] = [
            partial(judge.call, input_tokens=800 + w.tokens(330, 0.3), output_tokens=min(600, w.tokens(85, 0.4)))
            for _ in asked
        ]
        pool(w, end + w.draw(0.5, 0.4), marked, 4, between_s=0.02)


@kind("batchable")
def remarks_in_a_business_survey_classified(w: World) -> None:
    """A statistics office classifies what firms wrote under a survey of the economy: a script that feels for the limit,
    half as many after a 429, goes through the file of a wave of some hundreds, with the codebook marked for the cache,
    on an afternoon each week, and once more over those where two codes came out equal. The tables are printed at the
    end of the quarter. A remark is one call that needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=250, retries=6, trouble=Trouble(0.015, 6, 0.3))
    codebook, most = Prefix(round(w.about(3_900, 1.3))), w.pick(8, 16, 32)

    def remark(at: float) -> float:
        return codebook.call(client, at, w.tokens(75, 0.7), w.tokens(70, 0.3), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [remark] * w.count(780, factor=1.4)
        end = adaptive(w, start, rows, most)
        again: list[Row] = [remark] * max(1, round(len(rows) * w.rng.uniform(0.04, 0.12)))
        adaptive(w, end + w.draw(12 * MINUTE_S, 0.7), again, most)


@kind("batchable")
def old_certificates_of_a_health_insurer_read_in(w: World) -> None:
    """A health insurer moves to a new system and has its old certificates and vaccination cards read into fields: a
    queue is filled by hand with some thousands, and workers in containers take from it for days, one by day, when the
    old archive has others to serve, and three at night; to fetch a paper takes the archive most of a minute. Twice it
    was stopped for a release. The move is at the end of the quarter, and a paper needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, retries=3, trouble=Trouble(0.004, 6, 0.25))
    rules, left = round(w.about(1_050)), w.count(3_900, factor=1.3)
    pause_s = w.about(50, 1.5)

    def paper(at: float) -> float:
        return client.call(at, rules + w.rng.randint(1_300, 1_600), w.tokens(190, 0.3), stop="tool_use", tools=1)

    at = min(w.launches(1, OFFICE)[0], 15 * DAY_S)
    stops = sorted(at + w.rng.uniform(0, 2) * DAY_S for _ in range(2))
    while left > 0:
        workers = 1 if 7 <= at / HOUR_S % 24 < 19 else 3
        rows: list[Row] = [paper] * min(left, workers * 30)
        at = pool(w, at, rows, workers, between_s=pause_s)
        left -= len(rows)
        if stops and at > stops[0]:
            at = stops.pop(0) + w.rng.uniform(3, 20) * HOUR_S
