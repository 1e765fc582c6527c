"""Nobody waits for the single answer: timers of the night, of noon, of the hour, of each client's own weekday."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def claims_closed_last_week(w: World) -> None:
    """An insurer looks back at claims that were closed, for what was paid too much. A scheduler at night makes a task
    of each claim, of which so many may run at a time, each in a container that takes some seconds to come up. The
    whole file goes into one streamed call; too long a file goes in parts, and then the parts' notes in one more. An
    auditor reads the finds in the week after."""
    client = w.client(w.model(MIDDLE, LARGE, LARGE_OLDER), streamed=True, max_tokens=16_000)
    slots, container_s, most = w.pick(3, 4, 6), w.about(11), 140_000

    def claim(at: float) -> float:
        file = min(420_000, w.tokens(17_000, 0.95))
        parts = 1 + file // most
        at += w.draw(container_s, 0.5)
        for _ in range(parts):
            at = client.call(at, 1_900 + file // parts, w.tokens(620, 0.35)) + w.draw(0.1, 0.5)
        return at if parts == 1 else client.call(at, 900 + parts * 640, w.tokens(700, 0.3))

    for start in w.timer((w.pick(21, 22, 23),), weekdays=WEEKDAYS, late_s=15):
        rows: list[Row] = [claim] * w.count(44, factor=1.6)
        pool(w, start, rows, slots, between_s=3.0)


@kind("batchable")
def letters_coded_before_morning(w: World) -> None:
    """A hospital's discharge letters of the day get their codes at night: a first call finds the diagnoses, one for
    each diagnosis picks a code from a list of candidates, and where one is in doubt a larger model looks at the whole.
    Two workers, for more the old database does not bear. Coders work from the proposals in the days that follow: two
    weeks are left for a stay to be coded."""
    find = w.client(w.model(SMALL, MIDDLE), max_tokens=800)
    code = w.client(w.model(SMALL), max_tokens=60)
    check = w.client(w.model(LARGE, MIDDLE), max_tokens=600)
    doubt, hour = w.about(0.2), w.pick(22, 23, 1)

    def letter(at: float) -> float:
        text, found = w.tokens(1_450, 0.5), w.rng.randint(1, 6)
        at = find.call(at + w.draw(0.3, 0.7), 520 + text, 28 * found + w.tokens(20, 0.4))
        for _ in range(found):
            at = code.call(at + w.draw(0.12, 0.7), 310 + w.tokens(480, 0.4), w.tokens(11, 0.15))
        if w.rng.random() < doubt:
            at = check.call(at + 0.05, 900 + text + 40 * found, w.tokens(150, 0.4))
        return at + w.draw(0.25, 0.6)

    for weekdays, letters in ((WEEKDAYS, 26), ((5, 6), 8)):
        for start in w.timer((hour,), weekdays=weekdays, late_s=6):
            rows: list[Row] = [letter] * w.count(letters)
            pool(w, start, rows, 2, between_s=0.08)


@kind("batchable")
def reviews_each_hour_with_jitter(w: World) -> None:
    """What customers of a shop wrote since last time is put into themes every hour or two, by a task queue whose timer
    adds up to ten minutes of chance so that not all tasks start together: none at night, a dozen after a sale. Two
    workers. The themes are in a chart that product managers open before their meeting on Wednesday."""
    client = w.client(w.model(SMALL, OLDER), max_tokens=150)
    every_s, minute_s = w.pick(1, 2, 2, 3) * HOUR_S, w.rng.randrange(60) * 60.0
    themes, by_run = round(w.about(1_100)), dict[int, int]()
    for written in w.arrivals(52, HOME):
        run = int((written - minute_s) // every_s) + 1
        by_run[run] = by_run.get(run, 0) + 1

    def review(at: float) -> float:
        return client.call(
            at + w.draw(0.03, 0.6), themes + w.tokens(70, 0.9), w.tokens(34, 0.3), stop="tool_use", tools=1
        )

    for run, count in by_run.items():
        rows: list[Row] = [review] * count
        pool(w, run * every_s + minute_s + w.rng.uniform(0, 600), rows, 2, between_s=0.05)


@kind("batchable")
def remote_function_of_a_warehouse(w: World) -> None:
    """A telecom's tables are built anew at half past five each morning, and one column is a function that asks a model.
    The warehouse hands rows to it ten at a time, several tens side by side, and each ten is gone through one after the
    other; a ten that takes too long is handed over once more. New rows only, but on Sunday all of the last weeks. The
    column is for the figures of the month."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120)
    lanes, prompt = w.pick(4, 8), round(w.about(420))

    def ten(at: float, rows: int) -> float:
        begun = at
        for _ in range(rows):
            at = client.call(at + w.draw(0.008, 0.5), prompt + w.tokens(240, 0.8), w.tokens(22, 0.4))
        if at - begun > 30:
            at = client.call(begun + 30, prompt + w.tokens(240, 0.8), w.tokens(22, 0.4))
        return at

    for start in w.timer((5,), minute=30, late_s=20):
        is_sunday = (w.month.began_at.weekday() + int(start // DAY_S)) % 7 == 6
        left = w.count(290 if is_sunday else 44)
        tens = [min(10, left - first) for first in range(0, left, 10)]
        pool(w, start + w.draw(40, 0.5), [partial(ten, rows=size) for size in tens], lanes, between_s=0.12)


@kind("batchable")
def docs_of_what_changed(w: World) -> None:
    """A software house writes the pages about its own code anew each night: for each repository that was changed, each
    changed file in turn, with the outline of the repository in the cache, and then the page of contents. No repository
    waits for another, and they go one after the other. Who is new there reads the pages some day."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_000)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    repositories = [w.tokens(2_600, 0.6) for _ in range(w.rng.randint(6, 14))]

    def repository(at: float, outline: int, files: int) -> float:
        read = 0
        for _ in range(files):
            at = client.call(at, 340 + w.tokens(1_700, 0.8), w.tokens(360, 0.5), read=read, write=outline - read)
            at, read = at + w.draw(0.4, 0.6), outline
        return client.call(at, 700 + 90 * files, w.tokens(420, 0.3), read=outline)

    for start in w.timer((w.pick(2, 3, 4),), weekdays=(1, 2, 3, 4, 5)):
        changed = w.rng.sample(repositories, w.rng.randint(2, 5))
        rows = [partial(repository, outline=outline, files=w.count(7, factor=2.5)) for outline in changed]
        loop(w, start, rows, between_s=2.5)


@kind("batchable")
def safety_reports_at_noon(w: World) -> None:
    """Crews of an airline write down what nearly went wrong. At noon a small script takes those of the last day, one
    after the other: each gets a class and a severity, and one in three is long and gets a summary first. A committee
    reads the list on Thursdays."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=700)
    taxonomy = round(w.about(2_300))

    def report(at: float, words: int) -> float:
        if words > 900:
            summary = w.tokens(190, 0.3)
            at = client.call(at, 260 + words, summary) + w.draw(0.02, 0.5)
            words = summary
        return client.call(at, taxonomy + words, w.tokens(75, 0.3), stop="tool_use", tools=1)

    for start in w.timer((12,), late_s=3):
        rows: list[Row] = [partial(report, words=w.tokens(620, 0.7)) for _ in range(w.count(11, factor=1.7))]
        loop(w, start, rows, between_s=0.15)


@kind("batchable")
def scenario_for_each_client(w: World) -> None:
    """An agency watches the rivals of its clients with a tool of boxes and arrows: for each client a scenario that runs
    on its own weekday at its own time, fetches a dozen pages, asks about each in turn, and puts a page together at the
    end. The tool takes some seconds from box to box. The page goes into the client's folder."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=900)
    whole = w.client(w.model(MIDDLE, LARGE), max_tokens=2_000)
    box_s = w.about(2.2)
    for _ in range(w.count(29)):
        pages, weekday = w.rng.randint(7, 19), w.pick(*WEEKDAYS)
        for start in w.timer((w.rng.randint(4, 19),), weekdays=(weekday,), late_s=2):
            at = start
            for _ in range(pages):
                at = client.call(at + w.draw(box_s, 0.5), 310 + min(12_000, w.tokens(2_900, 0.8)), w.tokens(140, 0.4))
            whole.call(at + w.draw(box_s, 0.5), 520 + 145 * pages, w.tokens(640, 0.25))


@kind("batchable")
def taxonomy_level_by_level(w: World) -> None:
    """Complaints of a telecom are filed each morning in a tree of three levels: one call for the branch, one for the
    twig, and in most branches one for the leaf, each with the list of what hangs there; a word or two come back. A
    dozen complaints side by side. A monthly figure for the regulator, for which the tree exists, is made from it."""
    client = w.client(w.model(SMALL, OLDER), max_tokens=24)
    threads, lists = w.pick(6, 12), [w.tokens(380, 0.6) for _ in range(9)]

    def complaint(at: float) -> float:
        text = w.tokens(210, 0.7)
        for level in range(3 if w.rng.random() < 0.7 else 2):
            listed = 260 if level == 0 else w.pick(*lists)
            at = client.call(at + w.draw(0.005, 0.5), 140 + listed + text, w.tokens(5, 0.3))
        return at

    for start in w.timer((w.pick(5, 6),), minute=10):
        rows: list[Row] = [complaint] * w.count(33, factor=1.7)
        pool(w, start, rows, threads, between_s=0.01)


@kind("batchable")
def letters_for_the_post(w: World) -> None:
    """A town's utility bills its households in three parts, on three nights of the month, and each bill has a paragraph
    that says in plain words why it is higher than last year's. A workflow engine with so many activities at a time
    makes them; what the provider turns away is tried again and again with growing waits. They are printed and posted
    two days after."""
    trouble = Trouble(share=0.015, bad_hours=6, bad_share=0.3)
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=500, retries=6, trouble=trouble)
    activities, nights = w.pick(10, 16, 25), {w.rng.randint(2, 4) + 10 * third for third in range(3)}

    def household(at: float) -> float:
        return client.call(at + w.draw(0.04, 0.6), 780 + w.tokens(260, 0.3), w.tokens(120, 0.25))

    for start in w.timer((w.pick(0, 20, 22),), late_s=8):
        if int(start // DAY_S) in nights:
            rows: list[Row] = [household] * w.count(430)
            pool(w, start, rows, activities, between_s=0.05)


@kind("batchable")
def factsheets_of_all_funds(w: World) -> None:
    """A bank's funds each get a sheet for the month: six sections of each fund, all put to one event loop with a
    semaphore, fund by fund in no order that matters. In the first days of the month all of them at six in the morning,
    on the two mornings after what compliance sent back, and in mid-month the large funds once more. They are signed and
    printed days later."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=w.rng.random() < 0.3, max_tokens=2_000)
    limit, first, funds = w.pick(4, 8), w.rng.randint(1, 4), [w.tokens(3_800, 0.3) for _ in range(w.count(105))]
    shares = {first: 1.0, first + 1: 0.3, first + 2: 0.12, first + 13: 0.25}

    def section(at: float, figures: int, asked: int) -> float:
        return client.call(at, figures + asked, w.tokens(230, 0.45))

    for start in w.timer((6,), minute=0):
        share = shares.get(int(start // DAY_S), 0.0)
        chosen = w.rng.sample(funds, min(len(funds), max(4, round(share * len(funds))))) if share else []
        rows: list[Row] = [
            partial(section, figures=figures, asked=asked)
            for figures in chosen
            for asked in (210, 340, 180, 260, 420, 150)
        ]
        pool(w, start, rows, limit, between_s=0.008)
