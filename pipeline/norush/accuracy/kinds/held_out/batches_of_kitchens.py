"""Sent to the batch API: products of an online grocer, reports of laboratories about what farms deliver."""

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def products_of_a_grocer_given_attributes_by_batch(w: World) -> None:
    """An online grocer has what suppliers sent about new and changed products read into attributes by batch: diet,
    allergens, storage, portion, words people search with. Each weekday evening a job makes one batch, an Airflow sensor
    looks each ten minutes, and the results are read when it has ended; on the first days of a season several thousand
    come at once, in batches of two thousand. It is on the batch API, the shop shows them from the next day on."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, tier="batch", retries=0)
    rules, season = round(w.about(1_500)), w.rng.uniform(2, 26) * DAY_S
    for start in w.timer((w.pick(18, 19, 21),), minute=w.pick(0, 30), weekdays=WEEKDAYS, late_s=30):
        left = w.count(240, factor=1.6) + (w.count(2_400) if season <= start < season + DAY_S else 0)
        while left > 0:
            size = min(left, 2_000)
            at = start + min(22 * HOUR_S, w.draw(50 * MINUTE_S, 0.8)) + w.rng.uniform(0, 10 * MINUTE_S)
            for _ in range(size):
                at += w.rng.expovariate(1 / 0.004)
                client.fetch(at, rules + min(4_000, w.tokens(520, 0.5)), min(600, w.tokens(190, 0.3)))
            left -= size


@kind("batched")
def residue_reports_of_farms_put_into_fields_by_batch(w: World) -> None:
    """A wholesaler of fruit gets reports of residues from forty laboratories as PDF, each with its own form: once or
    twice a week somebody in quality starts a script that sends the new ones to the batch API, pages as pictures, and
    fetches the fields on the next morning; what expired goes into the next batch. It is on the batch API already, the
    table is for the talks with growers."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, tier="batch", retries=0)
    rules, late = round(w.about(1_700)), 0
    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        at = start + max(2 * HOUR_S, w.draw(15 * HOUR_S, 0.2))
        reports, late = w.count(330, factor=1.5) + late, 0
        for _ in range(reports):
            at += w.rng.expovariate(1 / 0.006)
            if w.rng.random() < 0.004:
                client.expire(at)
                late += 1
            else:
                pages = w.rng.choice((1, 2, 2, 3))
                client.fetch(at, rules + 1_550 * pages, min(2_500, w.tokens(520, 0.45)))
