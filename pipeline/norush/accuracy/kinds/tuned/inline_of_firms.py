"""A questionnaire, a form or a tool waits some seconds for the answer: surveys, quotes, labels at their hand-in."""

from norush.accuracy.calendar import DESK, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def probes_within_a_questionnaire(w: World) -> None:
    """Market researchers let a questionnaire ask further: when an open answer is thin, a model words one more question
    out of it before the next page is shown, and whatever is not there after three seconds is dropped. Studies are in
    the field for two or three days each; invitations and reminders bring hundreds within hours, and then it trickles.
    The respondent looks at a page that loads."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120, retries=0)
    answers = w.arrivals(7, HOME)
    for field in w.launches(w.rng.randint(4, 6), OFFICE):
        for reminder in (0.0, 26 * 3_600.0):
            people = w.count(120 if not reminder else 60, factor=1.5)
            answers += [field + reminder + w.rng.gammavariate(0.9, 9_000) for _ in range(people)]
    asked = []
    for answered in answers:
        at = answered
        for _ in range(w.rng.choices((1, 2, 3), (3, 4, 2))[0]):
            asked.append(at)
            at += 25 + w.draw(50, 0.7)
    study = round(w.about(1_350))
    for at in sorted(asked):
        client.abort(at + w.draw(0.05, 0.4), study + w.tokens(45, 0.9), w.tokens(32, 0.3), 3.0)


@kind("latency_bound", "interactive")
def trades_rated_for_a_quote(w: World) -> None:
    """On an insurance broker's portal a trader writes in a line what the firm does, and a model puts it under one of
    some hundred classes of risk, whose list is marked for the cache, before the premiums of six insurers can be asked
    for. What fails is not tried again, the form then asks for it by hand. Over the day and in the evening, more after a
    spot on the radio; the broker's own staff use the same form. The premiums wait for it."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=80, retries=0)
    classes = Prefix(round(w.about(2_900, 1.2)))
    typed = w.arrivals(28, HOME) + w.arrivals(32, OFFICE)
    for spot in w.launches(w.rng.randint(2, 5), HOME):
        typed += [spot + w.rng.gammavariate(1.3, 500) for _ in range(w.count(28, factor=1.6))]
    again = [at + 4 + w.draw(9, 0.6) for at in typed if w.rng.random() < 0.14]
    for at in sorted(typed + again):
        classes.call(client, at + w.draw(0.08, 0.4), w.tokens(26, 0.6), w.rng.randint(18, 44), stop="tool_use", tools=1)


@kind("latency_bound", "interactive")
def labels_checked_as_they_are_handed_in(w: World) -> None:
    """At a data-labelling firm each label that is handed in is held against the guideline before the next task opens: a
    short yes, or what to look at once more. Labellers work in sittings of an hour and more, a task a minute, nine to
    half past five with a lunch; what fails is not tried again, and the next task opens without a check. It is in the
    way of a person's next click."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=0)
    guideline, tasks = Prefix(round(w.about(1_500))), []
    for start in w.arrivals(2.2, DESK, factor=1.2):
        at, pace = start, w.about(50, 1.5)
        until = start + w.draw(45 * MINUTE_S, 0.5)
        while at < until:
            at += 6 + w.draw(pace, 0.6)
            tasks.append(at)
            if w.rng.random() < 0.08:
                tasks.append(at + 8 + w.draw(12, 0.6))
    for at in sorted(tasks):
        said = w.rng.randint(6, 12) if w.rng.random() < 0.8 else w.tokens(55, 0.3)
        guideline.call(client, at, w.tokens(430, 0.5), said)
