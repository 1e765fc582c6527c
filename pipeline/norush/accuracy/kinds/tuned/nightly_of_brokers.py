"""Nobody waits for the single answer: jobs of brokers, bureaus, procurement houses and agents that a timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _is_monday(world: World, at: float) -> bool:
    """Whether it is a Monday: two more days have come together."""
    return (world.month.began_at + timedelta(seconds=at)).weekday() == 0


@kind("batchable")
def confirmations_held_against_trades_overnight(w: World) -> None:
    """A broker's back office has the confirmations that no rule could match held against the book by a model: an
    Airflow task after midnight from Tuesday to Saturday, eight threads, text and three likely trades in, match and
    doubt out. A task that fails begins anew ten minutes later. These are the old ones, which clerks clear in the
    course of the week. Each confirmation is one call, and all are there when it starts."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400, retries=3, trouble=Trouble(0.004, 3, 0.3))
    rules, threads = round(w.about(810)), w.pick(4, 8, 8, 12)

    def confirmation(at: float) -> float:
        said = min(400, w.tokens(72, 0.4))
        return client.call(at, rules + min(3_000, w.tokens(540, 0.4)), said, stop="tool_use", tools=1)

    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(15, 30, 45), weekdays=(1, 2, 3, 4, 5), late_s=25):
        rows: list[Row] = [confirmation] * w.count(125, factor=1.6)
        at = start + w.draw(20, 0.4)
        if w.rng.random() < 0.06:
            at = pool(w, at, rows[: w.rng.randint(1, len(rows))], threads) + 10 * MINUTE_S
        pool(w, at, rows, threads, between_s=0.02)


@kind("batchable")
def tender_notices_scored_for_buying_clients(w: World) -> None:
    """A procurement house watches public tenders for its clients: at four each weekday a cron job takes the notices of
    the day before and scores each against the profiles of its sector's clients, one call after the other in three
    processes. Mondays have more. Tenders run for weeks, and clients get theirs by a mail on Tuesdays and Fridays. A
    notice with its profiles is one call, known before the first is sent."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=4)
    rules, processes = round(w.about(1_050)), w.pick(2, 3, 4)
    for start in w.timer((w.pick(3, 4, 5),), minute=w.pick(0, 10), weekdays=WEEKDAYS, late_s=3):
        notices = round(w.count(190, factor=1.4) * (1.4 if _is_monday(w, start) else 1.0))
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(4_500, w.tokens(610, 0.6)),
                output_tokens=min(300, w.tokens(62, 0.35)),
            )
            for _ in range(max(1, notices))
        ]
        pool(w, start + w.draw(5, 0.4), rows, processes, between_s=0.15)


@kind("batchable")
def expert_calls_tagged_every_six_hours(w: World) -> None:
    """A network that sells talks with experts makes its transcripts searchable: every six hours a job cuts the new ones
    into passages and asks for firms, topics and a question the passage answers, six of a slice at once. Passages whose
    call failed are in the next run. Subscribers find a talk within a day or two, as promised. A passage needs no
    other."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=300, retries=2, trouble=Trouble(0.004, 4, 0.3))
    rules, size, left = round(w.about(560)), w.pick(6, 6, 10), 0

    def passage(at: float) -> float:
        return client.call(at, rules + min(1_500, w.tokens(480, 0.25)), min(300, w.tokens(84, 0.3)))

    for start in w.timer((0, 6, 12, 18), minute=w.pick(0, 20, 40), late_s=6):
        talks = w.rng.choices((0, 1, 2, 4), (2, 3, 3, 2))[0]
        passages, at, left = left + sum(w.count(21, factor=1.6) for _ in range(talks)), start + w.draw(3, 0.5), 0
        for first in range(0, passages, size):
            part = min(size, passages - first)
            at = at_once(w, at, [passage] * part) + w.draw(0.2, 0.5)
            left += part if w.rng.random() < 0.01 else 0


@kind("batchable")
def consumer_disputes_sorted_for_a_credit_bureau(w: World) -> None:
    """Letters in which people dispute an entry at a credit bureau are scanned by day; at ten in the evening a container
    sorts what has come: entry, ground, proof that is enclosed, a class. Twelve at a time, the longest first; when the
    limit answers it waits a minute and goes on. The law gives a month, clerks have a week of them on the pile and take
    up the class they are there for. A letter needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=350, retries=6, trouble=Trouble(0.015, 5, 0.3))
    rules, width = round(w.about(940)), w.pick(6, 12, 12)
    for start in w.timer((22,), minute=w.pick(0, 5, 30), weekdays=WEEKDAYS, late_s=30):
        letters = max(1, round(w.count(120, factor=1.4) * (1.8 if _is_monday(w, start) else 1.0)))
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + length,
                output_tokens=min(350, w.tokens(88, 0.35)),
                stop="tool_use",
                tools=1,
            )
            for length in sorted((min(5_000, w.tokens(520, 0.7)) for _ in range(letters)), reverse=True)
        ]
        half, at = len(rows) // 2, start
        if half and w.rng.random() < 0.15:
            at = pool(w, at, rows[:half], width, between_s=0.03) + MINUTE_S
            rows = rows[half:]
        pool(w, at, rows, width, between_s=0.03)


@kind("batchable")
def watched_issuers_commented_each_evening(w: World) -> None:
    """A rating bureau has ten names on its watch list; at nine each weekday evening a small job gives a paragraph on
    each out of prices, news and the last report, one after the other. They are kept for the paper of the
    committee, which meets every second Thursday. No name needs another."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=1_500, retries=3)
    rules = round(w.about(1_400))
    for start in w.timer((w.pick(20, 21, 22),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=6):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(16_000, w.tokens(4_300, 0.4)),
                output_tokens=min(1_500, w.tokens(420, 0.25)),
            )
            for _ in range(w.count(10, factor=1.2))
        ]
        loop(w, start + w.draw(3, 0.4), rows, between_s=0.2)


@kind("batchable")
def mandates_that_run_out_given_a_letter(w: World) -> None:
    """Estate agents lose mandates because nobody writes in time. A cron job in the system of a chain of offices looks
    each night for mandates that end within six weeks, a dozen or so, and has a letter to the owner drafted for each out
    of the file, two at a time; the agent finds it among the drafts and sends it some day. A letter needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=2)
    rules = round(w.about(900))
    for start in w.timer((w.pick(1, 2, 3, 5),), late_s=5):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(9_000, w.tokens(2_900, 0.5)),
                output_tokens=min(1_200, w.tokens(390, 0.25)),
            )
            for _ in range(w.count(11, factor=1.5))
        ]
        pool(w, start + w.draw(2, 0.4), rows, 2, between_s=0.1)


@kind("batchable")
def audit_samples_searched_for_missing_proof(w: World) -> None:
    """Auditors put what clients sent for their samples into a tool, and a job each evening looks at those of the day:
    is invoice, order and receipt there, do date and sum agree. Ten samples on most days, all at once with a limit of
    five; those with a broken file are tried again two hours later. What is missing is asked for in the weekly call. A
    sample is one call."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, retries=3)
    rules = round(w.about(1_200))

    def sample(at: float) -> float:
        pages = w.rng.choice((2, 3, 3, 5))
        return client.call(at, rules + 1_560 * pages, min(700, w.tokens(230, 0.35)), stop="tool_use", tools=1)

    for start in w.timer((w.pick(18, 19, 23),), minute=w.pick(0, 15, 30), weekdays=WEEKDAYS, late_s=8):
        rows: list[Row] = [sample] * w.count(10, factor=1.6)
        end = pool(w, start + w.draw(4, 0.5), rows, 5, between_s=0.02)
        again = sum(w.rng.random() < 0.06 for _ in rows)
        if again:
            pool(w, end + 2 * HOUR_S, rows[:again], 5, between_s=0.02)
