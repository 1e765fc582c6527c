"""Nobody waits for the single answer: what prompt engineers, searchers, testers and makers of data start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def prompt_variants_over_a_test_set(w: World) -> None:
    """Before a prompt of the product is changed its owner runs all candidates over the test set: a script with asyncio
    and a semaphore, variant after variant, each with its own instructions before the same cases, and a table of exact
    matches and lengths at the end. Ten cases first, to see that the answers parse. It is started towards evening or
    before a meeting and goes into the pull request on the next day; no case needs another, and code does the
    scoring."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_024, retries=3)
    cases = [min(5_000, w.tokens(620, 0.6)) for _ in range(w.count(80, factor=1.25))]
    width, out = w.pick(5, 8, 10, 20), w.about(140, 1.4)
    for start in w.launches(w.rng.randint(6, 9), OFFICE):
        at = start
        for number in range(w.rng.randint(3, 5)):
            rules = round(w.about(900, 1.4))
            rows: list[Row] = [
                partial(client.call, input_tokens=rules + case, output_tokens=w.tokens(out, 0.4)) for case in cases
            ]
            if number == 0:
                at = pool(w, at, rows[:10], width) + w.draw(3 * MINUTE_S, 0.7)
            at = pool(w, at, rows, width) + w.draw(1.5, 0.5)


@kind("batchable")
def judge_held_against_people(w: World) -> None:
    """A team for evaluation tunes its judge on answers that people have marked: a notebook sends each marked answer
    with the rubric three times to see whether the mark is stable, through a pool of threads, and computes how far it
    agrees. Half a dozen versions of the rubric within two weeks; the numbers are talked over in the weekly meeting and
    the rubric is changed there. One mark needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=800, retries=4)
    marked = [min(9_000, w.tokens(1_050, 0.5)) for _ in range(w.count(58, factor=1.3))]
    width = w.pick(4, 6, 8, 16)
    for start in w.launches(w.rng.randint(5, 7), OFFICE):
        rubric = round(w.about(780, 1.3))
        rows: list[Row] = [
            partial(client.call, input_tokens=rubric + answer, output_tokens=w.tokens(115, 0.35))
            for answer in marked
            for _ in range(3)
        ]
        pool(w, start, rows, width, between_s=0.02)


@kind("batchable")
def questions_made_up_for_passages(w: World) -> None:
    """A search team trains a model for embeddings on its own documents: for each passage two or three questions that it
    answers are made up, by a map over a data set with some processes, each of which goes through its own shard one
    passage after the other. Some shards are through an hour before others. A trial of fifty, then the whole, and two
    weeks later the same for what was added. Training is next week; each passage is asked about on its own."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=400, retries=6, trouble=Trouble(0.004, 4, 0.25))
    rules, processes = round(w.about(430)), w.pick(4, 8, 8, 12)

    def passage(at: float) -> float:
        return client.call(at, rules + min(1_200, w.tokens(310, 0.4)), w.tokens(88, 0.35))

    start = min(w.launches(3, OFFICE)[0], 9 * DAY_S)
    loop(w, start, [passage] * min(50, w.count(50)))
    for begun, size in ((start + w.draw(2 * HOUR_S, 0.6), 540), (start + 14 * DAY_S + w.draw(HOUR_S, 1.0), 230)):
        passages = w.count(size, factor=1.2)
        for number in range(processes):
            shard: list[Row] = [passage] * max(1, round(passages * 8 / processes * w.draw(1, 0.04)))
            loop(w, begun + 0.3 * number + w.rng.random(), shard, between_s=0.015)


@kind("batchable")
def grades_for_a_search_test_collection(w: World) -> None:
    """A search team has the results of its rankers graded from 0 to 3: each pair of query and document that no run has
    graded before, in a script that keeps to what the platform gives it by a limiter on its own side, so many a minute.
    It prints a line each hundred. New pairs come up whenever a ranker is tried, every few days; once the script was
    stopped by hand because the guideline was wrong, and begun again. The figures are for the review of the week."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=5)
    guideline, every_s = round(w.about(720)), 60 / w.pick(30, 50, 60, 100)
    wrong = w.rng.randrange(6)
    for number, start in enumerate(w.launches(w.rng.randint(6, 8), OFFICE)):
        at = start
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=guideline + 15 + min(4_000, w.tokens(560, 0.6)),
                output_tokens=w.tokens(62, 0.4),
            )
            for _ in range(w.count(500, factor=1.6))
        ]
        if number == wrong:
            at = paced(w, at, rows[: w.rng.randint(30, 120)], every_s) + w.draw(20 * MINUTE_S, 0.6)
        paced(w, at, rows, every_s)


@kind("batchable")
def harmless_prompts_that_might_be_refused(w: World) -> None:
    """A red team holds harmless prompts that sound bad against each candidate of the assistant's instructions, to see
    what is refused without need: the assistant's whole system prompt goes along, marked for the cache, four at a time
    from a tool on the command line, and a list of phrases tells a refusal. What failed for a limit is run again with
    its flag for that. Two candidates before each release, some days apart. A sheet is filled; no prompt needs
    another."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=700, retries=1, trouble=Trouble(0.01, 4, 0.35))
    prompts = [w.tokens(34, 0.5) for _ in range(w.count(250, factor=1.2))]
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        at = start
        for _ in range(2):
            before = Prefix(round(w.about(2_900, 1.3)))

            def row(at: float, own: int, before: Prefix = before) -> float:
                return before.call(client, at, own, w.tokens(250, 0.7))

            rows: list[Row] = [partial(row, own=own) for own in prompts]
            at = pool(w, at, rows, 4, between_s=0.05) + w.draw(4 * MINUTE_S, 0.8)
            again = [one for one in rows if w.rng.random() < 0.03]
            if again:
                at = pool(w, at, again, 4, between_s=0.05) + w.draw(9 * MINUTE_S, 0.8)


@kind("batchable")
def past_talks_put_under_intents(w: World) -> None:
    """The team of an assistant wants to know what people use it for: a sample of last quarter's talks goes through a
    call each, talk in, intent and whether it went well out, gather over slices of forty, what is done is written to a
    file after each slice. It breaks twice - an answer that does not parse, a laptop that is shut - and goes on from the
    file. Once again with a finer list of intents ten days later. For a report to those who plan; each talk stands for
    itself."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=350, retries=4, trouble=Trouble(0.006, 3, 0.3))
    size = w.pick(20, 40, 40, 64)
    start = min(w.launches(3, OFFICE)[0], 12 * DAY_S)
    for begun in (start, start + 10 * DAY_S + w.draw(2 * HOUR_S, 0.8)):
        rules = round(w.about(1_150))
        rows: list[Row] = [
            partial(
                client.call, input_tokens=rules + min(20_000, w.tokens(1_500, 0.9)), output_tokens=w.tokens(92, 0.3)
            )
            for _ in range(w.count(900, factor=1.2))
        ]
        breaks = sorted(w.rng.randrange(len(rows)) // size * size for _ in range(2))
        at = begun
        for first, last in zip([0, *breaks], [*breaks, len(rows)], strict=True):
            if first < last:
                at = chunks(w, at, rows[first:last], size, between_s=0.15)
            at += w.draw(50 * MINUTE_S, 1.0)


@kind("batchable")
def chunks_told_where_they_stand(w: World) -> None:
    """A team for retrieval builds its index anew: each chunk of a document is given a sentence that says where in it it
    stands, the document before it and marked for the cache, chunk after chunk, a few documents side by side. One corpus
    after the other over a week, on a server, in a terminal that stays open; the old index answers until the new one has
    been tried. All chunks could be sent together."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=5)
    side_by_side = w.pick(3, 4, 6)

    def document(at: float) -> float:
        chunks_in_it = min(40, w.tokens(11, 0.6))
        whole = Prefix(110 + 420 * chunks_in_it)
        for _ in range(chunks_in_it):
            at = whole.call(client, at, 95 + w.tokens(400, 0.12), w.tokens(72, 0.25)) + w.draw(0.03, 0.5)
        return at

    for start in w.launches(w.rng.randint(3, 5), OFFICE):
        rows: list[Row] = [document] * w.count(84, factor=1.5)
        pool(w, start, rows, side_by_side, between_s=0.4)


@kind("batchable")
def pictures_captioned_for_training(w: World) -> None:
    """A data team has pictures captioned for a model of its own: workers on machines that may be taken away at any time
    feel for the limit, picture in, a long and a short caption out, what is done is in a table. A machine is taken away
    now and then, and its part is begun by another some minutes on. Two sources, three days each at most, a filter
    thereafter. Training begins when all is there."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=500, retries=6, trouble=Trouble(0.015, 6, 0.4))
    rules, most = round(w.about(330)), w.pick(12, 24, 32)

    def picture(at: float) -> float:
        return client.call(at, rules + w.rng.choice((640, 1_150, 1_568, 1_568)), w.tokens(165, 0.3))

    for start in w.launches(2, OFFICE):
        at, left = start, w.count(1_750, factor=1.25)
        while left > 0:
            part = min(left, w.rng.randint(200, 900))
            at = adaptive(w, at, [picture] * part, most) + w.draw(6 * MINUTE_S, 0.9)
            left -= part


@kind("batchable")
def pages_of_a_crawl_rated_for_days(w: World) -> None:
    """A data team rates pages of a crawl for what a reader would learn from them, to teach a small classifier: the
    account gives it so many pages a day, so a process on a server begins soon after midnight, goes through the day's
    part with one or two workers that rest between pages lest the assistants lack room, and sleeps until the next
    midnight. Eight or ten days on end, weekends too; once the server was restarted and it stood for some hours. Nobody
    looks before the end; a page is a call."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=250, retries=8, trouble=Trouble(0.01, 5, 0.3))
    rules, rest_s, workers = round(w.about(520)), w.about(24, 1.6), w.pick(1, 2, 2)
    begun = min(w.launches(2, OFFICE)[0], 17 * DAY_S)
    days, stood = w.rng.randint(8, 10), w.rng.randint(1, 7)

    def page(at: float) -> float:
        return client.call(at, rules + min(5_000, w.tokens(720, 0.6)), w.tokens(58, 0.4)) + w.draw(rest_s, 0.6)

    for day in range(days):
        midnight = (begun // DAY_S + day) * DAY_S + 5 * MINUTE_S + w.draw(20, 0.6)
        at, rows = begun if day == 0 else midnight, w.count(330, factor=1.05)
        before = w.rng.randint(1, rows) if day == stood else rows
        at = pool(w, at, [page] * before, workers, between_s=0.05)
        if before < rows:
            pool(w, at + w.draw(4 * HOUR_S, 0.4), [page] * (rows - before), workers, between_s=0.05)
