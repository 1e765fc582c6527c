"""Nobody waits for the single answer: what somebody starts by hand, what goes on for days, what is made for a test."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, paced, pool, rows_of
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Client, Trouble, World


@kind("batchable")
def customs_codes_in_a_notebook(w: World) -> None:
    """An analyst of a forwarder has customs codes proposed for a list of goods, in a notebook: the cell is run on five
    rows, she looks, changes the prompt and runs it again, some times over; then on the whole list, in a loop or with a
    few threads, while she does other work. A kernel that dies begins again at the last hundred saved. The list goes to
    the customer at the end of the week; the tries are some rows of hundreds."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=300)
    threads, rules = w.pick(1, 1, 4, 8), round(w.about(1_300))
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at = start
        for _ in range(w.rng.randint(2, 6)):
            at = loop(w, at, rows_of(client, 5, 60, 42, fixed=rules), between_s=0.03) + 30 + w.draw(110, 0.8)
            rules = max(300, rules + round(w.rng.gauss(20, 60)))
        goods = w.count(310, factor=1.8)
        rows = rows_of(client, goods, 60, 42, fixed=rules)
        if goods > 150 and w.rng.random() < 0.3:
            died = w.rng.randrange(110, goods)
            at = pool(w, at, rows[:died], threads, between_s=0.015) + w.draw(400, 0.8)
            rows = rows[died - died % 100 :]
        pool(w, at, rows, threads, between_s=0.015)


@kind("batchable")
def lines_for_minor_characters(w: World) -> None:
    """A game studio fills its taverns: for each minor character and each mood ten lines in one call, of which a small
    model then strikes out what nobody would say there. A designer starts it before he goes home, for the characters of
    one quarter of the town; writers pick from the table in the next weeks."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_200)
    judge = w.client(w.model(SMALL), max_tokens=200)
    width, world_book = w.pick(4, 8), round(w.about(3_400))

    def mood(at: float, sheet: int) -> float:
        lines = w.tokens(250, 0.2)
        end = client.call(at, world_book + sheet, lines)
        return judge.call(end + 0.01, 410 + lines, w.tokens(44, 0.3))

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        sheets = [w.tokens(320, 0.4) for _ in range(w.count(17))]
        rows: list[Row] = [partial(mood, sheet=sheet) for sheet in sheets for _ in range(8)]
        pool(w, start, rows, width, between_s=0.012)


@kind("batchable")
def archive_in_the_quiet_hours(w: World) -> None:
    """A newspaper has the scans of its old volumes put right, page by page: the answer is the page again, without the
    errors, and streamed because it is long. In the small hours from Sunday to Thursday, at a pace that leaves the
    firm's limits to others, until the night's budget is spent; from a day in the month on, and when the month's budget
    is spent it stops. It will take years."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), streamed=True, max_tokens=8_000)
    every_s, pages = w.pick(12.0, 20.0, 30.0), w.count(105)
    first, last = w.rng.randrange(0, 6), w.rng.randrange(22, 32)

    def page(at: float) -> float:
        words = w.tokens(1_600, 0.5)
        return client.call(at, 420 + words, min(7_900, max(20, round(words * w.rng.uniform(0.86, 1.02)))))

    for start in w.timer((w.pick(1, 2),), weekdays=(0, 1, 2, 3, 6), late_s=5):
        if first <= start / DAY_S < last:
            rows: list[Row] = [page] * round(pages * w.rng.uniform(0.8, 1.1))
            paced(w, start, rows, every_s, noise=0.05)


@kind("batchable")
def prefixes_of_recorded_calls(w: World) -> None:
    """Before a new prompt goes to a call centre it is tried on recorded calls: at each half minute of a recording, with
    what had been said until then, would it have spoken up, and what would it have said? Each recording is one thread's,
    from its beginning to its end, once with the old prompt and once with the new one. No answer goes into a later
    prompt. The quality team looks at the differences on another day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250)
    threads, prompts = w.pick(2, 4), (round(w.about(1_200)), round(w.about(1_450)))
    recordings = [[w.tokens(85, 0.35) for _ in range(w.tokens(12, 0.5))] for _ in range(w.count(19))]

    def replay(at: float, said: list[int]) -> float:
        for prompt in prompts:
            heard = 0
            for words in said:
                heard += words
                at = client.call(at, prompt + heard, w.tokens(64 if w.rng.random() < 0.3 else 9, 0.2)) + 0.006
        return at

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        pool(w, start, [partial(replay, said=said) for said in recordings], threads)


@kind("batchable")
def validation_in_matrix_jobs(w: World) -> None:
    """A bank must show that its model for complaints holds: each Sunday a pipeline makes a job for each of two models
    and three languages, as many at a time as there are runners, and each goes through its cases in a loop, three times
    each and then marked by a judge. Once or twice in the month it is started by hand too. A table for those who watch
    over models."""
    judge = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=300)
    tried = [w.client(w.model(model), max_tokens=400) for model in (SMALL, MIDDLE)]
    runners, cases = w.pick(2, 3), [w.tokens(340, 0.5) for _ in range(w.count(16))]

    def job(at: float, model: int, factor: float) -> float:
        at += w.draw(45, 0.4)
        for case in cases:
            text = round(case * factor)
            for _ in range(3):
                at = tried[model].call(at, 730 + text, w.tokens(90, 0.3)) + 0.01
            at = judge.call(at, 1_150 + text + 270, w.tokens(70, 0.4)) + 0.01
        return at

    starts = [*w.timer((w.pick(1, 3),), weekdays=(6,), late_s=30), *w.launches(w.rng.randint(1, 2), OFFICE)]
    for start in starts:
        jobs = [partial(job, model=model, factor=factor) for model in (0, 1) for factor in (1.0, 1.15, 1.3)]
        pool(w, start, jobs, runners, between_s=4.0)


@kind("batchable")
def subtitles_of_a_back_catalogue(w: World) -> None:
    """Old series get subtitles in two more languages: forty lines a call, with the ten lines before them in the
    language of the original, one call after the other, streamed, an episode and then the next. Somebody starts it on
    his own machine for some episodes, closes it for the way home, and it goes on where it was. A reader goes over each
    file before it is shown, weeks later."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=4_000)
    style = round(w.about(1_100))
    for start in w.launches(w.rng.randint(6, 8), OFFICE):
        at = start
        for _ in range(w.count(4.5)):
            lines = [w.tokens(560, 0.18) for _ in range(w.rng.randint(10, 26))]
            for _ in range(2):
                for block in lines:
                    at = client.call(at, style + 140 + block, round(block * w.rng.uniform(0.95, 1.3)))
                    is_closed = w.rng.random() < 0.006
                    at += w.draw(1.3 * HOUR_S, 0.6) if is_closed else w.draw(0.06, 0.6)


@kind("batchable")
def first_pass_of_a_discovery(w: World) -> None:
    """A law firm must find in the other side's papers what matters to a case. A vendor hands the papers over in lots,
    some days apart and at any time of the day; each lot goes through workers of which there are more the more is left.
    What matters is written in a long protocol, which is cached; the answer is a short form. Associates begin to read
    when all lots are through."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=700, retries=4)
    most = w.pick(8, 16, 24)
    for begun in w.launches(w.rng.randint(1, 2), OFFICE):
        at, protocol = begun, w.tokens(5_500, 0.3)
        for _ in range(w.rng.randint(5, 9)):
            _lot(client, at, protocol, most)
            at += w.draw(16 * HOUR_S, 0.7)


def _lot(client: Client, at: float, protocol: int, most: int) -> None:
    """One lot of papers, with a worker for so many that are left."""
    w, warm_until = client.world, 0.0

    def paper(at: float) -> float:
        nonlocal warm_until
        read = protocol if at < warm_until else 0
        warm_until = at + 290
        text = min(90_000, w.tokens(1_250, 1.1))
        return client.call(
            at, 40 + text, w.tokens(95, 0.35), read=read, write=protocol - read, stop="tool_use", tools=1
        )

    rows: list[Row] = [paper] * w.count(215, factor=1.8)
    while rows:
        workers = min(most, max(2, len(rows) // 14))
        part, rows = rows[: workers * 5], rows[workers * 5 :]
        at = pool(w, at, part, workers, between_s=0.06)


@kind("batchable")
def exam_questions_solved_five_times(w: World) -> None:
    """A university builds a bank of questions: each is written by a large model, solved five times at once, and kept if
    four agree; then it gets three wrong answers and a hint. A few questions are on their way at a time. A doctoral
    student starts it on the group's server and looks in after the weekend; lecturers choose from the bank before the
    next term."""
    write = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=1_500)
    solve = w.client(w.model(MIDDLE, LARGE), max_tokens=4_000)
    finish = w.client(w.model(MIDDLE, SMALL), max_tokens=600)
    width = w.pick(2, 3, 6)

    def question(at: float) -> float:
        asked = w.tokens(150, 0.35)
        at = write.call(at, 1_650 + w.tokens(120, 0.5), asked) + 0.01
        rows: list[Row] = [lambda at: solve.call(at, 210 + asked, w.tokens(540, 0.6))] * 5
        at = at_once(w, at, rows, within_s=0.006) + 0.01
        return finish.call(at, 520 + 2 * asked, w.tokens(170, 0.3)) if w.rng.random() < 0.62 else at

    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        pool(w, start, [question] * w.count(95), width, between_s=0.02)


@kind("batchable")
def alt_texts_through_sidekiq(w: World) -> None:
    """When a supplier's pictures are in, an online shop puts a job for each into its queue: fetch it, have it described
    in a sentence, write the sentence down. Three processes of five threads; when a new version is rolled out they stop
    within half a minute one after the other, and what was under way is done again. For people who cannot see, and for
    search engines, whenever they next come by."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120)
    threads, shop = w.pick(10, 15), round(w.about(300))

    def picture(at: float) -> float:
        size = w.pick(1_180, 1_180, 1_560, 1_600, 790)
        return client.call(at + w.draw(0.35, 0.6), shop + size + w.rng.randint(0, 30), w.tokens(38, 0.25)) + 0.03

    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        at, rows = start, [picture] * w.count(255, factor=2)
        if w.rng.random() < 0.3:
            stop = w.rng.randrange(1, len(rows))
            at = pool(w, at, rows[:stop], threads, between_s=0.02) + w.rng.uniform(6, 30)
            rows = rows[max(0, stop - threads) :]
        pool(w, at, rows, threads, between_s=0.02)


@kind("batchable")
def mails_blacked_out_for_a_request(w: World) -> None:
    """A citizen has asked a ministry for all mails on a matter, and names must be blacked out first: a shell script
    hands each mail to a model, six or so processes at a time, and writes down which failed, for it does not try again;
    those are run once more by hand when somebody looks, after lunch or the next day. The mail comes back with its names
    marked. A lawyer reads all of it before it goes out; the law gives a month."""
    trouble = Trouble(share=0.025, bad_hours=4, bad_share=0.3)
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=6_000, retries=0, trouble=trouble)
    processes = w.pick(4, 6, 10)

    def mail(at: float) -> float:
        words = min(5_000, w.tokens(430, 0.9))
        return client.call(at + w.draw(0.09, 0.4), 540 + words, max(6, round(words * w.rng.uniform(0.95, 1.1))))

    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        at, left = start, w.count(400, factor=1.7)
        while left > 0:
            before = len(w.calls)
            at = pool(w, at, [mail] * left, processes, between_s=0.03)
            left = sum(call.status == "errored" for call in w.calls[before:])
            at += w.draw(2.5 * HOUR_S, 0.9)


@kind("batchable")
def leftovers_each_night(w: World) -> None:
    """A customer file is cleaned: each night a job asks about every record that does not yet pass the checks, streamed
    because somebody copied it from an example. On the first night these are many hundred, then each night about a third
    less, since what comes back is entered by day; towards the end a handful that nobody can clean comes up again each
    night. A project with a date in the next quarter."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=600)
    threads, left, stays = w.pick(3, 6), float(w.count(640, factor=1.7)), w.about(0.68, 1.15)
    first, hopeless = w.rng.randrange(0, 9), w.rng.randint(3, 9)
    rules = round(w.about(1_600))
    for start in w.timer((w.pick(0, 3, 23),), weekdays=(0, 1, 2, 3, 4, 6), late_s=4):
        if start / DAY_S >= first:
            rows = rows_of(client, round(left) + hopeless, 130, 74, fixed=rules, sigma=0.35)
            pool(w, start, rows, threads, between_s=0.03)
            left *= stays * w.rng.uniform(0.9, 1.1)


@kind("batchable", "uncertain")
def cards_each_half_hour(w: World) -> None:
    """A museum's card index is read into its catalogue by a script that a timer starts each half hour and that takes
    the next card or two, day and night, weeks on end, because the one who wrote it was told to be kind to the machine.
    When a lock is left behind it stands still until somebody comes on Monday. Nobody has asked for the catalogue before
    next year; a log that shows this little may leave one unsure."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    cards, at, stopped_until = w.count(1.7), w.rng.randrange(30) * MINUTE_S, 0.0
    while at < w.month.length_s:
        if w.rng.random() < 0.0008:
            weekday = (w.month.began_at.weekday() + int(at // DAY_S)) % 7
            stopped_until = (at // DAY_S + 7 - weekday) * DAY_S + 9 * HOUR_S
        if at >= stopped_until:
            loop(w, at + 0.5 + w.draw(1.2, 0.5), rows_of(client, cards, 1_250, 110, fixed=640, sigma=0.12), 0.4)
        at += 30 * MINUTE_S
