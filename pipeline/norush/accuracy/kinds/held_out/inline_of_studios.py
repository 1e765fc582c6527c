"""A page, a game or a form waits some seconds for the answer: a maker of pictures, a text adventure, an upload of
music."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def prompts_screened_before_a_picture_is_drawn(w: World) -> None:
    """A stock archive lets its buyers have pictures drawn: each wish is looked at first, for brands, known people and
    what the house does not draw, in one short call with a limit of two seconds, and only then the drawing begins, which
    the buyer watches. Who wants another picture asks again with a word changed, four or five times. What fails is asked
    once more. The drawing is held by the call."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=100, retries=1)
    rules, asked = round(w.about(1_350)), []
    for start in w.arrivals(24, OFFICE) + w.arrivals(16, HOME):
        at = start
        for _ in range(1 + int(w.rng.expovariate(1 / 3.8))):
            asked.append(at)
            at += 14 + w.draw(32, 0.9)
    for at in sorted(asked):
        client.abort(at + w.draw(0.03, 0.4), rules + w.tokens(42, 0.7), w.tokens(28, 0.3), 2.0)


@kind("latency_bound", "interactive")
def typed_words_turned_into_moves(w: World) -> None:
    """In an adventure game players type what they want to do: the scene, what lies about and the verbs that the engine
    knows go to a small model, which answers with one move as JSON, and the game goes on when it is there; after two
    and a half seconds the engine's own word list takes over. A line each ten to thirty seconds for half an hour,
    evenings and weekends most. The game stands still for the call."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=120, retries=0)
    verbs, players = round(w.about(950)), max(30, w.count(240))
    for start in w.arrivals(7, HOME, growth=w.about(1.2, 1.3)):
        at, user, scene = start, f"p{w.rng.randrange(players):04d}", w.tokens(260, 0.3)
        for line in range(4 + int(w.rng.expovariate(1 / 24))):
            if line % 8 == 7:
                scene = w.tokens(260, 0.3)
            end = client.abort(at, verbs + scene + w.tokens(9, 0.6), w.tokens(34, 0.25), 2.5, user)
            at = end + 6 + w.draw(12, 0.8)


@kind("latency_bound", "interactive")
def release_forms_checked_while_an_artist_waits(w: World) -> None:
    """A music distributor looks at a release when "next" is pressed in its form: title, names and the cover are held
    against what the shops take ("feat." in the title, an address on the cover), and the next page opens with a tick or
    a red line. The shops' rules are marked for the cache. What fails is skipped. Thursdays and evenings are full; one
    in three is sent again with something mended. The artist's page hangs on it."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=300, retries=0)
    rules, pressed = Prefix(round(w.about(4_400, 1.2))), []
    for start in w.arrivals(62, HOME):
        at = start
        while True:
            pressed.append(at)
            if w.rng.random() > 0.34:
                break
            at += 25 + w.draw(60, 0.9)
    for at in sorted(pressed):
        cover, own = w.rng.randint(900, 1_550), w.tokens(190, 0.5)
        rules.call(client, at + w.draw(0.2, 0.5), cover + own, min(300, w.tokens(62, 0.5)), stop="tool_use", tools=1)
