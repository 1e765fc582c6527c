"""Each step needs the one before: tools of an effects house, samples of a label, clashes in a model of a building,
shooting days that must be planned again."""

from functools import partial

from norush.accuracy.calendar import EVERY_DAY, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic")
def tools_of_an_effects_house_written_with_agents(w: World) -> None:
    """Technical directors of a visual effects house write the tools of the pipeline with an agent in the terminal: it
    reads the plug-ins, edits, starts a test in a headless session of the 3D program, which takes a while, reads the
    error and goes on; now and then it asks the person. Most in the office's hours, some in the evening when a show
    delivers. What it does next is what the last tool has said."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=16_000, retries=5)
    steps = Steps(
        steps=17, system=round(w.about(9_500, 1.3)), task=900, answer=210, result=850, tool_s=5, person_share=0.09
    )
    people = max(2, w.count(7))
    for start in w.arrivals(5.6, OFFICE):
        steps.run(client, start, w.name("td"), f"td{w.rng.randrange(people)}")


@kind("agentic")
def samples_cleared_by_an_agent_of_a_label(w: World) -> None:
    """A music label must know who owns what a new track quotes: for each sample or line an agent searches the lists of
    works and of recordings, opens what it finds, goes from the publisher to its administrator, holds shares against
    each other, and writes up whom to ask. An assistant starts some tracks after a meeting and looks at them in the
    afternoon. Each search is made of what the last entry said."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=3)
    steps = Steps(
        steps=9,
        system=round(w.about(3_400)),
        task=380,
        answer=150,
        result=1_100,
        tool_s=1.8,
        is_cached=w.pick(True, False),
    )
    has_session = w.rng.random() < 0.5
    for start in w.arrivals(11, OFFICE):
        at = start
        for _ in range(w.rng.choices((1, 2, 4), (6, 3, 1))[0]):
            end = steps.run(client, at, w.name("track") if has_session else None)
            at = end + w.draw(2.0, 0.5)


@kind("agentic")
def clashes_in_a_building_model_worked_through(w: World) -> None:
    """An architects' office puts its model together with the engineers' in the evening, and the pipes that run through
    beams are given to an agent: for each clash it asks the model for what is around, tries a shift, has it checked
    again, tries another and leaves a proposal or a note of who must decide. Three at a time, a worker each, on working
    days. Nobody watches, but a trial needs the answer to the one before."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_500, retries=4)
    steps = Steps(steps=7, system=round(w.about(4_200)), task=650, answer=170, result=620, tool_s=2.6)
    workers = w.pick(2, 3, 3)
    for start in w.timer((w.pick(19, 20, 22),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=30):
        rows: list[Row] = [partial(steps.run, client, session=w.name("clash")) for _ in range(w.count(13, factor=1.7))]
        pool(w, start + w.draw(240, 0.4), rows, workers, between_s=0.8)


@kind("agentic", "interactive")
def shooting_days_replanned_by_an_agent(w: World) -> None:
    """It rains, or an actor is ill: the assistant director writes to the planning tool of the production, and an agent
    looks up who is free, which sets stand, what the permit allows, has the plan solved again, sees what breaks and
    tries anew until a day holds, then drafts the call sheet. Two or three wishes follow. Late in the afternoon most,
    Saturdays too. Each step stands on what the last tool gave, and a person looks on."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096, retries=3)
    steps = Steps(
        steps=7.5, system=round(w.about(5_200)), task=260, answer=190, result=780, tool_s=2.2, person_share=0.04
    )
    calls_for_change = w.arrivals(6.5, OFFICE)
    for wrap in w.timer((w.pick(16, 17, 18),), minute=w.pick(0, 30), weekdays=EVERY_DAY[:6], late_s=900):
        calls_for_change += [wrap + w.rng.gammavariate(1.5, 1_500) for _ in range(w.count(5, factor=1.6))]
    for start in sorted(calls_for_change):
        session, at = w.name("plan"), start
        for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
            at = steps.run(client, at, session) + 20 + w.draw(90, 0.8)
