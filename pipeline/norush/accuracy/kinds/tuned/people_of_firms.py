"""Somebody waits for the answer: lawyers over a contract, copywriters, tax clerks, translators in their tool."""

from collections.abc import Callable
from functools import partial

from norush.accuracy.calendar import OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Prefix, Row, at_once, queued
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

_ALL = 1_000
"""As many calls at a time as are wanted: nobody waits for another, and calls that share a prefix come in order."""


@kind("interactive")
def clauses_reworded_in_word(w: World) -> None:
    """In a law firm a side bar of the word processor rewords a marked clause: the whole contract goes in and is marked
    for the cache, the new wording streams into the margin, and the lawyer takes it, says "softer" or marks the next
    clause, some minutes or a telephone call later. Most contracts have five such requests, some twenty. The lawyer sits
    before it each time."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000)
    rules, people = round(w.about(1_300)), max(2, w.count(8))

    def sitting(at: float, session: str, user: str) -> Asking:
        contract = Prefix(rules + min(45_000, w.tokens(6_500, 0.6)))
        for _ in range(1 + int(w.rng.expovariate(1 / 4.2))):
            clause = w.tokens(230, 0.6)
            for _ in range(w.rng.choices((1, 2, 3), (7, 2, 1))[0]):
                at = yield at
                said = min(2_000, round(clause * w.rng.uniform(0.8, 1.7)) + 40)
                end = contract.call(client, at, clause + w.tokens(24, 0.7), said, session=session, user=user)
                yield end
                clause += said
                at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(25, 0.9)
            at += w.draw(85, 1.2)

    starts = w.arrivals(4.5, OFFICE)
    queued(_ALL, [sitting(at, w.name("doc"), f"u{w.rng.randrange(people):02d}") for at in starts])


@kind("interactive")
def questions_to_a_matter_room(w: World) -> None:
    """Associates ask the papers of a matter: from the second question on a small model first makes the question stand
    by itself, then eight passages and what was said go to the large one, whose answer streams with its sources. They
    read, open a paper, ask on. Before a hearing the team of a matter asks all evening. Somebody waits for each
    answer."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_048)
    small = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    system, people = round(w.about(900)), max(3, w.count(12))
    starts = w.arrivals(5.5, OFFICE)
    for eve in w.launches(2, OFFICE):
        starts += [eve + w.rng.gammavariate(2.0, 3_000) for _ in range(w.count(10))]
    for start in sorted(starts):
        at, history, session = start, 0, w.name("room")
        user = f"associate-{w.rng.randrange(people)}"
        for turn in range(1 + int(w.rng.expovariate(1 / 2.0))):
            asked = w.tokens(34, 0.7)
            if turn:
                at = small.call(at, 260 + min(3_000, history) + asked, w.tokens(28, 0.4), session=session, user=user)
            found = w.draw(0.5, 0.4)
            said = min(2_048, w.tokens(330, 0.5))
            end = client.call(
                at + found, system + history + w.tokens(4_100, 0.15) + asked, said, session=session, user=user
            )
            history += asked + said
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(55, 1.1)


@kind("interactive")
def three_headlines_for_a_client(w: World) -> None:
    """Copywriters of an advertising agency press "three more": three requests leave the page together, each with the
    client's brand book, which is marked for the cache, and another tone, and three cards fill. They pin one and press
    again, or change the briefing; a sitting has four or five presses, more on the day before a pitch. They look at the
    cards until they are full."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.rng.random() < 0.5, max_tokens=800)
    books = [Prefix(w.tokens(2_600, 0.3)) for _ in range(w.rng.randint(4, 8))]
    pitch, presses = w.launches(1, OFFICE)[0], []
    starts = w.arrivals(4.2, OFFICE) + [pitch + w.rng.gammavariate(2.0, 4_000) for _ in range(w.count(12))]
    for start in sorted(starts):
        at, book, briefing = start, w.rng.randrange(len(books)), w.tokens(420, 0.6)
        for _ in range(1 + int(w.rng.expovariate(1 / 3.6))):
            presses.append((at, book, briefing))
            at += 12 + w.draw(45, 1.0)
            briefing += w.tokens(70, 0.8)
    for at, book, briefing in sorted(presses):
        rows: list[Row] = [
            partial(_card, w=w, call=partial(books[book].call, client), briefing=briefing + tone) for tone in (0, 8, 15)
        ]
        at_once(w, at, rows, within_s=0.03)


def _card(at: float, w: World, call: Callable[[float, int, int], float], briefing: int) -> float:
    return call(at, briefing, min(800, w.tokens(150, 0.5)))


@kind("interactive")
def tax_questions_of_clerks(w: World) -> None:
    """Clerks of a tax adviser ask an assistant in the firm's portal: the model looks into the commentary with a tool,
    once or twice, and answers with paragraphs, streamed; two or three questions follow each other. Between the tool and
    the answer no second passes. Most before the dates on which returns are due; nothing on weekends. The clerk has a
    client on the line or the return open, and waits."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    system = round(w.about(2_000, 1.3))
    has_cache = client.model != SMALL and w.rng.random() < 0.5
    due = w.month.length_s * 0.33
    for start in w.arrivals(6.5, OFFICE):
        if start > due and w.rng.random() < 0.3:
            continue
        at, known, cached, session = start, system, 0, w.name("tax")
        for _ in range(w.rng.choices((1, 2, 3, 5), (4, 3, 2, 1))[0]):
            known += w.tokens(48, 0.7)
            looks = w.rng.choices((0, 1, 2), (2, 6, 2))[0]
            for look in range(looks + 1):
                said = w.tokens(70, 0.3) if look < looks else min(1_500, w.tokens(310, 0.5))
                stop = "tool_use" if look < looks else "end_turn"
                if has_cache:
                    end = client.call(
                        at, 4, said, read=cached, write=known - cached, session=session, stop=stop, tools=2
                    )
                    cached = known
                else:
                    end = client.call(at, known, said, session=session, stop=stop, tools=2)
                known += said + (min(7_000, w.tokens(1_700, 0.5)) if look < looks else 0)
                at = end + w.draw(0.6, 0.4)
            pause = 5 + w.draw(60, 1.0)
            at, cached = at + pause, cached if pause < 280 else 0


@kind("interactive", "latency_bound")
def segments_opened_by_translators(w: World) -> None:
    """A bureau's translators work in a tool that asks for a proposal when a segment is opened: the two segments before
    it, terms and hits of the memory in, one sentence out, not streamed. The translator mends it and opens the next one,
    each twenty seconds or minute, for an hour or more; short ones are skipped over, and the call for them is hung up
    on. A free-lancer may do it in the evening. Without the proposal the translator looks at an empty field."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=400, retries=1)
    rules, people = round(w.about(520)), max(2, w.count(6))
    for start in w.arrivals(2.6, OFFICE, factor=1.3):
        at, user = start, f"tr{w.rng.randrange(people):02d}"
        for _ in range(5 + int(w.rng.expovariate(1 / 42))):
            length = w.tokens(38, 0.6)
            given = rules + 5 * length + min(900, w.tokens(240, 0.8))
            if w.rng.random() < 0.06:
                at = client.abort(at, given, length, w.draw(0.9, 0.4), user) + w.draw(1.2, 0.5)
                continue
            end = client.call(at, given, round(length * w.rng.uniform(0.9, 1.4)), user=user)
            at = end + 2 + length * w.rng.uniform(0.2, 0.9) + (w.draw(9, 0.8) if w.rng.random() < 0.97 else 900)
