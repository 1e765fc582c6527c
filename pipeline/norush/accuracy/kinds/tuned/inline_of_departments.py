"""A form, an app or a proxy waits some seconds for the answer: leads, receipts, sites that nobody knows."""

from norush.accuracy.calendar import DAY_S, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def leads_routed_while_the_form_spins(w: World) -> None:
    """When somebody sends the form for a demonstration, marketing's page has the firm looked up and a model say what it
    is and which seller it belongs to, before the calendar of that seller is shown. What is not there after four seconds
    is hung up on, and the calendar of the team is shown. From two continents in office hours, some by night, with
    two mailings that bring hundreds in an afternoon. The visitor looks at a turning circle."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=0)
    rules, rate = round(w.about(1_300)), w.about(36) * w.scale
    sent = w.arrivals(9, HOME)
    for zone in (w.zone, w.pick("Europe/Berlin", "America/Los_Angeles")):
        sent += w.month.arrivals(w.rng, rate * w.rng.uniform(0.6, 1.4), OFFICE, zone)
    for mailing in w.launches(2, OFFICE):
        sent += [mailing + w.rng.gammavariate(1.5, 4_000) for _ in range(w.count(110))]
    for at in sorted(sent):
        known = w.tokens(520, 0.6) if w.rng.random() < 0.75 else 0
        client.abort(at + w.draw(0.6, 0.4), rules + known + w.tokens(70, 0.6), w.tokens(62, 0.3), 4.0)


@kind("latency_bound", "interactive")
def receipts_read_at_the_phone(w: World) -> None:
    """In the app for travel expenses a receipt is photographed, and date, sum, tax and sort stand in the form some
    seconds later, to be looked over and sent. One lunch at the table, or the stack of a trip on Friday afternoon and
    on the last days of the month, one picture after the other. A photograph that cannot be read is taken again. The
    traveller holds the telephone until the fields are filled."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=400, retries=1)
    form, is_named = round(w.about(850)), w.rng.random() < 0.6
    stacks = [(at, w.rng.choices((1, 2), (8, 2))[0]) for at in w.arrivals(21, HOME)]
    for at in w.arrivals(4.2, OFFICE):
        is_late = at > w.month.length_s - 4 * DAY_S
        stacks += [(at + w.draw(900, 1.0), 3 + int(w.rng.expovariate(1 / 4.0))) for _ in range(2 if is_late else 1)]
    for start, receipts in sorted(stacks):
        at, user, left = start, w.name("emp") if is_named else None, receipts
        while left > 0:
            end = client.call(
                at, form + w.pick(1_280, 1_530, 1_530), w.tokens(125, 0.25), user=user, stop="tool_use", tools=1
            )
            left -= w.rng.random() < 0.9
            at = end + 6 + w.draw(14, 0.7)


@kind("latency_bound")
def unknown_sites_at_the_web_proxy(w: World) -> None:
    """A company's web proxy holds back a page whose site no list knows, has what is on it put into one of forty
    categories, and lets it through or not; the category is kept for a month, so that a site is asked about once. After
    five seconds it hangs up and lets it through with a warning. As people surf at work, most in the morning, and by
    night what servers and telephones open. The page stays white until then."""
    client = w.client(w.model(SMALL), max_tokens=60, retries=0)
    categories = round(w.about(2_200, 1.3))
    seen = w.arrivals(78, OFFICE, growth=w.about(0.7, 1.2)) + w.arrivals(16, HOME)
    opened = [(at + more, w.tokens(900, 0.9)) for at in seen for more in _others(w)]
    for at, words in sorted(opened):
        client.abort(at, categories + min(3_000, words), w.rng.randint(8, 22), 5.0)


def _others(w: World) -> list[float]:
    """The sites that a page brings along, in seconds after it: most bring none."""
    others = w.rng.choices((0, 1, 3), (8, 2, 1))[0]
    return [0.0, *(0.3 + w.rng.expovariate(1 / 0.8) for _ in range(others))]
