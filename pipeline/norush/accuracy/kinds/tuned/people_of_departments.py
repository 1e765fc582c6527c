"""Somebody waits for the answer: controllers at the close, sellers with an agreement, support, recruiters, analysts."""

from functools import partial

from norush.accuracy.calendar import DAY_S, DESK, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Prefix, Row, at_once, queued
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

ROUND_THE_CLOCK = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 0.95, 0.5, 0.5),
    (3, 2.5, 2, 2, 2, 2.5, 4, 6, 8, 9, 9, 8, 6, 8, 9, 8.5, 8, 6.5, 5.5, 5, 4.5, 4.5, 4, 3.5),
    0.5,
)
"""A watch in shifts: two people by night, eight by day."""

_ALL = 1_000
"""As many calls at a time as are wanted: nobody waits for another, and calls that share a prefix come in order."""


@kind("interactive")
def comments_on_a_variance(w: World) -> None:
    """Controllers comment on what differs from the plan: a cost centre is chosen, its table goes in with the handbook,
    which is marked for the cache, and three sentences stream into the field; then "shorter", "why the freight", and the
    next cost centre. Three times as much in the first nine days of the month, when the books are closed. The controller
    sits before the field and reads."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_024)
    handbook, people = Prefix(round(w.about(2_700, 1.3))), max(3, w.count(9))

    def sitting(at: float, user: str) -> Asking:
        for _ in range(1 + int(w.rng.expovariate(1 / 3.2))):
            table, history = w.tokens(1_500, 0.5), 0
            for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
                at = yield at
                asked, said = w.tokens(26, 0.7), w.tokens(150, 0.4)
                end = handbook.call(client, at, table + history + asked, said, user=user)
                yield end
                history += asked + said
                at = end + 4 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(30, 0.9)
            at += w.draw(80, 1.0)

    starts = [at for at in w.arrivals(14, OFFICE) if at < 9 * DAY_S or w.rng.random() < 0.33]
    queued(_ALL, [sitting(at, f"ctl-{w.rng.randrange(people):02d}") for at in starts])


@kind("interactive")
def agreements_checked_at_a_form(w: World) -> None:
    """Who has been sent an agreement on secrecy or on data puts it into a form of the legal department and looks at a
    bar: seven questions of the rule book go off together, each with the whole text, and when all are back an eighth
    call sums them up, red, yellow or green. Half a minute, not streamed. One in three asks on beneath it, some put the
    changed text in again. The person waits before the bar."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    rules, questions = round(w.about(700)), w.rng.randint(6, 8)
    for start in w.arrivals(2.9, OFFICE):
        at, user, text = start, w.name("staff"), min(20_000, w.tokens(3_900, 0.45))
        for _ in range(w.rng.choices((1, 2, 3), (7, 2, 1))[0]):
            rows: list[Row] = [
                partial(client.call, input_tokens=rules + text, output_tokens=w.tokens(170, 0.4), user=user)
                for _ in range(questions)
            ]
            at = at_once(w, at + w.draw(1.2, 0.4), rows, within_s=0.08)
            at = client.call(at + 0.05, 900 + 175 * questions, w.tokens(320, 0.3), user=user)
            history = 900
            while w.rng.random() < 0.36:
                at += 15 + w.draw(60, 0.8)
                said = w.tokens(190, 0.5)
                at = client.call(at, rules + text + history + w.tokens(28, 0.7), said, user=user)
                history += said + 28
            at += w.draw(1_500, 1.0)


@kind("interactive")
def tone_buttons_in_a_help_desk(w: World) -> None:
    """Above the reply in the help desk stand four buttons: expand, friendlier, shorter, into the customer's language.
    Somebody of support writes three words, presses one, reads what streams in, presses another or sends. Dozens of
    tickets a day each, from eight to six, most on Mondays, with one bad day after a release. The hand is on the mouse
    until the text is there."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=800)
    people, rules, is_named = max(4, w.count(18)), round(w.about(420)), w.rng.random() < 0.7
    bad_day = int(w.launches(1, DESK)[0] // DAY_S)
    for start in w.arrivals(66, DESK):
        at, user = start, f"agent_{w.rng.randrange(people)}" if is_named else None
        thread, draft = min(6_000, w.tokens(480, 0.8)), w.tokens(38, 0.7)
        for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0] * (2 if int(at // DAY_S) == bad_day else 1)):
            said = w.tokens(140, 0.4)
            if w.rng.random() < 0.03:
                end = client.abort(at, rules + thread + draft, said, 1.2 + w.draw(1.0, 0.4), user)
            else:
                end = client.call(at, rules + thread + draft, said, user=user)
            draft = said
            at = end + 3 + said / 8 * w.rng.uniform(0.2, 0.7) + w.draw(11, 0.8)


@kind("interactive")
def adverts_for_open_posts(w: World) -> None:
    """Recruiters write the texts of a search with an assistant in their own system: the advert first, out of the notes
    of the talk with the department, then the same for a network, mails to those who are looked for, questions for the
    interview, each wish out of the talk so far, all of it streamed. They change half by hand and ask again. The
    recruiter reads along and writes the next wish."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=3_000)
    tone, people = round(w.about(1_900, 1.3)), max(2, w.count(7))
    for start in w.arrivals(4.6, OFFICE):
        at, history = start, w.tokens(620, 0.6)
        session, user = w.name("req"), f"hr{w.rng.randrange(people)}"
        for turn in range(1 + int(w.rng.expovariate(1 / 3.0))):
            asked, said = w.tokens(45, 0.9), w.tokens(640 if turn == 0 else 340, 0.4)
            end = client.call(at, tone + history + asked, said, session=session, user=user)
            history += asked + said
            pause = w.draw(70, 1.0) if w.rng.random() < 0.85 else w.draw(2_800, 0.8)
            at = end + 8 + said / 8 * w.rng.uniform(0.3, 0.9) + pause


@kind("interactive")
def searches_worded_for_the_log_store(w: World) -> None:
    """Analysts of the security watch ask in words and get a search for the log store: the fields of its tables are
    marked for the cache, the search comes back as a tool's argument and is run at once. When it fails the page asks
    again with the error, by itself; when it brings rows, "explain" sends some of them in. The analyst looks for two
    minutes and words it anew. In shifts, more when something is on; each time a person waits for the rows."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=900, retries=2)
    fields, people = Prefix(round(w.about(5_400, 1.3))), max(3, w.count(10))

    def sitting(at: float, user: str) -> Asking:
        history = 0
        for _ in range(1 + int(w.rng.expovariate(1 / 2.2))):
            history += w.tokens(34, 0.7)
            has_failed = True
            while has_failed:
                at = yield at
                said = w.tokens(125, 0.4)
                end = fields.call(client, at, history, said, user=user, stop="tool_use", tools=1)
                yield end
                at, has_failed = end + w.draw(2.4, 0.7), w.rng.random() < 0.2
                history = min(6_000, history + said + (w.tokens(70, 0.5) if has_failed else 0))
            if w.rng.random() < 0.4:
                at = yield at + w.draw(12, 0.6)
                at = client.call(at, 600 + w.tokens(2_300, 0.5), w.tokens(230, 0.4), user=user)
                yield at
            at += 10 + w.draw(85, 0.9)

    starts = w.arrivals(11, ROUND_THE_CLOCK)
    for alarm in w.launches(3, ROUND_THE_CLOCK):
        starts += [alarm + w.rng.gammavariate(2.0, 2_400) for _ in range(w.count(9))]
    queued(_ALL, [sitting(at, f"soc-{w.rng.randrange(people)}") for at in starts])
