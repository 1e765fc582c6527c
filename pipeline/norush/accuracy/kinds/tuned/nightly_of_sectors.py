"""Nobody waits for the single answer: jobs of insurers, shops, banks, hospitals, studios, plants that a
timer starts, by night most."""

from functools import partial

from norush.accuracy.calendar import EVERY_DAY, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once, loop, paced, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World

AFTER_EACH_WORKDAY = (1, 2, 3, 4, 5)
"""Nights that follow a day of work, by the weekday of their small hours."""


@kind("batchable")
def claims_through_a_map_state(w: World) -> None:
    """An insurer's state machine reads the letters that came with claims, at night: a map state with so many branches
    at most, a function for each letter that starts cold or warm, pages as pictures, a form back. What fails is tried
    again after some seconds. The form lies in the file of the claim, which somebody takes up within the week; a letter
    is one call, and a day later would do."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    width, form = w.pick(5, 10, 20), round(w.about(1_400))

    def letter(at: float) -> float:
        awake = w.draw(2.4, 0.3) if w.rng.random() < 0.12 else w.draw(0.2, 0.5)
        pages = min(14, w.tokens(2.1, 0.6))
        end = client.call(at + awake, form + pages * 1_560, w.tokens(310, 0.35), stop="tool_use", tools=1)
        return end + w.draw(0.3, 0.5)

    for start in w.timer((w.pick(1, 2, 3),), weekdays=AFTER_EACH_WORKDAY):
        rows: list[Row] = [letter] * w.count(55, factor=1.5)
        pool(w, start + w.draw(6, 0.5), rows, width, between_s=0.12)


@kind("batchable")
def attributes_for_new_articles(w: World) -> None:
    """A shop's Airflow fills in colour, material, fit and forty other things for articles that suppliers have sent
    since the last run, at night, before noon or twice a day: mapped tasks of some twenty articles each, four tasks at a
    time, a plain loop in each, the tree of attributes marked for the cache. A task that dies begins anew after five
    minutes. Articles are photographed and go on sale days later; each is one call by itself."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=2)
    tree, a_task = Prefix(round(w.about(5_600, 1.3))), w.pick(10, 20, 25)

    def article(at: float) -> float:
        return tree.call(client, at, w.tokens(420, 0.6), min(800, w.tokens(170, 0.35)), stop="tool_use", tools=1)

    def task(at: float, articles: int) -> float:
        at += w.draw(3.5, 0.4)
        if w.rng.random() < 0.03:
            at = loop(w, at, [article] * w.rng.randint(1, articles)) + 300 + w.draw(8, 0.4)
        return loop(w, at, [article] * articles, between_s=0.03)

    hours = w.pick((3,), (11,), (6, 18))
    for start in w.timer(hours, minute=w.pick(0, 0, 30)):
        left = w.count(76 / len(hours), factor=1.8)
        rows: list[Row] = [partial(task, articles=min(a_task, left - done)) for done in range(0, left, a_task)]
        pool(w, start + w.draw(15, 0.4), rows, 4, between_s=5)


@kind("batchable")
def merchants_behind_card_lines(w: World) -> None:
    """A bank turns the cryptic lines of card payments into names of merchants and a category. What no table knows is
    asked about at seventeen past midnight, twenty-five lines a prompt, through a token bucket: a dozen prompts at
    once, then one each so many seconds. The names go into the table; until then the app shows the line as it is. No
    prompt needs another, and a day later would do."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=2_000, retries=4)
    bucket, every_s, rules = w.pick(5, 10, 12), w.about(2.2, 1.5), round(w.about(1_500))
    for start in w.timer((0,), minute=17, late_s=2):
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + w.tokens(560, 0.1), output_tokens=w.tokens(800, 0.15))
            for _ in range(w.count(54, factor=1.4))
        ]
        at_once(w, start, rows[:bucket], within_s=0.3)
        if rows[bucket:]:
            paced(w, start + every_s, rows[bucket:], every_s, noise=0.08)


@kind("batchable")
def discharges_coded_for_billing(w: World) -> None:
    """A hospital has the letters of those who left proposed codes for the bill, by night, from a large model with the
    rules of coding before the letter; six threads. Coders work through the proposals in the order of their own list,
    most two or three days after; the insurer wants the bill within weeks. A letter is one call."""
    client = w.client(w.model(LARGE, LARGE_OLDER, OLDER), max_tokens=1_500)
    rules, is_marked = Prefix(round(w.about(3_400, 1.3))), w.rng.random() < 0.5

    def letter(at: float) -> float:
        words, said = min(20_000, w.tokens(2_300, 0.5)), min(1_500, w.tokens(380, 0.35))
        if is_marked:
            return rules.call(client, at, words, said)
        return client.call(at, rules.tokens + words, said)

    for start in w.timer((w.pick(22, 23, 4),), minute=17):
        rows: list[Row] = [letter] * w.count(15, factor=1.6)
        pool(w, start + w.draw(14, 0.5), rows, 6, between_s=0.02)


@kind("batchable")
def release_candidates_marked(w: World) -> None:
    """A vendor of software runs its suite for the assistant by a scheduled action at night, which comes some minutes
    late: four cases at a time through the product's own code, which streams, and when all answers are there, a judge
    over each. The table is looked at when somebody decides on a release, on Tuesdays or so. Two passes of single
    calls: two batches would do as well."""
    app = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_048)
    judge = w.client(w.model(OLDER, MIDDLE), max_tokens=600)
    system, grid = round(w.about(2_300)), round(w.about(900))
    cases = [(w.tokens(1_700, 0.8), w.tokens(300, 0.5)) for _ in range(w.count(25, factor=1.3))]
    is_named = w.rng.random() < 0.5
    for start in w.timer((3,), minute=17, late_s=500):
        run = w.name("eval") if is_named else None
        answers: list[Row] = [
            partial(
                app.call,
                input_tokens=system + asked,
                output_tokens=min(2_048, round(said * w.draw(1, 0.2))),
                session=run,
            )
            for asked, said in cases
        ]
        end = pool(w, start + 45 + w.draw(20, 0.4), answers, 4, between_s=0.03)
        marks: list[Row] = [
            partial(
                judge.call, input_tokens=grid + min(asked, 800) + said, output_tokens=w.tokens(130, 0.3), session=run
            )
            for asked, said in cases
        ]
        pool(w, end + 1.2, marks, 4, between_s=0.02)


@kind("batchable")
def hotels_summed_up_from_reviews(w: World) -> None:
    """A travel site writes "what guests say" anew each Sunday for hotels with new reviews: the beat puts a task for
    each hotel into the queue, eight workers take them one by one and write to a table. The texts go live with the next
    build of the pages on Monday or Tuesday, and the old one stands there as long. No hotel needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=700, retries=3)
    workers, brief = w.pick(4, 8, 8), round(w.about(650))

    def hotel(at: float) -> float:
        reviews = min(25_000, w.tokens(2_700, 0.8))
        return client.call(at + w.draw(0.08, 0.5), brief + reviews, min(700, w.tokens(330, 0.2)))

    for start in w.timer((w.pick(3, 4, 5),), minute=0, weekdays=(6,)):
        rows: list[Row] = [hotel] * w.count(380, factor=1.3)
        pool(w, start + 0.5, rows, workers, between_s=0.04)


@kind("batchable")
def quests_into_nine_languages(w: World) -> None:
    """A game studio puts the lines that writers have changed by day into nine languages after the evening's build:
    forty lines a prompt, the words of this world and the tone of each language in front and marked for the cache, four
    prompts at a time. Translators go over the lines in the weeks before a patch. A prompt needs no other, and nothing
    that players see hangs on it."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=6_000, retries=3)
    words = [Prefix(w.tokens(3_600, 0.2)) for _ in range(9)]

    def lines(at: float, language: Prefix, length: int) -> float:
        return language.call(client, at, round(length * 1.3) + 200, round(length * w.rng.uniform(0.95, 1.3)))

    for start in w.timer((w.pick(20, 21, 22),), minute=40, weekdays=WEEKDAYS, late_s=240):
        changed = [w.tokens(950, 0.25) for _ in range(w.count(2.2, factor=2.0))]
        rows: list[Row] = [partial(lines, language=one, length=length) for one in words for length in changed]
        pool(w, start, rows, 4, between_s=0.01)


@kind("batchable")
def tickets_of_the_week_told_to_product(w: World) -> None:
    """On Monday before dawn a job of a software vendor has each ticket of the week put into a line and a theme by the
    small model, sixteen threads, and then a page written for each of a dozen themes out of those lines. Product people
    have it before them on Thursday. Within each of the two passes no call needs another."""
    small = w.client(w.model(SMALL), max_tokens=200, retries=3)
    writer = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    prompt = round(w.about(750))
    for start in w.timer((4,), minute=w.pick(0, 5), weekdays=(0,)):
        tickets: list[Row] = [
            partial(
                small.call,
                input_tokens=prompt + min(9_000, w.tokens(520, 0.9)),
                output_tokens=min(200, w.tokens(85, 0.3)),
            )
            for _ in range(w.count(520, factor=1.3))
        ]
        end = pool(w, start + w.draw(20, 0.4), tickets, 16, between_s=0.01)
        themes: list[Row] = [
            partial(writer.call, input_tokens=900 + w.tokens(4_500, 0.6), output_tokens=w.tokens(480, 0.2))
            for _ in range(w.rng.randint(9, 15))
        ]
        pool(w, end + 3, themes, 4, between_s=0.05)


@kind("batchable")
def repair_notes_into_codes(w: World) -> None:
    """What fitters of a plant have written into repair orders is put under a code of damage and a code of cause at five
    past the end of each of two shifts, ten notes one after the other, the list of codes each time. Engineers count the
    codes by the quarter. No note needs another, and none is looked at by itself."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=150)
    codes = round(w.about(4_600, 1.4))
    for start in w.timer((14, 22), minute=5, weekdays=WEEKDAYS):
        rows: list[Row] = [
            partial(client.call, input_tokens=codes + w.tokens(110, 0.7), output_tokens=w.tokens(48, 0.25))
            for _ in range(w.count(10, factor=1.6))
        ]
        loop(w, start + w.draw(3, 0.4), rows, between_s=0.06)


@kind("batchable")
def customs_sample_looked_over(w: World) -> None:
    """A forwarder has a sample of the customs papers of the day looked over at eight in the evening: ten sets of scans,
    two at a time, with a large model that names what does not fit. The parcels have long gone; the findings are for
    the quality meeting at the end of the month. Each set is one call."""
    client = w.client(w.model(OLDER, LARGE, MIDDLE), max_tokens=1_500, retries=3)
    rules = round(w.about(1_700))
    for start in w.timer((20,), minute=w.pick(0, 15), weekdays=WEEKDAYS, late_s=8):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(16, w.tokens(4.5, 0.4)) * 1_540,
                output_tokens=min(1_500, w.tokens(430, 0.4)),
            )
            for _ in range(w.count(10, factor=1.2))
        ]
        pool(w, start + w.draw(30, 0.5), rows, 2, between_s=0.6)


@kind("batchable")
def names_screened_against_news(w: World) -> None:
    """A bank looks at night at whether news of the day that name a customer are about that customer, and whether they
    are bad ones: a cron job of a cluster, sixteen threads, an article and what is known of the customer in each call.
    On Sundays all articles of the week go through again with another prompt. Compliance works off the hits within five
    days, and a call needs no other."""
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", w.user_agent)
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=4)
    daily, weekly, is_named = round(w.about(620)), round(w.about(1_100)), w.rng.random() < 0.4
    nights = [(start, daily, 1) for start in w.timer((1,), minute=30)]
    nights += [(start, weekly, 4) for start in w.timer((5,), minute=0, weekdays=(6,))]
    for start, prompt, times in nights:
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=prompt + min(12_000, w.tokens(1_900, 0.6)),
                output_tokens=min(300, w.tokens(95, 0.4)),
                user=f"cust-{w.rng.randrange(40_000):05d}" if is_named else None,
            )
            for _ in range(w.count(56 * times, factor=1.5))
        ]
        pool(w, start + w.draw(25, 0.4), rows, 16, between_s=0.015)


@kind("batchable")
def episodes_given_chapters(w: World) -> None:
    """A radio station's episodes of the day get chapters and a text for the web at half past four: for each of five or
    so the transcript goes into two calls side by side, three for those with guests, one episode after the other.
    Editors go over them in the days after and put them in; the episode is on air without. No call needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    for start in w.timer((4,), minute=30, weekdays=w.pick(EVERY_DAY, AFTER_EACH_WORKDAY), late_s=6):
        at = start + w.draw(5, 0.5)
        for _ in range(w.count(5, factor=1.5)):
            spoken = min(45_000, w.tokens(8_200, 0.5))
            rows: list[Row] = [
                partial(client.call, input_tokens=spoken + w.tokens(500, 0.2), output_tokens=w.tokens(380, 0.4))
                for _ in range(w.pick(2, 2, 3))
            ]
            at = at_once(w, at, rows) + w.draw(1.2, 0.5)


@kind("batchable")
def building_files_read_in(w: World) -> None:
    """A town has its old building files read into a register. The scanning firm delivers boxes on some weekdays; two
    workers take one file after the other from the folder, straighten the pages, and ask for a form, for an hour or so,
    until the folder is empty. Pages are pictures, some files are thick. The register opens next year; a file needs
    no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=6)
    workers, form = w.pick(1, 2, 2, 3), round(w.about(1_800))

    def file(at: float) -> float:
        pages = min(40, w.tokens(5.0, 0.7))
        straight = at + w.draw(8.5, 0.3) * pages
        return client.call(straight, form + pages * 1_560, min(2_500, 180 + w.tokens(55, 0.4) * pages))

    free = 0.0
    for box in w.launches(w.rng.randint(7, 10), OFFICE):
        rows: list[Row] = [file] * w.count(58, factor=1.4)
        free = pool(w, max(box, free), rows, workers, between_s=0.3)
