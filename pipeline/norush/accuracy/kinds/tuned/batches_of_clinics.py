"""What is in the Batch API already: charts read again for an insurer, old reports of a laboratory."""

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def charts_reread_for_the_risk_pool_by_batch(w: World) -> None:
    """A health insurer reads its members' charts once more for conditions that were treated and never coded: every
    Friday evening the charts of the week are sent as one batch, a job looks every ten minutes, and coders get the list
    on Monday. Some rows are too long and come back in the next week's. All of it is in batches already."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_000, tier="batch")
    rules = round(w.about(1_500))
    for start in w.timer((w.pick(17, 19, 21),), weekdays=(4,), late_s=25):
        at = start + min(22 * HOUR_S, (w.draw(5_400, 0.8) // 600 + 1) * 600) + w.draw(3, 0.5)
        for _ in range(w.count(480, factor=1.4)):
            at += w.rng.expovariate(1 / 0.008)
            if w.rng.random() < 0.002:
                client.expire(at)
            else:
                client.fetch(at, rules + min(20_000, w.tokens(2_900, 0.6)), min(1_000, w.tokens(210, 0.5)))


@kind("batched")
def tissue_reports_put_into_fields_by_batch(w: World) -> None:
    """A pathology laboratory opens its old reports for research: a data manager sends one organ after the other by
    batch from a notebook, a try with thirty rows on the first day, then some hundred, and reads the results when he
    comes back to it. Fields that are wrong in the sample mean the organ once more. This key has no other calls."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=700, tier="batch")
    rules, starts = round(w.about(1_150)), w.launches(w.rng.randint(6, 9), OFFICE)
    for number, start in enumerate(starts):
        at = start + w.rng.uniform(0.08, 0.9) * DAY_S
        for _ in range(w.count(30 if number == 0 else 330, factor=1.5)):
            at += w.rng.expovariate(1 / 0.004)
            client.fetch(at, rules + min(4_000, w.tokens(560, 0.5)), min(700, w.tokens(190, 0.3)))
