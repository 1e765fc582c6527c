"""Events behind which somebody may wait, or nobody: submissions to an insurer, filings on a feed, notes of viewings."""

from heapq import heappop, heappush

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def submissions_of_brokers_read_at_an_underwriter(w: World) -> None:
    """Brokers mail risks to an insurer's underwriters; a function reads the mail, then each of its attachments, into
    the fields of the workbench. Some brokers are on the telephone while the underwriter looks for the case, most cases
    are opened in the course of the week. Two workers take what the queue has; renewals come in heaps of a dozen. No log
    shows which case somebody sat before."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_500, retries=4)
    rules, free = round(w.about(920)), [0.0, 0.0]
    mails = w.arrivals(36, OFFICE) + w.arrivals(2, ALWAYS)
    for heap in w.launches(w.rng.randint(4, 8), OFFICE):
        mails += [heap + w.rng.random() * 240 for _ in range(w.count(11, factor=1.6))]
    for came in sorted(mails):
        for own in (500, *([1_350] * w.rng.choices((0, 1, 2, 4), (2, 4, 3, 1))[0])):
            at = max(came + w.draw(1.4, 0.5), heappop(free))
            asked, said = rules + min(8_000, w.tokens(own, 0.7)), min(1_500, w.tokens(145, 0.4))
            end = client.call(at, asked, said, stop="tool_use", tools=1)
            heappush(free, end + w.draw(0.2, 0.5))


@kind("uncertain", is_decidable=False)
def filings_flagged_as_the_feed_brings_them(w: World) -> None:
    """A rating bureau subscribes to the notices that issuers must publish, and each is flagged as it comes: issuer,
    kind, whether it may touch the rating, one line. Two analysts keep the list open for names in trouble and act within
    minutes; for all other names it is read at the Monday meeting. Heaps at seven and after the close. The same call is
    made for both."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=400, retries=3)
    rules = round(w.about(780))
    notices = w.arrivals(64, OFFICE) + w.arrivals(9, ALWAYS)
    for close in w.timer((7, 18), minute=0, weekdays=WEEKDAYS, late_s=20):
        notices += [close + w.rng.gammavariate(1.0, 420) for _ in range(w.count(13, factor=1.6))]
    for at in sorted(notices):
        client.call(
            at + w.draw(1.1, 0.5), rules + min(9_000, w.tokens(720, 0.8)), min(400, w.tokens(82, 0.3)),
            stop="tool_use", tools=1,
        )  # fmt: skip


@kind("uncertain", is_decidable=False)
def notes_of_viewings_told_by_an_estate_system(w: World) -> None:
    """Estate agents speak a note after a viewing, and their system tells a hook, which has it put into fields - price,
    doubts, next step - and then two lines for the owner. Some agents stand in the yard and look at the owner's lines
    before they press send, in other offices these go out with the weekly report, and the fields are for the funnel. It
    comes as viewings end, Saturdays above all."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500, retries=3)
    rules = round(w.about(620))
    for at in sorted(w.arrivals(42, OFFICE) + w.arrivals(20, HOME)):
        note = min(2_500, w.tokens(210, 0.6))
        end = client.call(at + w.draw(1.8, 0.5), rules + note, min(500, w.tokens(120, 0.3)), stop="tool_use", tools=1)
        if w.rng.random() < 0.7:
            client.call(end + w.draw(0.3, 0.4), 380 + note, min(500, w.tokens(75, 0.3)))
