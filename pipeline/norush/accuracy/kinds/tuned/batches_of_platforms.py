"""What is in the Batch API already: names of goods put into languages, pages of patents put into English."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batched")
def names_of_goods_put_into_languages_by_batch(w: World) -> None:
    """A marketplace in several countries puts titles and descriptions of new goods into its other languages: each night
    a job writes a batch for each language, looks every five minutes whether it has ended and writes the results into
    the table of texts. Fewer at weekends, some rows expire on a bad day and are in the next night's. It is all on the
    Batch API since the first version."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_000, tier="batch")
    rules, languages = round(w.about(520)), w.rng.randint(3, 5)
    for start in w.timer((w.pick(0, 1, 3),), minute=w.pick(0, 30), late_s=12):
        goods = w.count(32, factor=1.7)
        for _ in range(languages):
            waited = (w.draw(1_900, 0.8) // (5 * MINUTE_S) + 1) * 5 * MINUTE_S
            at = start + min(20 * HOUR_S, waited) + w.draw(2, 0.5)
            for _ in range(goods):
                at += w.rng.expovariate(1 / 0.005)
                if w.rng.random() < 0.002:
                    client.expire(at)
                else:
                    words = min(900, w.tokens(230, 0.6))
                    client.fetch(at, rules + words, min(1_000, round(words * w.draw(1.15, 0.12))))


@kind("batched")
def patent_pages_put_into_english_by_batch(w: World) -> None:
    """A house for legal translation offers raw English of Asian patents by the next day: orders of the day are cut into
    pages and sent as one batch in the evening of each weekday, larger ones by hand when a law firm brings a whole
    family. A worker reads the results as soon as the batch has ended and puts the pages together. Nothing goes another
    way on this key."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=3_000, tier="batch")
    words = round(w.about(700))
    orders = [(at, w.count(52, factor=1.8)) for at in w.timer((19,), minute=0, weekdays=(0, 1, 2, 3, 4))]
    orders += [(at, w.count(160, factor=1.4)) for at in w.launches(w.rng.randint(1, 3), OFFICE)]
    for start, pages in sorted(orders):
        at = start + min(22 * HOUR_S, 60 * (w.draw(3_600, 0.7) // 60 + 1)) + w.draw(1, 0.5)
        for _ in range(pages):
            at += w.rng.expovariate(1 / 0.008)
            page = min(2_400, w.tokens(980, 0.25))
            client.fetch(at, words + page, min(3_000, round(page * w.rng.uniform(0.6, 0.85))))
