"""What is in the Batch API already: a task that sleeps until its batch has ended, labels that people then check."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def batches_awaited_by_a_deferred_task(w: World) -> None:
    """A data team's scheduler builds the requests out of yesterday's partition, sends them as one batch - two where
    there are more than it likes - and defers itself; a trigger asks every five minutes or so whether it has ended, then
    the next task reads the results into the warehouse. A batch with errors is cleared by hand in the morning and sent
    again. It was built on batches from the first day, and nothing of it is left to move."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=800, tier="batch")
    rules, poll_s = round(w.about(900)), w.pick(1, 5, 5, 10) * MINUTE_S

    def read(start: float, rows: int) -> float:
        at = start + min(22 * HOUR_S, (w.draw(2_100, 0.8) // poll_s + 1) * poll_s) + w.draw(4, 0.5)
        for _ in range(rows):
            at += w.rng.expovariate(1 / 0.003)
            if w.rng.random() < 0.002:
                client.expire(at)
            else:
                client.fetch(at, rules + min(12_000, w.tokens(1_250, 0.6)), min(800, w.tokens(190, 0.35)))
        return at

    for start in w.timer((w.pick(0, 1, 4),), minute=w.pick(0, 30), late_s=25):
        rows = w.count(135, factor=1.4)
        if rows > 170:
            read(start, rows - rows // 2)
            rows //= 2
        end = read(start + 1, rows)
        if w.rng.random() < 0.06:
            read(end + 5 * HOUR_S + w.draw(HOUR_S, 0.6), rows)


@kind("batched")
def labels_before_people_by_batch(w: World) -> None:
    """A team that labels data fills in what a model would say before its people open the items: whoever leads the
    project sends the items of the coming week as a batch from a script, and a second script, run after lunch or next
    morning, puts the results into the tool. When the guideline has changed, the open ones are sent once more. All of it
    goes by batch already."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=700, tier="batch")
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        guideline = w.tokens(1_700, 0.2)
        at = start + w.rng.choice((w.rng.uniform(1, 4), w.rng.uniform(15, 22))) * HOUR_S
        for _ in range(w.count(270, factor=1.6)):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, guideline + min(5_000, w.tokens(390, 0.6)), min(700, w.tokens(130, 0.4)))
