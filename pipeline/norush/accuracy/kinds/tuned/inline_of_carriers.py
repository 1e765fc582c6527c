"""A gate, an app or a caller waits some seconds for the answer: lorries at a port, rides in words, a hotel's line."""

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("latency_bound", "interactive")
def lorries_let_in_at_a_port_gate(w: World) -> None:
    """At a container terminal's gate cameras read the plate, the container and its papers, and where what they read
    does not match the booking a model says whether it is a slip of reading or another box: one call of some hundred
    tokens, a short verdict, eight seconds at most, then a person looks. By day and by night, with
    humps when a ship is worked off. The barrier stays down until the answer is there, and a
    driver sits before it."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=1)
    rules, lanes = round(w.about(1_250)), w.arrivals(95, OFFICE) + w.arrivals(55, ALWAYS)
    for ship in w.launches(w.rng.randint(5, 9), HOME):
        lanes += [ship + w.rng.gammavariate(2.0, 6_000) for _ in range(w.count(110, factor=1.5))]
    for at in sorted(lanes):
        client.abort(at + w.draw(0.3, 0.4), rules + w.tokens(310, 0.3), w.rng.randint(28, 75), 8.0)


@kind("latency_bound", "interactive")
def rides_ordered_in_words(w: World) -> None:
    """A taxi app lets people say or type where they want to go: "to mother's, then the station by six". Each text is
    made into stops, time and wishes before the price can be shown, the list of places and rules marked for the cache;
    what is not clear is asked back and sent again. Evenings and weekend nights most, and after a concert a hundred at
    once. The map waits for it, and what fails is not tried again."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=250, retries=0)
    places, asked = Prefix(round(w.about(4_800, 1.2))), []
    for at in w.arrivals(85, HOME):
        asked.append(at)
        if w.rng.random() < 0.17:
            asked.append(at + 5 + w.draw(9, 0.6))
    for concert in w.launches(w.rng.randint(2, 5), HOME):
        asked += [concert + w.rng.gammavariate(1.6, 480) for _ in range(w.count(60, factor=1.6))]
    for at in sorted(asked):
        places.call(client, at, w.tokens(34, 0.6), w.rng.randint(45, 110), stop="tool_use", tools=1)


@kind("latency_bound", "interactive")
def callers_of_hotels_answered_by_a_voice(w: World) -> None:
    """A hotel group's telephone is answered by a voice: what the caller said is put into words, the model's answer
    streams and is spoken from its first sentence on; late check-out, parking, a change of the date with a tool, over to
    the desk for the rest. Six turns or so, each some seconds after the last was spoken, and now and then the caller
    talks over it and the stream is cut. A silence of two seconds is heard at once."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), streamed=True, max_tokens=300, retries=0)
    system = round(w.about(2_300, 1.3))
    for start in w.arrivals(7.5, HOME) + w.arrivals(4, OFFICE):
        at, history, session = start, 0, w.name("call")
        for _ in range(2 + int(w.rng.expovariate(1 / 4.3))):
            heard, said = w.tokens(17, 0.6), min(300, w.tokens(46, 0.45))
            if w.rng.random() < 0.16:  # a look at the booking comes first
                at = client.call(
                    at, system + history + heard, w.tokens(38, 0.25), session=session, stop="tool_use", tools=5
                ) + w.draw(0.6, 0.5)
                history += 240
            given = system + history + heard
            if w.rng.random() < 0.07:
                end = client.abort(at, given, said, w.draw(1.1, 0.4), session=session)
            else:
                end = client.call(at, given, said, session=session)
            history += heard + said
            at = end + said / 5 + w.draw(4, 0.6)
