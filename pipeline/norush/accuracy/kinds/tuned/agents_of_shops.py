"""Each step needs the one before: a freelancer's editor, a bookkeeper's search, adverts, inquiries at a small maker."""

from norush.accuracy.calendar import OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Steps
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic")
def themes_of_shops_changed_in_an_editor(w: World) -> None:
    """A freelancer changes the themes of her customers' web shops with an agent in her editor: it reads the templates,
    edits, looks at a picture of the preview, edits again; she says yes to what is to be run, or what is still wrong,
    and starts the next wish. On working days, and once more before a shop goes live. What it does next hangs on
    what the last tool gave."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=8_000, retries=3)
    run = Steps(w.about(10, 1.2), round(w.about(8_500, 1.2)), 280, 170, 850, 1.6, person_share=0.1)
    live = w.launches(2, OFFICE)
    for start in w.arrivals(0.95, OFFICE, factor=1.2) + [at + w.draw(5_000, 0.6) for at in live]:
        at, session = start, w.name("theme")
        for _ in range(w.rng.choices((1, 2, 3), (5, 3, 2))[0]):
            at = run.run(client, at, session=session) + 15 + w.draw(110, 0.9)


@kind("agentic")
def missing_receipts_looked_for(w: World) -> None:
    """A bookkeeper for small firms has receipts looked for: for each payment without one an agent searches the owner's
    mails, opens what it finds, looks into a folder or a supplier's portal, holds sum and date against it, files it or
    gives up with a note. She starts it for one customer after the other, most in the days before the tax return, and
    does other work. One search is worded out of what the last has brought."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=3)
    system = round(w.about(1_900, 1.3))
    for start in w.launches(w.rng.randint(7, 10), OFFICE):
        at = start
        for _ in range(w.count(9, factor=1.6)):
            session, known = w.name("pay"), system + w.tokens(90, 0.3)
            steps = max(2, min(14, w.tokens(5, 0.5)))
            for step in range(steps):
                said = w.tokens(65, 0.4) if step < steps - 1 else w.tokens(110, 0.3)
                stop = "tool_use" if step < steps - 1 else "end_turn"
                at = client.call(at, known, said, session=session, stop=stop, tools=6) + w.draw(1.4, 0.8)
                known += said + min(6_000, w.tokens(750, 0.9))
            at += w.draw(1.5, 0.4)


@kind("agentic")
def adverts_of_clients_tended_each_morning(w: World) -> None:
    """A two-man advertising agency lets an agent tend the accounts of its clients: cron starts it before seven, and for
    each of five or so clients it asks the advert system for yesterday's figures, looks into the campaigns that stand
    out, asks for their search words, stops some, and leaves a note in the channel. One client after the other, nobody
    is there. What it asks for hangs on the figures that it got."""
    client = w.client(w.model(MIDDLE, OLDER, MIDDLE), max_tokens=2_500, retries=4)
    is_cached = w.rng.random() < 0.6
    run = Steps(w.about(5.5, 1.2), round(w.about(3_400, 1.2)), 350, 130, 1_100 if is_cached else 500, 1.9, is_cached)
    clients = w.count(5, factor=1.3)
    for start in w.timer((6,), minute=w.pick(10, 30, 45), weekdays=w.pick((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6))):
        at = start + w.draw(3, 0.5)
        for _ in range(clients):
            at = run.run(client, at, session=w.name("ads")) + w.draw(2.5, 0.4)


@kind("agentic")
def inquiries_worked_out_at_a_small_maker(w: World) -> None:
    """A metalworking shop of forty people forwards inquiries to an address: an agent reads the mail and the drawing,
    asks the stock for sheet and tube, looks up similar orders, lets the hours be reckoned, sees that a radius does not
    fit the tool, reckons again, and puts the draft of a quote into the mailbox after some minutes. The clerk mends it
    in the afternoon. Each step takes up what the last tool said."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=3_000, retries=3)
    system = round(w.about(3_000, 1.3))
    for arrived in w.arrivals(4.0, OFFICE, factor=1.3):
        at = arrived + w.draw(25, 0.6)
        session, cached = w.name("inq"), 0
        known = system + w.tokens(380, 0.5) + 1_530 * w.rng.choices((0, 1, 2, 4), (2, 5, 3, 1))[0]
        steps = max(3, min(22, w.tokens(8, 0.45)))
        for step in range(steps):
            is_last = step == steps - 1
            said = min(3_000, w.tokens(720, 0.3)) if is_last else w.tokens(105, 0.5)
            end = client.call(
                at, 6, said, read=cached, write=known - cached, session=session,
                stop="end_turn" if is_last else "tool_use", tools=7,
            )  # fmt: skip
            cached = known
            at = end + w.draw(1.2, 0.9)
            known += said + min(5_000, w.tokens(460, 0.8))
