"""Each step needs the one before: a timetable, courses that are built, students' programs, certificates from abroad."""

from norush.accuracy.calendar import DAY_S, OFFICE, WEEKDAYS, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Steps, queued
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

STUDENTS = Rhythm(
    (1.1, 1.1, 1.0, 1.0, 0.7, 0.6, 1.0),
    (3, 1.5, 0.8, 0.3, 0.1, 0.1, 0.2, 0.6, 2, 4, 6, 6, 5, 6, 7, 7, 7, 6, 5, 7, 9, 9, 8, 5),
    0.6,
)
"""Students who program: afternoons, and evenings until after midnight."""


@kind("agentic")
def timetable_clashes_solved_by_an_agent(w: World) -> None:
    """A university's planners hand clashes of the timetable to an agent: a lecturer is ill, a room is lost, two courses
    meet. It looks up rooms and groups, tries a change against the planning system, reads what that breaks, and tries
    another, until it puts up a proposal which a planner accepts in the afternoon. What it tries next depends on what
    the last try has broken."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(
        steps=13, system=round(w.about(4_200)), task=380, answer=170, result=520, tool_s=0.9, most_context=90_000
    )
    is_named = w.rng.random() < 0.5
    for start in w.arrivals(10, OFFICE):
        steps.run(client, start + w.draw(12, 0.8), w.name("clash") if is_named else None)


@kind("agentic", "interactive")
def courses_built_by_an_agent_of_an_authoring_tool(w: World) -> None:
    """In an authoring tool for corporate training, a designer gives an agent some documents and a goal: it reads them
    piece by piece, writes an outline, then the lessons, slides and questions into the course by tools, checks them and
    mends what does not pass. The designer looks at it from time to time and says what should be otherwise. A lesson
    builds on the ones before it and on what the tools have said."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=16_000, retries=4)
    steps = Steps(
        steps=15,
        system=round(w.about(5_500)),
        task=1_900,
        answer=420,
        result=300,
        tool_s=0.6,
        most_context=120_000,
        person_share=0.1,
    )
    for start in w.arrivals(4.8, OFFICE):
        steps.run(client, start, w.name("course"), f"designer-{w.rng.randrange(30)}")


@kind("agentic", "interactive")
def student_programs_written_with_a_campus_agent(w: World) -> None:
    """A faculty gives the students of its project course a coding agent in the terminal, through a gateway of the
    computer centre: it reads, edits, runs the tests, goes on, and asks now and then. Afternoons, and evenings until
    after midnight, twice as many in the days before a milestone. The student looks on; no step can be made before the
    tool has answered."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=32_000, retries=8)
    steps = Steps(
        steps=12, system=round(w.about(8_500, 1.2)), task=260, answer=190, result=380, tool_s=2.0, person_share=0.2
    )
    students, milestones = max(8, w.count(60)), sorted(w.rng.uniform(5, 29) * DAY_S for _ in range(2))
    starts = w.arrivals(5, STUDENTS)
    for milestone in milestones:
        starts += [max(0.0, milestone - w.rng.gammavariate(1.4, 0.7 * DAY_S)) for _ in range(w.count(16, factor=1.3))]
    for start in sorted(starts):
        steps.run(client, start, w.name("session"), f"student-{w.rng.randrange(students)}")


@kind("agentic")
def foreign_certificates_verified_by_an_agent(w: World) -> None:
    """An admissions office has the certificates of applicants from abroad verified: for each a loop in plain Python
    asks which school it is, searches the list of recognised ones, looks up the grading scale, asks for the register of
    the country and writes the result. Cases that were complete on the day before are started in the morning, a few at
    a time. Nobody waits for one, but each search is made of what the last has brought; tools are named in the text."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_200, retries=3)
    system, workers = round(w.about(2_200)), w.pick(2, 4, 5)

    def case(at: float) -> Asking:
        known, session = system + w.tokens(900, 0.4), w.name("case")
        for _ in range(3 + min(9, w.tokens(3.2, 0.5))):
            at = yield at
            said = min(900, w.tokens(120, 0.4))
            end = client.call(at, known, said, session=session)
            yield end
            known += said + min(6_000, w.tokens(650, 0.8))
            at = end + w.draw(1.4, 0.7)

    for start in w.timer((w.pick(6, 7, 8),), minute=w.pick(0, 15, 30), weekdays=WEEKDAYS, late_s=12):
        queued(workers, [case(start + w.draw(3, 0.4)) for _ in range(w.count(19, factor=1.6))], overhead_s=0.02)
