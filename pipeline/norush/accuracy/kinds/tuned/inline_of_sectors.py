"""A program, a belt, a line or a form waits some seconds for the answer: freight, parts, parcels, loans, messages."""

from functools import partial

from norush.accuracy.calendar import HOME, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, SMALL, World

WAVES_OF_A_HUB = Rhythm(
    (0.9, 1.1, 1.05, 1.05, 1.0, 0.5, 0.25),
    (6, 3, 1, 3, 8, 9, 4, 0.8, 0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 0.8, 1, 2, 4, 7, 9, 10, 10, 9, 8),
    0.6,
)
"""A parcel hub: lorries come in the evening, others leave before dawn."""

TWO_SHIFTS = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 0.95, 0.15, 0.0),
    (0, 0, 0, 0, 0, 0, 9, 10, 10, 6, 10, 10, 7, 10, 9, 10, 10, 6, 10, 10, 8, 6, 0, 0),
    0.0,
)
"""A plant from six to ten in the evening, with breaks."""


@kind("latency_bound")
def labels_at_the_sorting_belt(w: World) -> None:
    """At a parcel hub the reader of labels gives up on one in some hundreds; its picture goes to a model while the
    parcel is on the belt, and three seconds later comes the chute. What has no answer by then goes round again, so
    that the client hangs up. In waves, as the lorries come in: evening and before dawn."""
    client = w.client(w.model(SMALL), max_tokens=100, retries=0)
    for at in w.arrivals(66, WAVES_OF_A_HUB):
        picture = w.pick(1_080, 1_320, 1_560)
        client.abort(at, 420 + picture, w.tokens(38, 0.25), 3.0)


@kind("latency_bound")
def doubtful_parts_at_the_line(w: World) -> None:
    """A maker of housings lets a camera sort parts, and what the old program is in doubt of goes to a model with two
    pictures: good, bad, or to be looked at. The line takes a part every so many seconds and holds the doubtful one at
    a flap for no longer. Two shifts; when a tool is worn there are more for some hours."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120, retries=1)
    cycle_s, is_worn = w.about(14, 1.4), [worn + 4_000 for worn in w.launches(5, TWO_SHIFTS)]
    found = w.arrivals(52, TWO_SHIFTS)
    for worn in is_worn:
        found += [worn + w.rng.expovariate(1 / 4_500) for _ in range(w.count(40))]
    for part in sorted({int(at / cycle_s) for at in found}):
        client.call(part * cycle_s + w.draw(0.35, 0.2), 640 + 2 * 1_300, w.tokens(30, 0.3), stop="tool_use", tools=1)


@kind("latency_bound")
def model_chosen_for_each_request(w: World) -> None:
    """A software vendor's gateway asks a small model, before each request of its products, how hard it is, and sends it
    to a cheap or a dear model under another key. The start of the prompt goes in, one word comes back; the user's
    answer does not begin before. Requests of people by day, and those of jobs at night, which wait as well."""
    client = w.client(w.model(SMALL), max_tokens=10, retries=0)
    rules = round(w.about(520))
    starts = w.arrivals(88, OFFICE, growth=w.about(1.4, 1.3)) + w.arrivals(30, HOME)
    for start in w.timer((w.pick(1, 3),), minute=0):
        at = start
        for _ in range(w.count(16, factor=2.0)):
            at += 0.4 + w.draw(5, 0.6)
            starts.append(at)
    for at in sorted(starts):
        client.call(at, rules + min(1_500, w.tokens(480, 0.9)), w.rng.randint(2, 5))


@kind("latency_bound", "interactive")
def messages_translated_between_two(w: World) -> None:
    """On a site for holiday homes guests and hosts write to each other in their own languages: each message is held
    until it is translated and then delivered. Some lines within minutes while both are there, then nothing until the
    evening. The last two messages go along for the tone. Who has written sees a clock until it is through."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_000, retries=2)
    for start in w.arrivals(19, HOME):
        at, before, session = start, 0, w.name("stay") if w.rng.random() < 0.8 else None
        for _ in range(1 + int(w.rng.expovariate(1 / 3.8))):
            words = w.tokens(42, 0.8)
            end = client.call(at, 380 + before + words, max(2, round(words * w.rng.uniform(0.9, 1.4))), session=session)
            before = min(400, words + before // 2)
            at = end + (w.draw(100, 0.9) if w.rng.random() < 0.7 else w.draw(9_000, 1.0))


@kind("latency_bound")
def freight_asked_by_machine(w: World) -> None:
    """Systems of customers ask a haulier's interface for a price, with the goods in words of their own: a model makes
    lengths, weights and dangers of it before the price can be worked out, two or three lots of an order at once. The
    other side hangs up after eight seconds and asks somebody else. In office hours of two zones."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=400, retries=0)
    rules, rate = round(w.about(1_150)), w.about(17) * w.scale
    for zone in (w.zone, w.pick("Europe/Berlin", "America/New_York")):
        for start in w.month.arrivals(w.rng, rate * w.rng.uniform(0.6, 1.4), OFFICE, zone):
            for _ in range(w.rng.choices((1, 2, 3, 6), (6, 3, 2, 1))[0]):
                client.abort(start + w.rng.random() * 0.03, rules + w.tokens(160, 0.7), w.tokens(120, 0.3), 8.0)


@kind("latency_bound", "interactive")
def photo_good_enough(w: World) -> None:
    """Who reports a damage in an insurer's app takes photos of it, and each is looked at before the next may be taken:
    sharp, near enough, a car at all? If not, the app asks for another. Four or five in two minutes, a hail brings
    hundreds. The customer stands in the rain and holds the telephone."""
    client = w.client(w.model(SMALL), max_tokens=80, retries=1)
    reports = w.arrivals(21, HOME)
    hail = w.launches(1, HOME)[0]
    reports += [hail + w.rng.gammavariate(2.0, 5_000) for _ in range(w.count(70))]
    for start in sorted(reports):
        at, wanted, user = start, w.rng.randint(3, 5), w.name("c")
        while wanted > 0:
            end = client.call(at, 430 + w.pick(1_150, 1_530), w.tokens(24, 0.3), user=user)
            wanted -= w.rng.random() < 0.75
            at = end + 5 + w.draw(14, 0.7)


@kind("latency_bound", "interactive")
def loan_form_checked_at_send(w: World) -> None:
    """When somebody sends a bank's form for a loan, two calls go off together before the page says yes, no or "we will
    write": do the payslip and the form say the same, and is the purpose one that is allowed. Six seconds are given to
    both. Some mend a number and send again. Evenings and lunch hours."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=250, retries=1)
    for start in w.arrivals(19, HOME):
        at, pages = start, w.rng.choices((1, 2, 3), (5, 3, 1))[0]
        while True:
            rows: list[Row] = [
                partial(client.call, input_tokens=780 + pages * 1_500, output_tokens=w.tokens(85, 0.3)),
                partial(client.call, input_tokens=560 + w.tokens(90, 0.6), output_tokens=w.tokens(28, 0.3)),
            ]
            at = at_once(w, at, rows)
            if w.rng.random() < 0.8:
                break
            at += w.draw(1.5 * MINUTE_S, 0.8)
