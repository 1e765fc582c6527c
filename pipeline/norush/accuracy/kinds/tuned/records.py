"""Nobody waits for the single answer: records that are read, marked or filled on a timer."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def tasks_mapped_over_partitions(w: World) -> None:
    """A car maker's warranty texts of the day: a graph waits for the tables to be there, then maps a task over every
    twenty-five rows, of which four may run at a time. A task takes some seconds to be scheduled, sends its rows in
    fives, and when it fails all of it runs once more after five minutes. The parts that break most are on a slide on
    Fridays."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=350)
    slots, codes = w.pick(3, 4, 6), round(w.about(1_500))

    def text(at: float) -> float:
        return client.call(at, codes + w.tokens(95, 0.8), w.tokens(58, 0.3), stop="tool_use", tools=1)

    def task(at: float, rows: int, tries: int = 0) -> float:
        at += w.draw(9, 0.6)
        kept: list[Row] = [text] * rows
        end = chunks(w, at, kept, 5, between_s=0.02)
        if tries < 2 and w.rng.random() < 0.05:
            return task(end + 5 * MINUTE_S, rows, tries + 1)
        return end

    for start in w.timer((3,), late_s=8):
        left = w.count(105, factor=1.6)
        tasks: list[Row] = [partial(task, rows=min(25, left - done)) for done in range(0, left, 25)]
        pool(w, start + w.draw(1_300, 0.9), tasks, slots, between_s=2.0)


@kind("batchable")
def names_of_new_topics(w: World) -> None:
    """A streaming service sorts what viewers write into heaps each night, without a model; then each heap that is new
    gets a name and a line, from forty of its texts, five heaps at a time. Two dozen calls, or three after a holiday.
    Editors see the names in a list that they open some time of the day."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=150)
    for start in w.timer((4,), minute=w.rng.randrange(60), late_s=90):
        heaps = w.count(22, factor=2.2)
        rows: list[Row] = [
            partial(client.call, input_tokens=260 + w.tokens(2_300, 0.35), output_tokens=w.tokens(39, 0.2))
            for _ in range(heaps)
        ]
        pool(w, start, rows, 5, between_s=0.01)


@kind("batchable")
def councils_of_the_week(w: World) -> None:
    """An observer of local politics downloads what councils have said in the week, on Sunday morning: each meeting is
    put into three pages, and the pages into two other languages, one meeting after the other, streamed, since answers
    are long. What it costs is paid by a foundation; the letter is sent on Tuesday."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=8_000)
    for start in w.timer((5,), weekdays=(6,), late_s=40):
        at = start
        for _ in range(w.count(21)):
            spoken, pages = min(170_000, w.tokens(41_000, 0.55)), w.tokens(1_500, 0.2)
            at = client.call(at, 700 + spoken, pages) + w.draw(0.2, 0.5)
            for _ in range(2):
                at = client.call(at, 240 + pages, round(pages * w.rng.uniform(1.0, 1.4))) + w.draw(0.2, 0.5)
            at += w.draw(3.5, 0.7)


@kind("batchable")
def ten_at_a_time_from_a_backlog(w: World) -> None:
    """Old tickets of a hoster get a product and a cause. A cron line every twenty minutes takes ten that have none,
    asks for all ten at once, and ends; it was meant as a try and was left so. Some days, day and night, until nothing
    is left, and again when a second product's tickets are put in. Only a yearly report reads the column."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=200)
    minute = w.rng.randrange(20)
    for begun in w.launches(w.rng.randint(1, 2), OFFICE):
        at, left = (begun // (20 * MINUTE_S) + 1) * 20 * MINUTE_S + minute * MINUTE_S, w.count(1_600)
        while left > 0:
            rows: list[Row] = [
                partial(client.call, input_tokens=610 + w.tokens(340, 0.8), output_tokens=w.tokens(36, 0.25))
                for _ in range(min(10, left))
            ]
            at_once(w, at + 0.8 + w.draw(1.1, 0.5), rows, within_s=0.015)
            left -= len(rows)
            at += 20 * MINUTE_S


@kind("batchable")
def contexts_for_each_chunk(w: World) -> None:
    """An index of a machine maker's manuals is built again with a line before each piece that says where it stands. The
    manual is put into the cache with its first piece, and the others read it there, six at a time, three manuals side
    by side. All manuals when the cutter was changed, two or three times, and each night the few that are new. The index
    is swapped by a person when it has been looked at."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=250)

    def piece(at: float, manual: int, is_first: bool) -> float:
        fresh, said = 130 + w.tokens(380, 0.2), w.tokens(72, 0.25)
        if manual < 2_048:
            return client.call(at, manual + fresh, said)
        if is_first:
            return client.call(at, fresh, said, write=manual)
        return client.call(at, fresh, said, read=manual)

    def build(at: float) -> float:
        manual = min(120_000, w.tokens(5_800, 0.8))
        end = piece(at, manual, True) + 0.02
        rows: list[Row] = [partial(piece, manual=manual, is_first=False)] * (manual // 420)
        return pool(w, end, rows, 6, between_s=0.01) if rows else end

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        pool(w, start, [build] * w.count(30), 3, between_s=0.4)
    for start in w.timer((w.pick(1, 4),), weekdays=(1, 2, 3, 4, 5)):
        pool(w, start, [build] * w.rng.randint(1, 3), 3, between_s=0.4)


@kind("batchable")
def texts_over_the_weekend(w: World) -> None:
    """A travel firm's texts of hotels are put into the voice of the new brand, and each is then held against the old
    one for facts that went missing. So that nobody's day is slowed it runs from Friday evening to Monday before dawn,
    three workers who rest between texts so that it lasts that long. The brand is launched after the winter."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=w.rng.random() < 0.4, max_tokens=1_500)
    check = w.client(w.model(SMALL), max_tokens=200)
    hotels = w.count(430)
    rest_s = 3 * 56 * HOUR_S / hotels

    def hotel(at: float) -> float:
        old, new = w.tokens(390, 0.4), w.tokens(360, 0.3)
        at = client.call(at, 1_150 + old, new) + 0.03
        return check.call(at, 330 + old + new, w.tokens(31, 0.7)) + w.draw(rest_s, 0.5)

    for start in w.timer((19,), weekdays=(4,)):
        rows: list[Row] = [hotel] * hotels
        pool(w, start, rows, 3, between_s=0.5)


@kind("batchable")
def marks_of_all_sellers(w: World) -> None:
    """On the first and the fifteenth a marketplace gives all its sellers a mark with a reason: a service sends so many
    a second, whatever comes back, and notes those that were turned away or cut short, to send them once more at the
    end. What a seller sees of it is a letter, some days later."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=260, retries=1, trouble=Trouble(share=0.03, bad_hours=5))
    every_s, hour = w.pick(0.1, 0.25, 0.5), w.pick(1, 11, 22)

    def seller(at: float) -> float:
        return client.call(at, 870 + w.tokens(640, 0.5), w.tokens(120, 0.4))

    for start in w.timer((hour,), late_s=10):
        day = int(start // DAY_S)
        if day in (0, 14):
            rows: list[Row] = [seller] * w.count(640)
            before = len(w.calls)
            end = paced(w, start, rows, every_s, noise=0.4)
            failed = sum(call.status == "errored" for call in w.calls[before:])
            paced(w, end + 30, rows[:failed], every_s, noise=0.4)


@kind("batchable")
def candidates_for_open_jobs(w: World) -> None:
    """A recruiter's service holds each open job against the people in its file, before midnight: the job and the rules
    are cached, and each person is read in turn, a dozen or forty for a job, three jobs side by side. Consultants find a
    list of five names with reasons when they come in, and call the people in the course of the week."""
    client = w.client(w.model(MIDDLE, SMALL, LARGE), max_tokens=500)

    def job(at: float) -> float:
        described, end = 1_300 + w.tokens(900, 0.4), 0.0
        for _ in range(w.tokens(15, 0.6)):
            warm = described if at - end < 290 else 0
            fresh, said = 40 + w.tokens(820, 0.4), w.tokens(125, 0.25)
            end = client.call(at, fresh, said, read=warm, write=described - warm, stop="tool_use", tools=1)
            at = end + w.draw(0.06, 0.8)
        return at

    for start in w.timer((23,), minute=w.pick(10, 30, 40), weekdays=(0, 1, 2, 3, 6)):
        rows: list[Row] = [job] * w.count(6, factor=1.8)
        pool(w, start, rows, 3, between_s=0.4)


@kind("batchable")
def twenty_rows_a_prompt(w: World) -> None:
    """A brewery's table of what bars have ordered in words is filled every six hours: a step of its builder puts twenty
    rows into one prompt and gets twenty lines back, prompt after prompt, and the last is shorter. Mostly less than ten
    prompts, more on Mondays. Planners look at sums by week."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_000)
    waiting, last = 0, 0.0
    orders = w.arrivals(560, OFFICE)
    for start in w.timer((0, 6, 12, 18), minute=w.pick(5, 20), late_s=25):
        waiting = sum(last <= order < start for order in orders)
        last = start
        rows: list[Row] = []
        for done in range(0, waiting, 20):
            size = min(20, waiting - done)
            fresh, said = sum(w.tokens(42, 0.5) for _ in range(size)), 9 * size + w.rng.randint(-8, 12)
            rows.append(partial(client.call, input_tokens=470 + fresh, output_tokens=max(5, said)))
        loop(w, start, rows, between_s=0.35)


@kind("batchable")
def files_dropped_by_dealers(w: World) -> None:
    """Dealers of farm machines drop files with what they have repaired, when they like; every three hours a script
    looks what is there, and has each line of each file put into codes, two files side by side and line after line.
    Nothing on some rounds, hundreds of lines on others. Dealers are paid by the codes at the end of the month."""
    client = w.client(w.model(SMALL, OLDER, MIDDLE), max_tokens=180, retries=3)
    every_s, rules = 3 * HOUR_S, round(w.about(900))
    minute_s = w.rng.randrange(60) * MINUTE_S
    rounds: dict[int, int] = {}
    for dropped in w.arrivals(5.0, OFFICE):
        number = int((dropped - minute_s) // every_s) + 1
        rounds[number] = rounds.get(number, 0) + 1

    def file(at: float) -> float:
        for _ in range(min(120, w.tokens(15, 0.8))):
            at = client.call(at + w.draw(0.02, 0.6), rules + w.tokens(75, 0.6), w.tokens(41, 0.25))
        return at

    for number, files in rounds.items():
        rows: list[Row] = [file] * files
        pool(w, number * every_s + minute_s + w.draw(3, 0.5), rows, 2, between_s=0.8)


@kind("batchable")
def names_for_playlists(w: World) -> None:
    """A music service gives the lists that were made for kinds of listeners a name each Monday at night: a job of a
    cluster starts a dozen pods, one after the other as there is room, and each goes through its part in a loop. A few
    words come back. The lists are shown from Thursday on."""
    client = w.client(w.model(SMALL), max_tokens=40)

    def pod(at: float, lists: int) -> float:
        for _ in range(lists):
            at = client.call(at + w.draw(0.015, 0.5), 350 + w.tokens(280, 0.25), w.tokens(9, 0.25))
        return at

    for start in w.timer((2,), weekdays=(0,)):
        at, lists = start, w.count(34, factor=1.2)
        for number in range(12):
            pod(at, lists - (number > 8))
            at += w.draw(5, 0.8)


@kind("batchable")
def portfolios_after_the_close(w: World) -> None:
    """When the exchange has closed a broker has a paragraph written on each portfolio that moved: few on quiet days and
    many on wild ones, by twenty calls at a time through a library that streams everything. An overload is waited for
    with patience. They are in the app the next morning, before it opens."""
    trouble = Trouble(share=0.01, bad_hours=5, bad_share=0.35)
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=800, retries=6, trouble=trouble)
    width, hour = w.pick(10, 20), w.pick(18, 19, 21)
    for start in w.timer((hour,), minute=w.pick(0, 10, 45), weekdays=WEEKDAYS):
        rows: list[Row] = [
            partial(client.call, input_tokens=980 + w.tokens(520, 0.5), output_tokens=w.tokens(105, 0.25))
            for _ in range(w.count(95, factor=3.0))
        ]
        pool(w, start + w.draw(15, 0.7), rows, width, between_s=0.01)


@kind("batchable")
def cases_for_the_auditors(w: World) -> None:
    """Once in the month, on its last working days, a chain store has its manual bookings explained for auditors: the
    largest model with a long answer, one at a time in a terminal, from morning until it is through or the connection is
    lost, and then from where it was. The auditors come in the month after."""
    client = w.client(w.model(LARGE, LARGE_OLDER), streamed=w.rng.random() < 0.5, max_tokens=3_000, retries=3)
    left = w.count(330)
    for start in w.timer((w.pick(8, 9),), weekdays=WEEKDAYS, late_s=1_500):
        if start < (w.month.days - 6) * DAY_S or left <= 0:
            continue
        today = min(left, w.count(150, factor=1.8))
        rows: list[Row] = [
            partial(client.call, input_tokens=2_400 + w.tokens(1_900, 0.8), output_tokens=w.tokens(520, 0.35))
            for _ in range(today)
        ]
        half = today // 2
        at = loop(w, start, rows[:half], between_s=0.8) + (w.draw(1_800, 0.8) if w.rng.random() < 0.4 else 0.0)
        loop(w, at, rows[half:], between_s=0.8)
        left -= today
