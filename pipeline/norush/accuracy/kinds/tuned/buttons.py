"""Somebody waits for the answer: copilots, buttons and helpers inside of other programs."""

from norush.accuracy.calendar import DESK, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def summary_at_a_button(w: World) -> None:
    """A button "summarise" in a tool for projects: who comes back from holidays presses it at a long thread, reads the
    five lines that come after some seconds, and presses it at the next thread or goes to work. One call for a press, no
    session, the button is grey until the answer is there."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500)
    is_named = w.rng.random() < 0.5
    for start in w.arrivals(34, OFFICE):
        at, user = start, w.name("u") if is_named else None
        for _ in range(w.rng.choices((1, 2, 3, 5), (7, 3, 1, 1))[0]):
            thread = min(40_000, w.tokens(2_300, 0.8))
            at = client.call(at, 290 + thread, w.tokens(150, 0.3), user=user) + 7 + w.draw(40, 0.9)


@kind("interactive", "latency_bound")
def grey_code_for_a_team(w: World) -> None:
    """An editor's extension offers the next lines in grey when a developer stops typing for a third of a second: the
    code above and below goes in, some words come back, and a third is hung up on because the next key was pressed. A
    dozen developers, some hundreds of calls on a good day, in bursts with meetings between."""
    client = w.client(w.model(SMALL), streamed=True, max_tokens=128, retries=0)
    people = max(2, w.count(11))
    for start in w.arrivals(5.2, OFFICE):
        at, user, file = start, f"dev{w.rng.randrange(people)}", 300 + min(3_500, w.tokens(1_500, 0.6))
        for _ in range(w.tokens(24, 0.7)):
            said, asked = min(128, w.tokens(28, 0.6)), max(60, round(file * w.rng.uniform(0.9, 1.1)))
            if w.rng.random() < 0.32:
                end = client.abort(at, asked, said, w.draw(0.35, 0.4), user)
            else:
                end = client.call(at, asked, said, user=user)
            at = end + 0.3 + w.draw(4.5, 1.0)


@kind("interactive")
def draft_of_a_reply(w: World) -> None:
    """At a service desk who opens a ticket presses "draft": the ticket, five old answers and the tone of the house go
    in, a letter streams into the field, is changed by hand or asked for again, shorter, and sent; then the next ticket.
    Twenty people from eight to six, who cannot answer before the draft is there."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=w.rng.random() < 0.7, max_tokens=1_000)
    people = max(3, w.count(20))
    for start in w.arrivals(9.0, DESK):
        at, user = start, f"agent{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 4.5))):
            ticket, said = 1_900 + w.tokens(520, 0.7), w.tokens(190, 0.4)
            at = client.call(at, ticket, said, user=user) + 12 + w.draw(75, 0.8)
            while w.rng.random() < 0.2:
                at = client.call(at, ticket + said + 15, w.tokens(150, 0.4), user=user) + 10 + w.draw(50, 0.8)
            at += w.draw(45, 0.9)


@kind("interactive")
def figures_asked_in_words(w: World) -> None:
    """A program for reports has a field for questions in words: a call writes SQL with the tables in the prompt, the
    warehouse runs it for two seconds or twenty, a second call says in a sentence what came out. An error brings one
    more try by itself. Then the next question, which goes on from the last. A manager looks at the field."""
    write = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000)
    say = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=400)
    tables, is_named = round(w.about(3_800)), w.rng.random() < 0.6
    for start in w.arrivals(9.0, OFFICE):
        at, history, user = start, 0, w.name("manager") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            asked, sql = w.tokens(24, 0.6), w.tokens(130, 0.5)
            end = write.call(at, tables + history + asked, sql, user=user) + w.draw(2.5, 0.8)
            if w.rng.random() < 0.12:
                end = write.call(end, tables + history + asked + sql + w.tokens(70, 0.5), sql, user=user)
                end += w.draw(2.5, 0.8)
            end = say.call(end, 260 + asked + sql + w.tokens(330, 0.8), w.tokens(85, 0.4), user=user)
            history += asked + sql
            at = end + 10 + w.draw(55, 0.9)
