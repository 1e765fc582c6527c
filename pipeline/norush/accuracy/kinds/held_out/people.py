"""Somebody looks at a screen until the answer comes: crowds that come by the clock, people who open several tabs, desks
that never close."""

from math import isclose

from norush.accuracy.calendar import DESK, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import at_once
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, World


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
