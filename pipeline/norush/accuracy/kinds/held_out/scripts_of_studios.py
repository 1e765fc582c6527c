"""Nobody waits for the single answer: what a dubbing house, a producer, a game maker, architects, a label and a fashion
house start by hand."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def dialogue_lists_adapted_for_dubbing(w: World) -> None:
    """A dubbing house has a first version of each dialogue list made before its authors work on it: when a season's
    lists have come a coordinator puts the episodes into a queue, six workers take scene after scene, with the show's
    glossary and the length of each line, into three or four languages. What has failed is put in again next morning.
    The authors begin in a week. A scene is one call, and all of them are known at the start."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_000, retries=4, trouble=Trouble(0.004, 5, 0.25))
    workers = w.pick(4, 6, 6, 8)

    def scene(at: float, glossary: int) -> float:
        lines = w.tokens(640, 0.6)
        return client.call(at, glossary + lines, min(4_000, round(lines * w.rng.uniform(0.8, 1.2))))

    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        glossary, languages, at = w.tokens(1_500, 0.3), w.rng.randint(3, 4), start
        for _ in range(w.rng.randint(6, 10)):  # an episode
            rows: list[Row] = [partial(scene, glossary=glossary)] * (languages * w.count(24, factor=1.3))
            at = pool(w, at, rows, workers, between_s=0.05) + w.draw(6, 0.6)
        if w.rng.random() < 0.5:
            again: list[Row] = [partial(scene, glossary=glossary)] * w.count(14, factor=1.6)
            pool(w, max(at, start + 17 * HOUR_S) + w.draw(HOUR_S, 0.4), again, workers, between_s=0.05)


@kind("batchable")
def scripts_of_a_contest_given_coverage(w: World) -> None:
    """A production company runs a contest of scripts, and before people read them each gets a coverage: a script sends
    the whole text three times, marked for the cache, for a logline, for the summary and for marks with reasons, one
    script after the other, half a day or a night long, since the pages are read off as pictures first; it stops on a
    broken PDF and is started again where it was. The readers' meeting is in ten days. No question needs the other's
    answer."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    asks = ((180, 60), (420, 620), (900, 480))
    for start in w.launches(2, OFFICE):
        at = start + w.rng.uniform(0, 2) * HOUR_S
        for _ in range(w.count(200, factor=1.4)):
            text = Prefix(min(60_000, w.tokens(21_000, 0.35)))
            rows: list[Row] = [
                partial(text.call, client, own_tokens=asked, output_tokens=min(2_000, w.tokens(said, 0.3)))
                for asked, said in asks
            ]
            at = loop(w, at, rows, between_s=0.05) + w.draw(140, 0.6)
            if w.rng.random() < 0.012:
                at += w.draw(2.5 * HOUR_S, 0.7)


@kind("batchable")
def recorded_talks_with_a_character_judged(w: World) -> None:
    """A game maker judges how its talking character held up in talks that testers recorded: an evaluation tool sends
    each talk with a sheet of criteria to a model, twelve at a time, and the next twelve when these are through, for
    one to three sheets; on most days before a milestone. The table is looked at in the meeting of the next day. The
    talks and the sheets are all there before the first call, and a verdict needs no other."""
    client = w.client(w.model(LARGE, MIDDLE, OLDER), max_tokens=800, retries=5)
    talks = [min(9_000, w.tokens(1_500, 0.5)) for _ in range(w.count(130, factor=1.3))]
    size = w.pick(8, 12, 12, 20)
    for start in w.launches(w.rng.randint(9, 13), OFFICE):
        at = start
        for _ in range(w.rng.choices((1, 2, 3), (5, 4, 1))[0]):
            sheet = w.tokens(850, 0.2)
            rows: list[Row] = [
                partial(client.call, input_tokens=sheet + talk, output_tokens=min(800, w.tokens(210, 0.4)))
                for talk in talks
            ]
            if w.rng.random() < 0.4:  # five first, to see that it runs
                at = chunks(w, at, rows[:5], size) + w.draw(90, 0.6)
            at = chunks(w, at, rows, size, between_s=0.1) + w.draw(45, 0.6)


@kind("batchable")
def product_sheets_read_for_specifications(w: World) -> None:
    """A design office keeps a library of lamps, doors and tiles: a folder of makers' sheets is read into fields by an
    async script with a semaphore of ten, a sheet a call, its pages as pictures; some folders a week, when somebody has
    gathered them. A sheet whose fields do not fit the scheme is sent a second time at the end. The library is used by
    next season's projects. Each sheet stands by itself."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=3)
    scheme, limit = round(w.about(1_250)), w.pick(5, 10, 10)

    def sheet(at: float) -> float:
        pages = w.rng.choices((1, 2, 4), (5, 4, 2))[0]
        said = min(1_500, w.tokens(330, 0.35))
        return client.call(at, scheme + pages * w.rng.randint(1_450, 1_600), said, stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(10, 14), OFFICE):
        rows: list[Row] = [sheet] * w.count(165, factor=1.8)
        end = pool(w, start, rows, limit, between_s=0.01)
        again = [row for row in rows if w.rng.random() < 0.05]
        if again:
            pool(w, end + w.draw(20, 0.6), again, limit, between_s=0.01)


@kind("batchable")
def royalty_statements_read_into_rows(w: World) -> None:
    """A label's bookkeepers get the statements of two hundred publishers and shops after the quarter, on paper and as
    PDF: a script with three threads reads page after page into rows, runs into the limit of tokens a minute and waits,
    for two or three days, since it is stopped in the evening now and then. A folder that came late is read in the week
    after. The sums are booked at the end of the month. No page needs another."""
    trouble = Trouble(share=0.03, bad_hours=14, bad_share=0.35)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_000, retries=7, trouble=trouble)
    fields, threads = round(w.about(950)), w.pick(2, 3, 3)

    def page(at: float) -> float:
        said = min(4_000, w.tokens(820, 0.5))
        return client.call(at + w.draw(1.2, 0.5), fields + w.rng.randint(1_450, 1_620), said)

    at = w.launches(5, OFFICE)[0]
    for part in range(w.rng.randint(5, 7)):
        rows: list[Row] = [page] * w.count(330, factor=1.5)
        at = pool(w, at, rows, threads, between_s=0.3)
        at += w.draw(12 * HOUR_S, 0.3) if part % 2 else w.draw(20 * MINUTE_S, 0.8)
    late: list[Row] = [page] * w.count(150, factor=1.6)
    pool(w, at + w.draw(100 * HOUR_S, 0.3), late, threads, between_s=0.3)


@kind("batchable")
def garments_of_an_archive_captioned(w: World) -> None:
    """A fashion house makes its archive of thirty years searchable: for each garment two photographs are fetched from
    a slow store and sent for cut, cloth, colours and a caption, by a container with two workers that runs for days; now
    and then it is put down by a new version and takes up its list after some hours. Designers have it next spring. A
    garment is one call."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=600, retries=5, trouble=Trouble(0.004, 6, 0.3))
    rules, workers, fetch_s = round(w.about(750)), w.pick(1, 2, 2, 3), w.about(26, 1.6)

    def garment(at: float) -> float:
        opened = at + w.draw(fetch_s, 0.5)
        return client.call(opened, rules + 2 * w.rng.randint(1_100, 1_550), min(600, w.tokens(175, 0.3)))

    at, left = w.launches(6, OFFICE)[0], w.count(3_600, factor=1.3)
    while left > 0:
        rows: list[Row] = [garment] * min(left, max(1, w.tokens(700 * w.scale, 0.6)))
        at = pool(w, at, rows, workers, between_s=0.1) + w.draw(3 * HOUR_S, 0.9)
        left -= len(rows)
