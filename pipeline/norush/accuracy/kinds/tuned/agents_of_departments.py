"""Each step needs the one before: agents of accounts payable, of IT and of internal audit."""

from dataclasses import dataclass
from functools import partial
from math import inf

from norush.accuracy.calendar import DAY_S, DESK, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, World


@kind("agentic")
def invoices_that_match_no_order(w: World) -> None:
    """Four times a day an agent of accounts payable takes the invoices that match no order: it asks the books for the
    supplier, for open orders, for what was delivered, for the last invoices, compares, asks again under another number,
    and books it, or writes to a clerk what does not fit. Three at a time, five to fifteen steps each. The clerk reads
    it when there is time; but where it looks next hangs on what the books have said."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    rules, is_cached = round(w.about(2_600, 1.3)), w.rng.random() < 0.65
    run = Steps(w.about(7, 1.2), rules, 900, 110, 330, 1.2, is_cached=is_cached)
    for start in w.timer((7, 11, 14, 17), minute=w.pick(0, 10), weekdays=WEEKDAYS):
        rows: list[Row] = [partial(run.run, client, session=w.name("inv")) for _ in range(w.count(1.5, factor=1.8))]
        pool(w, start + w.draw(5, 0.5), rows, 3, between_s=0.3)


@kind("agentic")
def accounts_for_those_who_join(w: World) -> None:
    """A form of personnel starts an agent of IT for whoever joins or changes the team: it reads who needs what, makes
    the account, puts it into groups, orders a licence, waits for a machine for some seconds to half a minute, asks the
    manager for a yes and goes on when it comes, in an hour or on the next morning. Some each day, twice as many before
    the first and the fifteenth. It would all be in time tomorrow, but each step needs what the last one brought
    about."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=4)
    before = Steps(w.about(9, 1.2), round(w.about(4_600, 1.3)), 480, 105, 380, 4.5)
    after = Steps(w.about(5, 1.2), before.system + 3_000, 700, 105, 380, 4.5)
    ends = (w.month.length_s - 5 * DAY_S, 12 * DAY_S)
    for start in w.arrivals(3.2, DESK):
        is_eve = any(begin <= start < begin + 3 * DAY_S for begin in ends)
        for number in range(w.rng.randint(1, 3) if is_eve else 1):
            session = w.name("joiner")
            at = before.run(client, start + number * w.draw(70, 0.5), session=session)
            if w.rng.random() < 0.7:
                answered = w.draw(1.2 * HOUR_S, 0.9) if w.rng.random() < 0.6 else w.draw(18 * HOUR_S, 0.2)
                after.run(client, at + answered, session=session)


@dataclass(slots=True)
class _Terminal:
    """What a coding agent knows so far, all of it marked for the cache at each step."""

    client: Client
    known: int
    session: str
    user: str
    _cached: int = 0
    _end_s: float = -inf

    def step(self, at: float, said: int, *, is_last: bool) -> float:
        """One call on all that is known. Its end."""
        read = self._cached if at - self._end_s < 290 else 0
        stop = "end_turn" if is_last else "tool_use"
        self._end_s = self.client.call(
            at, 5, said, read=read, write=self.known - read, session=self.session, user=self.user, stop=stop, tools=14
        )
        self._cached = self.known
        self.known += said
        return self._end_s


@kind("agentic")
def infrastructure_changed_in_a_terminal(w: World) -> None:
    """Engineers of IT operations change networks and clusters with a coding agent in the terminal: it reads modules,
    edits two lines, has a plan made, which takes a minute, reads the plan, edits again; an apply takes five, and the
    cache has run out. Before each apply it asks, and somebody looks, or is at lunch. One call goes on from the last, so
    that none can be sent ahead."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=32_000, retries=8)
    small = w.client(w.model(SMALL), streamed=True, max_tokens=4_000, retries=8)
    people = max(2, w.count(6))
    for start in w.arrivals(1.25, OFFICE, factor=1.3):
        at, session, user = start, w.name("session"), f"op_{w.rng.randrange(people):03x}"
        small.call(at, 310 + w.tokens(70, 0.8), w.tokens(13, 0.3), session=session, user=user)
        thread = _Terminal(client, 18_500 + w.tokens(1_500, 0.5), session, user)
        for _ in range(1 + int(w.rng.expovariate(1 / 2.0))):
            thread.known += w.tokens(75, 0.9)
            steps = min(30, w.tokens(6, 0.7))
            for step in range(steps):
                end = thread.step(at, w.tokens(150, 0.9), is_last=step == steps - 1)
                tool = w.rng.choices(("read", "plan", "apply"), (10, 3, 0.6))[0]
                waited = {"read": w.draw(0.7, 0.9), "plan": w.draw(42, 0.5), "apply": w.draw(230, 0.8)}[tool]
                asked = w.draw(25, 1.3) if tool == "apply" else 0.0
                at = end + asked + waited
                thread.known += min(15_000, w.tokens(450 if tool == "read" else 1_300, 1.0))
            at += 25 + w.draw(150, 1.2)
            if thread.known > 140_000:  # the client sums up and goes on
                thread = _Terminal(client, 18_500 + w.tokens(5_000, 0.4), session, user)


@kind("agentic")
def controls_tested_by_an_agent(w: World) -> None:
    """Internal audit tests controls with a graph that an auditor starts: a sample of fifteen or twenty-five cases, and
    for each an agent asks for the approval, for the log, for the paper behind it, until it can say whether the control
    has held; four cases at a time, without a cache, and at the end a call over all of them. The auditor reads it next
    day. What a case needs next hangs on what was found, so that no step can be sent with the others."""
    client = w.client(w.model(OLDER, MIDDLE), max_tokens=2_500, retries=5)
    rules = round(w.about(1_900, 1.3))

    def case(at: float, session: str) -> float:
        known = rules + w.tokens(500, 0.5)
        for _ in range(w.rng.choices((2, 3, 4, 5, 8), (2, 4, 4, 2, 1))[0]):
            said = w.tokens(120, 0.4)
            at = client.call(at, known, said, session=session, stop="tool_use", tools=6) + w.draw(1.8, 0.8)
            known += said + min(12_000, w.tokens(950, 0.8))
        return client.call(at, known, w.tokens(240, 0.3), session=session, tools=6)

    for start in w.launches(w.rng.randint(6, 10), OFFICE):
        session = w.name("control")
        rows: list[Row] = [partial(case, session=session)] * w.count(w.pick(15, 15, 25), factor=1.1)
        end = pool(w, start + w.draw(4, 0.4), rows, 4, between_s=0.1)
        client.call(end + 0.4, rules + 260 * len(rows), min(2_500, w.tokens(1_300, 0.3)), session=session)
