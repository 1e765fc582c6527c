"""Somebody waits for the answer: bank advisers, buyers of insurance, recruiters, holders of shares, attorneys."""

from norush.accuracy.calendar import HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("interactive")
def meetings_prepared_by_bank_advisers(w: World) -> None:
    """Advisers of a private bank open the page of a client before a meeting and ask a chat beside it: what the client
    holds, what was said last time, what may be offered, a line to open with. Notes and holdings stand before the talk,
    answers stream. Three or four questions, most between eight and ten and after lunch. The adviser reads each answer
    before the next question."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    talk = Talk(
        turns=w.about(3.6, 1.2),
        system=round(w.about(2_300)),
        question=38,
        answer=230,
        think_s=38,
        is_cached=w.rng.random() < 0.6,
    )
    people = max(3, w.count(18))
    starts = w.arrivals(15, OFFICE)
    for morning in w.timer((8, 9), minute=10, weekdays=WEEKDAYS, late_s=900):
        starts += [morning + w.rng.random() * 2_400 for _ in range(w.count(2, factor=1.6))]
    for start in sorted(starts):
        talk.run(client, start, w.name("prep"), f"rm-{w.rng.randrange(people):03d}")


@kind("interactive")
def cover_compared_in_a_broker_chat(w: World) -> None:
    """On the site of an insurance broker people chat about liability, dental and pet insurance: the model looks up
    tariffs with a tool, none to two times, and answers, streamed. Evenings and weekends are fullest, many leave after
    one answer. Between the tool and the answer no second passes; a person looks at three dots all along."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=1_500)
    system = round(w.about(1_250))
    for start in w.arrivals(16, HOME):
        at, known, session = start, system, w.name("chat")
        for _ in range(w.rng.choices((1, 2, 3, 5, 8), (5, 4, 3, 2, 1))[0]):
            known += w.tokens(26, 0.8)
            for _ in range(w.rng.choices((0, 1, 2), (4, 5, 1))[0]):
                said = w.tokens(58, 0.3)
                at = client.call(at, known, said, session=session, stop="tool_use", tools=3) + w.draw(0.4, 0.5)
                known += said + min(1_800, w.tokens(420, 0.5))
            said = min(1_500, w.tokens(150, 0.5))
            end = client.call(at, known, said, session=session, tools=3)
            known += said
            at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(24, 1.0)


@kind("interactive")
def first_messages_worded_for_recruiters(w: World) -> None:
    """Recruiters go through a list of profiles and press a button for the first message to each: profile, post and
    three examples of the recruiter's own in, a hundred and twenty words out, not streamed. They mend it, send it and
    open the next profile; one in five is asked for again, shorter or warmer. A list takes half an hour. The button
    turns until the text is there."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=600, retries=1)
    rules, people = round(w.about(820)), max(2, w.count(9))
    for start in w.arrivals(8, OFFICE):
        at, user = start, f"sourcer{w.rng.randrange(people)}"
        post = w.tokens(330, 0.4)
        for _ in range(2 + int(w.rng.expovariate(1 / 9))):
            profile = min(2_000, w.tokens(380, 0.5))
            for _ in range(w.rng.choices((1, 2, 3), (8, 2, 1))[0]):
                said = min(600, w.tokens(165, 0.25))
                end = client.call(at, rules + post + profile, said, user=user)
                at = end + 4 + said / 9 * w.rng.uniform(0.4, 1.0) + w.draw(14, 0.9)
            at += w.draw(28, 1.0)


@kind("interactive")
def moves_of_a_share_told_in_a_broker_app(w: World) -> None:
    """An app for private holders of shares has a line "why is it moving?": who taps it gets five sentences that stream
    in, out of the news and figures of the day. A wave when the exchange opens and on two or three wild afternoons,
    otherwise over the evening; some tap the next share at once. Each tap is a call of its own, and a thumb waits."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=500, retries=1)
    rules = round(w.about(430))
    taps = w.arrivals(48, HOME)
    for opening in w.timer((w.pick(9, 15),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=30):
        taps += [opening + w.rng.gammavariate(1.2, 1_500) for _ in range(w.count(28, factor=1.5))]
    for wild in w.launches(w.rng.randint(2, 3), OFFICE):
        taps += [wild + w.rng.gammavariate(1.6, 2_200) for _ in range(w.count(85, factor=1.5))]
    for tap in sorted(taps):
        at = tap
        for _ in range(w.rng.choices((1, 2, 3), (7, 2, 1))[0]):
            said = min(500, w.tokens(118, 0.3))
            end = client.call(at, rules + min(2_500, w.tokens(560, 0.5)), said)
            at = end + 3 + said / 7 * w.rng.uniform(0.3, 1.0) + w.draw(6, 0.8)


@kind("interactive")
def office_actions_argued_at_a_patent_firm(w: World) -> None:
    """A patent attorney answers an examiner with an assistant beside the draft: application, letter and the two cited
    papers are in front and marked for the cache, then come questions, wordings of a claim, a paragraph on the step, one
    after the other. The answer streams. Sittings last an hour and have long silences. Most before a time limit. The
    attorney reads each one before asking on."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=8_000)
    people = max(2, w.count(6))
    for start in w.arrivals(3.2, OFFICE):
        file, at, talk = Prefix(min(40_000, 1_800 + w.tokens(6_500, 0.4))), start, 0
        session, user = w.name("oa"), f"att{w.rng.randrange(people)}"
        for _ in range(2 + int(w.rng.expovariate(1 / 6))):
            asked, said = w.tokens(60, 0.8), min(8_000, w.tokens(330, 0.7))
            end = file.call(client, at, talk + asked, said, session=session, user=user)
            talk = min(9_000, talk + asked + said)
            at = end + 5 + said / 8 * w.rng.uniform(0.3, 1.0) + w.draw(70, 1.1)
