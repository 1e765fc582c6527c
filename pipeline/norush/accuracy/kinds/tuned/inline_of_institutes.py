"""Something is held until the answer is there: the screen of a control room, a queue of people in need, an
interpreter's line in a court room."""

from norush.accuracy.calendar import ALWAYS, DESK, HOME, MINUTE_S
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def emergency_calls_heard_along(w: World) -> None:
    """In the control room of a fire service a program listens to emergency calls: every eight or ten seconds what was
    said so far goes to a model, which gives the keyword, how many are hurt, and whether something speaks for gas or a
    heart, and the fields on the dispatcher's mask change. What takes longer than four seconds is thrown away, since the
    next piece is there. At all hours, with a storm in the month. Vehicles are sent by these fields within a minute."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=150, retries=0)
    rules, every_s = round(w.about(1_050)), w.pick(8.0, 10.0)
    starts = w.arrivals(7, ALWAYS) + w.arrivals(6, HOME)
    storm = w.launches(1, HOME)[0]
    starts += [storm + w.rng.gammavariate(2.0, 50 * MINUTE_S) for _ in range(w.count(45))]
    for start in sorted(starts):
        heard, at, ends = 0, start + every_s, start + w.draw(75, 0.5)
        while at < ends:
            heard += w.tokens(28, 0.4)
            end = client.abort(at, rules + heard, min(150, w.tokens(48, 0.2)), 4.0)
            at = max(end, at + every_s)


@kind("latency_bound")
def texts_to_a_helpline_put_in_order(w: World) -> None:
    """A charity for young people answers by text message. Before a new talk gets its place in the volunteers' queue, a
    small model says from the first message, and from the next if that was a mere greeting, how urgent it is: whether
    somebody is in danger now comes first. After three seconds without an answer it is put in front. Evenings and
    nights most, more in the dark weeks. No person reads the answer, but the place in the queue is held for it."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=80, retries=0)
    rules = round(w.about(1_700, 1.3))
    for start in w.arrivals(38, HOME, growth=w.about(1.3, 1.2)):
        first = w.tokens(36, 0.9)
        end = client.abort(start, rules + first, w.tokens(30, 0.2), 3.0)
        if first < 15:
            client.abort(end + w.draw(35, 0.8), rules + first + w.tokens(40, 0.7), w.tokens(30, 0.2), 3.0)


@kind("latency_bound", "interactive")
def hearings_interpreted_by_sentences(w: World) -> None:
    """Where no interpreter can be had in time, a court for asylum cases lets a program interpret: as soon as the speech
    program has a whole sentence, it goes to a model with the names of the case and the last sentences of both sides,
    and the translation streams into a voice. The next sentence waits until the voice is through. One or two hearings on
    a working day, an hour each with pauses. The room is silent until it speaks."""
    client = w.client(w.model(MIDDLE, MIDDLE, SMALL), streamed=True, max_tokens=300, retries=1)
    rules = round(w.about(520))
    for start in w.arrivals(0.95, DESK):
        at, ends = start, start + w.draw(42 * MINUTE_S, 0.4)
        last = [w.tokens(26, 0.5) for _ in range(8)]
        session = w.name("hearing")
        while at < ends:
            said = w.tokens(26, 0.5)
            out = min(300, max(4, round(said * w.rng.uniform(0.9, 1.7))))
            end = client.call(at, rules + 2 * sum(last) + said, out, session=session)
            last = [*last[1:], said]
            at = end + out / 4 + w.draw(7, 0.9)
            if w.rng.random() < 0.02:  # a paper is looked for, somebody is sent out
                at += w.draw(4 * MINUTE_S, 0.6)
