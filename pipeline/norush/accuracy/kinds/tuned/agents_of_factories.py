"""Each step needs the one before: controllers programmed at the desk, turbines that stand still, lots on hold,
containers that come late."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic", "interactive")
def controllers_programmed_at_the_desk(w: World) -> None:
    """Automation engineers of a machine builder have an agent in the editor write the blocks of a controller: it reads
    the list of signals, writes a block, has it compiled, runs the simulation, reads the trace and mends. The engineer
    allows a step now and then, gives a second task in the same session, goes for coffee meanwhile. A step is made from
    what the compiler has said; none can be sent ahead."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=16_000, retries=6)
    steps = Steps(
        steps=14, system=round(w.about(12_500, 1.2)), task=420, answer=210, result=700, tool_s=4.5, person_share=0.1
    )
    for start in w.arrivals(1.1, OFFICE, factor=1.25):
        at, session, user = start, w.name("ide"), f"eng{w.rng.randrange(9)}"
        for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
            at = steps.run(client, at, session, user) + w.draw(4 * MINUTE_S, 1.0)


@kind("agentic")
def turbines_that_stand_still_examined(w: World) -> None:
    """When a turbine of a wind park stops and does not start again by itself, the control room's agent looks into it:
    the list of codes, ten minutes of signals, the neighbours, the last service, and then a proposal: reset, wait for
    less wind, send a team. At all hours, and in a storm eight in an afternoon. What it asks next comes from what it
    has seen; no step can be made ahead of the others."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=4)
    steps = Steps(
        steps=6,
        system=round(w.about(2_600)),
        task=380,
        answer=140,
        result=520,
        tool_s=1.4,
        most_context=16_000,
        is_cached=w.pick(True, False),
    )
    is_named = w.rng.random() < 0.5
    starts = w.arrivals(1.5, ALWAYS)
    for storm in w.launches(2, ALWAYS):
        starts += [storm + w.rng.gammavariate(2.0, 1.5 * HOUR_S) for _ in range(w.count(8, factor=1.5))]
    for start in sorted(starts):
        steps.run(client, start + w.draw(25, 0.5), w.name("turbine") if is_named else None)


@kind("agentic")
def lots_on_hold_explained(w: World) -> None:
    """In a semiconductor plant an agent looks for why a lot was put on hold: it writes queries to the history of tools,
    gets a table or a picture of the wafer back, asks for the chamber, compares with last week's lots, and writes a page
    with three suspects. Begun by the system when the hold is set, or by an engineer who comes back to it later. Each
    query comes out of the last table."""
    client = w.client(w.model(LARGE, MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(
        steps=12, system=round(w.about(5_200)), task=600, answer=190, result=800, tool_s=3.2, most_context=80_000
    )
    is_named = w.rng.random() < 0.6
    for start in sorted(w.arrivals(0.55, ALWAYS) + w.arrivals(0.75, OFFICE)):
        steps.run(client, start + w.draw(2, 0.5), w.name("lot") if is_named else None)


@kind("agentic")
def late_containers_rebooked_before_the_desk_opens(w: World) -> None:
    """A forwarder's agent goes through the containers that will miss their ship, at half past five on working days: for
    each it asks the line's system where it is, looks for other sailings, weighs them against the customer's date, asks
    again if one is full, and leaves a proposal for the desk. Four at a time, in a home-made loop in which tools are
    asked for in the text and the whole talk goes along. A list of runs that nobody watches, but inside a run each call
    hangs on the last answer."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_024, retries=3)
    steps = Steps(
        steps=5, system=round(w.about(1_800)), task=520, answer=170, result=480, tool_s=1.1, is_cached=False,
        most_context=16_000, names_tools=False,
    )  # fmt: skip
    width = w.pick(3, 4, 6)
    for start in w.timer((5,), minute=30, weekdays=WEEKDAYS, late_s=8):
        rows: list[Row] = [partial(steps.run, client) for _ in range(w.count(4.6, factor=1.6))]
        pool(w, start + w.draw(12, 0.5), rows, width, between_s=0.3)
