"""What is in the Batch API already: evaluations of a laboratory, documents of a firm of accountants."""

from norush.accuracy.calendar import MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def evaluations_of_a_laboratory_by_batch(w: World) -> None:
    """A group that studies models sends its evaluations as batches, some a week, by hand: a benchmark each, some
    hundreds of rows, and a notebook that asks once a minute and reads all results when it has ended. Once in a while
    the last rows expire after a day and are sent again in a batch of their own. Nothing is left to move."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=2_048, tier="batch")
    for sent in w.launches(w.rng.randint(6, 10), OFFICE):
        rows, asked, said = w.count(190, factor=1.8), w.tokens(900, 0.5), w.tokens(420, 0.5)
        lost = rows // w.rng.randint(8, 20) if w.rng.random() < 0.12 else 0
        ended = 24 * 60 * MINUTE_S if lost else (w.draw(1_500, 0.8) // MINUTE_S + 1) * MINUTE_S
        at = sent + ended + w.draw(0.5, 0.4)
        for number in range(rows + lost):
            if number == rows:
                at += w.draw(3_600, 0.6)
            at += w.rng.expovariate(1 / 0.002)
            if rows - lost <= number < rows:
                client.expire(at)
            else:
                client.fetch(at, w.tokens(asked, 0.3), min(2_048, w.tokens(said, 0.5)))


@kind("batched")
def receipts_of_clients_by_batch(w: World) -> None:
    """A firm of accountants puts the receipts that its clients have sent in by day into one batch at eight in the
    evening; a job looks every ten minutes whether it is through and writes what was read into the books. It was moved
    when the bill of the first months came; there is nothing left to move."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=800, tier="batch")
    form = round(w.about(850))
    for sent in w.timer((20,), minute=0, weekdays=WEEKDAYS, late_s=5):
        at = sent + (w.draw(1_400, 0.8) // (10 * MINUTE_S) + 1) * 10 * MINUTE_S + w.draw(1.5, 0.4)
        for _ in range(w.count(85, factor=1.7)):
            at += w.rng.expovariate(1 / 0.004)
            pages = w.rng.choices((1, 2, 5), (8, 2, 1))[0]
            client.fetch(at, form + pages * 1_540, min(800, w.tokens(190, 0.4)))
