"""Each step needs the one before: agents that write code, settle claims, plan trips, play games, check facts."""

from dataclasses import dataclass
from functools import partial
from math import inf

from norush.accuracy.calendar import HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, World


@dataclass(slots=True)
class _Thread:
    """What an agent has said and seen so far, all of it marked for the cache at each step."""

    client: Client
    known: int
    session: str | None = None
    user: str | None = None
    tools: int = 12
    _cached: int = 0
    _end_s: float = -inf

    def step(self, at: float, said: int, *, is_last: bool = False) -> float:
        """One call on what is known; what it says is known after. Its end."""
        read = self._cached if at - self._end_s < 290 else 0
        stop = "end_turn" if is_last else "tool_use"
        self._end_s = self.client.call(
            at, 3, said, read=read, write=self.known - read,
            session=self.session, user=self.user, stop=stop, tools=self.tools,
        )  # fmt: skip
        self._cached = self.known
        self.known += said
        return self._end_s


@kind("agentic")
def terminal_agents_of_a_vendor(w: World) -> None:
    """Developers of a software vendor work with a coding agent in the terminal, each with the model of their choice: a
    wish of theirs is a loop of reading, editing and testing; a small model names the session, and a helper on it now
    and then looks for something by itself. Between wishes they read, or are in a meeting and the cache runs out. Every
    call goes on from the last, so that none can be sent ahead."""
    large = [
        w.client(w.model(model), streamed=True, max_tokens=32_000, retries=5)
        for model in (MIDDLE, MIDDLE, OLDER, LARGE)
    ]
    small = w.client(w.model(SMALL), streamed=True, max_tokens=8_000, retries=5)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    people = max(2, w.count(7))

    def search(at: float, session: str, user: str) -> float:
        helper = _Thread(small, 7_500, session, user)
        for _ in range(w.rng.randint(3, 8)):
            at = helper.step(at, w.tokens(110, 0.5)) + w.draw(0.6, 0.7)
            helper.known += min(9_000, w.tokens(900, 0.9))
        return at

    for start in w.arrivals(1.3, OFFICE, factor=1.2):
        at, session, user = start, w.name("session"), f"user_{w.rng.randrange(people):04x}"
        main = _Thread(w.pick(*large), 16_500, session, user)
        small.call(at, 280 + w.tokens(60, 0.8), w.tokens(12, 0.3), session=session, user=user)
        for _ in range(1 + int(w.rng.expovariate(1 / 2.4))):
            main.known += w.tokens(70, 0.9)
            steps = min(40, w.tokens(6, 0.8))
            for step in range(steps):
                at = main.step(at, w.tokens(170, 0.8), is_last=step == steps - 1) + w.draw(2.5, 1.2)
                if step == 0 and w.rng.random() < 0.12:
                    at = search(at, session, user)
                main.known += min(12_000, w.tokens(650, 1.1))
            at += 20 + w.draw(160, 1.2)
            if main.known > 130_000:  # the client sums up and goes on
                main = _Thread(main.client, 16_500 + w.tokens(4_000, 0.4), session, user)


@kind("agentic")
def issues_given_to_a_bot(w: World) -> None:
    """An issue with a certain label starts an agent in the pipeline of a software house: the runner comes up, the agent
    reads, changes, runs the tests for half a minute or more, and opens a request; a remark in the review starts it
    again for some steps. Nobody looks on, and it would be in time tomorrow, but what it does next hangs on what the
    tests say."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=16_000, retries=6)
    for start in w.arrivals(1.2, OFFICE):
        at, steps = start, w.tokens(24, 0.45)
        for _ in range(w.rng.choices((1, 2, 3), (6, 3, 1))[0]):
            run = _Thread(client, 12_000 + w.tokens(700, 0.7), w.name("run"), tools=8)
            at += 35 + w.draw(20, 0.5)
            for step in range(steps):
                tool_s = w.draw(35, 0.6) if w.rng.random() < 0.25 else w.draw(0.8, 0.9)
                at = run.step(at, w.tokens(210, 0.8), is_last=step == steps - 1) + tool_s
                run.known += min(10_000, w.tokens(620, 1.0))
            at += w.draw(5_000, 1.0)
            steps = w.tokens(9, 0.5)


@kind("agentic", "interactive")
def returns_settled_in_a_chat(w: World) -> None:
    """A shop's chat sends things back and money too: the customer writes, the agent looks at the order, at the rules of
    returns, makes the label, and answers, one to four calls for each line of the customer, of which the last is shown
    as it streams. The customer waits, and each call needs what the tool has said."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=1_024)
    rules, is_cached = round(w.about(4_300, 1.2)), w.rng.random() < 0.6
    for start in w.arrivals(9.5, HOME):
        at, session = start, w.name("chat")
        before, talk = Prefix(rules if is_cached else 0), 0 if is_cached else rules
        for _ in range(1 + int(w.rng.expovariate(1 / 2.0))):
            talk += w.tokens(24, 0.7)
            steps = w.rng.choices((1, 2, 3, 4), (4, 4, 2, 1))[0]
            for step in range(steps):
                said = w.tokens(110, 0.4) if step == steps - 1 else w.tokens(48, 0.3)
                stop = "end_turn" if step == steps - 1 else "tool_use"
                end = before.call(client, at, talk, said, session=session, stop=stop, tools=6)
                talk += said + (0 if step == steps - 1 else w.tokens(260, 0.7))
                at = end + w.draw(0.4, 0.6)
            at = end + 4 + w.draw(32, 0.9)


@kind("agentic")
def claims_looked_into_by_an_agent(w: World) -> None:
    """In the evening an insurer's graph of agents looks into the claims of the day that a rule has marked: it asks for
    the policy, former claims, the weather, the photos, thinks what does not fit, asks on, and writes a note; six claims
    side by side at most, eight to fifteen calls each. The note is read the next days; but each step stands on the
    last."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)

    def claim(at: float) -> float:
        known = 2_900 + w.tokens(1_300, 0.5)
        for _ in range(5 + w.tokens(4, 0.4)):
            said = w.tokens(140, 0.5)
            at = client.call(at, known, said, stop="tool_use", tools=8) + w.draw(1.3, 0.8)
            known += said + min(4_000, w.tokens(520, 0.8))
        return client.call(at, known, w.tokens(520, 0.3), tools=8)

    for start in w.timer((w.pick(18, 19, 21),), minute=0, weekdays=WEEKDAYS):
        rows: list[Row] = [claim] * w.count(2.7, factor=1.8)
        pool(w, start + w.draw(9, 0.5), rows, 6, between_s=0.2)


@kind("agentic")
def trips_put_together_from_a_mail(w: World) -> None:
    """A travel agency gives mails with wishes for a trip to an agent: it searches flights, looks at hotels, throws one
    out, searches again, and puts an offer into the file of the adviser, who looks it over when there is time. Six to
    fifteen calls with searches of some seconds between; where it looks next depends on what it has found."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=3_000, retries=3)
    for arrival in sorted(w.arrivals(1.6, OFFICE) + w.arrivals(1.3, HOME)):
        at, known, session = arrival + w.draw(20, 0.8), 2_400 + w.tokens(260, 0.7), w.name("wish")
        for _ in range(4 + w.tokens(4, 0.4)):
            said = w.tokens(105, 0.4)
            at = client.call(at, known, said, session=session, stop="tool_use", tools=7) + 0.5 + w.draw(3.2, 0.7)
            known += said + min(6_000, w.tokens(800, 0.7))
        client.call(at, known, w.tokens(850, 0.3), session=session, tools=7)


@kind("agentic")
def complaints_in_eight_steps(w: World) -> None:
    """A supplier of parts works off complaints in the eight steps of its trade: team, problem, first measure, cause and
    so on, each written on the papers and on all steps before. After the third and the fifth an engineer reads and lets
    it go on, in an hour or on the next day. Nobody sits before it, but no step can be written without the last."""
    client = w.client(w.model(OLDER, LARGE, MIDDLE), max_tokens=2_500, retries=3)
    for start in w.arrivals(1.7, OFFICE):
        at, papers, so_far, session = start, 1_500 + w.tokens(4_600, 0.6), 0, w.name("8d")
        for step in range(8):
            said = w.tokens(330, 0.4)
            at = client.call(at, papers + so_far, said, session=session) + w.draw(0.5, 0.4)
            so_far += said
            if step in (2, 4):
                at += w.draw(2_400, 1.3)


@kind("agentic")
def play_testers_of_a_build(w: World) -> None:
    """A game studio has its nightly build played by agents: a picture of the screen, a thought, a key, the next
    picture, some dozens of times to a level, two levels side by side on each machine and another after that. The
    last three pictures go along. Testers read the list of what got stuck at ten; a key can only be chosen on the
    picture that the last one made."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500, retries=3)

    def level(at: float, session: str) -> float:
        notes = 0
        for step in range(12 + w.tokens(20, 0.5)):
            pictures = min(3, step + 1) * 1_400
            said = w.tokens(75, 0.4)
            at = client.call(at, 1_500 + notes + pictures, said, session=session, stop="tool_use", tools=4)
            at += 1.2 + w.draw(1.1, 0.5)
            notes = min(3_000, notes + said)
        return at

    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(15, 45), weekdays=(1, 2, 3, 4, 5), late_s=400):
        rows: list[Row] = [partial(level, session=w.name("level")) for _ in range(w.count(2.2, factor=1.5))]
        pool(w, start, rows, 2, between_s=20)


@kind("agentic")
def firms_in_a_sheet_looked_up(w: World) -> None:
    """An agency has the firms of a sheet looked up: for each an agent searches the web, opens a page or two, and fills
    in who decides and what they buy; ten firms at a time, a script that somebody starts and comes back to after lunch.
    The sheet could wait a night, but within a firm the next search is made of what the last one brought."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_024, retries=5)
    width = w.pick(5, 10, 10)

    def firm(at: float) -> float:
        known = 1_250 + w.tokens(40, 0.4)
        for _ in range(w.rng.choices((1, 2, 3, 5, 7), (1, 3, 4, 2, 1))[0]):
            said = w.tokens(70, 0.3)
            at = client.call(at, known, said, stop="tool_use", tools=2) + w.draw(1.5, 0.6)
            known += said + min(9_000, w.tokens(1_700, 0.7))
        return client.call(at, known, w.tokens(210, 0.3), tools=2)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [firm] * w.count(44, factor=1.5)
        pool(w, start, rows, width, between_s=0.05)


@kind("agentic", "interactive")
def risk_desk_asks_its_data(w: World) -> None:
    """At a bank's risk desk people ask in words for exposures and limits: an agent looks which tables there are, writes
    a query, mends it when it fails, sometimes draws, and answers as it streams; everything so far is marked for the
    cache. They ask on for a quarter of an hour. Each call needs the last one's result, and a person waits for the
    end."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_000)
    people = max(3, w.count(16))
    for start in w.arrivals(5.2, OFFICE):
        at = start
        thread = _Thread(client, 6_800, w.name("thread"), f"desk-{w.rng.randrange(people)}", tools=5)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.8))):
            thread.known += w.tokens(32, 0.7)
            for _ in range(w.rng.choices((1, 2, 3, 5), (2, 4, 3, 1))[0]):
                at = thread.step(at, w.tokens(150, 0.5)) + w.draw(1.8, 0.9)
                thread.known += min(8_000, w.tokens(600, 0.9))
            end = thread.step(at, w.tokens(230, 0.5), is_last=True)
            at = end + 10 + w.draw(90, 1.0)


@kind("agentic", "interactive")
def facts_of_an_article_checked(w: World) -> None:
    """A magazine's desk has the facts of an article checked before print: a first call lists what is claimed, for each
    of a dozen claims an agent searches two to four times, five claims side by side, and a last call writes the report.
    Five minutes in all, in which the editor does something else or waits. Claims hang on the list, searches on
    searches."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=3_000, retries=3)

    def claim(at: float) -> float:
        known = 1_050 + w.tokens(60, 0.4)
        for _ in range(w.rng.randint(2, 4)):
            said = w.tokens(60, 0.4)
            at = client.call(at, known, said, stop="tool_use", tools=2) + w.draw(1.2, 0.6)
            known += said + min(7_000, w.tokens(1_200, 0.6))
        return client.call(at, known, w.tokens(150, 0.3), tools=2)

    for start in w.arrivals(1.5, OFFICE):
        text = w.tokens(2_300, 0.5)
        at = client.call(start, 700 + text, w.tokens(520, 0.3)) + 0.1
        rows: list[Row] = [claim] * w.rng.randint(7, 15)
        at = pool(w, at, rows, 5, between_s=0.05)
        client.call(at + 0.1, 900 + text + 160 * len(rows), w.tokens(950, 0.3))
