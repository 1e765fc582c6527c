"""Nobody waits for the single answer: what shop owners, freelancers, recruiters and small agencies start by hand."""

from functools import partial

from norush.accuracy.calendar import HOME, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def imported_goods_worded_by_a_plug_in(w: World) -> None:
    """The owner of a web shop imports the goods of a supplier, ticks all of them and presses "write texts": the plug-in
    puts them into the shop's own queue, whose runner starts each minute, does one after the other for twenty-five
    seconds, and leaves the rest to the next minute. In the evening and on quiet mornings. The owner goes over the texts
    on another day, before the goods are shown. No text needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=1)
    rules, seconds = round(w.about(650)), w.pick(20, 25, 25, 50)
    for start in w.launches(w.rng.randint(6, 9), HOME):
        left = w.count(120, factor=1.8)
        minute = start + MINUTE_S - start % MINUTE_S
        while left:
            at = minute + w.draw(0.9, 0.4)
            until, minute = at + seconds, minute + MINUTE_S * (1 if w.rng.random() < 0.95 else 3)
            while left and at < until:
                given = rules + min(2_000, w.tokens(260, 0.5))
                at = client.call(at, given, min(1_500, w.tokens(330, 0.3))) + w.draw(0.15, 0.4)
                left -= 1
            minute = max(minute, at - at % MINUTE_S + MINUTE_S)


@kind("batchable")
def rows_of_suppliers_put_under_categories(w: World) -> None:
    """A dealer in tools gets price lists of suppliers as tables, each with its own words: a script on the office laptop
    puts twenty rows a prompt under the shop's categories, which are marked for the cache, with five threads, a list at
    a time; where the columns were wrong it is stopped and begun again. The import is made in the course of the week. No
    twenty rows need others."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000, retries=3)
    tree, threads = Prefix(round(w.about(4_300, 1.2))), w.pick(3, 5, 5, 8)

    def twenty(at: float) -> float:
        return tree.call(client, at, w.tokens(640, 0.25), min(2_000, w.tokens(480, 0.15)), stop="tool_use", tools=1)

    free_at = 0.0
    for launched in w.launches(w.rng.randint(5, 8), OFFICE):
        start = max(launched, free_at)
        rows: list[Row] = [twenty] * w.count(110, factor=1.8)
        if w.rng.random() < 0.3:
            start = pool(w, start, rows[: w.rng.randint(5, 20)], threads) + w.draw(9 * MINUTE_S, 0.6)
        free_at = pool(w, start, rows, threads, between_s=0.02) + MINUTE_S


@kind("batchable")
def questions_put_to_a_bot_before_delivery(w: World) -> None:
    """A freelancer builds help bots for shops and tries each before it is handed over: a test tool puts fifty questions
    with the shop's terms to two or three wordings of the prompt, four at a time, and a table of right and wrong comes
    out. A wording is mended and all is run again, some times on a day before delivery. A question needs no other
    question's answer, and the table is looked at afterwards."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=2)
    for delivery in w.launches(w.rng.randint(3, 4), OFFICE):
        questions = [w.tokens(32, 0.5) for _ in range(w.count(44, factor=1.3))]
        at, terms = delivery, w.tokens(2_000, 0.3)
        for _ in range(w.rng.randint(2, 4)):
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=terms + wording + asked,
                    output_tokens=min(800, w.tokens(150, 0.4)),
                )
                for wording in (40, 190, 260)[: w.rng.randint(2, 3)]
                for asked in questions
            ]
            at = pool(w, at, rows, 4, between_s=0.01) + w.draw(35 * MINUTE_S, 0.8)


@kind("batchable")
def descriptions_of_pages_for_search_engines(w: World) -> None:
    """A search-engine freelancer has title and description of each page of a customer's site written: a crawler's
    export with the text of two or three hundred pages, an asynchronous script with a semaphore of six and a library
    that backs off, and a column in a sheet that the customer nods off a week later. First ten pages to see, then all;
    what came back too long once more. No page needs another."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=300, retries=5, trouble=Trouble(0.01, 6, 0.35))
    limit = w.pick(5, 6, 10)

    def page(at: float, rules: int) -> float:
        return client.call(at, rules + min(6_000, w.tokens(1_250, 0.5)), w.tokens(74, 0.2))

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [partial(page, rules=w.tokens(520, 0.2))] * w.count(230, factor=1.7)
        at = pool(w, start, rows[:10], limit, between_s=0.005) + w.draw(11 * MINUTE_S, 0.7)
        at = pool(w, at, rows, limit, between_s=0.005) + w.draw(3 * MINUTE_S, 0.8)
        pool(w, at, rows[: max(1, len(rows) // 11)], limit, between_s=0.005)


@kind("batchable")
def old_profiles_of_a_recruiter_put_into_fields(w: World) -> None:
    """A recruiter who works alone has fifteen years of old profiles read into fields: a script on the laptop reads the
    scan of each, which takes the laptop a minute, and sends the text, one after the other, for days; it stands
    still when the lid is closed, and goes on behind the last one next morning. The search is switched over when all are
    there. A profile is one call."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=6, trouble=Trouble(0.004, 5, 0.4))
    form, reading_s, left = round(w.about(800)), w.about(55), w.count(640, factor=1.3)
    first = w.rng.uniform(0.02, 0.5) * w.month.length_s
    for morning in w.timer((8,), minute=40, weekdays=(0, 1, 2, 3, 4), late_s=20 * MINUTE_S):
        if morning < first:
            continue
        at, lid = morning, morning + w.draw(5.5 * HOUR_S, 0.4)
        while left and at < lid:
            given = form + min(8_000, w.tokens(1_750, 0.4))
            at = client.call(at + w.draw(reading_s, 0.5), given, min(1_500, w.tokens(470, 0.25)))
            left -= 1
            if w.rng.random() < 0.006:  # a meeting with the lid closed
                at += w.draw(HOUR_S, 0.5)


@kind("batchable")
def holiday_homes_put_into_three_languages(w: World) -> None:
    """A small travel agency has the texts of its holiday homes put into three languages before the season's pages are
    made: a script goes home by home and language by language, one call after the other and a second of sleep, for a
    region at a time; what it had is kept, so that it can be started again after it has stopped. Pages are made by a web
    designer in the next week. Each text in each language is one call."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=2, trouble=Trouble(0.003, 4, 0.4))
    words = round(w.about(700))

    def text(at: float) -> float:
        length = min(1_700, w.tokens(520, 0.4))
        return client.call(at, words + length, round(length * w.rng.uniform(1.0, 1.15)))

    free_at = 0.0
    for launched in w.launches(w.rng.randint(3, 5), OFFICE):
        rows: list[Row] = [text] * (3 * w.count(72, factor=1.6))
        at = max(launched, free_at)
        if w.rng.random() < 0.4:
            stopped = w.rng.randint(1, len(rows) - 1)
            at = loop(w, at, rows[:stopped], between_s=1.0) + w.draw(1.5 * HOUR_S, 0.8)
            rows = rows[stopped:]
        free_at = loop(w, at, rows, between_s=1.0) + w.draw(HOUR_S, 0.5)


@kind("batchable")
def made_up_callers_of_a_telephone_bot(w: World) -> None:
    """Two developers who build a telephone assistant for workshops and practices have callers made up: a whole call as
    a script, for each of a hundred pairs of trade and mood, written by an asynchronous program that halves its workers
    when the limit is hit. Four or five times a month; the calls are cut into tests and cases to learn from in the week
    after. A call is made up out of its pair alone."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_500, retries=5, trouble=Trouble(0.01, 6, 0.4))
    rules = round(w.about(850))

    def script(at: float) -> float:
        return client.call(at, rules + w.tokens(90, 0.4), min(2_500, w.tokens(820, 0.3)))

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [script] * w.count(95, factor=1.6)
        is_tried_first = w.rng.random() < 0.35
        at = chunks(w, start, rows[:6], 6) + w.draw(14 * MINUTE_S, 0.7) if is_tried_first else start
        adaptive(w, at, rows, w.pick(10, 16))
