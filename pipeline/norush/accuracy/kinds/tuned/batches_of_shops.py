"""What is in the Batch API already: texts of a web shop before the season, photographs of flats handed over."""

from norush.accuracy.calendar import MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, World


@kind("batched")
def goods_worded_by_batch_before_a_season(w: World) -> None:
    """A freelancer words the goods of her customers' web shops anew before each season: an export becomes a file of
    requests, the file a batch, and a script on her laptop asks for it every minute until it has ended, then writes the
    import. A second, smaller batch is for what was too long or said nothing. It is a batch; nothing is left to move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, tier="batch")
    for sent in w.launches(w.rng.randint(4, 7), OFFICE):
        voice, goods, at = w.tokens(900, 0.3), w.count(240, factor=1.7), sent
        for rows in (goods, max(1, goods // 14)):
            at += (w.draw(1_100, 0.9) // MINUTE_S + 1) * MINUTE_S + w.draw(0.8, 0.4)
            for _ in range(rows):
                at += w.rng.expovariate(1 / 0.003)
                client.fetch(at, voice + min(3_000, w.tokens(340, 0.5)), min(1_200, w.tokens(380, 0.3)))
            at += w.draw(12 * MINUTE_S, 0.7)


@kind("batched")
def photographs_of_flats_handed_over_by_batch(w: World) -> None:
    """A property manager has the photographs of flats that were handed over put into words, room by room, for the
    record: a small server sends what came in on a working day as one batch at nine in the evening, and a second entry
    of cron reads the results at six. Many at the turn of the month. It costs half as much so; nothing is left to
    move."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, tier="batch")
    form = round(w.about(700))
    for number, read in enumerate(w.timer((6,), minute=0, weekdays=(1, 2, 3, 4, 5), late_s=3)):
        at = read + w.draw(1.5, 0.4)
        rooms = w.count(22, factor=1.7) * (3 if number < 2 or number > 19 else 1)
        for _ in range(rooms):
            at += w.rng.expovariate(1 / 0.005)
            if w.rng.random() < 0.001:
                client.expire(at)
                continue
            client.fetch(at, form + 1_500 * w.rng.choices((1, 2, 3, 5), (2, 4, 3, 1))[0], min(800, w.tokens(290, 0.4)))
