"""Somebody waits for the answer: people who write notes, shop, build a page, feel unwell, watch a lecture."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def words_bettered_in_a_note_app(w: World) -> None:
    """In a program for notes people mark a passage and choose from a menu: better, shorter, as a list, into English,
    write on. The answer streams into the page, is taken or thrown away, and one in three tries again. Some passages in
    a sitting, at work by day and at home by night, more each week since the menu is new. The writer looks on."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=2_048)
    choices = ((310, 1.0), (280, 0.4), (330, 0.8), (260, 1.1), (420, 1.6))
    is_named, growth = w.rng.random() < 0.6, w.about(1.5, 1.3)
    for start in sorted(w.arrivals(17, OFFICE, growth=growth) + w.arrivals(9, HOME, growth=growth)):
        at, user = start, f"u_{w.rng.randrange(9_000):05x}" if is_named else None
        page = min(6_000, w.tokens(700, 0.9))
        for _ in range(1 + int(w.rng.expovariate(1 / 1.6))):
            passage = w.tokens(170, 0.9)
            rules, share = w.rng.choices(choices, (5, 3, 2, 2, 3))[0]
            while True:
                said = max(8, round(passage * share * w.draw(1, 0.25)))
                end = client.call(at, rules + page + passage, min(2_000, said), user=user)
                at = end + 2 + said / 8 * w.rng.uniform(0.2, 0.7) + w.draw(5, 0.7)
                if w.rng.random() >= 0.3:
                    break
            at += w.draw(80, 1.0)


@kind("interactive")
def questions_on_a_product_page(w: World) -> None:
    """On the page of an article a marketplace answers what shoppers ask about it: will it fit, is it loud? What the
    maker says and a choice of reviews go in and are marked for the cache, so that a much visited article is often warm;
    the answer streams. One question, sometimes two more, and half of them are ready-made ones that are only clicked.
    On a weekend of offers three times as many. The shopper waits at the box."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=500)
    articles = [Prefix(min(9_000, w.tokens(3_600, 0.4))) for _ in range(60)]
    popular = [1 / (rank + 2) for rank in range(60)]
    offers, is_named = w.launches(1, HOME)[0], w.rng.random() < 0.5
    asking: list[tuple[float, int, str, Prefix]] = []
    for start in w.arrivals(31, HOME):
        for _ in range(3 if 0 <= start - offers < 2 * DAY_S else 1):
            at, session = start + w.rng.random() * 900, w.name("visit")
            article = w.rng.choices(articles, popular)[0]
            for turn in range(1 + int(w.rng.expovariate(1 / 0.8))):
                asking.append((at, turn, session, article))
                at += 14 + w.draw(40, 0.8)
    for at, turn, session, article in sorted(asking, key=lambda one: one[0]):
        asked = 9 if w.rng.random() < 0.5 else w.tokens(18, 0.6)
        said = w.tokens(120, 0.4)
        article.call(client, at + w.draw(0.15, 0.4), 140 * turn + asked, said, session=session if is_named else None)


@kind("interactive")
def sites_built_from_a_sentence(w: World) -> None:
    """A builder of small sites: the owner of a shop says in a sentence what the site is for, one call draws up its
    parts, and then the texts of all parts are written at once, six or so, while a picture of a crane turns. Then the
    owner clicks on single parts: "warmer", "without the prices". Trial accounts from everywhere, most in the evening
    and after an advertisement. Nobody who waits for a first page comes back tomorrow."""
    plan = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500)
    writer = w.client(w.model(MIDDLE, SMALL), max_tokens=2_000)
    rules = round(w.about(1_050))
    starts = w.arrivals(4.2, HOME)
    for shown in w.launches(2, HOME):
        starts += [shown + w.rng.gammavariate(1.5, 5_000) for _ in range(w.count(14))]
    for start in sorted(starts):
        site = w.name("site")
        drawn = w.tokens(420, 0.25)
        at = plan.call(start, rules + w.tokens(45, 0.7), drawn, session=site) + w.draw(0.1, 0.4)
        rows: list[Row] = [
            partial(
                writer.call,
                input_tokens=rules + drawn + w.tokens(35, 0.4),
                output_tokens=w.tokens(430, 0.4),
                session=site,
            )
            for _ in range(w.rng.randint(4, 8))
        ]
        at = at_once(w, at, rows, within_s=0.05) + 8 + w.draw(40, 0.8)
        for _ in range(int(w.rng.expovariate(1 / 2.8))):
            part = w.tokens(400, 0.4)
            end = writer.call(at, rules + part + w.tokens(12, 0.5), round(part * w.rng.uniform(0.7, 1.2)), session=site)
            at = end + 6 + w.draw(28, 0.9)


@kind("interactive")
def symptoms_told_to_an_app(w: World) -> None:
    """A health app asks somebody who feels unwell: each answer brings the next question with four choices to tap, by a
    tool that must be used, so that nothing streams; after six to twelve a page says whether to see a doctor. The talk
    so far goes along each time. Evenings, Sundays and at three in the morning, in a week of influenza half as many
    again. The next question is not there before the call is back, and somebody holds the telephone."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=900, retries=1)
    rules, flu = round(w.about(1_900)), w.launches(1, HOME)[0]
    starts = w.arrivals(8.5, HOME)
    starts += [at + w.rng.random() * 3_600 for at in starts if 0 <= at - flu < 7 * DAY_S and w.rng.random() < 0.5]
    for start in sorted(starts):
        at, talk, session = start, w.tokens(40, 0.6), w.name("check")
        for _ in range(w.rng.randint(5, 11)):
            said = w.tokens(85, 0.25)
            end = client.call(at, rules + talk, said, session=session, stop="tool_use", tools=2)
            talk += said + w.tokens(14, 0.6)
            at = end + 2 + w.draw(8, 0.7)
            if w.rng.random() < 0.05:
                break
        else:
            client.call(at, rules + talk, w.tokens(330, 0.25), session=session, stop="tool_use", tools=2)


@kind("interactive")
def lectures_asked_while_watching(w: World) -> None:
    """Beside the player of a platform for lectures there is a box: sum this up, what did she say about interest, make
    me three questions. The whole transcript goes in, marked for the cache, and the answer streams with marks of time
    that jump. A viewer asks two or three times within a quarter of an hour, and a class that has the same lecture on
    Tuesday finds it warm. The viewer has stopped the lecture and reads."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=True, max_tokens=1_500)
    lectures = [Prefix(min(24_000, w.tokens(9_000, 0.4))) for _ in range(45)]
    asking: list[tuple[float, int, str, Prefix]] = []
    starts = [(at, w.pick(*lectures)) for at in w.arrivals(7.2, HOME)]
    for evening in w.launches(4, HOME):
        shared = w.pick(*lectures)
        starts += [(evening + w.rng.gammavariate(2.0, 2_400), shared) for _ in range(w.count(11))]
    for start, lecture in starts:
        at, user = start, f"learner-{w.rng.randrange(6_000)}"
        for turn in range(1 + int(w.rng.expovariate(1 / 1.5))):
            asking.append((at, turn, user, lecture))
            at += 25 + w.draw(130, 0.9)
    for at, turn, user, lecture in sorted(asking, key=lambda one: one[0]):
        asked, said = w.tokens(17, 0.7), w.tokens(230, 0.5)
        lecture.call(client, at + w.draw(0.2, 0.4), 420 + 250 * turn + asked, said, user=user)
