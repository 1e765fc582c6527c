"""Events behind which somebody may wait, or nobody: a guest's review, a picture in a forum, a referee's report."""

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def guests_reviews_told_by_a_hook(w: World) -> None:
    """A program for hotels gets each new review from the booking sites by a hook and drafts an answer in the guest's
    language at once, first a short call for the mood and the topics. Some managers have the push on their telephone and
    answer within the minute, others sit down on Friday and go through the list. The calls are the same, and the log
    does not say which house does what."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=700, retries=3)
    house = round(w.about(1_300))
    for at in w.arrivals(21, HOME):
        review = min(3_000, w.tokens(130, 0.8))
        end = client.call(at + w.draw(1.1, 0.6), 700 + review, w.tokens(58, 0.3), stop="tool_use", tools=1)
        client.call(end + w.draw(0.1, 0.5), house + review, min(700, w.tokens(170, 0.35)))


@kind("uncertain", is_decidable=False)
def pictures_put_into_a_forum(w: World) -> None:
    """A forum for gardeners names the plant and what ails it on each picture that is put up: the upload lays a message
    on a queue, a consumer makes the call, and a line is added under the picture. One picture, or an album of five to
    fifteen after a weekend, one after the other. Those who ask for help look for the line and load the page again;
    those who only show their roses never see it come. The queue holds both alike."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500, retries=4)
    rules = round(w.about(900))

    def picture(at: float) -> float:
        return client.call(at, rules + w.rng.randint(1_200, 1_650), min(500, w.tokens(150, 0.35)), stop="tool_use")

    starts = [(at, 1) for at in w.arrivals(17, HOME)]
    starts += [(at, w.rng.randint(4, 15)) for at in w.arrivals(1.5, HOME)]
    for start, pictures in sorted(starts):
        rows: list[Row] = [picture] * pictures
        loop(w, start + w.draw(1.5, 0.7), rows, between_s=0.15)


@kind("uncertain", is_decidable=False)
def referees_reports_after_a_match(w: World) -> None:
    """An association of clubs gets the reports of its referees from an app, most on Saturday and Sunday after the
    matches, some on a Wednesday: a function reads each as it is sent, marks cards, injuries and quarrels, and writes
    the summary for the office. When something grave happened a duty officer sits there and waits for it, and the other
    reports are read on Tuesday by a committee. Nothing in the log tells the one from the other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=2)
    rules, zone = round(w.about(2_100)), w.zone
    for day in w.month.dates():
        matches = {2: 7, 5: 58, 6: 74}.get(day.weekday(), 0)
        if not matches:
            continue
        for _ in range(w.count(matches, factor=1.2)):
            whistle = w.month.second(day, zone, w.pick(13, 15, 15, 17), w.pick(0, 30)) + 1.8 * HOUR_S
            at = whistle + min(DAY_S, w.draw(40 * 60, 0.9))
            client.call(at, rules + min(5_000, w.tokens(420, 0.6)), min(1_000, w.tokens(260, 0.4)), tools=1)
