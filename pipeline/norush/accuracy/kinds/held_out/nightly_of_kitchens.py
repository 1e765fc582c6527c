"""Nobody waits for the single answer: jobs of chains, grocers, caterers and buyers that a timer starts."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def hygiene_books_of_all_shops_read_each_night(w: World) -> None:
    """A chain of bakeries reads what its shops wrote into the hygiene book by day: at two a container takes each entry
    with words in it, fridge too warm, delivery refused, and asks for cause, measure and whether it is open still, eight
    threads. If the task dies the scheduler runs it anew after a quarter of an hour, with all entries. The area managers
    get the list by Wednesday. Each entry is one call and all are there at the start."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=350, retries=3, trouble=Trouble(0.004, 3, 0.3))
    rules, threads = round(w.about(900)), w.pick(4, 8, 8)

    def entry(at: float) -> float:
        return client.call(
            at, rules + min(1_500, w.tokens(170, 0.6)), min(350, w.tokens(85, 0.35)), stop="tool_use", tools=1
        )

    for start in w.timer((w.pick(1, 2, 3),), minute=w.pick(0, 10, 30), late_s=15):
        rows: list[Row] = [entry] * w.count(190, factor=1.4)
        at = start + w.draw(8, 0.5)
        if w.rng.random() < 0.05:
            at = pool(w, at, rows[: w.rng.randint(1, len(rows))], threads, between_s=0.02) + 15 * MINUTE_S
        pool(w, at, rows, threads, between_s=0.02)


@kind("batchable")
def substitutes_of_yesterday_judged_for_a_grocer(w: World) -> None:
    """An online grocer lets a model judge what its pickers put in instead: an Airflow DAG after midnight maps a task to
    each picking hall, the tasks go one after the other, and in each six threads take the pairs of ordered and delivered
    with the customer's remark, a class and a sentence out. The table is for the weekly round of the buyers. Sundays
    have little. A pair needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=250, retries=4)
    rules, halls, threads = round(w.about(1_250)), w.rng.randint(3, 6), w.pick(4, 6, 6)

    def pair(at: float) -> float:
        return client.call(at, rules + min(1_200, w.tokens(260, 0.4)), min(250, w.tokens(70, 0.35)))

    for start in w.timer((w.pick(0, 1, 4),), minute=w.pick(5, 20, 45), late_s=20):
        at = start + w.draw(15, 0.4)
        for _ in range(halls):
            rows: list[Row] = [pair] * w.count(36, factor=1.6)
            at = pool(w, at, rows, threads, between_s=0.015) + w.draw(25, 0.5)


@kind("batchable")
def remarks_on_canteens_coded_each_weekend(w: World) -> None:
    """A caterer runs canteens for two hundred firms; guests leave a star and a line on a tablet by the tray return. On
    Saturday night a cron job gives each line a theme, a dish and a mood, under a limiter of its own that is set to half
    of what the tier allows, since the chat of the head office is on the same key. The kitchens get their page in the
    course of the next week. A line is one call and needs no other."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=150, retries=5)
    rules, every_s = round(w.about(1_100)), w.pick(0.5, 1.0, 1.2)
    for start in w.timer((w.pick(21, 22, 23),), minute=w.pick(0, 30), weekdays=(5,), late_s=5):
        rows: list[Row] = [
            partial(
                client.call, input_tokens=rules + min(600, w.tokens(34, 0.7)), output_tokens=min(150, w.tokens(52, 0.3))
            )
            for _ in range(w.count(1_250, factor=1.4))
        ]
        paced(w, start + w.draw(4, 0.5), rows, every_s, noise=0.2)


@kind("batchable")
def day_of_each_restaurant_told_to_its_owner(w: World) -> None:
    """A group with ten or so restaurants has a page for each put together at five in the morning: sales, hours of
    staff, what was thrown away, what guests wrote, half a page out, one restaurant after the other. They lie in
    the folder for the owner's round with the managers on Mondays. A restaurant needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=1_200, retries=3)
    rules = round(w.about(1_600))
    for start in w.timer((w.pick(4, 5, 6),), minute=w.pick(0, 15, 30), late_s=5):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(12_000, w.tokens(4_800, 0.3)),
                output_tokens=min(1_200, w.tokens(480, 0.25)),
            )
            for _ in range(w.count(11, factor=1.3))
        ]
        loop(w, start + w.draw(3, 0.4), rows, between_s=0.3)


@kind("batchable")
def certificates_of_growers_checked_each_evening(w: World) -> None:
    """Growers load up certificates and spraying plans into the portal of a wholesale buyer by day; at eight in the
    evening a job looks at those that are new, a dozen on most days: which scheme, until when, whether farm and crop
    are those of the contract. Four at once; files that could not be read are tried once more an hour later. Buyers ask
    for what is missing some day before the harvest. A file is one call."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=800, retries=3)
    rules = round(w.about(1_300))

    def file(at: float) -> float:
        pages = w.rng.choice((1, 2, 2, 4, 6))
        return client.call(at, rules + 1_550 * pages, min(800, w.tokens(220, 0.35)), stop="tool_use", tools=1)

    for start in w.timer((w.pick(19, 20, 22),), minute=w.pick(0, 5, 30), weekdays=WEEKDAYS, late_s=10):
        rows: list[Row] = [file] * w.count(12, factor=1.6)
        end = pool(w, start + w.draw(4, 0.5), rows, 4, between_s=0.05)
        unread = sum(w.rng.random() < 0.07 for _ in rows)
        if unread:
            pool(w, end + HOUR_S, rows[:unread], 4, between_s=0.05)


@kind("batchable")
def prices_of_wholesale_markets_told_each_night(w: World) -> None:
    """A buying co-operative of caterers has the price sheets of ten wholesale markets told in some lines each at eleven
    at night, when all have closed: what got dearer against last week, what comes to its end, two at a time out of a
    small job in the cloud. They go into the newsletter that comes out on Thursdays. A market's lines need no other
    market's."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=4)
    rules = round(w.about(1_150))
    for start in w.timer((w.pick(22, 23),), minute=w.pick(0, 20, 30), weekdays=(0, 1, 2, 3, 4, 5), late_s=7):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(9_000, w.tokens(3_600, 0.35)),
                output_tokens=min(900, w.tokens(330, 0.3)),
            )
            for _ in range(w.count(10, factor=1.2))
        ]
        pool(w, start + w.draw(3, 0.4), rows, 2, between_s=0.1)
