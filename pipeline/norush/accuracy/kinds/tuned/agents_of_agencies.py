"""Each step needs the one before: agents of an SEO agency, a web agency, an event organiser and a law firm."""

from norush.accuracy.calendar import HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Steps
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def sites_walked_by_an_seo_agent(w: World) -> None:
    """An SEO agency has the sites of those it would like to win looked over: a seller types the address, the agent
    fetches the start page and the site map, opens pages, asks for speed and links, looks at rivals, and writes a report
    of two pages; then it is mailed. Ten to thirty steps. Which page it opens next hangs on what it has found, so that
    nothing can be sent ahead."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_000, retries=4)
    system = round(w.about(3_400, 1.3))
    run = Steps(w.about(13, 1.3), system, 180, 130, 1_500, 2.4, is_cached=w.rng.random() < 0.8, most_context=60_000)
    for start in w.arrivals(1.5, OFFICE, factor=1.3):
        session = w.name("audit")
        at = run.run(client, start, session=session)
        client.call(at + w.draw(0.5, 0.4), system + w.tokens(6_500, 0.3), w.tokens(1_500, 0.3), session=session)


@kind("agentic")
def campaign_pages_built_with_a_terminal_agent(w: World) -> None:
    """Developers of a web agency build landing pages for campaigns with an agent in the terminal: it reads the theme,
    writes components, runs the build, mends what broke; after a while the developer looks at the page and says what
    else. A small model names the session. Two or three hours a day per developer, each in another client's repository,
    now and then past six before a launch. Each step reads what the last one gave."""
    client = w.client(w.model(MIDDLE, MIDDLE, OLDER, LARGE), streamed=True, max_tokens=8_192, retries=5)
    small = w.client(w.model(SMALL), max_tokens=64)
    system, people = round(w.about(13_000, 1.2)), max(1, w.count(4))
    task = Steps(w.about(8, 1.2), system, 350, 230, 900, 3.5, most_context=90_000, person_share=0.05)
    for start in w.arrivals(1.0, OFFICE, factor=1.3):
        session, user, at = w.name("cli"), f"dev{w.rng.randrange(people)}", start
        small.call(at + 0.1, w.tokens(240, 0.5), w.rng.randint(6, 16), session=session, user=user)
        for _ in range(w.rng.choices((1, 2, 3, 5), (3, 4, 3, 1))[0]):
            at = task.run(client, at, session=session, user=user) + 30 + w.draw(150, 0.9)


@kind("agentic")
def venues_sought_by_an_event_agent(w: World) -> None:
    """An event organiser has an agent look for venues: out of a brief it searches, reads pages, writes to six hotels,
    and sleeps; each reply that comes in wakes it some hours later with its whole thread, it takes a few steps, asks
    back or notes an offer, and sleeps again, until it lays the offers side by side. Nothing is cached, the waits are
    too long. It goes on from what was found and answered."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=4)
    rules = round(w.about(2_200, 1.3))
    for start in w.arrivals(0.75, OFFICE, factor=1.3):
        at, session, known = start, w.name("event"), rules + w.tokens(700, 0.4)
        for wake in range(w.rng.randint(3, 7)):
            steps = max(2, min(10, w.tokens(5 if not wake else 3, 0.4)))
            for step in range(steps):
                is_last = step == steps - 1
                said = min(2_500, w.tokens(210 if is_last else 105, 0.5))
                end = client.call(at, known, said, session=session, stop="end_turn" if is_last else "tool_use", tools=6)
                known = min(40_000, known + said + w.tokens(620 if not wake else 260, 0.7))
                at = end + w.draw(1.6, 0.7)
            at += w.draw(4 * HOUR_S, 0.9)


@kind("agentic")
def new_matters_checked_for_conflicts(w: World) -> None:
    """Before a law firm takes a matter an agent checks for conflicts: it reads the form, searches the firm's clients
    and old matters for each name, looks up who owns the companies, searches for those as well, opens what comes close,
    and writes a memo for the partner, who decides in the course of the day. A workflow starts it when a form is saved.
    Whom it searches for next comes out of the last search."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_048, retries=3)
    system, is_cached = round(w.about(2_600, 1.2)), w.rng.random() < 0.6
    run = Steps(w.about(7, 1.2), system, 420, 95, 520, 0.9, is_cached=is_cached, most_context=50_000)
    for start in w.arrivals(3.4, OFFICE, factor=1.3):
        session = w.name("conflict")
        at = run.run(client, start + w.draw(3, 0.5), session=session)
        if w.rng.random() < 0.12:  # a name was missing on the form
            run.run(client, at + w.draw(1.5 * HOUR_S, 0.8), session=session)
