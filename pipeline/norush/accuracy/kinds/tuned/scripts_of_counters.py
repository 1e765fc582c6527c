"""Nobody waits for the single answer: what a building society, a bank, an insurer, a help line and an adviser start by
hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def complaints_of_five_years_put_under_causes(w: World) -> None:
    """A building society must tell its regulator why customers complained: an analyst's notebook sends each complaint
    of five years with the list of causes, a semaphore around an async client, tries a hundred, changes the list, tries
    them again, and lets the rest run over some afternoons, a year at a time. The table is due in a month, and no
    complaint needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500, retries=5, trouble=Trouble(0.006, 4, 0.3))
    rules, workers = round(w.about(900)), w.pick(5, 10, 10, 20)

    def complaint(at: float) -> float:
        return client.call(at, rules + min(6_000, w.tokens(420, 0.7)), min(500, w.tokens(115, 0.35)), stop="tool_use")

    afternoons = w.timer((13,), minute=w.rng.randrange(60), weekdays=WEEKDAYS, late_s=1.5 * HOUR_S)
    first = w.rng.randrange(len(afternoons) - 7)
    at = afternoons[first]
    for _ in range(w.rng.randint(2, 3)):
        trial: list[Row] = [complaint] * min(100, w.count(90, factor=1.1))
        at = pool(w, at, trial, workers, between_s=0.01) + w.draw(35 * MINUTE_S, 0.7)
    for afternoon in afternoons[first + 1 : first + 6]:
        rows: list[Row] = [complaint] * w.count(270, factor=1.4)
        pool(w, afternoon, rows, workers, between_s=0.01)


@kind("batchable")
def bot_of_a_help_line_held_against_known_questions(w: World) -> None:
    """Who looks after the bot of a help line holds a new prompt against ninety questions with known answers, from the
    command line: the bot answers, eight at once, with the pages that were found for each, then a larger model marks
    what came. Two or three runs on a day before a release. The report is read when it is all there, often on the next
    morning; within each pass no call needs another."""
    bot = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=900, retries=4)
    judge = w.client(w.model(LARGE, MIDDLE), max_tokens=400, retries=4)
    pages = [600 + w.tokens(1_900, 0.3) for _ in range(w.count(80, factor=1.3))]
    width = w.pick(4, 8, 8)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        at = start
        for _ in range(w.rng.choice((1, 2, 2))):
            answered: list[Row] = [
                partial(bot.call, input_tokens=page, output_tokens=min(900, w.tokens(190, 0.4))) for page in pages
            ]
            at = pool(w, at, answered, width, between_s=0.01) + w.draw(1.5, 0.5)
            marked: list[Row] = [
                partial(judge.call, input_tokens=850 + w.tokens(420, 0.3), output_tokens=min(400, w.tokens(90, 0.4)))
                for _ in pages
            ]
            at = pool(w, at, marked, width, between_s=0.01) + w.draw(45 * MINUTE_S, 0.7)


@kind("batchable")
def old_policies_read_into_a_new_system(w: World) -> None:
    """An insurer moves policies of the seventies into its new system: on working days at six what the old archive gives
    out is put into a queue, four to eight workers fetch a scan each, send the read text and write sums, riders and
    clauses into a table, some hours long, for a week or so until all are read. A worker that dies is started again and
    its policy comes back. The move is next year; a policy is one call of its own."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_500, retries=4, trouble=Trouble(0.008, 5, 0.35))
    rules, workers = round(w.about(1_600)), w.rng.randint(4, 8)
    archive_s = w.about(120)

    def policy(at: float) -> float:
        text, said = rules + min(30_000, w.tokens(4_600, 0.5)), min(2_500, w.tokens(560, 0.35))
        at += w.draw(archive_s, 0.5)
        if w.rng.random() < 0.015:  # its worker died before it had written
            at = client.call(at, text, said, stop="tool_use", tools=1) + w.draw(5 * MINUTE_S, 0.4)
        return client.call(at, text, said, stop="tool_use", tools=1)

    left, first = w.count(420, factor=1.2), w.rng.uniform(1, 12) * DAY_S
    for morning in w.timer((6,), minute=0, weekdays=WEEKDAYS, late_s=300):
        if morning < first or left <= 0:
            continue
        today = min(left, w.count(95, factor=1.2))
        rows: list[Row] = [policy] * today
        pool(w, morning, rows, workers, between_s=2.0)
        left -= today


@kind("batchable")
def leaflets_of_a_bank_in_plain_words(w: World) -> None:
    """A law wants a bank's leaflets to be understood: a script takes each leaflet of a folder and writes it in plain
    words, in the bank's four languages, one after the other; it is started again for those that the lawyers have
    changed. Three or four evenings in the month. People check them for weeks. No leaflet and no language is made from
    another."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_096, retries=2)
    rules, languages = round(w.about(800)), w.pick(3, 4, 4)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        rows: list[Row] = []
        for _ in range(w.count(16, factor=1.4)):
            words = min(9_000, w.tokens(1_700, 0.5))
            for _ in range(languages):
                said = min(4_096, max(60, round(words * w.rng.uniform(0.6, 1.1))))
                rows.append(partial(client.call, input_tokens=rules + words, output_tokens=said))
        loop(w, start + w.draw(5 * HOUR_S, 0.3), rows, between_s=0.4)


@kind("batchable")
def lines_of_statements_made_up_for_a_classifier(w: World) -> None:
    """A bank may not give real lines of statements to those who train its classifier, so lines are made up: for each
    sort of shop, land and manner of writing one call gives thirty lines, a gather over twelve and then the next twelve,
    from a small script on a laptop that is run whenever another sort is wanted. Doubles are thrown out at the end. The
    training is next week; no call knows of another."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=3_000, retries=3, trouble=Trouble(0.005, 3, 0.25))
    rules, size = round(w.about(480)), w.pick(8, 12, 12)

    def lines(at: float) -> float:
        return client.call(at, rules + w.tokens(70, 0.3), min(3_000, w.tokens(1_000, 0.2)))

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [lines] * w.count(84, factor=1.5)
        chunks(w, start, rows, size, between_s=0.3)


@kind("batchable")
def files_of_advice_reviewed_for_redress(w: World) -> None:
    """A firm of financial advisers must look through old files for advice that was not fit: each file goes with the
    long review guide, which is marked for the cache, to a model that answers the guide's questions; a limiter keeps to
    the tokens a minute that the firm was given. Some runs break off midway and are taken up on the next
    morning. Lawyers read the outcome over months, and a file needs no other."""
    client = w.client(w.model(MIDDLE, LARGE_OLDER, OLDER), max_tokens=2_000, retries=6, trouble=Trouble(0.01, 4, 0.3))
    length, every_s = round(w.about(6_500, 1.25)), w.pick(6.0, 10.0, 15.0)

    for start in w.launches(2, OFFICE):
        files = w.count(120, factor=1.3)
        done = w.rng.randint(files // 4, files // 2) if w.rng.random() < 0.6 else 0
        guide = Prefix(length)
        rows: list[Row] = [
            partial(
                guide.call,
                client,
                own_tokens=min(25_000, w.tokens(4_800, 0.5)),
                output_tokens=min(2_000, w.tokens(520, 0.3)),
            )
            for _ in range(files)
        ]
        if done:
            paced(w, start, rows[:done], every_s, noise=0.15)
        paced(w, start + (19 * HOUR_S if done else 0.0) + w.draw(MINUTE_S, 0.5), rows[done:], every_s, noise=0.15)
