"""Nobody waits for the single answer: what timers of law firms, tax advisers, brokers and engineers start by night."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def time_entries_held_against_guidelines(w: World) -> None:
    """A law firm holds the hours that were written down by day against what its clients pay for: at a quarter to eleven
    a scheduled task takes ten or so lawyers, one after the other, each with the day's entries and the guidelines of the
    clients. Billing mends what was marked before invoices go out at the end of the month. On Fridays more, since hours
    are written late. A lawyer's day needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=1)
    nights = [(start, 10) for start in w.timer((22,), minute=45, weekdays=(0, 1, 2, 3), late_s=3)]
    nights += [(start, 15) for start in w.timer((22,), minute=45, weekdays=(4,), late_s=3)]
    for start, lawyers in nights:
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=min(20_000, w.tokens(3_300, 0.4)) + w.tokens(650, 0.4),
                output_tokens=min(1_200, w.tokens(280, 0.5)),
            )
            for _ in range(w.count(lawyers, factor=1.4))
        ]
        loop(w, start + w.draw(4, 0.3), rows, between_s=0.15)


@kind("batchable")
def rulings_of_the_day_tagged(w: World) -> None:
    """Tax advisers keep a library of rulings: at four in the morning a function fetches what courts and the ministry
    have put out, ten or so on working days and none on others, and sends all of it off at once for a headnote and tags.
    The librarian goes over it by the week, and the newsletter is by the month. No ruling needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=3)
    scheme = round(w.about(1_150))
    for start in w.timer((4,), weekdays=(1, 2, 3, 4, 5), late_s=6):
        if w.rng.random() < 0.06:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=scheme + min(40_000, w.tokens(5_600, 0.6)),
                output_tokens=min(1_500, w.tokens(420, 0.3)),
            )
            for _ in range(w.count(10, factor=1.7))
        ]
        at_once(w, start + w.draw(9, 0.4), rows, within_s=0.4)


@kind("batchable")
def site_diaries_put_in_order(w: World) -> None:
    """An engineering office has the diaries of its building sites put into a form each night: notes and three or four
    photographs of ten sites, two at a time, at one in the morning after each working day. If it fails a second cron
    entry at three does what is missing. They are needed when somebody quarrels, months later, or for the monthly
    report. A site is one call."""
    trouble = Trouble(share=0.01, bad_hours=4, bad_share=0.4)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=1, trouble=trouble)
    form = round(w.about(1_000))

    def site(at: float) -> float:
        photographs = w.rng.choices((1, 2, 3, 5), (1, 3, 4, 2))[0]
        return client.call(at + w.draw(0.7, 0.4), form + 1_480 * photographs + w.tokens(420, 0.6), w.tokens(390, 0.3))

    for start in w.timer((1,), minute=0, weekdays=(1, 2, 3, 4, 5), late_s=2):
        rows: list[Row] = [site] * w.count(10, factor=1.4)
        lost = w.rng.randint(1, len(rows)) if w.rng.random() < 0.1 else 0
        pool(w, start + w.draw(2, 0.4), rows[lost:], 2, between_s=0.1)
        if lost:
            pool(w, start + 2 * HOUR_S, rows[:lost], 2, between_s=0.1)


@kind("batchable")
def policies_read_before_renewal(w: World) -> None:
    """An insurance broker reads the policies that run out in ninety days: a workflow each night, a mapped task for
    each, five at a time with some seconds to start each, the policy and last year's claims in, gaps and a letter's
    points out. A task that fails is tried again after five minutes. Three times as many for the renewals of the first
    of the year or the quarter. Brokers take them up in the next weeks; no policy needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=2)
    questions, peak = round(w.about(1_300)), w.rng.randrange(4, 18)

    def policy(at: float) -> float:
        at += w.draw(3.5, 0.4)
        if w.rng.random() < 0.03:
            at += 5 * MINUTE_S + w.draw(2, 0.4)
        return client.call(at, questions + min(40_000, w.tokens(5_000, 0.5)), min(2_000, w.tokens(520, 0.3)))

    for number, start in enumerate(w.timer((w.pick(0, 2, 3),), weekdays=WEEKDAYS, late_s=15)):
        rows: list[Row] = [policy] * (w.count(15, factor=1.6) * (3 if peak <= number < peak + 3 else 1))
        pool(w, start + w.draw(15, 0.4), rows, 5, between_s=0.8)


@kind("batchable")
def labels_laid_out_for_next_week(w: World) -> None:
    """A data-labelling firm lays out labels for the tasks of the coming week: what clients have delivered by eight in
    the evening is put into a queue, and some workers empty it, nothing on one evening and more than a hundred on the
    next. A worker that is killed gives its task back, and it is done again. Labellers get the tasks some days later and
    mend the label. No task needs another."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=600, retries=4)
    guideline, workers = round(w.about(1_050)), w.pick(4, 6, 6, 8)
    for start in w.timer((20,), weekdays=WEEKDAYS, late_s=10):
        if w.rng.random() < 0.25:
            continue
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=guideline + min(5_000, w.tokens(480, 0.6)),
                output_tokens=min(600, w.tokens(105, 0.4)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(w.count(75, factor=2.0))
        ]
        end = pool(w, start + w.draw(5, 0.5), rows, workers, between_s=0.03)
        if w.rng.random() < 0.15:
            pool(w, end + w.draw(6 * MINUTE_S, 0.5), rows[: w.rng.randint(1, workers)], workers)
