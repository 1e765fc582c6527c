"""Nobody waits for the single answer: what a batch is for."""

from norush.accuracy.calendar import DAY_S, EVERY_DAY, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, at_once, chunks, loop, paced, pool, rows_of
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Trouble, World


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


@kind("batchable")
def regression_suite(w: World) -> None:
    """After each nightly build a set of prompts is answered, and every answer judged by three models side by side. A
    red board in the morning is soon enough."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    judges = [w.client(model, max_tokens=200) for model in (SMALL, MIDDLE, LARGE)]
    workers = w.pick(5, 10)

    def row(at: float) -> float:
        answer = w.tokens(330, 0.4)
        end = client.call(at, 700 + w.tokens(350, 0.6), answer) + 0.01
        return max(one.call(end, 900 + answer, w.tokens(45, 0.4)) for one in judges)

    count = w.count(26)
    for start in w.timer((1,), weekdays=WEEKDAYS, late_s=240):
        pool(w, start, [row] * count, workers)


@kind("batchable")
def tenants_in_turn(w: World) -> None:
    """A nightly summary for each of a dozen customers, each with a timer of its own between one and four, so that
    the database can breathe: a dozen small jobs a night."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=900)
    for _ in range(12):
        rows = w.count(9, factor=2.5)
        for start in w.timer((w.rng.randrange(1, 4),), w.rng.randrange(60), late_s=6):
            pool(w, start, rows_of(client, max(1, round(rows * w.rng.uniform(0.6, 1.4))), 1_300, 190), 2)


@kind("batchable")
def sweep_in_an_afternoon(w: World) -> None:
    """A script tries eight prompts on the same examples, one prompt after the other, and works out a score between
    them; started by hand after lunch, looked at the next day."""
    client = w.client(w.model(LARGE, MIDDLE, SMALL), max_tokens=600)
    examples, workers = w.count(130), w.pick(8, 12, 25)
    for start in w.launches(2, OFFICE):
        at = start
        for _ in range(w.rng.randint(5, 8)):
            rows = rows_of(client, examples, 430, 95, fixed=w.rng.randint(300, 1_500))
            at = pool(w, at, rows, workers) + w.draw(25, 0.8)


@kind("batchable")
def when_upstream_is_done(w: World) -> None:
    """A daily classification that begins when another job has ended, which may be at two or at nine: no clock shows.
    A pool."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120)
    count, workers = w.count(85), w.pick(4, 8, 16)
    for start in w.timer((2,), weekdays=EVERY_DAY):
        late = w.rng.gammavariate(2.0, 1.4) * HOUR_S
        pool(w, start + late, rows_of(client, max(3, round(count * w.rng.uniform(0.5, 1.6))), 1_050, 34), workers)


@kind("batchable")
def notebook_apply(w: World) -> None:
    """A data scientist maps a function over a frame, one row after the other, stops it after thirty rows, changes
    the prompt, runs it again, and at last lets it run to the end over lunch. By day, by hand; nobody needs a
    single row."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=500)
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        at = start
        for _ in range(w.rng.randint(1, 4)):
            at = loop(w, at, rows_of(client, w.rng.randint(8, 35), 620, 85), 0.002) + 40 + w.draw(150, 0.8)
        loop(w, at, rows_of(client, w.count(240), 620, 85), 0.002)


@kind("batchable")
def digest_for_each_user(w: World) -> None:
    """At dawn a script goes through all users: a summary of their week, then a subject line for it, then the next
    user. Chains of two in one loop; the mail goes out at nine."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600)
    count = w.count(190)

    def row(at: float) -> float:
        written = w.tokens(170, 0.35)
        end = client.call(at, 400 + w.tokens(900, 0.7), written) + w.draw(0.01, 0.5)
        return client.call(end, 130 + written, w.tokens(11, 0.3))

    for start in w.timer((5,), weekdays=(w.rng.randrange(5),)):
        loop(w, start, [row] * count, 0.04)


@kind("batchable")
def long_documents_written(w: World) -> None:
    """Thousands of words a row, by a client that looks for the rate the provider bears: more workers while all is
    well, half as many after a 429. Runs for hours, on two or three days."""
    client = w.client(
        w.model(LARGE, MIDDLE), streamed=w.rng.random() < 0.5, max_tokens=8_000, retries=4, trouble=Trouble(0.03)
    )
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        adaptive(w, start, rows_of(client, w.count(230), 1_300, 2_600, out_sigma=0.3), w.pick(20, 40))


@kind("batchable")
def functions_in_a_cloud(w: World) -> None:
    """A file lands at night, a queue fills with its rows, and as many functions as the account allows take one each;
    a cold start delays some by seconds. Thirty at once, the next when one is done."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    limit = w.pick(10, 30)
    row = rows_of(client, 1, 900, 140, fixed=350)[0]
    for start in w.timer((w.pick(0, 3, 20),), weekdays=w.pick(WEEKDAYS, (0, 3))):
        # a function is started, loads its libraries, and then asks
        rows: list[Row] = [lambda at: row(at + w.draw(0.25, 0.9))] * w.count(95)
        pool(w, start, rows, limit, between_s=0.15)


@kind("batchable")
def partitions_of_a_cluster(w: World) -> None:
    """A cluster splits a table into partitions, each of which goes through its rows one after the other; eight run
    at a time, some are long. Late in the week, for a dashboard."""
    client = w.client(w.model(SMALL), max_tokens=64)
    for start in w.timer((19,), weekdays=(3, 4)):

        def partition(at: float) -> float:
            return loop(w, at, rows_of(client, max(2, w.tokens(16, 0.8)), 750, 14), 0.004)

        pool(w, start, [partition] * w.count(24), 8, between_s=0.8)


@kind("batchable")
def close_of_the_month(w: World) -> None:
    """On the first working days of the month all contracts are read once, by a pool, over an evening. Once, and not
    again until next month: no schedule shows."""
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), max_tokens=3_000)
    start = (1 + w.rng.randrange(3)) * DAY_S + (17 + 3 * w.rng.random()) * HOUR_S
    pool(w, start, rows_of(client, w.count(900), 7_500, 420, sigma=0.6), w.pick(4, 7, 12))


@kind("batchable")
def captions_through_a_gateway(w: World) -> None:
    """Pictures get captions by four workers through a gateway that notes both times when it gets round to it: no
    start follows an end."""
    w.clock = "late"
    client = w.client(w.model(MIDDLE, SMALL), streamed=True, max_tokens=200)
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        pool(w, start, rows_of(client, w.count(320), 1_560, 70, sigma=0.1), w.pick(1, 4, 10), between_s=0.08)


@kind("batchable")
def minute_quota(w: World) -> None:
    """A job with a quota of so many calls a minute: it sends them as fast as it can, and sleeps until the minute is
    over. Nightly."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=700)
    quota = w.pick(20, 30, 50)
    for start in w.timer((w.pick(2, 21),), weekdays=WEEKDAYS):
        left, at = w.count(95), start
        while left > 0:
            end = at_once(w, at, rows_of(client, min(quota, left), 980, 180), within_s=2.5)
            left -= quota
            at = max(end, at + 60.0)


@kind("batchable")
def steady_simulation(w: World) -> None:
    """A survey among invented people: one call every two seconds with some jitter, day and night for half a week,
    set off once."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    count = w.count(2_400)
    every = w.pick(8.0, 20.0, 45.0)
    paced(w, w.rng.uniform(0.05, 0.6) * w.month.length_s, rows_of(client, count, 640, 75, sigma=0.2), every, noise=0.2)


@kind("batchable")
def nightly_chunks_of_embeddings(w: World) -> None:
    """Titles are put into classes at night, fifty at once, then the next fifty: answers of one token."""
    client = w.client(w.model(SMALL), max_tokens=4)
    for start in w.timer((2, 3)[: w.rng.randint(1, 2)], weekdays=EVERY_DAY):
        chunks(w, start, rows_of(client, w.count(110), 190, 1, fixed=260, out_sigma=0.05), 50)


@kind("batchable")
def new_rows_each_hour(w: World) -> None:
    """About ten new records each hour of the working day, one after the other; in a table by evening."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=500)
    minute = w.rng.randrange(60)
    for start in w.timer(tuple(range(7, 21)), minute, weekdays=WEEKDAYS, late_s=12):
        if w.rng.random() < min(1.0, w.scale):
            loop(w, start, rows_of(client, max(2, w.tokens(10, 0.35)), 1_150, 140), 0.05)


@kind("batchable")
def odd_cases_at_night(w: World) -> None:
    """A dozen odd cases of the day, at half past eleven, all at once; somebody looks at them in the morning."""
    client = w.client(w.model(LARGE, MIDDLE), max_tokens=1_000)
    for start in w.timer((23,), 30, late_s=40):
        if w.rng.random() < min(1.0, 0.5 + w.scale):
            at_once(w, start, rows_of(client, max(3, w.tokens(11, 0.25)), 2_200, 330), within_s=0.1)


@kind("batched")
def batch_with_long_waits(w: World) -> None:
    """Results of the Batch API, read by a poller that looks every ten minutes and logs all of a file at once."""
    client = w.client(w.model(MIDDLE, SMALL, LARGE), max_tokens=2_000, tier="batch")
    for start in w.launches(w.rng.randint(6, 10), OFFICE):
        at = start + (w.rng.uniform(0.3, 12) * HOUR_S // 600 + 1) * 600
        for _ in range(w.count(130)):
            at += w.rng.expovariate(1 / 0.0006)
            client.fetch(at, w.tokens(1_500, 0.5), w.tokens(240, 0.5))
