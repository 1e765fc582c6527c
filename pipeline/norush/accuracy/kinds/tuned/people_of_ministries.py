"""Somebody waits for the answer: civil servants, taxpayers, speech writers, visitors, school secretaries."""

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World

MUSEUM = Rhythm(
    (0.0, 0.8, 0.85, 0.95, 1.0, 1.7, 1.6),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 6, 9, 9, 10, 12, 12, 9, 4, 0.6, 0, 0, 0, 0, 0),
    1.2,
)
"""Open from ten to six, shut on Mondays."""

SCHOOL = Rhythm(
    (1.15, 1.0, 1.0, 1.05, 0.8, 0.0, 0.02),
    (0, 0, 0, 0, 0, 0, 0.2, 5, 10, 10, 8, 9, 8, 6, 4, 2, 0.6, 0.2, 0.1, 0.2, 0.1, 0, 0, 0),
    0.0,
)
"""A school's office: mornings."""


@kind("interactive")
def civil_servants_talk_to_the_ministry_chat(w: World) -> None:
    """A ministry gives its staff a chat of its own, an open-source web interface behind a gateway: they paste a note,
    ask for a summary or a reply, ask on with the whole talk going along, and after the first answer the interface asks
    a small model for a title. Hours of the office, little on Fridays after noon. The answer streams to the person who
    has asked and reads along."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    titles = w.client(w.model(SMALL), max_tokens=60, retries=1)
    talk = Talk(
        turns=2.9, system=round(w.about(650)), question=130, answer=330, think_s=50, is_cached=w.pick(True, False)
    )
    is_named, staff = w.rng.random() < 0.6, max(20, w.count(220))
    for start in w.arrivals(35, OFFICE):
        user = f"ref-{w.rng.randrange(staff)}"
        end = talk.run(client, start, w.name("chat") if is_named else None, user)
        if w.rng.random() < 0.9:
            titles.call(min(end, start + w.draw(9, 0.5)), 340 + w.tokens(240, 0.6), w.rng.randint(6, 14), user=user)


@kind("interactive")
def taxpayers_ask_while_filling_the_return(w: World) -> None:
    """In a tax office's online return there is a question mark beside each page: a taxpayer types what is not clear,
    and the answer streams from the help text and rules of that page, which are marked for the cache. One or two
    questions, later more on another page. Evenings and Sundays most, and in the days before a deadline three times as
    many. The taxpayer sits before the form and cannot go on without it."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=700)
    pages = [Prefix(min(12_000, w.tokens(4_600, 0.4))) for _ in range(14)]
    weights = [1 / (rank + 2) for rank in range(14)]
    starts = w.arrivals(48, HOME)
    deadline = w.rng.uniform(9, 28) * DAY_S
    starts += [max(0.0, deadline - w.rng.gammavariate(1.3, 1.3 * DAY_S)) for _ in range(w.count(330))]
    asking: list[tuple[float, int, int]] = []
    for number, start in enumerate(starts):
        at, page = start, w.rng.choices(range(14), weights)[0]
        for _ in range(1 + int(w.rng.expovariate(1 / 0.8))):
            asking.append((at, page, number))
            at += 25 + w.draw(70, 0.9)
            page = page if w.rng.random() < 0.6 else w.rng.choices(range(14), weights)[0]
    for at, page, number in sorted(asking):
        said = min(700, w.tokens(150, 0.4))
        pages[page].call(client, at, 420 + w.tokens(30, 0.6), said, session=f"return-{number}")


@kind("interactive")
def speeches_drafted_for_the_minister(w: World) -> None:
    """A handful of people in a minister's office draft speeches, greetings and answers to the press in an internal
    page: the dossier is pasted in, a draft of two pages streams, then a passage is made shorter, warmer, with the
    figure of the last month, four times or so. Long answers, a large model, a handful of drafts a day. The writer
    reads each version as it comes and says what to change."""
    client = w.client(w.model(LARGE, MIDDLE, LARGE_OLDER), streamed=True, max_tokens=8_000)
    rules = round(w.about(1_900))
    for start in w.arrivals(12, OFFICE):
        at, user, session = start, f"office-{w.rng.randrange(9)}", w.name("draft")
        dossier, text, warm = min(30_000, w.tokens(1_900, 0.8)), 0, -1e9
        for turn in range(1 + int(w.rng.expovariate(1 / 3.2))):
            whole = rules + dossier
            is_whole = turn == 0 or w.rng.random() < 0.3
            said = min(8_000, w.tokens(900 if is_whole else 210, 0.4))
            read = whole if at - warm < 290 else 0
            asked = text + w.tokens(35, 0.8)
            end = client.call(at, asked, said, read=read, write=whole - read, session=session, user=user)
            warm, text = at, max(text, said)
            at = end + 15 + said / 9 * w.rng.uniform(0.3, 0.9) + w.draw(60, 1.0)


@kind("interactive")
def museum_visitors_ask_the_audio_guide(w: World) -> None:
    """Visitors of a museum ask the guide on their telephone about the picture they stand before: the text of the
    object's label and the curators' notes go in, three or four sentences stream out and are spoken. Some ask at object
    after object, most twice. Open from ten to six, shut on Mondays, weekends full. The visitor stands there and
    listens."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=350)
    system, is_named = round(w.about(900)), w.rng.random() < 0.7
    for start in w.arrivals(58, MUSEUM):
        at, session = start, w.name("visit") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            notes, history = min(6_000, w.tokens(1_100, 0.6)), 0
            for _ in range(1 + int(w.rng.expovariate(1 / 0.6))):
                said = w.tokens(105, 0.3)
                end = client.call(at, system + notes + history + w.tokens(16, 0.5), said, session=session)
                history += said + 20
                at = end + 12 + said / 3.2 * w.rng.uniform(0.5, 1.0) + w.draw(10, 0.7)
            at += 60 + w.draw(180, 0.8)


@kind("interactive")
def school_secretaries_write_to_parents(w: World) -> None:
    """The program of a state's schools has a button that writes letters and mails to parents: a secretary or a head
    picks the occasion, types some words, and three versions come in one answer, which does not stream; "friendlier" or
    "in Turkish" is another call. School mornings, on the Monday after a break most, a week of autumn break without
    any. The secretary looks at the spinner."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_500, retries=1)
    occasions, schools = [round(w.about(1_000)) for _ in range(6)], max(10, w.count(140))
    shut = w.rng.uniform(0, 22) * DAY_S
    for start in w.arrivals(84, SCHOOL):
        if shut <= start < shut + 7 * DAY_S and w.rng.random() < 0.97:
            continue
        at, user = start, f"school-{w.rng.randrange(schools)}"
        rules, given, letter = w.rng.choice(occasions), w.tokens(70, 0.8), 0
        for turn in range(1 + int(w.rng.expovariate(1 / 0.9))):
            said = min(2_500, w.tokens(270 if turn else 720, 0.35))
            end = client.call(at, rules + given + letter + w.tokens(15, 0.5), said, user=user)
            letter = said
            at = end + 12 + said / 10 * w.rng.uniform(0.4, 1.0) + w.draw(25, 0.9)
            if at > start + 2 * HOUR_S:
                break
