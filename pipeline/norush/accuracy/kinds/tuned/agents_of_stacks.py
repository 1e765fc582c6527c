"""Each step needs the one before: coding agents without a head, an agent in a flow, a durable one, one that clicks."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def files_moved_by_agents_without_a_head(w: World) -> None:
    """An engineer moves a code base to another framework with a coding agent that is called from the shell, a prompt
    and a file name for each, three processes side by side through xargs: it reads, edits, runs the tests, mends. Tried
    with two files by day, then a list before lunch or in the evening; what failed is done again. No one looks on, but
    each call needs what the last command printed."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", "anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=16_000, retries=8)
    width = w.pick(2, 3, 4)
    steps = Steps(steps=10, system=round(w.about(11_000, 1.3)), task=600, answer=190, result=800, tool_s=2.6)

    def file(at: float) -> float:
        return steps.run(client, at, w.name("run")) + w.draw(1.5, 0.4)

    for start in w.launches(w.rng.randint(4, 5), OFFICE):
        files = w.count(9, factor=1.5)
        tried = loop(w, start, [file] * min(2, files), between_s=40)
        end = pool(w, tried + w.draw(9 * MINUTE_S, 0.7), [file] * files, width, between_s=0.8)
        again = sum(w.rng.random() < 0.15 for _ in range(files))
        if again:
            pool(w, end + w.draw(40 * MINUTE_S, 0.9), [file] * again, width, between_s=0.8)


@kind("agentic")
def mails_handled_by_an_agent_node(w: World) -> None:
    """A small company has a flow in an automation tool: a trigger looks into a mailbox each minute, and each mail goes
    to the agent node with four tools - customers, orders, calendar, draft. It asks, gets, asks again, three to six
    calls, mail after mail, and puts a draft beside the mail. Somebody sends it that day or the next. What it does next
    hangs on what a tool has given."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_048, retries=2)
    rules, free = round(w.about(1_900)), 0.0
    for came in sorted(w.arrivals(12, OFFICE) + w.arrivals(2.5, ALWAYS)):
        seen = (came // MINUTE_S + 1) * MINUTE_S + w.draw(1.2, 0.4)
        at, known = max(seen, free), rules + min(6_000, w.tokens(380, 0.8))
        for _ in range(w.rng.choices((1, 2, 3, 4, 5), (1, 4, 4, 2, 1))[0]):
            said = w.tokens(75, 0.4)
            at = client.call(at, known, said, stop="tool_use", tools=4) + w.draw(0.7, 0.6)
            known += said + min(3_000, w.tokens(330, 0.8))
        free = client.call(at, known, w.tokens(210, 0.5), tools=4) + w.draw(0.4, 0.5)


@kind("agentic")
def suppliers_checked_by_a_durable_agent(w: World) -> None:
    """A company checks new suppliers with an agent whose loop is a workflow that survives restarts: each call of the
    model and each look into a register is an activity of its own, retried for as long as it takes. After the first
    report it sleeps until somebody has said yes or asked for more, an hour or two days, and then goes on with all that
    was before. Each step is decided by the answer of the last."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=0)
    frame, is_named = round(w.about(2_900)), w.rng.random() < 0.6

    def activity(at: float, known: int, said: int, session: str | None, stop: str) -> float:
        for attempt in range(6):
            end = client.call(at, known, said, session=session, stop=stop, tools=6)
            if not w.calls or w.calls[-1].status == "succeeded":
                return end
            at = end + 1.0 * 2**attempt
        return at

    for start in w.arrivals(2.1, OFFICE):
        session = w.name("workflow") if is_named else None
        at, known = start + w.draw(0.5, 0.4), frame + w.tokens(350, 0.4)
        for part in range(w.rng.choices((1, 2, 3), (3, 5, 1))[0]):
            for _ in range(min(18, w.tokens(7 if part == 0 else 3, 0.5))):
                said = w.tokens(110, 0.5)
                at = activity(at, known, said, session, "tool_use") + 0.05 + w.draw(1.8, 1.0)
                known = min(40_000, known + said + min(5_000, w.tokens(520, 0.9)))
            said = w.tokens(520, 0.4)
            at = activity(at, known, said, session, "end_turn") + w.draw(5 * HOUR_S, 1.0)
            known += said + w.tokens(60, 0.6)


@kind("agentic")
def screens_tested_by_an_agent_in_ci(w: World) -> None:
    """A house that makes a web app has an agent click through its scenarios in the pipeline each weekday night, and
    once more before a release: a browser that it steers by tools, some runners, a page tree or a picture after each
    step. It says pass or fail at the end. Developers look in the morning, yet a step cannot be asked for before the
    page of the last one is there."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=4_096, retries=4)
    runners, is_named = w.pick(2, 3, 4), w.rng.random() < 0.5
    steps = Steps(
        steps=12, system=round(w.about(5_200)), task=280, answer=95, result=900, tool_s=1.7, most_context=40_000
    )
    nights = w.timer((w.pick(1, 2, 3),), minute=w.pick(0, 23), weekdays=WEEKDAYS, late_s=90)
    for start in sorted(nights + w.launches(3, OFFICE)):
        rows: list[Row] = [
            partial(steps.run, client, session=w.name("spec") if is_named else None)
            for _ in range(w.count(5, factor=1.3))
        ]
        pool(w, start + w.draw(70, 0.3), rows, runners, between_s=4.0)
