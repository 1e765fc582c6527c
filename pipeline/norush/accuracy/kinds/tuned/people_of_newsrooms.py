"""Somebody waits for the answer: sub-editors, picture editors, writers of press releases, podcasters, subtitlers."""

from norush.accuracy.calendar import HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

EDITION = Rhythm(
    (1.0, 1.0, 1.0, 1.05, 1.0, 0.45, 0.8),
    (0.6, 0.2, 0, 0, 0, 0.2, 0.8, 1.5, 2.5, 4, 5.5, 6, 5, 6, 7, 8.5, 10, 11, 11, 9.5, 8, 6, 3.5, 1.5),
    0.6,
)
"""A paper that closes in the evening, on Sundays too."""


@kind("interactive")
def stories_cut_to_length_at_the_copy_desk(w: World) -> None:
    """In the system in which a newspaper is laid out a sub-editor marks a story that is forty lines too long and has it
    cut: the story and the style book go in, the shorter one streams into the column beside it. Still six lines over or
    a quote lost: the button again, with a word what to keep. More and more towards the evening, when the pages close.
    The sub-editor looks at the column."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_500, retries=1)
    style, desk = round(w.about(1_400)), w.rng.randint(9, 30)
    for start in w.arrivals(19, EDITION):
        user, at = f"sub{w.rng.randrange(desk):02d}", start
        story = min(4_500, w.tokens(950, 0.5))
        while True:
            asked = style + story + w.tokens(30, 0.6)
            end = client.abort(at, asked, min(2_500, round(story * w.rng.uniform(0.5, 0.9))), w.draw(60, 0.4), user)
            if w.rng.random() < 0.6:
                break
            at = end + 6 + w.draw(25, 0.8)


@kind("interactive")
def pictures_sought_in_plain_words(w: World) -> None:
    """A picture agency lets its customers' editors search in a sentence: "tired nurse, no faces, upright, autumn". A
    small model turns it into filters and words for the index, and a moment later writes a line about what was found
    and three narrower searches to tap. Then the editor looks over the sheet and words it another way, four or five
    times. All over the world, most in the hours of offices. The page is empty until the filters are there."""
    filters = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    remark = w.client(filters.model, streamed=True, max_tokens=300)
    rules, is_named = round(w.about(1_800)), w.rng.random() < 0.6
    for start in sorted(w.arrivals(13, OFFICE) + w.arrivals(4, HOME)):
        at, talk, session = start, 0, w.name("search") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 2.4))):
            words = w.tokens(16, 0.5)
            end = filters.call(
                at, rules + talk + words, min(400, w.tokens(85, 0.35)), session=session, stop="tool_use", tools=1
            )
            if w.rng.random() < 0.93:  # nothing is said where nothing was found
                found = 700 + w.tokens(500, 0.3)
                end = remark.call(end + w.draw(0.35, 0.4), found + talk, min(300, w.tokens(75, 0.3)), session=session)
            talk += words + 80
            at = end + 8 + w.draw(40, 0.9)


@kind("interactive")
def releases_worded_with_a_pr_agency(w: World) -> None:
    """Consultants of a PR agency write releases, speeches and answers for the press in a chat of the house: a project
    for each client with its facts and its tone, marked for the cache, drafts of half a page that stream, then "less
    proud", "shorter", "now for the trade press". Office hours, some late evenings before a launch. The consultant reads
    along."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=4_096)
    talk = Talk(turns=4.2, system=round(w.about(4_200)), question=95, answer=480, think_s=75, is_cached=True)
    staff, is_named = w.rng.randint(12, 60), w.rng.random() < 0.7
    for start in w.arrivals(7, OFFICE):
        talk.run(client, start, w.name("thread") if is_named else None, f"pr-{w.rng.randrange(staff)}")


@kind("interactive")
def guests_prepared_for_by_podcasters(w: World) -> None:
    """Hosts of a podcast house drop what there is about a guest into a page, three interviews and a chapter of the
    book, and have questions proposed; then they ask back: what has been asked too often, where did he say the opposite.
    All papers go along each time, without marks for the cache, for the tool was made in an afternoon by somebody of the
    house. Mostly a day or two before a recording. The host sits before the page; it does not stream."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=3_000, retries=2)
    for start in w.arrivals(3.0, OFFICE):
        papers, at, talk = 3_000 + min(40_000, w.tokens(7_500, 0.6)), start, 0
        for turn in range(1 + int(w.rng.expovariate(1 / 2.8))):
            asked, said = w.tokens(26, 0.7), min(3_000, w.tokens(620 if turn == 0 else 260, 0.45))
            end = client.call(at, papers + talk + asked, said)
            talk += asked + said
            at = end + 15 + said / 7 * w.rng.uniform(0.4, 1.2) + w.draw(45, 1.0)


@kind("interactive")
def shorter_lines_for_subtitlers(w: World) -> None:
    """Subtitlers work through a film in an editor; where a line is too fast to be read they press a key and get three
    shorter ones below it, with the lines before and after as context. They take one, or press again, and go on: a
    minute of quiet, three keys in a row. Free people in several countries, evenings as well. The cursor stands in the
    line until the three are there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=1)
    rules, people, is_named = round(w.about(900)), w.rng.randint(15, 70), w.rng.random() < 0.75
    for start in sorted(w.arrivals(7, OFFICE) + w.arrivals(4, HOME)):  # a sitting
        user, at = f"sub-{w.rng.randrange(people)}" if is_named else None, start
        for _ in range(1 + int(w.rng.expovariate(1 / 14))):
            end = client.call(at, rules + w.tokens(260, 0.3), min(250, w.tokens(72, 0.25)), user=user)
            if w.rng.random() < 0.15:
                at = end + 2 + w.draw(3, 0.6)
                end = client.call(at, rules + w.tokens(330, 0.3), min(250, w.tokens(72, 0.25)), user=user)
            at = end + 4 + w.draw(55, 1.0)
