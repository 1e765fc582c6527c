"""Something is held until the answer is there: the name of a player, the words before the next song, a basket."""

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def names_of_players_before_they_play(w: World) -> None:
    """A game asks a small model whether a name for a player, a clan or a pet is fit, in thirty languages, after a list
    of words has found nothing: the window says "checking" and after a second and a half lets the name through, to be
    looked at by people. A refused one is tried with other letters at once, two or three times. All over the world, and
    on a weekend of double points many more. Play is held until the answer."""
    client = w.client(w.model(SMALL), max_tokens=40, retries=0)
    rules = round(w.about(1_900, 1.2))
    starts = w.arrivals(28, ALWAYS) + w.arrivals(20, HOME)
    event = w.launches(1, HOME)[0]
    starts += [event + w.rng.uniform(0, 2 * DAY_S) for _ in range(w.count(210))]
    for start in sorted(starts):
        at = start
        for _ in range(1 + int(w.rng.random() < 0.15) + int(w.rng.random() < 0.06)):
            at = client.abort(at, rules + w.tokens(9, 0.5), w.tokens(16, 0.2), 1.5) + 4 + w.draw(8, 0.6)


@kind("latency_bound")
def words_before_the_next_song(w: World) -> None:
    """A streaming service has a voice that says something between songs: when the song that plays has half a minute
    left, the player asks for two sentences about this listener's next one, they are written, spoken by another service
    and put between; what comes too late is left out. Each third or fourth song, as long as somebody listens, and who
    skips on in that moment ends the call. The next song is known only now, and the words are of no use once it
    plays."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=w.pick(True, False), max_tokens=250, retries=0)
    style = Prefix(round(w.about(1_500)))
    asked: list[tuple[float, str]] = []
    for start in w.arrivals(15, HOME):
        at, listener = start + w.rng.uniform(20, 200), w.name("l")
        for _ in range(1 + int(w.rng.expovariate(1 / 3.5))):
            asked.append((at, listener))
            at += w.pick(3, 3, 4) * w.draw(205, 0.1)
    for at, listener in sorted(asked):
        known = w.tokens(420, 0.3)
        if w.rng.random() < 0.03:
            client.abort(at, style.tokens + known, w.tokens(75, 0.25), 2.0, listener)
        else:
            style.call(client, at, known, min(250, w.tokens(75, 0.25)), user=listener)


@kind("latency_bound", "interactive")
def engravings_checked_at_the_basket(w: World) -> None:
    """A shop for pets and gifts engraves tags, bowls and mugs: what the buyer typed and the picture that comes with it
    are looked at when "into the basket" is pressed, for insults, brands and names that do not fit, and the basket opens
    when the answer is there; after three seconds it opens all the same and people look at the order later. Before
    Christmas and on Mother's Day more. The button is held by the call."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=120, retries=1)
    rules = round(w.about(1_250))
    for at in w.arrivals(44, HOME, growth=w.about(1.5, 1.2)):
        picture = w.rng.randint(700, 1_500) if w.rng.random() < 0.45 else 0
        end = client.abort(at, rules + picture + w.tokens(14, 0.6), w.tokens(34, 0.25), 3.0)
        if w.rng.random() < 0.12:  # typed another way
            client.abort(end + 7 + w.draw(15, 0.7), rules + picture + w.tokens(14, 0.6), w.tokens(34, 0.25), 3.0)
