"""Nobody waits for the single answer: what engineers of an AI product, a labelling vendor, a marketplace start by
hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def models_compared_when_one_is_new(w: World) -> None:
    """When a model is new, and before a price list is made, a product's engineers run their tasks over all models that
    come into question: five rows to see whether it starts, then the whole, ten connections, each row twice, one model
    after the other from the command line; a program marks the answers. A run that hits the limit of the account is
    called off and begun again with half as many connections. The table is for a decision at the end of the week; no row
    needs another."""
    models = [w.model(MIDDLE), w.model(SMALL), w.model(OLDER, LARGE)]
    tasks = [(w.tokens(1_500, 0.8), w.tokens(330, 0.6)) for _ in range(w.count(62, factor=1.3))]
    for start in w.launches(w.rng.randint(4, 5), OFFICE):
        at, connections = start, w.pick(10, 10, 20)
        for model in models:
            client = w.client(model, max_tokens=2_048, retries=5, trouble=Trouble(0.005, 2, 0.2))
            rows: list[Row] = [
                partial(client.call, input_tokens=asked, output_tokens=min(2_048, round(said * w.draw(1, 0.25))))
                for _ in range(2)
                for asked, said in tasks
            ]
            at = pool(w, at, rows[:5], 5, between_s=0.01) + w.draw(90, 0.7)
            if w.rng.random() < 0.15:
                at = pool(w, at, rows[: w.rng.randint(5, len(rows))], connections, between_s=0.01) + w.draw(200, 0.6)
                connections = max(4, connections // 2)
            at = pool(w, at, rows, connections, between_s=0.01) + w.draw(6 * MINUTE_S, 1.0)


@kind("batchable")
def instructions_written_for_a_fine_tune(w: World) -> None:
    """A vendor of data makes instructions and answers for a customer's model: a framework for synthetic data takes
    seeds in slices of fifty, each slice at once and the next when it is through, three or four runs over a week after
    a trial of a hundred. What was made is kept, so that a run that broke goes on where it was. People read a sample
    before it is delivered at the end of the month. Each row is made from its own seed."""
    model, rare = w.model(MIDDLE, OLDER), Trouble(0.006, 4, 0.3)
    client = w.client(model, streamed=w.rng.random() < 0.15, max_tokens=2_048, retries=6, trouble=rare)
    rules, size = round(w.about(700)), w.pick(25, 50, 50)

    def pair(at: float) -> float:
        return client.call(at, rules + w.tokens(240, 0.5), min(2_048, w.tokens(560, 0.45)))

    at = w.launches(4, OFFICE)[0]
    trial: list[Row] = [pair] * w.count(90, factor=1.2)
    at = chunks(w, at, trial, size, between_s=0.3) + w.draw(DAY_S, 0.5)
    for _ in range(w.rng.randint(3, 4)):
        rows: list[Row] = [pair] * w.count(430, factor=1.4)
        broke = w.rng.randint(1, len(rows)) if w.rng.random() < 0.3 else len(rows)
        at = chunks(w, at, rows[:broke], size, between_s=0.3)
        if broke < len(rows):
            at = chunks(w, at + w.draw(2 * HOUR_S, 0.8), rows[broke:], size, between_s=0.3)
        at += w.draw(1.4 * DAY_S, 0.5)


@kind("batchable")
def finished_labels_read_a_second_time(w: World) -> None:
    """A labelling vendor has what its people have labelled read a second time by a model before a lot goes to the
    customer: a script with a thread pool goes through the lot, item, guideline and label in, agreed or not and why out,
    and feels for the limit. A lot every few days, in the afternoon; what is doubtful goes back to people on the next
    day. Lots are delivered on Fridays. An item is one call."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=300, retries=3, trouble=Trouble(0.01, 3, 0.3))
    most = w.pick(8, 12, 24)
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        guideline, item = w.tokens(1_500, 0.3), w.tokens(420, 0.5)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=guideline + min(6_000, w.tokens(item, 0.5)),
                output_tokens=min(300, w.tokens(78, 0.4)),
            )
            for _ in range(w.count(330, factor=1.8))
        ]
        adaptive(w, start, rows, most)


@kind("batchable")
def wishes_of_all_customers_put_under_themes(w: World) -> None:
    """Before the plan for the year somebody of the product puts all wishes of customers under themes, in a notebook: a
    loop with a bar, one wish after the other, answers into a list. Twenty first, the prompt is changed, twenty again,
    then all; the laptop goes to sleep in the middle and the rest is done next day. When the themes have been argued
    over it is done once more. The deck is for a meeting two weeks on; no wish needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=2)
    rules = w.about(1_250)

    def run(at: float, wishes: int, prompt: int) -> float:
        rows: list[Row] = [
            partial(client.call, input_tokens=prompt + min(4_000, w.tokens(190, 0.8)), output_tokens=w.tokens(42, 0.3))
            for _ in range(wishes)
        ]
        return loop(w, at, rows, between_s=0.03)

    wishes = w.count(1_150, factor=1.3)
    for start in w.launches(2, OFFICE):
        at = start
        for _ in range(w.rng.randint(2, 4)):
            at = run(at, min(20, wishes), round(rules * w.draw(1, 0.15))) + w.draw(9 * MINUTE_S, 0.7)
        prompt, slept = round(rules * w.draw(1, 0.15)), round(wishes * w.rng.uniform(0.3, 1.1))
        at = run(at, min(wishes, slept), prompt)
        if slept < wishes:
            run(at + w.rng.uniform(12, 22) * HOUR_S, wishes - slept, prompt)


@kind("batchable")
def old_listings_given_attributes(w: World) -> None:
    """A marketplace gives attributes to the listings of earlier years, for filters that are switched on next month: ids
    are put into a queue, and a few workers take them for days, each with long pauses lest the shop lack room under the
    limit, one on the first afternoon, then more; the picture and the text of a listing in, fields out. A deploy stops
    all of them for half a minute, and once they stood still for half a day because a disk was full. No listing needs
    another."""
    client = w.client(
        w.model(SMALL, SMALL, MIDDLE), max_tokens=500, retries=8, trouble=Trouble(share=0.012, bad_hours=6)
    )
    rules, pause_s, most = round(w.about(920)), w.about(80, 1.5), w.pick(2, 3, 4)
    deploys, left = w.launches(25, OFFICE), w.count(4_600, factor=1.25)
    begun = min(w.launches(2, OFFICE)[0], 16 * DAY_S)
    full = begun + w.rng.uniform(0.3, 2.5) * DAY_S

    def listing(at: float) -> float:
        words = rules + w.rng.choice((780, 1_150, 1_568)) + min(3_000, w.tokens(210, 0.7))
        end = client.call(at, words, min(500, w.tokens(125, 0.35)), stop="tool_use", tools=1) + w.draw(pause_s, 0.7)
        if at <= full < end:
            return full + 12 * HOUR_S + w.draw(20, 0.7)
        return end + 20 + w.draw(15, 0.4) if any(at <= deploy < end for deploy in deploys) else end

    at = begun
    while left > 0 and at < w.month.length_s:
        workers = 1 if at - begun < 5 * HOUR_S else max(1, most // 2) if at - begun < DAY_S else most
        rows: list[Row] = [listing] * min(left, 40 * workers)
        at = pool(w, at, rows, workers, between_s=0.05)
        left -= len(rows)
