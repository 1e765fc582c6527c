"""Each step needs the one before: a building office, a charity, an embassy, the programmers of a tax authority."""

from norush.accuracy.calendar import HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Steps, queued
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def permits_prepared_by_a_building_office_agent(w: World) -> None:
    """A city's building office has each application for a permit prepared by an agent when it has been handed in: it
    lists the plans, reads those it needs, asks the register of plots and the development plan, notes what is missing
    and writes the sheet for the case worker, who opens it some days later. What it reads next depends on what it has
    found, so no step can be sent ahead of the others."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(
        steps=11, system=round(w.about(5_200)), task=500, answer=190, result=750, tool_s=1.3, most_context=110_000
    )
    is_named = w.rng.random() < 0.5
    for start in w.arrivals(2.6, HOME) + w.arrivals(4.0, OFFICE):
        steps.run(client, start + w.draw(20, 0.8), w.name("permit") if is_named else None)


@kind("agentic")
def donations_matched_by_a_charity_agent(w: World) -> None:
    """A charity has the payments that its books could not match gone through on the mornings of working days: for each
    an agent searches the donors by name, then by town or by the purpose in the text, looks at earlier gifts, and
    writes the match or a question for a colleague. A small graph with tools, three payments at a time. Nobody waits
    for one of them, but each search is made of what the last has brought."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_500, retries=3)
    system, workers = round(w.about(2_600)), w.pick(2, 3, 4)

    def payment(at: float) -> Asking:
        known, session = system + w.tokens(240, 0.3), w.name("gift")
        steps = 2 + min(8, w.tokens(2.4, 0.5))
        for step in range(steps):
            at = yield at
            said = min(1_000, w.tokens(85, 0.4))
            stop = "end_turn" if step == steps - 1 else "tool_use"
            end = client.call(at, known, said, stop=stop, tools=5, session=session)
            yield end
            known += said + min(5_000, w.tokens(420, 0.8))
            at = end + w.draw(0.5, 0.7)

    for start in w.timer((w.pick(6, 7),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=20):
        queued(workers, [payment(start + w.draw(4, 0.3)) for _ in range(w.count(34, factor=1.6))], overhead_s=0.03)


@kind("agentic")
def consular_cases_worked_by_an_embassy_agent(w: World) -> None:
    """A foreign ministry lets an agent work on what comes to its embassies about passports, births and legal papers: it
    reads the mail, looks up the person and the case, asks the rules of the country, checks for free dates and drafts
    the reply with the list of papers. A consul signs the drafts once or twice a day. Mails come by day in several
    zones; a call follows from the answer of the tool before it."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=3)
    steps = Steps(
        steps=6,
        system=round(w.about(3_000)),
        task=420,
        answer=170,
        result=600,
        tool_s=0.8,
        is_cached=w.pick(True, False),
    )
    is_named = w.rng.random() < 0.5
    for zone, per_day in ((w.zone, 6.0), ("Asia/Tokyo", 4.0), ("America/New_York", 4.5)):
        home, w.zone = w.zone, zone
        starts = w.arrivals(per_day, OFFICE)
        w.zone = home
        for start in starts:
            steps.run(client, start + w.draw(30, 0.8), w.name("case") if is_named else None)


@kind("agentic", "interactive")
def programs_of_a_tax_authority_changed_in_a_terminal(w: World) -> None:
    """The programmers of a tax authority work with a coding agent in the terminal, through a gateway of their own: it
    searches, reads, edits, runs the tests and goes on, asks for leave now and then, and a small model names the
    sessions and reads the output of commands. Office hours, one or two sessions each. They look in on it; no step can
    be made before the tool has answered."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=32_000, retries=8)
    small = w.client(w.model(SMALL), max_tokens=512, retries=8)
    steps = Steps(
        steps=17, system=round(w.about(10_500, 1.2)), task=350, answer=210, result=480, tool_s=3.0, person_share=0.14
    )
    team = max(3, w.count(7))
    for start in w.arrivals(2.3, OFFICE, factor=1.3):
        session, user = w.name("session"), f"dev-{w.rng.randrange(team)}"
        small.call(start + 0.05, w.tokens(230, 0.5), w.rng.randint(12, 40), session=session, user=user)
        end = steps.run(client, start, session, user)
        at = start + w.draw(40, 0.7)
        while at < end:
            small.call(at, w.tokens(700, 0.8), w.tokens(45, 0.5), session=session, user=user)
            at += w.draw(150, 0.8)
