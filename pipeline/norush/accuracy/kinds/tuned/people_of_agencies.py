"""Somebody waits for the answer: editors, accountants, call-centre agents, recruiters, users of a bought feature."""

from norush.accuracy.calendar import HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def outlines_and_sections_at_a_content_desk(w: World) -> None:
    """Editors of an SEO agency write articles in the agency's own tool: what ranks for the keyword goes in and is
    marked for the cache, an outline streams, then they press "write" at one heading after the other, change a sentence,
    press "again" at a section they do not like, or leave for a meeting. The editor looks at the text as it comes and
    goes on from it."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    style, people = round(w.about(1_200)), max(2, w.count(7))
    for start in w.arrivals(5.2, OFFICE):
        at, session, user = start, w.name("article"), f"editor{w.rng.randrange(people)}"
        ranking = Prefix(style + min(18_000, w.tokens(5_200, 0.5)))
        article = w.tokens(380, 0.3)
        end = ranking.call(client, at, w.tokens(60, 0.6), article, session=session, user=user)
        at = end + 25 + w.draw(80, 0.9)
        for _ in range(w.rng.randint(2, 8)):
            for _ in range(w.rng.choices((1, 2, 3), (8, 3, 1))[0]):
                said = min(1_500, w.tokens(340, 0.4))
                end = ranking.call(client, at, article + w.tokens(35, 0.5), said, session=session, user=user)
                at = end + 6 + said / 8 * w.rng.uniform(0.2, 0.7) + w.draw(38, 1.0)
            article += said
            if w.rng.random() < 0.06:
                at += w.draw(HOUR_S, 0.6)


@kind("interactive")
def replies_to_clients_drafted_by_accountants(w: World) -> None:
    """In an accounting practice an add-in of the mail program drafts the reply to a client: the thread and two notes on
    the client go in, the draft streams into the window, and every third one is asked for once more, shorter or firmer.
    Mornings are fullest, the days before returns are due fuller, evenings and weekends nearly empty. The accountant
    sits before the open mail."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=1_024)
    rules, people = round(w.about(700)), max(3, w.count(11))
    starts = w.arrivals(21, OFFICE)
    for due in w.launches(2, OFFICE):
        starts += [due + w.rng.gammavariate(2.0, 2_400) for _ in range(w.count(22))]
    for start in sorted(starts):
        at, user = start, f"staff-{w.rng.randrange(people):02d}"
        known = rules + min(9_000, w.tokens(1_350, 0.8))
        for _ in range(w.rng.choices((1, 2, 3), (65, 25, 10))[0]):
            said = min(1_024, w.tokens(260, 0.5))
            end = client.call(at, known, said, user=user)
            known += said + w.tokens(14, 0.6)
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(14, 0.8)


@kind("interactive", "latency_bound")
def help_pages_asked_during_outsourced_calls(w: World) -> None:
    """Agents of a call-centre outsourcer have a search field for each client they answer for: while the caller talks
    they type some words, six passages of the client's help pages go in, four or five lines stream out, and now and then
    they ask again in other words. Shifts run from eight to ten at night, weekends too, and a fault at a client brings
    hundreds of the same. Agent and caller wait."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=500, retries=1)
    rules, people = round(w.about(420)), max(6, w.count(34))
    asked = w.arrivals(48, HOME, factor=1.3) + w.arrivals(30, OFFICE, factor=1.3)
    for fault in w.launches(w.rng.randint(2, 4), HOME):
        asked += [fault + w.rng.gammavariate(1.6, 1_500) for _ in range(w.count(45, factor=1.6))]
    for start in sorted(asked):
        at, user = start, f"ag{w.rng.randrange(people):03d}"
        for _ in range(w.rng.choices((1, 2, 3), (78, 17, 5))[0]):
            said = min(500, w.tokens(115, 0.4))
            end = client.call(at + w.draw(0.25, 0.4), rules + w.tokens(1_750, 0.2) + w.tokens(16, 0.6), said, user=user)
            at = end + 3 + said / 10 * w.rng.uniform(0.3, 0.9) + w.draw(9, 0.7)


@kind("interactive")
def a_help_window_sold_into_other_apps(w: World) -> None:
    """Ten people sell a help window that other companies build into their apps: a dozen customers of very different
    size, each with its own prompt, one for offices and one for people at home; users ask two or three things in a row
    and the answer streams into their page. All of it goes over one key of the start-up. Whoever has typed looks at the
    window until it answers."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), streamed=True, max_tokens=800)
    is_cached = client.model != SMALL and w.rng.random() < 0.5
    for tenant in range(w.rng.randint(7, 13)):
        talk = Talk(w.about(2.3, 1.3), w.tokens(1_700, 0.4), 28, 170, 26, is_cached=is_cached)
        rhythm = w.pick(OFFICE, OFFICE, HOME)
        for at in w.arrivals(min(7.0, 18 / (tenant + 1)), rhythm, factor=1.6):
            talk.run(client, at, w.name("conv"), f"t{tenant}-{w.rng.getrandbits(24):06x}")


@kind("interactive")
def candidates_opened_beside_a_vacancy(w: World) -> None:
    """Recruiters of a staffing agency go through those who fit a vacancy: when a candidate is opened, the panel beside
    the profile streams what speaks for and against, out of the CV, the notes and the vacancy; for some the recruiter
    asks for questions for the call or a first message. Five or ten candidates a sitting, a minute or two each,
    telephone calls in between. The recruiter reads it at once."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=1_000)
    rules, people = round(w.about(650)), max(2, w.count(9))
    for start in w.arrivals(3.4, OFFICE):
        at, user, vacancy = start, f"rec{w.rng.randrange(people):02d}", w.tokens(620, 0.4)
        for _ in range(1 + int(w.rng.expovariate(1 / 6.0))):
            known = rules + vacancy + min(9_000, w.tokens(1_500, 0.5))
            session = w.name("cand")
            for turn in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
                said = min(1_000, w.tokens(240 if not turn else 180, 0.35))
                end = client.call(at, known, said, session=session, user=user)
                known += said + w.tokens(22, 0.6)
                at = end + 4 + said / 9 * w.rng.uniform(0.3, 0.9) + w.draw(16, 0.9)
            at += w.draw(30, 1.0) if w.rng.random() < 0.8 else w.draw(420, 0.7)
