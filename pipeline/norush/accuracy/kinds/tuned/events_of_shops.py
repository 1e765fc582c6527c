"""Events behind which somebody may wait, or nobody: enquiries through a no-code tool, voice notes, text messages."""

from functools import partial

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def enquiries_through_a_no_code_flow(w: World) -> None:
    """Coaches, a wedding planner and a car repair shop of one agency have the enquiries of their sites sent through a
    flow of a no-code tool: one step says what is asked for and puts it into the list of customers, the next drafts a
    reply into the mailbox. One of them sits before the mailbox and rings up at once, another goes through the drafts at
    night, and the tool does not tell which. Some seconds pass between the steps."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_000, retries=2)
    sort, draft = round(w.about(700)), round(w.about(1_500))
    for arrived in w.arrivals(19, HOME) + w.arrivals(12, OFFICE):
        asked = min(3_000, w.tokens(180, 0.7))
        at = client.call(arrived + w.draw(2.5, 0.6), sort + asked, w.tokens(70, 0.3), stop="tool_use", tools=1)
        if w.rng.random() < 0.8:
            client.call(at + w.draw(1.8, 0.5), draft + asked, min(1_000, w.tokens(260, 0.3)))


@kind("uncertain", is_decidable=False)
def voice_notes_from_sites_put_into_tasks(w: World) -> None:
    """Fitters of a roofer and a plumber speak into the messenger: a hook fetches the note, another service turns it
    into text, and a model makes tasks, material and hours of it for the job's page. The office may be about to order
    the material and look for it, or bills by the end of the week out of what has gathered; some notes come five at a
    time when there is a signal again. A log shows no difference."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=700, retries=3)
    rules = round(w.about(1_300))

    def note(at: float) -> float:
        given = rules + w.tokens(420, 0.5) + min(3_000, w.tokens(150, 0.9))  # the job's page, and what was said
        return client.call(at, given, min(700, w.tokens(190, 0.4)), stop="tool_use", tools=1)

    for sent in w.arrivals(34, OFFICE, factor=1.3):
        notes: list[Row] = [partial(note)] * w.rng.choices((1, 2, 5), (8, 2, 1))[0]
        loop(w, sent + 3 + w.draw(6, 0.5), notes, between_s=2.0)


@kind("uncertain", is_decidable=False)
def text_messages_to_a_practice(w: World) -> None:
    """Patients write short messages to the number of some practices: "can't come tomorrow", "is my prescription ready".
    A hook has a model say what it is, which day is meant, and what to put into the practice's list. Where a slot falls
    free within the day the reception is glad of each minute, a prescription is looked at after the consulting hour, and
    thanks by nobody. Reminders that go out at ten bring a wave each day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=2)
    rules = round(w.about(1_050))
    sent = w.arrivals(38, OFFICE) + w.arrivals(16, HOME)
    for reminders in w.timer((10,), minute=0, weekdays=(0, 1, 2, 3, 4), late_s=30):
        sent += [reminders + 15 + w.rng.gammavariate(0.8, 2_600) for _ in range(w.count(26, factor=1.4))]
    for at in sorted(sent):
        thread = min(1_200, w.tokens(160, 0.8))
        client.call(at + w.draw(0.9, 0.5), rules + thread, w.tokens(68, 0.3), stop="tool_use", tools=1)
