"""Somebody waits for the answer: customers of a supplier, clerks, readers of a library, police officers, nurses."""

from norush.accuracy.calendar import ALWAYS, DESK, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def tariffs_and_moves_in_a_chat(w: World) -> None:
    """On a supplier's page customers ask about tariffs, a move, what they pay each month, and the answer streams into a
    small window; three or four questions, with what was said before in each. On the days after the yearly bills
    have gone out, three times as many, in the evening most. The customer sits before the window."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=1_024)
    is_named = w.rng.random() < 0.6
    talk = Talk(
        turns=3.0, system=round(w.about(1_700)), question=24, answer=150, think_s=22, is_cached=w.pick(True, False)
    )
    starts = w.arrivals(13, HOME)
    for sent in w.launches(2, OFFICE):
        starts += [sent + 20 * HOUR_S + w.rng.gammavariate(2.0, 9 * HOUR_S) for _ in range(w.count(24))]
    for start in sorted(starts):
        talk.run(client, start, w.name("web") if is_named else None)


@kind("interactive")
def notices_drafted_by_clerks(w: World) -> None:
    """Clerks of a city draft notices and answers in the program for their files: they choose the sort of letter, a
    button sends what is on file, and after ten or twenty seconds the draft stands in the window; then "shorter" or
    "with the other paragraph", once or twice. Nothing streams, since the maker of the program did not build it. At the
    hours of the office only. The clerk looks at the turning wheel."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=1)
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", w.user_agent)
    rules, clerks = round(w.about(1_100)), max(6, w.count(40))
    for start in w.arrivals(21, DESK):
        at, user = start, f"clerk-{w.rng.randrange(clerks)}"
        file, draft = min(9_000, w.tokens(750, 0.6)), 0
        for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
            said = min(2_000, w.tokens(430, 0.35))
            end = client.call(at, rules + file + draft + w.tokens(20, 0.6), said, user=user)
            draft = said
            at = end + 8 + said / 9 * w.rng.uniform(0.4, 1.0) + w.draw(25, 0.9)


@kind("interactive")
def readers_ask_the_library(w: World) -> None:
    """The search of a university library has a field for whole questions: a small model makes search words of it, the
    catalogue is asked, and another writes an answer from the ten best hits with their shelf marks, which streams. Some
    ask on, and the talk goes along. Evenings, and the weeks before theses are due. The reader waits at the page for
    each of them."""
    small = w.client(w.model(SMALL), max_tokens=200)
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    rules, is_named = round(w.about(800)), w.rng.random() < 0.5
    for start in w.arrivals(11, HOME, growth=w.about(1.4, 1.2)):
        at, talk, session = start, 0, w.name("s") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 0.8))):
            asked = w.tokens(26, 0.6)
            found = small.call(at, 360 + talk + asked, min(200, w.tokens(38, 0.3)), session=session) + w.draw(0.5, 0.5)
            said = min(1_500, w.tokens(300, 0.4))
            end = client.call(found, rules + talk + asked + w.tokens(3_300, 0.3), said, session=session)
            talk += asked + said
            at = end + 5 + said / 8 * w.rng.uniform(0.3, 1.0) + w.draw(60, 0.9)


@kind("interactive")
def reports_dictated_after_a_patrol(w: World) -> None:
    """Police officers dictate what was on a call, and a program makes a report of it under the usual headings; the
    officer reads it, says what is missing, and has it made again, or has one part put otherwise. At all hours, most
    when a shift ends at six, two and ten. It streams in newer stations and not in the others. The officer wants to go
    home and waits at the screen."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.pick(True, False), max_tokens=3_000)
    rules = round(w.about(1_200))
    starts = w.arrivals(6, ALWAYS)
    for ended in w.timer((6, 14, 22), minute=0):
        starts += [ended + w.rng.uniform(-2_700, 2_400) for _ in range(w.count(2, factor=2.0))]
    for start in sorted(max(0.0, at) for at in starts):
        at, spoken, report = start, w.tokens(420, 0.6), 0
        user = f"officer-{w.rng.randrange(400)}"
        for turn in range(1 + int(w.rng.expovariate(1 / 0.8))):
            is_part = turn > 0 and w.rng.random() < 0.4
            said = min(3_000, w.tokens(170 if is_part else 620, 0.4))
            end = client.call(at, rules + spoken + report, said, user=user)
            report = max(report, said)
            spoken += w.tokens(40, 0.6)
            at = end + 10 + said / 7 * w.rng.uniform(0.4, 1.0) + w.draw(30, 0.8)


@kind("interactive")
def guidelines_asked_on_the_ward(w: World) -> None:
    """Staff of a hospitals' trust ask the guidelines on the telephone or at the ward's computer: the guideline that the
    search has found goes in whole, marked for the cache, and the answer streams with the number of the paragraph. A
    second question in one of three, within minutes. At all hours, by night less. Somebody stands at a bed or in the
    corridor and waits for it."""
    client = w.client(w.model(MIDDLE, SMALL), streamed=True, max_tokens=900)
    guidelines = [Prefix(min(20_000, w.tokens(6_500, 0.4))) for _ in range(40)]
    weights = [1 / (rank + 3) for rank in range(40)]
    asking: list[tuple[float, int, str, Prefix]] = []
    for start in sorted(w.arrivals(4.5, ALWAYS) + w.arrivals(8, OFFICE)):
        guideline, at = w.rng.choices(guidelines, weights)[0], start
        for turn in range(1 + int(w.rng.expovariate(1 / 0.7))):
            asking.append((at, turn, f"staff-{w.rng.randrange(2_000)}", guideline))
            at += 18 + w.draw(60, 0.8)
    for at, turn, user, guideline in sorted(asking, key=lambda one: one[0]):
        asked, said = w.tokens(22, 0.6), min(900, w.tokens(170, 0.4))
        guideline.call(client, at + w.draw(0.4, 0.4), 500 + 200 * turn + asked, said, user=user)
