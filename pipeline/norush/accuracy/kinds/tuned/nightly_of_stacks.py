"""Nobody waits for the single answer: what schedulers start - a model of dbt, mapped tasks, a trigger of a sheet, a
loop of nodes, an action in the night, a distributed map."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _is_weekend(world: World, at: float) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return (world.month.began_at + timedelta(seconds=at)).weekday() >= 5


def _tried_again(world: World, row: Row, delay_s: float, times: int) -> Row:
    """A row whose whole task a scheduler runs again after a while when its call has failed."""

    def tried(at: float) -> float:
        end = row(at)
        for _ in range(times):
            if not world.calls or world.calls[-1].status != "errored":
                break
            end = row(end + delay_s * world.rng.uniform(0.9, 1.1))
        return end

    return tried


@kind("batchable")
def tickets_in_a_python_model_of_dbt(w: World) -> None:
    """The first build of the day has a Python model in it that gives the new rows of a table a topic and a tone: a data
    frame, a thread pool, the result written when all are there. A build that broke begins at the first row again, since
    nothing was kept; and when the prompt has changed somebody builds the whole table afresh, in the evening. Dashboards
    are looked at in the course of the day, and no row needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=4, trouble=Trouble(0.003, 4, 0.3))
    threads, rules = w.pick(4, 8, 8, 16), round(w.about(640))

    def row(at: float) -> float:
        return client.call(at, rules + min(3_000, w.tokens(170, 0.7)), min(200, w.tokens(38, 0.25)))

    mornings = w.timer((w.pick(3, 4, 5),), minute=w.pick(0, 15, 30), late_s=30)
    afresh = w.rng.randrange(len(mornings))
    for number, start in enumerate(mornings):
        begun = start + w.draw(6 * MINUTE_S, 0.3)  # the models before it
        rows = max(1, round(w.count(105, factor=1.3) * (0.4 if _is_weekend(w, start - DAY_S) else 1.0)))
        if w.rng.random() < 0.07:
            pool(w, begun, [row] * w.rng.randint(1, rows), threads)
            begun += 4 * HOUR_S + w.draw(HOUR_S, 0.6)
        pool(w, begun, [row] * rows, threads)
        if number == afresh:
            pool(w, start + 13 * HOUR_S + w.draw(HOUR_S, 0.5), [row] * w.count(1_500, factor=1.3), threads)


@kind("batchable")
def filings_through_mapped_tasks(w: World) -> None:
    """A flow on weekday mornings before seven maps a task over a dozen filings of the day before: parties, sums, dates
    and what is new, then a second task over all that came back, which ranks each by a client's list. A tag lets no more
    than three run; a task that failed is run again by the server after half a minute. A table is mailed round at noon.
    Two passes of single calls, and nobody is held up by one of them."""
    reader = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=0, trouble=Trouble(0.01, 4, 0.4))
    ranker = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=0, trouble=Trouble(0.01, 4, 0.4))
    width, rules = w.pick(2, 3, 3, 5), round(w.about(850))
    for start in w.timer((w.pick(5, 6),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=12):
        said = [min(1_500, w.tokens(420, 0.4)) for _ in range(w.count(12, factor=1.5))]
        read: list[Row] = [
            partial(reader.call, input_tokens=rules + min(24_000, w.tokens(4_800, 0.6)), output_tokens=one)
            for one in said
        ]
        ranked: list[Row] = [
            partial(ranker.call, input_tokens=1_300 + one, output_tokens=w.tokens(60, 0.3)) for one in said
        ]
        end = start + w.draw(25, 0.3)  # the container comes up
        for rows in (read, ranked):
            end = pool(w, end + w.draw(2, 0.4), [_tried_again(w, row, 30, 3) for row in rows], width, between_s=0.9)


@kind("batchable")
def sheet_worked_off_by_a_time_trigger(w: World) -> None:
    """A script within a spreadsheet fills an empty column by night: ten rows are fetched together, written down, a
    second of sleep, the next ten; before its six minutes are over it stops, and a trigger starts it again each ten
    minutes until nothing is empty. A row that failed is simply still empty next time. The sheet is looked at by the
    marketing people in the morning or on Monday; any row could be asked for with all others."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=400, retries=0, trouble=Trouble(0.006, 4, 0.4))
    rules, size = round(w.about(520)), w.pick(5, 10, 10, 20)

    def row(at: float) -> float:
        return client.call(at, rules + min(2_500, w.tokens(230, 0.6)), min(400, w.tokens(115, 0.35)))

    for start in w.timer((w.pick(1, 2, 3),), late_s=25):
        left = max(1, round(w.count(85, factor=1.5) * (0.3 if _is_weekend(w, start - DAY_S) else 1.0)))
        at = begun = start
        while left > 0:
            if at > begun + 5 * MINUTE_S:
                at = begun = begun + 10 * MINUTE_S
            some, before = min(size, left), len(w.calls)
            at = chunks(w, at, [row] * some, some) + 1.0 + w.draw(0.6, 0.4)
            failed = sum(call.status == "errored" for call in w.calls[before:])
            left -= max(1, some - failed)


@kind("batchable")
def articles_through_a_loop_of_nodes(w: World) -> None:
    """A communications team has a flow in a tool of nodes: at six it reads the feeds, and a loop takes one article
    after the other through a model - what it says of the firm, how it is meant, a line for the review - with a wait
    node of two seconds behind. A dozen on a weekday, some on a Sunday. On Fridays it becomes a newsletter. No article
    needs another, and an article of the evening is not missed by anybody until then."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_000, retries=1)
    rules, wait_s = round(w.about(750)), w.pick(1.0, 2.0, 2.0, 5.0)
    for start in w.timer((6,), minute=w.pick(0, 0, 30), late_s=1.5):
        articles = max(1, round(w.count(15, factor=1.5) * (0.5 if _is_weekend(w, start - DAY_S) else 1.0)))

        def article(at: float) -> float:
            asked = rules + min(16_000, w.tokens(3_100, 0.6))
            return client.call(at + w.draw(0.5, 0.4), asked, min(1_000, w.tokens(280, 0.35))) + wait_s

        loop(w, start + w.draw(9, 0.4), [article] * articles, between_s=0.12)


@kind("batchable")
def prompt_tests_of_a_nightly_action(w: World) -> None:
    """A team keeps its prompts in a repository and tests them with a tool for that in a scheduled action at seventeen
    past two, which starts some minutes late: each case with each prompt, four at a time, and a rubric is marked by
    another model as soon as an answer is there. Before a release somebody sets it off by hand as well. The report is an
    artefact that is opened next day when a number has gone down. Answers first and marks after would do as well."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_024, retries=4)
    marker = w.client(w.model(MIDDLE, OLDER), max_tokens=400, retries=4)
    cases = [(w.tokens(780, 0.6), w.tokens(210, 0.5)) for _ in range(w.count(19, factor=1.3))]
    prompts = w.pick(1, 2, 2, 3)

    def case(at: float, asked: int, said: int) -> float:
        written = min(1_024, round(said * w.draw(1, 0.2)))
        end = client.call(at, asked, written)
        return marker.call(end + 0.02, 420 + written + w.tokens(90, 0.3), min(400, w.tokens(75, 0.3)))

    nights = w.timer((2,), minute=17, late_s=7 * MINUTE_S)
    by_hand = [night + 9 * HOUR_S + w.draw(3 * HOUR_S, 0.6) for night in nights if w.rng.random() < 0.12]
    for start in sorted(nights + by_hand):
        rows: list[Row] = [partial(case, asked=asked, said=said) for _ in range(prompts) for asked, said in cases]
        pool(w, start + 45 + w.draw(20, 0.4), rows, 4, between_s=0.02)


@kind("batchable")
def export_through_a_distributed_map(w: World) -> None:
    """On Saturday night the week's calls of a contact centre are exported into a bucket and a state machine maps over
    them: so many small functions at once, each takes ten or twenty items one after the other and writes a file. A
    function that failed begins with its first item again, twice at most. On the first of the month a wider question is
    put to all of the month. Dashboards show it from Monday on, and an item is one call by itself."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=2, trouble=Trouble(0.004, 2, 0.3))
    width, a_function, rules = w.pick(10, 20, 40), w.pick(10, 20), round(w.about(680))

    def item(at: float) -> float:
        return client.call(at, rules + min(9_000, w.tokens(900, 0.6)), min(500, w.tokens(130, 0.35)))

    def function(at: float, items: int) -> float:
        at += w.draw(1.1, 0.4) if w.rng.random() < 0.3 else 0.05  # a cold start
        for _ in range(2):
            if w.rng.random() >= 0.03:
                break
            at = loop(w, at, [item] * w.rng.randint(1, items), between_s=0.03) + 2.0
        return loop(w, at, [item] * items, between_s=0.03)

    weeks = [(at, w.count(410, factor=1.3)) for at in w.timer((23,), minute=0, weekdays=(5,), late_s=15)]
    for start, items in [*weeks, (3.5 * HOUR_S, w.count(700, factor=1.3))]:
        sizes = [min(a_function, items - first) for first in range(0, items, a_function)]
        rows: list[Row] = [partial(function, items=size) for size in sizes]
        pool(w, start + w.draw(40, 0.5), rows, width, between_s=0.2)


@kind("batchable")
def stale_issues_gone_through_by_an_action(w: World) -> None:
    """An open-source project has a scheduled action go through issues on which nothing has happened for a month, ten or
    so a night with the oldest first: the whole thread in, out comes whether it can be closed and a comment for it, one
    issue after the other with a pause for the forge's own limit. Maintainers go through the comments when they have
    time. No issue needs another, and last night's could as well be done tomorrow."""
    model = w.model(MIDDLE, OLDER, LARGE)
    client = w.client(model, max_tokens=1_200, retries=2)
    rules, minute = round(w.about(900)), w.pick(0, 23, 41)

    def issue(at: float) -> float:
        return client.call(at, rules + min(30_000, w.tokens(4_200, 0.8)), min(1_200, w.tokens(240, 0.4))) + w.draw(
            1.4, 0.5
        )

    for start in w.timer((w.pick(1, 3, 4),), minute=minute, late_s=6 * MINUTE_S):
        loop(w, start + w.draw(22, 0.3), [issue] * w.count(10, factor=1.3), between_s=0.4)
