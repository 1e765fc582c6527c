"""Nobody waits for the single answer: jobs of a helpdesk, a marketplace, a health app, a catalogue of data, a job board
and the like that a timer starts."""

from datetime import timedelta
from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _is_weekend(world: World, at: float) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return (world.month.began_at + timedelta(seconds=at)).weekday() >= 5


@kind("batchable")
def conversations_marked_for_quality(w: World) -> None:
    """A helpdesk sells a module that marks closed conversations: each night those of the day before are put into a
    queue, a tenth of a tenant's or all of them, five workers take them, and the queue lets no more than so many start a
    minute. The sheet of marks is the same for all and marked for the cache. Team leads look at it when they talk to
    somebody, in the week or so. A conversation is one call, and a day later would do."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_024, retries=4)
    sheet, a_minute = Prefix(round(w.about(2_400, 1.3))), w.pick(20, 30, 60)
    tenants, is_named = max(2, w.rng.randint(3, 20)), w.rng.random() < 0.5
    for start in w.timer((w.pick(1, 2, 4),), minute=w.pick(0, 10)):
        share = 0.35 if _is_weekend(w, start - DAY_S) else 1.0
        free, window, inside = [start + w.draw(3, 0.4)] * 5, start, 0
        for _ in range(max(1, round(w.count(62, factor=1.5) * share))):
            at = max(heappop(free), window)
            if inside == a_minute:  # no more of them may start in this minute
                at, inside = max(at, window + 60), 0
            if inside == 0:
                window = at
            inside += 1
            words = min(12_000, w.tokens(850, 0.7))
            user = f"tenant-{w.rng.randrange(tenants)}" if is_named else None
            end = sheet.call(client, at, words, min(1_024, w.tokens(270, 0.3)), user=user, stop="tool_use", tools=1)
            heappush(free, end + w.draw(0.05, 0.5))


@kind("batchable")
def pairs_of_listings_same_or_not(w: World) -> None:
    """A marketplace finds doubles among its listings: what looks alike by its vectors is made into pairs each night,
    and a model says of each pair whether it is the same thing, in a Dagster partition with a pool of sixteen or so.
    When a partition has failed somebody runs it again next morning, from the beginning. The doubles are folded together
    with the next build of the index. No pair needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=5, trouble=Trouble(0.004, 5, 0.3))
    width, rules = w.pick(8, 16, 32), round(w.about(560))

    def pair(at: float) -> float:
        return client.call(at, rules + w.tokens(330, 0.4) + w.tokens(330, 0.4), min(150, w.tokens(52, 0.3)))

    for start in w.timer((w.pick(3, 4, 5),), minute=w.pick(0, 30), late_s=20):
        rows: list[Row] = [pair] * w.count(118, factor=1.6)
        has_failed = w.rng.random() < 0.08
        done = w.rng.randint(1, len(rows)) if has_failed else len(rows)
        pool(w, start + w.draw(40, 0.4), rows[:done], width, between_s=0.01)
        if has_failed:
            pool(w, start + 5 * HOUR_S + w.draw(HOUR_S, 0.5), rows, width, between_s=0.01)


@kind("batchable")
def foods_entered_by_members_cleaned(w: World) -> None:
    """A health app cleans by cron what its members have entered as foods since the last night: forty at a time in one
    prompt, names and units put right, values that cannot be marked, a dozen prompts one after the other with a second
    of sleep between. Until it is clean a food is only seen by who has entered it. No prompt needs another, and it was
    once left off for a week without a word."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=4_000, retries=3)
    rules, pause_s = round(w.about(1_300)), w.pick(0.5, 1.0, 1.0, 2.0)
    nights = w.timer((3,), minute=w.pick(20, 40))
    left_off = w.rng.randrange(len(nights)) if w.rng.random() < 0.3 else len(nights)
    for number, start in enumerate(nights):
        if left_off <= number < left_off + 3:
            continue
        times = 3 if number == left_off + 3 else 1
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + w.tokens(720, 0.12), output_tokens=w.tokens(1_250, 0.15))
            for _ in range(w.count(11, factor=1.4) * times)
        ]
        loop(w, start + w.draw(2, 0.4), rows, between_s=pause_s)


@kind("batchable")
def log_patterns_named_at_night(w: World) -> None:
    """A product for logs groups lines into patterns; those that are new since yesterday get a name, a sentence and a
    weight from a model at ten past four, some lines of each for an example. A dozen on a usual night, forty after a big
    release, four at a time. They stand in a list that people filter by in the weeks after; a pattern is one call by
    itself, and without a name it is shown as it is."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=500, retries=3)
    rules, releases = round(w.about(900)), [at // DAY_S for at in w.launches(3, OFFICE)]
    for start in w.timer((4,), minute=10, late_s=6):
        times = 3.5 if start // DAY_S - 1 in releases else 0.5 if _is_weekend(w, start - DAY_S) else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(12_000, w.tokens(2_300, 0.6)),
                output_tokens=min(500, w.tokens(125, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(max(1, round(w.count(11, factor=1.6) * times)))
        ]
        pool(w, start + w.draw(4, 0.5), rows, 4, between_s=0.02)


@kind("batchable")
def columns_described_for_a_catalogue(w: World) -> None:
    """A catalogue of data has the columns of new and changed tables described after its crawl of Saturday night, a call
    for each table with some rows of it, in gathers of twenty; when a customer joins, all tables of the warehouse are
    gone through at once. Stewards read and mend the texts over weeks. A table needs no other, and the field is simply
    empty until then."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=4)
    rules, size = round(w.about(780)), w.pick(10, 20, 20)

    def table(at: float) -> float:
        columns = min(120, w.tokens(14, 0.7))
        return client.call(at, rules + 62 * columns + w.tokens(260, 0.3), min(3_000, 40 + 24 * columns))

    crawls = [(at + w.draw(900, 0.5), w.count(92, factor=1.5)) for at in w.timer((22,), minute=0, weekdays=(5,))]
    joined = [(at + w.draw(2_400, 0.6), w.count(210, factor=1.8)) for at in w.launches(w.rng.randint(2, 3), OFFICE)]
    for start, tables in sorted(crawls + joined):
        chunks(w, start, [table] * tables, size, between_s=0.4)


@kind("batchable")
def help_centre_kept_in_six_languages(w: World) -> None:
    """The articles of a product's help centre that were changed by day are put into six languages by a scheduled action
    at night, the words of the product in front: two or three articles and so a dozen calls, five at a time; after the
    release of the month a dozen articles, on many weekends none. A person of each language looks over them within the
    week and publishes. An article in a language is one call by itself."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=8_000, retries=3)
    words, release = round(w.about(1_200)), w.launches(1, OFFICE)[0] // DAY_S

    def article(at: float, length: int) -> float:
        return client.call(at, words + length, round(length * w.rng.uniform(1.0, 1.35)))

    for start in w.timer((2,), minute=w.pick(17, 30, 43), late_s=420):
        if _is_weekend(w, start - DAY_S) and w.rng.random() < 0.8:
            continue
        changed = w.count(2.1, factor=2.0) + (w.count(10) if start // DAY_S - 1 == release else 0)
        lengths = [min(5_500, w.tokens(950, 0.5)) for _ in range(changed)]
        rows: list[Row] = [partial(article, length=length) for length in lengths for _ in range(6)]
        pool(w, start + 40 + w.draw(15, 0.4), rows, 5, between_s=0.01)


@kind("batchable")
def job_ads_read_into_fields(w: World) -> None:
    """A job board reads the ads that its crawler has brought into fields - place, pay, skills, a remote one or not -
    twice in twenty-four hours, by a program in Java with so many threads. Half as many come in at weekends. When a run
    has died the next one finds both lots. The ad is in the search by its words before that, and the filters may lag
    behind by a day. An ad needs no other."""
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", "anthropic-sdk-java/2.9.0", w.user_agent)
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=600, retries=3)
    threads, rules, left = w.pick(8, 12, 24), round(w.about(700)), 0

    def ad(at: float) -> float:
        return client.call(at, rules + min(6_000, w.tokens(760, 0.5)), min(600, w.tokens(170, 0.3)), stop="tool_use")

    for start in w.timer((2, 14), minute=10):
        found = left + max(1, round(w.count(58, factor=1.4) * (0.5 if _is_weekend(w, start) else 1.0)))
        done = w.rng.randrange(found) if w.rng.random() < 0.05 else found
        left = found - done
        if done:
            rows: list[Row] = [ad] * done
            pool(w, start + w.draw(11, 0.4), rows, threads, between_s=0.03)


@kind("batchable")
def flaky_tests_told_apart(w: World) -> None:
    """A product for building and testing looks each morning before work at the tests that have failed and then passed
    without a change: the end of the log and the last commits of each go in, a cause out of eight and a sentence come
    out, ten or so, one after the other. Teams see a chart of causes by the week. No test needs another, and none is
    looked at by itself."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=800, retries=2)
    rules = round(w.about(1_050))
    for start in w.timer((w.pick(5, 6),), minute=w.pick(0, 15, 45), weekdays=WEEKDAYS):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(20_000, w.tokens(5_200, 0.5)),
                output_tokens=min(800, w.tokens(190, 0.35)),
            )
            for _ in range(w.count(10, factor=1.6))
        ]
        loop(w, start + w.draw(5, 0.5), rows, between_s=0.25)
