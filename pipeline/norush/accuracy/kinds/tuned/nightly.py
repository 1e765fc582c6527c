"""Nobody waits for the single answer: what cron, Airflow, dbt and task queues send at night and each week."""

from functools import partial

from norush.accuracy.calendar import HOME, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def reviews_of_yesterday(w: World) -> None:
    """A cron job of a shop puts each review of the day before into a form: mood, topics, whether somebody should call.
    One Python process with asyncio and a semaphore of five to twenty, a forced tool for the form, one call for a review
    and none that needs another. Buyers look at a dashboard when they come in, or on Thursdays, so nobody waits."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=512)
    width, guide = w.pick(5, 10, 10, 20), round(w.about(1_400))

    def review(at: float) -> float:
        return client.call(at, guide + w.tokens(110, 0.8), w.tokens(130, 0.3), stop="tool_use", tools=1)

    for start in w.timer((w.pick(1, 2, 3),)):
        rows: list[Row] = [review] * w.count(75, factor=1.7)
        pool(w, start + w.draw(6, 0.5), rows, width)


@kind("batchable")
def invoices_through_airflow(w: World) -> None:
    """A DAG waits until the scanned invoices of the day are in the bucket, then one task reads them with a thread pool:
    pages as pictures, lines and totals back. Where the task is killed, Airflow starts it again five minutes later, and
    it goes on with what has no row yet. Bookkeepers open the list in the course of the next day: each invoice stands by
    itself and no one waits for it."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    threads, prompt = w.pick(4, 8, 8), round(w.about(1_200))

    def invoice(at: float) -> float:
        pages = w.rng.choices((1, 2, 3, 6), (5, 4, 2, 1))[0]
        return client.call(at, prompt + pages * w.pick(1_440, 1_590), min(2_000, w.tokens(310 + 60 * pages, 0.4)))

    for start in w.timer((w.pick(2, 3, 5),), minute=0, weekdays=(1, 2, 3, 4, 5), late_s=9):
        rows: list[Row] = [invoice] * w.count(40, factor=1.7)
        at = start + w.draw(240, 0.8)
        done = w.rng.randrange(len(rows)) if w.rng.random() < 0.06 else len(rows)
        end = pool(w, at, rows[:done], threads, between_s=0.03)
        if done < len(rows):
            pool(w, end + 5 * MINUTE_S + w.draw(8, 0.5), rows[done:], threads, between_s=0.03)


@kind("batchable")
def labels_after_dbt(w: World) -> None:
    """When dbt is through before dawn, a Spark job labels what is new in a table of customers' texts by a function over
    partitions: each task goes through its rows one after the other, as many tasks as there are cores, and the next
    partition when a core is free. The labels feed a model of churn that is read by the week."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=100, retries=3)
    cores, prompt = w.pick(4, 8, 16), round(w.about(900))

    def partition(at: float, rows: int) -> float:
        at += w.draw(1.1, 0.5)
        for _ in range(rows):
            at = client.call(at, prompt + w.tokens(260, 0.8), w.tokens(34, 0.3)) + w.draw(0.003, 0.5)
        return at

    for start in w.timer((4,), minute=30, late_s=6):
        rows: list[Row] = [partial(partition, rows=w.tokens(7, 0.3)) for _ in range(w.count(14, factor=1.5))]
        pool(w, start + w.draw(900, 0.4), rows, cores, between_s=0.3)


@kind("batchable")
def accounts_on_monday(w: World) -> None:
    """A vendor of software has a page on each customer written before Monday's meeting: use, tickets, invoices and open
    ends go in, a report comes out, customer after customer in a for loop that tries again by itself. It takes half an
    hour at dawn and could take the Sunday; no page needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=5)
    customers = [w.tokens(6_200, 0.5) for _ in range(w.count(120))]
    for start in w.timer((w.pick(4, 5, 6),), weekdays=(0,)):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=850 + round(facts * w.rng.uniform(0.85, 1.2)),
                output_tokens=min(2_000, w.tokens(640, 0.25)),
            )
            for facts in customers
        ]
        loop(w, start, rows, between_s=0.4)


@kind("batchable")
def calls_scored_by_night(w: World) -> None:
    """A call centre has each recorded call of the day scored against a list of twelve points, when the transcripts are
    there at night: five at a time, the list before the transcript, in some houses with a mark for the cache. Team
    leaders look at scores in their talks of the week, so that a call may be scored the next day."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_000)
    points, is_cached = round(w.about(2_300, 1.2)), w.rng.random() < 0.5
    warm_from, warm_until = 0.0, 0.0

    def talk(at: float) -> float:
        nonlocal warm_from, warm_until
        spoken, said = min(30_000, w.tokens(1_900, 0.8)), w.tokens(330, 0.25)
        if not is_cached:
            return client.call(at, points + spoken, said)
        is_warm = warm_from <= at < warm_until
        read = points if is_warm else 0
        end = client.call(at, spoken, said, read=read, write=points - read)
        if at >= warm_until:  # those that begin before it has answered write the list too
            warm_from = end
        warm_until = at + 290
        return end

    for start in w.timer((w.pick(21, 22, 23),), minute=30, weekdays=(0, 1, 2, 3, 4, 5)):
        rows: list[Row] = [talk] * w.count(48, factor=1.5)
        pool(w, start + w.draw(20, 0.6), rows, w.pick(5, 5, 8), between_s=0.02)


@kind("batchable")
def reported_posts_through_celery(w: World) -> None:
    """What members of a forum have reported by day lies in a table until a beat of Celery puts all of it into the queue
    at night; two or four workers take a task each, and each worker may take only so many a minute. Moderators work
    through the list by its marks when they come in. A post that must go at once is not in it: it was hidden when it was
    reported."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    workers, every_s, policy = w.pick(2, 3, 4), w.pick(2.0, 3.0, 6.0), round(w.about(1_800))
    reported = w.arrivals(64, HOME)
    last = 0.0
    for start in w.timer((w.pick(1, 2, 4),), minute=0, late_s=3):
        waiting = sum(last <= at < start for at in reported)
        last = start
        for worker in range(workers):
            at = start + 0.3 + worker * w.rng.random()
            for _ in range(waiting // workers + (worker < waiting % workers)):
                end = client.call(at, policy + w.tokens(190, 0.8), w.tokens(74, 0.35))
                at = max(end + w.draw(0.02, 0.5), at + every_s)


@kind("batchable")
def leads_enriched_with_back_off(w: World) -> None:
    """The leads of the day get an industry, a size and two lines on what the firm sells, from the text of its page. The
    account is of a low tier: a fifth of what five workers send is turned away, and each waits twice as long as before,
    up to seven times. Sellers have the list in their CRM the next morning; each lead is one call by itself."""
    trouble = Trouble(share=0.19, bad_hours=8, bad_share=0.6)
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=600, retries=7, trouble=trouble)
    workers = w.pick(4, 5, 8)

    def lead(at: float) -> float:
        page = min(12_000, w.tokens(2_600, 0.7))
        return client.call(at, 520 + page, w.tokens(190, 0.3), stop="tool_use", tools=1)

    for start in w.timer((w.pick(22, 23, 0),), weekdays=WEEKDAYS):
        rows: list[Row] = [lead] * w.count(52, factor=1.6)
        pool(w, start, rows, workers, between_s=0.02)


@kind("batchable")
def catalogue_in_four_languages(w: World) -> None:
    """What has changed in a maker's catalogue in the week is put into four languages on Saturday: one language after
    the other, six threads in each, the rules of the house and a list of words before each text. The shops take the new
    texts over on Monday night. A text in one language needs none in another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000)
    threads, rules = w.pick(4, 6, 8), round(w.about(750))
    for start in w.timer((w.pick(6, 10, 20),), weekdays=(5,)):
        texts = [min(1_500, w.tokens(290, 0.5)) for _ in range(w.count(105))]
        at = start
        for longer in (1.05, 1.15, 1.2, 1.3):
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=rules + text,
                    output_tokens=max(1, round(text * longer * w.rng.uniform(0.9, 1.1))),
                )
                for text in texts
            ]
            at = pool(w, at, rows, threads, between_s=0.01) + w.draw(2.5, 0.5)


@kind("batchable")
def documents_in_two_passes(w: World) -> None:
    """What a broker's post room has scanned is read at night in two passes: a small model says for all what each is,
    and when the last is told, a larger one fills the form of its sort. Two runs over a list, of which the second needs
    the first but no document needs another, so that two batches in a night would do. Clerks begin at eight."""
    sort = w.client(w.model(SMALL), max_tokens=30)
    read = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    width, forms = w.pick(6, 10, 15), [w.tokens(900, 0.5) for _ in range(7)]
    for start in w.timer((w.pick(19, 1, 3),), weekdays=WEEKDAYS):
        pages = [min(20_000, w.tokens(2_100, 0.7)) for _ in range(w.count(32, factor=1.6))]
        first: list[Row] = [
            partial(sort.call, input_tokens=480 + min(1_600, page), output_tokens=w.rng.randint(4, 9)) for page in pages
        ]
        second: list[Row] = [
            partial(read.call, input_tokens=w.pick(*forms) + page, output_tokens=w.tokens(290, 0.4))
            for page in pages
            if w.rng.random() < 0.93
        ]
        at = pool(w, start, first, width, between_s=0.01)
        if second:
            pool(w, at + w.draw(1.5, 0.5), second, width, between_s=0.01)


@kind("batchable")
def digest_for_each_team(w: World) -> None:
    """A firm of some hundred people has a digest written for each of its ten or so teams on weekdays before work: what
    was done in tickets and channels the day before goes in, a page comes out, three teams at a time. It lies in a wiki
    that most open on Fridays. A digest needs no other, and might as well come by noon or the next day."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    teams, width = [w.tokens(8_500, 0.5) for _ in range(w.count(10, factor=1.3))], w.pick(1, 3, 3)
    for start in w.timer((w.pick(5, 6),), weekdays=WEEKDAYS):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=600 + min(60_000, round(team * w.draw(1, 0.35))),
                output_tokens=min(1_500, w.tokens(430, 0.25)),
            )
            for team in teams
        ]
        pool(w, start + w.draw(12, 0.6), rows, width, between_s=0.3)


@kind("batchable")
def new_rows_each_four_hours(w: World) -> None:
    """A job of a broker for machines runs every four hours, takes the offers that have come into a table since the last
    time, mostly a dozen, and has five fields read out of each text, one offer after the other. The fields are for
    sheets of prices that are made by the month; no offer is waited for."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=400, retries=3)
    prompt, hour = round(w.about(1_100)), w.rng.randrange(4)
    offers, last = w.arrivals(58, OFFICE), 0.0
    for start in w.timer(tuple(range(hour, 24, 4)), late_s=7):
        new = sum(last <= offered < start for offered in offers)
        last = start
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=prompt + w.tokens(480, 0.7),
                output_tokens=w.tokens(85, 0.25),
                stop="tool_use",
                tools=1,
            )
            for _ in range(new)
        ]
        loop(w, start + w.draw(5, 0.5), rows, between_s=0.1)
