"""Somebody looks at a screen until the answer comes: alone, in crowds that come by the clock, or at several tabs."""

from math import isclose

from norush.accuracy.calendar import DESK, HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk, at_once, pool, queued
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, World


@kind("interactive")
def chat_many_users(w: World) -> None:
    """A consumer chat: thousands of users, a few turns each, streamed. They read along, so nothing can wait."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=w.rng.random() < 0.8, max_tokens=1024)
    talk = Talk(
        turns=w.about(4),
        system=round(w.about(1_800)),
        question=w.about(55),
        answer=w.about(260),
        think_s=w.about(25),
        is_cached=w.rng.random() < 0.5,
    )
    users = max(40, w.count(4_000))
    for at in w.arrivals(16, HOME):
        talk.run(client, at, w.name("s"), f"u{w.rng.randrange(users)}")


@kind("interactive")
def chat_few_users(w: World) -> None:
    """A team of a dozen with an in-house assistant: long turns in office hours, days without any. They wait for each
    answer."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=4096)
    talk = Talk(
        turns=w.about(5), system=round(w.about(900)), question=w.about(220), answer=w.about(600), think_s=w.about(70)
    )
    users = w.pick(4, 9, 14)
    for at in w.arrivals(9, OFFICE):
        talk.run(client, at, w.name("s"), f"staff-{w.rng.randrange(users)}")


@kind("interactive", "latency_bound")
def ide_completion(w: World) -> None:
    """Code completion: spells of typing, a call at each pause, prompts that hold the code around the cursor. The
    typist waits."""
    client = w.client(w.model(SMALL), max_tokens=96)
    users = w.pick(8, 25, 60)
    length, pause = w.about(14), w.about(7)
    for start in w.arrivals(5, OFFICE):
        at, user, code = start, f"dev-{w.rng.randrange(users)}", w.tokens(1_300, 0.5)
        for _ in range(1 + int(w.rng.expovariate(1 / length))):
            client.call(at, max(60, code + round(w.rng.gauss(0, 15))), w.tokens(24, 0.6), user=user)
            at += 0.7 + w.rng.expovariate(1 / pause)
            code += w.tokens(14, 0.9)  # what was typed since


@kind("interactive", "latency_bound")
def rag_in_three_calls(w: World) -> None:
    """A question over documents: rewrite it, choose passages, answer. Three calls that need each other, with a
    person at the end."""
    small = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    large = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=1500)
    for start in w.arrivals(14, OFFICE):
        at, user = start, f"u{w.rng.randrange(90)}"
        turns = 1 + int(w.rng.expovariate(1 / 1.2))
        for _ in range(turns):
            end = small.call(at, 350 + w.tokens(90, 0.7), w.tokens(40, 0.4), user=user)
            end = small.call(end + w.draw(0.12, 0.5), w.tokens(5_200, 0.35), w.tokens(60, 0.4), user=user)
            end = large.call(end + w.draw(0.05, 0.5), w.tokens(3_800, 0.4), w.tokens(330, 0.5), user=user)
            at = end + 15 + w.draw(50, 0.9)


@kind("interactive")
def viral_evening(w: World) -> None:
    """A small chat that a post makes famous: quiet weeks, then some hours with fifty times the people. Every one of
    them waits."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=800)
    talk = Talk(turns=2.2, system=700, question=40, answer=240, think_s=18)
    quiet = w.arrivals(5, HOME)
    peak = w.month.length_s * w.rng.uniform(0.2, 0.8)
    crowd = [peak + w.rng.gammavariate(2.0, 2_600) for _ in range(w.count(260))]
    for at in sorted(quiet + crowd):
        talk.run(client, at, w.name("s"), w.name("u"))


@kind("interactive")
def desk_copilot(w: World) -> None:
    """A service desk that opens at eight and closes at six: for each ticket an agent of flesh and blood asks for a
    draft, and now and then for another one. One call a time, no session logged."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=w.rng.random() < 0.5, max_tokens=1_200)
    for start in w.arrivals(55, DESK):
        at, prompt = start, 900 + w.tokens(900, 0.6)
        at = client.call(at, prompt, w.tokens(230, 0.4)) + 8 + w.draw(35, 0.8)
        while w.rng.random() < 0.3:
            prompt += w.tokens(40, 0.6)  # "shorter", "friendlier"
            at = client.call(at, prompt, w.tokens(210, 0.4)) + 8 + w.draw(30, 0.8)


@kind("interactive")
def lessons(w: World) -> None:
    """A school: on weekdays at the same hours thirty pupils open the same exercise within two minutes and ask for
    half an hour. It begins by the clock, as a job does; each of them waits."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=600)
    talk = Talk(turns=w.about(5), system=1_300, question=35, answer=150, think_s=70)
    hours = w.pick((9,), (10, 14), (8, 11))
    pupils = w.count(17)
    for start in w.timer(hours, 0, weekdays=WEEKDAYS, late_s=20):
        for _ in range(pupils):
            talk.run(client, start + w.rng.gammavariate(2, 40), w.name("s"), f"pupil-{w.rng.randrange(60)}")


@kind("interactive")
def spam_wave(w: World) -> None:
    """A contact form with a chat behind it, found by robots: for some hours thousands of short messages, among the
    people. The form answers each at once; it cannot know who is real."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    people = Talk(turns=2.5, system=850, question=45, answer=130, think_s=30)
    for at in w.arrivals(9, HOME):
        people.run(client, at, w.name("s"), w.name("u"))
    for _ in range(w.rng.randint(1, 3)):
        at = w.rng.uniform(0.1, 0.9) * w.month.length_s
        rate = w.about(0.5, 3)
        for _ in range(w.count(420)):
            at += w.rng.expovariate(rate)
            client.call(at, 850 + w.tokens(60, 0.9), w.tokens(90, 0.5), session=w.name("s"), user=w.name("u"))


@kind("interactive", "latency_bound")
def search_as_you_type(w: World) -> None:
    """A box that asks for suggestions after each pause of a third of a second, and hangs up on what has become
    stale."""
    client = w.client(w.model(SMALL), max_tokens=48)
    for start in w.arrivals(22, HOME):
        at, user, letters = start, w.name("u"), 3
        for _ in range(w.rng.randint(2, 7)):
            gap = 0.33 + w.rng.expovariate(1 / 0.5)
            client.abort(at, 260 + letters // 4, w.tokens(18, 0.4), gap, user)
            at += gap
            letters += w.rng.randint(2, 9)


@kind("interactive")
def upload_and_ask(w: World) -> None:
    """Somebody uploads a document, watches the bar while its ten to forty parts are summed up side by side, and then
    asks about it."""
    parts = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=1_500)
    talk = Talk(turns=3.5, system=6_500, question=45, answer=280, think_s=45)
    for start in w.arrivals(3.2, OFFICE):
        session, user = w.name("s"), f"u{w.rng.randrange(70)}"

        def part(at: float, session: str = session, user: str = user) -> float:
            return parts.call(at, w.tokens(2_900, 0.1), w.tokens(170, 0.3), session=session, user=user)

        end = pool(w, start, [part] * w.rng.randint(10, 40), 6)
        talk.run(client, end + 6 + w.draw(20, 0.7), session, user)


@kind("interactive")
def three_drafts(w: World) -> None:
    """A writing tool that offers three versions at each click and is clicked again. Long answers, read as they come."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=2_000)
    for start in w.arrivals(9, HOME):
        at, prompt, user = start, 500 + w.tokens(500, 0.7), f"u{w.rng.randrange(300)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 1.8))):

            def draft(at: float, prompt: int = prompt, user: str = user) -> float:
                return client.call(at, prompt, w.tokens(480, 0.3), user=user)

            at = at_once(w, at, [draft] * 3) + 15 + w.draw(60, 0.7)
            prompt += w.tokens(300, 0.6)


@kind("interactive")
def call_centre_at_its_limit(w: World) -> None:
    """A hotline asks for a hint at each turn of a call; the contract allows two at once, and on some days after an
    outage all the town rings: hints queue, and the caller hears silence."""
    client = w.client(w.model(LARGE, MIDDLE), max_tokens=700)
    talk = Talk(turns=6, system=1_500, question=60, answer=280, think_s=12)
    starts = w.arrivals(6, DESK)
    for _ in range(w.rng.randint(3, 6)):
        outage = w.launches(1, DESK)[0]
        starts += [outage + w.rng.gammavariate(2, 500) for _ in range(w.count(75))]
    queued(2, (talk.asking(client, at, w.name("call")) for at in sorted(starts)), overhead_s=0.003)


@kind("interactive")
def help_centre_in_an_outage(w: World) -> None:
    """A help page with a box: when something breaks, ten thousands ask the same within hours, one or two questions
    each, as many side by side as there are people."""
    client = w.client(w.model(MIDDLE, SMALL), streamed=True, max_tokens=500)
    talk = Talk(turns=1.6, system=2_400, question=22, answer=140, think_s=20, is_cached=w.rng.random() < 0.4)
    starts = w.arrivals(14, HOME)
    outage = w.launches(1, HOME)[0]
    starts += [outage + w.rng.gammavariate(1.6, 3_500) for _ in range(w.count(1_100))]
    for at in starts:
        talk.run(client, at, None, w.name("u"))


@kind("interactive", "latency_bound")
def game_companion(w: World) -> None:
    """A figure in a game that says a line when something happens to the player: bursts of short lines while people
    play."""
    client = w.client(w.model(SMALL, OLDER), streamed=True, max_tokens=120)
    for start in w.arrivals(13, HOME):
        at, user, session = start, w.name("u"), w.name("s")
        memory = 0
        for _ in range(w.rng.randint(4, 14)):
            line = w.tokens(32, 0.4)
            at = client.call(at, 1_250 + min(memory, 900), line, session=session, user=user)
            memory += line + w.tokens(45, 0.5)
            at += 4 + w.rng.expovariate(1 / 40)


@kind("interactive")
def app_after_a_push(w: World) -> None:
    """A phone app that sends a push at half past six each evening: within half an hour people open it in trains and
    lifts and ask a thing or three. Where the line breaks the app has hung up, and sends the same again after one, two,
    four seconds. It begins by the clock, as a job does; each of them looks at a phone."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=600)
    breaks = w.about(0.07)

    def ask(at: float, prompt: int, user: str) -> float:
        for wait in (1.0, 2.0, 4.0):
            if w.rng.random() >= breaks:
                break
            heard = w.rng.uniform(0.6, 6)
            end = client.abort(at, prompt, w.tokens(150, 0.4), heard, user)
            if not isclose(end, at + heard, abs_tol=1e-6):
                return end  # it was answered before the tunnel
            at = end + wait * w.rng.uniform(0.8, 1.2)
        return client.call(at, prompt, w.tokens(150, 0.4), user=user)

    for push in w.timer((18,), 30, late_s=2):
        for _ in range(w.count(38)):
            at, prompt, user = push + 4 + w.rng.gammavariate(1.3, 420), 1_450, w.name("u")
            for _ in range(w.rng.randint(1, 3)):
                prompt += w.tokens(26, 0.6)
                at = ask(at, prompt, user) + 4 + w.draw(22, 0.8)
                prompt += 150


@kind("interactive")
def long_thoughts_in_tabs(w: World) -> None:
    """Engineers and lawyers with a model that thinks for a minute or three: they open two to four conversations side
    by side, go from tab to tab, and stop an answer that goes wrong. A few long calls run at any moment of the working
    day; each has somebody who comes back to it."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=32_000)

    def tab(at: float, user: str) -> None:
        session, context, cached, end = w.name("s"), 1_100, 0, at
        for _ in range(1 + int(w.rng.expovariate(1 / 2.2))):
            question, thought, said = w.tokens(260, 1.0), w.tokens(4_800, 0.7), w.tokens(750, 0.6)
            warm = cached if at - end < 290 else 0
            if w.rng.random() < 0.09:
                asked = at
                after_s = w.rng.uniform(6, 45)
                at = client.abort(
                    asked, question, thought + said, after_s, user,
                    read=warm, write=context - warm, session=session,
                ) + w.draw(20, 0.6)  # fmt: skip
                warm = context if at - asked < 290 else 0
            end = client.call(at, question, thought + said, read=warm, write=context - warm, session=session, user=user)
            cached = context
            context += question + said  # what was thought is left out of the next prompt
            at = end + 10 + said / 8 * w.rng.uniform(0.3, 1.0) + w.draw(80, 0.9)

    for start in w.arrivals(9, OFFICE):
        at, user = start, f"staff-{w.rng.randrange(18)}"
        for _ in range(w.rng.choices((1, 2, 3, 4), (4, 4, 2, 1))[0]):
            tab(at, user)
            at += 15 + w.draw(50, 0.8)


@kind("interactive", "latency_bound")
def two_languages_in_one_chat(w: World) -> None:
    """A customer and a clerk who share no language: every message of either is translated on its way to the other. No
    history is sent along, so prompts do not grow; each call has one who wrote and one who waits to read."""
    client = w.client(w.model(SMALL, OLDER), max_tokens=400)
    for start in w.arrivals(8, HOME):
        at, session, clerk = start, w.name("chat"), f"clerk-{w.rng.randrange(15)}"
        for message in range(w.rng.randint(5, 22)):
            words = w.tokens(24, 0.7)
            end = client.call(
                at, 610 + words, max(1, round(words * w.rng.uniform(0.8, 1.4))), session=session,
                user=clerk if message % 2 else None,
            )  # fmt: skip
            at = end + 2 + words * w.rng.uniform(0.15, 0.5) + w.draw(9, 0.9)


@kind("interactive")
def desks_around_the_world(w: World) -> None:
    """Claims are read at three desks, in Manila, Warsaw and Bogotá, that hand over to each other: somebody is always
    at work, so that a log shows neither nights nor lunch. For each claim a summary, read, then often a letter, then
    now and then the letter again. Nothing is streamed."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    rate = w.about(19) * w.scale
    for zone in ("Asia/Manila", "Europe/Warsaw", "America/Bogota"):
        for start in w.month.arrivals(w.rng, rate, DESK, zone):
            claim, user = w.tokens(4_200, 0.7), f"{zone[-3:].lower()}-{w.rng.randrange(20)}"
            at = client.call(start, 900 + claim, w.tokens(280, 0.3), user=user) + 15 + w.draw(70, 0.6)
            again = 0.65
            while w.rng.random() < again:
                at = client.call(at, 1_300 + claim, w.tokens(420, 0.3), user=user) + 20 + w.draw(80, 0.7)
                again = 0.25


@kind("interactive")
def when_meetings_end(w: World) -> None:
    """Meetings end at the half hour or five minutes before, and who leaves one presses "recap": a summary, the tasks
    and a mail are written side by side from one transcript, and some ask something more. It is as thick at certain
    minutes as a timer; yet a person pressed, and reads."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=w.rng.random() < 0.6, max_tokens=2_000)
    for someone in w.arrivals(15, OFFICE):
        slot = (someone // 1_800 + 1) * 1_800 - w.pick(0, 0, 300)
        at, session, transcript = slot + w.draw(75, 0.9), w.name("m"), w.tokens(11_000, 0.5)
        user = f"u{w.rng.randrange(120)}"

        def part(at: float, session: str = session, transcript: int = transcript, user: str = user) -> float:
            return client.call(at, 240, w.tokens(330, 0.5), write=transcript, session=session, user=user)

        end, asked = at_once(w, at, [part] * 3, within_s=0.05), 0
        while w.rng.random() < 0.4 and asked < 5:
            at = end + 20 + w.draw(60, 0.7)
            warm = transcript if at - end < 290 else 0
            end = client.call(
                at, 30 + w.tokens(25, 0.6), w.tokens(140, 0.5), read=warm, write=transcript - warm, session=session,
                user=user,
            )  # fmt: skip
            asked += 1


@kind("interactive", "latency_bound")
def quiz_on_tv(w: World) -> None:
    """A quiz on Saturday evening with a second screen: a dozen questions, and at each all players at home answer in
    their own words within ten seconds, and are told at once whether it counts. Equal short calls, dozens together, and
    minutes of silence between: people whom a clock drives."""
    client = w.client(w.model(SMALL), max_tokens=40)
    for show in w.timer((20,), 15, weekdays=(5,), late_s=2):
        players, at = [w.name("p") for _ in range(w.count(48))], show + 140
        for _ in range(w.rng.randint(9, 13)):
            question = 380 + w.tokens(60, 0.3)
            for player in players:
                if w.rng.random() < 0.85:
                    client.call(
                        at + 2 + w.rng.gammavariate(2.5, 1.6),
                        question + w.tokens(9, 0.6),
                        w.tokens(7, 0.2),
                        user=player,
                    )
            at += w.rng.uniform(110, 200)


@kind("interactive", is_decidable=False)
def formula_dragged_down(w: World) -> None:
    """A formula in a sheet that asks a model, dragged down over thirty to a hundred and fifty cells, and all of them
    once more when its wording is changed; the add-in runs eight at a time. Somebody looks on as the cells fill, but a
    log shows what a small script would."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=80)
    for start in w.arrivals(1.1, OFFICE):
        cells = [w.tokens(45, 0.8) for _ in range(w.rng.randint(30, 150))]
        at = start
        for _ in range(w.rng.choices((1, 2, 3), (5, 3, 2))[0]):
            at = _fill(client, at, cells, 170 + w.tokens(40, 0.4)) + 12 + w.draw(45, 0.8)


def _fill(client: Client, at: float, cells: list[int], formula: int) -> float:
    """All cells once, eight at a time: its end."""
    world = client.world
    free = [at + 0.003 * place for place in range(8)]
    for place, cell in enumerate(cells):
        lane = min(range(8), key=free.__getitem__) if place >= 8 else place
        free[lane] = client.call(free[lane], formula + cell, world.tokens(9, 0.6)) + world.draw(0.015, 0.5)
    return max(free)
