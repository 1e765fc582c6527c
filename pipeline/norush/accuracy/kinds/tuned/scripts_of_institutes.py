"""Nobody waits for the single answer: what a political scientist, a laboratory, a medical school, a statistics office,
a faculty and an environment agency start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, Trouble, World


@kind("batchable")
def speeches_of_a_parliament_annotated(w: World) -> None:
    """A political scientist has speeches of a parliament annotated with a codebook: a hundred in a notebook, held
    against what two students coded by hand, the codebook changed, the same hundred again; then all of the sample with
    asyncio and a semaphore, the codebook marked for the cache, and a week later a part of it with another model for the
    appendix. The paper is written over months; a speech needs no other."""
    speeches = [min(6_000, w.tokens(480, 0.7)) for _ in range(w.count(760, factor=1.3))]
    model, other, width = w.model(MIDDLE, OLDER), w.model(OLDER, LARGE), w.pick(8, 16, 24)

    def annotated(at: float, model: str, sample: list[int], workers: int) -> float:
        client = w.client(model, max_tokens=600, retries=5, trouble=Trouble(0.004, 3, 0.3))
        codebook = Prefix(round(w.about(1_900, 1.3)))

        def row(words: int) -> Row:
            return lambda at: codebook.call(client, at, words, min(600, w.tokens(120, 0.3)), stop="tool_use", tools=1)

        return pool(w, at, [row(words) for words in sample], workers, between_s=0.01)

    at = min(w.launches(1, OFFICE)[0], 12 * DAY_S)
    for _ in range(w.rng.randint(2, 4)):
        at = annotated(at, model, speeches[: len(speeches) // 6], 4) + w.draw(5 * HOUR_S, 0.9)
    at = annotated(at + DAY_S, model, speeches, width)
    annotated(at + w.draw(6 * DAY_S, 0.3), other, speeches[: len(speeches) // 3], width)


@kind("batchable")
def benchmark_before_a_paper_deadline(w: World) -> None:
    """A research laboratory measures models on its own benchmark with a framework for evaluations: all tasks at ten
    connections or so, the answer thought out step by step and marked by a program, which needs no model. One run for
    each model and prompt, some of them begun again because the framework had given up after too many errors. In the
    ten days before a paper is due, evenings too. The table is put together at the end; no task needs another."""
    tasks, connections = [min(3_000, w.tokens(330, 0.6)) for _ in range(w.count(105, factor=1.3))], w.pick(5, 10, 20)
    due = w.rng.uniform(12, 29) * DAY_S
    begun = [at for at in w.launches(60, OFFICE) if due - 10 * DAY_S <= at < due]
    for begins in w.rng.sample(begun, min(len(begun), w.rng.randint(5, 8))):
        start = begins + (w.rng.uniform(2, 9) * HOUR_S if w.rng.random() < 0.3 else 0)  # an evening
        client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_096, retries=6, trouble=Trouble(0.01, 8, 0.4))
        prompt = round(w.about(240))
        rows: list[Row] = [
            partial(client.call, input_tokens=prompt + words, output_tokens=w.tokens(460, 0.5)) for words in tasks
        ]
        at = loop(w, start, rows[: w.rng.randint(2, 6)], between_s=2.0) + w.draw(4 * MINUTE_S, 0.6)
        if w.rng.random() < 0.25:
            at = pool(w, at, rows[: len(rows) // 2], connections, between_s=0.01) + w.draw(20 * MINUTE_S, 0.8)
        pool(w, at, rows, connections, between_s=0.01)


@kind("batchable")
def notes_of_made_up_patients(w: World) -> None:
    """Since real notes may not leave the hospital, a medical school has made-up ones written to train and try its
    program that blacks out names: a script draws an illness, an age, a ward and a way of writing and asks for one note
    each, in five threads, until so many files lie in a folder. Some evenings under nohup, a few hundred each, after a
    handful were looked at. Training begins next month, and a note is made from its own draw only."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    rules, workers = round(w.about(720)), w.pick(4, 5, 8)

    def note(at: float) -> float:
        return client.call(at, rules + w.tokens(85, 0.2), min(2_000, w.tokens(620, 0.35)))

    rows: list[Row] = [note] * w.count(230, factor=1.4)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        at = loop(w, start, rows[: w.rng.randint(3, 8)], between_s=1.0)
        pool(w, at + w.draw(2.5 * HOUR_S, 0.5), rows, workers, between_s=0.03)


@kind("batchable")
def websites_of_firms_read_for_a_statistic(w: World) -> None:
    """A statistics office reads the web sites of the firms in its sample: do they sell online, take applications, speak
    of energy. Three workers on a small machine fetch a site page by page, politely, which takes some minutes, and ask
    the model about its text, for half a day and more at a stretch, a branch of trade at a time. A machine that was
    patched goes on where it was. The tables are due next summer; no firm needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=500, retries=6, trouble=Trouble(0.003, 6, 0.3))
    rules, polite_s = round(w.about(820)), w.pick(180.0, 360.0, 600.0)

    def site(at: float) -> float:
        return client.call(at, rules + min(8_000, w.tokens(1_700, 0.6)), min(500, w.tokens(130, 0.25)), stop="tool_use")

    end = 0.0
    for start in w.launches(w.rng.randint(4, 5), OFFICE):
        rows: list[Row] = [site] * w.count(260, factor=1.5)
        at, cut = max(start, end + w.draw(1_800, 0.8)), len(rows)
        if w.rng.random() < 0.3:
            cut = w.rng.randint(1, len(rows))
        end = pool(w, at, rows[:cut], 3, between_s=polite_s)
        if cut < len(rows):  # patched
            end = pool(w, end + w.draw(6 * HOUR_S, 0.5), rows[cut:], 3, between_s=polite_s)


@kind("batchable")
def module_handbook_put_into_english(w: World) -> None:
    """A faculty must have its handbook of modules in English for an accreditation: an assistant's script takes the
    modules five at a time, sleeps a second, takes the next five; the words that the university has agreed on stand in
    the prompt. A degree course on an afternoon, and when the list of words has been changed, the whole course again.
    The commission comes in spring, teachers read their own modules before; a module is one call by itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=2, trouble=Trouble(0.002, 2, 0.25))
    words_agreed, size, sleep_s = round(w.about(850)), w.pick(3, 5, 5, 10), w.pick(1.0, 2.0)

    def module(at: float) -> float:
        words = min(2_000, w.tokens(420, 0.4))
        return client.call(at, words_agreed + words, min(2_500, round(words * w.rng.uniform(0.95, 1.15))))

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [module] * w.count(85, factor=1.6)
        at = loop(w, start, rows[: w.rng.randint(1, 3)], between_s=30) + w.draw(10 * MINUTE_S, 0.7)
        end = chunks(w, at, rows, size, between_s=sleep_s)
        if w.rng.random() < 0.5:
            chunks(w, end + w.draw(4 * HOUR_S, 0.9), rows, size, between_s=sleep_s)


@kind("batchable")
def permits_of_plants_read_into_a_register(w: World) -> None:
    """An environment agency brings old permits of plants into its register: on Friday afternoons, when nobody else
    needs the key, somebody starts the next district, and a limiter set to the tokens that a minute allows sends permit
    after permit, long scanned documents, limits and dates out in fields. What came back broken is sent once more on
    Monday. Officers confirm the fields over the year. A permit needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=5, trouble=Trouble(0.006, 4, 0.3))
    rules, every_s = round(w.about(1_100)), w.pick(4.0, 8.0, 12.0)

    def permit(at: float) -> float:
        return client.call(
            at, rules + min(60_000, w.tokens(5_600, 0.6)), min(2_500, w.tokens(430, 0.45)), stop="tool_use"
        )

    for friday in w.timer((w.pick(14, 15, 16),), minute=w.rng.randrange(60), weekdays=(4,), late_s=2_400):
        rows: list[Row] = [permit] * w.count(88, factor=1.4)
        paced(w, friday, rows, every_s, noise=0.3)
        loop(w, friday + 2.7 * DAY_S + w.draw(1_800, 0.5), rows[: w.rng.randint(0, 7)], between_s=3)
