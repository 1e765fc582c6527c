"""Nobody waits for the single answer: what data vendors, researchers, start-ups, course sites and legal tech start by
hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def firms_in_a_data_vendors_file_described(w: World) -> None:
    """A vendor of data on firms adds a field to its file: what the firm makes, in a sentence, and a code, read from the
    crawled first page. An asyncio script with a semaphore and a pause after each row, so that the product on the same
    account keeps its limit, goes through the file in shards, for days on end; a shard that has died is begun where its
    output stops, some hours later when somebody sees it. The file is shipped next month. A firm needs no other."""
    client = w.client(
        w.model(SMALL, SMALL, MIDDLE),
        max_tokens=250,
        retries=6,
        trouble=Trouble(share=0.01, bad_hours=6, bad_share=0.3),
    )
    rules, width = round(w.about(1_400)), w.pick(2, 4, 8)
    rest_s = width * w.about(28, 1.8)

    def firm(at: float) -> float:
        return client.call(at, rules + min(5_000, w.tokens(1_050, 0.7)), min(250, w.tokens(76, 0.3)))

    at = w.launches(4, OFFICE)[0]
    pool(w, at, [firm] * 40, width, between_s=0.01)  # a sample first
    at += w.draw(2 * HOUR_S, 0.6)
    for _ in range(w.rng.randint(4, 7)):
        rows: list[Row] = [firm] * w.count(400, factor=1.3)
        died = w.rng.randrange(20, len(rows)) if w.rng.random() < 0.3 else len(rows)
        at = pool(w, at, rows[:died], width, between_s=rest_s)
        if died < len(rows):
            at = pool(w, at + w.draw(7 * HOUR_S, 0.5), rows[died:], width, between_s=rest_s)
        at += w.draw(3 * HOUR_S, 1.2)


@kind("batchable")
def bills_of_a_gold_set_read_by_three_models(w: World) -> None:
    """An accounting house holds its reader of bills against a gold set before it changes prompt or model: a script with
    a thread pool puts each bill of the set through each model in question, and writes a table of fields that were
    right. A run towards evening, the table is talked over next day, the prompt is changed, the next run some days
    later; now and then five bills first, to see that it starts. A bill and a model need no other."""
    names = [w.model(MIDDLE), w.model(OLDER), w.model(SMALL, LARGE)]
    clients = [w.client(name, max_tokens=2_000, retries=4, trouble=Trouble(0.005, 3, 0.2)) for name in names]
    bills = [1_450 * w.rng.choice((1, 1, 1, 2, 3)) + w.tokens(120, 0.4) for _ in range(w.count(75, factor=1.3))]
    workers, prompt = w.pick(4, 8, 8), round(w.about(1_200))

    def cells(many: int) -> list[Row]:
        return [
            partial(
                client.call,
                input_tokens=prompt + pages,
                output_tokens=min(2_000, w.tokens(330, 0.35)),
                stop="tool_use",
                tools=1,
            )
            for client in clients
            for pages in bills[:many]
        ]

    for start in w.launches(w.rng.randint(3, 6), OFFICE):
        at = start
        if w.rng.random() < 0.4:
            at = pool(w, at, cells(5), workers, between_s=0.02) + w.draw(4 * MINUTE_S, 0.7)
        pool(w, at, cells(len(bills)), workers, between_s=0.02)
        prompt = round(prompt * w.draw(1.04, 0.08))


@kind("batchable")
def interviews_put_under_the_questions_of_a_guide(w: World) -> None:
    """A market researcher has thirty interviews of an hour and a guide of some twenty questions, and a notebook asks
    for each interview and each question what was said to it, with quotes. The transcript stands in front, marked for
    the cache, so the questions of one interview go one after the other. When two of the team have read the first five
    the wording is changed and all is run; a study or two in the month, a late interview by itself. The report is due in
    weeks, and no cell of the table needs another."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=1_500, retries=2)
    between_s = w.about(0.05, 2.0)

    def interview(at: float, questions: int) -> float:
        transcript = Prefix(min(24_000, w.tokens(11_500, 0.25)))
        rows: list[Row] = [
            lambda begun: transcript.call(client, begun, w.tokens(140, 0.4), min(1_500, w.tokens(260, 0.5)))
        ] * questions
        return loop(w, at, rows, between_s=between_s)

    for study in w.launches(w.rng.randint(2, 3), OFFICE):
        questions, many = w.rng.randint(14, 26), w.count(24, factor=1.3)
        row = partial(interview, questions=questions)
        at = loop(w, study, [row] * min(5, many), between_s=1.0) + w.draw(DAY_S, 0.4)
        at = loop(w, at, [row] * many, between_s=1.0)
        if w.rng.random() < 0.6:
            loop(w, at + w.draw(2 * DAY_S, 0.6), [row], between_s=1.0)


@kind("batchable")
def lessons_of_a_course_site_put_into_spanish(w: World) -> None:
    """A site for online courses opens in Spain and Brazil: a script puts lessons, tests and subtitles of a course into
    both languages, piece by piece, glossary in front, with a limiter of so many a minute because the key is shared. Two
    or three courses a week, started when an editor has freed one; what editors change in the glossary sets off the
    course again. Editors read each course in the following week. A piece needs no other piece."""
    client = w.client(
        w.model(MIDDLE, OLDER),
        streamed=w.rng.random() < 0.4,
        max_tokens=6_000,
        retries=4,
        trouble=Trouble(0.004, 3, 0.2),
    )
    glossary, every_s = round(w.about(1_300)), 60 / w.pick(10, 15, 30, 40)
    for start in w.launches(w.rng.randint(8, 12), OFFICE):
        pieces = [min(4_500, w.tokens(780, 0.7)) for _ in range(w.count(46, factor=1.5))]
        rows: list[Row] = [
            partial(client.call, input_tokens=glossary + words, output_tokens=min(6_000, round(words * ratio)))
            for words in pieces
            for ratio in (w.rng.uniform(1.0, 1.25), w.rng.uniform(0.95, 1.2))
        ]
        end = paced(w, start, rows, every_s, noise=0.05)
        if w.rng.random() < 0.15:
            paced(w, end + w.draw(1.5 * DAY_S, 0.5), rows, every_s, noise=0.05)


@kind("batchable")
def table_questions_made_up_for_a_fine_tune(w: World) -> None:
    """A start-up whose product turns questions into SQL makes up training rows: for each of some thousand made-up
    schemas a framework asks for a question, the statement and a paraphrase, in slices of thirty-two, at a high
    temperature; what does not parse is thrown away and a second round fills up the gap. Three or four nights a month
    the engineer starts it before going home, once or twice it broke at a slice and was started again from its
    checkpoint. Training is on Friday; each row stands for itself."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=1_500, retries=5, trouble=Trouble(0.006, 4, 0.3))
    size, rules = w.pick(16, 32, 32), round(w.about(620))

    def made(at: float) -> float:
        return client.call(at, rules + w.tokens(480, 0.5), min(1_500, w.tokens(310, 0.35)))

    for day in w.launches(w.rng.randint(3, 4), OFFICE):
        rows: list[Row] = [made] * w.count(620, factor=1.4)
        at = chunks(w, day, [made] * 16, size, between_s=0.5) + w.draw(20 * MINUTE_S, 0.6)
        broke = size * w.rng.randint(1, 12) if w.rng.random() < 0.25 else len(rows)
        at = chunks(w, at, rows[:broke], size, between_s=0.5)
        if broke < len(rows):
            at = chunks(w, at + w.draw(5 * HOUR_S, 0.6), rows[broke:], size, between_s=0.5)
        chunks(w, at + 3, rows[: round(len(rows) * w.rng.uniform(0.04, 0.15))], size, between_s=0.5)


@kind("batchable")
def contracts_of_a_new_customer_read_into_a_register(w: World) -> None:
    """When a customer joins a contract tool, all its old contracts are read into the register: parties, terms, notice,
    caps, a call a contract. An engineer of the onboarding team puts the folder into a queue, workers that halve
    themselves at a 429 empty it; twenty contracts are read first and looked at with the customer. It goes live in the
    week after. A contract needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=3, trouble=Trouble(0.008, 5, 0.25))
    rules, most = round(w.about(2_100)), w.pick(6, 8, 12)

    def contract(at: float) -> float:
        pages = min(60_000, w.tokens(5_200, 0.75))
        return client.call(at, rules + pages, min(2_500, w.tokens(520, 0.35)), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at = adaptive(w, start, [contract] * 20, most) + w.draw(20 * HOUR_S, 0.5)
        rows: list[Row] = [contract] * w.count(125, factor=1.6)
        adaptive(w, at, rows, most)
