"""Each step needs the one before: analyses of a laboratory, a search for evidence, loans between libraries, the next
measurement."""

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic", "interactive")
def analyses_written_with_an_agent_in_a_lab(w: World) -> None:
    """Doctoral students of a research group write their analyses with a coding agent in a terminal on the cluster: it
    reads scripts and the heads of tables, changes them, starts a run on a few files, reads what came out, makes a
    figure. Now and then the student says yes, or is at the bench and comes back. Some sessions a day, more before a
    group meeting. Each step comes out of what the last one printed."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=16_000, retries=6)
    steps = Steps(
        steps=15, system=round(w.about(12_500, 1.2)), task=350, answer=220, result=520, tool_s=5, person_share=0.14
    )
    for start in w.arrivals(1.2, OFFICE, factor=1.25):
        user = f"student-{w.rng.randrange(9)}"
        end = steps.run(client, start, w.name("session"), user)
        if w.rng.random() < 0.2:  # the cluster has done its job, and a new session looks at the tables
            steps.run(client, end + w.draw(1.5 * HOUR_S, 0.7), w.name("session"), user)


@kind("agentic")
def evidence_searched_for_a_guideline(w: World) -> None:
    """A medical society renews a guideline and lets an agent look for the evidence on each of its questions: it words a
    search, looks at how many were found, words it more narrowly, reads abstracts, follows what they cite and fills a
    table of studies. A methodologist starts a chapter's questions, of which three run at a time, and goes through the
    tables in the following weeks. Nobody waits for a step, but which search comes next is only known from the last."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=5)
    steps = Steps(
        steps=13, system=round(w.about(3_200)), task=380, answer=210, result=1_300, tool_s=1.6, most_context=80_000
    )
    is_named = w.rng.random() < 0.5

    def question(at: float) -> float:
        return steps.run(client, at, w.name("question") if is_named else None)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [question] * w.count(7.5, factor=1.4)
        pool(w, start, rows, 3, between_s=2.0)


@kind("agentic")
def loans_sought_in_other_libraries(w: World) -> None:
    """A state library has requests for loans worked on by an agent when they come in through the form or by mail: it
    makes a citation of what the reader wrote, asks the union catalogue, tries another spelling or the edition before,
    looks who lends, at what cost, and orders or writes to the reader what is missing. A run for each request, mostly in
    working hours. The reader has the book next week, but each query hangs on what the last one found."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    steps = Steps(
        steps=6,
        system=round(w.about(2_700)),
        task=240,
        answer=125,
        result=540,
        tool_s=1.4,
        is_cached=w.pick(True, False),
    )
    is_named = w.rng.random() < 0.5
    for start in sorted(w.arrivals(3.4, OFFICE) + w.arrivals(0.7, HOME)):
        steps.run(client, start + w.draw(3, 0.5), w.name("loan") if is_named else None)


@kind("agentic")
def next_measurement_proposed_in_a_lab(w: World) -> None:
    """A laboratory of materials lets a model plan its robot: all measurements of the campaign so far go in, the next
    recipe comes out, the robot mixes, heats and measures for some minutes, and the number goes into the next prompt. A
    recipe that the robot's check refuses is asked for again at once. By day and night until the tray is empty, then a
    student fills it in the morning. Nobody sits there, but no prompt can be written before the last measurement."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=8)
    system, minutes = round(w.about(2_200)), w.pick(4, 7, 12)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        at, known = start, system
        for number in range(w.count(130, factor=1.4)):
            said = min(1_500, w.tokens(290, 0.35))
            end = client.call(at, known, said, stop="tool_use", tools=2)
            if w.rng.random() < 0.07:
                end = client.call(end + w.draw(0.3, 0.4), known + said + 70, min(1_500, w.tokens(270, 0.3)), tools=2)
            known += w.tokens(62, 0.2)
            at = end + w.draw(minutes * MINUTE_S, 0.25)
            if number % 48 == 47:  # the tray is empty
                at = (at // DAY_S + 1) * DAY_S + w.rng.uniform(7.5, 10) * HOUR_S
