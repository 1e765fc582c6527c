"""Each step needs the one before: agents of start-ups, insurers, publishers, shops and those who watch alarms."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def tickets_given_to_an_agent(w: World) -> None:
    """A ticket of a start-up is given to an agent in the cloud: a machine comes up in a minute, then steps with tools
    follow each other for a quarter of an hour, cached all along; what it proposes is looked at the same day, and each
    remark wakes it once more with all of it before it, cold. Up to three at a time; some are given before going
    home."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=w.rng.random() < 0.6, max_tokens=32_000, retries=4)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    for given in w.arrivals(3.4, OFFICE):
        at, context, session = given + w.draw(65, 0.4), 14_000 + w.tokens(1_100, 0.7), w.name("task")
        for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
            cached = 0
            for step in range(steps := w.tokens(17, 0.7)):
                said = w.tokens(180, 0.9)
                stop = "end_turn" if step == steps - 1 else "tool_use"
                end = client.call(
                    at, 3, said, read=cached, write=context - cached, session=session, stop=stop, tools=12
                )
                tool_s = w.draw(0.5, 0.9) if w.rng.random() < 0.75 else w.draw(35, 0.7)
                at, cached = end + min(tool_s, 280), context
                context = min(160_000, context + said + w.tokens(760, 1.0))
            context += w.tokens(60, 0.7)
            at += w.draw(1.2 * HOUR_S, 1.0)


@kind("agentic")
def alarms_looked_into(w: World) -> None:
    """A security team's agent looks into each alarm, day and night: who was it, from where, what else did that machine
    do; eight to twenty steps, queries that take a second or twenty, and a verdict. Four at a time at most, so that in a
    storm they queue. Only one in ten is shown to a person, at once; but no step can be made before the last."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_800)
    free = [0.0] * 4
    starts = w.arrivals(5.5, ALWAYS)
    for storm in w.launches(2, ALWAYS):
        starts += [storm + w.rng.uniform(0, 25 * MINUTE_S) for _ in range(w.count(9))]
    for start in sorted(starts):
        slot = free.index(min(free))
        at, known = max(start, free[slot]), 3_700 + w.tokens(640, 0.5)
        for step in range(steps := 4 + w.tokens(7, 0.5)):
            said = w.tokens(140, 0.5) + (210 if step == steps - 1 else 0)
            end = client.call(at, known, said, stop="end_turn" if step == steps - 1 else "tool_use", tools=22)
            known += said + min(9_000, w.tokens(520, 1.0))
            at = end + w.draw(3.0, 1.0)
        free[slot] = at


@kind("agentic")
def firms_searched_overnight(w: World) -> None:
    """A list of firms that might buy is searched at night: an agent for each looks for its owner, its plans, its news,
    five firms at a time. Six to fifteen steps, in which what was read before is cut to notes, so that prompts go up and
    down. The list is there in the morning and could be there a day later; no step could be made before the last."""
    client = w.client(w.model(MIDDLE, SMALL, LARGE), max_tokens=2_000)
    width = w.pick(3, 5, 8)

    def firm(at: float) -> float:
        notes = 0
        for _ in range(3 + w.tokens(5, 0.5)):
            page, said = min(14_000, w.tokens(2_400, 0.9)), w.tokens(150, 0.5)
            at = client.call(at, 1_650 + notes + page, said, stop="tool_use", tools=4) + w.draw(2.2, 0.8)
            notes += round(0.6 * said)
        return client.call(at, 1_900 + notes, w.tokens(330, 0.3), tools=4)

    for start in w.timer((w.pick(0, 2, 22),), weekdays=WEEKDAYS, late_s=6):
        rows: list[Row] = [firm] * w.count(12, factor=1.8)
        pool(w, start, rows, width, between_s=0.3)


@kind("agentic")
def a_migration_by_night(w: World) -> None:
    """Old programs of an insurer are brought into another language by night: one agent makes a plan, four at a time
    carry out its parts with tests between, a third kind reviews each and sends it back or not, and the plan is changed
    by what came out. Ten hours without anybody. All of it is steps that need the last."""
    lead = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=8_000)
    hand = w.client(w.model(MIDDLE), max_tokens=16_000, retries=5)
    review = w.client(w.model(LARGE), max_tokens=2_000)
    steps = Steps(11, 8_400, 2_600, 420, 880, 9.0)

    def part(at: float) -> float:
        for _ in range(3):
            at = steps.run(hand, at) + w.draw(30, 0.6)
            at = review.call(at, 3_100 + w.tokens(2_400, 0.6), w.tokens(230, 0.4)) + 0.2
            if w.rng.random() < 0.6:
                break
        return at

    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        at, plan = start, w.tokens(5_000, 0.3)
        for _ in range(w.count(3.2)):
            said = w.tokens(900, 0.3)
            at = lead.call(at, plan, said) + 0.5
            plan += said // 2
            parts: list[Row] = [part] * w.rng.randint(3, 7)
            at = pool(w, at, parts, 4, between_s=1.0) + 2.0


@kind("agentic")
def course_books_written_through(w: World) -> None:
    """A publisher of courses has a book written in an evening: an outline, then chapter after chapter, for which all
    that was written so far goes along, and after each a page of questions that its chapter is read for. One stream
    after the other, each some minutes long, for an hour or three. It looks like a loop over a list, but each chapter
    goes on from the last."""
    client = w.client(w.model(LARGE, MIDDLE, LARGE_OLDER), streamed=True, max_tokens=8_000)
    is_cached = w.rng.random() < 0.5
    for start in w.launches(w.count(5), OFFICE):
        outline = w.tokens(1_600, 0.25)
        at, written, warm = client.call(start, 900 + w.tokens(300, 0.6), outline) + 0.4, 900 + outline, 0
        for _ in range(w.rng.randint(7, 14)):
            chapter = min(7_900, w.tokens(2_900, 0.25))
            if is_cached:
                read = warm if warm else 0
                at = client.call(at, 180, chapter, read=read, write=written - read) + 0.3
                warm = written
            else:
                at = client.call(at, 180 + written, chapter) + 0.3
            at = client.call(at, 420 + chapter, w.tokens(480, 0.2)) + 0.3
            written += chapter


@kind("agentic")
def prompts_bettered_in_rounds(w: World) -> None:
    """A library betters a prompt by itself: thirty cases are answered side by side, a large model reads what went wrong
    and writes the prompt anew, the cases are answered once more; forty rounds, of which none can begin before the last
    is read. It looks like an evaluation that comes again and again; by batch it would take weeks. Started after
    lunch."""
    answer = w.client(w.model(SMALL, MIDDLE), max_tokens=600)
    think = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=4_000)
    width = w.pick(8, 16, 32)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        cases, prompt, at = [w.tokens(310, 0.6) for _ in range(max(6, min(60, w.count(26))))], w.tokens(280, 0.3), start
        for _ in range(w.rng.randint(18, 40)):
            tried = w.rng.sample(cases, max(4, len(cases) // 2)) if w.rng.random() < 0.4 else cases
            rows: list[Row] = [
                partial(answer.call, input_tokens=prompt + case, output_tokens=w.tokens(110, 0.4)) for case in tried
            ]
            at = pool(w, at, rows, width, between_s=0.004) + w.draw(0.3, 0.5)
            prompt = max(150, round(prompt * w.rng.uniform(0.85, 1.25)))
            at = think.call(at, 1_100 + prompt + 3 * 430, prompt + w.tokens(700, 0.4)) + 0.1


@kind("agentic", "interactive")
def customers_served_with_tools(w: World) -> None:
    """A shop's customers write in a window, and an agent looks up, asks back, sends a label or a person: one to five
    calls for each line of theirs, the last one streamed to them. They answer after twenty seconds or three minutes,
    some after lunch. By day, as shops are; where it does not know it hands over and ends."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=1_024)
    for start in w.arrivals(8.5, OFFICE):
        at, context, session = start, 5_100, w.name("window")
        for _ in range(2 + int(w.rng.expovariate(1 / 1.6))):
            context += w.tokens(24, 0.7)
            for step in range(steps := w.rng.choices((1, 2, 3, 5), (4, 4, 2, 1))[0]):
                said = w.tokens(62, 0.4)
                stop = "end_turn" if step == steps - 1 else "tool_use"
                end = client.call(at, context, said, session=session, stop=stop, tools=8)
                context += said + (0 if stop == "end_turn" else w.tokens(240, 0.7))
                at = end + w.draw(0.35, 0.7)
            at = end + 6 + (w.draw(38, 0.8) if w.rng.random() < 0.9 else w.draw(900, 0.6))


@kind("agentic")
def claims_argued_by_two(w: World) -> None:
    """Whether a claim is paid is argued by night: one model speaks for it, one against it, three rounds with all that
    was said before, and a third decides; six claims at a time through a workflow engine that takes a second or two from
    step to step. Clerks sign by day. A claim could wait until tomorrow; an argument cannot come before the one that it
    answers."""
    speak = w.client(w.model(MIDDLE, OLDER), max_tokens=900)
    decide = w.client(w.model(LARGE, MIDDLE), max_tokens=1_200)

    def claim(at: float) -> float:
        file = 1_500 + w.tokens(1_700, 0.6)
        for _ in range(6):
            said = w.tokens(260, 0.3)
            at = speak.call(at, file, said) + 0.3 + w.draw(1.1, 0.5)
            file += said
        return decide.call(at, 600 + file, w.tokens(310, 0.3))

    for start in w.timer((w.pick(20, 23, 3),), minute=30, weekdays=WEEKDAYS, late_s=12):
        rows: list[Row] = [claim] * w.count(12, factor=1.6)
        pool(w, start, rows, 6, between_s=1.5)


@kind("agentic")
def a_shop_clicked_through(w: World) -> None:
    """After each release of a shop's pages agents go through two dozen stories as a customer would, six browsers at a
    time: look, click, look, with the tree of the page and no picture, the last page and a list of what was done. A red
    story is tried again. Three releases a day; whoever released stands by, or not, but each click needs the last."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=500)

    def story(at: float) -> float:
        for _ in range(2 if w.rng.random() < 0.12 else 1):
            done = 0
            for step in range(steps := 4 + w.tokens(5, 0.4)):
                said = w.tokens(44, 0.3)
                page = min(20_000, w.tokens(3_300, 0.5))
                stop = "end_turn" if step == steps - 1 else "tool_use"
                at = client.call(at, 1_250 + done + page, said, stop=stop, tools=9) + 0.5 + w.draw(1.4, 0.6)
                done += 22
            at += w.draw(3, 0.5)
        return at

    for released in w.arrivals(0.62, OFFICE):
        rows: list[Row] = [story] * w.rng.randint(14, 22)
        pool(w, released + w.draw(200, 0.4), rows, 6, between_s=0.8)
