"""Somebody waits for the answer: tellers, customers of a bank, pharmacists, visitors of a town hall, a travel desk."""

from norush.accuracy.calendar import DAY_S, DESK, HOME
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Prefix, Talk, at_once, queued
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def tellers_ask_the_rules_of_the_bank(w: World) -> None:
    """Tellers of a bank type a question into the intranet with a customer before them: may a mother open this account,
    what is needed for a lost card. A small model words the question for the search, the best pages go to a larger one,
    and the answer streams. One in three asks on. Branches open and close at the hour. The customer stands at the
    counter, so the teller waits."""
    words = w.client(w.model(SMALL), max_tokens=120)
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_200)
    rules, tellers = round(w.about(550)), w.rng.randint(30, 160)
    for start in w.arrivals(22, DESK):
        at, said_before, user = start, 0, f"t{w.rng.randrange(tellers):03d}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.75))):
            asked = w.tokens(26, 0.6)
            end = words.call(at, 260 + said_before + asked, min(120, w.tokens(22, 0.4)), user=user)
            pages = sum(w.tokens(480, 0.35) for _ in range(5))
            said = min(1_200, w.tokens(190, 0.5))
            end = client.call(end + w.draw(0.35, 0.4), rules + pages + said_before + asked, said, user=user)
            said_before += asked + said
            at = end + 4 + said / 9 * w.rng.uniform(0.3, 1.0) + w.draw(22, 0.9)


@kind("interactive")
def helper_in_a_banking_app(w: World) -> None:
    """Customers write to the helper in their bank's app: what was this payment, how do I raise the limit. In half of
    the turns the model first asks for a tool, the app's server answers at once, and a second call writes the bubble.
    Rules and tools are marked for the cache. Evenings, and the days around payday. The customer looks at the
    telephone."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=900)
    rules, is_named = Prefix(round(w.about(4_300, 1.3))), w.rng.random() < 0.6

    def chat(at: float) -> Asking:
        talk, session = 0, w.name("chat") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.9))):
            talk += w.tokens(28, 0.8)
            if w.rng.random() < 0.5:
                at = yield at
                end = rules.call(client, at, talk, w.tokens(60, 0.3), session=session, stop="tool_use", tools=7)
                yield end
                talk += 60 + w.tokens(240, 0.7)
                at = end + w.draw(0.5, 0.5)
            said = min(900, w.tokens(115, 0.5))
            at = yield at
            end = rules.call(client, at, talk, said, session=session, tools=7)
            yield end
            talk += said
            at = end + 4 + said / 9 * w.rng.uniform(0.3, 1.0) + w.draw(24, 0.9)

    payday = [at for at in w.arrivals(8, HOME) if 25 <= at // DAY_S <= 28]
    queued(2_000, map(chat, w.arrivals(11, HOME) + payday))  # as many at a time as there are


@kind("interactive")
def medicines_asked_about_at_the_pharmacy(w: World) -> None:
    """Pharmacists press a button beside the basket when something new is sold to one who takes much already: the list,
    the age and the entries of the data base go in, and what to say comes back, streamed; a typed question may follow.
    Whole mornings long, Mondays most. The customer stands before the counter until the pharmacist has read it."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_000)
    rules, shops = round(w.about(900)), w.rng.randint(8, 60)
    for start in w.arrivals(27, DESK):
        basket = w.tokens(850, 0.5)
        user, said = f"shop-{w.rng.randrange(shops)}", min(1_000, w.tokens(210, 0.4))
        end = client.call(start, rules + basket, said, user=user)
        at = end + 5 + said / 10 + w.draw(12, 0.7)
        while w.rng.random() < 0.3:
            asked, more = w.tokens(20, 0.6), min(1_000, w.tokens(130, 0.5))
            end = client.call(at, rules + basket + said + asked, more, user=user)
            said += asked + more
            at = end + 8 + more / 10 + w.draw(15, 0.8)


@kind("interactive")
def screens_in_the_hall_of_a_town_office(w: World) -> None:
    """Screens in the hall of a town office answer in whatever language somebody types or speaks: which form, which
    papers, which window. Half stand before it when the doors open. What was said goes along, the screen forgets it
    after a minute, and some walk off in mid-answer. Who asks stands there."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=500)
    system, halls = round(w.about(1_900)), w.rng.randint(3, 15)
    talk = Talk(turns=2.6, system=system, question=24, answer=120, think_s=11)
    for start in w.arrivals(22, DESK):
        screen = f"hall-{w.rng.randrange(halls)}"
        end = talk.run(client, start, None, screen)
        if w.rng.random() < 0.12:
            client.abort(
                end + w.draw(9, 0.6), system + w.tokens(420, 0.4), w.tokens(130, 0.4), w.draw(2.5, 0.4), screen
            )


@kind("interactive")
def three_journeys_worded_at_a_travel_desk(w: World) -> None:
    """At a travel desk the seller types what the couple before the desk would like; the program takes hotels and
    flights from its systems and has three proposals worded at the same time, one for each column of the screen. Then
    one of them is worded again: cheaper, with the children, a week later. Saturdays are open. The couple looks on."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=1_500)
    rules, is_named = round(w.about(1_000)), w.rng.random() < 0.5
    for start in w.arrivals(8, DESK):
        wish, session = w.tokens(90, 0.5), w.name("offer") if is_named else None

        def column(at: float, wish: int = wish, session: str | None = session) -> float:
            return client.call(at, rules + wish + w.tokens(800, 0.4), min(1_500, w.tokens(330, 0.25)), session=session)

        at = at_once(w, start, [column] * 3) + 25 + w.draw(50, 0.8)
        for _ in range(int(w.rng.expovariate(1 / 2.2))):
            at = column(at, wish + 340 + w.tokens(25, 0.5)) + 20 + w.draw(60, 0.9)
