"""Events behind which somebody may wait, or nobody: a contact that is new, a document that is saved, a topic."""

from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def contacts_through_a_zap(w: World) -> None:
    """A new contact in the customer database sets off a flow in an automation tool: one step asks a model for the
    trade, the size and a note of two sentences, the next writes them back. Here a salesperson has just entered it and
    has the page open for the call, there it came from a form at night; and lists of a fair are brought in at once and
    are let through a few a second. When the flow was off, what had piled up is replayed. No log says which is which."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=1)
    rules = round(w.about(700))
    came = [at + w.draw(2.5, 0.6) for at in w.arrivals(42, OFFICE) + w.arrivals(22, HOME)]
    for fair in w.launches(w.rng.randint(2, 4), OFFICE):
        at = fair
        for _ in range(w.count(150, factor=1.8)):
            came.append(at + w.draw(2.5, 0.6))
            at += w.draw(0.7, 0.8)
    off = w.launches(1, OFFICE)[0]
    on = off + w.draw(3 * HOUR_S, 0.6)
    replay = on
    for at in sorted(came):
        begun = at
        if off <= at < on:
            begun, replay = replay, replay + w.draw(1.1, 0.5)
        client.call(begun, rules + min(3_000, w.tokens(340, 0.6)), min(500, w.tokens(115, 0.35)))


@kind("uncertain", is_decidable=False)
def documents_summed_up_when_saved(w: World) -> None:
    """A product for notes has a background function that waits until a document has been left alone for half a minute,
    then asks for a summary and for tags, both together, no more than so many at once. Some have the side bar open in
    which the summary turns up, most have gone on to something else, and a few bring in a whole folder. The function
    cannot know, nor can a log of its calls."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", "anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, retries=4)
    rules, places = round(w.about(360)), [0.0] * w.pick(5, 10, 20)
    saved: list[tuple[float, int]] = []
    for start in w.arrivals(26, OFFICE):
        at, words = start, min(14_000, w.tokens(900, 0.9))
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            saved.append((at + 30 + w.draw(0.5, 0.5), words))
            at += 35 + w.draw(5 * MINUTE_S, 1.1)
            words = min(16_000, round(words * w.rng.uniform(1.0, 1.3)))
    for folder in w.launches(w.rng.randint(2, 5), OFFICE):
        saved += [(folder + 30 + w.draw(6, 0.7), min(14_000, w.tokens(900, 0.9))) for _ in range(w.count(45, 1.9))]
    for at, words in sorted(saved):
        begun = max(at, heappop(places))
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + words, output_tokens=min(600, w.tokens(140, 0.3))),
            partial(client.call, input_tokens=rules - 90 + words, output_tokens=w.tokens(30, 0.3)),
        ]
        heappush(places, at_once(w, begun, rows) + w.draw(0.1, 0.5))


@kind("uncertain", is_decidable=False)
def messages_of_a_topic_through_consumers(w: World) -> None:
    """A topic to which several teams write what their customers have sent; a group of consumers takes up to ten of them
    at a poll, asks for the intent and the mood of all ten at once, and commits when the slowest is there. What reads
    the answers is another topic: a live board of the desk, a table for Monday, and a rule that may or may not call
    somebody back. After a deploy the partitions are handed out anew and some are read twice. No log can tell."""
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", "anthropic-sdk-python/0.71.0")
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=250, retries=5)
    rules, partitions = round(w.about(780)), w.pick(3, 6)
    came = sorted(w.arrivals(75, HOME) + w.arrivals(55, OFFICE) + w.arrivals(15, ALWAYS))
    deploys = w.launches(9, OFFICE)

    def message(at: float) -> float:
        return client.call(at, rules + min(2_000, w.tokens(130, 0.8)), min(250, w.tokens(44, 0.3)))

    for own in (came[number::partitions] for number in range(partitions)):
        taken, free = 0, 0.0
        while taken < len(own):
            poll = max(own[taken] + w.draw(0.05, 0.6), free)
            poll = max([poll, *(one + 40 + w.draw(8, 0.4) for one in deploys if one <= poll < one + 40)])
            last = taken + 1
            while last < len(own) and last < taken + 10 and own[last] <= poll:
                last += 1
            rows: list[Row] = [message] * (last - taken)
            free = at_once(w, poll, rows) + w.draw(0.04, 0.4)
            deploy = next((one for one in deploys if poll <= one < free + 0.3), None)
            if deploy is not None:  # handed to another before it was committed
                free = at_once(w, deploy + 40 + w.draw(8, 0.4), rows) + w.draw(0.04, 0.4)
            taken = last
