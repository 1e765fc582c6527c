"""What is in the Batch API already: pairs that a model prefers one of, a benchmark of the week."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def preferences_labelled_by_batch(w: World) -> None:
    """A team that aligns a model of its own has pairs of answers compared, each pair in both orders: a pipeline writes
    the pairs of a checkpoint into batches of some hundred, waits, reads the results batch by batch as they end, and
    puts what expired into the next. Six to nine checkpoints in the month. It was built for the price; nothing of it is
    left to move."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400, tier="batch")
    rubric = round(w.about(650))
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        for _ in range(w.rng.randint(2, 4)):
            at = start + min(22 * HOUR_S, w.draw(1.1 * HOUR_S, 0.9))
            for _ in range(w.count(105, factor=1.3)):
                pair = rubric + 2 * min(5_000, w.tokens(520, 0.6))
                for _ in range(2):
                    at += w.rng.expovariate(1 / 0.005)
                    if w.rng.random() < 0.003:
                        client.expire(at)
                    else:
                        client.fetch(at, pair, min(400, w.tokens(120, 0.35)))


@kind("batched")
def benchmark_of_the_week_by_batch(w: World) -> None:
    """Each week the platform team runs its own benchmark over two models, by batches: seven suites, one batch each,
    put in on Friday night by the scheduler, looked after every five minutes, and read as soon as a suite has ended. On
    Monday the board shows the new column. A suite whose reader broke is read once more. Nothing here goes any other
    way."""
    models = [w.model(MIDDLE, OLDER), w.model(SMALL, LARGE)]
    suites = [(w.tokens(900, 0.7), w.tokens(260, 0.7), w.count(55, factor=1.4)) for _ in range(7)]
    for start in w.timer((w.pick(20, 22, 23),), weekdays=(4,)):
        for model in models:
            client = w.client(model, max_tokens=2_000, tier="batch")
            for asked, said, rows in suites:
                ended = start + (min(20 * HOUR_S, w.draw(0.8 * HOUR_S, 0.8)) // (5 * MINUTE_S) + 1) * 5 * MINUTE_S
                at = ended + w.draw(1.5, 0.5)
                for _ in range(2 if w.rng.random() < 0.04 else 1):
                    for _ in range(rows):
                        at += w.rng.expovariate(1 / 0.006)
                        client.fetch(at, min(12_000, w.tokens(asked, 0.5)), min(2_000, w.tokens(said, 0.5)))
                    at += w.draw(15 * MINUTE_S, 0.6)
