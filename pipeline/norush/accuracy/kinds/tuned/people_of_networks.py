"""Somebody waits: in a shop, at a front desk, in a chat with a customer, over a tender, before a screen at home."""

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.kinds.tuned.regions_of_networks import people_in, some_places
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

OPEN_SHOPS = Rhythm(
    (0.9, 0.9, 0.95, 1.0, 1.15, 1.4, 0.5),
    (0, 0, 0, 0, 0, 0, 0.3, 0.8, 2, 5, 8, 9, 9, 8, 8, 9, 10, 10, 8, 5, 2, 0.5, 0, 0),
    1.2,
)
"""Shops: fullest on Saturdays and before feasts."""


@kind("interactive")
def sellers_ask_a_handheld_in_the_shop(w: World) -> None:
    """A retail chain in a dozen countries gives its sellers a handheld with a question box: may this be taken back
    without a receipt, which size fits the pram, what does the promotion exclude. Pieces of the country's handbook go
    along, a short answer streams in the seller's language, and now and then a second question follows. A customer
    stands before the seller, and both wait for it."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", "anthropic-sdk-java/2.9.0", w.user_agent)
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=True, max_tokens=500, retries=1)
    rules, is_named, shops = round(w.about(780)), w.rng.random() < 0.5, w.rng.randint(60, 900)
    for start in people_in(w, some_places(w, 5, 9), 62, OPEN_SHOPS):
        at, history = start, 0
        user = f"store-{w.rng.randrange(shops):04d}" if is_named else None
        while True:
            asked, said = w.tokens(26, 0.6), min(500, w.tokens(105, 0.4))
            found = min(4_000, w.tokens(1_150, 0.4))
            end = client.call(at, rules + found + history + asked, said, user=user)
            if w.rng.random() < 0.72:
                break
            history += asked + said
            at = end + 4 + w.draw(14, 0.8)


@kind("interactive")
def front_desks_answer_guests_by_a_button(w: World) -> None:
    """A hotel group has a button in its property system: whoever is at the desk opens a guest's mail or message, gives
    two words for the answer - "yes, late" - and gets a letter in the guest's language and the brand's tone, not
    streamed. Shorter, warmer, once more: a second press in a third of cases. The desk is manned at every hour on every
    continent, and the clerk looks at the empty field until the letter is in it."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, retries=2)
    brands = [round(w.about(1_300, 1.3)) for _ in range(w.rng.randint(2, 5))]
    places = some_places(w, 6, 10)
    for start in sorted(people_in(w, places, 42, OFFICE) + people_in(w, places, 22, HOME)):
        at, rules, mail = start, w.rng.choice(brands), min(3_500, w.tokens(240, 0.7))
        said = min(900, w.tokens(190, 0.4))
        end = client.call(at, rules + mail + w.tokens(12, 0.5), said)
        while w.rng.random() < 0.3:
            at = end + 5 + said / 12 * w.rng.uniform(0.3, 1.0) + w.draw(9, 0.7)
            end = client.call(at, rules + mail + said + 20, min(900, w.tokens(170, 0.4)))


@kind("interactive")
def chat_answers_polished_at_an_outsourcer(w: World) -> None:
    """An outsourcer answers chats for its clients from three sites that hand over to each other as the sun goes; an
    agent writes roughly in a second language, presses a key, and reads what has become of it - right grammar, the
    client's tone, the customer's language - before it is sent. Two or three chats a head at once, so the key is
    pressed each half minute, with the last lines of the chat along. Customer and agent wait for each."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=400, retries=1)
    sites = w.rng.sample(("America/Bogota", "Europe/Sofia", "Asia/Manila", "Asia/Kolkata", "Africa/Cairo"), 3)
    tones = [round(w.about(520, 1.4)) for _ in range(w.rng.randint(2, 6))]
    heads, is_named = w.rng.randint(20, 140), w.rng.random() < 0.5
    for start in people_in(w, sites, 30, HOME) + people_in(w, sites, 12, OFFICE):
        at, tone, chat = start, w.rng.choice(tones), w.tokens(60, 0.5)
        user = f"agent{w.rng.randrange(heads):03d}" if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 4.0))):
            wrote = w.tokens(38, 0.6)
            end = client.call(
                at, tone + min(900, chat) + wrote, min(400, round(wrote * w.rng.uniform(1.0, 1.6))), user=user
            )
            chat += 2 * wrote + w.tokens(35, 0.7)
            at = end + 4 + w.draw(48, 0.8)


@kind("interactive")
def consultants_ask_the_papers_of_a_tender(w: World) -> None:
    """A consultancy with offices on four continents has a room for each bid: the tender, its annexes and old offers in
    a long prefix marked for the cache, and people of several offices who ask - what of clause 7, draft the approach,
    which of our cases fits. Answers stream and are long; the busiest hours are the evening before it is due, when
    London passes it to Singapore. Whoever asks reads along as it comes."""
    client = w.client(w.model(MIDDLE, MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    places, is_named = some_places(w, 3, 5), w.rng.random() < 0.6
    for opened in people_in(w, places, 2.2, OFFICE):
        papers, session = Prefix(min(70_000, w.tokens(12_000, 0.5))), w.name("bid") if is_named else None
        sittings = sorted(opened + w.rng.uniform(0, 4) * 86_400 for _ in range(w.rng.randint(1, 3)))
        for sitting in sittings:
            at, history = sitting, 0
            for _ in range(1 + int(w.rng.expovariate(1 / 3.0))):
                asked, said = w.tokens(55, 0.8), min(4_096, w.tokens(430, 0.6))
                end = papers.call(client, at, 600 + history + asked, said, session=session)
                history = min(9_000, history + asked + said)
                at = end + 8 + said / 8 * w.rng.uniform(0.2, 0.8) + w.draw(60, 1.0)


@kind("interactive", "latency_bound")
def viewers_say_what_they_feel_like_watching(w: World) -> None:
    """A streaming service lets viewers say what they are in the mood for, typed or spoken at the remote; candidates of
    the country's catalogue go along, ten titles with a reason each come back as fields and fill a row that shimmers
    until then. Evenings of each country, from Tokyo to Los Angeles; premieres bring more. Half of them refine it - "but
    shorter" - and some leave before it is there, which hangs up. A person looks at the row."""
    client = w.client(w.model(SMALL), max_tokens=600, retries=0)
    rules = round(w.about(520))
    places = some_places(w, 5, 9)
    starts = people_in(w, places, 46, HOME)
    for premiere in w.launches(3, HOME):
        starts += [premiere + w.draw(3_000, 0.8) for _ in range(w.count(70, factor=1.5))]
    for start in sorted(starts):
        at, said_before = start, 0
        while True:
            told = rules + min(3_500, w.tokens(1_500, 0.25)) + said_before + w.tokens(18, 0.5)
            patience = 3 + w.draw(14, 0.6)
            end = client.abort(at, told, min(600, w.tokens(260, 0.2)), patience)
            if w.rng.random() < 0.6:
                break
            said_before += 120
            at = end + 6 + w.draw(16, 0.8)


@kind("interactive")
def relief_staff_chat_over_a_thin_line(w: World) -> None:
    """An aid organisation has an assistant for its staff in thirty country offices: procurement rules, a letter to a
    ministry in French, a log frame looked over. Lines are thin, so answers come whole and not streamed; people ask,
    read, ask on, seldom more than five times; after an earthquake one office asks as much as all others. Fridays are
    off in some places and Sundays in others. A person waits at each question."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=3)
    rules, is_named = round(w.about(700)), w.rng.random() < 0.5
    places = ["Africa/Nairobi", "Asia/Dubai", *some_places(w, 2, 4)]
    starts = people_in(w, places, 21, OFFICE)
    quake = w.launches(1, ALWAYS)[0]
    starts += [quake + w.rng.expovariate(1 / 150_000) for _ in range(w.count(50, factor=1.6))]
    for start in sorted(starts):
        at, history, session = start, 0, w.name("chat") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.7))):
            asked, said = min(5_000, w.tokens(85, 1.0)), min(1_500, w.tokens(290, 0.5))
            end = client.call(at, rules + history + asked, said, session=session)
            history = min(8_000, history + asked + said)
            at = end + 6 + said / 7 * w.rng.uniform(0.3, 1.0) + w.draw(50, 0.9)
