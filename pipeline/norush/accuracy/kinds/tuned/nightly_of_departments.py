"""Nobody waits for the single answer: what timers of finance, security, quality, IT, marketing, purchasing and
investor relations start, by night and in the evening."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from norush.accuracy.calendar import DAY_S, HOLIDAYS, HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, chunks, loop, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Trouble, World


def _evenings(w: World, hour: int, minute: int, late_s: float) -> list[float]:
    """Starts of a job in the evenings of working days: it runs on holidays, too, and finds nothing."""
    began, place = w.month.began_at, ZoneInfo(w.zone)
    starts = w.timer((hour,), minute=minute, weekdays=WEEKDAYS, late_s=late_s)
    return [at for at in starts if (began + timedelta(seconds=at)).astimezone(place).date() not in HOLIDAYS]


@kind("batchable")
def travel_claims_checked_before_payday(w: World) -> None:
    """Finance has the travel claims of the week held against the rules in the night to Thursday: a container with eight
    threads takes one claim after the other, receipts as pictures, and puts what does not fit on a list. Clerks go
    through the list on Thursday and Friday, and money goes out on Monday. Whatever did not go through is tried by a
    second run three hours later. A claim is one call, and a day later would do."""
    trouble = Trouble(share=0.01, bad_hours=5, bad_share=0.3)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=2, trouble=trouble)
    rules, threads = round(w.about(2_300)), w.pick(4, 8, 8)

    def claim(at: float) -> float:
        receipts = min(25, w.tokens(3.2, 0.7))
        opened = at + w.draw(0.25, 0.5) * receipts
        return client.call(opened, rules + receipts * 1_480, min(1_200, w.tokens(230, 0.4)), stop="tool_use", tools=1)

    for start in w.timer((w.pick(19, 20, 22),), minute=0, weekdays=(2,)):
        rows: list[Row] = [claim] * w.count(105, factor=1.4)
        pool(w, start + w.draw(12, 0.4), rows, threads, between_s=0.05)
        if w.rng.random() < 0.5:
            pool(w, start + 3 * HOUR_S + w.draw(12, 0.4), rows[: w.rng.randint(1, 9)], threads, between_s=0.05)


@kind("batchable")
def findings_of_scanners_put_in_order(w: World) -> None:
    """Security's scanners deliver what they have found by day, and at half past two a job of the cluster asks about
    each new finding: how bad here, whose it is, what to do; a semaphore of five, waits that grow when the limit is hit.
    Once a month the updates of a maker bring five times as many; when the export failed, the next night has both.
    What burns has an alarm of its own; for these teams have weeks. A finding needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, retries=6)
    rules, missed, are_updates_out = round(w.about(1_300)), 0, False
    for start in w.timer((2,), minute=30, late_s=15):
        found = w.count(34, factor=1.7)
        day = w.month.began_at.weekday() + start // DAY_S
        if not are_updates_out and start > 7 * DAY_S and day % 7 == 2:
            are_updates_out, found = True, found * 5
        if w.rng.random() < 0.06:
            missed += found
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(8_000, w.tokens(640, 0.6)),
                output_tokens=min(900, w.tokens(330, 0.3)),
            )
            for _ in range(found + missed)
        ]
        pool(w, start + w.draw(20, 0.4), rows, 5, between_s=0.008)
        missed = 0


@kind("batchable")
def certificates_of_deliveries(w: World) -> None:
    """Quality gets some ten test certificates with the deliveries of a day; at half past ten in the evening a script
    on a server reads one after the other, pages as pictures, and writes values into the table that is held against the
    order when the goods are taken from the store, days later. Nothing on days without deliveries. Each certificate is
    one call."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    form = round(w.about(1_500))

    def certificate(at: float) -> float:
        pages = w.rng.choices((1, 2, 3, 6), (4, 4, 2, 1))[0]
        end = client.call(at + w.draw(0.9, 0.4), form + pages * 1_560, min(1_500, w.tokens(190, 0.3) + 120 * pages))
        return end + w.draw(0.15, 0.5)

    for start in _evenings(w, 22, 30, late_s=2):
        if w.rng.random() > 0.05:
            rows: list[Row] = [certificate] * w.count(10, factor=1.5)
            loop(w, start + w.draw(2, 0.4), rows, between_s=0.1)


@kind("batchable")
def incidents_made_into_articles(w: World) -> None:
    """What IT has solved by day is made into drafts for its base of knowledge at seven in the evening: a scheduled
    script of the ticket system takes the eight or so incidents that were marked, one after the other with a second of
    sleep between, notes in, an article out. Editors go through the drafts on the first Thursday of the month. No
    article needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=1)
    brief = round(w.about(1_100))
    for start in _evenings(w, 19, 0, late_s=30):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=brief + min(25_000, w.tokens(2_900, 0.7)),
                output_tokens=min(2_500, w.tokens(760, 0.3)),
            )
            for _ in range(w.count(9, factor=1.6))
        ]
        loop(w, start + w.draw(1.5, 0.4), rows, between_s=1.1)


@kind("batchable")
def coverage_of_the_share(w: World) -> None:
    """Investor relations collects what was written on the company: at half past seven each evening a flow sends all
    articles and notes of the day off together, ten or so, thirty on the day of results, and keeps a line and a tone for
    each. On Tuesday a digest of the week before is put together by hand out of them. Nobody looks that evening, and no
    note needs another."""
    client = w.client(w.model(OLDER, LARGE, LARGE_OLDER, MIDDLE), max_tokens=800, retries=3)
    brief, results = round(w.about(950)), w.rng.randrange(5, 15)
    for number, start in enumerate(_evenings(w, 19, 30, late_s=4)):
        articles = w.count(11, factor=1.6) * (3 if number == results else 1)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=brief + min(30_000, w.tokens(2_200, 0.8)),
                output_tokens=min(800, w.tokens(260, 0.3)),
            )
            for _ in range(articles)
        ]
        at_once(w, start + w.draw(2.5, 0.4), rows, within_s=0.15)


@kind("batchable")
def search_words_put_into_groups(w: World) -> None:
    """Marketing has the words under which its pages were found put into groups and intents each Tuesday before dawn, by
    a script behind a sheet: forty words a prompt, five prompts fetched at once, and after five minutes it stops,
    since it may not run for longer, and a trigger starts it again a minute or two later, until the sheet is full. The
    plan of pages is made out of it by the month. No prompt needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_500, retries=0)
    groups = round(w.about(1_300))

    def forty(at: float) -> float:
        return client.call(at, groups + w.tokens(330, 0.1), w.tokens(880, 0.15))

    for start in w.timer((w.pick(2, 4),), weekdays=(1,), late_s=700):
        left, at = w.count(195, factor=1.5), start
        while left > 0:
            until = at + 5 * MINUTE_S
            while left > 0 and at < until:
                at = chunks(w, at, [forty] * min(5, left), 5) + w.draw(0.9, 0.4)
                left -= 5
            at += 40 + w.draw(55, 0.4)


@kind("batchable")
def spend_put_under_goods_groups(w: World) -> None:
    """Purchasing has the lines of orders of a month put under groups of goods when the books are closed: a flow with
    six tasks at a time, twenty-five lines a task, one region a night on four nights in a row. A task that fails is
    tried again after half a minute; when the whole flow has died, somebody starts it again in the morning and it does
    what is left. The analysis of spend is looked at by the quarter. No task needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000, retries=1)
    tree, tasks = round(w.about(2_100, 1.3)), w.pick(4, 6, 6)

    def lines(at: float) -> float:
        if w.rng.random() < 0.015:
            at += 30 + w.draw(4, 0.4)
        return client.call(at + w.draw(0.5, 0.4), tree + w.tokens(560, 0.12), w.tokens(720, 0.15))

    nights = list(w.timer((w.pick(1, 3),), minute=0, weekdays=(1, 2, 3, 4), late_s=20))
    for start in nights[w.rng.randint(1, 4) :][:4]:
        rows: list[Row] = [lines] * w.count(185, factor=1.6)
        died = w.rng.randint(1, len(rows)) if w.rng.random() < 0.15 else len(rows)
        end = pool(w, start + w.draw(9, 0.4), rows[:died], tasks, between_s=0.25)
        if rows[died:]:
            pool(w, max(end, start + 6 * HOUR_S) + w.draw(1.5 * HOUR_S, 0.4), rows[died:], tasks, between_s=0.25)
