"""Somebody waits for the answer: in chats of shops and firms, at a search, on a telephone, in many zones, by night."""

from norush.accuracy.calendar import DESK, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World

NIGHT_SHIFT = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 1.05, 1.05),
    (9, 7, 6, 6.5, 7, 9, 8, 2, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.3, 0.3, 0.3, 0.5, 1, 3, 7, 9, 9.5),
    1.0,
)
"""Those who work while others sleep, on every day of the year."""


@kind("interactive")
def chat_in_a_shop(w: World) -> None:
    """A window in the corner of a shop's page: customers ask where the parcel is and whether it fits, three or four
    times, and read as the answer streams in. The rules of the shop and pieces of its help pages go along each time.
    Evenings and weekends most. Who waits longer than some seconds closes the window."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=800)
    rules, is_named = round(w.about(1_700)), w.rng.random() < 0.7
    for start in w.arrivals(19, HOME):
        at, history, session = start, 0, w.name("chat") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 2.4))):
            asked, said = w.tokens(26, 0.7), w.tokens(140, 0.45)
            found = sum(w.tokens(310, 0.3) for _ in range(4))
            end = client.call(at, rules + found + history + asked, said, session=session)
            history += asked + said
            at = end + 2 + said / 8 * w.rng.uniform(0.2, 0.9) + w.draw(28, 0.9)


@kind("interactive")
def assistant_for_all_staff(w: World) -> None:
    """A firm has put up an open chat interface for its employees, with one key for all: mails, tables, code, a little
    of everything, in office hours. Answers stream, conversations grow, some begin with a long paste, and the first
    answer gets a title from the same model. Whoever asked sits before it and reads."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    titles = w.client(client.model, max_tokens=50)
    people = max(5, w.count(55))
    for start in w.arrivals(7.5, OFFICE):
        at, user, session = start, f"user{w.rng.randrange(people)}", w.name("conversation")
        history = w.tokens(2_800, 0.8) if w.rng.random() < 0.2 else 0
        for turn in range(1 + int(w.rng.expovariate(1 / 3.0))):
            asked, said = w.tokens(70, 0.9), w.tokens(390, 0.6)
            end = client.call(at, 350 + history + asked, said, session=session, user=user)
            history += asked + said
            if turn == 0:
                titles.call(end + 0.1, 220 + min(history, 1_200), w.tokens(9, 0.3), session=session, user=user)
            at = end + 3 + said / 8 * w.rng.uniform(0.2, 0.9) + w.draw(60, 1.0)


@kind("interactive")
def answers_all_at_once(w: World) -> None:
    """The chat of a bank's app, whose backend asks without streaming since its framework cannot: three dots for some
    seconds, then the whole answer. Two or three questions, often the first only, at all hours and most in the evening.
    A person looks at the dots."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700)
    talk = Talk(2.8, round(w.about(2_300)), 30, 150, 24)
    for start in w.arrivals(24, HOME):
        talk.run(client, start, session=w.name("chat") if w.rng.random() < 0.9 else None)


@kind("interactive", "latency_bound")
def search_with_an_answer(w: World) -> None:
    """The search box of an intranet: a short call makes words for the index out of the question, five pieces come back,
    and an answer with its sources streams in under the box. Half are content, the others ask again in other words or
    open a piece first. In office hours, by people who want to go on with their work."""
    words = w.client(w.model(SMALL), max_tokens=80)
    answer = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=True, max_tokens=800)
    people = max(6, w.count(120))
    for start in w.arrivals(27, OFFICE):
        at, user = start, f"e{w.rng.randrange(people)}"
        while True:
            asked = w.tokens(14, 0.6)
            end = words.call(at, 360 + asked, w.tokens(19, 0.3), user=user) + w.draw(0.22, 0.4)
            found = sum(w.tokens(420, 0.25) for _ in range(5))
            end = answer.call(end, 520 + found + asked, w.tokens(180, 0.4), user=user)
            if w.rng.random() < 0.62:
                break
            at = end + 6 + w.draw(35, 0.9)


@kind("interactive")
def bot_in_a_company_chat(w: World) -> None:
    """A Slack bot that knows the handbook: who calls it gets "thinking" at once and an answer in its place after five
    to ten seconds, and writes on in the same thread while it is open, twice or so. The thread goes along, four pieces
    of the handbook too. Most ask because they are stuck with something just now."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_200)
    people = max(5, w.count(70))
    for start in w.arrivals(22, OFFICE):
        at, user, thread = start, f"U{w.rng.randrange(people)}", 0
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            asked, said = w.tokens(40, 0.8), w.tokens(220, 0.45)
            found = sum(w.tokens(430, 0.3) for _ in range(4))
            end = client.call(at + w.draw(0.7, 0.4), 480 + found + thread + asked, said, user=user)
            thread += asked + said
            at = end + 8 + (w.draw(50, 0.9) if w.rng.random() < 0.8 else w.draw(600, 0.7))


@kind("interactive")
def learners_on_four_continents(w: World) -> None:
    """An app with which people practise a language, used in the Americas, Europe, India and Japan, so that somebody is
    always there: they write a line, are corrected and asked the next thing, eight or so lines to a lesson. Streamed,
    short, and waited for on a phone."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=400)
    lesson, rate = Talk(6.0, round(w.about(1_150)), 16, 75, 14), w.about(3.4) * w.scale
    for zone in ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo"):
        for start in w.month.arrivals(w.rng, rate * w.rng.uniform(0.6, 1.4), HOME, zone):
            lesson.run(client, start, session=w.name("lesson"), user=w.name("learner"))


@kind("interactive")
def notes_of_the_night_shift(w: World) -> None:
    """Nurses of several homes speak a note after each round, mostly at night: it comes back in the form of the file,
    they look it over, have a sentence changed or not, and sign. One call, often a second one, for each note; the
    fullest hours are before midnight and before the morning hands over. Somebody stands at the trolley until it is
    there."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=900)
    form, is_named = round(w.about(1_500)), w.rng.random() < 0.6
    for start in w.arrivals(33, NIGHT_SHIFT, growth=w.about(1.05, 1.2)):
        user = w.name("nurse") if is_named else None
        spoken, said = w.tokens(170, 0.6), w.tokens(210, 0.35)
        at = client.call(start, form + spoken, said, user=user) + 5 + w.draw(25, 0.7)
        while w.rng.random() < 0.36:
            at = client.call(at, form + spoken + said + w.tokens(22, 0.6), said, user=user) + 5 + w.draw(22, 0.7)


@kind("interactive", "latency_bound")
def voice_line_of_a_clinic(w: World) -> None:
    """Patients call a clinic and speak with a machine that gives appointments: streamed sentences are spoken as they
    come, a tool looks for free hours, a turn every eight seconds, nine or so to a call, all that was said before goes
    along. As long as the desk is open, most on Monday mornings. The caller listens to silence until the answer
    begins."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=250, retries=1)
    system = round(w.about(2_000))
    for start in w.arrivals(9.5, DESK):
        at, said_so_far, session = start, 0, w.name("call")
        for _ in range(turns := 3 + w.tokens(5, 0.5)):
            heard, said = w.tokens(14, 0.6), w.tokens(30, 0.4)
            said_so_far += heard
            if turns > 4 and w.rng.random() < 0.25:
                end = client.call(
                    at, system + said_so_far, w.tokens(26, 0.2), session=session, stop="tool_use", tools=4
                )
                at, said_so_far = end + w.draw(0.6, 0.5), said_so_far + w.tokens(150, 0.4)
            end = client.call(at, system + said_so_far, said, session=session, tools=4)
            said_so_far += said
            at = end + said / 3.3 + 1 + w.draw(3.0, 0.6)


@kind("interactive")
def questions_to_a_pdf(w: World) -> None:
    """In a tool for tax advisers one puts a paper in and asks about it: the paper is written into the cache with the
    first question and read from it with the next, if that comes within five minutes. Four questions or so, answers of a
    paragraph that stream in, and the adviser reads them with the client on the telephone."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=2_000)
    for start in w.arrivals(5.0, OFFICE):
        paper = Talk(3.8, 700 + min(150_000, w.tokens(13_000, 0.7)), 34, 300, 55, is_cached=True)
        paper.run(client, start, session=w.name("paper"), user=w.name("adviser"))


@kind("interactive")
def tool_of_six_people(w: World) -> None:
    """Six people in the purchasing of a works have a small page that a colleague has made with Streamlit: they paste an
    offer, press a button, look at the turning wheel for a quarter of a minute, and paste the next or press again. The
    largest model, no streaming, no user in the log. Nothing for hours, then five in a row."""
    client = w.client(w.model(LARGE, LARGE_OLDER, MIDDLE), max_tokens=3_000, retries=1)
    prompt = round(w.about(1_100))
    for start in w.arrivals(3.6, OFFICE):
        at = start
        for _ in range(w.rng.choices((1, 2, 3, 6), (4, 3, 2, 1))[0]):
            offer = min(40_000, w.tokens(2_900, 0.7))
            while True:
                end = client.call(at, prompt + offer, w.tokens(520, 0.35))
                at = end + 12 + w.draw(70, 0.8)
                if w.rng.random() < 0.8:
                    break
