"""Nobody waits for the single answer: what somebody of legal, personnel, finance, quality or sales starts by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def contracts_looked_through_for_a_clause(w: World) -> None:
    """A new law, or a purchase, and legal must know which contracts have a certain clause: a script with eight threads
    puts the whole text of each into one call, twenty to try the question, and then all that the archive has of a kind,
    started before lunch or before going home. Fewer threads when the limit of tokens is hit. The list is worked through
    in the weeks after. A contract needs no other."""
    trouble = Trouble(share=0.02, bad_hours=8, bad_share=0.35)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=8, trouble=trouble)
    threads, backs_off = w.pick(4, 8, 8), w.rng.random() < 0.5
    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        asked = w.tokens(650, 0.3)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=asked + min(70_000, w.tokens(7_800, 0.7)),
                output_tokens=min(1_000, w.tokens(210, 0.5)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(w.count(135, factor=1.6))
        ]
        tried = pool(w, start, rows[:20], threads)
        again = tried + w.draw(20 * MINUTE_S, 0.7)
        if backs_off:
            adaptive(w, again, rows, threads)
        else:
            pool(w, again, rows, threads, between_s=0.02)


@kind("batchable")
def skills_read_out_of_profiles(w: World) -> None:
    """Personnel has the skills of all staff read out of profiles and old applications: tasks lie in a queue, two
    workers take so many an hour and no more, since the chat of the house has the same limit, and it goes on by day and
    night for a day or two, with a gap when the workers are deployed anew. Two weeks later the other half of the
    company. The map of skills is for the planning of the next year. A profile is one call."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=4)
    an_hour, list_of_skills = w.pick(20, 30, 60), Prefix(round(w.about(2_400, 1.3)))
    first = w.launches(5, OFFICE)[0]
    for start in (first, first + 14 * DAY_S + w.rng.gauss(0, HOUR_S)):
        starts: list[float] = []
        for worker in range(2):
            at, profiles = start + worker * 0.4, w.count(310, factor=1.3)
            deployed = w.rng.randrange(profiles)
            for number in range(profiles):
                starts.append(at)
                at += HOUR_S / an_hour * w.rng.uniform(0.98, 1.05)
                if number == deployed:
                    at += w.draw(25 * MINUTE_S, 0.9)
        for at in sorted(starts):
            list_of_skills.call(client, at + w.draw(0.2, 0.5), min(12_000, w.tokens(1_500, 0.5)), w.tokens(290, 0.35))


@kind("batchable")
def golden_invoices_before_a_release(w: World) -> None:
    """The team of finance's systems holds a new version of the prompt that reads invoices against ninety invoices of
    which the truth is known: a run of tests with four processes, each a call by itself and compared by code, started by
    hand for one version or two, on some days before a release. Those that failed for want of an answer are run once
    more. The table is looked at in the meeting of the week, where it is decided what goes live. No test needs
    another."""
    chosen = [w.model(MIDDLE, OLDER), w.model(MIDDLE, SMALL)]
    clients = [w.client(model, max_tokens=2_000, retries=2) for model in chosen]
    pages = [w.rng.choices((1, 2, 3, 5), (7, 3, 1, 1))[0] for _ in range(w.count(88, factor=1.2))]
    form, said = round(w.about(1_700)), w.tokens(330, 0.2)
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        at = start
        for client in clients[: w.rng.randint(1, 2)]:
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=form + number * 1_560,
                    output_tokens=round(said * w.draw(0.7 + 0.3 * number, 0.15)),
                    stop="tool_use",
                    tools=1,
                )
                for number in pages
            ]
            end = pool(w, at + w.draw(3, 0.3), rows, 4, between_s=0.03)
            if w.rng.random() < 0.3:
                end = pool(w, end + w.draw(2 * MINUTE_S, 0.6), rows[: w.rng.randint(2, 9)], 4, between_s=0.03)
            at = end + w.draw(3 * MINUTE_S, 0.7)


@kind("batchable")
def work_instructions_put_into_languages(w: World) -> None:
    """When quality has released new work instructions they are put into the five languages of the plants: a script,
    six calls in flight, a chapter in a language each, streamed since chapters are long, the words of the trade in each
    language in front and marked for the cache. A translator of each plant goes over it in the two weeks before it
    hangs at the machines. No chapter needs another."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=8_192, retries=4)
    words = [Prefix(w.tokens(2_600, 0.2)) for _ in range(w.rng.randint(4, 6))]

    def chapter(at: float, language: Prefix, length: int) -> float:
        return language.call(client, at, 420 + length, min(8_192, round(length * w.rng.uniform(1.0, 1.35))))

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        chapters = [w.tokens(1_550, 0.5) for _ in range(w.count(11, factor=1.7))]
        rows: list[Row] = [partial(chapter, language=one, length=length) for length in chapters for one in words]
        pool(w, start, rows, w.pick(4, 6, 6), between_s=0.01)


@kind("batchable")
def reasons_of_lost_deals(w: World) -> None:
    """Somebody who keeps the numbers of sales wants to know why deals were lost: a notebook applies a function to each
    row of a table, notes and last mails in, a reason out of twelve and a line of proof back, one row after the other.
    Thirty rows first, then all. Now and then the kernel dies in the middle and it begins from the first row. The slide
    is for the meeting of the quarter; a row needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=300)
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        reasons = w.tokens(720, 0.25)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=reasons + min(20_000, w.tokens(1_700, 0.8)),
                output_tokens=min(300, w.tokens(95, 0.3)),
            )
            for _ in range(w.count(205, factor=1.6))
        ]
        at = loop(w, start, rows[:30], between_s=0.01) + w.draw(8 * MINUTE_S, 0.8)
        if w.rng.random() < 0.25:
            at = loop(w, at, rows[: w.rng.randint(1, len(rows))], between_s=0.01) + w.draw(15 * MINUTE_S, 0.8)
        loop(w, at, rows, between_s=0.01)


@kind("batchable")
def letters_made_up_for_the_test_system(w: World) -> None:
    """IT may not have real letters of customers in its test system, so that it has some made up: a script with ten
    threads, a list of cases, twelve letters and their records in each answer, started by hand and left alone; what is
    no proper list is asked for again when all are through. Testers load them the week after. Each prompt stands by
    itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=8_000, retries=3)
    threads, form = w.pick(5, 10, 10), round(w.about(900))
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [
            partial(client.call, input_tokens=form + w.tokens(140, 0.3), output_tokens=min(8_000, w.tokens(3_000, 0.2)))
            for _ in range(w.count(52, factor=1.6))
        ]
        end = pool(w, start, rows, threads, between_s=0.02)
        pool(w, end + 0.5, rows[: max(1, len(rows) // 20)], threads, between_s=0.02)
