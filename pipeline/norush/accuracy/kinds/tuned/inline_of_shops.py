"""A page waits some seconds for the answer: orders at a restaurant, bookings of a practice, forms of small sites."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def remarks_read_before_an_order_goes(w: World) -> None:
    """On the order page of some restaurants a guest may write "no nuts, my son is allergic" or "half without cheese":
    before the order goes to the kitchen a model turns the remark into marks of the till, or into a question to the
    guest, with the dishes of the basket in its prompt. After two and a half seconds the page goes on with the bare
    words. At noon, and most of all on Friday and Saturday evenings. The order waits for it."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=0)
    rules = round(w.about(1_150))
    orders = w.arrivals(52, HOME) + w.arrivals(12, OFFICE)
    for evening in w.timer((18,), minute=0, weekdays=(4, 5), late_s=5):
        orders += [evening + w.rng.gammavariate(2.5, 1_900) for _ in range(w.count(58, factor=1.4))]
    for at in sorted(orders):
        given = rules + w.tokens(170, 0.5) + w.tokens(18, 0.7)
        end = client.abort(at + w.draw(0.05, 0.4), given, w.tokens(52, 0.4), 2.5)
        if w.rng.random() < 0.12:  # the guest answers the question
            client.abort(end + 5 + w.draw(8, 0.6), given + 60, w.tokens(46, 0.3), 2.5)


@kind("latency_bound", "interactive")
def complaints_that_decide_which_slots_are_shown(w: World) -> None:
    """Dentists and vets have a page on which patients book: they type what is wrong ("crown fell out", "the dog limps
    since Sunday"), and a model says which sort of visit it is, how long and how soon, out of the practice's list, which
    is marked for the cache; only then are free slots shown. What fails is tried once more, after that all slots are
    shown. Over the day, on Sunday evenings and Monday mornings. The page waits."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120, retries=1)
    practices = [Prefix(round(w.about(1_650, 1.2))) for _ in range(3)]
    typed = w.arrivals(44, HOME) + w.arrivals(36, OFFICE)
    for monday in w.timer((7,), minute=0, weekdays=(0,), late_s=5):
        typed += [monday + w.rng.gammavariate(1.6, 3_600) for _ in range(w.count(34, factor=1.4))]
    typed += [at + 6 + w.draw(10, 0.6) for at in typed if w.rng.random() < 0.15]  # worded anew
    for at in sorted(typed):
        practice = practices[w.rng.choices((0, 1, 2), (5, 3, 2))[0]]
        practice.call(
            client, at + w.draw(0.06, 0.4), w.tokens(30, 0.6), w.rng.randint(30, 70), stop="tool_use", tools=1
        )


@kind("latency_bound", "interactive")
def contact_forms_held_for_a_spam_check(w: World) -> None:
    """A web agency's plug-in holds each contact form of its customers' sites until a model has said whether it is spam,
    within four seconds and without a second try; if it does not answer the message is let through. People write by day
    and in the evening; programs come in waves of a hundred forms and more within some minutes. The wheel
    beside the button turns until the check is done."""
    client = w.client(w.model(SMALL), max_tokens=30, retries=0)
    rules = round(w.about(1_350))
    sent = w.arrivals(55, HOME) + w.arrivals(50, OFFICE)
    for wave in w.launches(w.rng.randint(5, 9), HOME):
        at, pace = wave, w.about(2.5, 2.0)
        for _ in range(w.count(110, factor=2.2)):
            sent.append(at)
            at += w.rng.expovariate(1 / pace)
    for at in sorted(sent):
        client.abort(at + w.draw(0.04, 0.4), rules + min(2_500, w.tokens(190, 0.9)), w.rng.randint(5, 20), 4.0)
