"""Somebody waits for the answer: customers of insurers and airlines, doctors, teachers, players, citizens, fitters."""

from functools import partial

from norush.accuracy.calendar import DESK, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, Talk, at_once
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

EVENINGS_OF_TEACHERS = Rhythm(
    (0.9, 0.95, 0.95, 0.9, 0.3, 0.5, 1.9),
    (0.2, 0, 0, 0, 0, 0.3, 1.5, 2, 1.5, 2, 2, 2, 2.5, 3, 5, 6, 6.5, 6, 5, 7, 9, 8, 4, 1),
    0.6,
)
"""Those who prepare lessons: free periods, afternoons, evenings, and Sundays most."""

THREE_SHIFTS = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.45, 0.2),
    (5, 4.5, 3, 4.5, 4.5, 3, 6, 8, 8.5, 6, 8, 8, 5, 8, 5, 7.5, 7.5, 5, 6.5, 6.5, 6, 4, 4, 5.5),
    0.3,
)
"""A plant: three shifts with breaks, fewer hands at night and on weekends."""


@kind("interactive")
def questions_to_a_policy(w: World) -> None:
    """A customer of an insurer asks in the portal what the own policy covers: later questions are first put into one
    that stands by itself, by a small call, then the answer streams, with five clauses before it. Two or three questions
    and the window is closed. People wait before the page, in the evening most."""
    alone = w.client(w.model(SMALL), max_tokens=120)
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=1_024)
    rules = round(w.about(1_500))
    for start in w.arrivals(24, HOME):
        at, history, session = start, 0, w.name("conv")
        for turn in range(1 + int(w.rng.expovariate(1 / 1.5))):
            asked, said = w.tokens(24, 0.7), w.tokens(210, 0.5)
            if turn:
                at = alone.call(at, 240 + history + asked, w.tokens(26, 0.3), session=session) + w.draw(0.15, 0.4)
            clauses = sum(w.tokens(340, 0.35) for _ in range(5))
            end = client.call(at + w.draw(0.2, 0.4), rules + clauses + history + asked, said, session=session)
            history += asked + said
            at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(35, 0.9)


@kind("interactive")
def passengers_in_a_chat(w: World) -> None:
    """An airline's chat answers travellers about baggage, seats and changes, by day and night, with long rules before
    the talk that are marked for the cache. When flights are cancelled, for a fog or a strike, there are ten times as
    many for some hours. The answer streams and somebody at a gate reads it on a telephone."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=800)
    talk = Talk(3.4, round(w.about(5_400, 1.2)), 28, 150, 26, is_cached=True)
    starts = w.arrivals(15, HOME)
    for fog in w.launches(2, HOME):
        starts += [fog + w.rng.gammavariate(2.0, 3_000) for _ in range(w.count(32))]
    for start in sorted(starts):
        talk.run(client, start, session=w.name("pax"))


@kind("interactive")
def letters_after_a_visit(w: World) -> None:
    """After each visit a doctor presses "letter": notes, findings and the last letter go in, and the letter streams
    into the window, is stopped now and then when it begins wrong, and is asked for again with a remark: shorter, for
    the family doctor, without the list. Then it is signed and the next patient comes in. The doctor sits and reads."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=3_000)
    doctors, form = max(3, w.count(14)), round(w.about(900))
    for start in w.arrivals(20, DESK):
        at, user, facts, remarks = start, f"arzt-{w.rng.randrange(doctors)}", w.tokens(2_100, 0.5), 0
        while True:
            said = w.tokens(560, 0.3)
            if w.rng.random() < 0.07:
                end = client.abort(at, form + facts + remarks, said, 2.5 + w.draw(2.5, 0.5), user)
            else:
                end = client.call(at, form + facts + remarks, said, user=user)
                if w.rng.random() < 0.62:
                    break
            remarks += said + w.tokens(18, 0.6)
            at = end + 4 + w.draw(28, 0.8)


@kind("interactive")
def lesson_plans_on_a_sunday(w: World) -> None:
    """Teachers plan lessons with an assistant of a publisher: class, subject and time go in, a plan of two pages
    streams out, and then it is a worksheet, an easier one, a test with solutions, each out of the talk so far. Most on
    Sunday and in the evening. The teacher reads along and writes the next wish."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    system = round(w.about(1_200))
    for start in w.arrivals(7.5, EVENINGS_OF_TEACHERS, growth=w.about(1.5, 1.3)):
        at, history, user = start, 0, w.name("teacher")
        for _ in range(1 + int(w.rng.expovariate(1 / 2.1))):
            asked, said = w.tokens(65, 0.8), w.tokens(880, 0.4)
            end = client.call(at, system + history + asked, said, user=user)
            history += asked + said
            at = end + 10 + said / 8 * w.rng.uniform(0.2, 0.7) + w.draw(75, 0.9)


@kind("interactive")
def ask_box_of_the_docs(w: World) -> None:
    """The documentation of a maker of software has an "Ask" box: developers of the whole world ask how to do a thing,
    six pieces of the pages go in, code and text stream out with links. One question mostly, a second when the first did
    not help. Whoever asks is stuck with something and waits."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=2_000)
    rules, rate, is_named = round(w.about(850)), w.about(11) * w.scale, w.rng.random() < 0.5
    for zone in ("America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata"):
        for start in w.month.arrivals(w.rng, rate * w.rng.uniform(0.5, 1.5), OFFICE, zone, w.about(1.2)):
            at, history, session = start, 0, w.name("thread") if is_named else None
            for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
                asked, said = w.tokens(45, 0.9), w.tokens(330, 0.5)
                found = sum(w.tokens(480, 0.4) for _ in range(6))
                end = client.call(at + w.draw(0.5, 0.4), rules + found + history + asked, said, session=session)
                history += asked + said
                at = end + 5 + said / 8 * w.rng.uniform(0.2, 0.6) + w.draw(70, 1.0)


@kind("interactive")
def slides_from_a_side_bar(w: World) -> None:
    """Consultants have a bar beside their slides: "make a slide of this" brings three versions at once, one is taken,
    then "tighter", "as a table", one call each. Not streamed: a slide appears when it is whole. By day, and late before
    a Monday. The consultant looks at the turning circle for six seconds."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    people, rules = max(4, w.count(40)), round(w.about(1_300))
    late = Rhythm((0.9, 0.9, 0.9, 0.8, 0.3, 0.1, 1.0), (3, *(0.0,) * 17, 2, 4, 6, 8, 9, 6), 0.3)
    for start in sorted(w.arrivals(6.5, OFFICE) + w.arrivals(2.2, late)):
        at, user, text = start, f"c{w.rng.randrange(people)}", w.tokens(420, 0.8)
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + text, output_tokens=w.tokens(360, 0.25), user=user)
            for _ in range(3)
        ]
        at = at_once(w, at, rows) + 6 + w.draw(22, 0.7)
        for _ in range(int(w.rng.expovariate(1 / 1.4))):
            slide = w.tokens(350, 0.25)
            at = client.call(at, rules + 380 + w.tokens(14, 0.6), slide, user=user) + 5 + w.draw(30, 0.8)


@kind("interactive", "latency_bound")
def talk_with_townsfolk(w: World) -> None:
    """In a game players talk with smiths and innkeepers in their own words: who the figure is, what it knows of the
    player and the last lines go in, two sentences stream out and are shown letter by letter. Half a dozen lines and
    the player walks on to the next. The figure stands there and waits with the player."""
    client = w.client(w.model(SMALL), streamed=True, max_tokens=200, retries=1)
    for start in w.arrivals(13, HOME, growth=w.about(1.0, 2.0)):
        at, session, user = start, w.name("play"), w.name("p")
        for _ in range(w.rng.choices((1, 2, 4), (5, 3, 1))[0]):
            figure, lines = w.tokens(1_150, 0.2), 0
            for _ in range(1 + int(w.rng.expovariate(1 / 4.0))):
                asked, said = w.tokens(13, 0.6), w.tokens(52, 0.4)
                end = client.call(at, figure + min(600, lines) + asked, said, session=session, user=user)
                lines += asked + said
                at = end + 3 + w.draw(9, 0.7)
            at += w.draw(150, 1.0)


@kind("interactive", "latency_bound")
def questions_of_citizens(w: World) -> None:
    """A county's page answers what one needs for a passport and when the office is open: a small call looks whether the
    question is one for it, then the answer comes through the county's own gateway, which does not stream. By day most,
    in the evening some; with the notices of taxes in one week three times as many. Somebody waits before the dots."""
    gate = w.client(w.model(SMALL), max_tokens=30)
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=700)
    rules = round(w.about(1_100))
    starts = w.arrivals(21, DESK) + w.arrivals(9, HOME)
    notices = w.launches(1, DESK)[0]
    starts += [notices + w.rng.uniform(0, 5) * 86_400 for _ in range(w.count(60))]
    for start in sorted(starts):
        at, history = start, 0
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            asked, said = w.tokens(20, 0.7), w.tokens(170, 0.4)
            end = gate.call(at, 520 + asked, w.rng.randint(4, 9)) + w.draw(0.3, 0.4)
            if w.rng.random() < 0.08:
                break
            pages = sum(w.tokens(390, 0.3) for _ in range(4))
            end = client.call(end, rules + pages + history + asked, said)
            history += asked + said
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(30, 0.9)


@kind("interactive")
def offers_laid_side_by_side(w: World) -> None:
    """A buyer of a maker of machines puts three to five offers of suppliers into a window and asks on: who delivers
    first, what is not in the price, a table of all. The papers are marked for the cache and go along with each
    question; who thinks longer than five minutes pays for them again. The answer streams and the buyer reads it."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=3_000)
    people = max(2, w.count(9))
    for start in w.arrivals(2.7, OFFICE):
        papers = Prefix(sum(w.tokens(6_500, 0.6) for _ in range(w.rng.randint(3, 5))))
        at, history, user = start, 0, f"buyer{w.rng.randrange(people)}"
        for _ in range(2 + int(w.rng.expovariate(1 / 3.0))):
            asked, said = w.tokens(38, 0.8), w.tokens(330, 0.6)
            end = papers.call(client, at, 250 + history + asked, said, user=user)
            history += asked + said
            at = end + 6 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(80, 1.1)


@kind("interactive")
def replies_proposed_in_a_mailbox(w: World) -> None:
    """An agency's add-in for the mailbox proposes a reply when somebody clicks: the thread of the mail goes in, a short
    and a long version come back in one answer, not streamed. One in four clicks again with a word of what it should
    say. Dozens of mails are answered so by each after lunch and in the morning, one after the other, while they
    wait."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=900)
    people, rules = max(3, w.count(20)), round(w.about(650))
    for start in w.arrivals(17, OFFICE):
        at, user = start, f"m{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 2.2))):
            thread = min(9_000, w.tokens(900, 0.9))
            end = client.call(at, rules + thread, w.tokens(260, 0.35), user=user)
            while w.rng.random() < 0.25:
                at = end + 5 + w.draw(14, 0.6)
                end = client.call(at, rules + thread + w.tokens(14, 0.5), w.tokens(240, 0.35), user=user)
            at = end + 15 + w.draw(80, 0.9)


@kind("interactive")
def open_chat_of_a_faculty(w: World) -> None:
    """A faculty runs an open chat program for its staff with one key and several models to choose from. The answer
    streams; when it is there the program asks by itself for three questions that might follow, and after the first one
    also for a title and for tags. Conversations of some turns, in long days and some nights. A person reads."""
    chosen = (w.model(MIDDLE, OLDER), w.model(OLDER, LARGE), w.model(SMALL, MIDDLE))
    client = w.client(chosen[0], streamed=True, max_tokens=4_096)
    helper = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    people, is_named = max(4, w.count(35)), w.rng.random() < 0.5
    for start in sorted(w.arrivals(4.6, OFFICE) + w.arrivals(2.0, HOME)):
        model, at = w.rng.choices(chosen, (5, 2, 2))[0], start
        history = w.tokens(4_500, 0.8) if w.rng.random() < 0.15 else 0
        user = f"uid{w.rng.randrange(people)}" if is_named else None
        for turn in range(1 + int(w.rng.expovariate(1 / 3.2))):
            asked, said = w.tokens(85, 1.0), w.tokens(460, 0.6)
            end = client.call(at, 60 + history + asked, said, user=user, model=model)
            history += asked + said
            for words in (38, 9, 14) if turn == 0 else (38,):
                helper.call(end + w.draw(0.08, 0.5), 330 + min(history, 2_500), w.tokens(words, 0.3), user=user)
            at = end + 4 + said / 8 * w.rng.uniform(0.2, 0.8) + w.draw(70, 1.1)


@kind("interactive")
def fitters_ask_the_manual(w: World) -> None:
    """Fitters of a plant hold a tablet before a machine that stands: a photo of the display and a line go in, with six
    pieces of its manual, and the answer streams in steps to do. They do them, ask what if the lamp still blinks, and
    then it runs. In three shifts; the line stands and they wait."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=1_200)
    rules = round(w.about(1_000))
    for start in w.arrivals(22, THREE_SHIFTS):
        at, history, session = start, 0, w.name("case")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.2))):
            photo = 1_450 if w.rng.random() < 0.55 else 0
            asked, said = w.tokens(22, 0.6), w.tokens(210, 0.4)
            found = sum(w.tokens(430, 0.3) for _ in range(6))
            end = client.call(at, rules + found + history + photo + asked, said, session=session)
            history += photo + asked + said
            at = end + 15 + w.draw(120, 0.9)
