"""Events behind which somebody may wait, or nobody: papers for a permission, visits that end, mails about reactions."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, DESK, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def papers_for_prior_permission_as_they_arrive(w: World) -> None:
    """Doctors ask a health insurer before a treatment; the papers come by fax, portal and interface, and each is read
    at once: what is it, then the fields and the criteria that it meets. Of the urgent ones a clerk has the queue open
    and decides within the hour, of the others in a week or two; a few large practices send all theirs at the end of
    the day. Which was which stands in no log, for the service that reads them is the same."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_200, retries=4)
    rules, workers = round(w.about(1_200)), w.pick(3, 4, 6)

    def paper(at: float) -> float:
        pages = min(12_000, w.tokens(1_750, 0.7))
        end = client.call(at, 500 + min(2_500, pages), w.tokens(26, 0.3))
        if w.rng.random() < 0.8:
            end = client.call(end + w.draw(0.2, 0.4), rules + pages, w.tokens(330, 0.35), stop="tool_use", tools=1)
        return end

    for start in sorted(w.arrivals(27, OFFICE) + w.arrivals(4, ALWAYS)):
        paper(start + w.draw(2.5, 0.7))
    for drop in w.timer((w.pick(17, 18),), weekdays=(0, 1, 2, 3, 4), late_s=90):
        rows: list[Row] = [paper] * w.count(6, factor=2.0)
        pool(w, drop, rows, workers, between_s=0.1)


@kind("uncertain", is_decidable=False)
def video_visits_summed_up_as_they_end(w: World) -> None:
    """When a video visit ends a webhook has the transcript made into a sheet for the patient, and in the same moment
    into a check of what can be billed. Some patients stay on the page until their sheet is there, most get a mail and
    read it at night or never; billing is done once a week. A visit that broke off ends twice. The call is the same
    whoever looks."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=3)
    rules = round(w.about(900))
    for start in w.arrivals(24, HOME):
        at, heard = start + w.draw(6, 0.5), min(11_000, w.tokens(1_700, 0.5))
        for _ in range(w.rng.choices((1, 2), (94, 6))[0]):
            both: list[Row] = [
                partial(client.call, input_tokens=rules + heard, output_tokens=w.tokens(340, 0.3)),
                partial(client.call, input_tokens=600 + heard, output_tokens=w.tokens(95, 0.35), tools=1),
            ]
            at = at_once(w, at, both, within_s=0.4) + w.draw(80, 0.8)


@kind("uncertain", is_decidable=False)
def reactions_in_mails_taken_in_as_they_come(w: World) -> None:
    """A drug maker must find every word about a reaction in what is written to it: a mailbox, a form, the notes of the
    sales people. A poller looks each minute, a small call says whether there is a case in it at all, and where there is
    the reporter, patient, medicine and reaction are read out. Serious ones should be seen by a person on the same day,
    and somebody sits there for them; the rest is taken in over the week. Sales people hand in a whole day at once."""
    sieve = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=4)
    reader = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=4)
    rules = round(w.about(1_300))
    mails = w.arrivals(34, DESK) + w.arrivals(17, ALWAYS)
    for sent in w.arrivals(3.2, OFFICE):
        mails += [sent + w.rng.random() * 20 for _ in range(w.rng.randint(3, 9))]
    for came in sorted(mails):
        at = came - came % MINUTE_S + MINUTE_S + w.draw(2.5, 0.7)
        mail = min(8_000, w.tokens(430, 0.8))
        end = sieve.call(at, 1_000 + mail, w.tokens(48, 0.3))
        if w.rng.random() < 0.33:
            reader.call(end + 0.2, rules + mail, min(1_500, w.tokens(390, 0.35)), stop="tool_use", tools=1)
