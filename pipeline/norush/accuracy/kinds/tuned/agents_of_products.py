"""Each step needs the one before: a builder of apps, a finder of dates, a mender of records, talks with made-up
users."""

from functools import partial
from math import inf

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic", "interactive")
def apps_built_by_talking(w: World) -> None:
    """On a platform people have small apps built by saying what they want: the agent reads files, writes some, builds,
    mends what the build says, and shows the page; a small model gives the project its name. Then they look, and want it
    otherwise, three times or ten, in the evening and at weekends most. All before is marked for the cache. They wait
    for the page, and each step is made of what the last one brought."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=16_000, retries=4)
    small = w.client(w.model(SMALL), max_tokens=60)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    frame = round(w.about(9_500, 1.2))
    for start in w.arrivals(1.15, HOME):
        at, session, user = start, w.name("project"), f"acct_{w.rng.getrandbits(24):06x}"
        small.call(at, 210 + w.tokens(50, 0.7), w.tokens(7, 0.3), session=session, user=user)
        known, cached, end = frame, 0, -inf
        for _ in range(1 + int(w.rng.expovariate(1 / 2.7))):
            known += w.tokens(45, 0.8)
            steps = min(25, w.tokens(5, 0.7))
            for step in range(steps):
                is_last = step == steps - 1
                said = w.tokens(140, 0.4) if is_last else min(9_000, w.tokens(330, 1.1))
                warm = cached if at - end < 290 else 0
                stop = "end_turn" if is_last else "tool_use"
                end = client.call(
                    at, 3, said, read=warm, write=known - warm, session=session, user=user, stop=stop, tools=10
                )
                cached = known
                known += said + (0 if is_last else min(8_000, w.tokens(350, 1.0)))
                at = end + (w.draw(6, 0.5) if w.rng.random() < 0.3 else w.draw(0.25, 0.6))
            at = end + 15 + w.draw(100, 1.1)
            if known > 120_000:
                break


@kind("agentic")
def dates_found_by_mail(w: World) -> None:
    """A calendar product has an assistant that is put in copy: a mail comes in, it reads who wants what, asks for the
    calendars of both sides, proposes, books or answers, two to five calls; the other side writes back in an hour or on
    the next day and it goes on with the whole thread. A mail may wait some minutes, but no call can be made before the
    calendar has answered the last."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=3)
    rules, is_named = round(w.about(2_100)), w.rng.random() < 0.7
    for start in w.arrivals(9, OFFICE):
        at, thread, session = start, 0, w.name("thread") if is_named else None
        for _ in range(1 + int(w.rng.expovariate(1 / 1.3))):
            at += w.draw(6, 0.6)
            thread += w.tokens(230, 0.7)
            seen = 0
            for _ in range(w.rng.choices((1, 2, 3, 4), (3, 4, 3, 1))[0]):
                said = w.tokens(75, 0.35)
                at = client.call(at, rules + thread + seen, said, session=session, stop="tool_use", tools=6)
                seen += said + min(3_000, w.tokens(330, 0.6))
                at += w.draw(0.7, 0.6)
            said = w.tokens(130, 0.35)
            at = client.call(at, rules + thread + seen, said, session=session, tools=6)
            thread += said
            at += w.draw(6_000, 1.4)


@kind("agentic")
def crm_records_mended_by_night(w: World) -> None:
    """A CRM keeps its customers' records in order by night: for each record that a rule has marked an agent looks for
    doubles, opens two or three, compares, looks at the last mails, and merges or leaves it with a note; five records
    side by side, a tenant after the other. The notes lie there in the morning, nobody waits; but which record to open
    comes out of the search before, and within a record nothing can be sent ahead."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_024, retries=4)
    rules = round(w.about(1_700))

    def record(at: float) -> float:
        known = rules + w.tokens(320, 0.5)
        for _ in range(1 + min(8, w.tokens(3, 0.5))):
            said = w.tokens(80, 0.4)
            at = client.call(at, known, said, stop="tool_use", tools=5) + w.draw(0.35, 0.7)
            known += said + min(5_000, w.tokens(520, 0.7))
        return client.call(at, known, w.tokens(110, 0.3), tools=5)

    for start in w.timer((w.pick(0, 1, 3),), minute=w.pick(0, 30), weekdays=(1, 2, 3, 4, 5)):
        at = start + w.draw(8, 0.5)
        for _ in range(w.rng.randint(2, 5)):
            rows: list[Row] = [record] * w.count(4.4, factor=1.6)
            at = pool(w, at, rows, 5, between_s=0.1) + w.draw(4, 0.6)


@kind("agentic")
def made_up_users_against_a_bot(w: World) -> None:
    """A maker of chat bots tries each version against made-up users: a model plays a customer with a wish and a temper,
    the bot answers, the customer goes on, four to nine lines each, and a last call marks the talk; five talks side by
    side. By the pipeline on three nights a week and by hand before a release. It is an examination and could wait for a
    day, but each line answers the one before."""
    bot = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=3)
    player = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=3)
    judge = w.client(w.model(OLDER, LARGE), max_tokens=700, retries=3)
    rules, is_named = round(w.about(2_000)), w.rng.random() < 0.4
    wishes = [(w.tokens(380, 0.3), w.rng.randint(4, 9)) for _ in range(w.count(13, factor=1.2))]

    def talk(at: float, wish: int, lines: int) -> float:
        so_far, session = 0, w.name("sim") if is_named else None
        for _ in range(lines):
            asked, said = w.tokens(38, 0.5), w.tokens(150, 0.4)
            at = player.call(at, wish + so_far, asked, session=session) + 0.02
            at = bot.call(at, rules + so_far + asked, said, session=session) + 0.02
            so_far += asked + said
        return judge.call(at, 800 + so_far, w.tokens(160, 0.3), session=session)

    starts = w.timer((2,), minute=w.pick(0, 20), weekdays=(1, 3, 5), late_s=60) + w.launches(3, OFFICE)
    for start in sorted(starts):
        rows: list[Row] = [partial(talk, wish=wish, lines=lines) for wish, lines in wishes]
        pool(w, start + w.draw(20, 0.4), rows, 5, between_s=0.05)
