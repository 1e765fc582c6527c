"""Events behind which somebody may wait, or nobody: notes of advisers, orders of opticians, telephones handed in."""

from norush.accuracy.calendar import DESK, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def notes_of_advisers_checked_when_saved(w: World) -> None:
    """When an adviser of a bank saves the note of a talk, the customer system fires a hook and a function reads it for
    what the law wants in it: risks told, wishes, knowledge. Some advisers wait for the green mark to print the record
    before the client leaves; others save five notes at six and go home. The calls are the same."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=3)
    rules = round(w.about(1_900))
    for at in w.arrivals(27, OFFICE):
        note = min(5_000, w.tokens(520, 0.6))
        end = client.call(at + w.draw(0.9, 0.6), rules + note, min(900, w.tokens(240, 0.4)), stop="tool_use", tools=1)
        if w.rng.random() < 0.22:  # saved again, with what was missing
            again = end + 40 + w.draw(160, 1.0)
            client.call(again, rules + note + 60, min(900, w.tokens(180, 0.4)), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def orders_of_spectacles_read_as_they_come(w: World) -> None:
    """The workshop of a chain of opticians reads orders that branches send as a scan: a message on a queue for each, a
    consumer reads values, frame and wishes into fields. In some branches the buyer sits there and is told the day of
    collection from it; in others the day's orders are sent in one go before the shutters come down, and looked at in
    the morning. The queue does not say which."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=600, retries=4)
    rules = round(w.about(1_150))

    def order(at: float) -> float:
        said = min(600, w.tokens(190, 0.25))
        return client.call(at, rules + w.rng.randint(1_200, 1_700), said, stop="tool_use", tools=1)

    starts = [(at, 1) for at in w.arrivals(18, DESK)] + [(at, w.rng.randint(3, 9)) for at in w.arrivals(1.4, DESK)]
    for start, orders in sorted(starts):
        rows: list[Row] = [order] * orders
        loop(w, start + w.draw(1.1, 0.7), rows, between_s=0.1)


@kind("uncertain", is_decidable=False)
def telephones_handed_in_looked_at(w: World) -> None:
    """A chain of telephone shops buys old ones back: three pictures are laid into a bucket, which starts a function
    that grades glass, frame and back. In a shop the seller waits with the customer for the price; those sent in by post
    are photographed at a table in the warehouse, and nobody looks at the grade before they are taken apart. Both write
    into the same bucket."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=500, retries=3)
    rules = round(w.about(900))
    for at in sorted(w.arrivals(10, HOME) + w.arrivals(9, OFFICE)):
        pictures = sum(w.rng.randint(1_000, 1_500) for _ in range(3))
        client.call(at + w.draw(1.3, 0.6), rules + pictures, min(500, w.tokens(150, 0.3)), stop="tool_use", tools=1)
