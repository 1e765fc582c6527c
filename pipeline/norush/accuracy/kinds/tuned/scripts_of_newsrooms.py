"""Nobody waits for the single answer: what archives, publishers, studios and labels start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def negatives_of_a_picture_agency_captioned(w: World) -> None:
    """A picture agency has its negatives scanned and captioned for the search: picture and the typed slip from its bag
    go in, caption, words and a guess of the year come out. Boxes of some hundreds come back from the scanner every few
    days, their ids go into a queue, and a handful of workers empty it within the afternoon or the night, slow enough
    for the account's limit. A box whose slips were cut off was done again. They go online in spring; a negative needs
    no other."""
    client = w.client(
        w.model(SMALL, MIDDLE), max_tokens=500, retries=6, trouble=Trouble(share=0.008, bad_hours=5, bad_share=0.25)
    )
    rules, workers, rest_s = round(w.about(850)), w.pick(2, 4, 6), w.about(1.5, 2.0)

    def negative(at: float) -> float:
        own = w.rng.choice((1_150, 1_568, 1_568)) + w.tokens(130, 0.5)
        return client.call(at, rules + own, min(500, w.tokens(140, 0.3)), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(7, 11), OFFICE):
        rows: list[Row] = [negative] * w.count(165, factor=1.6)
        end = pool(w, start, rows, workers, between_s=rest_s)
        if w.rng.random() < 0.12:
            pool(w, end + w.draw(DAY_S, 0.5), rows, workers, between_s=rest_s)


@kind("batchable")
def old_broadcasts_cut_into_items(w: World) -> None:
    """A broadcaster's archive has the transcripts of thirty years of its evening news cut into items with title, place
    and persons: an asyncio script with a semaphore goes through a year at a time, a transcript is one call, and a new
    year is started when somebody has looked at samples of the last one. Results are appended to a file, so that after a
    crash it goes on with what is missing. For a search that opens in half a year; a broadcast needs no other."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=3_000, retries=5, trouble=Trouble(0.004, 4, 0.3))
    rules, width = round(w.about(1_100)), w.pick(5, 10, 10, 20)

    def broadcast(at: float) -> float:
        return client.call(at, rules + min(12_000, w.tokens(4_300, 0.25)), min(3_000, w.tokens(820, 0.3)))

    at = w.launches(5, OFFICE)[0]
    for _ in range(w.rng.randint(3, 5)):
        rows: list[Row] = [broadcast] * w.count(120, factor=1.25)
        pool(w, at, rows[:8], 8, between_s=0.01)
        at += 6 * MINUTE_S + w.draw(8 * MINUTE_S, 0.5)
        died = w.rng.randrange(20, len(rows)) if w.rng.random() < 0.3 and len(rows) > 40 else len(rows)
        end = pool(w, at, rows[:died], width, between_s=0.01)
        if died < len(rows):
            end = pool(w, end + w.draw(HOUR_S, 0.9), rows[died:], width, between_s=0.01)
        at = end + w.draw(2.5 * DAY_S, 0.5)


@kind("batchable")
def house_style_put_to_several_prompts(w: World) -> None:
    """Before a newsroom changes the prompt of its copy tool it holds candidates against paragraphs that its editors
    have corrected: a tool for prompt tests with four calls at a time runs each paragraph through each prompt, a program
    counts what was caught. What has not changed comes out of the cache of the tool, so that after the first run of a
    series only one prompt is asked, on the next day, when two editors have looked at the table. From a laptop, a few
    series in the month. Each cell stands alone, and a run is looked at a day later."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, retries=3)
    paragraphs = [min(900, w.tokens(170, 0.4)) for _ in range(w.count(110, factor=1.3))]
    prompts = [round(w.about(950)) for _ in range(w.pick(3, 4))]

    def cells(many: int, wanted: list[int]) -> list[Row]:
        return [
            partial(client.call, input_tokens=prompt + words, output_tokens=min(800, round(words * w.draw(0.9, 0.3))))
            for words in paragraphs[:many]
            for prompt in wanted
        ]

    for series in w.launches(w.rng.randint(2, 4), OFFICE):
        at = pool(w, series, cells(len(paragraphs), prompts), 4, between_s=0.02)
        for _ in range(w.rng.randint(1, 5)):
            changed = w.rng.randrange(len(prompts))
            prompts[changed] = round(prompts[changed] * w.draw(1.05, 0.1))
            at += w.rng.uniform(0.85, 1.3) * DAY_S
            if w.rng.random() < 0.4:  # does it start at all
                at = pool(w, at, cells(5, [prompts[changed]]), 4, between_s=0.02) + w.draw(3 * MINUTE_S, 0.7)
            at = pool(w, at, cells(len(paragraphs), [prompts[changed]]), 4, between_s=0.02)


@kind("batchable")
def reviews_of_a_game_put_under_complaints(w: World) -> None:
    """Two weeks after a game is out somebody of the studio puts its reviews under complaints in a notebook: a loop with
    a bar over a table, one review after the other, in twelve languages. First fifty, then the list of complaints is
    changed, then all; a patch later those that came since, and once more everything because a complaint was missing.
    The producers see it on the slides of the month. A review needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=2)
    rules, between_s = round(w.about(1_300)), w.about(0.03, 2.0)

    def reviews(many: int) -> list[Row]:
        return [
            partial(
                client.call,
                input_tokens=rules + min(2_500, w.tokens(95, 1.0)),
                output_tokens=min(150, w.tokens(38, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(many)
        ]

    many, start = w.count(1_400, factor=1.4), w.launches(3, OFFICE)[0]
    at = loop(w, start, reviews(min(50, many)), between_s=between_s)
    at = loop(w, at + w.draw(20 * MINUTE_S, 0.7), reviews(many), between_s=between_s)
    for share in (0.25, 1.1) if w.rng.random() < 0.6 else (0.3,):
        at = loop(w, at + w.rng.uniform(3, 6) * DAY_S, reviews(max(1, round(many * share))), between_s=between_s)


@kind("batchable")
def headlines_made_up_for_a_filter(w: World) -> None:
    """A site that gathers news teaches a small filter of its own to know headlines that promise too much: for each of
    some thousand articles a framework for synthetic data asks for an honest and a loud headline, slices of forty, the
    next slice when the one before is through; answers that are no JSON are asked for again in a last round. Three
    rounds in the month with other words in the prompt. The filter is trained when all are there; an article stands for
    itself."""
    model = w.model(MIDDLE, OLDER, SMALL)
    client = w.client(model, max_tokens=1_024, retries=6, trouble=Trouble(0.006, 4, 0.3))
    size = w.pick(20, 40, 40)

    def pair(at: float) -> float:
        return client.call(at, 550 + min(5_000, w.tokens(780, 0.5)), min(1_024, w.tokens(165, 0.3)))

    at = w.launches(4, OFFICE)[0]
    for _ in range(w.rng.randint(2, 3)):
        rows: list[Row] = [pair] * w.count(700, factor=1.3)
        end = chunks(w, at, rows[:60], size, between_s=0.4) + w.draw(30 * MINUTE_S, 0.7)
        end = chunks(w, end, rows, size, between_s=0.4)
        end = chunks(w, end + 2, rows[: round(len(rows) * w.rng.uniform(0.01, 0.06))], size, between_s=0.4)
        at = end + w.draw(3.5 * DAY_S, 0.4)


@kind("batchable")
def rights_list_worded_for_a_book_fair(w: World) -> None:
    """A book publisher's rights department has the list for a fair put into five languages from the German: title, two
    paragraphs, life of the author. A script with a limiter of so many calls a minute goes through title and language;
    three weeks before the fair the first lot, then what has come late, then what editors changed, each lot from the
    beginning. It is read by people before it is printed. A text in a language needs no other text."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=2_000, retries=4, trouble=Trouble(0.003, 3, 0.2))
    rules, every_s = round(w.about(900)), 60 / w.pick(10, 20, 30, 50)
    start = w.launches(6, OFFICE)[0]
    for titles in (w.count(80, 1.3), w.count(20, 1.6), w.count(40, 1.5)):
        texts = [min(1_800, w.tokens(520, 0.35)) for _ in range(titles)]
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + words,
                output_tokens=min(2_000, round(words * w.rng.uniform(0.9, 1.3))),
            )
            for words in texts
            for _ in range(5)
        ]
        start = paced(w, start, rows, every_s, noise=0.06) + w.rng.uniform(2, 6) * DAY_S


@kind("batchable")
def scenes_of_bought_scripts_broken_down(w: World) -> None:
    """A film company that buys scripts has each broken down for a first budget: persons, places, animals, night or day,
    a call a scene, fifty to a hundred and fifty scenes. A thread pool that halves itself when the limit is hit. A few
    scripts on some days, none for days, and older ones from the shelf when there is time. The budget is made next week;
    a scene is broken down by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=3, trouble=Trouble(0.006, 4, 0.3))
    rules, most = round(w.about(1_050)), w.pick(8, 8, 16)
    for start in w.launches(w.rng.randint(9, 13), OFFICE):
        at = start
        for _ in range(w.rng.choice((1, 1, 2, 3))):
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=rules + min(6_000, w.tokens(520, 0.8)),
                    output_tokens=min(900, w.tokens(210, 0.4)),
                    stop="tool_use",
                    tools=1,
                )
                for _ in range(w.count(85, factor=1.6))
            ]
            at = adaptive(w, at, rows, most) + w.draw(9 * MINUTE_S, 1.0)
