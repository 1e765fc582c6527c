"""What is in the Batch API already: dishes of all markets, and what was said on the telephone in each region."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.kinds.tuned.regions_of_networks import clocks_in, some_places
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def dishes_of_all_markets_translated_by_batch(w: World) -> None:
    """A delivery marketplace puts menus into the languages of each market by batch: whatever restaurants have changed
    is collected over two or three days by a script somebody starts from the office, a batch a language, and read back
    when the script is run again after lunch or next day. A new market brings a large one. All of it goes by batch
    already."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700, tier="batch")
    rules = round(w.about(620))
    for sent in w.launches(w.rng.randint(8, 11), OFFICE):
        at = sent + w.rng.choice((w.rng.uniform(1, 4), w.rng.uniform(15, 22))) * HOUR_S
        for _ in range(w.rng.randint(3, 6)):
            at += w.draw(6, 0.5)
            for _ in range(w.count(95, factor=1.7)):
                at += w.rng.expovariate(1 / 0.004)
                client.fetch(at, rules + min(3_000, w.tokens(210, 0.6)), min(700, w.tokens(180, 0.5)))


@kind("batched")
def calls_of_each_region_scored_by_batch(w: World) -> None:
    """An outsourcer scores a sample of the day's calls against its client's check list: when a region's day is over a
    job sends its transcripts as one batch and asks each ten minutes whether it has ended; the scores are read into the
    dashboard of quality before that region wakes. A job for each region on weekdays, holidays of the region smaller. It
    has been on batches from the first day on."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, tier="batch")
    rules, poll_s = round(w.about(1_500)), 10 * MINUTE_S
    for closed in clocks_in(w, some_places(w, 3, 4), w.pick(20, 22), w.pick(0, 30), weekdays=WEEKDAYS, late_s=20):
        at = closed + min(20 * HOUR_S, (w.draw(2_700, 0.7) // poll_s + 1) * poll_s) + w.draw(3, 0.5)
        for _ in range(w.count(26, factor=1.4)):
            at += w.rng.expovariate(1 / 0.006)
            if w.rng.random() < 0.002:
                client.expire(at)
            else:
                client.fetch(at, rules + min(12_000, w.tokens(1_900, 0.5)), min(900, w.tokens(240, 0.3)))
