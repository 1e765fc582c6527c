"""Sent to the batch API: the entries of a school dictionary, and what students said of their courses."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def word_entries_given_examples_by_batch(w: World) -> None:
    """A publisher makes a dictionary for schools: for each entry six example sentences by level and a hint about what
    learners mistake, letter after letter. An editor's script sends a letter as a batch, polls every ten minutes and
    reads the results when it has ended; what does not parse is sent again in a second batch. It is on the batch API:
    the letter is edited in the weeks to come."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, tier="batch", retries=0)
    rules = round(w.about(1_500))
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        entries = w.count(420, factor=1.7)
        at = start
        for size in (entries, max(1, round(entries * w.rng.uniform(0.01, 0.04)))):
            at += min(18 * HOUR_S, w.draw(50 * MINUTE_S, 0.8)) + w.rng.uniform(0, 10 * MINUTE_S)
            for _ in range(size):
                at += w.rng.expovariate(1 / 0.004)
                if w.rng.random() < 0.002:
                    client.expire(at)
                else:
                    client.fetch(at, rules + w.tokens(130, 0.5), min(1_500, w.tokens(430, 0.25)))
            at += w.draw(25 * MINUTE_S, 0.8)


@kind("batched")
def comments_on_courses_put_under_themes_by_batch(w: World) -> None:
    """A university asks its students about their courses at half-term and at the end: the office for teaching quality
    has the free comments of each faculty put under themes and freed of names, a batch for each faculty, all made by a
    workflow when a wave has closed, and fetched by its next task as they end. Two or three waves in the month.
    It is on the batch API; the deans get their sheets two weeks later."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, tier="batch", retries=0)
    rules = round(w.about(2_100))
    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        for _ in range(w.rng.randint(7, 11)):
            ended = start + min(20 * HOUR_S, w.draw(95 * MINUTE_S, 0.6))
            at = ended + w.rng.uniform(0, 5 * MINUTE_S)
            for _ in range(w.count(190, factor=1.8)):
                at += w.rng.expovariate(1 / 0.003)
                client.fetch(at, rules + w.tokens(85, 0.7), min(400, w.tokens(110, 0.3)))
