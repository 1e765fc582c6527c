"""Events behind which somebody may wait, or nobody: mails of a forwarder, defects that tenants report, papers filed."""

from heapq import heappop, heappush

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def booking_mails_read_as_a_forwarder_gets_them(w: World) -> None:
    """A forwarder's shared mailbox tells a function of each new mail: one call for what it is and whose, and for a
    booking a second that reads shipper, goods and dates into the transport system. Here a clerk has the mask open and
    waits for the fields to fill, there the mail came at night from overseas and is looked at in the morning, and
    colleagues forward ten at once. Nothing in the log tells which."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=900, retries=2)
    rules = round(w.about(1_050))
    came = w.arrivals(45, OFFICE) + w.arrivals(20, ALWAYS)
    for heap in w.launches(w.rng.randint(8, 16), OFFICE):
        came += [heap + w.rng.random() * 25 for _ in range(w.rng.randint(4, 14))]
    for came_at in sorted(came):
        mail = min(12_000, w.tokens(720, 0.7))
        at = client.call(came_at + w.draw(2.0, 0.5), 480 + mail, w.rng.randint(16, 40))
        if w.rng.random() < 0.45:
            client.call(at + w.draw(0.3, 0.5), rules + mail, min(900, w.tokens(260, 0.35)), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def defects_reported_by_tenants_through_a_hook(w: World) -> None:
    """A landlord's portal sends a hook for each defect that a tenant reports, with or without a photograph, and a small
    service asks for trade, urgency and a line for the fitter. A few tenants stay on the page on which the date comes
    up; most have put the telephone away, and the caretaker's desk may or may not be looking at its list. Nights of
    frost bring a heap; after an outage the portal sends again what was not taken. A log cannot say who waits."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=2)
    rules, came = round(w.about(1_600)), w.arrivals(40, HOME)
    for frost in w.launches(w.rng.randint(1, 3), HOME):
        came += [frost + w.rng.gammavariate(1.5, 9_000) for _ in range(w.count(60, factor=1.5))]
    off = w.launches(1, HOME)[0]
    on = off + w.draw(1.5 * HOUR_S, 0.5)
    for at in sorted(came):
        photograph = w.rng.choice((1_150, 1_600)) if w.rng.random() < 0.4 else 0
        begun = at if not off <= at < on else on + (at - off) / 60
        client.call(begun + w.draw(0.4, 0.5), rules + photograph + w.tokens(75, 0.7), min(400, w.tokens(105, 0.35)))


@kind("uncertain", is_decidable=False)
def papers_sorted_as_they_are_filed_at_a_court(w: World) -> None:
    """Lawyers file papers with a court over a portal, one message with one to eight attachments; a queue with two or
    three consumers gives each attachment one call: what it is, whose, which date matters. The registry works on the
    messages in its own order; an urgent application has a judge waiting, the rest lies for days. Most come in the last
    hours of a day and before a deadline. The consumer treats all alike, and so does its log."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, retries=4)
    rules, places = round(w.about(1_300)), [0.0] * w.pick(2, 3)

    def attachment(at: float) -> float:
        return client.call(at, rules + min(25_000, w.tokens(2_300, 0.8)), min(500, w.tokens(120, 0.3)))

    filed = w.arrivals(15, OFFICE) + w.arrivals(3.5, HOME)
    for deadline in w.launches(w.rng.randint(1, 3), OFFICE):
        filed += [deadline + w.rng.gammavariate(1.5, 4_000) for _ in range(w.count(14, factor=1.5))]
    for at in sorted(filed):
        begun = max(at + w.draw(4, 0.6), heappop(places))
        attachments = w.rng.choices((1, 2, 3, 5, 8), (4, 4, 3, 2, 1))[0]
        heappush(places, loop(w, begun, [attachment] * attachments, between_s=0.15))
