"""Sent to the batch API: the strings of a game's patch, and the stills of an archive."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def strings_of_a_patch_translated_by_batch(w: World) -> None:
    """When the texts of a patch are frozen the build of a game maker makes one batch for each of its languages, twenty
    strings a request with the glossary, and a step of the pipeline looks each five minutes until the batch has ended;
    translators go over the results in their tool. A mend of some strings follows on the day after. It is on the batch
    API, and nothing is left to move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, tier="batch", retries=0)
    glossaries = [w.tokens(1_900, 0.3) for _ in range(w.rng.randint(9, 13))]
    for frozen in w.launches(w.rng.randint(3, 5), OFFICE):
        requests = w.count(52, factor=1.6)
        for sent, size in ((frozen, requests), (frozen + 23 * HOUR_S, max(1, requests // 9))):
            for glossary in glossaries:
                at = sent + (w.draw(2_300, 0.8) // (5 * MINUTE_S) + 1) * 5 * MINUTE_S + w.draw(2, 0.5)
                for _ in range(size):
                    at += w.rng.expovariate(1 / 0.005)
                    client.fetch(at, glossary + w.tokens(620, 0.25), min(2_500, w.tokens(680, 0.25)))


@kind("batched")
def stills_of_an_archive_keyworded_by_batch(w: World) -> None:
    """A film archive has its stills given keywords and a line of text: each weeknight a job sends the folder that was
    scanned by day as a batch, looks each quarter of an hour, and writes the results into the catalogue; what ran out of
    time goes with the next one. Cataloguers look at samples. It has been on the batch API from the first day, for half
    the price."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500, tier="batch", retries=0)
    rules, rest = round(w.about(1_300)), 0
    for sent in w.timer((w.pick(19, 21, 23),), minute=w.pick(0, 30), weekdays=(0, 1, 2, 3, 4), late_s=6):
        ended = min(14 * HOUR_S, w.draw(80 * MINUTE_S, 0.8))
        at, stills, rest = sent + (ended // (15 * MINUTE_S) + 1) * 15 * MINUTE_S, w.count(150, factor=1.6) + rest, 0
        for _ in range(stills):
            at += w.rng.expovariate(1 / 0.004)
            if w.rng.random() < 0.003:
                client.expire(at)
                rest += 1
            else:
                client.fetch(at, rules + w.rng.randint(1_100, 1_600), min(500, w.tokens(130, 0.3)))
