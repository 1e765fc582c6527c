"""What is in the Batch API already: tasks of a labelling vendor, the talent pool of a recruiter."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, World


@kind("batched")
def labelled_tasks_audited_by_batch_before_delivery(w: World) -> None:
    """A data-labelling vendor has a share of what was labelled in the week looked at by a model before it is delivered
    on Friday: a job sends one batch for each project on Thursday evening, asks every five minutes how far it is, and
    writes the results as they are read. What the model doubts goes to a second person. It is a batch; nothing is left
    to move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=600, tier="batch")
    projects = [(w.tokens(1_400, 0.3), w.tokens(55, 0.4)) for _ in range(w.rng.randint(6, 9))]
    for sent in w.timer((w.pick(18, 19, 21),), weekdays=(3,), late_s=15):
        for guideline, tasks in projects:
            at = sent + (w.draw(1_500, 0.9) // (5 * MINUTE_S) + 1) * 5 * MINUTE_S + w.draw(2, 0.5)
            for _ in range(w.count(tasks, factor=1.4)):
                at += w.rng.expovariate(1 / 0.005)
                client.fetch(at, guideline + min(5_000, w.tokens(520, 0.6)), min(600, w.tokens(150, 0.4)))


@kind("batched")
def a_talent_pool_tagged_by_batch(w: World) -> None:
    """A recruiter has the CVs of its pool tagged anew whenever the list of skills has changed: a developer makes
    batches of a few hundred CVs in a script, looks for the first of them after an hour and for the others next morning,
    and loads what is there; a few rows have expired and are sent with the next lot. Nobody could wait for it; it is a
    batch already."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, tier="batch")
    skills = round(w.about(1_500))
    for sent in w.launches(w.rng.randint(3, 5), OFFICE):
        for lot in range(w.rng.randint(1, 3)):
            at = sent + w.draw(HOUR_S, 0.3) + (0 if not lot else 15 * HOUR_S + w.draw(HOUR_S, 0.4))
            for _ in range(w.count(230, factor=1.5)):
                at += w.rng.expovariate(1 / 0.008)
                if w.rng.random() < 0.004:
                    client.expire(at)
                    continue
                client.fetch(at, skills + min(8_000, w.tokens(1_150, 0.5)), min(800, w.tokens(230, 0.3)))
