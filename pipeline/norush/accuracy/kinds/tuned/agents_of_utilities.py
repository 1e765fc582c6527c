"""Each step needs the one before: a finder of faults, a gatherer of files, an examiner of applications, a mover of old
programs."""

from norush.accuracy.calendar import ALWAYS, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, Steps, loop
from norush.accuracy.world import MIDDLE, OLDER, World


@kind("agentic")
def faults_on_a_line_traced(w: World) -> None:
    """A telecom lets an agent trace faults that customers' routers or the network report: it asks for the levels of the
    line, the neighbours, the last changes, the weather, and ends with a ticket for a fitter or a restart. At all hours,
    more by day. What it asks next comes out of what the last tool gave; nobody looks on, but no step can be sent
    ahead."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(steps=8, system=round(w.about(4_200)), task=320, answer=150, result=420, tool_s=1.8)
    is_named = w.rng.random() < 0.6
    for start in sorted(w.arrivals(2.0, ALWAYS) + w.arrivals(1.8, OFFICE)):
        steps.run(client, start, w.name("fault") if is_named else None)


@kind("agentic")
def files_gathered_for_a_request(w: World) -> None:
    """Somebody asks a public body for all there is about a matter, and an agent gathers it: it searches the store of
    files, opens some, searches with other names, notes what must be left out, and writes a list. An officer starts it
    and comes back after lunch or tomorrow; a second run follows when the officer asks for another year. The law leaves
    a month for it, but each search comes out of what the last one has brought."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(
        steps=13, system=round(w.about(3_000)), task=260, answer=170, result=1_100, tool_s=0.9, most_context=90_000
    )
    is_named = w.rng.random() < 0.5
    for start in w.arrivals(1.6, OFFICE):
        end = steps.run(client, start + w.draw(1, 0.5), w.name("request") if is_named else None)
        if w.rng.random() < 0.3:
            steps.run(client, end + w.draw(5_000, 1.0), w.name("request") if is_named else None)


@kind("agentic")
def solar_roofs_examined_by_night(w: World) -> None:
    """An operator of a grid has applications for solar roofs examined by night: for each an agent reads the form, asks
    the register for the house, the grid's model for the room on the line, goes back to the sheet of the inverter if the
    numbers disagree, and writes a proposal or what is missing. One after the other, five or so. Nobody waits for it
    before the morning, but inside an application each question hangs on the last answer."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    rules = Prefix(round(w.about(3_600, 1.3)))

    def application(at: float) -> float:
        known, end = w.tokens(1_300, 0.4), at
        for _ in range(2 + min(9, w.tokens(4, 0.5))):
            said = min(1_500, w.tokens(130, 0.4))
            end = rules.call(client, at, known, said, stop="tool_use", tools=6)
            known += said + min(6_000, w.tokens(480, 0.7))
            at = end + w.draw(1.2, 0.8)
        return rules.call(client, at, known, min(2_000, w.tokens(420, 0.3)), tools=6)

    for start in w.timer((w.pick(20, 22, 23),), minute=w.pick(0, 30), weekdays=(0, 1, 2, 3, 4), late_s=12):
        rows: list[Row] = [application] * w.count(4.6, factor=1.6)
        loop(w, start + w.draw(6, 0.4), rows, between_s=1.0)


@kind("agentic", "interactive")
def old_programs_moved_by_statisticians(w: World) -> None:
    """Statisticians move their old programs into another language with an agent in the terminal: it reads a program,
    writes the new one, runs both on a sample, compares the tables and goes on until they are the same, and the
    statistician says yes to a step now and then. In the mornings of working days, a few at once. They look in on it
    from other work; no step can be made before the last one has run."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=16_000, retries=6)
    steps = Steps(
        steps=19, system=round(w.about(11_000, 1.2)), task=500, answer=230, result=650, tool_s=3.5, person_share=0.12
    )
    for start in w.arrivals(1.1, OFFICE, factor=1.25):
        steps.run(client, start, w.name("session"), f"stat-{w.rng.randrange(7)}")
