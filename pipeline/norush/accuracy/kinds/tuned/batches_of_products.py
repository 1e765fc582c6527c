"""What is in the Batch API already: transcripts of a video platform, traces that an evaluation product scores."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("batched")
def transcripts_of_uploads_by_batch(w: World) -> None:
    """A video platform sends the transcripts of the day's uploads as one batch before midnight, for the words by which
    they are found; a job looks every five minutes and reads the results when it has ended. In the month there was also
    a share of the old stock in larger batches, sent by hand. All of it is in the batch API: nothing is left to move."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700, tier="batch")
    rules = round(w.about(650))
    sent = [(at, w.count(48, factor=1.5)) for at in w.timer((23,), minute=w.pick(0, 30))]
    sent += [(at, w.count(240, factor=1.4)) for at in w.launches(2, OFFICE)]
    for begun, videos in sorted(sent):
        at = begun + (w.draw(1_900, 0.8) // (5 * MINUTE_S) + 1) * 5 * MINUTE_S + w.draw(1.0, 0.4)
        for _ in range(videos):
            at += w.rng.expovariate(1 / 0.005)
            client.fetch(at, rules + min(40_000, w.tokens(3_600, 0.7)), min(700, w.tokens(190, 0.3)))


@kind("batched")
def traces_scored_by_batch(w: World) -> None:
    """A product for evaluations scores a sample of its customers' traces every six hours: a batch for each project that
    had any, twenty lines or so, looked at once a minute, and each read as soon as it is through, so that some come
    together and others an hour later. Charts are drawn from it by the day. It was built on batches from the start."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=400, tier="batch")
    projects = [(w.tokens(850, 0.4), w.tokens(900, 0.5), w.tokens(9, 0.6)) for _ in range(w.rng.randint(3, 5))]
    for start in w.timer((0, 6, 12, 18), minute=w.pick(5, 20)):
        for scorer, trace, usual in projects:
            if w.rng.random() < 0.15:
                continue
            at = start + min(20 * HOUR_S, (w.draw(900, 0.9) // MINUTE_S + 1) * MINUTE_S) + w.draw(0.4, 0.4)
            for _ in range(w.count(usual, factor=1.8)):
                at += w.rng.expovariate(1 / 0.003)
                client.fetch(at, scorer + min(20_000, w.tokens(trace, 0.7)), min(400, w.tokens(110, 0.3)))
