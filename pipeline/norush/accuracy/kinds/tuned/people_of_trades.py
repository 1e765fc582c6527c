"""Somebody looks at a screen, or listens, until the answer comes: in cars, at stations, at school, at a council."""

from functools import partial

from norush.accuracy.calendar import DESK, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Talk, at_once
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World

ROAD = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.1, 0.7, 0.6),
    (0.2, 0.1, 0.1, 0.1, 0.3, 1.5, 5, 10, 9, 4, 3, 3, 3.5, 3.5, 4, 6, 9, 10.5, 7, 4, 2.5, 1.5, 1, 0.5),
    0.6,
)
"""Drivers: to work and back."""

PUPILS = Rhythm(
    (1.15, 1.1, 1.05, 1.0, 0.35, 0.4, 1.2),
    (0, 0, 0, 0, 0, 0, 0.3, 1, 0.3, 0.3, 0.4, 0.5, 1, 3, 6, 8, 9, 9, 8, 7, 5, 2.5, 0.8, 0.2),
    0.3,
)
"""Homework: afternoons and evenings, Sundays, hardly a Friday."""

LATE = Rhythm(
    (0.9, 0.9, 0.9, 0.95, 1.0, 1.1, 1.35),
    (5, 3, 1.5, 0.7, 0.4, 0.3, 0.6, 1.5, 2, 2, 2.2, 2.5, 3.5, 3, 2.5, 2.5, 3, 4, 5.5, 7, 9, 10.5, 10, 7.5),
    1.1,
)
"""In bed with a phone."""


@kind("interactive", "latency_bound")
def salespeople_open_a_record(w: World) -> None:
    """When a salesperson opens a customer's record, three boxes fill side by side: what happened, how they feel, what
    to do next. The record takes as long to open. Four in ten times a draft of a mail is asked for, which streams in,
    and is asked for in other words; then the next record, or a meeting."""
    box = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    draft = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=1_000)
    people = max(4, w.count(30))
    for start in w.arrivals(19, OFFICE):
        user, record = f"s{w.rng.randrange(people)}", 500 + w.tokens(1_300, 0.8)
        rows: list[Row] = [
            partial(box.call, input_tokens=task + record, output_tokens=w.tokens(said, 0.3), user=user)
            for task, said in ((240, 95), (180, 12), (320, 48))
        ]
        at = at_once(w, start, rows, within_s=0.08) + 4 + w.draw(25, 0.8)
        while w.rng.random() < 0.4:
            at = draft.call(at, 420 + record, w.tokens(180, 0.3), user=user) + 6 + w.draw(30, 0.8)


@kind("interactive", "latency_bound")
def questions_at_the_wheel(w: World) -> None:
    """A car answers who drives it: streamed and spoken, a sentence or three, with what was said in the last minute and
    what the car knows of itself. Two or three questions, then the radio again; most on the way to work and back. Who
    has no answer in two seconds asks again, or swears."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=250, retries=1)
    system = round(w.about(1_900))
    for start in w.arrivals(34, ROAD):
        at, heard = start, 0
        car = w.name("car")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.3))):
            asked, said = w.tokens(15, 0.5), w.tokens(44, 0.5)
            if w.rng.random() < 0.06:
                at = client.abort(at, system + heard + asked, said, w.rng.uniform(0.8, 2.5), car) + 1 + w.draw(1.5, 0.5)
            end = client.call(at, system + heard + asked, said, user=car)
            heard = min(420, heard + asked + said)
            at = end + said / 3.5 + 1 + w.draw(5, 0.9)


@kind("interactive")
def it_help_in_direct_messages(w: World) -> None:
    """Employees write to a bot of the help desk in their messenger; it shows that it is typing, finds the articles that
    fit with a short call, and changes its message as the answer streams in. They try what it says, and come back after
    half a minute or ten with what went wrong. The thread goes along. Most have a dead screen before them."""
    find = w.client(w.model(SMALL), max_tokens=60)
    answer = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=1_500)
    people = max(8, w.count(150))
    for start in w.arrivals(17, OFFICE):
        at, user, thread = start, f"u{w.rng.randrange(people)}", 0
        for _ in range(1 + int(w.rng.expovariate(1 / 2.0))):
            asked, said = w.tokens(30, 0.9), w.tokens(210, 0.45)
            end = find.call(at, 210 + min(thread, 600) + asked, w.tokens(14, 0.3), user=user) + w.draw(0.25, 0.5)
            end = answer.call(end, 850 + 3 * w.tokens(420, 0.3) + thread + asked, said, user=user)
            thread += asked + said
            at = end + 6 + (w.draw(45, 0.9) if w.rng.random() < 0.7 else w.draw(420, 0.7))


@kind("interactive")
def homework_by_photo(w: World) -> None:
    """A pupil takes a picture of a sum, and is led to the answer by hints: the picture and all that was said go along,
    with each step. Many have three tasks of the same sheet in a row. Some go away when the first hint says enough.
    Afternoons, most on Sundays, more each week before reports."""
    client = w.client(w.model(MIDDLE, SMALL, LARGE), streamed=True, max_tokens=700)
    for start in w.arrivals(11, PUPILS, growth=w.about(1.6, 1.3)):
        at, user = start, w.name("pupil")
        for _ in range(w.rng.choices((1, 2, 3, 5), (5, 3, 2, 1))[0]):
            history = 1_150 + w.pick(1_180, 1_440, 1_590)
            for _ in range(1 + int(w.rng.expovariate(1 / 2.4))):
                asked, said = w.tokens(17, 0.8), w.tokens(105, 0.4)
                end = client.call(at, history + asked, said, user=user)
                history += asked + said
                at = end + said / 6 * w.rng.uniform(0.4, 1) + 3 + w.draw(35, 1.0)
            at += 8 + w.draw(60, 0.9)


@kind("interactive", "latency_bound")
def cases_behind_a_next_button(w: World) -> None:
    """Those who decide on refunds work through a list: a press on "next" fetches a case and asks for a summary and a
    proposal, and only then; they look at a turning wheel for some seconds, read, decide, and press again. As even as a
    loop in a script, for hours, with a coffee now and then; a few of them at a time."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=800)
    pace_s, is_named = w.about(33), w.rng.random() < 0.5
    for start in w.arrivals(2.6, DESK):
        at, user, own_s = start, w.name("reviewer") if is_named else None, w.draw(pace_s, 0.25)
        for _ in range(w.tokens(38, 0.5)):
            end = client.call(at, 1_350 + w.tokens(880, 0.5), w.tokens(150, 0.3), user=user)
            at = end + 4 + w.draw(own_s, 0.5)
            if w.rng.random() < 0.03:
                at += w.draw(500, 0.6)


@kind("interactive")
def four_versions_on_a_canvas(w: World) -> None:
    """Designers of posters press a button and get four slogans with a layout each, written side by side as they look
    on; they keep one, change a colour, write what they miss and press again, up to a dozen times. Two of them at one
    table, or twenty on the day before a fair."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=2_500)
    for start in w.arrivals(5.4, OFFICE):
        at, brief, user = start, 900 + w.tokens(260, 0.7), w.name("designer")
        for _ in range(min(12, w.tokens(3, 0.7))):
            rows: list[Row] = [
                partial(client.call, input_tokens=brief, output_tokens=w.tokens(340, 0.35), user=user) for _ in range(4)
            ]
            at = at_once(w, at, rows, within_s=0.03) + 9 + w.draw(40, 0.9)
            brief += w.tokens(28, 0.7) + (340 if w.rng.random() < 0.6 else 0)


@kind("interactive", "agentic")
def trips_planned_with_tools(w: World) -> None:
    """A page on which people plan a trip: they write, the model asks for trains, hotels and weather, one to four times
    in a row or three at once, and writes a proposal that streams in; they want it cheaper, or with a beach. Evenings
    and weekends, a quarter of an hour. All of it is cached as it grows."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=3_000)
    is_named = w.rng.random() < 0.7
    for start in w.arrivals(6.5, HOME):
        at, context, cached, last = start, 4_300, 0, 0.0
        session = w.name("trip") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 2.6))):
            context += w.tokens(32, 0.8)
            steps = w.rng.choices((1, 2, 3, 5), (3, 4, 3, 1))[0]
            for step in range(steps):
                is_last = step == steps - 1
                said, warm = w.tokens(330 if is_last else 75, 0.4), cached if at - last < 290 else 0
                stop = "end_turn" if is_last else "tool_use"
                last = client.call(at, 6, said, read=warm, write=context - warm, session=session, stop=stop, tools=6)
                cached, context = context, context + said + (0 if is_last else w.tokens(900, 0.8))
                at = last + w.draw(0.9, 0.6)
            at = last + 8 + w.draw(55, 1.0)


@kind("interactive", "latency_bound")
def words_ahead_in_a_mail(w: World) -> None:
    """A mail program offers how the sentence might end, in grey, when its writer stops for half a second; a quarter are
    taken, which brings the next. One call a time and writer, none cached, six tokens back. Beside it a button that
    makes the mail shorter or kinder, pressed once a day."""
    ahead = w.client(w.model(SMALL), max_tokens=30, retries=0)
    whole = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=800)
    for start in w.arrivals(8.5, OFFICE):
        at, user, mail, before = start, w.name("writer"), 6, w.tokens(160, 1.0)
        for _ in range(w.tokens(9, 0.8)):
            offered = min(30, w.tokens(6, 0.4))
            end = ahead.abort(at, 140 + min(600, before + mail), offered, w.draw(1.1, 0.4), user)
            mail += w.tokens(7, 0.5)
            at = end + (0.5 + w.draw(0.6, 0.4) if w.rng.random() < 0.26 else w.draw(6, 0.9))
        if w.rng.random() < 0.13:
            whole.call(
                at + w.draw(5, 0.7), 210 + before + mail, max(10, round(mail * w.rng.uniform(0.5, 1.2))), user=user
            )


@kind("interactive")
def screen_at_a_station(w: World) -> None:
    """A screen in the hall of a station answers travellers who touch a question or type one: three or four short
    answers with what departs next, until somebody else stands there. No user is known, and nothing goes along but the
    last answer. From five to midnight, in lumps when a train is cancelled."""
    client = w.client(w.model(SMALL, OLDER), max_tokens=200)
    board = round(w.about(2_600))
    cancelled = w.launches(4, ROAD)
    starts = [*w.arrivals(27, ROAD), *(at + w.rng.uniform(0, 2_400) for at in cancelled for _ in range(w.count(16)))]
    for start in sorted(starts):
        at, last = start, 0
        for _ in range(1 + int(w.rng.expovariate(1 / 1.2))):
            said = w.tokens(58, 0.4)
            end = client.call(at, board + w.tokens(12, 0.5) + last, said)
            last = said
            at = end + 3 + w.draw(11, 0.7)


@kind("interactive")
def first_lines_for_a_match(w: World) -> None:
    """Two who like each other's pictures are offered three ways to begin, when one of them opens the other's page; who
    likes none shakes the phone and gets three more. Some shake six times, most go to the next page. Late in the evening
    and on Sundays, from all over."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=220)
    for start in w.arrivals(26, LATE):
        at, user = start, w.name("u")
        for _ in range(w.rng.choices((1, 2, 4, 8), (6, 3, 2, 1))[0]):
            page = w.tokens(260, 0.5)
            while True:
                at = client.call(at, 430 + page, w.tokens(66, 0.25), user=user) + 2 + w.draw(7, 0.7)
                if w.rng.random() < 0.7:
                    break
            at += w.draw(14, 0.9)


@kind("interactive")
def contracts_read_by_a_council(w: World) -> None:
    """A dozen members of a works council share one login to a page where they put a long agreement in and ask about it.
    Answers take most of a minute, from the largest model, and are not streamed, since the page was made in a weekend.
    Nothing for days, then an evening of questions before a meeting; the whole paper goes along each time."""
    client = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=4_000, retries=1)
    talk = Talk(3.4, 0, 40, 720, 95)
    for start in w.arrivals(1.1, OFFICE):
        for _ in range(w.rng.randint(1, 3)):
            paper = Talk(talk.turns, w.tokens(16_000, 0.7), talk.question, talk.answer, talk.think_s)
            paper.run(client, start + w.draw(400, 0.9), user="council")
