"""Nobody waits for the single answer: what schedulers, queues, clusters and libraries of chains send at night and each
hour, and results of batches."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Row, at_once, loop, pool, queued, rows_of
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batchable")
def queue_workers_at_night(w: World) -> None:
    """At night a scheduler puts a task for each document that was changed into a queue, and some processes work it
    off: read a database, ask twice, write. What does not parse goes back and comes again after a minute, then two, then
    four, so that stragglers follow when all else is done. For the index of the morning."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500)
    processes, fails = w.pick(4, 8, 12), w.about(0.06)

    def task(at: float) -> Asking:
        for again in range(4):
            begun = yield at
            end = client.call(begun + w.draw(0.2, 0.7), 420 + w.tokens(1_100, 0.6), w.tokens(130, 0.4))
            end = client.call(end + 0.02, 290 + w.tokens(140, 0.4), w.tokens(28, 0.3))
            yield end + w.draw(0.12, 0.7)
            if w.rng.random() >= fails:
                return
            at = end + 60.0 * 2**again

    for start in w.timer((w.pick(1, 2, 3),), weekdays=WEEKDAYS, late_s=3):
        queued(processes, [task(start + 0.004 * number) for number in range(w.count(46, factor=1.8))], 0.015)


@kind("batchable")
def spark_stage_with_threads(w: World) -> None:
    """A table of the day goes through a cluster early each morning: four executors, of which some are late because
    machines must be found, take a partition each and go through its twenty rows with eight threads; one that fails is
    done once more from its first row, and some have three times the rows. For a dashboard that is opened at nine."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    executors, threads = w.pick(2, 4), w.pick(4, 8)

    def partition(at: float, rows: int, number: int) -> float:
        at += w.rng.uniform(2, 45) if number < executors else w.draw(0.5, 0.6)
        work = rows_of(client, rows, 560, 32, fixed=480)
        if w.rng.random() < 0.04:
            at = pool(w, at, work[: max(1, rows // 2)], threads) + w.draw(2, 0.4)
        return pool(w, at, work, threads)

    for start in w.timer((w.pick(4, 5),), late_s=25):
        sizes = [max(2, round(w.tokens(18, 0.15) * w.pick(1, 1, 1, 1, 1, 3))) for _ in range(w.count(4.2))]
        rows: list[Row] = [partial(partition, rows=size, number=number) for number, size in enumerate(sizes)]
        pool(w, start, rows, executors, between_s=0.4)


@kind("batchable")
def tickets_through_a_chain(w: World) -> None:
    """The closed tickets of the day go through a library of chains in the evening, five or so at a time: a summary,
    from it the mood, then a form of what went wrong; where the form does not fit, it is asked for once more. Chains of
    three short calls, none of which needs another ticket. The table is for Monday's meeting."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=600)
    small = w.client(w.model(SMALL), max_tokens=100)
    width = w.pick(3, 5, 10)

    def ticket(at: float) -> float:
        summary = w.tokens(140, 0.35)
        at = client.call(at, 310 + w.tokens(950, 0.7), summary) + w.draw(0.004, 0.5)
        at = small.call(at, 170 + summary, w.tokens(5, 0.2)) + w.draw(0.004, 0.5)
        for _ in range(2):
            at = client.call(at, 640 + summary, w.tokens(95, 0.25), stop="tool_use", tools=1) + w.draw(0.004, 0.5)
            if w.rng.random() >= 0.05:
                break
        return at

    for start in w.timer((w.pick(19, 20, 21),), weekdays=WEEKDAYS):
        rows: list[Row] = [ticket] * w.count(33)
        pool(w, start, rows, width)


@kind("batchable")
def folder_of_pdfs(w: World) -> None:
    """A folder of scanned contracts or invoices is read once for a migration: all pages of all papers are put to an
    event loop with a semaphore of ten, and when the last page of a paper is there its fields are put together. Started
    by hand in the daytime, over in a quarter of an hour, checked by somebody next week."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=2_000)
    whole = w.client(w.model(MIDDLE, SMALL), max_tokens=900)
    limit = w.pick(5, 10, 20)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        papers = [1 + w.tokens(6, 0.8) for _ in range(w.count(52))]
        ends = [start] * len(papers)

        def page(at: float, paper: int, ends: list[float] = ends) -> float:
            end = client.call(at, 360 + w.pick(1_560, 1_590, 1_600), w.tokens(310, 0.5))
            ends[paper] = max(ends[paper], end)
            return end

        rows: list[Row] = [partial(page, paper=paper) for paper, pages in enumerate(papers) for _ in range(pages)]
        pool(w, start, rows, limit, between_s=0.004)
        for end, pages in zip(ends, papers, strict=True):
            whole.call(end + w.draw(0.01, 0.5), 520 + pages * 330, w.tokens(240, 0.3), stop="tool_use", tools=1)


@kind("batchable")
def descriptions_in_five_languages(w: World) -> None:
    """Twice a week, when the buyers' list is in, each new article of a shop gets a description at night, and as soon
    as that is there it is put into four other languages side by side; five threads. The articles go on sale when their
    photographs are done."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=800)
    other = w.client(w.model(SMALL, MIDDLE), max_tokens=900)
    length, threads = w.about(230), w.pick(3, 5)

    def article(at: float) -> float:
        text = w.tokens(length, 0.2)
        at = client.call(at, 1_350 + w.tokens(240, 0.5), text) + 0.01
        rows: list[Row] = [lambda at: other.call(at, 330 + text, max(1, round(text * w.rng.uniform(1.0, 1.35))))] * 4
        return at_once(w, at, rows, within_s=0.008)

    for start in w.timer((w.pick(0, 2, 22),), weekdays=w.pick((1, 4), (0, 3)), late_s=9):
        pool(w, start, [article] * w.count(52, factor=1.7), threads, between_s=0.05)


@kind("batchable")
def strings_of_a_release(w: World) -> None:
    """Before a release the texts of an app go into a dozen languages, one language after the other and fifty strings a
    call, with the glossary of the language in the cache; the answer is as long as the question, and where it is no
    valid JSON the piece is asked for again. A script in a loop that somebody started after lunch; translators look it
    over in the days that follow."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=w.rng.random() < 0.5, max_tokens=8_000)
    w.user_agent = "anthropic-sdk-typescript/0.66.1"
    glossary, languages = round(w.about(3_200)), w.rng.randint(9, 14)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        at, pieces = start, [w.tokens(1_050, 0.12) for _ in range(w.count(17))]
        for _ in range(languages):
            read = 0
            for piece in pieces:
                for _ in range(3):
                    end = client.call(
                        at, 240 + piece, round(piece * w.rng.uniform(1.0, 1.4)), read=read, write=glossary - read
                    )
                    at, read = end + w.draw(0.03, 0.6), glossary
                    if w.rng.random() >= 0.05:
                        break
            at += w.draw(1.5, 0.5)


@kind("batchable")
def old_posts_by_the_new_policy(w: World) -> None:
    """A rule of a forum was changed, and the posts of two years are looked at once more: each evening of two weeks as
    many as the moderators can look through the next day, by twelve threads, with an answer of a word. Before and after
    these weeks there is nothing."""
    client = w.client(w.model(SMALL), max_tokens=16)
    threads, a_night = w.pick(6, 12), w.count(230)
    first, nights = w.rng.randrange(3, 14), w.rng.randint(9, 13)
    for start in w.timer((w.pick(20, 21, 23),), weekdays=(0, 1, 2, 3, 6)):
        if first <= start / DAY_S < first + nights:
            pool(w, start, rows_of(client, a_night, 75, 3, fixed=1_150, sigma=0.9, out_sigma=0.2), threads, 0.01)


@kind("batchable")
def hourly_judge_of_samples(w: World) -> None:
    """Each hour one in so many of the last hour's answers of a chat is marked by a judge on three criteria, side by
    side, four answers at a time. There are as many as people chatted: a dozen calls in the evening, none at some hours
    of the night. The curve is looked at once a week."""
    client = w.client(w.model(LARGE, MIDDLE), max_tokens=300)
    minute, by_hour = w.pick(2, 5, 10) * 60.0, dict[int, int]()
    for answered in w.arrivals(34, HOME):
        hour = int(answered // HOUR_S) + 1
        by_hour[hour] = by_hour.get(hour, 0) + 1

    def answer(at: float) -> float:
        shown = 380 + w.tokens(700, 0.6)
        rows: list[Row] = [
            partial(client.call, input_tokens=criterion + shown, output_tokens=w.tokens(62, 0.4))
            for criterion in (310, 450, 270)
        ]
        return at_once(w, at, rows, within_s=0.01)

    for hour, count in by_hour.items():
        pool(w, hour * HOUR_S + minute + w.draw(3, 0.6), [answer] * count, 4, between_s=0.03)


@kind("batchable")
def labels_by_three_and_an_arbiter(w: World) -> None:
    """Rows get labels for a training set: three models are asked at once for each row, and where they differ a large
    one, which sees all three, decides. Ten rows at a time, started by hand when a set is in; it goes to those who train
    in some days."""
    voters = [w.client(model, max_tokens=40) for model in (SMALL, OLDER, MIDDLE)]
    arbiter = w.client(LARGE, max_tokens=500)
    differ, width = w.about(0.2), w.pick(6, 10, 16)

    def row(at: float) -> float:
        text = 610 + w.tokens(160, 0.7)
        rows: list[Row] = [
            partial(voter.call, input_tokens=text, output_tokens=w.tokens(9, 0.15), stop="tool_use", tools=1)
            for voter in voters
        ]
        end = at_once(w, at, rows, within_s=0.006)
        return arbiter.call(end + 0.004, text + 190, w.tokens(130, 0.4)) if w.rng.random() < differ else end

    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        pool(w, start, [row] * w.count(190), width, between_s=0.01)


@kind("batchable")
def report_in_sections(w: World) -> None:
    """On Monday before dawn each customer gets a report: a first section that puts the figures of the customer into the
    cache, six more side by side that read them there, then a page that sums them up; then the next customer. It looks
    like somebody with a document; it goes out at eight."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=2_500)
    sections, weekday = w.rng.randint(5, 8), w.pick(0, 0, 1)
    customers = [w.tokens(9_500, 0.35) for _ in range(w.count(40))]

    def report(at: float, figures: int) -> float:
        def section(at: float, read: int = figures) -> float:
            return client.call(at, w.rng.randint(120, 260), w.tokens(420, 0.3), read=read, write=figures - read)

        at = section(at, 0) + 0.01
        rows: list[Row] = [section] * sections
        at = at_once(w, at, rows, within_s=0.015) + 0.02
        return client.call(at, 300 + 430 * (sections + 1), w.tokens(520, 0.2))

    for start in w.timer((w.pick(3, 4),), weekdays=(weekday,)):
        loop(w, start, [partial(report, figures=figures) for figures in customers], between_s=0.6)


@kind("batchable")
def pipeline_of_steps(w: World) -> None:
    """Training data by a library of steps: seeds go in batches of some dozens through four steps, of which each takes
    a batch when the step before is done with it: a task is written, made harder, answered, marked. All of a batch at
    once, up to four batches on their way. Started in the evening by hand, with a cup of tea."""
    models = (w.model(MIDDLE, LARGE), w.model(MIDDLE, LARGE), w.model(LARGE, MIDDLE), w.model(SMALL, MIDDLE))
    lengths = ((620, 110, 0.4), (480, 160, 0.4), (330, 620, 0.6), (1_250, 40, 0.3))
    steps = [
        rows_of(w.client(model, max_tokens=2_048), 1, prompt, answer, sigma=0.3, out_sigma=sigma)[0]
        for model, (prompt, answer, sigma) in zip(models, lengths, strict=True)
    ]
    size = w.pick(20, 32, 50)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        free, left = [start] * len(steps), w.count(210)
        while left > 0:
            at = free[0]
            for place, step in enumerate(steps):
                at = at_once(w, max(at, free[place]), [step] * min(size, left), within_s=0.15) + w.draw(0.06, 0.5)
                free[place] = at
            left -= size


@kind("batchable")
def prompt_matrix_by_hand(w: World) -> None:
    """A command compares two to four wordings on two or three models over some dozens of cases, four calls at a time,
    and has a third of the answers marked by a judge. Whoever typed it goes to a meeting and looks at the table
    afterwards; once or twice a week, in office hours, all in the order of the cases."""
    judge = w.client(MIDDLE, max_tokens=200)
    clients = [w.client(model, max_tokens=1_024) for model in (SMALL, MIDDLE, LARGE)]
    cases = [(w.tokens(380, 0.6), w.rng.random() < 0.33) for _ in range(w.count(42))]

    def one(at: float, client: int, prompt: int, is_marked: bool) -> float:
        answer = w.tokens(320, 0.4)
        end = clients[client].call(at, prompt, answer)
        return judge.call(end + 0.006, 420 + answer, w.tokens(55, 0.3)) if is_marked else end

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        wordings = [w.tokens(450, 0.4) for _ in range(w.rng.randint(2, 4))]
        models = w.rng.sample(range(3), w.rng.randint(2, 3))
        rows: list[Row] = [
            partial(one, client=client, prompt=case + wording, is_marked=is_marked)
            for case, is_marked in cases
            for wording in wordings
            for client in models
        ]
        pool(w, start, rows, 4, between_s=0.01)


@kind("batchable")
def feeds_every_four_hours(w: World) -> None:
    """What a dozen feeds have new is summed up, about eight articles, three at a time, and then all of it in a few
    lines for a channel that people leaf through. A loop that sleeps some hours when it is done, so that no minute of
    the clock shows; each new version of the program begins it anew."""
    client, whole = w.client(w.model(SMALL, MIDDLE), max_tokens=400), w.client(w.model(MIDDLE), max_tokens=700)
    every = w.pick(3.0, 4.0, 4.0, 6.0) * HOUR_S
    versions = [*w.launches(w.rng.randint(2, 5), OFFICE), w.month.length_s]
    at = w.rng.random() * every
    for version in versions:
        while at < version:
            if w.rng.random() < min(1.0, 0.2 + w.scale):
                count = max(3, w.tokens(8, 0.35))
                end = pool(w, at, rows_of(client, count, 1_500, 120, fixed=260, sigma=0.6), 3, between_s=0.4)
                at = whole.call(end + 0.1, 380 + 125 * count, w.tokens(260, 0.25))
            at += every + w.draw(2, 0.8)
        at = version + w.draw(25, 0.4)


@kind("batched")
def nightly_batch_and_what_failed(w: World) -> None:
    """The rows of the day go to the Batch API at ten in the evening; a job that looks every quarter of an hour logs
    all results when they are there, some hundred within a second, and sends those that failed or expired in a second,
    small batch, whose results come before morning."""
    client = w.client(w.model(SMALL, MIDDLE, LARGE), max_tokens=1_500, tier="batch")
    prompt, answer = w.about(1_400), w.about(210)
    for sent in w.timer((22,), weekdays=WEEKDAYS, late_s=10):
        at, failed = sent, 0
        for count in (w.count(70, factor=1.6), None):
            at = sent + ((at - sent + w.draw(5_200, 0.7)) // 900 + 1) * 900 + w.draw(1.5, 0.5)
            for _ in range(failed if count is None else count):
                at += w.rng.expovariate(1 / 0.004)
                if count is not None and w.rng.random() < 0.03:
                    failed += 1
                    client.expire(at)
                else:
                    client.fetch(at, w.tokens(prompt, 0.5), w.tokens(answer, 0.4))
