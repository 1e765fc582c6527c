"""Somebody waits: sellers beside a contact, learners of a language, analysts before filings, makers of charts, lawyers
in a document."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("interactive")
def sales_mails_drafted_beside_a_contact(w: World) -> None:
    """A CRM has a button beside each contact that drafts a mail: the record, the last notes and mails, and what the
    seller typed into the box go in, and the draft streams into the editor. One in three drafts is asked for again,
    shorter, friendlier, with another offer, with the first draft in the prompt; then the seller goes on to the next
    contact on the list, a few in a row on a good morning. Office hours. The seller looks at the box until it is
    full."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=1_024)
    rules, sellers, is_named = round(w.about(1_100)), w.rng.randint(30, 250), w.rng.random() < 0.7
    for start in w.arrivals(24, OFFICE):
        user, at = f"rep-{w.rng.randrange(sellers)}" if is_named else None, start
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            record = rules + min(7_000, w.tokens(1_300, 0.6))
            said = min(1_024, w.tokens(210, 0.35))
            end = client.call(at, record + w.tokens(22, 0.8), said, user=user)
            while w.rng.random() < 0.33:
                at = end + 3 + said / 10 + w.draw(12, 0.8)
                end = client.call(at, record + said + w.tokens(12, 0.7), min(1_024, w.tokens(190, 0.35)), user=user)
            at = end + 20 + w.draw(90, 0.9)


@kind("interactive")
def phrases_practised_with_a_language_partner(w: World) -> None:
    """An app for learning languages lets people talk with a made-up waiter or landlady: a line of the learner gets a
    line back, streamed, and beside it a second call marks the faults of the line that was just written, in a structure
    and at the same moment, unless that is switched off. About ten lines a lesson, mornings on the way and evenings,
    more at weekends. The scene goes along without marks for the cache, for it is short. The learner waits for both."""
    partner = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=300)
    marker = w.client(partner.model, max_tokens=400)
    scene, share = round(w.about(750)), w.about(0.8, 1.2)
    for start in w.arrivals(7, HOME, growth=w.about(1.25, 1.3)):
        user, session, at, talk = w.name("learner"), w.name("lesson"), start, 0
        for _ in range(2 + int(w.rng.expovariate(1 / 9))):
            line, said = w.tokens(14, 0.6), min(300, w.tokens(42, 0.4))
            end = partner.call(at, scene + talk + line, said, session=session, user=user)
            if w.rng.random() < share:
                marked = marker.call(
                    at + w.draw(0.03, 0.5),
                    620 + line + min(talk, 160),
                    min(400, w.tokens(85, 0.5)),
                    session=session,
                    user=user,
                    stop="tool_use",
                    tools=1,
                )
                end = max(end, marked)
            talk += line + said
            at = end + 3 + w.draw(19, 0.7)


@kind("interactive")
def questions_to_filings_in_a_research_tool(w: World) -> None:
    """A research tool for analysts answers out of filings and transcripts: a small model makes a search of the question
    and what was asked before, passages are found, and a larger one writes the answer with places, streamed, a page
    long. Then a question that goes on from it, two to five in all. Thickest in the weeks of results, early in the
    morning and at the desk. The analyst reads while it is written."""
    search = w.client(w.model(SMALL), max_tokens=300)
    answer = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=4_096, retries=3)
    rules, is_named = round(w.about(1_500)), w.rng.random() < 0.65
    for start in w.arrivals(8, OFFICE, growth=w.about(1.1, 1.4)):
        at, talk, session = start, 0, w.name("q") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 2.1))):
            asked, said = w.tokens(32, 0.6), min(4_096, w.tokens(520, 0.45))
            end = search.call(at, 640 + talk + asked, min(300, w.tokens(46, 0.4)), session=session)
            found = min(16_000, w.tokens(5_400, 0.35))
            end = answer.call(end + w.draw(0.5, 0.4), rules + found + talk + asked, said, session=session)
            talk += asked + said
            at = end + 10 + said / 9 * w.rng.uniform(0.2, 1.0) + w.draw(50, 1.0)


@kind("interactive")
def charts_asked_for_in_a_dashboard_tool(w: World) -> None:
    """In a tool for dashboards people write what they want to see - "revenue by plan, without trials, per week" - and
    get a chart: columns and measures of the workspace go in front, marked for the cache, and a specification comes back
    as a tool call, not streamed. Where the query fails its error goes back at once and a second specification comes.
    They look at it and change their wish, three times on average. The frame stands empty until then."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000)
    schemas = [Prefix(w.tokens(3_600, 0.6)) for _ in range(w.rng.randint(8, 30))]
    for start in w.arrivals(24, OFFICE):
        schema, at, talk, user = w.rng.choice(schemas), start, 0, w.name("u")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.9))):
            asked, said = w.tokens(24, 0.6), min(2_000, w.tokens(240, 0.4))
            end = schema.call(client, at, 500 + talk + asked, said, user=user, stop="tool_use", tools=3)
            if w.rng.random() < 0.12:
                own = 500 + talk + asked + said + w.tokens(90, 0.4)
                end = schema.call(client, end + w.draw(0.9, 0.6), own, said, user=user, stop="tool_use", tools=3)
            talk += asked + said
            at = end + 6 + w.draw(38, 0.9)


@kind("interactive")
def clauses_reworded_in_a_legal_add_in(w: World) -> None:
    """Lawyers have an add-in beside the contract: they mark a clause and ask for a milder one, or whether it fits the
    playbook, or what the other side could make of it. The contract and the playbook go along each time, marked for the
    cache, and the answer streams into the pane. Half an hour on a contract, with long reading between, some late in the
    evening before a signing. The lawyer waits for each."""
    client = w.client(w.model(LARGE, MIDDLE, LARGE), streamed=True, max_tokens=4_096, retries=3)
    system, staff, is_named = round(w.about(2_800)), w.rng.randint(10, 80), w.rng.random() < 0.75
    for start in w.arrivals(7, OFFICE):
        contract = system + min(45_000, w.tokens(8_500, 0.6))
        talk = Talk(turns=4.5, system=contract, question=110, answer=330, think_s=80, is_cached=True)
        talk.run(client, start, w.name("doc") if is_named else None, f"law-{w.rng.randrange(staff)}")
