"""Events behind which somebody may wait, or nobody: a request for a quote, a document that is pushed, an exhibitor's
mail."""

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def requests_for_translation_read_as_they_are_mailed(w: World) -> None:
    """A translation bureau reads requests out of its mailbox by a hook: languages, field, how many words, by when, and,
    for those with a file, a second call on how hard the text is. Some project managers have the client on the telephone
    and refresh the list until the fields are there; most requests are quoted in the afternoon, what comes at night next
    morning. Which of them was awaited is in no log."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=800, retries=3)
    rules = round(w.about(1_100))
    for mailed in sorted(w.arrivals(36, OFFICE) + w.arrivals(7, ALWAYS)):
        mail = min(9_000, w.tokens(900, 0.7))
        end = client.call(mailed + w.draw(2.5, 0.6), rules + mail, w.tokens(130, 0.3), stop="tool_use", tools=1)
        if w.rng.random() < 0.65:
            client.call(end + w.draw(1.4, 0.5), 600 + min(6_000, w.tokens(2_600, 0.5)), min(800, w.tokens(210, 0.3)))


@kind("uncertain", is_decidable=False)
def documents_pushed_to_the_api_of_a_start_up(w: World) -> None:
    """A start-up of ten people sells one call: a document in, its fields out by a web hook. One customer's users look
    at a bar until the fields appear, another pushes what its scanners gave, a third empties a folder each evening, a
    fourth sends one each time a partner's mail comes. Each push is worked off with up to six calls at a time, and who
    waits for which is in no log."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=1_200, retries=4)
    rules = round(w.about(950))

    def document(at: float) -> float:
        own = min(20_000, w.tokens(1_350, 0.7))
        return client.call(at, rules + own, min(1_200, w.tokens(190, 0.4)), stop="tool_use", tools=1)

    pushed = [(at, 1) for at in w.arrivals(34, OFFICE)] + [(at, 1) for at in w.arrivals(13, HOME)]
    pushed += [(at, w.rng.randint(2, 12)) for at in w.arrivals(3.2, OFFICE)]
    evening = w.timer((w.pick(17, 18, 19),), weekdays=(0, 1, 2, 3, 4), late_s=200)
    pushed += [(at, w.count(11, factor=1.8)) for at in evening if w.rng.random() < 0.8]
    for at, many in sorted(pushed):
        rows: list[Row] = [document] * many
        pool(w, at + w.draw(0.9, 0.6), rows, 6, between_s=0.05)


@kind("uncertain", is_decidable=False)
def mails_of_exhibitors_sorted_for_a_fair(w: World) -> None:
    """An organiser of fairs lets a flow read what exhibitors write: stand, power, badges, complaint or invoice, and for
    most a draft of the reply is put beside the mail. More come each week until the fair, and while the halls are built
    up somebody sits before the queue and waits for each draft; weeks before that, drafts lie there until Thursday. A
    mail looks the same in either week."""
    first = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=2)
    second = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2)
    handbook = round(w.about(2_100, 1.3))
    fair = w.rng.uniform(0.4, 0.9) * w.month.length_s
    mails = w.arrivals(17, OFFICE, growth=1.8) + w.arrivals(4, ALWAYS)
    mails += [fair - w.rng.expovariate(1 / (2.5 * DAY_S)) for _ in range(w.count(150))]
    for mailed in sorted(mails):
        mail = min(6_000, w.tokens(420, 0.7))
        end = first.call(mailed + w.draw(4, 0.7), 480 + mail, w.rng.randint(22, 50))
        if w.rng.random() < 0.7:
            second.call(end + w.draw(0.8, 0.5), handbook + mail, min(900, w.tokens(230, 0.4)))
