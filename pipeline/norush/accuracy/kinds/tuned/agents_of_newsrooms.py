"""Each step needs the one before: a seeker of footage, a clearer of rights, a follower of claims, a coder of
graphics."""

from functools import partial

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic", "interactive")
def footage_sought_by_an_agent_for_a_film(w: World) -> None:
    """Researchers for documentaries tell an agent what a film needs - "trams in Lisbon before 1970, in colour" - and it
    searches four archives one after the other, opens the lists of shots, drops what is sold already, and gives a sheet
    with time codes. The researcher looks at the sheet after some minutes and mostly asks for more of one kind in the
    same talk. Each search comes out of what the last one gave."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096, retries=3)
    way = Steps(
        steps=11, system=round(w.about(3_600)), task=130, answer=170, result=1_300, tool_s=1.4, most_context=110_000
    )
    more, people = Steps(steps=6, system=14_000, task=60, answer=190, result=1_200, tool_s=1.4), w.rng.randint(4, 14)
    for start in w.arrivals(1.7, OFFICE):
        session, user = w.name("film"), f"research-{w.rng.randrange(people)}"
        end = way.run(client, start, session, user)
        while w.rng.random() < 0.45:
            end = more.run(client, end + 30 + w.draw(150, 0.9), session, user)


@kind("agentic")
def rights_of_photographs_cleared_by_an_agent(w: World) -> None:
    """An archive wants to put old press photographs online and has an agent find out whose they are: stamp and caption
    are read, names looked up in registers, a death sought, the firm that took over the agency, then a verdict with its
    grounds. A queue is filled each weekday evening, three runs at a time until it is empty; people look through the
    verdicts in the course of the week. Nobody waits, but a look-up cannot be written before the last one has
    answered."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_048, retries=6)
    way = Steps(steps=8, system=round(w.about(2_900)), task=1_500, answer=130, result=620, tool_s=2.4)
    width = w.pick(2, 3, 3)
    for start in w.timer((w.pick(19, 20, 21),), minute=0, weekdays=WEEKDAYS, late_s=20):
        rows: list[Row] = [partial(way.run, client) for _ in range(w.count(7, factor=1.5))]
        pool(w, start, rows, width, between_s=1.0)


@kind("agentic")
def claims_followed_back_to_their_origin(w: World) -> None:
    """Fact checkers give an agent a claim that goes round, as text, link or picture, and it follows it back: searches,
    opens posts, looks for the picture elsewhere, compares dates, asks the archive of pages, and writes the trail with
    links. Five to thirty steps; then another model, without the trail's talk, reads the trail and names holes, and the
    agent goes after these. Checkers do something else meanwhile and take the trail up when it is done. Next steps come
    out of pages that were read."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=4_096, retries=4)
    reader = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=4)
    way = Steps(steps=12, system=round(w.about(3_100)), task=350, answer=160, result=1_050, tool_s=2.1)
    again, is_named = Steps(steps=5, system=9_000, task=400, answer=180, result=1_000, tool_s=2.1), w.pick(True, False)
    for start in w.arrivals(1.3, OFFICE):
        session = w.name("claim") if is_named else None
        end = way.run(client, start, session)
        for _ in range(w.rng.choice((0, 1, 1, 2))):
            end = reader.call(end + 0.4, 1_000 + w.tokens(1_300, 0.4), min(1_200, w.tokens(240, 0.4)), session=session)
            end = again.run(client, end + 0.4, session)


@kind("agentic", "interactive")
def graphics_coded_at_the_data_desk(w: World) -> None:
    """Those who make maps and charts for a newsroom's site code them with an agent in the terminal: it reads the data,
    writes components, builds, looks at a screenshot, mends. One in six steps waits for somebody to allow a command;
    between tasks they look at the page and say what is wrong. Office hours, and one long evening before an election or
    a match. Each call has what the last one did in it."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=16_000, retries=8)
    task = Steps(
        steps=13, system=round(w.about(15_000, 1.2)), task=400, answer=290, result=900, tool_s=3.5, person_share=0.16
    )
    desk, evening = w.rng.randint(3, 8), w.launches(1, OFFICE)[0]
    starts = w.arrivals(0.85, OFFICE) + [evening + w.rng.uniform(0, 5) * 3_600 for _ in range(w.count(2))]
    for start in sorted(starts):
        at, session, user = start, w.name("cli"), f"viz-{w.rng.randrange(desk)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.7))):
            at = task.run(client, at, session, user) + 15 + w.draw(120, 1.0)
