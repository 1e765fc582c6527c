"""Events behind which somebody may wait, or nobody: a signed report, a paper handed in, a mail to the registrar."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def findings_of_radiology_as_they_are_signed(w: World) -> None:
    """A hospital reads each report of its radiology when it is signed: the interface engine hands it on, and a model
    says what must be looked at again, by when, and whether something cannot wait. Radiologists sign one by one, or ten
    in a row before lunch. For the few that cannot wait a ward is called within the hour, for all others a list is gone
    through on Thursdays; which of them a call is for stands in no log."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=400, retries=4)
    rules = round(w.about(1_350))

    def report(at: float) -> float:
        return client.call(
            at, rules + min(3_000, w.tokens(390, 0.5)), min(400, w.tokens(135, 0.3)), stop="tool_use", tools=1
        )

    starts = [(at, 1) for at in w.arrivals(5, ALWAYS) + w.arrivals(14, OFFICE)]
    starts += [(at, w.rng.randint(4, 14)) for at in w.arrivals(1.6, OFFICE)]
    for start, signed in sorted(starts):
        rows: list[Row] = [report] * signed
        loop(w, start + w.draw(0.6, 0.5), rows, between_s=w.draw(14, 0.4))


@kind("uncertain", is_decidable=False)
def preprints_screened_as_handed_in(w: World) -> None:
    """A server for preprints, run by a university, screens each paper when its author presses the last button: two
    calls at once on its first pages, whether it is science at all and in scope, and which of the subjects it belongs
    to. From all zones, most before the server's daily deadline. By day a moderator may take it within minutes, at the
    weekend it lies until Monday; the same worker calls for both."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=700, retries=3)
    scope, subjects = round(w.about(900)), round(w.about(1_800))
    starts = w.arrivals(4.5, ALWAYS)
    for deadline in w.timer((14,), minute=0, weekdays=(0, 1, 2, 3, 4), late_s=1):
        starts += [deadline - w.rng.expovariate(1 / 2_400) for _ in range(w.count(5, factor=1.7))]
    for start in sorted(at for at in starts if at > 0):
        pages = min(9_000, w.tokens(3_600, 0.4))
        rows: list[Row] = [
            partial(client.call, input_tokens=scope + pages, output_tokens=min(700, w.tokens(190, 0.3))),
            partial(
                client.call, input_tokens=subjects + pages, output_tokens=w.tokens(60, 0.3), stop="tool_use", tools=1
            ),
        ]
        at_once(w, start + w.draw(4, 0.6), rows, within_s=0.05)


@kind("uncertain", is_decidable=False)
def mails_to_the_registrar_as_they_come(w: World) -> None:
    """Mails to a university's registrar start a function as they come in: it sorts each into one of thirty matters, and
    for those that have a model letter it puts a draft into the folder. In the week when enrolment ends three times as
    many. A clerk with an empty box opens the draft two minutes later, at night and in that week nobody does for days;
    from outside both look alike."""
    small = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=3)
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=3)
    matters, letters = round(w.about(1_300)), round(w.about(1_500))
    starts = w.arrivals(17, OFFICE) + w.arrivals(7, HOME)
    enrolment = w.rng.uniform(2, 22) * DAY_S
    starts += [at for at in w.arrivals(34, OFFICE) if enrolment <= at < enrolment + 6 * DAY_S]
    for start in sorted(starts):
        words = min(5_000, w.tokens(260, 0.7))
        end = small.call(start + w.draw(1.5, 0.6), matters + words, w.tokens(38, 0.2), stop="tool_use", tools=1)
        if w.rng.random() < 0.6:
            client.call(end + w.draw(0.3, 0.5), letters + words + w.tokens(500, 0.4), min(1_000, w.tokens(220, 0.35)))
