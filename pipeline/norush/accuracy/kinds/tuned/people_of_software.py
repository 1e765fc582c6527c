"""Somebody waits for the answer: developers at an error, at a commit, at a query; customers of a work tool; people who
talk with a character."""

from math import inf

from norush.accuracy.calendar import HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def errors_explained_at_a_click(w: World) -> None:
    """A product that collects errors has a button on the page of each: the trace, the lines around it and the last
    commits go in, and what has probably happened streams into the page. One in three asks further in the box below.
    After a bad release a whole team clicks on the same error within the hour. The developer reads along."""
    w.user_agent = w.pick("anthropic-sdk-python/0.71.0", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000)
    rules, is_named, growth = round(w.about(900)), w.rng.random() < 0.5, w.about(1.3, 1.3)

    def looked_at(at: float, trace: int) -> None:
        user, known = f"org-{w.rng.randrange(700):04d}" if is_named else None, rules + trace
        while True:
            said = min(2_000, w.tokens(390, 0.4))
            end = client.call(at, known, said, user=user)
            if w.rng.random() < 0.68:
                break
            known += said + w.tokens(22, 0.7)
            at = end + 4 + said / 8 * w.rng.uniform(0.2, 0.8) + w.draw(25, 0.8)

    for at in w.arrivals(46, OFFICE, growth=growth):
        looked_at(at, min(14_000, w.tokens(2_300, 0.7)))
    for release in w.launches(w.rng.randint(2, 4), OFFICE):
        trace = min(14_000, w.tokens(2_600, 0.5))
        for _ in range(w.count(9, factor=1.8)):
            looked_at(release + w.draw(14 * MINUTE_S, 0.9), trace)


@kind("interactive")
def helper_in_the_side_of_a_work_tool(w: World) -> None:
    """A tool for projects and invoices has a helper in a bar at its side: passages of the help pages and what is on the
    screen go along with each question, the instructions and the talk so far are marked for the cache, the answer
    streams. Customers in three parts of the world, two or three questions in a sitting, many more on Mondays. Whoever
    asks cannot go on with their invoice."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=True, max_tokens=1_500)
    rules, has_sessions = round(w.about(2_900, 1.3)), w.rng.random() < 0.6
    least = 4_096 if client.model == SMALL else 1_024  # what is shorter is not kept in the cache
    rate, growth = w.about(11) * w.scale, w.about(1.2, 1.3)
    for zone in ("America/New_York", "Europe/Berlin", "Asia/Kolkata"):
        for start in w.month.arrivals(w.rng, rate * w.rng.uniform(0.4, 1.5), OFFICE, zone, growth):
            at, known, cached, end = start, rules, 0, -inf
            session, user = w.name("s") if has_sessions else None, f"u{w.rng.randrange(4_000)}"
            for _ in range(1 + int(w.rng.expovariate(1 / 1.9))):
                asked = w.tokens(24, 0.6) + min(4_000, w.tokens(1_150, 0.4))
                said = min(1_500, w.tokens(210, 0.5))
                warm, kept = cached if at - end < 290 else 0, known if known >= least else 0
                plain = asked + known - kept
                end = client.call(at, plain, said, read=warm, write=kept - warm, session=session, user=user)
                cached = kept
                known += asked + said
                at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(38, 0.9)


@kind("interactive")
def characters_in_a_pocket(w: World) -> None:
    """A studio of apps has characters to talk with: a detective, a grandmother, a rival. Lines are short on both sides
    and there are many of them, in the evening and far into the night; when the talk has grown too long the app keeps
    the newer half of it. Three in four have a free account that ends after thirty lines a day. They look at the three
    dots."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=w.rng.random() < 0.7, max_tokens=400)
    characters = [w.tokens(1_500, 0.3) for _ in range(12)]
    for start in w.arrivals(8.5, HOME):
        at, past, user = start, 0, f"dev_{w.rng.getrandbits(28):07x}"
        person = w.rng.choices(characters, [1 / (rank + 1) for rank in range(12)])[0]
        lines = 1 + int(w.rng.expovariate(1 / 14))
        for _ in range(min(30, lines) if w.rng.random() < 0.75 else lines):
            asked, said = w.tokens(17, 0.8), min(400, w.tokens(72, 0.5))
            end = client.call(at, person + past + asked, said, user=user)
            past += asked + said
            past = past if past < 3_000 else past // 2
            at = end + 1.5 + said / 6 * w.rng.uniform(0.3, 0.9) + w.draw(13, 0.9)


@kind("interactive")
def commits_worded_in_the_terminal(w: World) -> None:
    """A team for tools has given the developers of the company a command that words a commit from what is staged, and
    another one for the text of a pull request. The terminal stands still until it is there; one in four is not liked
    and asked for again, a few big ones are broken off by hand. Busiest before lunch and before six."""
    quick = w.client(w.model(SMALL), max_tokens=300)
    long = w.client(w.model(MIDDLE, SMALL), max_tokens=1_200)
    rules, developers = round(w.about(620)), w.rng.randint(30, 120)
    is_named = w.rng.random() < 0.6
    for start in w.arrivals(155, OFFICE):
        at, user = start, f"dev{w.rng.randrange(developers):03d}" if is_named else None
        is_request = w.rng.random() < 0.22
        client, changes = (long, 3_400) if is_request else (quick, 700)
        staged = rules + min(24_000, w.tokens(changes, 1.0))
        while True:
            said = w.tokens(330, 0.4) if is_request else w.tokens(48, 0.5)
            end = client.abort(at, staged, min(1_200 if is_request else 300, said), w.draw(25, 0.4), user)
            if w.rng.random() < 0.75:
                break
            at = end + 2 + w.draw(5, 0.7)


@kind("interactive")
def queries_written_in_an_editor(w: World) -> None:
    """In the editor of a data platform a comment is turned into a query: the tables of the workspace stand in front,
    marked for the cache, the query streams in, is run, and when the database complains a button sends the complaint
    along. Some workspaces are in use all day, most now and then. The analyst sits before the line."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    spaces = [Prefix(min(16_000, w.tokens(4_200, 0.6))) for _ in range(40)]
    popular, is_named = [1 / (rank + 1) for rank in range(40)], w.rng.random() < 0.7
    asking: list[tuple[float, int, str | None, Prefix]] = []
    for start in w.arrivals(21, OFFICE):
        at, space = start, w.rng.choices(spaces, popular)[0]
        user = w.name("analyst") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 2.2))):
            before = 0
            while True:
                asking.append((at, before, user, space))
                at += 9 + w.draw(16, 0.7)
                if w.rng.random() < 0.72:
                    break
                before += 320
            at += w.draw(190, 1.0)
    for at, before, user, space in sorted(asking, key=lambda one: one[0]):
        asked, said = before + w.tokens(45, 0.7), min(1_500, w.tokens(180, 0.6))
        space.call(client, at + w.draw(0.1, 0.4), asked, said, user=user)
