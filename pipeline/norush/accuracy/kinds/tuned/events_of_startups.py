"""Events behind which somebody may wait, or nobody: pages that connectors push, calls that ended, deals to fill in."""

from heapq import heappop, heappush

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def changed_pages_described_as_connectors_push_them(w: World) -> None:
    """A search over the wikis and drives of its customers is told by hooks which page has changed, and has each put
    into three lines and ten words for the index. Some who have just written a page look for it at once and wonder;
    most pages nobody asks for that week. Three workers take what the queue has; when a team moves a folder a hundred
    come together. No log shows for which page somebody sat there."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=400, retries=4)
    rules, free = round(w.about(520)), [0.0, 0.0, 0.0]
    pages = w.arrivals(85, OFFICE) + w.arrivals(9, ALWAYS)
    for moved in w.launches(w.rng.randint(3, 6), OFFICE):
        pages += [moved + w.rng.random() * 90 for _ in range(w.count(75, factor=1.8))]
    for came in sorted(pages):
        at = max(came + w.draw(2.5, 0.6), heappop(free))
        end = client.call(at, rules + min(12_000, w.tokens(1_300, 0.8)), min(400, w.tokens(115, 0.3)))
        heappush(free, end + w.draw(0.15, 0.5))


@kind("uncertain", is_decidable=False)
def calls_of_a_voice_agent_put_into_fields_as_they_end(w: World) -> None:
    """When a voice agent has hung up, its platform reads the transcript into what the customer defined: outcome, date,
    name, call back or not; and sends it to the customer's hook. One customer's desk rings back within the minute,
    another writes it to a table for the month's invoice. Answered lines at any hour, dialled lists by day. The same
    call is made for all of them."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=600, retries=3)
    rules = round(w.about(590))
    ended = w.arrivals(52, OFFICE) + w.arrivals(34, HOME)
    for dialled in w.launches(w.rng.randint(6, 12), OFFICE):
        ended += [dialled + w.rng.random() * 0.7 * HOUR_S for _ in range(w.count(28, factor=1.6))]
    for at in sorted(ended):
        client.call(
            at + w.draw(1.2, 0.4), rules + min(6_000, w.tokens(780, 0.7)), min(600, w.tokens(105, 0.4)),
            stop="tool_use", tools=1,
        )  # fmt: skip


@kind("uncertain", is_decidable=False)
def deals_filled_in_when_a_recording_is_synced(w: World) -> None:
    """An add-on for a CRM gets a hook when the recording of a sales call is there: the fields of the deal out of the
    transcript, then the next steps, then a mail to follow up, one after the other. Some sellers have the deal open and
    send the mail before the next call, others look on Friday when the manager asks. Calls end at the hour and at half
    past, and the recorder brings them in two to ten minutes."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_200, retries=3)
    rules = round(w.about(830))
    synced = [at // (HOUR_S / 2) * (HOUR_S / 2) + 120 + w.draw(200, 0.6) for at in w.arrivals(31, OFFICE)]
    for start in sorted(synced):
        at, transcript = start, min(16_000, w.tokens(4_300, 0.5))
        for own, written in ((rules, 150), (410, 120), (520, 190)):
            said = min(1_200, w.tokens(written, 0.35))
            at = client.call(at, own + transcript, said, stop="tool_use", tools=1) + w.draw(0.3, 0.5)
