"""What is in the Batch API already: lines of the ledger for internal audit, tickets of support for its quality."""

from norush.accuracy.calendar import MINUTE_S
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def ledger_lines_by_batch(w: World) -> None:
    """Internal audit has the lines of the ledger that were booked in the week looked over: on Sunday a job writes forty
    lines into each prompt, sends all of it as one batch, asks every five minutes and reads the results when it has
    ended; what failed goes into a second batch that night. Auditors draw their samples from the list on Monday. It is a
    batch, and nothing is left to move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, tier="batch")
    rules = round(w.about(1_200))
    for sent in w.timer((w.pick(1, 6, 14),), weekdays=(6,), late_s=20):
        left, at = w.count(170, factor=1.5), sent
        while left > 0:
            waited = (w.draw(2_200, 0.7) // (5 * MINUTE_S) + 1) * 5 * MINUTE_S
            at += waited + w.draw(2, 0.4)
            failed = w.rng.randint(1, 1 + left // 25) if w.rng.random() < 0.3 else 0
            for _ in range(left - failed):
                at += w.rng.expovariate(1 / 0.003)
                client.fetch(at, rules + w.tokens(1_700, 0.15), min(1_500, w.tokens(560, 0.3)))
            left, at = failed, at + w.draw(40, 0.5)


@kind("batched")
def closed_tickets_by_batch(w: World) -> None:
    """Support marks all tickets that were closed by day for how they were handled: a scheduler sends them as one batch
    after midnight, its sensor looks every quarter of an hour, and the next task reads the results into the table on
    which team leads look on Fridays. On Sundays and Mondays it is small. It is in the Batch API since the
    pilot ended."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, tier="batch")
    grid = round(w.about(1_500))
    minute = w.pick(10, 30)
    nights = [(sent, 62) for sent in w.timer((0,), minute=minute, weekdays=(1, 2, 3, 4, 5), late_s=8)]
    nights += [(sent, 15) for sent in w.timer((0,), minute=minute, weekdays=(6, 0), late_s=8)]
    for sent, tickets in nights:
        at = sent + (w.draw(1_900, 0.9) // (15 * MINUTE_S) + 1) * 15 * MINUTE_S + w.draw(3, 0.4)
        for _ in range(w.count(tickets, factor=1.5)):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, grid + min(12_000, w.tokens(1_250, 0.7)), min(700, w.tokens(260, 0.3)))
