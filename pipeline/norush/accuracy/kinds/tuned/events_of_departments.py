"""Events behind which somebody may wait, or nobody: mails that look like fraud, confirmations, faults of a building."""

from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def reports_of_suspect_mails(w: World) -> None:
    """A button in the mail program reports a mail to security: a function takes it from the queue and has it judged,
    with a second call for its attachment or its page in one of three. Fraud that goes to all brings dozens of
    reports within the hour, and so does the exercise that security sends itself. In one company an analyst sees the
    judgement pop up and waits for it, in another it goes into a list that is worked through next morning, and in most
    it is some of both. No log tells."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=600, retries=3)
    rules = round(w.about(1_250))
    reports = w.arrivals(24, OFFICE) + w.arrivals(4, HOME)
    for wave in w.launches(w.rng.randint(3, 5), OFFICE):
        reports += [wave + w.rng.gammavariate(1.4, 2_600) for _ in range(w.count(34, factor=1.8))]
    for at in sorted(reports):
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + min(9_000, w.tokens(780, 0.8)), output_tokens=w.tokens(150, 0.3))
        ]
        if w.rng.random() < 0.33:
            rows.append(partial(client.call, input_tokens=rules + 1_540, output_tokens=w.tokens(130, 0.3)))
        at_once(w, at + 0.4 + w.rng.expovariate(1 / 1.5), rows, within_s=0.3)


@kind("uncertain", is_decidable=False)
def confirmations_from_suppliers(w: World) -> None:
    """Suppliers confirm orders by mail with a paper behind it: each mail that comes in is taken by one of three
    consumers, its pages are read into a form, and what differs from the order goes on the buyer's list. By day one by
    one; by night the systems of three large suppliers send dozens within minutes. Some buyers stand in a hurry for a
    part and look for the confirmation at once, most open the list next day. Nothing in a log says which."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=4)
    form = round(w.about(1_100))
    mails = w.arrivals(19, OFFICE)
    for hour in (2, 4, w.pick(21, 23)):
        for start in w.timer((hour,), weekdays=(0, 1, 2, 3, 4), late_s=90):
            mails += [start + w.rng.random() * 4 * MINUTE_S for _ in range(w.count(4, factor=2.0))]
    free = [0.0] * 3
    for mail in sorted(mails):
        at = max(mail + w.draw(1.4, 0.5), heappop(free))
        pages = w.rng.choices((1, 2, 3, 6), (6, 3, 1, 1))[0]
        end = client.call(at, form + pages * 1_560, min(1_500, w.tokens(240, 0.5)), stop="tool_use", tools=1)
        heappush(free, end + w.draw(0.3, 0.4))


@kind("uncertain", is_decidable=False)
def faults_reported_with_a_photo(w: World) -> None:
    """Staff report what is broken in the building, with a photograph or without: trade, place and urgency are read out
    as the report comes in, and it goes to the list of a firm. The dispatcher of one house sits before the list and
    sends somebody to the lift at once, in the next the firm comes on Tuesdays; two rounds of the caretaker bring
    twenty reports at a time, sent when the telephone is on the net again. A log shows the same of all."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=300, retries=3)
    rules = round(w.about(1_050))
    faults = [at for start in w.arrivals(29, OFFICE) for at in (start, *_again(w, start))]
    rain = w.launches(1, OFFICE)[0]
    faults += [rain + w.rng.gammavariate(2.0, 6_000) for _ in range(w.count(45))]
    for weekday in w.rng.sample(range(5), 2):
        for start in w.timer((w.pick(10, 15),), weekdays=(weekday,), late_s=1_200):
            faults += [start + number * w.draw(1.6, 0.3) for number in range(w.count(18, factor=1.4))]
    for at in sorted(faults):
        photos = w.rng.choices((0, 1, 2), (4, 5, 1))[0]
        client.call(
            at + w.draw(0.9, 0.5), rules + photos * 1_420 + w.tokens(55, 0.7), w.tokens(75, 0.25),
            stop="tool_use", tools=1,
        )  # fmt: skip


def _again(w: World, start: float) -> list[float]:
    """When the same fault is reported by others: a lift that stands still is, a door that creaks is not."""
    if w.rng.random() < 0.88:
        return []
    return [start + w.draw(1_300, 1.0) for _ in range(w.rng.randint(1, 3))]
