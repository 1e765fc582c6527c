"""Something is held until the answer is there: a refund at the till, a ride, a fare. For seconds, in many countries."""

from norush.accuracy.calendar import ALWAYS, HOME, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.kinds.tuned.regions_of_networks import people_in, some_places
from norush.accuracy.world import SMALL, World

TILLS = Rhythm(
    (1.3, 0.95, 0.9, 0.95, 1.05, 1.4, 0.4),
    (0, 0, 0, 0, 0, 0, 0, 0, 1, 5, 8, 9, 9, 8, 8, 9, 10, 10, 7, 4, 1.5, 0.3, 0, 0),
    0.9,
)
"""Goods brought back: Mondays and Saturdays."""


@kind("latency_bound", "interactive")
def refunds_weighed_at_the_till(w: World) -> None:
    """A chain's till asks before it pays back: what the cashier typed as the reason, the lines of the receipt and the
    customer's last returns go to a model, which says pay, ask for a manager, or voucher. Three seconds, then the
    country's old rule decides. The till is locked meanwhile, cashier and customer stand there. More on Mondays and
    after sales, nothing when shops are shut in that country."""
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", w.user_agent)
    client = w.client(w.model(SMALL), max_tokens=120, retries=0)
    rules = round(w.about(980))
    for at in people_in(w, some_places(w, 4, 9), 190, TILLS):
        told = rules + min(1_500, w.tokens(260, 0.5))
        client.abort(at + w.draw(0.08, 0.5), told, min(120, w.tokens(48, 0.25)), 3.0)


@kind("latency_bound")
def notes_for_drivers_put_into_their_language(w: World) -> None:
    """A ride and delivery service in many countries puts what a customer wrote - "blue gate, call at the corner" - into
    the language of the driver at the moment a driver has accepted; the offer is on the driver's screen with the note
    left open until the answer or two seconds have come. One small call an accepted order, with one retry when there is
    time. Noon and evening of each city, rain and Fridays, and never quite still. A car is on the road meanwhile."""
    client = w.client(w.model(SMALL), max_tokens=150, retries=0)
    rules, places = round(w.about(430)), some_places(w, 6, 10)
    orders = people_in(w, places, 260, HOME)
    for rain in w.launches(w.rng.randint(4, 8), HOME):
        orders += [rain + w.rng.uniform(0, 5_400) for _ in range(w.count(90, factor=1.5))]
    for at in sorted(orders):
        begun, told, said = at + w.draw(0.05, 0.5), rules + w.tokens(34, 0.6), min(150, w.tokens(32, 0.5))
        end = client.abort(begun, told, said, 2.0)
        if w.calls and w.calls[-1].status == "errored" and end < begun + 1.2:
            client.abort(end + 0.1, told, said, 0.9)


@kind("latency_bound", "interactive")
def fare_rules_read_while_a_search_is_held(w: World) -> None:
    """A seller of flights in forty markets shows "may be changed for 50" beside each fare. Where the rule's text is not
    in its cache a model reads it into five fields, up to six of them together, and the list of results is held for
    four seconds at most; what comes later is put into the cache and shown to the next who searches. Mornings after a
    carrier has loaded new fares have many misses. Behind each is a search of somebody, at any hour of the world."""
    client = w.client(w.model(SMALL), max_tokens=250, retries=1)
    rules = round(w.about(620))
    places = some_places(w, 6, 10)
    searches = people_in(w, places, 42, HOME)
    for loaded in w.launches(w.rng.randint(4, 7), ALWAYS):
        searches += [loaded + w.rng.expovariate(1 / 7_000) for _ in range(w.count(60, factor=1.5))]
    for start in sorted(searches):
        for _ in range(w.rng.choices((1, 2, 3, 4, 6), (5, 4, 2, 1, 1))[0]):
            told = rules + min(6_000, w.tokens(900, 0.5))
            client.call(start + w.draw(0.06, 0.6), told, min(250, w.tokens(85, 0.25)), stop="tool_use", tools=1)
