"""Events behind which somebody may wait, or nobody: absences by mail, recorded lectures, posts in a course's forum."""

from norush.accuracy.calendar import HOME, HOUR_S, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

MORNINGS = Rhythm(
    (1.3, 1.0, 0.95, 0.9, 0.85, 0.05, 0.3),
    (0.1, 0, 0, 0, 0, 1, 8, 14, 9, 4, 3, 2, 2, 2, 1.5, 1, 1, 1, 1.2, 2, 2, 1.5, 0.8, 0.3),
    0.05,
)
"""Parents who write to a school: before it begins."""


@kind("uncertain", is_decidable=False)
def absences_mailed_to_schools_read_as_they_come(w: World) -> None:
    """The program of some hundred schools reads what parents mail and write in the app: who is absent, how long, is a
    paper still to come, is there another question in it. A hook makes one call for each as it arrives. In some schools
    a secretary goes through the register before the second lesson and waits for it to be filled, in others it is
    looked at the next day or week. The log is the same for both."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=3)
    rules = round(w.about(1_250))
    for at in sorted(w.arrivals(125, MORNINGS) + w.arrivals(12, HOME)):
        client.call(at + w.draw(1.2, 0.6), rules + w.tokens(170, 0.7), w.tokens(85, 0.3), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def lecture_recordings_given_chapters_after_upload(w: World) -> None:
    """A university's system for recordings hands a lecture on when its transcript is ready, some quarter of an hour
    after it has ended: one call for chapters, one for a summary, one for questions to test oneself. Lectures end at a
    quarter to the hour, so they come in clusters. Some lecturers sit there to publish it before the seminar, most have
    it put out by itself at some time. Which is which stands in no log."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=2_500, retries=4)
    rules, tasks = round(w.about(600)), w.pick(2, 3, 3)
    for lecture in w.arrivals(24, OFFICE):
        ended = lecture // HOUR_S * HOUR_S + 45 * MINUTE_S
        at, words = ended + 12 * MINUTE_S + w.draw(7 * MINUTE_S, 0.6), min(30_000, w.tokens(7_500, 0.3))
        if w.rng.random() < 0.12:  # put up from a laptop later
            at += w.draw(3 * HOUR_S, 0.8)
        for said in (520, 380, 640)[:tasks]:
            at = client.call(at, rules + words, min(2_500, w.tokens(said, 0.3))) + w.draw(0.4, 0.6)


@kind("uncertain", is_decidable=False)
def posts_in_a_course_forum_drafted_for_tutors(w: World) -> None:
    """A provider of online courses has an answer drafted for each new post in the forums: a worker takes it from the
    queue within seconds, the lesson and the thread go in, and the draft lies in the tutors' list. A tutor on duty may
    refresh the list and answer within minutes while the learner looks at the page; on most evenings the drafts are gone
    through on the next day. The worker does the same for both."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3)
    rules = round(w.about(900))
    for at in w.arrivals(92, HOME):
        lesson, thread = min(9_000, w.tokens(1_500, 0.5)), w.tokens(280, 0.8)
        client.call(at + w.draw(3, 0.7), rules + lesson + thread, min(1_200, w.tokens(250, 0.4)))
