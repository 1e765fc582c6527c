"""Nobody waits for the single answer: scheduled, queued, sampled, resumed, replayed, and paced by what others allow."""

from functools import partial
from heapq import heappop, heappush
from math import isclose

from norush.accuracy.calendar import DAY_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool, rows_of
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, Client, World


@kind("batchable")
def dags_caught_up(w: World) -> None:
    """A daily graph of three tasks was paused for weeks and is switched on with "catch up": its days run three side by
    side, each task a loop over its rows some seconds after the one before, and a task that fails begins again after
    five minutes. From then on one day a night. Old days are in no hurry, and new ones are read in the morning."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500)
    count = w.count(13)

    def day(at: float) -> float:
        rows = max(2, round(count * w.rng.uniform(0.6, 1.4)))
        for size, prompt, answer in ((rows, 620, 25), (max(1, rows // 3), 1_400, 140), (1, 2_600, 420)):
            task = rows_of(client, size, prompt, answer, fixed=300)
            at += w.rng.uniform(2, 11)  # the scheduler looks every few seconds
            if w.rng.random() < 0.05:
                at = loop(w, at, task[: 1 + size // 2]) + 5 * MINUTE_S
            at = loop(w, at, task, 0.03)
        return at

    caught_up = w.launches(1, OFFICE)[0]
    caught_up = min(caught_up, 0.6 * w.month.length_s)
    pool(w, caught_up, [day] * w.rng.randint(24, 45), 3, between_s=6)
    for start in w.timer((w.pick(2, 3, 4),), 0, late_s=8):
        if start > caught_up:
            day(start)


@kind("batchable")
def votes_of_sixteen(w: World) -> None:
    """A benchmark of reasoning: each question is asked sixteen times with the same prompt and the answers vote. They
    differ in length a hundredfold, some reach the limit, and at the end two workers of thirty wait for the last. By a
    library that streams; started by hand and forgotten."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=16_000, retries=6)
    workers = w.pick(16, 32, 48)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        rows: list[Row] = []
        for _ in range(w.count(34)):
            prompt, hard = w.tokens(210, 0.4), w.draw(2_200, 0.7)

            def sample(at: float, prompt: int = prompt, hard: float = hard) -> float:
                return client.call(at, prompt, w.tokens(hard, 0.7))

            rows += [sample] * 16
        pool(w, start, rows, workers, between_s=0.01)


@kind("batchable")
def essays_after_the_deadline(w: World) -> None:
    """Homework is due on Sunday at midnight and then graded by a rubric that lies in the cache: one call to put it
    there, all essays once, all again in another order, and a third time where the two differ. Grades are shown on
    Wednesday. Every call names a pupil and ends in a form."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=700)
    rubric = round(w.about(5_500))
    for start in w.timer((23,), 59, weekdays=(6,), late_s=25):
        essays = [(w.tokens(900, 0.35), f"pupil-{number}") for number in range(w.count(115))]

        def grade(at: float, essay: int, pupil: str, read: int = rubric) -> float:
            return client.call(
                at, essay, w.tokens(190, 0.3), read=read, write=rubric - read, user=pupil, stop="tool_use", tools=1
            )

        at, disputed = grade(start, *essays[0], read=0), [one for one in essays if w.rng.random() < 0.28]
        for part in (essays[1:], w.rng.sample(essays, len(essays)), disputed):
            rows: list[Row] = [partial(grade, essay=essay, pupil=pupil) for essay, pupil in part]
            at = pool(w, at, rows, 6, between_s=0.03) + w.draw(1, 0.5) if rows else at


@kind("batchable")
def checklist_for_each_contract(w: World) -> None:
    """The contracts of the day go through a checklist of some twenty questions at eight in the evening, one question
    after the other with the contract in the cache, two contracts side by side. A session each, a prompt that is read
    again and again: it looks like somebody who talks with a document, but no question needs the answer before."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=400)
    questions = w.rng.randint(17, 26)

    def contract(at: float) -> float:
        text, session, read = w.tokens(13_000, 0.6), w.name("doc"), 0
        for _ in range(questions):
            end = client.call(
                at, 60 + w.tokens(45, 0.4), w.tokens(85, 0.5), read=read, write=text - read, session=session
            )
            at, read = end + w.draw(0.02, 0.5), text
        return at

    for start in w.timer((20,), weekdays=WEEKDAYS, late_s=10):
        pool(w, start, [contract] * w.count(4.5, factor=2), 2, between_s=0.4)


@kind("batchable")
def prelabels_by_limited_workers(w: World) -> None:
    """Before people correct them, pictures get labels from a model: some processes of a task queue, each of which may
    begin one task every few seconds and does not know of the others. When a project is opened, a few times a month;
    the correctors begin next week. Every answer is a call of one tool."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400)
    w.user_agent = "Go-http-client/2.0"
    every, processes = w.pick(2.0, 4.0, 6.0), w.pick(4, 6, 9)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        for rows in _dealt(w.count(460), processes):
            at = start + w.rng.random() * every
            for _ in range(rows):
                picture = 800 + w.pick(1_030, 1_550, 1_550, 1_590)
                end = client.call(at, picture, w.tokens(105, 0.4), stop="tool_use", tools=1)
                at = max(at + every, end) + w.draw(0.02, 0.7)


def _dealt(rows: int, hands: int) -> list[int]:
    """So many rows dealt to so many hands."""
    return [rows // hands + (hand < rows % hands) for hand in range(hands)]


@kind("batchable")
def preempted_runs(w: World) -> None:
    """Training data written on machines that are cheap because they are taken away: after some minutes all calls break
    off, an hour or four later another machine goes on from the last twenty-five rows saved, until all are there. Over
    a day or two, without a clock."""
    client = w.client(w.model(LARGE_OLDER, MIDDLE, LARGE), streamed=True, max_tokens=8_000)
    workers = w.pick(4, 6, 10)
    for start in w.launches(2, OFFICE):
        at, left = start, w.count(420)
        for _ in range(60):
            if left <= 0:
                break
            taken_at = at + 60 + w.rng.expovariate(1 / 1_100)
            done = _until(client, at, left, workers, taken_at)
            left -= done if done == left else done // 25 * 25
            at = taken_at + 40 + w.draw(5_400, 1.1)


def _until(client: Client, at: float, rows: int, workers: int, taken_at: float) -> int:
    """Runs rows until the machine is taken away: how many were done."""
    world, done, begun = client.world, 0, 0
    free: list[float] = []
    for worker in range(workers):
        heappush(free, at + 0.01 * worker)
    while begun < rows and (now := heappop(free)) < taken_at:
        end = client.abort(now, 640 + world.tokens(160, 0.5), world.tokens(2_300, 0.45), taken_at - now)
        done, begun = done + (not isclose(end, taken_at, abs_tol=1e-4)), begun + 1
        heappush(free, end + world.draw(0.01, 0.5))
    return done


@kind("batchable")
def every_host_with_splay(w: World) -> None:
    """Each of some thirty servers sums up its own log of the day: a timer at two at night with a random delay of up to
    an hour on each, so that they do not all come at once; two or three parts a server, one after the other. Between
    two and three calls come as they like, and never otherwise. Read with the first coffee, if at all."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600)
    w.user_agent = w.pick("curl/8.5.0", "python-requests/2.32", w.user_agent)
    hosts, splay_s = w.count(30), w.pick(1_200.0, 2_700.0, 3_600.0)
    for night in w.timer((2,), 0, late_s=0.3):
        for _ in range(hosts):
            loop(w, night + w.rng.random() * splay_s, rows_of(client, w.rng.randint(1, 4), 5_200, 210, fixed=350), 0.3)


@kind("batchable")
def recorded_chats_replayed(w: World) -> None:
    """Chats of last week are sent once more to two models, each turn with the history that was recorded, ten turns at a
    time in the order in which they came; the two answers are compared later. It has the sessions, the users and the
    growing prompts of a chat, but all turns are known from the start."""
    old, new = w.client(w.model(OLDER, MIDDLE), max_tokens=1_024), w.client(w.model(MIDDLE, LARGE), max_tokens=1_024)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        turns: list[tuple[float, int, str, str]] = []
        for _ in range(w.count(120)):
            said_at, history, session, user = w.rng.random() * DAY_S, 1_150, w.name("s"), w.name("u")
            for _ in range(1 + int(w.rng.expovariate(1 / 2.6))):
                history += w.tokens(55, 0.7)
                turns.append((said_at, history, session, user))
                history += w.tokens(210, 0.5)
                said_at += 20 + w.draw(45, 0.8)

        def turn(at: float, prompt: int, session: str, user: str) -> float:
            return max(
                client.call(at + w.rng.random() * 0.004, prompt, w.tokens(220, 0.5), session=session, user=user)
                for client in (old, new)
            )

        rows: list[Row] = [
            partial(turn, prompt=prompt, session=session, user=user) for _, prompt, session, user in sorted(turns)
        ]
        pool(w, start, rows, w.pick(6, 10, 16), between_s=0.01)


@kind("batchable")
def tokens_a_minute(w: World) -> None:
    """Filings of the day behind a bucket of so many prompt tokens a minute: a call goes out as soon as its tokens are
    in the bucket, whatever the others do, so that after a first burst a long filing makes a long gap. In the evening of
    working days, for an index that is built at night."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=600)
    per_s = w.pick(30_000, 50_000, 100_000) / 60
    for start in w.timer((w.pick(18, 19, 20),), weekdays=WEEKDAYS, late_s=12):
        at, bucket = start, 60 * per_s
        for _ in range(w.count(85)):
            prompt = 400 + w.tokens(2_200, 1.1)
            wait_s = max(0.0, (min(prompt, 60 * per_s) - bucket) / per_s)
            at += wait_s + w.draw(0.004, 0.5)
            bucket = max(0.0, bucket + wait_s * per_s - prompt)
            client.call(at, prompt, w.tokens(150, 0.4))


@kind("batchable")
def digests_at_five_in_each_zone(w: World) -> None:
    """A digest is written for each reader at five in the morning of her own zone and mailed at six: some zones have
    hundreds, some have three, so that jobs of all sizes begin at most hours of the day. Each call names its reader,
    who is asleep."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500)
    readers, workers = w.count(95), w.pick(3, 6)
    shares = {
        "America/Los_Angeles": 0.2, "America/New_York": 0.28, "America/Sao_Paulo": 0.08, "Europe/London": 0.13,
        "Europe/Berlin": 0.14, "Asia/Kolkata": 0.1, "Asia/Tokyo": 0.04, "Australia/Sydney": 0.03,
    }  # fmt: skip
    for zone, share in shares.items():
        names = [w.name("reader") for _ in range(max(1, round(readers * share)))]
        for start in w.month.timer(w.rng, (5,), 0, zone):

            def digest(at: float, names: list[str] = names) -> float:
                return client.call(at, 700 + w.tokens(1_300, 0.7), w.tokens(165, 0.3), user=w.pick(*names))

            pool(w, start, [digest] * len(names), workers, between_s=0.02)


@kind("batchable")
def polite_crawler(w: World) -> None:
    """A crawler takes pages from some thirty shops, each at the pace that the shop's rules allow, and has each page
    read as soon as it is there: thirty slow beats at once, in the middle of a day, which end one by one. The prices go
    into a table for next month's talks with suppliers."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700)
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        for _ in range(w.rng.randint(22, 36)):
            every, at = w.pick(5.0, 10.0, 10.0, 20.0, 30.0, 60.0), start + w.rng.random() * 90
            for _ in range(w.tokens(24 * w.scale, 0.9)):
                loaded = at + w.draw(0.7, 0.7)
                client.call(loaded, 500 + w.tokens(2_900, 0.8), w.tokens(190, 0.5), stop="tool_use", tools=1)
                at = max(at + every, loaded) + w.draw(0.1, 0.8)


@kind("batchable")
def cascade_with_repairs(w: World) -> None:
    """Records are cleaned at night by a small model; where its JSON is broken it gets its own answer back to mend it,
    once or twice, and where it is unsure a large one is asked. Ten records at a time, through a gateway that notes
    times late; chains of one to four calls, and no record needs another."""
    w.clock = "late"
    small, large = w.client(w.model(SMALL, OLDER), max_tokens=500), w.client(w.model(LARGE, MIDDLE), max_tokens=900)

    def record(at: float) -> float:
        prompt, answer = 950 + w.tokens(420, 0.5), w.tokens(150, 0.35)
        at = small.call(at, prompt, answer)
        for _ in range(2):
            if w.rng.random() >= 0.12:
                break
            prompt += answer + 45
            at = small.call(at + 0.01, prompt, answer)
        if w.rng.random() < 0.16:
            at = large.call(at + 0.01, prompt + 300, w.tokens(190, 0.3))
        return at

    for start in w.timer((w.pick(1, 22),), weekdays=WEEKDAYS, late_s=30):
        pool(w, start, [record] * w.count(68), 10, between_s=0.02)


@kind("batchable")
def judge_of_each_checkpoint(w: World) -> None:
    """A model is trained for a day or two, and whenever a checkpoint is written, every three quarters of an hour or so
    and by no clock, some dozens of its answers are judged by eight workers. The training goes on meanwhile; the curve
    is looked at when somebody remembers it."""
    client = w.client(w.model(LARGE, MIDDLE), max_tokens=300)
    count, every = w.count(34), w.about(2_800, 1.5)
    for start in w.launches(2, OFFICE):
        at, over = start, start + w.rng.uniform(0.9, 2.1) * DAY_S
        while at < over:
            at += every * w.rng.gauss(1.0, 0.03)
            pool(w, at, rows_of(client, count, 760, 70, fixed=540), 8)


@kind("batchable")
def reports_of_a_shift(w: World) -> None:
    """At six, two and ten, when a shift ends, the alarms of each of a dozen machines are put into a paragraph, one
    machine after the other, as slowly as an old database gives them out. The book of the shift is read by whoever
    wants to know, a day later."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=600)
    machines = w.rng.randint(9, 13)
    for start in w.timer((6, 14, 22), 0, late_s=20):
        if w.rng.random() < min(1.0, 0.3 + w.scale):
            at = start
            for _ in range(machines):
                at += w.draw(3.2, 0.4)
                at = client.call(at, 500 + w.tokens(800, 0.8), w.tokens(130, 0.3))


@kind("batchable")
def before_the_stand_up(w: World) -> None:
    """On working days at half past six what happened in each of eight or ten projects is summed up side by side, and
    then all of it once more in a mail. People read it at nine."""
    each, whole = w.client(w.model(SMALL, MIDDLE), max_tokens=500), w.client(w.model(MIDDLE, LARGE), max_tokens=900)
    projects = w.rng.randint(8, 10)
    for start in w.timer((6,), 30, weekdays=WEEKDAYS, late_s=9):
        if w.rng.random() < min(1.0, 0.5 + w.scale):
            end = at_once(w, start, rows_of(each, projects, 2_600, 160, sigma=0.7), within_s=0.6)
            whole.call(end + w.draw(0.2, 0.5), 350 + projects * 160, w.tokens(380, 0.2))


@kind("batched")
def batches_of_many_tenants(w: World) -> None:
    """Each customer's rows go to the Batch API as a batch of its own, five or fifty at a time, some sent anew because
    a day was not enough; a service asks for all of them every minute and logs the results row by row as it stores
    them. Throughout the day, in small lots: it looks like live work but for the tier."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_000, tier="batch")
    for sent in w.arrivals(3.2, OFFICE):
        at = (sent + w.draw(2_400, 1.0)) // 60 * 60 + 60
        for _ in range(w.tokens(16, 0.9)):
            at += w.draw(0.05, 0.6)
            if w.rng.random() < 0.02:
                client.expire(at)
            client.fetch(at + 0.01, w.tokens(1_250, 0.6), w.tokens(210, 0.4))
