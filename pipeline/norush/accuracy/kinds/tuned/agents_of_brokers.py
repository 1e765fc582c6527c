"""Each step needs the one before: data rooms, sheets of deals, payments that bounced, back-tests of a research firm."""

from functools import partial

from norush.accuracy.calendar import OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def data_rooms_walked_by_a_deal_agent(w: World) -> None:
    """Advisers on a sale have a list of questions put to the seller's data room: for each question an agent searches,
    opens two or three papers, looks for the annex one of them names, and writes an answer with its places. The list is
    started after the evening call or when new papers came, four questions at a time. The sheet is read next day, but
    where to look next stands in what was opened last."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_096, retries=5)
    way = Steps(
        steps=8, system=round(w.about(2_600)), task=160, answer=120, result=900, tool_s=1.2, most_context=60_000
    )
    width, is_named = w.pick(2, 4, 4, 6), w.rng.random() < 0.5
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        rows: list[Row] = [
            partial(way.run, client, session=w.name("question") if is_named else None)
            for _ in range(w.count(20, factor=1.5))
        ]
        pool(w, start, rows, width, between_s=0.3)


@kind("agentic", "interactive")
def deal_sheets_built_with_an_agent(w: World) -> None:
    """Analysts of an investment bank let an agent work in the workbook of a deal: it reads ranges, writes formulas,
    recalculates, sees a circle, mends it. One in five steps waits for the analyst to accept a change; then the next
    wish. Late evenings too. Each call needs what the workbook showed after the last."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=16_000, retries=4)
    task = Steps(
        steps=9, system=round(w.about(7_500, 1.3)), task=220, answer=210, result=650, tool_s=0.9, person_share=0.2
    )
    people = max(2, w.count(8))
    for start in w.arrivals(2.0, OFFICE):
        at, session, user = start, w.name("book"), f"analyst-{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            at = task.run(client, at, session, user) + 12 + w.draw(110, 1.0)


@kind("agentic")
def payments_that_bounced_mended_by_an_agent(w: World) -> None:
    """A payment firm has transfers that came back taken up by an agent each quarter of an hour of the working day: it
    reads the return code, looks at the mandate and the payee's history, asks the bank directory, and sends again,
    refunds or writes to the merchant. Three to seven calls each, some payments side by side; after a holiday a heap.
    Merchants see it by the evening. What it does next hangs on what a system has said."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=4_096, retries=4)
    way = Steps(steps=4.2, system=round(w.about(1_150)), task=240, answer=85, result=260, tool_s=0.6, is_cached=False)
    width, hours = w.pick(2, 3, 5), tuple(range(7, 19))
    looks = [at for minute in (0, 15, 30, 45) for at in w.timer(hours, minute=minute, weekdays=WEEKDAYS, late_s=3)]
    for start in sorted(looks):
        found = w.rng.choices((0, 1, 2, 5), (6, 4, 2, 1))[0]
        rows: list[Row] = [partial(way.run, client)] * round(
            found * w.about(0.25, 1.3) * w.scale + w.rng.random() * 0.6
        )
        if rows:
            pool(w, start + w.draw(1.5, 0.4), rows, width, between_s=0.2)


@kind("agentic", "interactive")
def backtests_written_with_a_coding_agent(w: World) -> None:
    """A research firm for investors writes its signals with a coding agent in the terminal: it reads the library,
    edits, runs the back-test, looks at the table, mends. A dozen steps a task and one wish after the other; a run of
    the test takes from seconds to minutes. Some tasks are left to themselves over lunch, and some somebody watches.
    Each call has the last result in it."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=16_000, retries=8)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    task = Steps(
        steps=12, system=round(w.about(13_000, 1.2)), task=350, answer=230, result=750, tool_s=4.0, person_share=0.08
    )
    people = w.rng.randint(3, 9)
    for start in w.arrivals(1.1, OFFICE):
        at, session, user = start, w.name("cli"), f"quant-{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 0.9))):
            at = task.run(client, at, session, user) + 15 + w.draw(140, 1.1)
