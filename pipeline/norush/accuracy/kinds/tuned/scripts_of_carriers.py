"""Nobody waits for the single answer: what is started by hand - claims of an airline, letters to a landlord, handbooks
of terminals, a gold set of consignment notes, made-up travellers."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, Trouble, World


@kind("batchable")
def baggage_claims_of_an_airline_read_into_fields(w: World) -> None:
    """An airline reads its old claims for lost and damaged bags into fields, to see which it could have refused: a few
    threads on a machine in the cloud, fifty to see, then all of them; it stops on an error that nobody had thought of
    and goes on after somebody has looked, from the row after the last that was saved. With its stops it takes some
    hours. The study is for the next quarter; no claim needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, retries=5, trouble=Trouble(0.006, 5, 0.3))
    rules, width = round(w.about(1_150)), w.pick(2, 3, 4)

    def claim(at: float) -> float:
        asked, said = rules + min(15_000, w.tokens(1_300, 0.6)), min(700, w.tokens(210, 0.35))
        return client.call(at, asked, said, stop="tool_use", tools=1)

    start = min(w.launches(2, OFFICE)[0], 22 * DAY_S)
    at = pool(w, start, [claim] * min(50, w.count(50)), width) + w.draw(2 * HOUR_S, 0.5)
    left = w.count(1_900, factor=1.4)
    while left > 0:
        part = min(left, max(50, round(w.rng.expovariate(1 / 1_100))))
        at = pool(w, at, [claim] * part, width) + w.draw(1.5 * HOUR_S, 1.0)
        left -= part


@kind("batchable")
def letters_to_a_landlord_put_under_matters(w: World) -> None:
    """A housing company puts ten years of tenants' letters under matters before it moves to a new document system: all
    ids are in a queue, and the task may run so many times an hour, a limit that the platform team has set; day and
    night until it is done, two or three days; workers are started anew with each release. The new system goes live
    next quarter. A letter is one call and could have been sent with all the others."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=4, trouble=Trouble(0.004, 5, 0.3))
    rules, every_s = round(w.about(1_250)), HOUR_S / w.pick(60, 90, 120)

    def letter(at: float) -> float:
        return client.call(at, rules + min(5_000, w.tokens(520, 0.6)), min(300, w.tokens(60, 0.3)))

    at, left = min(w.launches(2, OFFICE)[0], 18 * DAY_S), w.count(3_500, factor=1.3)
    while left > 0:
        part = min(left, max(20, round(w.rng.expovariate(1 / 1_300))))
        rows: list[Row] = [letter] * part
        at = paced(w, at, rows, every_s, noise=0.4) + w.draw(3 * MINUTE_S, 0.8)
        left -= part


@kind("batchable")
def terminal_handbooks_put_into_five_languages(w: World) -> None:
    """A port operator has its handbooks for carriers and drivers put into five languages: a script goes through a
    handbook section by section and language by language, glossary and section in, the translation out, in one loop that
    takes half an hour or more; it is run again for the sections that a proof-reader sends back with other terms.
    Printing is weeks away, and a section in one language needs neither the others nor the one before."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_096, retries=4)
    glossary = round(w.about(1_400))
    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        sections, at = [min(2_800, w.tokens(520, 0.6)) for _ in range(w.count(27, factor=1.6))], start
        for words in sections * 5:
            at = client.call(at, glossary + words, min(4_096, round(words * w.rng.uniform(1.05, 1.5))))
            at += w.draw(0.3, 0.6)
        if w.rng.random() < 0.5:
            again: list[Row] = [
                partial(client.call, input_tokens=glossary + words + 160, output_tokens=round(words * 1.2))
                for words in w.rng.sample(sections, max(1, len(sections) // 4))
            ]
            loop(w, at + w.rng.uniform(1, 4) * DAY_S, again, between_s=0.3)


@kind("batchable")
def consignment_notes_scored_against_a_gold_set(w: World) -> None:
    """A forwarder's machine-learning team holds each change of its extraction prompt against a gold set of consignment
    notes: a command with a semaphore, the prompt with its examples marked for the cache, all the notes, a table of hits
    by field; then ten at which it failed are looked at, and after an hour or the next day it is run again, on another
    model now and then. The engineer does other things meanwhile, and no note needs another."""
    models = [w.model(MIDDLE, OLDER), w.model(SMALL, MIDDLE), w.model(MIDDLE, LARGE)]
    clients = [w.client(one, max_tokens=1_200, retries=3, trouble=Trouble(0.005, 3, 0.3)) for one in models]
    notes = [min(6_000, w.tokens(1_050, 0.5)) for _ in range(w.count(120, factor=1.4))]
    width, prompt = w.pick(3, 4, 5, 5, 8, 16), round(w.about(3_600, 1.4))

    def note(at: float, words: int, client: Client, prefix: Prefix) -> float:
        return prefix.call(client, at, words, min(1_200, w.tokens(280, 0.3)), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(11, 17), OFFICE):
        client, prefix, at = clients[w.rng.choices((0, 1, 2), (6, 2, 1))[0]], Prefix(prompt), start
        prompt += w.rng.randint(-150, 260)
        rows: list[Row] = [partial(note, words=words, client=client, prefix=prefix) for words in notes]
        if w.rng.random() < 0.3:  # some first, to see
            at = pool(w, at, rows[:10], width) + w.draw(4 * MINUTE_S, 0.7)
        pool(w, at, rows, width)


@kind("batchable")
def stranded_travellers_made_up_for_an_intent_model(w: World) -> None:
    """A railway needs talks of stranded travellers to train an intent model of its own: a script draws place, fault,
    temper and language for each talk and has it written in one go, twenty at a time with a gather, the next twenty when
    all are there, a file after each. Three or four runs in the month; the rows that do not parse are asked for again
    half a day later. Training is next month; each talk stands by itself."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000, retries=5, trouble=Trouble(0.008, 3, 0.35))
    rules, size = round(w.about(950)), w.pick(10, 20, 20, 25)

    def talk(at: float) -> float:
        return client.call(at, rules + w.tokens(90, 0.3), min(2_000, w.tokens(620, 0.35)))

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        rows: list[Row] = [talk] * w.count(400, factor=1.5)
        at = chunks(w, start, rows, size, between_s=0.3)
        broken = rows[: round(len(rows) * w.rng.uniform(0.01, 0.06))]
        if broken:
            chunks(w, at + w.draw(12 * HOUR_S, 0.2), broken, size, between_s=0.3)
