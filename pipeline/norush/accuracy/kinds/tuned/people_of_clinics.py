"""Somebody waits for the answer: doctors after a visit, patients at home, desks of a drug maker and of an insurer,
carers at the end of a shift."""

from functools import partial

from norush.accuracy.calendar import DAY_S, DESK, HOME, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, Talk, at_once
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World

SURGERY = Rhythm(
    (1.2, 1.05, 0.7, 1.05, 0.8, 0.1, 0.02),
    (0, 0, 0, 0, 0, 0, 0.1, 1.5, 7, 10, 10, 9, 4, 3, 7, 9, 9, 6.5, 3, 1, 0.7, 0.5, 0.3, 0),
    0.06,
)
"""Doctors who see patients: full mornings, a short Wednesday, notes that are caught up on in the evening."""

SHIFTS = Rhythm(
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.95, 0.95),
    (0.3, 0.3, 0.2, 0.3, 0.5, 3, 6, 1.5, 1, 1.5, 2, 2.5, 5, 10, 6, 1, 1, 1.5, 2.5, 6, 10, 4, 1, 0.5),
    1.0,
)
"""A house in which shifts change at six, at two and at nine: most is written in the last hour."""


@kind("interactive")
def notes_written_when_a_consultation_ends(w: World) -> None:
    """A scribe for doctors: the talk is recorded, and when the doctor presses stop the transcript becomes a note that
    streams into the chart, and at the same time a second call proposes codes. The house's templates stand in front,
    marked for the cache. In every third note a section is asked for anew, shorter or with a finding that was left out.
    The doctor signs before the next patient comes in, so he sits there and reads."""
    note = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=4_096)
    codes = w.client(w.model(SMALL, MIDDLE), max_tokens=500)
    templates, doctors = Prefix(round(w.about(3_000, 1.3))), w.rng.randint(15, 60)
    for start in w.arrivals(34, SURGERY):
        user, session = f"dr-{w.rng.randrange(doctors):03d}", w.name("visit")
        heard, written = min(12_000, w.tokens(1_900, 0.55)), min(2_000, w.tokens(520, 0.35))
        end = templates.call(note, start + w.draw(2.5, 0.4), heard, written, session=session, user=user)
        codes.call(
            start + w.draw(2.6, 0.4), 900 + heard, min(500, w.tokens(110, 0.4)), session=session, user=user, tools=1
        )
        while w.rng.random() < 0.3:
            at = end + 8 + w.draw(40, 0.8)
            end = note.call(at, 700 + heard + written, w.tokens(190, 0.5), session=session, user=user)


@kind("interactive")
def patients_tell_the_app_before_the_doctor(w: World) -> None:
    """A telemedicine start-up lets patients tell what is wrong before a doctor is called: a chat of some turns on the
    phone, evenings and Sundays most of all, which asks one thing at a time and ends with a summary for the doctor. The
    summary is written in the same moment, for the queue shows it. Some put the phone away and never answer. The patient
    looks at the screen for the next question."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), streamed=w.rng.random() < 0.7, max_tokens=1_024)
    talk = Talk(turns=5.5, system=round(w.about(1_900)), question=24, answer=75, think_s=16)
    is_named = w.rng.random() < 0.8
    for start in w.arrivals(13, HOME):
        session = w.name("intake") if is_named else None
        end = talk.run(client, start, session, session)
        if w.rng.random() < 0.75:
            client.call(end + w.draw(0.5, 0.4), 1_500 + w.tokens(800, 0.4), w.tokens(260, 0.3), session=session)


@kind("interactive")
def enquiries_answered_at_a_medicines_desk(w: World) -> None:
    """Pharmacists and doctors ring up a drug maker - may it be crushed, with this kidney, how long out of the fridge -
    and the person at the desk types the question: a small call makes search words of it, the passages of the approved
    texts come back, and the answer streams with its sources. One asks further in every second case, with other
    passages. The caller is on the line meanwhile."""
    words = w.client(w.model(SMALL, MIDDLE), max_tokens=200)
    answer = w.client(w.model(MIDDLE, OLDER, LARGE), streamed=True, max_tokens=2_000)
    rules, desk = round(w.about(1_100)), w.rng.randint(5, 25)
    for start in w.arrivals(13, DESK):
        user, at, talk, session = f"mi-{w.rng.randrange(desk)}", start, 0, w.name("enquiry")
        while True:
            asked = w.tokens(38, 0.6)
            end = words.call(at, 420 + talk + asked, min(200, w.tokens(34, 0.3)), session=session, user=user)
            found, said = 2_200 + w.tokens(1_600, 0.4), min(2_000, w.tokens(310, 0.45))
            end = answer.call(end + w.draw(0.4, 0.4), rules + found + talk + asked, said, session=session, user=user)
            talk += asked + said
            if w.rng.random() < 0.55:
                break
            at = end + 12 + w.draw(55, 0.9)


@kind("interactive")
def members_files_opened_on_the_service_line(w: World) -> None:
    """When a member of a health insurer rings, the service desk's screen shows the file with a few lines at its top:
    what was sent in, what was refused, why the last call was. They are written as the call is put through. Then the
    person at the desk may press "is this covered?" with a sentence, and gets it from the member's plan, some times a
    call. Mondays and the first days of a month are full. A member listens to music until it is there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=900, retries=1)
    rules, plan, desk = round(w.about(650)), round(w.about(2_600)), w.rng.randint(20, 120)
    for start in w.arrivals(46, DESK):
        user = f"agent{w.rng.randrange(desk):03d}"
        if start > 5 * DAY_S and w.rng.random() < 0.25:  # cards and bills come on the first
            continue
        end = client.call(start, rules + min(9_000, w.tokens(1_350, 0.7)), w.tokens(125, 0.3), user=user)
        while w.rng.random() < 0.42:
            at = end + 20 + w.draw(60, 0.8)
            end = client.call(at, rules + plan + w.tokens(30, 0.5), w.tokens(150, 0.4), user=user)


@kind("interactive")
def carers_dictate_what_happened_on_the_shift(w: World) -> None:
    """In a group of care homes carers speak into a tablet what happened with each resident, one resident after the
    other at the end of a shift, and see it a moment later as an entry under the headings that the inspectors want. They
    correct a word, say a sentence more, which asks again, or save it. A home joins the pilot every few days. The next
    resident can only be opened when this one is saved."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=800, retries=2)
    rules, carers = round(w.about(1_050)), w.rng.randint(25, 90)
    for start in w.arrivals(9, SHIFTS, growth=w.about(1.8, 1.3)):
        at, user = start, f"carer-{w.rng.randrange(carers)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 4.5))):
            spoken = min(1_500, w.tokens(120, 0.6))
            end = client.call(at, rules + spoken, min(800, w.tokens(165, 0.35)), user=user)
            while w.rng.random() < 0.18:
                end = client.call(end + 10 + w.draw(14, 0.6), rules + spoken + 60, w.tokens(190, 0.3), user=user)
            at = end + 25 + w.draw(50, 0.7)


@kind("interactive")
def findings_worded_by_radiologists(w: World) -> None:
    """Radiologists of a hospital group dictate findings and press a key: the impression at the end of the report is
    proposed from them, and the contradictions that were found - left here, right there - are named beside it, two calls
    at once. They change it or press again. Weekdays by day, and those on duty at night and on Sundays. The report
    stands open until both are there, and the next picture waits behind it."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=700, retries=1)
    rules, doctors = round(w.about(850)), w.rng.randint(8, 30)
    for start in sorted(w.arrivals(24, OFFICE) + w.arrivals(5, SHIFTS)):
        at, user, report = start, f"rad-{w.rng.randrange(doctors)}", min(2_500, w.tokens(420, 0.45))
        while True:
            both: list[Row] = [
                partial(client.call, input_tokens=rules + report, output_tokens=out, user=user)
                for out in (w.tokens(105, 0.35), w.tokens(48, 0.6))
            ]
            end = at_once(w, at, both)
            if w.rng.random() < 0.82:
                break
            at = end + 9 + w.draw(25, 0.7)
