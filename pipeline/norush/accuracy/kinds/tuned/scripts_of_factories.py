"""Nobody waits for the single answer: what engineers, chemists, regulatory staff and data people of plants start by
hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def old_drawings_read_into_part_data(w: World) -> None:
    """A machine builder has its scanned drawings of forty years read into material, measures, surface and the numbers
    of parts: a script with some workers goes through a shelf of them, an evening's trial first, then for days on end;
    what fails goes into a file and is run at the end. It stops when the laptop is taken home. The data go into the
    product system with the next migration, in spring. A drawing is one call."""
    trouble = Trouble(share=0.006, bad_hours=6, bad_share=0.3)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=2, trouble=trouble)
    rules, workers = round(w.about(1_350)), w.pick(3, 4, 6)

    def drawing(at: float) -> float:
        rendered = at + w.draw(1.8, 0.5)
        sheets = w.rng.choices((1, 2, 3), (7, 2, 1))[0]
        end = client.call(
            rendered, rules + sheets * w.rng.randint(1_500, 1_600), min(2_500, w.tokens(560, 0.4)), tools=1
        )
        return end + w.draw(0.1, 0.5)

    start = min(w.launches(1, OFFICE)[0], 20 * DAY_S)
    trial: list[Row] = [drawing] * 12
    at = pool(w, start, trial, workers) + w.draw(3 * HOUR_S, 0.6)
    left = w.count(620, factor=1.4)
    while left > 0:
        rows: list[Row] = [drawing] * min(left, w.rng.randint(90, 260))
        at = pool(w, at, rows, workers, between_s=0.05)
        left -= len(rows)
        again: list[Row] = [drawing] * w.rng.randint(0, 5)
        at = loop(w, at + 2, again) + w.draw(14 * HOUR_S, 0.5)


@kind("batchable")
def patents_sorted_for_chemists(w: World) -> None:
    """A chemical company's researcher sorts the patents of a field: abstract and first claim of each go with the
    scheme into an async client with a semaphore; first a few in the notebook, then all, then all again with another
    scheme after the meeting on the next day. Some searches a month. The landscape is a picture for the strategy round;
    no patent needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=600, retries=4)
    limit = w.pick(10, 20, 20, 40)
    for search in w.launches(w.rng.randint(2, 4), OFFICE):
        patents = [min(4_000, w.tokens(780, 0.5)) for _ in range(w.count(215, factor=1.5))]
        at = search
        for _ in range(w.rng.choices((1, 2, 3), (4, 4, 1))[0]):
            scheme = w.tokens(950, 0.3)
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=scheme + words,
                    output_tokens=w.tokens(130, 0.35),
                    stop="tool_use",
                    tools=1,
                )
                for words in patents
            ]
            for _ in range(w.rng.randint(1, 3)):
                at = at_once(w, at, rows[:5]) + w.draw(4 * MINUTE_S, 0.7)
            at = pool(w, at, rows, limit, between_s=0.003) + w.draw(20 * HOUR_S, 0.3)


@kind("batchable")
def package_leaflets_for_all_markets(w: World) -> None:
    """When the leaflet of a medicine is changed, regulatory affairs has its changed sections put into all languages of
    its markets: a script gathers the languages of a section, section by section, the glossary of the authority in
    front. Twice it is run again because the source has changed. Translators check for a week, then it goes to the
    authorities. A section in a language is one call that needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=3)
    glossary, languages = round(w.about(1_300)), w.pick(20, 24, 26)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        sections = [min(2_400, w.tokens(420, 0.6)) for _ in range(max(1, w.count(7.5, factor=1.5)))]
        at = start
        for _ in range(w.rng.choices((1, 2), (7, 3))[0]):
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=glossary + words,
                    output_tokens=round(words * w.rng.uniform(1.0, 1.8)),
                )
                for words in sections
                for _ in range(languages)
            ]
            at = chunks(w, at, rows, languages, between_s=0.4) + w.draw(5 * HOUR_S, 0.6)


@kind("batchable")
def warranty_claims_put_into_causes(w: World) -> None:
    """A car supplier puts the texts of warranty claims into causes for the talks with a car maker: an engineer fills a
    queue once or twice a month with a quarter's claims, and workers of a task queue take them, each with its own limit
    a minute. A new version is rolled out in the midst of it, the workers are gone for some minutes and begin where they
    were. The share of each cause is what is wanted, in a deck three weeks later. Each claim is one call by itself."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=400, retries=5, trouble=Trouble(0.004, 4, 0.3))
    codes, workers, every_s = round(w.about(2_100)), w.pick(3, 4, 6), w.pick(3.0, 4.0, 6.0)

    for start in w.launches(w.rng.randint(1, 2), OFFICE):
        claims = w.count(850, factor=1.4)
        rollout, gone_s = w.rng.randrange(claims), w.draw(6 * MINUTE_S, 0.5)
        free = [start + w.rng.random() * every_s for _ in range(workers)]
        for number in range(claims):
            if number == rollout:
                back = max(free) + gone_s
                free = [back + w.rng.random() * 5 for _ in range(workers)]
            worker = min(range(workers), key=free.__getitem__)
            at = free[worker]
            end = client.call(
                at, codes + min(3_000, w.tokens(240, 0.7)), min(400, w.tokens(105, 0.35)), stop="tool_use"
            )
            free[worker] = max(end + 0.02, at + every_s)


@kind("batchable")
def answers_about_machines_marked(w: World) -> None:
    """Those who build a machine builder's assistant try it on questions of which the service knows the answer: a test
    tool sends four at a time and, as soon as an answer is there, has it marked by a large model with the points that
    had to be in it. Before a release on some days in a row, each time two versions of the prompt. The table is read in
    the afternoon. All answers could be had in one batch and all marks in a second one."""
    bot = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=3)
    judge = w.client(w.model(LARGE, MIDDLE), max_tokens=500, retries=3)
    width, system = w.pick(4, 4, 8), round(w.about(1_500))
    cases = [(min(8_000, w.tokens(2_300, 0.4)), w.tokens(230, 0.4)) for _ in range(w.count(40, factor=1.3))]

    def tried(at: float, found: int, said: int) -> float:
        answer = min(1_000, round(said * w.draw(1, 0.2)))
        end = bot.call(at, system + found, answer)
        return judge.call(end + w.draw(0.03, 0.5), 800 + said + answer, min(500, w.tokens(120, 0.3)))

    release = w.rng.uniform(5, 20) * DAY_S
    starts = [at for at in w.launches(14, OFFICE) if release - 5 * DAY_S <= at < release + 4 * DAY_S]
    for start in starts or w.launches(4, OFFICE):
        at = start
        for _ in range(2):
            rows: list[Row] = [partial(tried, found=found, said=said) for found, said in cases]
            at = pool(w, at, rows, width, between_s=0.01) + w.draw(3, 0.5)


@kind("batchable")
def defects_made_up_for_a_classifier(w: World) -> None:
    """A maker of clothes needs sentences of customers and inspectors about seams, colours and sizes to train its own
    small classifier: a script goes through the table of defect, garment, language and tone, and asks for fifteen each,
    one prompt after the other with a pause, for an afternoon or a night; a second and a third table follow when the
    classifier is still weak. Doubles are thrown out at the end. No prompt needs another's answer."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    pause_s = w.pick(0.1, 0.5, 1.0)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        brief = w.tokens(480, 0.3)
        rows: list[Row] = [
            partial(client.call, input_tokens=brief + w.tokens(40, 0.3), output_tokens=min(2_000, w.tokens(720, 0.2)))
            for _ in range(w.count(190, factor=1.5))
        ]
        at = loop(w, start, rows[: w.rng.randint(2, 6)]) + w.draw(5 * MINUTE_S, 0.6)
        loop(w, at, rows, between_s=pause_s)


@kind("batchable")
def blades_looked_over_from_drone_pictures(w: World) -> None:
    """A service company for wind parks flies along the blades with a drone; when the pictures of a day are in the
    bucket, late in the afternoon, messages for all of them go into a queue, and containers that are started for it take
    them, four pictures of a stretch of blade to a call; more containers while the queue is long. On days with too much
    wind nobody flies. Inspectors go through the findings within a fortnight. A stretch needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, retries=4, trouble=Trouble(0.004, 4, 0.3))
    rules, most = round(w.about(1_000)), w.pick(4, 6, 10)

    def stretch(at: float) -> float:
        loaded = at + w.draw(0.9, 0.4)
        return client.call(
            loaded, rules + 4 * w.rng.randint(1_400, 1_600), min(900, w.tokens(170, 0.5)), stop="tool_use", tools=1
        )

    for start in w.timer((w.pick(16, 17, 18),), weekdays=WEEKDAYS, late_s=2_400):
        if w.rng.random() < 0.55:
            continue
        rows: list[Row] = [stretch] * w.count(46, factor=1.6)
        few = min(len(rows), w.rng.randint(6, 14))
        at = pool(w, start + w.draw(50, 0.4), rows[:few], 2, between_s=0.08)
        pool(w, at, rows[few:], most, between_s=0.08)
