"""Each step needs the one before: a looker-up of prospects, terminals of a game studio, a reconciler of ledgers, an
assistant of a project tool."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def prospects_looked_up_by_an_outreach_agent(w: World) -> None:
    """A start-up sells an agent that looks up whom to write to: for each prospect of a customer's list it searches the
    web, opens the firm's pages, looks for news and open posts, and writes a first line. Lists are uploaded by day and
    gone through by a handful of workers; some customers have theirs topped up each morning. A person looks at the lines
    in the afternoon or next week. Nobody waits, yet what is opened next is in the last result."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=4)
    way = Steps(steps=6, system=round(w.about(2_600)), task=260, answer=120, result=1_250, tool_s=1.8)
    workers, has_daily = w.pick(3, 5, 8), w.rng.random() < 0.6
    lists = [(at, w.count(14, factor=1.8)) for at in w.launches(w.rng.randint(14, 22), OFFICE)]
    if has_daily:
        lists += [(at, w.count(5, factor=1.5)) for at in w.timer((7,), weekdays=WEEKDAYS)]
    for start, many in sorted(lists):
        rows: list[Row] = [partial(way.run, client) for _ in range(many)]
        pool(w, start + w.draw(5, 0.5), rows, workers, between_s=0.4)


@kind("agentic", "interactive")
def game_code_written_with_a_terminal_agent(w: World) -> None:
    """Programmers of a game studio work with an agent in the terminal: it reads files, edits, builds, runs the editor's
    tests, and builds take half a minute. Long contexts that are read from the cache, now and then a question for
    permission, then the next task in the same session after a look at the game. A small model words titles beside it.
    Some keep two sessions open. Each call carries the result of the one before."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=32_000, retries=10)
    titles = w.client(w.model(SMALL), streamed=True, max_tokens=512)
    task = Steps(
        steps=14,
        system=round(w.about(17_000, 1.2)),
        task=260,
        answer=230,
        result=820,
        tool_s=5.5,
        most_context=160_000,
        person_share=0.09,
    )
    devs = w.rng.randint(4, 15)
    for start in w.arrivals(1.1, OFFICE):
        at, session, user = start, w.name("term"), f"dev-{w.rng.randrange(devs)}"
        titles.call(at, 300 + w.tokens(120, 0.6), w.tokens(14, 0.3), session=session, user=user)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.0))):
            at = task.run(client, at, session, user) + 20 + w.draw(150, 1.1)


@kind("agentic")
def ledgers_reconciled_by_an_accounting_agent(w: World) -> None:
    """An accounting platform lets an agent go over its customers' bank accounts when a month is closed: it lists what
    is open, looks for bills and payments, asks for the mail behind one, books or marks it, and takes the next. Most
    runs are in the first ten days, from a queue with two to four at a time by night, and some each weekday for those
    who close weekly. Bookkeepers find a list in the morning. What is booked changes what is open, so no step can be
    written ahead."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_096, retries=5)
    way = Steps(steps=13, system=round(w.about(4_200)), task=900, answer=150, result=640, tool_s=0.9)
    slots = w.pick(2, 3, 4)
    for number, start in enumerate(w.timer((w.pick(20, 22, 23),), minute=0, late_s=15)):
        many = w.count(5, factor=1.4) if number < 10 else w.count(1.3, factor=1.8)
        rows: list[Row] = [partial(way.run, client, session=w.name("close")) for _ in range(many)]
        pool(w, start, rows, slots, between_s=2.0)


@kind("agentic", "interactive")
def boards_tidied_by_an_assistant_with_tools(w: World) -> None:
    """A project tool has an assistant that does what one tells it: "move all that is late to the next sprint and tell
    the owners". It lists, filters, changes and reads back, three to eight calls with tools of the product, then says
    what it did; the person looks at the board and asks for the next thing, or not. Office hours. The person waits for
    the whole, and each call waits for its tool."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=4_096)
    is_cached = w.rng.random() < 0.7
    first = Steps(
        steps=4.5, system=round(w.about(5_200, 1.3)), task=45, answer=95, result=520, tool_s=0.5, is_cached=is_cached
    )
    again = Steps(steps=3.5, system=8_500, task=35, answer=90, result=480, tool_s=0.5, is_cached=is_cached)
    for start in w.arrivals(11, OFFICE):
        user, session = w.name("member"), w.name("thread")
        end = first.run(client, start, session, user)
        while w.rng.random() < 0.42 and end - start < HOUR_S:
            end = again.run(client, end + 12 + w.draw(50, 0.9), session, user)
