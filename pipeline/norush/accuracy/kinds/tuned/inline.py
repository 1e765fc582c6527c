"""A program waits inline: a guard on both sides of an answer, a search with a deadline, a form pressed again."""

from norush.accuracy.calendar import HOME
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Client, World


@kind("latency_bound", "interactive")
def checks_before_and_after(w: World) -> None:
    """A chat whose answers come from elsewhere has what is asked and what is answered looked at here: a call before, a
    call some seconds later, an answer of some tokens each, and again at the next turn. The page shows nothing until
    both have said yes."""
    client = w.client(w.model(SMALL), max_tokens=30, retries=1)
    policy, answers_s = round(w.about(900)), w.about(5)
    for start in w.arrivals(13, HOME):
        at, user = start, w.name("u")
        for _ in range(1 + int(w.rng.expovariate(1 / 2.7))):
            question, answer = w.tokens(42, 0.8), w.tokens(260, 0.6)
            end = client.call(at, policy + question, w.tokens(6, 0.15), user=user)
            if w.rng.random() < 0.03:
                break
            end = client.call(
                end + 0.8 + w.draw(answers_s, 0.4), policy + question + answer, w.tokens(6, 0.15), user=user
            )  # fmt: skip
            at = end + 4 + answer / 9 + w.draw(30, 0.8)


@kind("latency_bound", "interactive")
def intent_with_a_deadline(w: World) -> None:
    """A shop's search asks what is meant when its own rules do not know; after a second or so it hangs up and shows
    what it has, and it never asks again. Short calls at all hours, more in the evening, some or many broken off: the
    page of results waits for it."""
    client = w.client(w.model(SMALL, SMALL, OLDER), max_tokens=100, retries=0)
    deadline_s = w.pick(0.8, 1.0, 1.5) * (1.0 if client.model == SMALL else 2.0)
    for at in w.arrivals(85, HOME):
        client.abort(at, 640 + w.tokens(9, 0.5), w.tokens(24, 0.3), deadline_s)


@kind("latency_bound", "interactive")
def listing_checked_as_posted(w: World) -> None:
    """Who offers something second-hand presses "publish": whether it may be sold, what it is, and what it may cost are
    asked side by side, with its pictures; the form says what to mend, and when that is mended all is asked again. The
    button is grey until all three are there."""
    checks = [
        (w.client(w.model(*models), max_tokens=200), prompt, answer)
        for models, prompt, answer in (((SMALL,), 850, 14), ((SMALL, MIDDLE), 2_300, 22), ((MIDDLE,), 620, 60))
    ]
    for start in w.arrivals(14, HOME):
        at, user, pictures, words = start, w.name("seller"), w.rng.randint(1, 4), w.tokens(90, 0.7)
        for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
            rows = [_check(*check, pictures * 1_100 + words, user) for check in checks]
            at = at_once(w, at, rows, within_s=0.02) + 8 + w.draw(35, 0.8)
            words += w.tokens(14, 0.8)


def _check(client: Client, prompt: int, answer: int, offer: int, user: str) -> Row:
    """One of the three questions about an offer."""
    return lambda at: client.call(at, prompt + offer, client.world.tokens(answer, 0.3), user=user)
