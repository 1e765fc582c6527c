"""Somebody waits for the answer: teachers, learners, trainees of a training firm, applicants of a university."""

from norush.accuracy.calendar import DAY_S, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

PREPARING = Rhythm(
    (1.1, 1.0, 0.95, 0.9, 0.45, 0.35, 1.2),
    (0.1, 0, 0, 0, 0, 0.2, 1.5, 3, 2.5, 2.5, 3, 3, 3, 4.5, 7, 9, 9, 8, 6, 8, 9, 6, 2.5, 0.6),
    0.4,
)
"""Teachers at their own desks: free hours, afternoons, and Sunday before the week."""

LEARNING = Rhythm(
    (1.1, 1.05, 1.05, 1.0, 0.75, 0.7, 1.0),
    (0.6, 0.2, 0.1, 0.1, 0.1, 0.3, 1.2, 3, 3, 3.5, 4, 4, 4, 5, 7, 9, 10, 10, 9, 9.5, 9, 6.5, 3.5, 1.5),
    0.7,
)
"""Pupils with an app: after school and in the evening."""


@kind("interactive")
def worksheets_made_by_teachers_from_a_chapter(w: World) -> None:
    """A publisher of schoolbooks has a page for teachers: they choose a chapter and a sort of worksheet, and it streams
    with the chapter in the prompt, which is marked for the cache; then "easier", "with solutions", "two pages" write it
    anew, twice or so. Afternoons, evenings, Sundays. The teacher reads the sheet as it comes and says what is to
    change."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_000)
    rules, schools = round(w.about(1_400)), max(20, w.count(300))
    for start in w.arrivals(34, PREPARING):
        at, warm, sheet = start, -1e9, 0
        user, whole = f"teacher-{w.rng.randrange(schools)}", rules + min(12_000, w.tokens(2_300, 0.5))
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            said = min(4_000, w.tokens(780, 0.4))
            read = whole if at - warm < 290 else 0
            end = client.call(at, sheet + w.tokens(40, 0.7), said, read=read, write=whole - read, user=user)
            warm, sheet = at, sheet + said
            at = end + 10 + said / 10 * w.rng.uniform(0.3, 1.0) + w.draw(35, 0.9)


@kind("interactive")
def mistakes_explained_in_a_learning_app(w: World) -> None:
    """An app for mathematics and languages has a button under a wrong answer: why? The exercise, the answer given and
    the way to the right one go in, four sentences stream out; one in three asks once more in own words. Pupils after
    school and in the evening, sitting after sitting of some exercises. The pupil waits, reads, and goes on to the next
    exercise."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=500, retries=1)
    rules, is_named = round(w.about(950)), w.rng.random() < 0.6
    for start in w.arrivals(72, LEARNING):
        at, user = start, f"learner-{w.rng.getrandbits(24):06x}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
            talk = w.tokens(260, 0.5)
            while True:
                said = min(500, w.tokens(135, 0.4))
                end = client.call(at, rules + talk, said, user=user if is_named else None)
                at = end + 5 + said / 5 * w.rng.uniform(0.4, 1.0)
                if w.rng.random() > 0.33:
                    break
                at += w.draw(18, 0.7)
                talk += said + w.tokens(18, 0.5)
            at += 20 + w.draw(100, 0.9)


@kind("interactive")
def trainees_rehearse_a_sales_talk(w: World) -> None:
    """A training firm has its trainees rehearse with a customer that the model plays: a line is written, the customer's
    answer streams, eight or ten lines each way, and a sheet of feedback comes at the end. On days of a course twelve to
    sixteen do so in the same half hour, between the courses some on their own. The trainee sits in the talk and waits
    for the customer's next line."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=1_500)
    scene = round(w.about(1_300))
    talk = Talk(turns=8.5, system=scene, question=38, answer=75, think_s=22, is_cached=w.pick(True, False))
    starts = w.arrivals(5, OFFICE)
    for course in w.launches(w.rng.randint(7, 10), OFFICE):
        starts += [course + w.rng.uniform(0, 240) for _ in range(w.count(13, factor=1.3))]
        if w.rng.random() < 0.6:  # a second round after they have spoken about the first
            again = course + w.rng.uniform(3_000, 4_500)
            starts += [again + w.rng.uniform(0, 300) for _ in range(w.count(12, factor=1.3))]
    for start in sorted(starts):
        session = w.name("rehearsal")
        end = talk.run(client, start, session)
        if w.rng.random() < 0.85:
            client.call(end + w.draw(8, 0.5), scene + w.tokens(1_300, 0.3), w.tokens(420, 0.25), session=session)


@kind("interactive")
def applicants_ask_the_admissions_chat(w: World) -> None:
    """Applicants of a university ask a chat about deadlines, papers and fees: what a search finds on the university's
    pages goes into the prompt with the talk so far, and the answer streams. Two or three questions each, from several
    continents, at any hour, three times as many in the week of a deadline. Each of them sits before the window and
    waits."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=900)
    rules, deadline = round(w.about(800)), w.rng.uniform(8, 26) * DAY_S
    starts = [(at, w.name("visit")) for at in w.arrivals(52, HOME)]
    rush = [max(0.0, deadline - w.rng.gammavariate(1.5, 1.4 * DAY_S)) for _ in range(w.count(420))]
    starts += [(at, w.name("visit")) for at in rush]
    for start, session in sorted(starts):
        at, talk = start, 0
        for _ in range(1 + int(w.rng.expovariate(1 / 1.3))):
            asked, said = w.tokens(28, 0.7), min(900, w.tokens(190, 0.45))
            found = w.rng.randint(3, 6) * w.rng.randint(280, 420)
            end = client.call(at, rules + found + talk + asked, said, session=session)
            talk += asked + said
            at = end + 6 + said / 7 * w.rng.uniform(0.3, 0.9) + w.draw(30, 0.9)


@kind("interactive")
def feedback_drafted_as_a_teacher_opens_an_essay(w: World) -> None:
    """In a program for marking, a teacher opens the essays of a class one after the other; each time one is opened, a
    draft of the feedback is asked for with the rubric and the essay, does not stream, and stands beside the text when
    it is there. One in four is asked for again, shorter or milder. Sittings of ten to thirty, some minutes an essay,
    with a pause now and then. The teacher waits for each draft before going on."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=2)
    is_named = w.rng.random() < 0.7
    for start in w.arrivals(7.5, PREPARING):
        at, user = start + w.draw(10, 0.5), f"teacher-{w.rng.randrange(400)}"
        rubric, length = round(w.about(1_100)), w.about(650, 1.7)
        for _ in range(w.rng.randint(8, 28)):
            essay = w.tokens(length, 0.3)
            said = min(1_200, w.tokens(330, 0.3))
            end = client.call(at, rubric + essay, said, user=user if is_named else None)
            if w.rng.random() < 0.25:
                at = end + 15 + w.draw(20, 0.7)
                end = client.call(
                    at, rubric + essay + said + 20, min(1_200, w.tokens(240, 0.3)), user=user if is_named else None
                )
            at = end + 30 + w.draw(95, 0.6) + (w.draw(500, 0.6) if w.rng.random() < 0.06 else 0)
