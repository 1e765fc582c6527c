"""Nobody waits for the single answer: what researchers, accountants, consultants, translators start by hand."""

from collections.abc import Callable
from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def open_ends_coded_with_a_codebook(w: World) -> None:
    """Market researchers have the open answers of a study coded: a researcher has written the codebook, a script takes
    twenty answers a prompt, eight threads, one question after the other; a try with some prompts, then the codebook is
    mended, then all. The tables are due at the end of the week. No prompt needs another, and all of them could be sent
    at once."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=4)
    threads = w.pick(4, 8, 8, 12)

    def twenty(at: float, codebook: int) -> float:
        return client.call(at, codebook + w.tokens(620, 0.25), w.tokens(420, 0.15), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at = start
        for _ in range(w.rng.randint(1, 3)):
            rows: list[Row] = [partial(twenty, codebook=w.tokens(1_300, 0.3))] * w.count(62, factor=1.6)
            if w.rng.random() < 0.6:
                at = pool(w, at, rows[:6], threads) + w.draw(18 * MINUTE_S, 0.7)
            at = pool(w, at, rows, threads, between_s=0.02) + w.draw(4, 0.8)


@kind("batchable")
def leases_abstracted_for_the_balance_sheet(w: World) -> None:
    """Accountants read a client's leases into forty fields for the new standard: a script with four workers, the whole
    lease in each call, hits the limit of tokens a minute again and again and waits; started in the evening or at noon,
    for one subsidiary after the other. What has failed is done again next day. The auditors look at a sample weeks
    later. Each lease is one call."""
    trouble = Trouble(share=0.05, bad_hours=12, bad_share=0.4)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=6, trouble=trouble)
    fields, workers = round(w.about(1_600)), w.pick(3, 4, 6)

    def lease(at: float) -> float:
        opened = at + w.draw(0.6, 0.4)
        return client.call(opened, fields + min(80_000, w.tokens(12_500, 0.6)), w.tokens(880, 0.15), tools=1)

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        rows: list[Row] = [lease] * w.count(52, factor=1.6)
        end = pool(w, start, rows, workers, between_s=0.2)
        if w.rng.random() < 0.5:
            pool(w, max(end, start + 16 * HOUR_S) + w.draw(HOUR_S, 0.5), rows[: max(1, len(rows) // 12)], workers)


@kind("batchable")
def made_up_respondents_of_a_segment(w: World) -> None:
    """A market researcher lets made-up people answer a questionnaire before the real ones are paid: for each of sixty
    personas and each question a call, all of an async script with a semaphore of fifteen, three or four times a month,
    often twice on a day with other wordings. Charts are made when all is there. An answer hangs on the persona and the
    question, on no other answer."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, retries=3)
    limit = w.pick(10, 15, 20)

    def answer(at: float, persona: int) -> float:
        return client.call(at, persona + w.tokens(95, 0.4), min(500, w.tokens(150, 0.4)))

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        personas = [w.tokens(620, 0.2) for _ in range(w.count(55, factor=1.3))]
        rows: list[Row] = [partial(answer, persona=one) for _ in range(w.rng.randint(6, 9)) for one in personas]
        at = start
        for _ in range(w.rng.choices((1, 2), (7, 3))[0]):
            at = pool(w, at, rows, limit, between_s=0.003) + w.draw(50 * MINUTE_S, 0.5)


@kind("batchable")
def translations_scored_for_a_client(w: World) -> None:
    """A translation bureau proves its quality: a project manager starts a script on a sample of what was delivered in a
    week, and each pair of segments gets a list of faults and their weight, one call after the other, since nobody has
    made it faster. It takes half an hour. The scorecard goes to the client with the invoice. No pair needs another."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=600)
    scheme = round(w.about(1_250))
    for launched in w.launches(w.rng.randint(4, 6), OFFICE):
        start = launched
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=scheme + w.tokens(170, 0.6),
                output_tokens=min(600, w.tokens(150, 0.6)),
            )
            for _ in range(w.count(135, factor=1.5))
        ]
        if w.rng.random() < 0.3:  # the wrong column
            start = loop(w, start, rows[: w.rng.randint(3, 15)], between_s=0.03) + w.draw(5 * MINUTE_S, 0.6)
        loop(w, start, rows, between_s=0.03)


@kind("batchable")
def prompts_held_against_gold_labels(w: World) -> None:
    """A data-labelling firm tries its instructions on tasks of which the right label is known: two or three wordings,
    each on all ninety tasks, with a framework that sends twelve at a time and waits for the slowest of them. A run on
    most days while a project is set up, none later. The shares are compared in the evening; no task needs another, nor
    one wording the other's result."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400, retries=5)
    tasks = [w.tokens(520, 0.6) for _ in range(w.count(85, factor=1.2))]
    set_up = w.rng.uniform(0.0, 0.4) * w.month.length_s
    starts = [at for at in w.launches(24, OFFICE) if set_up <= at < set_up + 9 * DAY_S] or w.launches(5, OFFICE)
    for start in starts:
        at = start
        for _ in range(w.rng.choices((1, 2, 3), (3, 4, 2))[0]):
            wording = w.tokens(900, 0.3)
            rows: list[Row] = [
                partial(client.call, input_tokens=wording + task, output_tokens=w.tokens(75, 0.4)) for task in tasks
            ]
            at = chunks(w, at, rows, 12) + w.draw(2.5, 0.5)


@kind("batchable")
def old_projects_made_into_case_cards(w: World) -> None:
    """A consultancy has the final decks of ten years made into cards for those who write offers: one container turns
    deck after deck into text, which takes it some minutes with all the pictures, and sends it, for days and nights; it
    dies when a file is broken, and stands still until somebody starts it again hours later. The cards are put on the
    intranet when all are there. A deck is one call."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=5)
    card, minutes = round(w.about(1_000)), w.about(7)
    at, decks = w.launches(9, OFFICE)[0], w.count(280, factor=1.3)
    for number in range(decks):
        at = client.call(at, card + min(50_000, w.tokens(6_800, 0.6)), min(1_500, w.tokens(480, 0.3)))
        at += w.draw(minutes, 0.6) * MINUTE_S
        if number and w.rng.random() < 0.008:
            at += w.draw(9 * HOUR_S, 0.5)


@kind("batchable")
def positions_of_tenders_matched(w: World) -> None:
    """An engineering office holds the bills of quantities of old tenders against its own price book: a notebook goes
    through the positions, twenty-five a prompt with the trade's part of the book in front and marked for the cache, one
    prompt after the other with half a second of sleep. Cells are run again after a mistake, on another trade after a
    meeting. The price index is for the next year. No prompt needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=2)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at = start
        for _ in range(w.rng.randint(1, 3)):
            book = Prefix(w.tokens(4_200, 0.3))
            rows: list[Row] = [
                partial(_positions, w=w, call=partial(book.call, client)) for _ in range(w.count(36, factor=1.6))
            ]
            if w.rng.random() < 0.3:
                at = loop(w, at, rows[: w.rng.randint(1, len(rows))], between_s=0.5) + w.draw(6 * MINUTE_S, 0.8)
            at = loop(w, at, rows, between_s=0.5) + w.draw(7 * MINUTE_S, 0.8)


def _positions(at: float, w: World, call: Callable[[float, int, int], float]) -> float:
    return call(at, w.tokens(1_050, 0.25), min(3_000, w.tokens(800, 0.15)))
