"""Nobody waits for the single answer: what somebody starts by hand in a notebook, a script or a cluster."""

from functools import partial

from norush.accuracy.calendar import DAY_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def batch_of_a_chain_in_a_notebook(w: World) -> None:
    """An analyst has interviews summed up with LangChain in a notebook: a handful first to see whether the prompt will
    do, then `batch` over all with a concurrency of five, and goes for lunch. Some days later the same with another
    question. The summaries go into a study; each interview is one call of its own, and none of them is waited for."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_024, retries=5)
    width = w.pick(4, 5, 10)
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        question, asked = w.tokens(420, 0.4), w.tokens(260, 0.3)

        def interview(at: float, question: int = question, asked: int = asked) -> float:
            return client.call(at, question + min(15_000, w.tokens(2_700, 0.5)), min(1_024, w.tokens(asked, 0.3)))

        rows: list[Row] = [interview] * w.count(130, factor=1.5)
        tried = pool(w, start, rows[:5], width)
        pool(w, tried + w.draw(240, 0.7), rows, width)


@kind("batchable")
def loop_over_a_data_frame(w: World) -> None:
    """Somebody in controlling fills a column of a data frame with a plain for loop and a bar of progress: one call,
    then the next, for an hour or three of an office day. Now and then an error ends the cell, or the notebook is
    closed, and the rest is run after a while. The column is used when it is full; no row needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400)
    for start in w.launches(w.rng.randint(4, 7), OFFICE):
        prompt, said, at = w.tokens(900, 0.4), w.tokens(120, 0.4), start
        rows: list[Row] = [
            partial(client.call, input_tokens=prompt + w.tokens(360, 0.8), output_tokens=min(400, w.tokens(said, 0.3)))
            for _ in range(w.count(260, factor=1.6))
        ]
        while rows:
            until = len(rows) if w.rng.random() < 0.6 else w.rng.randint(1, len(rows))
            at = loop(w, at, rows[:until], between_s=0.03) + w.draw(11 * MINUTE_S, 0.8)
            del rows[:until]


@kind("batchable")
def three_years_of_tickets(w: World) -> None:
    """A firm has a new tree of categories, and all tickets of three years are put into it: a script for a quarter of a
    year at a time, started by hand, three quarters of a year to a sitting within two weeks, many calls at once and a
    waiting time when the limit is hit. Reports by the new tree begin next month. A ticket is one call, and none needs
    another."""
    trouble = Trouble(share=0.015, bad_hours=4, bad_share=0.4)
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=5, trouble=trouble)
    width, tree = w.pick(8, 16, 25), round(w.about(1_500))

    def ticket(at: float) -> float:
        return client.call(at, tree + min(6_000, w.tokens(380, 0.8)), w.tokens(52, 0.25), stop="tool_use", tools=1)

    at = 0.0
    for start in sorted(start % (14 * DAY_S) for start in w.launches(4, OFFICE)):
        at = max(at, start)
        for _ in range(3):
            rows: list[Row] = [ticket] * w.count(215, factor=1.3)
            at = pool(w, at, rows, width, between_s=0.008) + w.draw(9 * MINUTE_S, 0.6)


@kind("batchable")
def questions_made_from_manuals(w: World) -> None:
    """To fine-tune a small model and to test a search, questions with answers are made from pieces of manuals: a piece
    goes in, five pairs come out, sixteen threads. A run ends in a file that somebody looks into for an afternoon; then
    the prompt is bettered and all of it is made once more. Pieces are independent, and the file is for later."""
    client = w.client(w.model(MIDDLE, MIDDLE, OLDER), max_tokens=2_048, retries=4)
    threads, piece = w.pick(8, 16, 16), w.pick(700, 1_000, 1_400)

    def pairs(at: float) -> float:
        return client.call(at, 640 + min(piece, w.tokens(piece, 0.3)), min(2_048, w.tokens(620, 0.3)))

    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        rows: list[Row] = [pairs] * w.count(330, factor=1.5)
        pool(w, start, rows, threads, between_s=0.01)


@kind("batchable")
def contracts_by_indexed_pods(w: World) -> None:
    """All running contracts of a landlord are read anew when lawyers have changed the list of clauses: a Kubernetes job
    of ten pods, five at a time, each with its part of the list and two threads. A pod that dies is started again and
    skips what it has stored. The clauses are in a table for next week's meeting; a contract is one call."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=2_500, retries=3)

    def contract(at: float) -> float:
        return client.call(at, 1_900 + min(120_000, w.tokens(9_500, 0.7)), min(2_500, w.tokens(700, 0.35)))

    def pod(at: float, contracts: int) -> float:
        rows: list[Row] = [contract] * contracts
        dies = w.rng.randrange(contracts) if w.rng.random() < 0.07 else contracts
        end = pool(w, at + w.draw(14, 0.4), rows[:dies], 2, between_s=0.1)
        return end if dies == contracts else pool(w, end + 10 + w.draw(25, 0.4), rows[dies:], 2, between_s=0.1)

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        pods: list[Row] = [partial(pod, contracts=w.count(15, factor=1.1)) for _ in range(10)]
        pool(w, start, pods, 5, between_s=2.0)


@kind("batchable")
def metadata_for_an_index(w: World) -> None:
    """A pipeline of LlamaIndex reads the intranet on Sundays, and again when it was built anew: for each node a summary
    is asked for, then for each its key words, then for each three questions that it answers; one kind after the other
    over all nodes, four jobs at a time. The index is swapped when all is there. No node needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=512)
    workers, size = w.pick(4, 4, 8), w.pick(512, 1_024)
    for start in (*w.timer((w.pick(1, 5, 12),), weekdays=(6,)), *w.launches(w.rng.randint(1, 2), OFFICE)):
        nodes = [min(size, w.tokens(0.9 * size, 0.25)) for _ in range(w.count(165, factor=1.5))]
        at = start + w.draw(30, 0.6)
        for prompt, said in ((70, 130), (60, 22), (180, 85)):
            rows: list[Row] = [
                partial(client.call, input_tokens=prompt + node, output_tokens=w.tokens(said, 0.25)) for node in nodes
            ]
            at = pool(w, at, rows, workers, between_s=0.008) + w.draw(0.5, 0.5)
