"""A program waits inline, and behind it mostly a person who does not know that there is a model."""

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Client, World

WARD = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.65),
    (1.5, 1, 1, 1, 1, 2, 4, 7, 10, 11, 9, 7, 6, 6.5, 7, 7, 7, 6.5, 6, 5, 4, 3, 2.5, 2),
    0.75,
)
"""A ward: rounds in the morning, somebody on duty at night."""


@kind("latency_bound", "interactive")
def transfer_with_a_purpose(w: World) -> None:
    """A bank's app has the words that go with a transfer looked at before it lets it go: fraud, or a birthday? A call
    of two seconds at most; where the small model is unsure a larger one is asked; where time is up it goes to a clerk.
    Most on payday and before the weekend, some at three at night."""
    first = w.client(w.model(SMALL), max_tokens=20, retries=0)
    second = w.client(w.model(MIDDLE, OLDER), max_tokens=80, retries=0)
    policy, payday = round(w.about(700)), w.rng.choice((1, 14, 24))
    for rhythm, per_day in ((HOME, 66), (ALWAYS, 6)):
        for at in w.arrivals(per_day, rhythm):
            times = 2 if int(at // 86_400) in (payday, payday + 1) and w.rng.random() < 0.8 else 1
            for _ in range(times):
                begun = at + (w.draw(600, 0.9) if times == 2 else 0.0)
                end = first.abort(begun, policy + w.tokens(14, 0.6), w.tokens(5, 0.2), 2.0)
                if w.rng.random() < 0.08:
                    second.abort(end + 0.01, policy + 420 + w.tokens(90, 0.5), w.tokens(34, 0.3), 4.0)


@kind("latency_bound", "interactive")
def chat_lines_in_a_match(w: World) -> None:
    """A game shows a line that a player writes to the others only when a model has let it through, in half a second or
    so. A match is half an hour in which lines come by threes and fours after each goal, and nothing in between; the
    last lines of the match go along. Evenings and weekends."""
    client = w.client(w.model(SMALL), max_tokens=12, retries=0)
    rules = round(w.about(520))
    for start in w.arrivals(5.5, HOME):
        at, over, written = start, start + 60 * w.rng.uniform(14, 34), 0
        while at < over:
            for _ in range(w.rng.randint(1, 5)):
                line = w.tokens(8, 0.7)
                written += line
                client.abort(at, rules + min(160, written), w.tokens(4, 0.2), 1.5)
                at += w.draw(3.2, 0.8)
            at += w.draw(110, 0.9)


@kind("latency_bound", "interactive")
def address_at_the_checkout(w: World) -> None:
    """A parcel service's form asks a model to put an address in order that its own tables do not know, in one call,
    and the button turns until it is there. What comes back is changed by hand one time in six and checked again. By the
    shops that use the form more and more, and most before a holiday."""
    client = w.client(w.model(SMALL, SMALL, OLDER), max_tokens=150, retries=1)
    for start in w.arrivals(84, HOME, growth=w.about(1.5, 1.3)):
        at = client.call(start, 480 + w.tokens(36, 0.4), w.tokens(46, 0.2), stop="tool_use", tools=1)
        if w.rng.random() < 0.16:
            client.call(at + 5 + w.draw(14, 0.7), 480 + w.tokens(38, 0.4), w.tokens(46, 0.2), stop="tool_use", tools=1)


@kind("latency_bound", "interactive")
def order_signed_at_the_ward(w: World) -> None:
    """A physician orders a drug, and before she can sign, it is held against the patient's other drugs and against the
    letter from the last stay, in two calls side by side. A warning is read, something is changed, and both are asked
    again. Three to eight orders in a row for each patient on the round."""
    drugs = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=1)
    letter = w.client(w.model(MIDDLE), max_tokens=250, retries=1)
    for start in w.arrivals(9.5, WARD):
        at, user, listed, stay = start, w.name("ward"), w.tokens(420, 0.5), w.tokens(1_500, 0.5)
        for _ in range(w.tokens(3.2, 0.6)):
            for _ in range(2 if w.rng.random() < 0.14 else 1):
                rows = [_against(drugs, 640 + listed, 34, user), _against(letter, 410 + stay, 40, user)]
                at = at_once(w, at, rows, within_s=0.015) + 7 + w.draw(24, 0.8)
            listed += 22


def _against(client: Client, prompt: int, answer: float, user: str) -> Row:
    """An order held against something."""
    return lambda at: client.call(at, prompt, client.world.tokens(answer, 0.5), user=user)


@kind("latency_bound", "interactive")
def which_department(w: World) -> None:
    """A town's telephone asks "what is it about?", and puts the caller through by what a model makes of the answer:
    within a second and a half, or the line goes to the desk. Where it is not clear the machine asks back, once. The
    lines open at eight with a rush and close at six."""
    client = w.client(w.model(SMALL, OLDER), max_tokens=40, retries=0)
    departments, deadline_s = round(w.about(1_250)), w.pick(1.5, 2.0)
    for start in w.arrivals(88, OFFICE):
        at, heard = start, w.tokens(21, 0.7)
        at = client.abort(at, departments + heard, w.tokens(13, 0.15), deadline_s)
        if w.rng.random() < 0.2:
            client.abort(at + 4 + w.draw(5, 0.4), departments + heard + w.tokens(30, 0.4), 13, deadline_s)
