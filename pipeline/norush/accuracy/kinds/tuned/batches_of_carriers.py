"""What is in the Batch API already: pictures of damaged parcels, what guests of a hotel group like."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def damaged_parcels_described_by_batch(w: World) -> None:
    """A parcel firm has the pictures of each day's damaged parcels described for its quality statistics: a job puts the
    day into one batch at ten in the evening, looks every minute whether it has ended, and reads the results into the
    warehouse. Saturdays have half, Sundays hardly any. It was moved there for the price: nothing is left to move."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=350, tier="batch")
    rules = round(w.about(620))
    for start in w.timer((w.pick(21, 22, 23),), weekdays=(0, 1, 2, 3, 4, 5), late_s=10):
        ended = start + 90 + min(9 * HOUR_S, w.draw(22 * MINUTE_S, 0.8))
        at = (ended // 60 + 1) * 60 + w.draw(0.8, 0.4)
        for _ in range(w.count(105, factor=1.3)):
            at += w.rng.expovariate(1 / 0.004)
            client.fetch(at, rules + 1_600 * w.rng.choices((1, 2, 3), (5, 3, 2))[0], min(350, w.tokens(110, 0.3)))


@kind("batched")
def wishes_of_regular_guests_by_batch(w: World) -> None:
    """A hotel group's data team has the remarks, stays and surveys of its regular guests summed up for the profile: on
    some days of the month a notebook sends a country as batches of a few hundred guests, and the cell that reads the
    results is run when somebody thinks of it. What expired goes into the next. All of it is in the Batch API."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=500, tier="batch")
    rules = round(w.about(780))
    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        for _ in range(w.rng.randint(2, 4)):
            at = start + 4 * MINUTE_S + w.draw(2.5 * HOUR_S, 0.9)
            for _ in range(w.count(230, factor=1.4)):
                at += w.rng.expovariate(1 / 0.005)
                if w.rng.random() < 0.002:
                    client.expire(at)
                else:
                    client.fetch(at, rules + min(9_000, w.tokens(1_150, 0.6)), min(500, w.tokens(160, 0.3)))
