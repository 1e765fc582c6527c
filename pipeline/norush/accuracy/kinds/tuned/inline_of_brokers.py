"""A quote, a notification or a sale is held until the answer is there: some seconds at most."""

from norush.accuracy.calendar import DESK, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("latency_bound")
def quotes_asked_for_in_trader_chats(w: World) -> None:
    """A bond broker reads what comes in over the chats of its clients: each message goes to a model that says whether a
    price is asked for, and for which paper, side and size, and the pricing engine answers by itself. What is not there
    within two seconds goes to the desk. Nothing is tried again. Messages come in flurries while markets are open, a
    heap after figures are out. A price is worth nothing a minute later."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=0)
    rules = round(w.about(520))
    messages = []
    for start in w.arrivals(70, DESK):
        at = start
        for _ in range(w.rng.choices((1, 2, 4, 7), (4, 3, 2, 1))[0]):
            messages.append(at)
            at += 1 + w.draw(9, 0.9)
    for figures in w.launches(w.rng.randint(4, 7), DESK):
        messages += [figures + w.rng.gammavariate(1.3, 160) for _ in range(w.count(55, factor=1.5))]
    for at in sorted(messages):
        client.abort(at + w.draw(0.04, 0.4), rules + w.tokens(42, 0.8), min(150, w.tokens(34, 0.3)), 2.0)


@kind("latency_bound")
def merchants_named_before_a_card_push(w: World) -> None:
    """A card firm tells its customers of each payment on the phone, and where the line of the till is garbled and not
    in the cache a model gives name and kind of the shop. The message is held for a second and a half and then goes with
    the raw line. One short call a payment, no second try. Over the day as people buy, more on Saturdays and before
    holidays."""
    client = w.client(w.model(SMALL), max_tokens=60, retries=0)
    rules = round(w.about(640))
    for at in w.arrivals(290, HOME, growth=w.about(1.2, 1.2)):
        client.abort(at + w.draw(0.03, 0.5), rules + w.tokens(24, 0.4), min(60, w.tokens(17, 0.25)), 1.5)


@kind("latency_bound", "interactive")
def duties_ticked_off_in_a_phone_sale(w: World) -> None:
    """An insurer sells by telephone, and the law says what must be told. While the seller talks, each passage of twenty
    seconds or so is held against the list, which is marked for the cache; points on the screen turn green, and the
    button to close the sale stays grey until all are. A call has a dozen passages. Office hours, till eight on some
    days. Seller and customer are held by it."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=250, retries=1)
    duties = Prefix(round(w.about(1_900, 1.3)))
    passages = []
    for start in w.arrivals(11, OFFICE):
        at = start
        for number in range(4 + int(w.rng.expovariate(1 / 9))):
            passages.append((at, min(2_400, 90 * (number + 1))))
            at += 12 + w.draw(11, 0.5)
    for at, said in sorted(passages):
        duties.call(client, at, said + w.tokens(70, 0.4), min(250, w.tokens(46, 0.4)), stop="tool_use", tools=1)
