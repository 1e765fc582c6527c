"""Each step needs the one before: orders that are late, lots that are called back, goods that run out, the software of
a delivery service."""

from norush.accuracy.calendar import HOUR_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World

MEALS = Rhythm(
    (0.85, 0.85, 0.9, 0.95, 1.2, 1.25, 1.2),
    (1.0, 0.5, 0.2, 0, 0, 0, 0.2, 0.6, 1, 1.5, 3, 6, 10, 8, 4, 3, 4, 7, 12, 14, 12, 8, 4, 2),
    1.1,
)
"""Food on its way: noon and evening."""


@kind("agentic")
def orders_gone_wrong_settled_by_an_agent(w: World) -> None:
    """A delivery service lets an agent settle what customers report by a form, missing fries or a bag that never came:
    it looks up the order, the courier's track, the photo at the door, what this customer was refunded before, pays
    back or opens a case, and writes the message. Five to eight calls of tools, one after the other, within a minute or
    so. The form says "we will write to you"; no step can be asked before the last tool has answered."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=4)
    steps = Steps(steps=6, system=round(w.about(4_300, 1.3)), task=260, answer=95, result=340, tool_s=0.7)
    is_named = w.rng.random() < 0.5
    for start in w.arrivals(14, MEALS):
        steps.run(client, start + w.draw(3, 0.6), w.name("case") if is_named else None)


@kind("agentic")
def lots_called_back_traced_by_an_agent(w: World) -> None:
    """When a laboratory or a supplier has something against a lot, quality staff of a food group start an agent: it
    asks the plant system where the lot went in, which batches came of it, which pallets went to whom, reads the
    cleaning records between two runs, and writes the list with its proofs. Twenty queries or so with large answers;
    drills too, half a dozen on one afternoon. Each query is made of what the last one has found."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=6_000, retries=4)
    steps = Steps(
        steps=18, system=round(w.about(5_200)), task=700, answer=210, result=1_250, tool_s=2.4, most_context=120_000
    )
    starts = w.arrivals(1.4, OFFICE)
    for drill in w.launches(w.rng.randint(1, 2), OFFICE):
        starts += [drill + w.rng.random() * 2 * HOUR_S for _ in range(w.count(7, factor=1.3))]
    for start in sorted(starts):
        steps.run(client, start, w.name("lot"))


@kind("agentic")
def orders_to_suppliers_put_together_at_night(w: World) -> None:
    """A restaurant group has an agent put together the orders to suppliers after closing: for each house it reads the
    stock, the bookings and the weather of the next days, asks two or three price lists, checks least amounts, changes
    the basket until it fits and leaves a draft that the chef signs at nine. Three houses at a time from one in the
    morning, houses shut on a day left out. A night would be time enough for all, but what it asks next is what the
    price list said."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=5)
    steps = Steps(steps=11, system=round(w.about(3_900)), task=850, answer=170, result=780, tool_s=1.2)
    workers, is_named = w.pick(2, 3, 4), w.rng.random() < 0.5

    def house(at: float) -> float:
        return steps.run(client, at, w.name("house") if is_named else None)

    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(0, 15, 30), weekdays=(0, 1, 3, 4, 5), late_s=8):
        rows: list[Row] = [house] * w.count(6, factor=1.3)
        pool(w, start + w.draw(6, 0.4), rows, workers, between_s=0.5)


@kind("agentic")
def dispatch_code_of_a_delivery_firm_changed_in_terminals(w: World) -> None:
    """Engineers of a delivery firm change dispatch, menus and tills with a coding agent in the terminal: it reads
    files, edits, runs tests and reads what failed; now and then it asks, and the engineer answers when back at the
    desk. The prompt is cached and grows with each tool. Office hours, less on Fridays, when nothing may be released.
    Each step holds what the last tool has shown."""
    client = w.client(w.model(MIDDLE, LARGE, LARGE_OLDER), streamed=True, max_tokens=16_000, retries=5)
    steps = Steps(
        steps=22, system=round(w.about(9_500, 1.3)), task=380, answer=150, result=600, tool_s=3.2, person_share=0.07
    )
    engineers = max(3, w.count(9))
    for start in w.arrivals(2.4, OFFICE):
        steps.run(client, start, w.name("term"), f"dev-{w.rng.randrange(engineers)}")
