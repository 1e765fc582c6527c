"""Events and clocks behind which somebody may wait, or nobody: no log says."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Asking, Row, at_once, pool, queued, rows_of
from norush.accuracy.world import LARGE, MIDDLE, SMALL, World


@kind("uncertain", is_decidable=False)
def evals_in_ci(w: World) -> None:
    """Each push to a branch that touches a prompt runs two dozen test cases, six at a time, each answered and judged,
    after the runner has started; a red one is run again. Some authors wait to merge, others left a bot to do it; the
    same suite started by hand would show the same."""
    client, judge = w.client(w.model(MIDDLE, LARGE), max_tokens=800), w.client(w.model(MIDDLE), max_tokens=100)
    cases = [w.tokens(700, 0.5) for _ in range(w.rng.randint(18, 30))]

    def case(at: float, prompt: int) -> float:
        answer = w.tokens(210, 0.3)
        end = client.call(at, prompt, answer) + w.draw(0.02, 0.5)
        return judge.call(end, 480 + answer, w.tokens(24, 0.3))

    for push in w.arrivals(1.6, OFFICE):
        rows: list[Row] = [partial(case, prompt=prompt) for prompt in cases]
        end = pool(w, push + 35 + w.draw(50, 0.6), rows, 6)
        if w.rng.random() < 0.25:
            at_once(w, end + 1, rows[: w.rng.randint(1, 3)])


@kind("uncertain", is_decidable=False)
def micro_batches_of_changes(w: World) -> None:
    """A stream of changes of a database, taken every fifteen seconds: what has changed since is put into words, four
    at a time, for a search index. One row or none by day, a few hundred after an import. Whether a clerk looks for the
    row right now is in no log."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    row = rows_of(client, 1, 480, 55, fixed=260)[0]
    changes = list(w.arrivals(55, OFFICE))
    for start in w.launches(3, OFFICE):
        changes += [start + w.rng.random() * 40 for _ in range(w.count(130))]
    waiting: dict[int, int] = {}
    for at in changes:
        tick = int(at // 15) + 1
        waiting[tick] = waiting.get(tick, 0) + 1
    busy_until = 0.0
    for tick, count in sorted(waiting.items()):
        busy_until = pool(w, max(tick * 15.0 + w.draw(0.4, 0.4), busy_until), [row] * count, 4)


@kind("uncertain", is_decidable=False)
def receipts_through_a_queue(w: World) -> None:
    """Photographs of receipts go into a queue from which two workers take them, day and night: idle mostly, full in the
    last days of the month and on Sunday evenings, and one in fifty is read twice because the first reading took too
    long. Who sent one may look at the form, or have put the phone away."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=500)

    def read(at: float) -> Asking:
        for _ in range(2 if w.rng.random() < 0.02 else 1):
            start = yield at
            end = client.call(start, 1_640 + w.tokens(300, 0.2), w.tokens(170, 0.3), stop="tool_use", tools=1)
            yield end
            at = end + 30

    late = [at for at in w.arrivals(150, HOME) if at > w.month.length_s - 3 * DAY_S]
    sunday = [at + w.rng.random() * 9_000 for at in w.timer((19,), 0, weekdays=(6,)) for _ in range(w.count(30))]
    starts = sorted([*w.arrivals(24, HOME), *late, *sunday])
    queued(2, [read(at) for at in starts], overhead_s=0.02)


@kind("latency_bound", is_decidable=False)
def gate_closes_each_quarter(w: World) -> None:
    """Power is traded by the quarter of an hour: four minutes before each gate closes twelve forecasts are asked for
    together, and a last call weighs them. Tried out for some days. Late is worthless; but a log shows a job by the
    clock, ninety-six times a day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    last = w.client(w.model(MIDDLE, LARGE), max_tokens=400)
    rows = rows_of(client, 12, 900, 90, sigma=0.15, out_sigma=0.2)
    days = min(w.month.days, max(1, round(3 * w.scale)))
    first = w.rng.randrange(w.month.days - days + 1)
    for day in range(first, first + days):
        for quarter in range(96):
            gate = day * DAY_S + quarter * 900 + 660
            end = at_once(w, gate + w.rng.expovariate(1 / 0.5), rows, within_s=0.3)
            last.call(end + 0.05, 700 + 12 * 90, w.tokens(120, 0.2))


@kind("latency_bound", is_decidable=False)
def mail_held_until_checked(w: World) -> None:
    """A mail server holds each mail that leaves the house until a model has looked for secrets in it, and in each of
    its attachments, side by side; a round letter is four hundred at once, twenty at a time. The sender has pressed
    "send" and gone on; the receiver may be on the telephone, waiting."""
    client = w.client(w.model(SMALL), max_tokens=60)
    for at in w.arrivals(62, OFFICE):
        parts = 1 + (w.rng.random() < 0.3) * w.rng.randint(1, 4)
        for _ in range(parts):
            client.call(at + w.rng.random() * 0.05, 540 + w.tokens(380, 1.0), w.tokens(14, 0.2))
    for start in w.timer((10,), weekdays=(w.pick(*WEEKDAYS),)):
        pool(w, start, rows_of(client, w.count(110), 420, 14, fixed=540, sigma=0.05, out_sigma=0.2), 20)


@kind("uncertain", is_decidable=False)
def bot_in_threads(w: World) -> None:
    """A bot that is called by its name in threads of a team chat and answers with what was said there before. Who
    called reads it within seconds, or tomorrow after a flight; threads go on for days."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=1_500)
    for start in w.arrivals(13, OFFICE):
        at, thread = start, 300 + w.tokens(350, 0.9)
        while True:
            answer = w.tokens(240, 0.6)
            client.call(at, 820 + thread, answer)
            if w.rng.random() < 0.45:
                break
            at += 20 + w.draw(900, 2.0)
            thread += answer + w.tokens(160, 1.0)


@kind("uncertain", is_decidable=False)
def summaries_on_ingest(w: World) -> None:
    """A page of the wiki is saved, a file laid down, a note written: a worker takes it, sums it up, and gives it tags.
    One here and three there by day; some hundreds in a row when a folder is connected. Whoever saved it may look at the
    list at once, or never."""
    client, tags = w.client(w.model(MIDDLE, SMALL), max_tokens=400), w.client(w.model(SMALL), max_tokens=80)

    def document(at: float) -> float:
        text = min(60_000, w.tokens(2_600, 1.0))
        end = client.call(at, 380 + text, w.tokens(150, 0.35))
        return tags.call(end + w.draw(0.02, 0.5), 450 + min(text, 2_000), w.tokens(20, 0.3))

    for at in w.arrivals(26, OFFICE):
        document(at + w.draw(1.2, 0.6))
    for start in w.launches(2, OFFICE):
        rows: list[Row] = [document] * w.count(90, factor=2)
        pool(w, start, rows, 4, between_s=0.1)


@kind("uncertain", is_decidable=False)
def triage_of_a_shared_inbox(w: World) -> None:
    """Each mail to a firm's three addresses is put into a class as it comes, and nearly half get a draft of an answer
    a moment later. Mails come at night too, and by the dozen after a newsletter. The desk may look at the draft the
    next minute or on Monday: no log says."""
    classes = w.client(w.model(SMALL), max_tokens=60)
    drafts = w.client(w.model(MIDDLE, LARGE), max_tokens=900)

    def mail(at: float, drafted: float) -> None:
        words = w.tokens(330, 0.9)
        end = classes.call(at, 760 + words, w.tokens(18, 0.3), stop="tool_use", tools=1)
        if w.rng.random() < drafted:
            drafts.call(end + w.draw(0.4, 0.5), 1_900 + words, w.tokens(190, 0.4))

    for at in w.arrivals(42, OFFICE):
        mail(at, 0.45)
    for at in w.arrivals(7, ALWAYS):
        mail(at, 0.15)
    for sent in w.launches(3, OFFICE):
        for _ in range(w.count(28)):
            mail(sent + w.rng.gammavariate(1.2, 1_500), 0.1)


@kind("uncertain", is_decidable=False)
def alerts_in_words(w: World) -> None:
    """Each alert of a monitoring system is put into a sentence with the lines of its log, and goes into a channel:
    a few a day, and storms in which dozens come within minutes, and the same again when all is well. Somebody is on
    call and reads them at once, or has muted the channel months ago."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    for start in w.arrivals(9, ALWAYS):
        storm = 1 if w.rng.random() < 0.8 else w.tokens(16, 0.7)
        for _ in range(storm):
            at = start + (w.rng.expovariate(1 / 140) if storm > 1 else 0.0)
            client.call(at, 520 + w.tokens(1_700, 0.7), w.tokens(85, 0.35))
            if w.rng.random() < 0.6:
                client.call(at + 60 + w.draw(900, 1.0), 480 + w.tokens(380, 0.5), w.tokens(40, 0.3))
