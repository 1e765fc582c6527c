"""A program waits inline, for a second or so, before it lets something through or knows where to send it."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound")
def comments_before_they_appear(w: World) -> None:
    """Under a newspaper's articles each comment is looked at before it appears: the rules, the comment and the one that
    it answers go in, a word and a reason come back. Who wrote it sees it turn from grey to black after a second. More
    in the evening, and hundreds in an hour when something has happened."""
    client = w.client(w.model(SMALL), max_tokens=60, retries=1)
    rules = round(w.about(1_600))
    comments = w.arrivals(84, HOME)
    for event in w.launches(3, HOME):
        comments += [event + w.rng.expovariate(1 / 3_000) for _ in range(w.count(110))]
    for at in sorted(comments):
        client.call(at, rules + w.tokens(95, 0.8), w.tokens(17, 0.3))


@kind("latency_bound", "interactive")
def intent_before_each_answer(w: World) -> None:
    """Before a telephone company's chat answers, a small call says which of thirty things the customer wants, with the
    last lines of the chat: what answers then is another service under another key. A turn of a chat each half minute,
    some minutes long. The chat stands still until the intent is known."""
    client = w.client(w.model(SMALL), max_tokens=25, retries=1)
    things = round(w.about(1_900))
    for start in w.arrivals(25, HOME):
        at, lines, session = start, 0, w.name("chat")
        for _ in range(1 + int(w.rng.expovariate(1 / 2.8))):
            asked = w.tokens(22, 0.7)
            end = client.call(at, things + min(700, lines) + asked, w.rng.randint(5, 9), session=session)
            lines += asked + w.tokens(110, 0.5)
            at = end + 8 + w.draw(30, 0.9)


@kind("latency_bound")
def payments_held_for_a_score(w: World) -> None:
    """An order of a shop is held between "pay" and "thank you" until a score for fraud is there: address, history and
    basket go in as lines, a number and a code come back; after two and a half seconds the shop hangs up and goes on by
    its old rules. All hours, with fewest before dawn; a day of discounts brings four times as many."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120, retries=0)
    discounts = int(w.launches(1, HOME)[0] // 86_400)
    for at in w.arrivals(62, HOME):
        for _ in range(4 if int(at // 86_400) == discounts else 1):
            begun = at + w.rng.random() * 900
            client.abort(begun, 1_300 + w.tokens(620, 0.3), w.tokens(34, 0.25), 2.5)


@kind("latency_bound", "interactive")
def guard_on_both_sides(w: World) -> None:
    """A product with a chat has a guard before and behind its model: the line of the user is looked at, the model
    behind another key answers, and the answer is looked at before it is shown. Two short calls some seconds apart for
    each turn; a chat stands still for both."""
    client = w.client(w.model(SMALL), max_tokens=40, retries=1)
    policy = round(w.about(1_000))
    for start in w.arrivals(15, w.pick(HOME, OFFICE)):
        at = start
        for _ in range(1 + int(w.rng.expovariate(1 / 2.6))):
            asked, said = w.tokens(45, 0.9), w.tokens(230, 0.5)
            end = client.call(at, policy + asked, w.tokens(8, 0.2)) + 0.5 + said / w.draw(70, 0.2)
            end = client.call(end, policy + 150 + asked + said, w.tokens(8, 0.2))
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(25, 0.9)


@kind("latency_bound", "interactive")
def filters_out_of_words(w: World) -> None:
    """A site for flats lets people write what they want, and a call turns it into filters while the page of results
    waits: the list of filters in the prompt, a line of JSON back. Who looks for a flat changes a word and sends it
    again, four or five times. Half of the searches were made before and come from a cache without a call."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=200, retries=0)
    filters = round(w.about(1_700))
    for start in w.arrivals(36, HOME):
        at = start
        for _ in range(1 + int(w.rng.expovariate(1 / 2.0))):
            end = client.call(at, filters + w.tokens(18, 0.6), w.tokens(48, 0.35), stop="tool_use", tools=1)
            at = end + 6 + w.draw(35, 1.0)
