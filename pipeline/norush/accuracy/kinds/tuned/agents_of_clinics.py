"""Each step needs the one before: an appealer of refused claims, programmers of a health-software house, a reader of
safety signals, an investigator of complaints."""

from functools import partial

from norush.accuracy.calendar import HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def refused_claims_appealed_by_an_agent(w: World) -> None:
    """A hospital group has an agent prepare appeals against insurers that will not pay: it opens the refusal, looks up
    the policy of that insurer, searches the chart for what is missing, fetches the notes of those days, and writes the
    letter with its enclosures. Each weekday at six in the evening the refusals of the day are put into a queue, three
    workers take them, until late. A person signs the letters next day. Nobody waits, but each look-up comes out of what
    the one before has shown."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=5)
    way = Steps(steps=11, system=round(w.about(4_200)), task=900, answer=170, result=1_250, tool_s=1.3)
    width = w.pick(2, 3, 4)
    for start in w.timer((18,), minute=w.pick(0, 15), weekdays=WEEKDAYS, late_s=12):
        rows: list[Row] = [partial(way.run, client) for _ in range(w.count(4, factor=1.6))]
        pool(w, start, rows, width, between_s=2.0)


@kind("agentic", "interactive")
def interfaces_coded_by_a_health_software_house(w: World) -> None:
    """Programmers of a health-software house change interfaces to hospitals' systems with an agent in the terminal: it
    reads mappings, edits them, runs the tests with recorded messages, reads what failed, edits again. Now and then
    somebody has to allow a command. Between tasks they read the change and ask for the next one in the same session.
    Each call carries what the last one has done."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=16_000, retries=8)
    task = Steps(
        steps=13, system=round(w.about(17_000, 1.2)), task=350, answer=270, result=950, tool_s=4.0, person_share=0.12
    )
    people = w.rng.randint(4, 12)
    for start in w.arrivals(1.1, OFFICE):
        at, session, user = start, w.name("cli"), f"dev-{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
            at = task.run(client, at, session, user) + 20 + w.draw(150, 1.0)


@kind("agentic")
def safety_signals_read_up_by_agents(w: World) -> None:
    """A drug-safety team gives an agent a signal - this medicine and that reaction - and it makes a plan, lets two or
    three helpers search at the same time, one in the literature, one in the company's cases, one in the regulators'
    pages, and puts together what they bring; where they disagree it sends one of them again. The sheet is taken up some
    hours later. The helpers' steps and the lead's come out of what was found."""
    lead = w.client(w.model(LARGE, MIDDLE), max_tokens=8_000, retries=4)
    helper = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=4_096, retries=4)
    plan = Steps(steps=2, system=round(w.about(2_800)), task=300, answer=420, result=300, tool_s=0.4)
    search = Steps(steps=7, system=round(w.about(2_200)), task=240, answer=150, result=1_400, tool_s=1.8)
    write = Steps(steps=3, system=6_500, task=1_800, answer=900, result=500, tool_s=0.5)
    for start in w.arrivals(1.25, OFFICE):
        session = w.name("signal")
        at = plan.run(lead, start, session)
        parts: list[Row] = [partial(search.run, helper, session=session) for _ in range(w.rng.randint(2, 3))]
        at = at_once(w, at, parts)
        if w.rng.random() < 0.35:
            at = search.run(helper, at + 0.3, session)
        write.run(lead, at + 0.3, session)


@kind("agentic")
def complaints_about_devices_looked_into_by_an_agent(w: World) -> None:
    """A maker of infusion pumps and meters for blood sugar has each complaint looked into by an agent as it is filed:
    lot and serial number are looked up, service history, other complaints of that lot, the log that was uploaded, the
    manual; then it proposes a code and whether the authority must be told. The file is taken up by a person on that day
    or the next. A number read in one step is what the next asks with."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_048, retries=4)
    way = Steps(steps=8, system=round(w.about(3_300)), task=500, answer=120, result=780, tool_s=0.9)
    is_named = w.rng.random() < 0.6
    for start in sorted(w.arrivals(5, OFFICE) + w.arrivals(1.8, HOME)):
        way.run(client, start + w.draw(3, 0.6), w.name("complaint") if is_named else None)
