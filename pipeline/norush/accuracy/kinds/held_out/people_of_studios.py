"""Somebody waits for the answer: writers of a series, architects, writers of a game, fashion designers, producers of
podcasts."""

from norush.accuracy.calendar import OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Prefix, Talk, queued
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

_ALL = 1_000
"""As many calls at a time as are wanted: nobody waits for another, and calls that share a prefix come in order."""


@kind("interactive")
def scenes_reworked_in_a_writers_room(w: World) -> None:
    """Writers of a series have a panel beside the script: the episode so far is marked for the cache, they mark a
    scene, ask for a colder ending or three ways in, the text streams, they take a line of it and ask again. Half a
    dozen requests a sitting, some till late before a table read. The writer looks at the panel each time."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=3_000)
    people = max(3, w.count(14))
    starts = w.arrivals(24, OFFICE)
    for eve in w.launches(3, OFFICE):
        starts += [eve + w.rng.gammavariate(2.0, 4_500) for _ in range(w.count(9))]
    for start in sorted(starts):
        script = Prefix(1_200 + min(40_000, w.tokens(9_000, 0.6)))
        at, talk, session, user = start, 0, w.name("ep"), f"writer-{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 4.6))):
            asked, said = w.tokens(55, 0.8), min(3_000, w.tokens(420, 0.6))
            if w.rng.random() < 0.04:  # stopped: it goes the wrong way
                end = client.abort(at, script.tokens + talk + asked, said, w.draw(3.5, 0.4), user, session=session)
            else:
                end = script.call(client, at, talk + asked, said, session=session, user=user)
            talk += asked + said
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(60, 1.0)


@kind("interactive")
def architects_ask_the_building_code(w: World) -> None:
    """Architects ask the codes of their country in the office's tool: how wide is the second stair, may the facade be
    of wood at this height. A small model makes the question stand by itself, eight paragraphs are found, the answer
    streams with its numbers. They look at the drawing and ask on, two or three times; more in the week before a
    submission. The architect has the drawing open and waits."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    small = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    system, people = round(w.about(1_100)), max(4, w.count(25))
    starts = w.arrivals(21, OFFICE)
    for submission in w.launches(2, OFFICE):
        starts += [submission + w.rng.gammavariate(2.0, 30_000) for _ in range(w.count(30))]
    for start in sorted(starts):
        at, talk, user = start, 0, f"a{w.rng.randrange(people):03d}"
        session = w.name("ask")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.7))):
            asked, said = w.tokens(38, 0.6), min(1_500, w.tokens(290, 0.5))
            plain = small.call(at, 240 + talk + asked, w.tokens(32, 0.4), session=session, user=user)
            found = system + w.tokens(3_900, 0.2) + talk + asked
            end = client.call(plain + w.draw(0.35, 0.5), found, said, session=session, user=user)
            talk += asked + said
            at = end + 5 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(70, 1.1)


@kind("interactive")
def game_writers_ask_the_lore(w: World) -> None:
    """A maker of games has put the whole lore of its world, some ten thousand words of places, houses and wars, before
    a chat for its writers and quest designers, marked for the cache: who ruled then, would she say this, a name for an
    inn. Three or four questions a talk, in the office's hours, the answer streams. The writer waits for it."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000)
    lore, people = Prefix(round(w.about(21_000, 1.5))), max(4, w.count(30))

    def talk(at: float) -> Asking:
        said_before, session, user = 0, w.name("lore"), f"w{w.rng.randrange(people):02d}"
        for _ in range(1 + int(w.rng.expovariate(1 / 2.6))):
            at = yield at
            asked, said = w.tokens(48, 0.9), min(2_000, w.tokens(310, 0.6))
            end = lore.call(client, at, said_before + asked, said, session=session, user=user)
            yield end
            said_before += asked + said
            at = end + 3 + said / 8 * w.rng.uniform(0.2, 0.9) + w.draw(50, 1.0)

    queued(_ALL, [talk(at) for at in w.arrivals(33, OFFICE)])


@kind("interactive")
def sketches_talked_over_at_a_fashion_house(w: World) -> None:
    """In a fashion house designers put sketches, swatches and pictures of the archive into a chat and talk over
    colours, a story for the line, names, what the mill should be told. One to four pictures come with the first
    message and go along with each later one. Fuller before a fitting and before the show. The designer reads the
    answer as it streams, and writes the next."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=2_048)
    people, rules = max(3, w.count(16)), round(w.about(700))
    starts = w.arrivals(22, OFFICE, growth=w.about(1.4, 1.2))
    for fitting in w.launches(2, OFFICE):
        starts += [fitting + w.rng.gammavariate(2.0, 5_000) for _ in range(w.count(14))]
    for start in sorted(starts):
        pictures = w.rng.choices((0, 1, 2, 4), (2, 4, 3, 1))[0] * w.rng.randint(1_100, 1_600)
        talk = Talk(turns=3.8, system=rules + pictures, question=45, answer=260, think_s=55)
        talk.run(client, start, w.name("c"), f"d-{w.rng.randrange(people)}")


@kind("interactive")
def show_notes_worked_over_by_producers(w: World) -> None:
    """A podcast network's producers open an episode in the editor when its transcript is there and press for five
    titles, the show notes, a post; each comes by itself with the transcript, which is marked for the cache, and they
    press again, or write "less excited" below. A dozen presses an episode with listening in between, weekdays most. The
    producer sits at the page and wants it out by noon."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.rng.random() < 0.7, max_tokens=1_500)
    people, lengths = max(3, w.count(18)), (90, 520, 210)
    for start in w.arrivals(19, OFFICE):
        transcript = Prefix(900 + min(45_000, w.tokens(11_000, 0.5)))
        at, user = start, f"producer-{w.rng.randrange(people)}"
        for length in lengths:
            draft = 0
            for _ in range(w.rng.choices((0, 1, 2, 3, 5), (2, 5, 4, 2, 1))[0]):
                said = min(1_500, w.tokens(length, 0.35))
                end = transcript.call(client, at, 60 + draft, said, user=user)
                draft += said + w.tokens(16, 0.7)
                at = end + 4 + said / 8 * w.rng.uniform(0.3, 1.0) + w.draw(30, 1.0)
            at += w.draw(60, 0.9)
