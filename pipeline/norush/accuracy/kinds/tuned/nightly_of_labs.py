"""Nobody waits: scores, digests and descriptions that a schedule makes for teams that build with models."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("batchable")
def traces_scored_by_the_hour(w: World) -> None:
    """A platform for traces scores a sample of the assistant's answers: each hour a job takes what the last hour left,
    one trace in fifty, and asks three things of each - was it in the documents, did it answer, how was the tone - in
    three calls of their own, some workers side by side. More by day than by night. The curves are looked at on Monday
    and after a release, and what they show is a day's mean; no score needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=3)
    rubrics, workers = [w.tokens(520, 0.3) for _ in range(3)], w.pick(4, 5, 10)
    talks, taken = w.arrivals(27, ALWAYS, factor=1.2), 0
    busy = {hour: 0.4 if hour < 7 else 1.3 for hour in range(24)}
    for start in w.timer(tuple(range(24)), late_s=8):
        before, taken = taken, sum(talk < start for talk in talks)
        hour = int(start // HOUR_S) % 24
        traces = [min(12_000, w.tokens(1_350, 0.6)) for _ in range(round((taken - before) * busy[hour]))]
        rows: list[Row] = [
            partial(client.call, input_tokens=rubric + trace, output_tokens=w.tokens(85, 0.35))
            for trace in traces
            for rubric in rubrics
        ]
        if rows:
            pool(w, start + w.draw(4, 0.4), rows, workers, between_s=0.02)


@kind("batchable")
def new_papers_told_in_short(w: World) -> None:
    """A research group has the new papers of its field told in three sentences: a job from cron fetches the list on
    weekday nights, keeps what has one of its words in the title, a dozen or so, and sends the first pages one after the
    other; a message goes into the channel when all are through. People read it over the week. A night is a matter of a
    minute and none needs another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=600, retries=2)
    rules = round(w.about(380))
    for start in w.timer((w.pick(1, 2, 3, 5),), weekdays=WEEKDAYS):
        rows: list[Row] = [
            partial(
                client.call, input_tokens=rules + min(15_000, w.tokens(5_200, 0.4)), output_tokens=w.tokens(210, 0.3)
            )
            for _ in range(w.count(15, factor=1.5))
        ]
        loop(w, start + w.draw(5, 0.5), rows, between_s=1.2)


@kind("batchable")
def training_runs_told_each_night(w: World) -> None:
    """A platform for machine learning puts some words beside each training run that ended on the day: settings, the
    last of the curves, what the log said, and how it differs from the run it was copied from. A task of the scheduler,
    ten or twenty runs, four threads, each night; when the task fails it is started again from the beginning after five
    minutes. The words are for whoever finds the run in a month."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, retries=2)
    rules = round(w.about(610))
    for start in w.timer((w.pick(0, 1, 4, 22),), late_s=12):
        rows: list[Row] = [
            partial(
                client.call, input_tokens=rules + min(14_000, w.tokens(3_100, 0.5)), output_tokens=w.tokens(240, 0.3)
            )
            for _ in range(w.count(14, factor=1.7))
        ]
        at = start + w.draw(3, 0.4)
        if w.rng.random() < 0.06:
            at = pool(w, at, rows[: w.rng.randint(1, len(rows))], 4, between_s=0.05) + 5 * MINUTE_S
        pool(w, at, rows, 4, between_s=0.05)


@kind("batchable")
def disputed_labels_settled_each_evening(w: World) -> None:
    """Where two labellers have said different things a large model says a third: a job at the end of the shift takes
    the day's disputes, eight or twenty, item and guideline and both labels in, a label and a reason out, one after the
    other with a second between. A lead goes through them in the days after and has the last word. No dispute needs
    another."""
    client = w.client(w.model(LARGE, MIDDLE, OLDER), max_tokens=1_000, retries=3)
    guideline = round(w.about(2_600, 1.3))
    for start in w.timer((w.pick(18, 19, 20),), weekdays=WEEKDAYS, late_s=6):
        rows: list[Row] = [
            partial(
                client.call, input_tokens=guideline + min(6_000, w.tokens(520, 0.6)), output_tokens=w.tokens(230, 0.35)
            )
            for _ in range(w.count(15, factor=1.8))
        ]
        loop(w, start, rows, between_s=1.0)


@kind("batchable")
def new_items_described_for_recommendations(w: World) -> None:
    """A team for recommendations gives each item that is new in the catalogue what its model cannot read from clicks:
    mood, occasion, for whom, in fixed words. The scheduler starts it behind the nightly load, so it begins when that is
    through; two shops one after the other, eight workers, three attempts a task. Features are joined in the next
    night's training. A backlog of some thousand goes through when a partner brings a catalogue."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=4)
    rules, workers = round(w.about(980)), w.pick(6, 8, 16)

    def item(at: float) -> float:
        return client.call(at, rules + min(3_000, w.tokens(330, 0.6)), w.tokens(96, 0.25), stop="tool_use", tools=1)

    partner = w.rng.randrange(28)
    for night, start in enumerate(w.timer((w.pick(2, 3, 4),), minute=0, late_s=30)):
        at = start + w.draw(22 * MINUTE_S, 0.4)
        for share in (49, 20):
            rows: list[Row] = [item] * (w.count(share, factor=1.7) + (w.count(900) if night == partner else 0))
            at = pool(w, at, rows, workers, between_s=0.03) + w.draw(40, 0.5)


@kind("batchable")
def segments_of_an_experiment_read_weekly(w: World) -> None:
    """A team for experiments has what people wrote in the survey behind each test read by a model: on Sunday night, for
    each running test and each arm, the free texts in packs of thirty, all packs of an arm at once, themes and quotes
    out; then the next arm. The page of the test shows it in the week after. Packs do not know of each other; the page
    adds them up itself."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=4)
    rules = round(w.about(700))
    for start in w.timer((w.pick(3, 21, 23),), weekdays=(6,), late_s=10):
        at = start
        for _ in range(w.count(9, factor=1.3)):
            for _ in range(w.rng.choice((2, 2, 3))):
                packs: list[Row] = [
                    partial(client.call, input_tokens=rules + 30 * w.tokens(46, 0.2), output_tokens=w.tokens(410, 0.25))
                    for _ in range(w.rng.randint(3, 18))
                ]
                at = at_once(w, at, packs, within_s=0.1) + w.draw(2.5, 0.5)
