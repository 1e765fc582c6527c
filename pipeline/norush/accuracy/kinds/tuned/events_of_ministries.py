"""Events behind which somebody may wait, or nobody: a notice of a disease, a mail to a consulate, an objection."""

from norush.accuracy.calendar import ALWAYS, DESK, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def disease_notices_at_the_health_office(w: World) -> None:
    """A health office has the notices of laboratories and doctors read as they arrive: disease, person, date, what is
    missing, is it one that must be acted on today. Laboratories send when a run is finished, some to thirty together,
    doctors one by one. On some days a doctor of the office sits before the list and takes the new ones, on others it is
    looked at in the evening. The same consumer of a queue does both, and a log shows no difference."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=700, retries=3)
    rules, workers = round(w.about(1_300)), w.pick(1, 2, 3)

    def notice(at: float) -> float:
        return client.call(at, rules + min(5_000, w.tokens(620, 0.5)), w.tokens(165, 0.3), stop="tool_use", tools=1)

    starts = [(at, 1) for at in w.arrivals(34, OFFICE)] + [(at, w.rng.randint(4, 30)) for at in w.arrivals(2.2, ALWAYS)]
    for start, notices in sorted(starts):
        rows: list[Row] = [notice] * notices
        pool(w, start + w.draw(3, 0.6), rows, workers, between_s=0.1)


@kind("uncertain", is_decidable=False)
def mails_at_the_embassies_sorted_as_they_come(w: World) -> None:
    """The mails to a country's embassies go through one program, which sorts each as it comes and puts it into the
    ministry's language: visa, passport, somebody in need, press, other. A mail of somebody in need rings at a desk
    within a minute, and the desk may have the box open; the others lie until the section gets to them. Which it was can
    be known only after the answer, and no log tells."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_200, retries=3)
    rules, polls_s = round(w.about(900)), w.pick(30.0, 60.0)
    for at in sorted(w.arrivals(48, HOME) + w.arrivals(30, ALWAYS)):
        seen = (at // polls_s + 1) * polls_s + w.draw(0.6, 0.4)
        words = min(6_000, w.tokens(310, 0.7))
        said = min(1_200, 50 + round(words * w.rng.uniform(0.7, 1.1)))
        client.call(seen, rules + words, said, stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def objections_off_the_tax_office_scanner(w: World) -> None:
    """The post room of a tax office scans objections and letters, and when a stack is through each is read: which tax,
    which year, what is asked for, is there a date to keep. Stacks of ten to forty in the morning and after noon; what
    citizens upload comes singly. Some clerks call a letter up as soon as it is in the file and wait for the sheet to
    fill, most find it there another day. The log is the same."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=4)
    rules = round(w.about(1_600))

    def letter(at: float) -> float:
        return client.call(at, rules + min(12_000, w.tokens(1_150, 0.6)), w.tokens(230, 0.35), tools=1, stop="tool_use")

    starts = [(at, 1) for at in w.arrivals(16, HOME)]
    starts += [(at, max(2, w.count(23, factor=1.7))) for at in w.arrivals(2.4, DESK, factor=1.2)]
    for start, letters in sorted(starts):
        rows: list[Row] = [letter] * letters
        loop(w, start + w.draw(0.4 * MINUTE_S, 0.5), rows, between_s=w.pick(0.3, 2.0))
