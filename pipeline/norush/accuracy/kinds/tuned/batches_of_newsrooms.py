"""What is in the Batch API already: subtitles that are judged before they are shown, old articles summed up."""

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def subtitles_of_bought_films_judged_by_batch(w: World) -> None:
    """A streaming service has the subtitles of films that it bought judged weeks before they are shown: each weekday
    evening a batch of the scenes of what was delivered, original and translation side by side, marks and faults out. A
    program looks every quarter of an hour and reads the whole when it has ended. What came too late is in the next
    evening's. All of it is in batches already."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, tier="batch")
    rules = round(w.about(900))
    for start in w.timer((w.pick(18, 20),), minute=0, weekdays=(0, 1, 2, 3, 4), late_s=20):
        at = start + min(18 * HOUR_S, (w.draw(2_700, 0.9) // 900 + 1) * 900) + w.draw(2, 0.5)
        for _ in range(w.count(120, factor=1.8)):
            at += w.rng.expovariate(1 / 0.006)
            if w.rng.random() < 0.003:
                client.expire(at)
            else:
                client.fetch(at, rules + min(6_000, w.tokens(1_100, 0.4)), min(500, w.tokens(125, 0.4)))


@kind("batched")
def magazines_of_sixty_years_summed_up_by_batch(w: World) -> None:
    """A magazine publisher opens its archive to readers and has each article of sixty years summed up in three
    sentences: a decade at a time is sent as batches of some hundred rows, by hand, results are read the next day from
    the same notebook, and the next decade goes out when a handful has been looked at. Everything on this key is a
    batch."""
    client = w.client(w.model(SMALL, MIDDLE, LARGE), max_tokens=300, tier="batch")
    rules = round(w.about(420))
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        at = start + w.rng.uniform(0.6, 1.1) * DAY_S
        for _ in range(w.rng.randint(1, 3)):  # batches, read one after the other
            for _ in range(w.count(140, factor=1.4)):
                at += w.rng.expovariate(1 / 0.003)
                client.fetch(at, rules + min(9_000, w.tokens(1_450, 0.7)), min(300, w.tokens(92, 0.25)))
            at += w.draw(25, 0.8)
