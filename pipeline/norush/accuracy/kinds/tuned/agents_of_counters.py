"""Each step needs the one before: parts for a garage, files of a mortgage broker, accounts of the dead, cars registered
in a portal."""

from norush.accuracy.calendar import DESK, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic")
def parts_found_by_an_agent_for_a_garage(w: World) -> None:
    """When an appointment is booked at a garage, an agent looks for the parts: decodes the number of the car, searches
    the catalogue, doubts between two brake discs, asks three wholesalers for stock and price, and fills a basket that
    the foreman releases. Ten steps and more, and none can be made before the last tool has answered. Nobody sits
    before it."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_048, retries=3)
    steps = Steps(steps=10, system=round(w.about(4_200)), task=240, answer=120, result=620, tool_s=1.4)
    is_named = w.rng.random() < 0.5
    for start in sorted(w.arrivals(4.5, DESK) + w.arrivals(1.0, OFFICE)):
        steps.run(client, start + w.draw(4, 0.7), w.name("job") if is_named else None)


@kind("agentic")
def mortgage_files_made_complete_by_an_agent(w: World) -> None:
    """A mortgage broker has an agent go over the files that moved since yesterday: it lists the papers, opens payslips
    and valuations, holds the sums against the form, looks up what this lender wants, writes what is missing and drafts
    the mail to the applicant. Two files at a time at seven on working days, and one at once when an adviser presses for
    it. It opens what the last look has shown to be doubtful."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(steps=8, system=round(w.about(3_600)), task=700, answer=190, result=1_500, tool_s=0.9)

    def file(at: float) -> float:
        return steps.run(client, at, w.name("file"))

    for start in w.timer((7,), minute=w.pick(0, 10, 30), weekdays=WEEKDAYS, late_s=15):
        rows: list[Row] = [file] * w.count(3.2, factor=1.7)
        pool(w, start + w.draw(12, 0.5), rows, w.pick(2, 2, 3), between_s=0.8)
    for start in w.arrivals(0.9, OFFICE):
        file(start + w.draw(1.5, 0.6))


@kind("agentic")
def accounts_of_the_dead_settled_by_an_agent(w: World) -> None:
    """The back office of a building society gives each death it is told of to an agent in a durable workflow: it reads
    the certificate and the will, looks for accounts and mandates, stops direct debits, works out who may sign, and
    writes to the heirs; some steps wait for a clerk's yes. Tools are slow old systems. Days may pass, but each step is
    made of what the last one found."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=4_096, retries=5)
    steps = Steps(
        steps=12, system=round(w.about(4_800)), task=1_400, answer=210, result=700, tool_s=5, person_share=0.08
    )
    for start in w.arrivals(2.4, OFFICE):
        steps.run(client, start + w.draw(90, 0.9), w.name("case"))


@kind("agentic")
def cars_registered_in_a_portal_by_an_agent(w: World) -> None:
    """A group of car dealers has sold cars registered through the authority's portal, which has no interface for
    programs: an agent sees a picture of the screen, clicks, types, sees the next one, some two dozen times a car. A
    worker takes the cars one after the other while the portal is open, in the morning and when papers have come. Each
    click is chosen from the last picture."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=3)
    steps = Steps(
        steps=18, system=round(w.about(3_000, 1.3)), task=450, answer=95, result=1_350, tool_s=2.6, most_context=60_000
    )
    for start in w.timer((8, 14), minute=w.pick(0, 15, 30), weekdays=WEEKDAYS, late_s=60):
        at = start + w.draw(20, 0.6)
        for _ in range(w.rng.randint(0, 2) if w.scale >= 1 else w.rng.randint(0, 1)):
            for _ in range(max(1, round(w.scale))):
                at = steps.run(client, at) + w.draw(1.2 * MINUTE_S, 0.7)
