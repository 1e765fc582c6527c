"""Something is held until the answer is there: a page for the one on duty, a search, a checkout. For seconds."""

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound")
def alerts_weighed_before_the_pager_rings(w: World) -> None:
    """A function in the cloud stands between the monitoring and the pager: each alert is held until a model has said
    whether it is part of an incident that is open, how bad it is, and what the one on duty should look at first. After
    eight seconds it rings without. An outage brings some dozen alerts within minutes, a quiet day a handful. Nobody
    looks at a screen; but a pager that rings late is of no use."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=0)
    rules = round(w.about(1_250))
    alerts = w.arrivals(50, ALWAYS)
    for outage in w.launches(w.rng.randint(4, 8), ALWAYS):
        alerts += [outage + w.draw(4 * MINUTE_S, 0.8) for _ in range(w.count(45, factor=1.8))]
    opened: list[float] = []
    for at in sorted(alerts):
        opened = [one for one in opened if at - one < 30 * MINUTE_S][-20:]
        told = rules + min(4_000, w.tokens(420, 0.6)) + 60 * len(opened)
        client.abort(at + w.draw(0.2, 0.5), told, min(400, w.tokens(95, 0.35)), 8.0)
        opened.append(at)


@kind("latency_bound", "interactive")
def questions_reworded_before_the_search(w: World) -> None:
    """A service for search over a company's own texts runs its own model for the answer; only the wording of the query
    goes to the API: the last turns in, three queries out, with two seconds before it searches for the words as they
    were typed. The endpoint is async and the call sits in the middle of it, so the search is held, and behind it
    somebody who has pressed enter."""
    client = w.client(w.model(SMALL), max_tokens=150, retries=0)
    rules = round(w.about(650))
    for at in w.arrivals(310, OFFICE):
        turns = w.rng.choices((0, 1, 2, 4), (5, 3, 2, 1))[0]
        told = rules + w.tokens(24, 0.7) + turns * w.tokens(150, 0.4)
        client.abort(at + w.draw(0.06, 0.4), told, min(150, w.tokens(46, 0.3)), 2.0)


@kind("latency_bound", "interactive")
def addresses_mended_in_a_checkout(w: World) -> None:
    """A shop's server puts the address as typed into fields before the rates of the carriers can be asked for: one
    small call in a server action, the form says "one moment", after two and a half seconds the fields are taken as they
    are, and the same again when somebody has changed a line. Evenings and sales are full. It holds the checkout."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(SMALL), max_tokens=200, retries=1)
    rules = round(w.about(1_050))
    orders = w.arrivals(105, HOME)
    for sale in w.launches(2, HOME):
        orders += [sale + w.draw(50 * MINUTE_S, 0.9) for _ in range(w.count(140, factor=1.6))]
    for start in sorted(orders):
        at = start
        while True:
            end = client.abort(at + w.draw(0.08, 0.4), rules + w.tokens(48, 0.3), w.tokens(72, 0.2), 2.5)
            if w.rng.random() < 0.88:
                break
            at = end + 5 + w.draw(14, 0.7)
