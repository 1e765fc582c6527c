"""Somebody waits for the answer: customers of a machine builder, growers, a shift of a chemical plant, quality staff of
a pharma plant, sellers of kitchens."""

from norush.accuracy.calendar import ALWAYS, DESK, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

FARM = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.6),
    (0.1, 0, 0, 0, 0.4, 2, 5, 6, 4, 4, 4, 5, 8, 7, 4, 4, 4, 4, 5, 8, 9, 6, 2, 0.5),
    0.8,
)
"""Growers: early, at noon, after supper."""

SHOP = Rhythm(
    (0.7, 0.7, 0.8, 0.9, 1.2, 2.0, 0.0),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 6, 8, 7, 7, 8, 9, 9, 8, 6, 1, 0, 0, 0, 0),
    0.3,
)
"""A furniture shop: from ten to seven, Saturdays most."""


@kind("interactive")
def spare_parts_found_in_a_chat(w: World) -> None:
    """In a machine builder's portal customers ask for a spare part in their own words: the model looks into the parts
    list of their machine with a tool, mostly once, now and then three times, and answers with numbers and prices, which
    stream. They ask for the seal that goes with it, or when it can be there. Working hours of several continents. The
    customer's machine stands still and the customer sits before the answer."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    system, is_named = round(w.about(2_300)), w.rng.random() < 0.6
    for start in w.arrivals(5, OFFICE) + w.arrivals(2, ALWAYS):
        at, known, session = start, system, w.name("portal") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.3))):
            known += w.tokens(32, 0.7)
            for _ in range(w.rng.choices((0, 1, 2, 3), (2, 6, 2, 1))[0]):
                said = w.tokens(60, 0.3)
                at = client.call(at, known, said, session=session, stop="tool_use", tools=4) + w.draw(0.4, 0.5)
                known += said + min(5_000, w.tokens(750, 0.6))
            said = min(1_500, w.tokens(210, 0.5))
            end = client.call(at, known, said, session=session, tools=4)
            known += said
            at = end + 4 + said / 8 * w.rng.uniform(0.3, 1.0) + w.draw(45, 0.9)


@kind("interactive")
def crops_asked_about_in_an_app(w: World) -> None:
    """Growers of a co-operative ask its app what is on a leaf, when to spray, whether a field is fit to be driven on:
    half of them begin with a photo, which stays in the talk, and weather and the field's record go in front. Two or
    three questions, early, at noon and after supper, more when it has rained for a week. They stand in the field with
    the phone in the hand and read on the spot."""
    client = w.client(w.model(MIDDLE, SMALL), streamed=w.pick(True, True, False), max_tokens=1_024)
    system, people = round(w.about(1_900)), max(20, w.count(300))
    wet = [at + w.rng.gammavariate(2.0, 30_000) for at in w.launches(w.count(26), FARM)]
    for start in sorted(w.arrivals(13, FARM) + wet):
        at, user = start, f"farm-{w.rng.randrange(people):04d}"
        known = system + (w.rng.randint(1_200, 1_600) if w.rng.random() < 0.5 else 0)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            known += w.tokens(28, 0.7)
            said = min(1_024, w.tokens(240, 0.4))
            end = client.call(at, known, said, user=user)
            known += said
            at = end + 5 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(40, 1.0)


@kind("interactive")
def substances_asked_about_on_the_shift(w: World) -> None:
    """In the messenger of a chemical plant the shift asks a bot about substances and procedures: what may be stored
    beside what, which gloves, how a line is flushed. The passages that a search has found go in, the answer comes as
    one card since the messenger shows no stream, and a second question follows in the thread. Day and night, more by
    day. Somebody in overalls stands at the terminal until the card is there."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=1)
    rules = round(w.about(1_100))
    for start in sorted(w.arrivals(8, ALWAYS) + w.arrivals(12, OFFICE)):
        at, thread, user = start, 0, f"badge-{w.rng.randrange(500)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.6))):
            asked, said = w.tokens(24, 0.6), min(1_000, w.tokens(190, 0.45))
            end = client.call(
                at + w.draw(0.9, 0.4), rules + thread + asked + min(6_000, w.tokens(2_600, 0.3)), said, user=user
            )
            thread += asked + said
            at = end + 6 + said / 7 * w.rng.uniform(0.3, 1.0) + w.draw(70, 1.0)


@kind("interactive")
def deviations_worded_in_the_quality_system(w: World) -> None:
    """Quality staff of a pharma plant write up a deviation in five boxes: what happened, at once done, cause, impact,
    measures. Beside each is a button that proposes the text from the batch record and from the boxes above; they mend
    it, press again if it is wrong, and go to the next one. Nothing streams. The office hours of a plant. The person at
    the form looks at the box until it is filled; the next box is written when they have gone there."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=1)
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", "anthropic-sdk-typescript/0.66.1", w.user_agent)
    rules, people = round(w.about(1_300)), max(4, w.count(25))
    for start in w.arrivals(5.5, DESK):
        at, user, record, above = start, f"qa{w.rng.randrange(people):02d}", min(12_000, w.tokens(2_200, 0.5)), 0
        for _ in range(w.rng.choices((2, 3, 4, 5), (1, 2, 2, 5))[0]):
            said = min(1_500, w.tokens(260, 0.4))
            for _ in range(w.rng.choices((1, 2, 3), (7, 2, 1))[0]):
                end = client.call(at, rules + record + above, said, user=user)
                at = end + 8 + said / 7 * w.rng.uniform(0.4, 1.2) + w.draw(50, 0.9)
            above += said


@kind("interactive")
def kitchens_planned_with_a_seller(w: World) -> None:
    """Sellers of a furniture maker plan a kitchen with the customer beside them: they say what is wished, the model
    sets and moves cabinets through tools, two or five of them one right after the other, and says in two sentences what
    it has done; then the plan is turned round and the next wish comes. Half an hour or more for a kitchen, from ten to
    seven, Saturdays most. Two people look at the plan until it has changed."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_000, retries=1)
    system = round(w.about(3_800, 1.3))
    for start in w.arrivals(2.1, SHOP):
        at, known, cached, session = start, system, 0, w.name("plan")
        for _ in range(3 + int(w.rng.expovariate(1 / 4))):
            known += w.tokens(36, 0.6)
            tools = w.rng.choices((0, 1, 2, 3, 5), (2, 3, 3, 2, 1))[0]
            for step in range(tools + 1):
                said = w.tokens(110 if step < tools else 80, 0.4)
                stop = "tool_use" if step < tools else "end_turn"
                end = client.call(at, 6, said, read=cached, write=known - cached, session=session, stop=stop, tools=11)
                cached = known
                known += said + (w.tokens(160, 0.5) if step < tools else 0)
                at = end + w.draw(0.15, 0.5)
            pause = 8 + w.draw(70, 0.9)
            at, cached = at + pause, cached if pause < 280 else 0
