"""Nobody waits for the single answer: what engineers start by hand - partitions that are filled in, a frame in a cell,
actors, a chain, a slow queue, columns of made-up rows."""

from functools import partial
from heapq import heapify, heappop, heappush

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def partitions_filled_in_from_a_launchpad(w: World) -> None:
    """An asset is new, and a data engineer selects the last quarter and presses the button: a run for each day, three
    or four at once, each waits for its container, then puts the day's rows through a pool of four. Five days first, to
    see. Runs that failed are started again together when somebody has seen it. When the prompt is better all is filled
    in once more a week later. It is history; no row needs another, and the model of it is trained next month."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=3, trouble=Trouble(0.004, 4, 0.3))
    runs, threads, rules = w.pick(2, 3, 4, 8), w.pick(2, 4, 4), round(w.about(800))

    def row(at: float) -> float:
        return client.call(at, rules + min(4_000, w.tokens(380, 0.6)), min(400, w.tokens(95, 0.35)))

    def day(at: float, rows: int) -> float:
        return pool(w, at + 12 + w.draw(25, 0.4), [row] * rows, threads, between_s=0.03) + w.draw(5, 0.4)

    first = min(w.launches(3, OFFICE)[0], 18 * DAY_S)
    for number in range(2):
        start = first + number * w.rng.uniform(5, 9) * DAY_S
        days: list[Row] = [partial(day, rows=w.count(13, factor=1.7)) for _ in range(90)]
        tried = pool(w, start, days[:5], runs) + w.draw(14 * MINUTE_S, 0.6)
        end = pool(w, tried, days, runs, between_s=3.0)
        failed = [one for one in days if w.rng.random() < 0.06]
        if failed:
            pool(w, end + w.draw(50 * MINUTE_S, 0.9), failed, runs, between_s=3.0)


@kind("batchable")
def frame_of_polars_in_an_async_cell(w: World) -> None:
    """An analyst has a column of texts in a frame and a cell with a semaphore and a gather, bar above it: the first
    twenty rows, the prompt is changed, twenty again, then all of them; what came back empty is asked for once more in
    another cell. Four hundred reviews on one day, another supplier's on the next. Between, the frame is looked at and
    plotted. The slides are for later in the week; all rows are known before the first is sent."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=300, retries=2, trouble=Trouble(0.008, 3, 0.35))
    width = w.pick(8, 10, 20, 30)
    for start in w.launches(w.rng.randint(7, 10), OFFICE):
        at, prompt, text = start, w.tokens(420, 0.4), w.tokens(260, 0.4)

        def row(at: float, prompt: int = prompt, text: int = text) -> float:
            return client.call(at, prompt + min(3_000, w.tokens(text, 0.6)), min(300, w.tokens(64, 0.35)))

        for _ in range(w.rng.choice((1, 2, 2, 3))):
            at = pool(w, at, [row] * min(20, w.count(20)), width) + w.draw(4 * MINUTE_S, 0.8)
        rows = w.count(360, factor=1.7)
        at = pool(w, at, [row] * rows, width) + w.draw(3 * MINUTE_S, 0.8)
        empty = round(rows * w.rng.uniform(0, 0.04))
        if empty:
            pool(w, at, [row] * empty, width)


@kind("batchable")
def corpus_through_actors_of_a_cluster(w: World) -> None:
    """A machine-learning team puts a corpus through actors of a cluster for a classifier's training set: map over
    batches of eight or sixteen, an actor sends a batch at once and takes the next when the slowest is there; two actors
    at first, and more as machines come up. A machine that is taken away has its batch done again elsewhere. Three runs
    in the month, each of an hour or less. Training starts days later and no row needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=6, trouble=Trouble(0.006, 4, 0.3))
    size, most, rules = w.pick(8, 8, 16), w.pick(4, 8, 12), round(w.about(560))

    def row(at: float) -> float:
        return client.call(at, rules + min(4_000, w.tokens(620, 0.6)), min(400, w.tokens(85, 0.4)))

    for start in w.launches(3, OFFICE):
        begun = start + 30 + w.draw(60, 0.4)
        actors = [begun + (0.0 if number < 2 else (number - 1) * w.draw(40, 0.3)) for number in range(most)]
        heapify(actors)
        left = w.count(900, factor=1.5)
        while left > 0:
            at = heappop(actors)
            some = min(size, left)
            end = at_once(w, at, [row] * some) + w.draw(0.15, 0.4)
            if w.rng.random() < 0.01:
                end += w.draw(70, 0.4)  # the machine is gone, and another one comes up
            else:
                left -= some
            heappush(actors, end)


@kind("batchable")
def mails_put_through_a_chain_in_batch(w: World) -> None:
    """A consultant pulls the terms of orders out of a client's old mails with a chain that gives a structured output: a
    list goes in by hundreds, batch with five at a time, a file is written after each hundred. What cannot be parsed
    goes to the model once more with the complaint. Run in the afternoon for a mailbox or two, stopped when the laptop
    is shut, gone on with next day. The count is due at the month's end, and each mail is its own."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_000, retries=2)
    rules, width = round(w.about(890)), w.pick(5, 5, 10)

    def mail(at: float) -> float:
        asked, said = rules + min(9_000, w.tokens(640, 0.8)), min(1_000, w.tokens(175, 0.4))
        end = client.call(at, asked, said, stop="tool_use", tools=1)
        if w.rng.random() < 0.03:
            end = client.call(end + 0.02, asked + said + 140, said, stop="tool_use", tools=1)
        return end

    for start in w.launches(w.rng.randint(5, 7), OFFICE):
        mails, at = w.count(230, factor=1.6), start
        shut = w.rng.randint(1, mails) if w.rng.random() < 0.35 else mails
        for part in (shut, mails - shut):
            for first in range(0, part, 100):
                at = pool(w, at, [mail] * min(100, part - first), width, between_s=0.01) + w.draw(0.4, 0.5)
            at += w.rng.uniform(14, 22) * HOUR_S


@kind("batchable")
def accounts_through_a_low_queue(w: World) -> None:
    """A web shop for firms gives each old account a summary of what it buys: a task puts all ids into the lowest queue
    of its workers, who take one when mails and invoices leave room - a few a minute by day, more by night. A job that
    failed comes back after some seconds, then after minutes. A deploy stops all for a moment, the job that ran is begun
    again. A day or three it takes; the field is shown from next month on and each account is one call."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=600, retries=0, trouble=Trouble(0.01, 5, 0.3))
    workers, rules, deploys = w.pick(3, 5, 5), round(w.about(710)), w.launches(30, OFFICE)
    pause_s, shift = w.about(260, 1.5), w.rng.randrange(24)

    def account(at: float) -> float:
        asked, said = rules + min(9_000, w.tokens(950, 0.7)), min(600, w.tokens(170, 0.35))
        for attempt in range(6):
            deploy = next((one for one in deploys if 0 < one - at < 3), None)
            if deploy is not None:
                at = client.abort(at, asked, said, deploy - at) + w.draw(25, 0.4)
            at = client.call(at, asked, said)
            if not w.calls or w.calls[-1].status != "errored":
                break
            at += attempt**4 + 15 + w.rng.random() * 10 * (attempt + 1)
        is_busy = 8 <= (at // HOUR_S + shift) % 24 < 20
        return at + w.draw(pause_s if is_busy else pause_s / 3, 0.9)

    start = min(w.launches(2, OFFICE)[0], 20 * DAY_S)
    accounts = w.count(2_300, factor=1.25)
    pool(w, start, [account] * accounts, workers, between_s=0.1)


@kind("batchable")
def columns_filled_for_made_up_rows(w: World) -> None:
    """A tool for synthetic data fills a table column by column: questions out of sampled seeds, then answers to all of
    them, then a judge over each, a buffer of a hundred rows at a time and so many requests at once. A look at ten rows
    comes before each run. Four or five runs in two weeks, until the set is good enough to be trained on. A column needs
    the one before; but within it every row stands by itself, and it may all take a night."""
    asker = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=5, trouble=Trouble(0.005, 3, 0.3))
    writer = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=5, trouble=Trouble(0.005, 3, 0.3))
    judge = w.client(w.model(SMALL, LARGE, OLDER), max_tokens=300, retries=5, trouble=Trouble(0.005, 3, 0.3))
    width, rules = w.pick(4, 8, 16), round(w.about(310))

    def buffer(at: float, rows: int) -> float:
        asked = [w.tokens(70, 0.4) for _ in range(rows)]
        said = [min(1_500, w.tokens(380, 0.5)) for _ in range(rows)]
        columns: tuple[list[Row], ...] = (
            [partial(asker.call, input_tokens=rules + w.tokens(80, 0.3), output_tokens=one) for one in asked],
            [
                partial(writer.call, input_tokens=rules + one, output_tokens=out)
                for one, out in zip(asked, said, strict=True)
            ],
            [partial(judge.call, input_tokens=540 + out, output_tokens=w.tokens(85, 0.3)) for out in said],
        )
        for column in columns:
            at = pool(w, at, column, width, between_s=0.01) + w.draw(0.5, 0.4)
        return at

    for start in w.launches(w.rng.randint(4, 5), OFFICE):
        at = buffer(start, min(10, w.count(10))) + w.draw(8 * MINUTE_S, 0.8)
        left = w.count(200, factor=1.5)
        while left > 0:
            at = buffer(at, min(100, left)) + w.draw(0.8, 0.4)
            left -= 100
