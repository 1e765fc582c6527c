"""What is in the Batch API already: clippings of a PR agency, interviews of market researchers."""

from norush.accuracy.calendar import MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("batched")
def clippings_of_the_week_by_batch(w: World) -> None:
    """A PR agency has the clippings of the week marked for tone, message and spokesman: on Saturday night a job makes
    one batch for each of its clients, six or so, looks at all of them every ten minutes, and reads the results of each
    when it has ended. The tables of the monthly reports are filled with it. It is a batch; nothing is left to move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=500, tier="batch")
    clients = [(w.tokens(1_100, 0.2), w.tokens(38, 0.7)) for _ in range(w.rng.randint(5, 8))]
    for sent in w.timer((w.pick(22, 23),), weekdays=(5,), late_s=20):
        for brief, clippings in clients:
            at = sent + (w.draw(1_700, 0.8) // (10 * MINUTE_S) + 1) * 10 * MINUTE_S + w.draw(4, 0.5)
            for _ in range(w.count(clippings, factor=1.5)):
                at += w.rng.expovariate(1 / 0.004)
                client.fetch(at, brief + min(9_000, w.tokens(950, 0.6)), min(500, w.tokens(190, 0.3)))


@kind("batched")
def interviews_read_by_batch(w: World) -> None:
    """When a study of market researchers is out of the field its interviews go into a batch, by hand: each transcript
    with the guide of the study, and what was said to each question back, with quotations. A notebook sleeps for two
    minutes between its looks. A second study or a mended guide follows some days later; it was made a batch because
    transcripts are long. Nothing is left to move."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_000, tier="batch")
    for sent in w.launches(w.rng.randint(5, 8), OFFICE):
        guide = w.tokens(1_500, 0.3)
        at = sent + (w.draw(1_400, 0.9) // (2 * MINUTE_S) + 1) * 2 * MINUTE_S + w.draw(0.6, 0.4)
        for _ in range(w.count(32, factor=1.6)):
            at += w.rng.expovariate(1 / 0.006)
            client.fetch(at, guide + min(60_000, w.tokens(11_500, 0.4)), min(4_000, w.tokens(1_150, 0.3)))
