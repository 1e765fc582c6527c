"""Nobody waits for the single answer: jobs of a code search, a sales department, a payments company, an advertising
platform, a database and the like that a timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, HOLIDAYS, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The weekday of a moment, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).weekday()


def _is_free(world: World, at: float) -> bool:
    """Whether offices are empty on this day."""
    day = world.month.began_at + timedelta(seconds=at)
    return day.weekday() >= 5 or day.date() in HOLIDAYS


@kind("batchable")
def functions_described_for_a_code_search(w: World) -> None:
    """A team for tools keeps a search over the company's code: each night what was changed since the last run gets a
    description for the index, a call for each function, sixteen or so at a time behind a semaphore. Hardly anything
    after weekends, thousands of lines after somebody has moved a directory. Until then the old description is found;
    a run that has died is started again next morning and does what is left. No function needs another."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=400, retries=4, trouble=Trouble(0.003, 3, 0.3))
    rules, width = round(w.about(640)), w.pick(8, 16, 16, 32)
    moved = [at // DAY_S for at in w.launches(w.rng.randint(1, 2), OFFICE)]

    def function(at: float) -> float:
        return client.call(at, rules + min(8_000, w.tokens(520, 0.8)), min(400, w.tokens(110, 0.35)))

    for start in w.timer((w.pick(1, 2, 4),), minute=w.pick(0, 30), late_s=25):
        share = 0.08 if _is_free(w, start - DAY_S) else 5.0 if start // DAY_S - 1 in moved else 1.0
        rows: list[Row] = [function] * max(1, round(w.count(135, factor=1.8) * share))
        died = w.rng.randrange(len(rows)) if w.rng.random() < 0.06 else len(rows)
        if died:
            pool(w, start + w.draw(70, 0.4), rows[:died], width, between_s=0.008)
        if died < len(rows):
            pool(w, start + 7 * HOUR_S + w.draw(HOUR_S, 0.4), rows[died:], width, between_s=0.008)


@kind("batchable")
def accounts_weighed_on_sunday(w: World) -> None:
    """A vendor of software has its accounts weighed each Sunday evening before the week of those who look after them:
    usage, tickets, mails and contract go in, a mark and five sentences come out. Airflow maps a task over slices of
    twenty accounts, eight run at once, each one account after the other; a task that fails is run again from its
    beginning after five minutes. It is read in the course of the week. No account needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2, trouble=Trouble(0.002, 3, 0.25))
    rules, slots = round(w.about(1_150)), w.pick(4, 8, 8, 16)

    def accounts(at: float, many: int) -> float:
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(15_000, w.tokens(2_100, 0.6)),
                output_tokens=min(900, w.tokens(270, 0.3)),
            )
            for _ in range(many)
        ]
        at += w.draw(14, 0.4)  # a container comes up
        if w.rng.random() < 0.05 and many > 2:
            at = loop(w, at, rows[: w.rng.randint(1, many - 1)], between_s=0.3) + 5 * MINUTE_S
        return loop(w, at, rows, between_s=0.3)

    for start in w.timer((w.pick(18, 20, 22),), minute=0, weekdays=(6,), late_s=15):
        whole, rest = divmod(w.count(340, factor=1.3), 20)
        slices = [20] * whole + ([rest] if rest else [])
        tasks: list[Row] = [partial(accounts, many=many) for many in slices]
        pool(w, start, tasks, slots, between_s=3.0)


@kind("batchable")
def merchants_pages_read_again(w: World) -> None:
    """A payments company reads the web pages of its merchants again, each about once in the month, for goods that may
    not be sold: beat puts a night's share into a Celery queue whose tasks may start so many a minute, the text of three
    pages goes in, a verdict with a reason comes out. What looks bad goes to a person within the week. When the crawler
    was down, there are twice as many on the next night. A merchant is one call."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700, retries=2, trouble=Trouble(0.004, 4, 0.25))
    rules, every_s, left = round(w.about(1_600)), w.pick(1.0, 2.0, 3.0, 6.0), 0
    for start in w.timer((w.pick(1, 2, 3),), minute=30):
        merchants = left + w.count(62, factor=1.25)
        left = merchants if w.rng.random() < 0.06 else 0
        if left:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(24_000, w.tokens(2_900, 0.6)),
                output_tokens=min(700, w.tokens(160, 0.4)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(merchants)
        ]
        paced(w, start + w.draw(5, 0.5), rows, every_s, noise=0.1)


@kind("batchable")
def creatives_put_into_categories(w: World) -> None:
    """An advertising platform puts the creatives of the day before into categories for its reports of the week: picture
    and text of each go in after the same long list, which is marked for the cache, two dozen at a time in a Kubernetes
    job at half past three. Whether a creative may run was settled elsewhere. Answers that do not fit the schema are
    asked for once more at the end. Many on Tuesdays, few after a weekend; a creative needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=5)
    categories, width = Prefix(round(w.about(4_600, 1.15))), w.pick(12, 24, 24)
    by_weekday = (0.5, 1.5, 1.1, 1.0, 1.2, 0.9, 0.3)

    def creative(at: float) -> float:
        own = w.rng.choice((340, 640, 1_150)) + w.tokens(70, 0.5)
        return categories.call(client, at, own, min(250, w.tokens(64, 0.25)), stop="tool_use", tools=1)

    for start in w.timer((3,), minute=30, late_s=12):
        rows: list[Row] = [creative] * max(1, round(w.count(112, factor=1.5) * by_weekday[_weekday(w, start)]))
        end = pool(w, start + w.draw(30, 0.3), rows, width, between_s=0.01)
        pool(w, end + w.draw(1, 0.5), rows[: round(len(rows) * w.rng.uniform(0.0, 0.06))], width, between_s=0.01)


@kind("batchable")
def advisories_weighed_each_morning(w: World) -> None:
    """A team for security weighs new advisories: a scheduled action takes those that touch a package the company uses,
    with the places where it is used, and asks for each how much it matters here and what to do, one after the other.
    Ten or so on a weekday, more on Tuesdays; it opens tickets that are taken up at the planning on Thursdays. An
    advisory is one call, and what is truly on fire comes by another way."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=2)
    rules = round(w.about(1_300))
    for start in w.timer((w.pick(5, 6),), minute=w.pick(13, 30, 47), weekdays=WEEKDAYS, late_s=400):
        times = 1.6 if _weekday(w, start) == 1 else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(20_000, w.tokens(3_900, 0.6)),
                output_tokens=min(1_500, w.tokens(410, 0.35)),
            )
            for _ in range(max(1, round(w.count(9.5, factor=1.5) * times)))
        ]
        loop(w, start + 30 + w.draw(12, 0.4), rows, between_s=0.4)


@kind("batchable")
def slow_queries_of_yesterday_explained(w: World) -> None:
    """A vendor of databases puts the slowest queries of the day before on each customer's page with a proposal for an
    index: cron at half past five, the query, its plan and the tables in, three at a time, ten of them unless fewer were
    slow. People look at the page once in a while, and yesterday's stands there until then. The script was broken for
    some days after an upgrade and nobody had noticed. A query needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3)
    rules, nights = round(w.about(980)), w.timer((5,), minute=30)
    broken = w.rng.randrange(len(nights)) if w.rng.random() < 0.4 else len(nights)
    for number, start in enumerate(nights):
        if broken <= number < broken + 3:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(16_000, w.tokens(3_100, 0.6)),
                output_tokens=min(1_200, w.tokens(340, 0.35)),
            )
            for _ in range(min(w.count(10, factor=1.1), w.count(13, factor=1.5)))
        ]
        pool(w, start + w.draw(9, 0.5), rows, 3, between_s=0.05)


@kind("batchable")
def sales_calls_put_into_fields(w: World) -> None:
    """A scale-up puts the calls of its sellers into the fields of the CRM: at ten in the evening a workflow takes the
    transcripts of the day, a dozen, two at a time, and fills in who decides, what it must cost, what is next. Fewer on
    Fridays and hardly any on holidays, many in the last week of the quarter. Heads of sales look at it before their
    meeting of the week. A call is one request to the model."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_024, retries=3)
    rules, by_weekday = round(w.about(1_100)), (0.9, 1.2, 1.2, 1.1, 0.6)
    for start in w.timer((22,), minute=w.pick(0, 0, 10), weekdays=WEEKDAYS):
        times = 0.15 if _is_free(w, start) else 1.0
        if start > (w.month.days - 7) * DAY_S and w.month.first.month == 12:
            times *= 1.5
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(30_000, w.tokens(8_200, 0.5)),
                output_tokens=min(1_024, w.tokens(360, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(max(1, round(w.count(11.5, factor=1.5) * by_weekday[_weekday(w, start) % 5] * times)))
        ]
        pool(w, start + w.draw(3, 0.5), rows, 2, between_s=0.3)
