"""Each step needs the one before: agents of consultants, IT service houses, architects and lawyers."""

from norush.accuracy.calendar import MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Steps
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def markets_sized_by_an_agent(w: World) -> None:
    """A consultancy's agent sizes a market: a consultant types the question, it makes a plan, searches and reads pages
    for each of two to four parts, one part after the other, notes what it has found and writes two pages at the end.
    The consultant comes back after a coffee or next morning. Where nothing is cached, pages are cut shorter. Which page
    is read next hangs on what the last one said, so that no step can be sent ahead."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=6_000, retries=4)
    system, is_cached = round(w.about(3_200, 1.3)), w.rng.random() < 0.8
    run = Steps(w.about(4.5, 1.2), system, 250, 130, 950 if is_cached else 420, 2.2, is_cached=is_cached)
    for start in w.arrivals(1.5, OFFICE, factor=1.2):
        session = w.name("sizing")
        at = client.call(start, system + w.tokens(180, 0.6), w.tokens(420, 0.3), session=session)
        notes = 0
        for _ in range(w.rng.randint(2, 4)):
            at = run.run(client, at + w.draw(0.4, 0.4), session=session) + w.draw(0.3, 0.4)
            notes += w.tokens(650, 0.3)
        client.call(at, system + notes, min(6_000, w.tokens(1_700, 0.3)), session=session)


@kind("agentic")
def patches_rolled_out_step_by_step(w: World) -> None:
    """An IT service house patches its clients' servers in windows on two nights of the week: at ten an agent takes one
    server of a client after the other, asks for its state, puts in the updates, waits for it to come back for some
    minutes, reads its logs, mends a service or rolls back; two clients at a time. Nobody is there, but no step can be
    asked for before the server has answered the last one."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_000, retries=6)
    rules = round(w.about(3_000, 1.3))
    nights = w.pick((1, 2), (1, 3), (2, 5))
    for window in w.timer((22,), minute=0, weekdays=nights, late_s=8):
        for tenant in range(2):
            at = window + tenant * w.draw(3, 0.5)
            for _ in range(w.count(3, factor=1.5)):
                session, known = w.name("host"), rules + w.tokens(450, 0.4)
                steps = max(4, min(20, w.tokens(7, 0.5)))
                for step in range(steps):
                    said = w.tokens(85, 0.6)
                    stop = "end_turn" if step == steps - 1 else "tool_use"
                    at = client.call(at, known, said, session=session, stop=stop, tools=5)
                    at += w.draw(170, 0.6) if step in (1, 2) else w.draw(6, 1.0)
                    known += said + min(6_000, w.tokens(420, 1.0))
                at += w.draw(20, 0.5)


@kind("agentic")
def drawings_checked_against_the_code(w: World) -> None:
    """An architects' office has floor plans checked: the agent looks at the sheet, cuts out a stair or a door as a
    picture, looks up the paragraph of the building code, measures, looks again, and writes a list of what does not fit.
    Somebody starts it for three or four sheets before a hand-in, one after the other, and does something else. Where it
    looks next hangs on what it has seen."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=3_000, retries=3)
    system = round(w.about(2_800, 1.3))
    for start in w.arrivals(0.75, OFFICE, factor=1.3):
        at = start
        for _ in range(w.rng.choices((1, 2, 3, 4), (4, 3, 2, 1))[0]):
            known, cached = system + w.pick(1_530, 3_060), 0
            steps = max(4, min(30, w.tokens(11, 0.45)))
            for step in range(steps):
                is_last = step == steps - 1
                said = min(3_000, w.tokens(620, 0.4)) if is_last else w.tokens(95, 0.5)
                end = client.call(
                    at, 5, said, read=cached, write=known - cached, stop="end_turn" if is_last else "tool_use", tools=4
                )
                cached = known
                at = end + w.draw(1.1, 0.7)
                known += said + (1_480 if w.rng.random() < 0.5 else min(5_000, w.tokens(520, 0.8)))
            at += w.draw(4, 0.6)


@kind("agentic", "interactive")
def case_law_searched_by_an_agent(w: World) -> None:
    """Lawyers have case law searched: the agent asks the data base, reads judgements in full, follows what they cite,
    and streams a note with its sources after a minute or three; in every second session the lawyer asks on, and it
    searches again. A small model names the session first. The lawyer often stays before the screen, but it is steps,
    each out of what the last has found."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_000, retries=3)
    small = w.client(w.model(SMALL), max_tokens=60)
    system, people = round(w.about(4_500, 1.2)), max(2, w.count(7))
    for start in w.arrivals(2.3, OFFICE):
        at, session, user = start, w.name("res"), f"law{w.rng.randrange(people)}"
        asked = w.tokens(160, 0.6)
        small.call(at + 0.02, 180 + asked, w.rng.randint(5, 12), session=session, user=user)
        known, cached, until = system + asked, 0, at
        for _ in range(w.rng.choices((1, 2, 3), (5, 3, 2))[0]):
            steps = max(2, min(15, w.tokens(5, 0.5)))
            for step in range(steps):
                is_last = step == steps - 1
                said = min(4_000, w.tokens(680, 0.4)) if is_last else w.tokens(75, 0.4)
                warm = cached if at < until else 0
                end = client.call(
                    at, 5, said, read=warm, write=known - warm, session=session, user=user,
                    stop="end_turn" if is_last else "tool_use", tools=3,
                )  # fmt: skip
                cached, until = known, end + 290
                known += said + (0 if is_last else min(14_000, w.tokens(2_100, 0.7)))
                at = end + w.draw(0.9, 0.6)
            known += w.tokens(60, 0.7)
            at += 20 + w.draw(1.8 * MINUTE_S, 1.0)
