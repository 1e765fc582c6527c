"""Nobody waits for the single answer: what somebody at a paper, a laboratory, an agency starts by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, chunks, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def archive_of_a_newspaper_tagged(w: World) -> None:
    """A newspaper tags its archive, some hundreds of articles at a time: an editor of data starts the script in the
    morning or before going home. In one house eight calls run side by side, fewer when the limit is hit, in the next
    one begins each ten seconds, since the chat on the page shares the limit. Some days it breaks off and is started
    again later. All of it takes two weeks, and the search that needs the tags is built in spring. An article is one
    call."""
    trouble = Trouble(share=0.01, bad_hours=6, bad_share=0.3)
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=6, trouble=trouble)
    tags, first = round(w.about(950)), w.launches(1, OFFICE)[0]
    every_s = w.pick(None, w.about(10, 1.5))

    def article(at: float) -> float:
        return client.call(at, tags + min(9_000, w.tokens(1_050, 0.6)), min(400, w.tokens(110, 0.3)))

    def run(at: float, rows: list[Row]) -> float:
        return paced(w, at, rows, every_s, noise=0.1) if every_s else adaptive(w, at, rows, 8)

    start = min(first, 14 * DAY_S)
    for _ in range(w.rng.randint(8, 12)):
        rows: list[Row] = [article] * w.count(320, factor=1.4)
        until = len(rows) if w.rng.random() < 0.7 else w.rng.randint(1, len(rows))
        at = run(start, rows[:until])
        if rows[until:]:
            run(at + w.draw(2 * HOUR_S, 0.6), rows[until:])
        start += DAY_S + w.rng.gauss(0, 2 * HOUR_S)


@kind("batchable")
def dialogues_made_for_training(w: World) -> None:
    """A maker of a small model has dialogues written to train it with: a script with a semaphore of fifty, started by
    hand some afternoons, a persona and a topic in each prompt, a long answer back. In some groups it streams, since
    answers are long. The data is filtered and used when there is enough of it; each dialogue is one call of its
    own."""
    is_streamed = w.rng.random() < 0.4
    client = w.client(w.model(MIDDLE, OLDER), streamed=is_streamed, max_tokens=4_096, retries=5)
    width, brief = w.pick(20, 50, 50), round(w.about(800))
    for start in w.launches(w.rng.randint(4, 7), OFFICE):
        rows: list[Row] = [
            partial(client.call, input_tokens=brief + w.tokens(230, 0.4), output_tokens=w.tokens(1_350, 0.35))
            for _ in range(w.count(140, factor=1.7))
        ]
        tried = pool(w, start, rows[:5], 5)
        pool(w, tried + w.draw(6 * MINUTE_S, 0.6), rows[5:] or rows[:1], width)


@kind("batchable")
def mails_of_a_campaign(w: World) -> None:
    """An agency has the mails of a campaign written to each receiver's trade: some are tried, the prompt is changed,
    they are tried again, and then all are written in slices of sixteen. The client reads through some and says yes
    within the week, then they are sent. A handful of campaigns a month, in office hours; a mail needs no other."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900)
    size = w.pick(10, 16, 25)
    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        brief, length, at = w.tokens(850, 0.3), w.tokens(270, 0.25), start
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=brief + w.tokens(260, 0.5),
                output_tokens=min(900, round(length * w.draw(1, 0.2))),
            )
            for _ in range(w.count(290, factor=1.6))
        ]
        for _ in range(w.rng.randint(1, 4)):
            at = chunks(w, at, rows[:6], 6) + w.draw(9 * MINUTE_S, 0.7)
        chunks(w, at, rows, size, between_s=0.3)


@kind("batchable")
def records_for_a_study(w: World) -> None:
    """A research group at a university clinic reads old records for a study: a notebook with a gather of sixteen that
    tries again with growing waits, ten records first, then a cohort of a hundred or two, and a week later the same
    cohort with a better question. The table is what counts, and it is worked on in the weeks after. A record is one
    call."""
    client = w.client(w.model(LARGE, OLDER, MIDDLE), max_tokens=1_200, retries=6)
    width = w.pick(8, 16, 16)
    cohort = [min(30_000, w.tokens(2_400, 0.7)) for _ in range(w.count(108, factor=1.4))]
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        question, said = w.tokens(1_100, 0.4), w.tokens(230, 0.3)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=question + words,
                output_tokens=min(1_200, round(said * w.draw(1, 0.3))),
                stop="tool_use",
                tools=1,
            )
            for words in cohort
        ]
        tried = pool(w, start, rows[:10], width)
        pool(w, tried + w.draw(14 * MINUTE_S, 0.8), rows, width, between_s=0.01)
