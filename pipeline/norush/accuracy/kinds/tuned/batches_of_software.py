"""What is in the Batch API already: sessions that a product for analytics sums up, answers made for a smaller model."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def sessions_summed_up_by_batch(w: World) -> None:
    """A product for analytics sums up recorded sessions: each night a batch for each customer that has it switched on,
    the clicks and errors of each session as lines of text. A task looks every ten minutes and reads what has ended, one
    batch after the other; now and then a row has expired and goes into the batch of the next night. Built on batches
    from the start: nothing is left to move."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, tier="batch")
    rules = round(w.about(720))
    customers = [w.tokens(26, 0.6) for _ in range(w.rng.randint(3, 6))]
    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(0, 15)):
        at = start
        for sessions in customers:
            ended = start + min(20 * HOUR_S, (w.draw(2_400, 0.8) // (10 * MINUTE_S) + 1) * 10 * MINUTE_S)
            at = max(at + 0.3, ended + w.draw(0.8, 0.4))
            for _ in range(w.count(sessions, factor=1.5)):
                at += w.rng.expovariate(1 / 0.004)
                if w.rng.random() < 0.004:
                    client.expire(at)
                else:
                    client.fetch(at, rules + min(24_000, w.tokens(2_700, 0.7)), min(600, w.tokens(140, 0.35)))


@kind("batched")
def answers_for_a_smaller_model_by_batch(w: World) -> None:
    """A company with a product of its own teaches a smaller model: an engineer sends some thousand prompts as batches
    from a notebook, in parts, goes home, and reads the results next morning; two days later what came out is marked by
    another model, in a batch as well. Five or six rounds in the month. The only thing this key does here is batches."""
    teacher = w.client(w.model(LARGE, OLDER, MIDDLE), max_tokens=3_000, tier="batch")
    marker = w.client(w.model(MIDDLE, OLDER), max_tokens=300, tier="batch")
    rules, parts = round(w.about(480)), w.pick(1, 2, 4)
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at, answers = start + w.rng.uniform(2, 18) * HOUR_S, w.count(300, factor=1.5)
        said = [min(3_000, w.tokens(480, 0.6)) for _ in range(answers)]
        for part in range(parts):
            for written in said[part::parts]:
                at += w.rng.expovariate(1 / 0.004)
                teacher.fetch(at, rules + min(6_000, w.tokens(260, 0.9)), written)
            at += w.draw(9, 0.7)
        at = start + w.rng.uniform(30, 60) * HOUR_S
        for written in said:
            at += w.rng.expovariate(1 / 0.004)
            marker.fetch(at, 650 + written, min(300, w.tokens(70, 0.3)))
