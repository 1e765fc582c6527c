"""Somebody waits for the answer: cooks of a chain, shoppers at an online grocer, support staff of a delivery service,
households that plan their week, developers of foods."""

from norush.accuracy.calendar import HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

SERVICE = Rhythm(
    (0.8, 0.85, 0.9, 1.0, 1.25, 1.3, 1.05),
    (0.3, 0, 0, 0, 0, 0, 0.5, 2, 4, 6, 8, 9, 8, 5, 5, 6, 8, 8, 7, 6, 5, 4, 2, 1),
    1.1,
)
"""A restaurant's kitchen: what is asked is asked before the service and between its peaks."""

MEALS = Rhythm(
    (0.85, 0.85, 0.9, 0.95, 1.2, 1.25, 1.2),
    (1.2, 0.5, 0.3, 0.1, 0.1, 0.1, 0.3, 0.8, 1.2, 1.5, 3, 7, 10, 7, 3.5, 3, 4, 8, 13, 14, 11, 7, 4, 2.3),
    1.1,
)
"""People who order food: noon and evening."""


@kind("interactive")
def cooks_ask_the_handbook_of_a_chain(w: World) -> None:
    """On the tablet at the pass, cooks and shift leaders of a restaurant chain ask the handbook: how long the rice may
    stand, what goes into the sauce, which fryer after fish. Passages found by a search go in, a few sentences stream
    out, and one in three asks once more. Before the service most, weekends too. Somebody stands at the tablet and works
    on with what it says."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), streamed=True, max_tokens=600, retries=1)
    rules, shops = round(w.about(850)), max(10, w.count(120))
    for start in w.arrivals(75, SERVICE):
        at, talked, user = start, 0, f"store-{w.rng.randrange(shops):03d}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.55))):
            asked, said = w.tokens(18, 0.6), min(600, w.tokens(120, 0.4))
            found = min(6_000, w.tokens(1_400, 0.35))
            end = client.call(at + w.draw(0.4, 0.4), rules + talked + found + asked, said, user=user)
            talked += asked + said
            at = end + 5 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(35, 0.9)


@kind("interactive")
def baskets_filled_in_a_grocers_chat(w: World) -> None:
    """In the app of an online grocer a shopper writes "taco evening for six, one without gluten": the model searches
    the assortment with a tool, two or three times in a turn, puts things into the basket and says what it took, which
    streams; "cheaper cheese", "no, the other beans" follow. Rules and tools are marked for the cache. Evenings and
    weekends. The shopper watches the basket fill and answers at once."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=True, max_tokens=1_200)
    system, is_named = round(w.about(3_600, 1.3)), w.rng.random() < 0.7
    for start in w.arrivals(9, HOME):
        at, known, warm, last = start, system, 0, start
        session = w.name("basket") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 2.1))):
            known += w.tokens(24, 0.7)
            looks = w.rng.choices((0, 1, 2, 3, 4), (1, 3, 4, 2, 1))[0]
            for step in range(looks + 1):
                is_last = step == looks
                said = w.tokens(130 if is_last else 70, 0.4)
                read = warm if at - last < 290 else 0
                last = client.call(
                    at, 5, min(1_200, said), read=read, write=known - read, session=session,
                    stop="end_turn" if is_last else "tool_use", tools=6,
                )  # fmt: skip
                warm = known
                known += said + (0 if is_last else min(4_000, w.tokens(620, 0.5)))
                at = last + w.draw(0.35, 0.5)
            at = last + 5 + w.draw(28, 0.9)


@kind("interactive")
def replies_to_hungry_customers_drafted_at_the_desk(w: World) -> None:
    """Support staff of a delivery service have a button beside the ticket that drafts the reply: the messages so far,
    the order and the rules of refunds go in, a short text comes back, which does not stream; they send it, mend it, or
    press "shorter" or "firmer". Noon and evening, weekends most. They have twelve tickets an hour and look at the box
    until it is filled."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500, retries=1)
    rules, staff = Prefix(round(w.about(2_200, 1.3))), max(8, w.count(70))
    pressed: list[tuple[float, int, str]] = []
    for start in w.arrivals(80, MEALS):
        at, ticket, user = start, min(5_000, w.tokens(520, 0.6)), f"agent-{w.rng.randrange(staff):02d}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.7))):
            pressed.append((at, ticket, user))
            at += 12 + w.draw(35, 0.8)
            ticket += 90
    for at, ticket, user in sorted(pressed):
        rules.call(client, at, ticket, min(500, w.tokens(105, 0.4)), user=user)


@kind("interactive")
def meals_of_the_week_planned_in_an_app(w: World) -> None:
    """A recipe app plans a week of suppers: a household taps how many eat, what they do not, how much time there is,
    and the plan streams as fields that fill the days one by one; then a day is swapped, each swap a short call with the
    plan in it, and in the end the list for the shop is put together. Sundays and evenings. They look at the days as
    they fill."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), streamed=True, max_tokens=4_000)
    rules, people = round(w.about(1_700)), max(50, w.count(900))
    for start in w.arrivals(17, HOME):
        user, plan = f"home-{w.rng.randrange(people):04d}", min(4_000, w.tokens(950, 0.25))
        at = client.call(start, rules + w.tokens(140, 0.5), plan, user=user, stop="tool_use", tools=1)
        for _ in range(int(w.rng.expovariate(1 / 2.2))):
            at += 6 + w.draw(25, 0.9)
            at = client.call(
                at, rules + plan + w.tokens(40, 0.5), w.tokens(150, 0.3), user=user, stop="tool_use", tools=1
            )
        if w.rng.random() < 0.55:
            at += 8 + w.draw(30, 0.8)
            client.call(at, 500 + plan, min(4_000, w.tokens(520, 0.3)), user=user, stop="tool_use", tools=1)


@kind("interactive")
def food_developers_talk_over_a_formula(w: World) -> None:
    """Developers at a maker of foods talk with an in-house chat about a formula: the sheet with its ingredients and
    what a trial gave go in, they ask what would keep the yoghurt from weeping, what may replace the gum, how the label
    would read. Long answers of a large model stream, the talk goes along whole. Office hours. The person who asked
    reads along and asks on."""
    client = w.client(w.model(LARGE, MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    talk = Talk(
        turns=4.2,
        system=round(w.about(1_500)),
        question=95,
        answer=300,
        think_s=80,
        is_cached=w.pick(True, True, False),
    )
    is_named, staff = w.rng.random() < 0.6, max(5, w.count(25))
    for start in w.arrivals(11, OFFICE):
        talk.run(client, start, w.name("formula") if is_named else None, f"rd-{w.rng.randrange(staff)}")
