"""Somebody waits for the answer: guests of a hotel, cooks, those who look for ancestors, runners, editors of books."""

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("interactive")
def guests_ask_from_their_rooms(w: World) -> None:
    """A group of hotels has a code in each room; who scans it writes to the house: when is breakfast, may the dog come
    along, where does one eat late. The sheet of the house and what was said before go along, the answer streams onto
    the telephone. A guest comes back once or twice during the stay, and then the whole talk goes along again. Fuller on
    weekends and in the evening. The guest holds the telephone and waits."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=700)
    sheet, is_named = round(w.about(3_200)), w.rng.random() < 0.5
    asking: list[tuple[float, int, str | None]] = []
    for start in w.arrivals(9, HOME):
        stay, talk = w.name("stay") if is_named else None, 0
        for day in range(w.rng.choice((1, 1, 2, 3))):
            at = start + day * w.rng.uniform(0.7, 1.3) * DAY_S
            for _ in range(1 + int(w.rng.expovariate(1 / 1.2))):
                asking.append((at, talk, stay))
                talk += 120 + w.tokens(40, 0.5)
                at += 12 + w.draw(35, 0.9)
    for at, talk, stay in sorted(asking, key=lambda one: one[0]):
        client.call(at, sheet + talk + w.tokens(22, 0.7), min(700, w.tokens(115, 0.5)), session=stay)


@kind("interactive")
def what_to_cook_from_the_fridge(w: World) -> None:
    """In a recipe app people tell what is in the fridge and get three proposals in fields that the app draws as cards;
    a tap on one has the whole recipe written, a word ("without nuts", "for six") has it written again. Before dinner
    and on Sundays most. The proposals come at once as JSON, the recipe streams. The cook stands in the kitchen and
    waits for both."""
    cards = w.client(w.model(SMALL, MIDDLE), max_tokens=600)
    recipe = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000)
    rules, cooks = round(w.about(1_150)), max(60, w.count(500))
    for start in w.arrivals(16, HOME):
        user = f"u{w.rng.randrange(cooks)}"
        asked = w.tokens(45, 0.6)
        end = cards.call(start, rules + asked, min(600, w.tokens(240, 0.25)), user=user, stop="tool_use", tools=1)
        if w.rng.random() < 0.2:  # none of these three
            again_at = end + 6 + w.draw(9, 0.6)
            end = cards.call(again_at, rules + asked + 270, min(600, w.tokens(240, 0.25)), user=user, stop="tool_use")
        at, before = end + 5 + w.draw(12, 0.7), asked + 250
        for _ in range(int(w.rng.expovariate(1 / 1.3))):
            said = min(2_000, w.tokens(620, 0.3))
            end = recipe.call(at, rules + 300 + before, said, user=user)
            before += said + w.tokens(12, 0.6)
            at = end + 10 + w.draw(60, 0.9)


@kind("interactive")
def old_records_read_for_an_heir(w: World) -> None:
    """A genealogy site reads what its members cannot: they put a picture of a church book or a letter in old hand into
    a window, the words stream beside it, then they ask who is the godfather, which village that may be, and the picture
    goes along each time. Evenings and rainy Sundays. The member sits there with the picture."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=3_000)
    rules, is_marked = round(w.about(850)), w.pick(True, False)
    for start in w.arrivals(6.5, HOME):
        picture = w.rng.randint(1_500, 3_200)
        member, at, talk, warm = f"member-{w.rng.randrange(900)}", start, 0, 0
        for turn in range(1 + int(w.rng.expovariate(1 / 1.5))):
            said = min(3_000, w.tokens(430 if turn == 0 else 160, 0.5))
            asked = w.tokens(20, 0.6)
            if is_marked:
                known = rules + picture + talk
                end = client.call(at, asked, said, read=warm, write=known - warm, user=member)
            else:
                known = 0
                end = client.call(at, rules + picture + talk + asked, said, user=member)
            talk += asked + said
            at = end + 8 + said / 8 * w.rng.uniform(0.3, 1.2) + w.draw(40, 0.9)
            warm = known if at - end < 290 else 0


@kind("interactive")
def coach_in_a_running_app(w: World) -> None:
    """A running app has a coach to write to: the plan, the last weeks of training and the talk go along, and the coach
    answers in a few lines, streamed. Runners write after a run, before work and in the evening, most on the first days
    of the week when the plan is shown; many write again on the next day. The runner looks at the bubble with the three
    dots."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=800)
    talk = Talk(
        turns=2.6, system=round(w.about(2_600)), question=30, answer=140, think_s=28, is_cached=w.pick(True, False)
    )
    runners, is_named = max(40, w.count(260)), w.rng.random() < 0.6
    for start in w.arrivals(10, HOME, growth=w.about(1.3, 1.2)):
        user = f"runner-{w.rng.randrange(runners)}"
        talk.run(client, start, w.name("talk") if is_named else None, user)


@kind("interactive")
def chapters_talked_over_by_editors(w: World) -> None:
    """Editors of a publishing house open a chapter in a tool of the house and ask about it: where does it drag, is her
    age right, three other first sentences. The chapter and the sheet of the book are marked for the cache, the answer
    streams; half a dozen questions to a chapter, with reading in between, on working days. The editor waits beside the
    text."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_500)
    asking: list[tuple[float, int, str, Prefix]] = []
    for start in w.arrivals(4.2, OFFICE):
        chapter = Prefix(1_400 + min(25_000, w.tokens(6_500, 0.5)))
        user, at, talk = f"editor-{w.rng.randrange(12)}", start, 0
        for _ in range(1 + int(w.rng.expovariate(1 / 4.5))):
            asking.append((at, talk, user, chapter))
            talk += 300 + w.tokens(60, 0.7)
            at += 25 + w.draw(90, 1.0)
            if w.rng.random() < 0.06:
                at += w.draw(HOUR_S, 0.6)
    for at, talk, user, chapter in sorted(asking, key=lambda one: one[0]):
        chapter.call(client, at, talk + w.tokens(28, 0.7), min(2_500, w.tokens(290, 0.6)), user=user)
