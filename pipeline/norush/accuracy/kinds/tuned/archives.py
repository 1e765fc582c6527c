"""Nobody waits for the single answer: what lies in archives, and is read once, for hours or for days."""

from functools import partial
from heapq import heapify, heapreplace

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def windows_of_filings(w: World) -> None:
    """A fund wants every number that firms have promised out of years of their filings: each filing is cut into windows
    of one size, so that prompts are as long as each other but for the last of a filing, and ten are read at a time.
    Most windows hold nothing and give two brackets, some give a page of rows. Started on a few evenings; what is found
    goes into a model that is fitted next quarter."""
    client = w.client(w.model(MIDDLE, SMALL, LARGE), max_tokens=4_000)
    size, workers = w.pick(4_000, 8_000, 12_000), w.pick(6, 10, 16)
    task, empty = round(w.about(750)), w.about(0.55, 1.2)

    def window(at: float, words: int) -> float:
        said = w.rng.randint(3, 5) if w.rng.random() < empty else w.tokens(360, 0.8)
        return client.call(at, task + words + w.rng.randint(-14, 14), said)

    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        rows: list[Row] = []
        for _ in range(w.count(23)):
            filing = min(900_000, w.tokens(62_000, 0.8))
            rows += [partial(window, words=min(size, filing - read)) for read in range(0, filing, size)]
        pool(w, start, rows, workers, between_s=0.01)


@kind("batchable")
def profiles_when_the_queue_is_empty(w: World) -> None:
    """A service where people meet has a new rule for pictures, and all old profiles are looked at by it. A worker of
    the lowest rank looks every five minutes whether those of higher rank are idle, which they mostly are at night and
    hardly ever in the evening, and if so takes eight. A week or more. What it finds is hidden at the end, all on one
    day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=80, retries=1)
    busy, rules = w.month.weights(HOME, w.zone), round(w.about(640))
    most = max(busy)
    first, left, each = w.rng.randrange(0, 14) * DAY_S, w.count(2_300), max(1, round(8 * w.scale))
    at = first + 9 * HOUR_S
    while left > 0 and at < w.month.length_s:
        idle = 0.55 * (1 - busy[int(at // HOUR_S)] / most) ** 1.5
        if w.rng.random() < idle:
            rows: list[Row] = [
                partial(
                    client.call, input_tokens=rules + w.pick(1_050, 1_590, 1_590) + 45, output_tokens=w.tokens(18, 0.4)
                )
                for _ in range(min(each, left))
            ]
            at_once(w, at + w.draw(0.4, 0.6), rows, within_s=0.3)
            left -= len(rows)
        at += 5 * MINUTE_S


@kind("batchable")
def tagging_at_the_lowest_tier(w: World) -> None:
    """A museum shop that has just signed up may send next to nothing, and a quarter of what its two processes send is
    turned away; they wait, twice as long each time, and try again up to seven times. Its old orders get a theme each in
    this way, for some hours each time that somebody starts it. It is for a plan of what to print next year."""
    trouble = Trouble(share=0.26, bad_hours=12, bad_share=0.7)
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=60, retries=7, trouble=trouble)
    pause_s = w.about(14)

    def order(at: float) -> float:
        return client.call(at, 290 + w.tokens(55, 0.6), w.tokens(8, 0.3)) + w.draw(pause_s, 0.25)

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        rows: list[Row] = [order] * w.count(640)
        pool(w, start, rows, 2, between_s=0.05)


@kind("batchable")
def street_photos_on_a_growing_cluster(w: World) -> None:
    """A maker of maps has pictures of streets described for what changed: each is as many tokens as the other. Actors
    of a cluster take one after the other, two at first and another every minute or so as machines are found, up to
    sixteen; now and then one is lost with what it held. Twice or so in the month, at any hour that the pictures are in;
    people go over the finds for weeks."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=300)
    most, every_s = w.pick(8, 12, 16), w.about(55)

    def picture(at: float) -> float:
        at = client.call(at + w.draw(0.12, 0.5), 1_800 + w.rng.randint(0, 9), w.tokens(92, 0.3))
        return at + (w.draw(240, 0.6) if w.rng.random() < 0.002 else 0.0)

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        free = [start + max(0, actor - 1) * every_s * w.rng.uniform(0.6, 1.5) for actor in range(most)]
        heapify(free)
        for _ in range(w.count(720)):
            heapreplace(free, picture(free[0]) + w.draw(0.05, 0.5))


@kind("batchable")
def old_answers_marked_while_others_sleep(w: World) -> None:
    """An airline has years of answers to complaints, and wants each marked for tone by three prompts that share
    nothing, before it writes a guide. Nobody wants to look after it: a function wakes itself every minute with what is
    left, sends some dozens with four calls at a time, hands the rest on and ends. Some days and nights, with a stop
    when a limit of the account is reached at midnight of the provider's clock. The guide is due next year."""
    client = w.client(w.model(OLDER, MIDDLE, SMALL), max_tokens=150)
    prompts, daily = [round(w.about(500)) for _ in range(3)], w.count(1_100)
    for begun in w.launches(1, OFFICE):
        at, left, today, day = begun, w.count(2_600), 0, int(begun // DAY_S)
        while left > 0 and at < w.month.length_s:
            if int(at // DAY_S) != day:
                day, today = int(at // DAY_S), 0
            if today < daily:
                rows: list[Row] = [
                    partial(
                        client.call,
                        input_tokens=w.pick(*prompts) + w.tokens(310, 0.5),
                        output_tokens=w.tokens(33, 0.3),
                    )
                    for _ in range(min(left, max(3, round(w.rng.uniform(24, 50) * min(1.0, w.scale)))))
                ]
                pool(w, at + w.draw(0.5, 0.4), rows, 4, between_s=0.1)
                left -= len(rows)
                today += len(rows)
            at += MINUTE_S if today < daily else 10 * MINUTE_S
