"""What is in the Batch API already."""

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, SMALL, World


@kind("batched")
def survey_answers_read_on_monday(w: World) -> None:
    """An institute sends the free answers of a survey off as batches, cut into files of equal size, on a Thursday or
    so. Whoever is in first the next working morning runs the script that fetches what is done, a file after the other;
    what was not done by then is fetched after lunch."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500, tier="batch")
    questions, answers = round(w.about(900)), w.about(75)
    for sent in w.launches(w.rng.randint(3, 5), OFFICE):
        weekday = (w.month.began_at.weekday() + int(sent // DAY_S)) % 7
        morning = (sent // DAY_S + (3 if weekday == 4 else 1)) * DAY_S + w.rng.uniform(7, 9.5) * HOUR_S
        at = morning
        for _ in range(w.rng.randint(3, 6)):
            if w.rng.random() < 0.12:
                at = max(at, morning + 5 * HOUR_S)
            at += w.draw(1.1, 0.4)
            for _ in range(w.count(90, factor=1.1)):
                at += w.rng.expovariate(1 / 0.003)
                if w.rng.random() < 0.004:
                    client.expire(at)
                else:
                    client.fetch(at, questions + w.tokens(46, 0.8), min(500, w.tokens(answers, 0.4)))


@kind("batched")
def batch_of_each_hour(w: World) -> None:
    """A marketplace gathers the offers of an hour, sends them off as one batch at the full hour, and asks every two
    minutes whether it is done: mostly after some minutes, at busy times after hours. Results are logged as they are
    read. Search has the better titles in the evening, which is soon enough."""
    client = w.client(w.model(SMALL, MIDDLE, LARGE), max_tokens=200, tier="batch")
    offers: dict[int, int] = {}
    for offered in w.arrivals(62, OFFICE):
        hour = int(offered // HOUR_S) + 1
        offers[hour] = offers.get(hour, 0) + 1
    for hour, count in offers.items():
        took = w.draw(700, 0.8) if w.rng.random() < 0.9 else w.draw(9_000, 0.6)
        at = hour * HOUR_S + (took // 120 + 1) * 120 + w.draw(0.6, 0.5)
        for _ in range(count):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, 430 + w.tokens(310, 0.5), min(200, w.tokens(30, 0.3)))
