"""Events behind which somebody may wait, or nobody: a photo of a meter, a referral, a tip."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def meters_photographed_by_customers(w: World) -> None:
    """Customers of a water supplier send a photo of the meter, by mail or on a page, and a consumer on a queue has it
    read as it comes: the number of the meter, the reading, whether it can be seen. In the week after the cards went out
    many times as many. On the page some stay until the reading is shown, those who mailed are long gone, and both come
    through the same queue; a log does not tell them apart."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=3)
    rules, sent = round(w.about(700)), w.launches(1, OFFICE)[0]
    starts = w.arrivals(24, HOME)
    starts += [sent + DAY_S + w.rng.gammavariate(2.0, 1.4 * DAY_S) for _ in range(w.count(420, factor=1.3))]
    for at in sorted(starts):
        client.call(at + w.draw(1.2, 0.7), rules + w.rng.randint(1_300, 1_700), w.tokens(64, 0.25), stop="tool_use")


@kind("uncertain", is_decidable=False)
def referrals_as_they_arrive(w: World) -> None:
    """A hospitals' trust has the letters of family doctors read as they come in: who is it for, how urgent, what is
    missing, a summary. They arrive one by one and, from practices that send at closing time, ten in a row. Now and then
    a consultant has the list open and takes the newest in minutes, most are looked at on another day. Nothing in a log
    says which."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3)
    rules = round(w.about(1_700))

    def letter(at: float) -> float:
        return client.call(at, rules + min(14_000, w.tokens(1_500, 0.6)), min(1_200, w.tokens(300, 0.3)), tools=1)

    starts = [(at, 1) for at in w.arrivals(15, OFFICE)]
    starts += [(at, w.rng.randint(3, 12)) for at in w.arrivals(1.1, OFFICE)]
    for start, letters in sorted(starts):
        rows: list[Row] = [letter] * letters
        loop(w, start + w.draw(5, 0.6), rows, between_s=1.5)


@kind("uncertain", is_decidable=False)
def tips_through_an_online_form(w: World) -> None:
    """The police take tips and reports through a form on the web; each is read as it comes, by a function that a hook
    starts: what it is about, how grave, which station, and when something is grave, a second call that writes a short
    note. After an appeal on television hundreds come in an evening. By day a desk may have them on the screen at once,
    by night and for stolen bicycles nobody looks for days. A log shows the same either way."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, retries=3)
    rules, appeal = round(w.about(1_450)), w.launches(1, HOME)[0]
    starts = sorted(w.arrivals(16, HOME) + w.arrivals(4, ALWAYS))
    starts += [appeal + w.rng.gammavariate(1.4, 1.5 * HOUR_S) for _ in range(w.count(70, factor=1.6))]
    for at in sorted(starts):
        words = min(5_000, w.tokens(230, 0.8))
        first = partial(client.call, input_tokens=rules + words, output_tokens=w.tokens(120, 0.3), stop="tool_use")
        end = first(at + w.draw(0.9, 0.5))
        if w.rng.random() < 0.2:
            client.call(end + w.draw(0.1, 0.4), 800 + words, min(800, w.tokens(230, 0.3)))
