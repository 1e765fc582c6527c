"""Nobody waits for the single answer: what a batch is for."""

from norush.accuracy.calendar import DAY_S, EVERY_DAY, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, chunks, loop, paced, pool, rows_of
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World


@kind("batchable")
def nightly_eval(w: World) -> None:
    """An evaluation set run every night by a pool of workers; the scores are read in the morning."""
    client = w.client(w.model(LARGE, MIDDLE, SMALL), max_tokens=1_024)
    count, workers = w.count(60), w.pick(4, 8, 12, 20)
    for start in w.timer((w.pick(0, 1, 2, 3, 22, 23),), weekdays=w.pick(WEEKDAYS, EVERY_DAY)):
        pool(w, start, rows_of(client, count, 320, 240, fixed=600), workers)


@kind("batchable")
def eval_by_day(w: World) -> None:
    """A researcher starts an evaluation by hand, now and then, in office hours, and does something else until it is
    done."""
    for start in w.launches(w.rng.randint(5, 9), OFFICE):
        client = w.client(w.model(LARGE, MIDDLE), max_tokens=2_048, streamed=w.rng.random() < 0.3)
        pool(w, start, rows_of(client, w.count(220), 700, 350), w.pick(6, 10, 16, 32))


@kind("batchable")
def weekly_report(w: World) -> None:
    """A loop over a list of accounts on Monday mornings, one after the other; the report is mailed when it is done."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    count = w.count(260)
    for start in w.timer((5,), weekdays=(0,)):
        loop(w, start, rows_of(client, count, 2_600, 420))


@kind("batchable")
def hourly_etl(w: World) -> None:
    """New records are classified every hour, some dozens by four workers; the table is read the next day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=256)
    hours = w.pick(tuple(range(24)), tuple(range(6, 22)))
    base = w.about(5)
    for start in w.timer(hours, late_s=8):
        rows = max(1, round(base * w.scale * w.rng.uniform(0.4, 1.6)))
        pool(w, start, rows_of(client, rows, 700, 40, fixed=900), 4)


@kind("batchable")
def backfill_over_days(w: World) -> None:
    """A column is filled for all old records, once: every ten minutes a page of them by five workers, for two or
    three days, so that the quota is not used up. Old records are in no hurry."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=512)
    at = w.rng.uniform(0.1, 0.7) * w.month.length_s
    days, every = w.rng.uniform(1.5, 3), w.pick(300.0, 600.0, 900.0)
    page = max(5, round(w.count(3_000) / (days * DAY_S / every)))
    while days > 0:
        end = pool(w, at, rows_of(client, page, 900, 120, fixed=500), 5)
        days -= every / DAY_S
        at = max(at + every, end) + w.rng.random()


@kind("batchable")
def streamed_bulk(w: World) -> None:
    """Synthetic data by a library that always streams; nobody reads along. A pool of workers, launched by hand."""
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        client = w.client(w.model(LARGE, MIDDLE, LARGE_OLDER), streamed=True, max_tokens=2_048)
        pool(w, start, rows_of(client, w.count(380), 450, 700, out_sigma=0.6), w.pick(8, 16, 24))


@kind("batchable")
def paced_by_a_limiter(w: World) -> None:
    """A nightly job behind a client-side rate limit: a call every few seconds, whether or not the last one has
    ended."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_024)
    every = w.pick(1.0, 2.0, 3.0, 6.0)
    for start in w.timer((w.rng.randrange(24),), weekdays=WEEKDAYS):
        paced(w, start, rows_of(client, w.count(75), 1_200, 300), every)


@kind("batchable")
def gather_in_chunks(w: World) -> None:
    """A script that gathers slices of ten or twenty and waits for the slowest of each; a nightly tagging."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    size = w.pick(5, 10, 20)
    for start in w.timer((3,), weekdays=w.pick(WEEKDAYS, (1, 3))):
        chunks(w, start, rows_of(client, w.count(140), 800, 60, fixed=400), size)


@kind("batchable")
def rows_then_judge(w: World) -> None:
    """Each row is answered and the answer judged by another call: chains of two, many rows at once. The rows need no
    one."""
    small, judge = w.client(w.model(MIDDLE, OLDER), max_tokens=1_024), w.client(w.model(LARGE, MIDDLE), max_tokens=512)

    def row(at: float) -> float:
        answer = w.tokens(280, 0.5)
        end = small.call(at, 250 + w.tokens(300, 0.5), answer)
        return judge.call(end + w.draw(0.004, 0.5), 700 + answer + w.tokens(300, 0.4), w.tokens(60, 0.5))

    rows: list[Row] = [row] * w.count(110)
    workers = w.pick(8, 16)
    for start in w.launches(w.rng.randint(6, 10), OFFICE):
        pool(w, start, rows, workers)


@kind("batchable")
def one_job_three_models(w: World) -> None:
    """The same set put to three models, each with a pool of its own, to compare them. Nobody waits for a row."""
    count = w.count(120)
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        for model in (SMALL, MIDDLE, LARGE):
            client = w.client(model, max_tokens=1_024)
            pool(w, start + w.rng.random() * 3, rows_of(client, count, 600, 260), w.pick(4, 8))


@kind("batchable")
def ten_rows_an_hour(w: World) -> None:
    """A small scheduled job: about ten rows each hour by two workers, for a table that is read once a day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    when = w.rng.randrange(60)
    for start in w.timer(tuple(range(24)), when):
        if w.rng.random() < min(1.0, w.scale):
            pool(w, start, rows_of(client, w.rng.randint(7, 13), 850, 110, fixed=300), 2)


@kind("batchable")
def ten_rows_a_day(w: World) -> None:
    """Ten rows every morning before anybody is up, by three workers: yesterday's odd cases, for a table."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=800)
    for start in w.timer((4,), late_s=15):
        if w.rng.random() < min(1.0, 0.5 + w.scale):
            pool(w, start, rows_of(client, w.rng.randint(7, 13), 1_600, 280), 3)


@kind("batched")
def batch_results(w: World) -> None:
    """Results of the Batch API, logged one after the other as the results file is read some hours after it was sent."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_024, tier="batch")
    for start in w.timer((1,), weekdays=WEEKDAYS):
        at = start + w.rng.uniform(0.5, 4) * 3_600
        for _ in range(w.count(60)):
            at += w.rng.expovariate(1 / 0.002)
            client.fetch(at, w.tokens(1_100, 0.4), w.tokens(300, 0.4))
