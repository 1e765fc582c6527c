"""Events behind which somebody may wait, or nobody: hooks, a mailbox, uploads, pushes. No log says."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def forms_through_a_workflow_tool(w: World) -> None:
    """Each form that is sent from a firm's page starts a workflow in a tool like n8n: a call says what it is about, a
    second writes a note for the CRM, and a mail goes to sales. In one firm somebody calls back within minutes, in the
    next they look on Friday. By day mostly, some at night; a fair brings a pile."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=600)

    def form(at: float) -> None:
        words = w.tokens(210, 0.8)
        end = client.call(at + w.draw(0.9, 0.5), 540 + words, w.tokens(16, 0.3))
        client.call(end + w.draw(0.5, 0.5), 880 + words, w.tokens(190, 0.35))

    for rhythm, per_day in ((OFFICE, 27), (HOME, 12)):
        for at in w.arrivals(per_day, rhythm):
            form(at)
    for fair in w.launches(2, OFFICE):
        for _ in range(w.count(35)):
            form(fair + w.rng.expovariate(1 / 2_400))


@kind("uncertain", is_decidable=False)
def mailbox_each_two_minutes(w: World) -> None:
    """A timer looks into a support mailbox every two minutes and takes what is new, mail after mail: what it wants, how
    urgent it is, who should have it. None or one, seven on Monday mornings. The mail then lies in a queue of people who
    may be before it or not."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500)
    tick_s, waiting = 120.0, dict[int, int]()
    for rhythm, per_day in ((OFFICE, 40), (ALWAYS, 6)):
        for at in w.arrivals(per_day, rhythm):
            tick = int(at // tick_s) + 1
            waiting[tick] = waiting.get(tick, 0) + 1
    for tick, mails in sorted(waiting.items()):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=1_250 + min(12_000, w.tokens(620, 0.9)),
                output_tokens=w.tokens(130, 0.3),
                stop="tool_use",
                tools=2,
            )
            for _ in range(mails)
        ]
        loop(w, tick * tick_s + w.draw(1.4, 0.4), rows, between_s=0.25)


@kind("uncertain", is_decidable=False)
def uploads_through_a_bucket(w: World) -> None:
    """A file that customers of a program for expenses put up lands in a bucket, which calls a function, one for a file,
    as many at a time as there are files: pages are read as pictures into a form. One or two mostly, thirty when
    somebody puts up a month of them. Some look at the form as it fills, others never do."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=1_200, retries=3)
    for start in w.arrivals(15, OFFICE):
        files = w.rng.choices((1, 2, 5, 12, 30), (8, 4, 2, 1, 0.5))[0]
        at = start
        for _ in range(files):
            pages = w.rng.choices((1, 2, 4), (6, 2, 1))[0]
            client.call(at + 0.5 + w.draw(0.9, 0.6), 900 + pages * 1_590, w.tokens(200, 0.4), stop="tool_use", tools=1)
            at += w.rng.expovariate(1 / 0.4)


@kind("uncertain", is_decidable=False)
def review_of_each_push(w: World) -> None:
    """When a branch is pushed, the pipeline has each changed file reviewed, four at a time, and a last call writes the
    comment out of what was found. Developers push in the middle of the day and three times in a row before they go
    home. Some wait for the comment before they ask a colleague, many read it the next day, and half are of a bot that
    raises versions."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000)
    whole = w.client(w.model(MIDDLE), max_tokens=1_500)
    rules = round(w.about(1_300))
    for push in w.arrivals(4.6, OFFICE):
        rows: list[Row] = [
            partial(
                client.call, input_tokens=rules + min(30_000, w.tokens(1_900, 0.9)), output_tokens=w.tokens(210, 0.7)
            )
            for _ in range(min(25, w.tokens(4, 0.8)))
        ]
        end = pool(w, push + 20 + w.draw(35, 0.6), rows, 4, between_s=0.05)
        whole.call(end + 0.3, 700 + 210 * len(rows), w.tokens(330, 0.4))


@kind("uncertain", is_decidable=False)
def tickets_told_by_a_hook(w: World) -> None:
    """A help desk calls a hook for each ticket that is opened: a small model says where it belongs, a larger one writes
    the answer that an agent may take over. By day the agent may have the ticket open already; at night and on Sundays
    it lies until somebody is there, and after an outage there are dozens of the same."""
    triage = w.client(w.model(SMALL), max_tokens=80)
    answer = w.client(w.model(MIDDLE, OLDER), max_tokens=900)

    def ticket(at: float) -> None:
        words = w.tokens(190, 0.8)
        end = triage.call(at + w.draw(0.4, 0.5), 820 + words, w.tokens(22, 0.3), stop="tool_use", tools=1)
        found = sum(w.tokens(380, 0.3) for _ in range(3))
        answer.call(end + w.draw(0.3, 0.5), 760 + found + words, w.tokens(200, 0.4))

    for rhythm, per_day in ((OFFICE, 22), (HOME, 11)):
        for at in w.arrivals(per_day, rhythm):
            ticket(at)
    outage = w.launches(1, OFFICE)[0]
    for _ in range(w.count(60)):
        ticket(outage + w.rng.gammavariate(2.0, 1_200))
