"""Somebody waits for the answer: judges, doctors, advisers of a charity, pupils in a lesson, a whole university."""

from norush.accuracy.calendar import DAY_S, DESK, HOME, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def judges_ask_the_file(w: World) -> None:
    """At a court the program for electronic files has a box for questions: the whole file of the case goes in, marked
    for the cache, and judges and their clerks ask when a claim was first made, who said what, where the papers
    disagree. The answer streams with the numbers of the leaves. Four or five questions before a hearing, some minutes
    of reading between them, now and then so long that the cache has forgotten. The judge reads along."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000)
    rules, is_named = round(w.about(1_100)), w.rng.random() < 0.6
    for start in w.arrivals(2.9, OFFICE):
        file = Prefix(rules + min(120_000, w.tokens(17_000, 0.55)))
        session, user = w.name("file") if is_named else None, f"chamber-{w.rng.randrange(30)}"
        at, talk = start, 0
        for _ in range(1 + int(w.rng.expovariate(1 / 3.6))):
            asked, said = w.tokens(30, 0.6), min(2_000, w.tokens(280, 0.5))
            end = file.call(client, at, talk + asked, said, session=session, user=user)
            talk += asked + said
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 1.0) + w.draw(70, 0.9)


@kind("interactive")
def note_of_a_visit_at_a_button(w: World) -> None:
    """Family doctors let the talk with a patient be written down and press a button when the patient stands up: out of
    the words a note is made under the headings of the practice, which streams into the record. One in three has it made
    again, shorter or with what was felt by hand, and some want a letter to a specialist out of it. Only at the hours
    of the practices. The next patient is called in when the note is signed, so the doctor looks at it as it comes."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000, retries=1)
    headings, doctors = round(w.about(1_300)), max(4, w.count(14))
    for start in w.arrivals(21, DESK):
        user, spoken = f"dr-{w.rng.randrange(doctors)}", min(9_000, w.tokens(2_100, 0.45))
        said = min(2_000, w.tokens(390, 0.35))
        end = client.call(start, headings + spoken, said, user=user)
        if w.rng.random() < 0.33:
            at = end + 6 + said / 8 * w.rng.uniform(0.4, 1.0) + w.draw(15, 0.7)
            end = client.call(
                at, headings + spoken + said + w.tokens(18, 0.5), min(2_000, w.tokens(340, 0.35)), user=user
            )
        if w.rng.random() < 0.12:
            client.call(end + w.draw(40, 0.7), 700 + said, min(2_000, w.tokens(310, 0.3)), user=user)


@kind("interactive")
def advisers_ask_about_benefits(w: World) -> None:
    """In a charity that advises people about benefits and debts, the adviser asks a tool while the client sits at the
    desk or is on the telephone: the model calls a search of the handbook, once or twice, reads the pages and answers in
    a few sentences with where it stands. What was asked before goes along, the pages too. The advice centres
    open at nine and are fullest on Mondays. Two people wait for each answer."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.pick(True, True, False), max_tokens=1_200)
    system, is_named = round(w.about(1_500)), w.rng.random() < 0.5
    for start in w.arrivals(8.5, DESK):
        at, known, session = start, system, w.name("talk") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            known += w.tokens(34, 0.6)
            for _ in range(w.rng.choice((1, 1, 1, 2))):
                query = w.tokens(48, 0.3)
                end = client.call(at, known, query, session=session, stop="tool_use", tools=2)
                known += query + min(5_000, w.tokens(1_500, 0.4))
                at = end + w.draw(0.4, 0.5)
            said = min(1_200, w.tokens(230, 0.4))
            end = client.call(at, known, said, session=session, tools=2)
            known += said
            at = end + 5 + said / 6 * w.rng.uniform(0.4, 1.0) + w.draw(80, 0.9)


@kind("interactive")
def pupils_ask_for_feedback_in_class(w: World) -> None:
    """A writing program for schools: in a lesson twenty-odd pupils write a text to a task, and a button gives feedback
    against the teacher's criteria, two strong points and one to work on. Each presses it some times within the three
    quarters of an hour, most of them towards its end. On other days and in the week of holidays no school is there. The
    pupil sits before the page until the feedback stands beside the text."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=w.pick(True, False), max_tokens=600)
    minute, autumn = w.pick(0, 5, 50), w.rng.uniform(0, 24) * DAY_S
    presses: list[tuple[float, int, int, str]] = []
    for bell in w.timer((8, 9, 10, 11, 13), minute=minute, weekdays=WEEKDAYS, late_s=60):
        if autumn <= bell < autumn + 7 * DAY_S:
            continue
        for _ in range(int(0.34 * w.scale + w.rng.random())):
            criteria = round(w.about(1_000))
            for _ in range(w.rng.randint(17, 27)):
                at, words = bell + w.rng.uniform(9, 30) * MINUTE_S, w.tokens(150, 0.5)
                user = w.name("pupil")
                while at < bell + 44 * MINUTE_S:
                    presses.append((at, criteria, words, user))
                    at += w.draw(9 * MINUTE_S, 0.6)
                    words += w.tokens(70, 0.5)
    for at, criteria, words, user in sorted(presses):
        client.call(at, criteria + words, min(600, w.tokens(180, 0.3)), user=user)


@kind("interactive")
def chat_of_a_university_for_all(w: World) -> None:
    """A university runs an open chat page of its own for students and staff: what people type goes out with the whole
    talk and streams back; when it has come, the page asks a small model for three questions that may follow, and after
    the first answer for a title and for tags as well. Mondays to Thursdays most, some at night before a deadline.
    People wait for the answer, and the page for the rest, which hangs on it."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    small = w.client(w.model(SMALL), max_tokens=300, retries=0)
    for start in sorted(w.arrivals(6.5, OFFICE) + w.arrivals(3.0, HOME)):
        at, talk, user = start, round(w.about(260)), f"u{w.rng.randrange(9_000)}"
        if w.rng.random() < 0.15:  # a paper or a set of slides put into it
            talk += min(30_000, w.tokens(5_000, 0.7))
        turns = 1 + int(w.rng.expovariate(1 / 1.9))
        for turn in range(turns):
            asked, said = w.tokens(60, 1.0), min(4_096, w.tokens(380, 0.7))
            end = client.call(at, talk + asked, said, user=user)
            talk += asked + said
            recent = 350 + min(6_000, talk)
            small.call(end + w.draw(0.08, 0.4), recent, w.tokens(52, 0.25), user=user)
            if turn == 0:
                small.call(end + w.draw(0.08, 0.4), recent, w.tokens(14, 0.25), user=user)
                small.call(end + w.draw(0.12, 0.4), recent, w.tokens(22, 0.25), user=user)
            at = end + 3 + said / 9 * w.rng.uniform(0.2, 0.9) + w.draw(45, 1.0)
