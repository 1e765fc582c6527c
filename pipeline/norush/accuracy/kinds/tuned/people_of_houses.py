"""Somebody looks at a screen, or listens, until the answer comes."""

from norush.accuracy.calendar import DESK, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Client, World

NEWSROOM = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.75),
    (0.6, 0.2, 0.1, 0.1, 0.6, 2.5, 5, 7, 7, 8, 8.5, 8, 6, 7, 8, 9, 9.5, 9, 7, 5.5, 4.5, 4, 3, 1.5),
    0.7,
)
"""The desk of a daily paper: from before dawn until the last edition, Sundays for Monday's paper."""

CAMPUS = Rhythm(
    (1.1, 1.1, 1.1, 1.0, 0.7, 0.55, 0.95),
    (4, 2.5, 1.2, 0.6, 0.3, 0.2, 0.4, 1.2, 3, 5, 6.5, 7, 6, 6.5, 7, 7.5, 7.5, 7, 6.5, 7, 8, 8.5, 8, 6),
    0.6,
)
"""Students: late, and latest on Sundays."""


@kind("interactive")
def headlines_at_a_button(w: World) -> None:
    """In a newspaper's editing system a button gives five headlines for the story that is open, another a teaser and a
    line for the phone. The editor looks, presses again, changes the text and presses once more; then the next story,
    after a minute or after lunch."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=600)
    editors, house_style = max(4, w.count(25)), round(w.about(900))
    for start in w.arrivals(27, NEWSROOM):
        at, editor, story = start, f"desk-{w.rng.randrange(editors)}", w.tokens(880, 0.6)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.2))):
            end = client.call(at, house_style + story, w.tokens(95, 0.2), user=editor)
            at = end + 3 + w.draw(16, 0.9)
            story = max(120, story + round(w.rng.gauss(5, 30)))
        if w.rng.random() < 0.45:
            client.call(at, house_style + 60 + story, w.tokens(52, 0.25), user=editor)


@kind("interactive", "latency_bound")
def beside_a_phone_call(w: World) -> None:
    """Clerks of an insurer talk with customers, and a panel beside the call says what to ask and which rule holds:
    whenever the customer has made a point, with the last minutes of what was said and what was found on it. The clerk
    reads it while he talks. When the call is over he presses for the note, reads it, and mends a word; the next caller
    is there already."""
    panel = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=400, retries=1)
    note = w.client(w.model(MIDDLE, OLDER), max_tokens=900)
    clerks, system = max(3, w.count(14)), round(w.about(1_700))
    for start in w.arrivals(19, DESK):
        at, clerk, said, session = start + w.draw(25, 0.5), f"clerk-{w.rng.randrange(clerks)}", 60, w.name("call")
        for _ in range(w.tokens(4.5, 0.6)):
            said += w.tokens(90, 0.6)
            found = sum(w.tokens(260, 0.4) for _ in range(3))
            end = panel.call(at, system + min(said, 1_600) + found, w.tokens(58, 0.4), session=session, user=clerk)
            at = end + 9 + w.draw(28, 0.7)
        note.call(at + w.draw(12, 0.8), 650 + said, w.tokens(170, 0.3), session=session, user=clerk)


@kind("interactive", "latency_bound")
def conversation_practice_aloud(w: World) -> None:
    """Who learns a language talks with a figure in an app: a sentence, a sentence back, read aloud as it comes; at the
    same time a second call marks the learner's mistake. She breaks in now and then, and the answer is cut. A quarter of
    an hour, some times a week. All that was said goes along."""
    talk = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=200, retries=1)
    mark = w.client(w.model(SMALL), max_tokens=150)
    system, learners = round(w.about(1_050)), max(10, w.count(90))
    for start in w.arrivals(3.0, HOME):
        at, user, history = start, f"l{w.rng.randrange(learners)}", 0
        for _ in range(w.tokens(15, 0.6)):
            said, answer = w.tokens(14, 0.6), w.tokens(27, 0.4)
            if w.rng.random() < 0.05:
                end = talk.abort(at, system + history + said, answer, w.rng.uniform(0.5, 1.6), user)
            else:
                end = talk.call(at, system + history + said, answer, user=user)
            if w.rng.random() < 0.7:
                mark.call(at + w.draw(0.02, 0.5), 390 + said, w.tokens(26, 0.5), user=user)
            history += said + answer
            at = end + answer / 3.3 * w.rng.uniform(0.6, 1.1) + 1.5 + w.draw(4, 0.7)


@kind("interactive")
def analysts_in_notebooks(w: World) -> None:
    """A bank's analysts have a button in their notebooks: write the next cell, mend this error, say what this does.
    The cells above and the heads of the tables go along. They run what came, and press again when it fails, which it
    does three times in a row on bad days; then they think, or are in a meeting with the notebook open."""
    client = w.client(w.model(MIDDLE, LARGE, LARGE_OLDER), streamed=True, max_tokens=4_096)
    analysts = max(5, w.count(40))
    for start in w.arrivals(12, OFFICE):
        at, user, above = start, f"a{w.rng.randrange(analysts)}", 1_300 + w.tokens(2_600, 0.9)
        for _ in range(1 + int(w.rng.expovariate(1 / 3.5))):
            code = w.tokens(190, 0.7)
            if w.rng.random() < 0.05:
                at = client.abort(at, above + 70, code, w.rng.uniform(2, 6), user) + 3 + w.draw(8, 0.7)
            end = client.call(at, above + w.tokens(45, 0.9), code, user=user)
            above += code + w.tokens(120, 1.0)
            while w.rng.random() < 0.22:
                end = client.call(end + 4 + w.draw(9, 0.8), above + w.tokens(420, 0.6), w.tokens(code, 0.3), user=user)
            at = end + 5 + (w.draw(1_700, 0.8) if w.rng.random() < 0.15 else w.draw(75, 1.0))


@kind("interactive")
def clause_by_clause(w: World) -> None:
    """A lawyer has a contract open, and a pane beside it that knows the whole of it, which is cached. She clicks on a
    clause and asks for it to be milder: three wordings come side by side, she takes one, or writes what she misses and
    gets three more. A clause takes a minute or ten, a contract an afternoon."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=2_000)
    lawyers = max(3, w.count(20))
    for start in w.arrivals(4.6, OFFICE):
        at, user, contract, end = start, f"law-{w.rng.randrange(lawyers)}", 2_200 + w.tokens(13_000, 0.7), 0.0
        for _ in range(w.tokens(3.2, 0.7)):
            clause = w.tokens(140, 0.5)
            for _ in range(1 + int(w.rng.expovariate(1 / 0.7))):
                warm = contract if end and at - end < 290 else 0
                wordings = [_wording(client, clause, warm, contract - warm, user) for _ in range(3)]
                end = at_once(w, at, wordings, within_s=0.05)
                at = end + 8 + w.draw(38, 0.8)
            at += w.draw(150, 1.0)


def _wording(client: Client, clause: int, read: int, write: int, user: str) -> Row:
    """One of three wordings of a clause."""
    w = client.world
    return lambda at: client.call(
        at, 90 + clause, max(12, round(clause * w.rng.uniform(0.8, 1.5))), read=read, write=write, user=user
    )


@kind("interactive", "latency_bound")
def next_case_fetched_ahead(w: World) -> None:
    """Those who code a hospital's cases click through them with a proposal beside each. When one is opened the proposal
    for the next is asked for, so that it is there in time; who is quick waits for it, and who jumps to another list
    waits for the first. Without the page open nothing is asked. A case takes a minute or two, a shift some hours."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=900)
    coders, guide = max(2, w.count(9)), round(w.about(2_100))

    def case(at: float, user: str) -> float:
        return client.call(at, guide + w.tokens(1_900, 0.6), w.tokens(130, 0.35), stop="tool_use", tools=1, user=user)

    for start in w.arrivals(5.5, DESK):
        user, pace_s = f"coder-{w.rng.randrange(coders)}", w.draw(70, 0.35)
        at = case(start, user)
        for _ in range(w.tokens(13, 0.6)):
            ready = case(at + 0.15, user)
            if w.rng.random() < 0.05:
                ready = case(at + w.draw(20, 0.6), user)  # another list: what was asked ahead is thrown away
            at = max(ready, at + 6 + w.draw(pace_s, 0.8))
            if w.rng.random() < 0.06:
                at += w.draw(700, 0.7)


@kind("interactive")
def campus_chat_before_exams(w: World) -> None:
    """A university's own chat, more each week until the exams: a question from the sheet, which many paste in the same
    words, one to eight turns, an answer made again in other words, the same question to another model. At night
    too, and most before a sheet is due on Sunday."""
    clients = [w.client(w.model(model), streamed=True, max_tokens=4_096) for model in (MIDDLE, MIDDLE, SMALL, LARGE)]
    sheets = [w.tokens(230, 0.7) for _ in range(24)]
    students = max(60, w.count(900))
    for start in w.arrivals(17, CAMPUS, growth=w.about(2.4, 1.3)):
        at, user, client = start, f"s{w.rng.randrange(students)}", w.pick(*clients)
        history = 380 + (w.pick(*sheets) if w.rng.random() < 0.5 else w.tokens(60, 1.0))
        for _ in range(w.rng.randint(1, 8) if w.rng.random() < 0.7 else 1):
            answer = w.tokens(380, 0.6)
            end = client.call(at, history, answer, user=user)
            if w.rng.random() < 0.08:
                again = w.pick(client, *clients)
                end = again.call(end + 5 + w.draw(15, 0.8), history, w.tokens(answer, 0.3), user=user)
            history += answer + w.tokens(38, 0.9)
            at = end + 4 + answer / 9 * w.rng.uniform(0.2, 1) + w.draw(48, 1.1)


@kind("interactive")
def letters_pasted_into_a_translator(w: World) -> None:
    """Clerks of a public office paste letters into a page that turns them into another language, or into plain words:
    the page sends its paragraphs together, and sends a paragraph again when a word of it was changed. They wait, copy,
    and paste the next; a waiting citizen often sits opposite."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_000)
    clerks = max(5, w.count(60))
    for start in w.arrivals(19, DESK):
        user, paragraphs = f"c{w.rng.randrange(clerks)}", [w.tokens(95, 0.7) for _ in range(w.tokens(3, 0.6))]
        rows = [_paragraph(client, words, user) for words in paragraphs]
        at = at_once(w, start, rows, within_s=0.06) + 6 + w.draw(30, 0.8)
        for _ in range(int(w.rng.expovariate(1 / 0.8))):
            at = _paragraph(client, w.pick(*paragraphs), user)(at) + 4 + w.draw(18, 0.8)


def _paragraph(client: Client, words: int, user: str) -> Row:
    """One paragraph of a letter."""
    w = client.world
    return lambda at: client.call(at, 260 + words, max(4, round(words * w.rng.uniform(0.9, 1.3))), user=user)


@kind("interactive", "latency_bound")
def grey_text_in_an_editor(w: World) -> None:
    """A software house has its own completions: when the typist stops for a third of a second the lines around are
    sent, and grey text comes; she types on, and the call is dropped, or she takes it, and the next is asked for at
    once. The open file is cached while she is in it. At times she selects some lines and says what should become of
    them. Stretches of minutes, then a meeting."""
    grey = w.client(w.model(SMALL), streamed=True, max_tokens=160, retries=0)
    change = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=3_000)
    people = max(4, w.count(30))
    for start in w.arrivals(4.4, OFFICE):
        at, user, file, end = start, f"dev-{w.rng.randrange(people)}", w.tokens(2_400, 0.7), 0.0
        for _ in range(w.tokens(17, 0.8)):
            warm = file if end and at - end < 290 and file >= 2_048 else 0
            write = 0 if warm or file < 2_048 else file
            fresh = w.rng.randint(150, 420) + (0 if warm or write else file)
            heard_s = w.draw(0.45, 0.5) if w.rng.random() < 0.42 else 20.0
            end = grey.abort(at, fresh, min(160, w.tokens(24, 0.8)), heard_s, user, read=warm, write=write)
            at = end + 0.35 + (w.draw(0.7, 0.5) if w.rng.random() < 0.6 else w.draw(9, 1.0))
            if w.rng.random() < 0.06:
                lines = w.tokens(220, 0.7)
                end = change.call(at + w.draw(9, 0.6), 900 + lines, lines + w.tokens(40, 0.8), user=user)
                at = end + 6 + w.draw(18, 0.8)


@kind("interactive")
def story_with_a_game_master(w: World) -> None:
    """Players write what they do, and a master tells what comes of it: the tale is streamed, then a small model keeps
    the books (who has what, who is hurt) and another call offers three things to do. The tale so far goes along up to a
    length, then its first part is put into a few lines. Evenings that go on until two at night."""
    tell = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=1_200)
    keep = w.client(w.model(SMALL), max_tokens=400)
    system, most = round(w.about(2_800)), w.pick(6_000, 12_000)
    for start in w.arrivals(4.2, HOME):
        at, user, tale = start, w.name("player"), w.tokens(900, 0.8)
        for _ in range(w.tokens(7, 0.8)):
            told = w.tokens(210, 0.35)
            end = tell.call(at, system + tale + w.tokens(22, 0.8), told, user=user)
            kept = keep.call(end + 0.03, 620 + told, w.tokens(85, 0.3), user=user)
            if w.rng.random() < 0.8:
                kept = keep.call(kept + 0.02, 480 + told, w.tokens(48, 0.2), user=user)
            tale += told + 22
            if tale > most:
                kept = keep.call(kept + 0.05, tale, w.tokens(320, 0.15), user=user)
                tale = tale // 2 + 320
            at = max(kept, end + told / 7 * w.rng.uniform(0.3, 1)) + 3 + w.draw(22, 0.9)
