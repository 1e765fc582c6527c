"""Somebody sits and waits: chats of a web framework, a window behind a gateway, a slash command, cells, a graph."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("interactive")
def chat_in_a_route_of_next_js(w: World) -> None:
    """The chat of a start-up's web app, as the usual kit for TypeScript builds it: a route handler streams the answer,
    the last twenty messages go along with no mark for the cache, in one message of four the model looks something up
    first, and the first answer is followed by a small call for the title. Some press stop or ask for another answer.
    The visitor reads along as it comes."""
    w.user_agent = "anthropic-sdk-typescript/0.66.1"
    client = w.client(w.model(MIDDLE, SMALL), streamed=True, max_tokens=4_096)
    titles = w.client(w.model(SMALL), max_tokens=60)
    system, is_named = round(w.about(1_100)), w.rng.random() < 0.6
    for start in w.arrivals(16, w.pick(HOME, OFFICE), growth=w.about(1.3, 1.4)):
        at, history, number = start, 0, 0
        session = w.name("chat") if is_named else None
        left = 1 + int(w.rng.expovariate(1 / 2.1))
        while left > 0:
            asked = w.tokens(55, 0.9)
            before = system + min(5_000, history) + asked
            if w.rng.random() < 0.25:
                at = client.call(at, before, w.tokens(70, 0.4), session=session, stop="tool_use", tools=4)
                at += w.draw(0.4, 0.6)
                before += min(4_000, w.tokens(600, 0.7))
            said = w.tokens(290, 0.6)
            if w.rng.random() < 0.06:
                end = client.abort(at, before, said, w.draw(4, 0.5), session=session)
            else:
                end = client.call(at, before, said, session=session, tools=4)
            if number == 0:
                titles.call(end + 0.1, 120 + asked, w.tokens(9, 0.3), session=session)
            history += asked + said
            number += 1
            if w.rng.random() >= 0.07:  # else the same is asked once more
                left -= 1
            at = end + 3 + said / 11 * w.rng.uniform(0.2, 0.9) + w.draw(19, 0.9)


@kind("interactive")
def open_window_behind_a_gateway(w: World) -> None:
    """A company has put an open chat window before a gateway of its own for all staff: answers stream, a title and tags
    are asked for together after the first one, and after each answer three questions that might come next, all by
    whatever model is set for such tasks. The whole talk goes along each time. Tabs stay open for days. People wait for
    the answer, and the small calls fill their window."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=8_192)
    task = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    w.clock = w.pick("late", "sharp")
    staff, is_named = w.rng.randint(40, 400), w.rng.random() < 0.5
    for start in w.arrivals(14, OFFICE):
        at, history = start, round(w.about(120))
        user = f"u{w.rng.randrange(staff):04d}" if is_named else None
        if w.rng.random() < 0.15:  # somebody has pasted a paper
            history += min(20_000, w.tokens(3_500, 0.7))
        for number in range(1 + int(w.rng.expovariate(1 / 2.0))):
            asked, said = w.tokens(80, 1.0), w.tokens(420, 0.6)
            end = client.call(at, history + asked, said, user=user)
            history += asked + said
            recent = min(2_500, history)
            task.call(end + 0.15, 330 + recent, min(300, w.tokens(75, 0.25)), user=user)
            if number == 0:
                task.call(end + 0.16, 280 + recent, w.tokens(16, 0.3), user=user)
                task.call(end + 0.17, 240 + recent, w.tokens(32, 0.3), user=user)
            at = end + 4 + said / 9 * w.rng.uniform(0.2, 1.0) + w.draw(35, 1.2)


@kind("interactive")
def recaps_by_slash_command(w: World) -> None:
    """A bot in the company's messenger knows a command that sums up a channel: the programme says within three seconds
    that it has heard, fetches what was written since yesterday or since Monday, makes one call that does not stream,
    and posts the answer for the one who typed. After holidays everybody types it at nine. Some ask for another span or
    for what was decided, at once. Whoever typed looks at the channel until it is there."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=2)
    rules, is_named = round(w.about(420)), w.rng.random() < 0.7
    people = w.rng.randint(25, 300)
    for start in w.arrivals(34, OFFICE):
        at = start
        user = f"U{int(w.rng.paretovariate(0.9)) % people:05X}" if is_named else None
        while True:
            written = min(24_000, w.tokens(1_900, 0.9))
            fetched = 0.5 + written / 9_000 + w.draw(0.4, 0.5)
            end = client.call(at + fetched, rules + written, min(1_500, w.tokens(260, 0.4)), user=user)
            if w.rng.random() < 0.75:
                break
            at = end + 6 + w.draw(22, 0.8)


@kind("interactive")
def cells_mended_in_a_notebook(w: World) -> None:
    """An extension for notebooks that a team of analysts uses: a prompt in a cell, the cells above and the heads of the
    frames go along, code streams into the next cell and is run. When it raises, the error goes back at a key press, and
    once in a while a third time. Some analysts have it open the whole day, most in the week of a report. Somebody looks
    at the cell until it is filled."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=2_048)
    frame, is_named = round(w.about(950)), w.rng.random() < 0.5
    analysts = w.rng.randint(4, 20)
    for start in w.arrivals(6, OFFICE):
        at, cells = start, min(9_000, w.tokens(1_200, 0.7))
        user = f"analyst-{w.rng.randrange(analysts)}" if is_named else None
        session = w.name("kernel") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 4.0))):
            tries = w.rng.choices((0, 1, 2), (7, 2, 1))[0]
            said = w.tokens(210, 0.6)
            end = client.call(at, frame + cells + w.tokens(40, 0.6), said, session=session, user=user)
            for _ in range(tries):
                asked = frame + cells + said + min(2_000, w.tokens(320, 0.6))
                end = client.call(end + 5 + w.draw(9, 0.8), asked, w.tokens(190, 0.5), session=session, user=user)
            cells = min(12_000, cells + said + w.tokens(120, 0.8))
            at = end + 10 + w.draw(110, 1.1)


@kind("interactive", "agentic")
def customers_answered_by_a_graph(w: World) -> None:
    """A shop's helper drawn as a graph: a node says what it is about, another words the question for the search, what
    was found is marked as fit or not by a third, all small and without streaming, and the last one streams the answer;
    if nothing was fit the loop is gone through once more. So three to seven calls a message, each out of the last, and
    a customer in front of it who waits and writes again."""
    small, large = w.model(SMALL), w.model(MIDDLE, OLDER, SMALL)
    node = w.client(small, max_tokens=256, retries=2)
    writer = w.client(large, streamed=True, max_tokens=1_024)
    rules, is_named = round(w.about(640)), w.rng.random() < 0.6
    for start in w.arrivals(24, HOME):
        at, history = start, 0
        thread = w.name("thread") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.5))):
            asked = w.tokens(38, 0.8)
            at = node.call(at, 380 + history + asked, w.tokens(14, 0.3), session=thread, stop="tool_use", tools=1)
            found = 0
            if w.rng.random() < 0.8:  # else it is small talk
                for _ in range(1 + (w.rng.random() < 0.15)):
                    at = node.call(at + 0.02, 260 + history + asked, w.tokens(28, 0.4), session=thread)
                    found = min(5_000, w.tokens(1_300, 0.4))
                    at = node.call(at + w.draw(0.25, 0.4), 210 + found, w.tokens(18, 0.3), session=thread)
            said = w.tokens(160, 0.5)
            end = writer.call(at + 0.02, rules + history + asked + found, said, session=thread)
            history = min(4_000, history + asked + said)
            at = end + 3 + said / 10 * w.rng.uniform(0.2, 0.9) + w.draw(24, 0.9)
