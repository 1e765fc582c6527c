"""Nobody waits for the single answer: what engineers and analysts of a group start by hand - a bot held against cases,
goods for a new country, agreements of carriers, made-up calls, positions of subsidiaries, reports from the field."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def bot_held_against_cases_in_nine_languages(w: World) -> None:
    """A telecoms group holds its service bot against three dozen cases in each of nine languages before a prompt goes
    out to the brands: one script, language after language, answers through an async pool with a semaphore, then a judge
    over all answers of the language. Two cases of each as a smoke test first, a language alone when it was bad. Once or
    twice a week; the brands meet on the table of marks days later, and no case needs another."""
    bot = w.client(w.model(SMALL, MIDDLE), max_tokens=600, retries=3, trouble=Trouble(0.004, 3, 0.3))
    judge = w.client(w.model(MIDDLE, OLDER), max_tokens=300, retries=3, trouble=Trouble(0.004, 3, 0.3))
    width, prompt = w.pick(5, 8, 10, 16), round(w.about(1_600, 1.3))

    def language(at: float, cases: int) -> float:
        said = [min(600, w.tokens(150, 0.4)) for _ in range(cases)]
        asked: list[Row] = [
            partial(bot.call, input_tokens=prompt + w.tokens(90, 0.7), output_tokens=one) for one in said
        ]
        marked: list[Row] = [
            partial(judge.call, input_tokens=520 + one + w.tokens(120, 0.5), output_tokens=w.tokens(70, 0.3))
            for one in said
        ]
        at = pool(w, at, asked, width, between_s=0.01) + w.draw(0.4, 0.5)
        return pool(w, at, marked, width, between_s=0.01) + w.draw(0.8, 0.5)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at = start
        if w.rng.random() < 0.6:
            for _ in range(9):
                at = language(at, 2)
            at += w.draw(6 * MINUTE_S, 0.8)
        for _ in range(9):
            at = language(at, w.count(36, factor=1.15))
        if w.rng.random() < 0.5:
            language(at + w.draw(40 * MINUTE_S, 0.9), w.count(36, factor=1.15))


@kind("batchable")
def goods_worded_for_a_country_that_opens(w: World) -> None:
    """A retail group opens shops in another country, and its whole range needs texts in that language: all articles lie
    in a queue, workers in a container take one after the other under a limit that is kept low for the shops' own
    traffic, more slowly when it is day at headquarters. A deploy or a full disk stops it once or twice for some hours;
    what failed is put back at the end. Two days to five, and shops open in six weeks. Each text stands by itself."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700, retries=5, trouble=Trouble(0.006, 5, 0.35))
    workers, pause, shift = w.pick(2, 3, 4), w.about(90, 1.4), w.rng.randrange(24)
    rules = round(w.about(900, 1.3))

    def article(at: float) -> float:
        end = client.call(at, rules + min(2_500, w.tokens(280, 0.5)), min(700, w.tokens(240, 0.35)))
        is_day = 8 <= (at // HOUR_S + shift) % 24 < 19
        return end + w.draw(pause if is_day else pause / 3, 0.8)

    articles = w.count(2_400, factor=1.25)
    at = min(w.launches(2, OFFICE)[0], 20 * DAY_S)
    pool(w, at, [article] * min(20, articles), 1)
    at += w.draw(3 * HOUR_S, 0.6)
    stops = sorted(w.rng.randint(1, articles) for _ in range(w.rng.choice((1, 1, 2))))
    for first, last in zip([0, *stops], [*stops, articles], strict=True):
        at = pool(w, at, [article] * (last - first), workers) + w.draw(4 * HOUR_S, 0.7)
    pool(w, at, [article] * round(articles * w.rng.uniform(0.005, 0.03)), workers)


@kind("batchable")
def agreements_of_carriers_read_into_fields(w: World) -> None:
    """A carrier has some hundreds of roaming and interconnection agreements with carriers of other countries, and legal
    wants term, notice, prices and forum of each in a table: a script cuts each into its parts, some threads, a part a
    call with a tool for the fields, then one more call that puts the parts of an agreement together. A country on an
    afternoon, and once more when the fields were changed. The table is for a talk in a month, no agreement needs
    another, and its parts go one after the other only because the loop was written so: two rounds would do."""
    reader = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_200, retries=2, trouble=Trouble(0.004, 3, 0.3))
    threads, rules = w.pick(3, 4, 4, 6), round(w.about(900))

    def agreement(at: float) -> float:
        parts = min(12, w.tokens(3.5, 0.6))
        for _ in range(parts):
            asked = rules + min(7_000, w.tokens(1_800, 0.4))
            at = reader.call(at, asked, min(1_200, w.tokens(130, 0.5)), stop="tool_use", tools=1) + 0.02
        return reader.call(at, 600 + 140 * parts, min(1_200, w.tokens(230, 0.3)), stop="tool_use", tools=1) + 0.1

    for start in w.launches(w.rng.randint(7, 9), OFFICE):
        files = w.count(34, factor=1.5)
        end = pool(w, start, [agreement] * files, threads, between_s=0.15)
        if w.rng.random() < 0.25:
            pool(w, end + w.draw(1.5 * HOUR_S, 0.8), [agreement] * files, threads, between_s=0.15)


@kind("batchable")
def made_up_calls_in_dialects(w: World) -> None:
    """A call-centre group trains a small model of its own for intents and wants callers it has not heard: from a
    notebook, for each intent and each dialect - Egyptian, Rioplatense, Swiss German - twenty made-up first sentences
    and short dialogues, gathered by slices of ten, written to a file after each. Another call says for each whether it
    sounds like that. Three or four long sittings, a slice anew when it was dull. Training is next month."""
    writer = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=2, trouble=Trouble(0.006, 3, 0.3))
    judge = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=2, trouble=Trouble(0.006, 3, 0.3))
    rules, size = round(w.about(650)), w.pick(8, 10, 10, 20)

    def dialogue(at: float) -> float:
        return writer.call(at, rules + w.tokens(60, 0.4), min(1_500, w.tokens(420, 0.4)))

    def mark(at: float) -> float:
        return judge.call(at, 430 + w.tokens(420, 0.4), min(150, w.tokens(45, 0.3)))

    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        at = start
        for _ in range(w.rng.randint(4, 8)):
            rows = w.count(42, factor=1.5)
            at = chunks(w, at, [dialogue] * rows, size, between_s=0.3) + w.draw(2, 0.5)
            at = chunks(w, at, [mark] * rows, 2 * size, between_s=0.1) + w.draw(4 * MINUTE_S, 1.0)


@kind("batchable")
def positions_of_subsidiaries_put_on_one_ladder(w: World) -> None:
    """A holding puts the positions of its subsidiaries - thirty systems, eleven languages - on one ladder of jobs: an
    analyst's script walks through the export of a country row by row, in sequence, with waits that grow after a 429,
    and appends to a file, so that it goes on where the laptop was shut. A country or two a day over three weeks. The
    committee of remuneration sees it at the end of the quarter; a row needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=300, retries=6, trouble=Trouble(0.005, 5, 0.35))
    ladder = round(w.about(2_200, 1.3))

    def position(at: float) -> float:
        return client.call(at, ladder + min(1_500, w.tokens(140, 0.7)), min(300, w.tokens(70, 0.3)))

    for start in w.launches(w.rng.randint(11, 15), OFFICE):
        rows, at = min(700, w.tokens(130 * w.scale, 0.7)), start
        shut = w.rng.randint(1, rows) if w.rng.random() < 0.25 else rows
        at = loop(w, at, [position] * shut, between_s=w.pick(0.02, 0.2, 0.5))
        if shut < rows:
            loop(w, at + w.rng.uniform(12, 18) * HOUR_S, [position] * (rows - shut), between_s=0.1)


@kind("batchable")
def reports_from_the_field_put_into_three_languages(w: World) -> None:
    """An aid organisation's archive of field reports is put into English, French and Spanish for its donors' portal: a
    paragraph a call, paced by a limiter to so many a minute, a report after the other, for an hour or so on each of
    ten days, started by hand from a laptop that is left alone. What a check of lengths finds wanting is sent once
    more at the end of the day. The portal opens in spring, and paragraphs do not need each other."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=900, retries=4, trouble=Trouble(0.004, 4, 0.3))
    rules, a_minute = round(w.about(420)), w.pick(3, 4, 6, 10)

    def paragraph(at: float) -> float:
        words = min(800, w.tokens(150, 0.5))
        return client.call(at, rules + words, min(900, round(words * w.rng.uniform(1.0, 1.5))))

    for start in w.launches(w.rng.randint(10, 13), OFFICE):
        rows = w.count(240, factor=1.5)
        end = paced(w, start, [paragraph] * rows, 60 / a_minute)
        again = round(rows * w.rng.uniform(0, 0.05))
        if again:
            paced(w, end + w.draw(90, 0.5), [paragraph] * again, 60 / a_minute)


@kind("batchable")
def old_chats_given_a_cause_for_a_new_client(w: World) -> None:
    """An outsourcer has won a client and gives each of the client's chats of last year one of forty causes, to know how
    many heads it needs at which hour and in which language: a script whose pool grows until the limit bites and then
    halves, some thousands of chats, in two goes, since the causes were wrong at first. Planning is due in two
    weeks, and a chat needs no other."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=120, retries=8, trouble=Trouble(0.012, 5, 0.35))
    causes, most = round(w.about(1_000, 1.3)), w.pick(10, 20, 30)

    def chat(at: float) -> float:
        return client.call(at, causes + min(5_000, w.tokens(480, 0.6)), min(120, w.tokens(35, 0.3)))

    first, second = sorted(w.launches(2, OFFICE))
    pool(w, first, [chat] * w.count(50), 5)
    adaptive(w, first + w.draw(HOUR_S, 0.5), [chat] * w.count(900, factor=1.3), most)
    adaptive(w, second + 20 * MINUTE_S, [chat] * w.count(2_300, factor=1.3), most)


@kind("batchable")
def models_compared_on_letters_of_ten_branches(w: World) -> None:
    """A bank's platform team compares three models on letters that branches abroad have sent, before it lets them be
    used there: a harness runs model after model with eight threads over the same letters, each has to give fields, and
    a large model says which of the answers is wrong. Run in the evening, once a week, and twice when a model is new.
    The risk committee gets the table; all prompts are there before the first is sent."""
    models = (SMALL, MIDDLE, OLDER)
    clients = [w.client(w.model(one), max_tokens=600, retries=3, trouble=Trouble(0.004, 3, 0.3)) for one in models]
    judge = w.client(w.model(LARGE, MIDDLE, OLDER), max_tokens=250, retries=3, trouble=Trouble(0.004, 3, 0.3))
    threads, rules = w.pick(4, 8, 8, 12), round(w.about(750))
    letters = [min(4_000, w.tokens(520, 0.6)) for _ in range(w.count(90, factor=1.3))]
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at = start + w.draw(20, 0.5)
        for client in clients:
            rows: list[Row] = [
                partial(client.call, input_tokens=rules + one, output_tokens=min(600, w.tokens(110, 0.3)))
                for one in letters
            ]
            at = pool(w, at, rows, threads, between_s=0.01) + w.draw(3, 0.5)
        marks: list[Row] = [
            partial(judge.call, input_tokens=480 + one + 330, output_tokens=min(250, w.tokens(60, 0.3)))
            for one in letters
        ]
        pool(w, at, marks, threads, between_s=0.01)
