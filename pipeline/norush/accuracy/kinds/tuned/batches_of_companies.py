"""What is in the Batch API already."""

from norush.accuracy.calendar import MINUTE_S
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, World


@kind("batched")
def feed_texts_in_a_nightly_batch(w: World) -> None:
    """A shop writes its texts for price portals by batch: sent at eleven at night, asked after every five minutes, and
    all results are read and logged when it has ended, mostly before midnight. Those that failed are in the batch of the
    next night. It was moved there last year; there is nothing left to move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=600, tier="batch")
    facts = round(w.about(620))
    for sent in w.timer((23,), late_s=8):
        took = w.draw(1_900, 0.7)
        at = sent + (took // (5 * MINUTE_S) + 1) * 5 * MINUTE_S + w.draw(0.6, 0.4)
        for _ in range(w.count(72, factor=1.5)):
            at += w.rng.expovariate(1 / 0.003)
            client.fetch(at, facts + w.tokens(240, 0.5), min(600, w.tokens(210, 0.3)))
