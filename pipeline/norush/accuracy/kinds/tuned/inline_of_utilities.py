"""Something is held until the answer is there: the next screen of a form, a text message, a loudspeaker."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def potholes_sorted_at_the_next_screen(w: World) -> None:
    """In a city's app citizens report a pothole, a dark lamp, a heap of rubbish: when they press on, photo and text go
    to a model, and the next screen opens with the kind of defect and the office filled in. After five seconds it opens
    empty. One in five takes another photo and goes through it again. The screen stands still until then."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=200, retries=0)
    kinds_of_defects = round(w.about(950))
    for start in w.arrivals(46, HOME):
        at = start
        while True:
            tokens = kinds_of_defects + w.rng.randint(1_100, 1_600) + w.tokens(28, 0.7)
            at = client.abort(at, tokens, w.tokens(58, 0.25), 5.0)
            if w.rng.random() < 0.8:
                break
            at += 10 + w.draw(20, 0.6)


@kind("latency_bound")
def messages_held_at_the_text_firewall(w: World) -> None:
    """A telecom holds text messages that its patterns find doubtful until a small model has said whether they are a
    fraud: a link, a sum, a strange sender. After two seconds they go through. At all hours, by day more, and when a
    wave of one fraud runs, hundreds in an hour until the pattern for it is in. No person looks on, but the message of
    somebody is held for these seconds."""
    client = w.client(w.model(SMALL), max_tokens=60, retries=0)
    rules = round(w.about(1_500, 1.3))
    starts = w.arrivals(30, ALWAYS) + w.arrivals(40, HOME)
    for wave in w.launches(w.rng.randint(2, 4), HOME):
        starts += [wave + w.rng.gammavariate(1.5, 0.4 * HOUR_S) for _ in range(w.count(80, factor=1.8))]
    for at in sorted(starts):
        client.abort(at, rules + w.tokens(48, 0.4), w.tokens(22, 0.2), 2.0)


@kind("latency_bound")
def announcements_on_the_platform(w: World) -> None:
    """When a train is late or comes from another platform, the railway's system has the sentence for the loudspeaker
    made from the message of the signal box, and as soon as it is there put into three more languages, all at once;
    then they are spoken. Each change is announced anew, in a storm hundreds in a day. Machines begin it, but the train
    is there in two minutes, and the loudspeaker waits for the words."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=300, retries=1)
    rules = round(w.about(620))
    starts = w.arrivals(12, HOME)
    for storm in w.launches(1, HOME):
        starts += [storm + w.rng.uniform(0, 7 * HOUR_S) for _ in range(w.count(45))]
    for start in sorted(starts):
        at = start
        for _ in range(1 + int(w.rng.expovariate(1 / 0.7))):
            said = w.tokens(48, 0.25)
            first = client.call(at + w.draw(0.2, 0.4), rules + w.tokens(130, 0.3), said)
            rows: list[Row] = [
                partial(
                    client.call, input_tokens=rules + said, output_tokens=max(8, round(said * w.rng.uniform(0.9, 1.6)))
                )
                for _ in range(3)
            ]
            at = at_once(w, first + 0.03, rows) + w.draw(260, 0.8)
