"""Nobody waits for the single answer: what engineers of start-ups start by hand, or when a prompt has changed."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def fields_of_old_calls_filled_again_under_a_new_prompt(w: World) -> None:
    """An add-on for a CRM has changed the prompt that reads sales calls, and the calls of the last quarter are read
    again, so that reports do not mix old and new: thirty first and looked at, then all ids into a queue of its own,
    which some workers empty by the next day, since the CRM lets so few writes through; a release restarts them, and a
    call that failed comes back after a minute. Twice in the month. Reports are read weekly; a call needs no other."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=2, trouble=Trouble(0.006, 4, 0.3))
    rules, workers, load_s = round(w.about(830)), w.pick(2, 4, 4, 6), w.about(140)

    def recording(at: float) -> float:
        at += w.draw(load_s, 0.7)  # fields of the one before go back to the CRM, within its quota
        asked, said = rules + min(14_000, w.tokens(2_800, 0.5)), min(800, w.tokens(150, 0.4))
        end = client.call(at, asked, said, stop="tool_use", tools=1)
        if w.calls and w.calls[-1].status == "errored":
            end = client.call(end + w.draw(60, 0.3), asked, said, stop="tool_use", tools=1)
        return end

    for change in (w.rng.uniform(1, 9) * DAY_S, w.rng.uniform(14, 22) * DAY_S):
        at = pool(w, change, [recording] * w.count(30, factor=1.2), workers) + w.draw(3 * HOUR_S, 0.6)
        left = w.count(950, factor=1.4)
        while left > 0:
            part = min(left, w.count(650, factor=1.7))
            at = pool(w, at, [recording] * part, workers, between_s=0.1) + w.draw(12 * MINUTE_S, 1.0)
            left -= part


@kind("batchable")
def remarks_of_a_review_bot_rated_for_fine_tuning(w: World) -> None:
    """A start-up for code review wants a smaller model of its own, and has the remarks its bot made in the past rated:
    the lines, the remark and what was changed afterwards go in, useful or not with a reason comes out. A notebook with
    a thread pool and a bar of progress, five or six evenings and afternoons, another slice or another wording each
    time. Only rated ones go into the set for training. A remark needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=400, retries=3, trouble=Trouble(0.005, 3, 0.3))
    rules, threads = Prefix(round(w.about(1_300))), w.pick(8, 8, 16, 20)

    def remark(at: float) -> float:
        return rules.call(client, at, min(6_000, w.tokens(640, 0.6)), min(400, w.tokens(95, 0.35)))

    for start in w.launches(w.rng.randint(5, 7), OFFICE):
        at = loop(w, start, [remark] * w.rng.randint(2, 6), between_s=6.0) + w.draw(4 * MINUTE_S, 0.7)
        pool(w, at, [remark] * w.count(520, factor=1.6), threads, between_s=0.01)


@kind("batchable")
def snippets_with_holes_made_up_for_a_scanner(w: World) -> None:
    """A security scanner tests its rules on code that has the hole and on code that looks like it and has none: a
    script goes over languages, frameworks and classes of holes, and asks for both through a framework's `batch` with a
    limit on how many run. A grid at a time, four or five grids a month, and the cells whose code did not parse once
    more at the end. The set goes into the tests of next month's rules. A snippet needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=2_000, retries=6, trouble=Trouble(0.006, 3, 0.35))
    rules, limit = round(w.about(560)), w.pick(5, 10, 10, 20)

    def snippet(at: float) -> float:
        return client.call(at, rules + w.tokens(120, 0.3), min(2_000, w.tokens(420, 0.5)))

    for start in w.launches(w.rng.randint(4, 5), OFFICE):
        cells = w.count(460, factor=1.4)
        end = pool(w, start, [snippet] * cells, limit, between_s=0.01) + w.draw(20, 0.6)
        pool(w, end, [snippet] * max(1, round(cells * w.rng.uniform(0.03, 0.1))), limit, between_s=0.01)


@kind("batchable")
def history_of_a_new_help_desk_customer_put_under_topics(w: World) -> None:
    """A help desk imports the last two years of a customer who signs, and puts each conversation under a topic with a
    mood and a cause, before the customer's dashboard is handed over in the week: a background job with a pool that
    halves itself on 429 and grows again, a page of the export at a time, begun when somebody in onboarding presses
    import. One to three customers a week. A conversation needs no other, and no dashboard is opened that day."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=250, retries=2, trouble=Trouble(0.012, 5, 0.35))
    rules, most = round(w.about(980)), w.pick(8, 12, 20)

    def conversation(at: float) -> float:
        said = min(250, w.tokens(52, 0.3))
        return client.call(at, rules + min(5_000, w.tokens(520, 0.7)), said, stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(6, 10), OFFICE):
        at, left = start, w.count(640, factor=2.2)
        while left > 0:
            page = min(left, 200)
            at = adaptive(w, at, [conversation] * page, most) + w.draw(2.5, 0.6)
            left -= page


@kind("batchable")
def recorded_prompts_replayed_when_a_model_is_out(w: World) -> None:
    """When a provider brings a model out, the engineers of an assistant replay some hundred prompts from their log on
    the old model, the new one and the small one, in slices with gather, and let a judge say which answer is better,
    both ways round. Two or three days of it with changes to the prompt, once or twice in the month. The table decides
    in next week's meeting. All prompts are there before the first call, and the judge could come after."""
    clients = [
        w.client(w.model(model), max_tokens=1_500, retries=4, trouble=Trouble(0.006, 3, 0.3))
        for model in (OLDER, MIDDLE, SMALL)
    ]
    judge = w.client(w.model(MIDDLE, LARGE), max_tokens=300, retries=4)
    prompts = [min(9_000, w.tokens(1_450, 0.6)) for _ in range(w.count(135, factor=1.3))]
    size = w.pick(10, 20, 25)

    def pair(at: float, length: int) -> float:
        return judge.call(at, 520 + length + w.tokens(440, 0.3), min(300, w.tokens(85, 0.3)))

    for day in w.launches(w.rng.randint(3, 5), OFFICE):
        at = day
        for client in clients:
            rows: list[Row] = [
                partial(client.call, input_tokens=length, output_tokens=min(1_500, w.tokens(215, 0.5)))
                for length in prompts
            ]
            at = chunks(w, at, rows, size) + w.draw(40, 0.8)
        pairs: list[Row] = [partial(pair, length=length) for length in prompts for _ in range(2)]
        chunks(w, at + w.draw(9 * MINUTE_S, 0.8), pairs, size)


@kind("batchable")
def recorded_calls_marked_after_each_release_of_a_voice_agent(w: World) -> None:
    """After each release of a voice agent a step of the pipeline takes the last dozen calls from staging and has each
    marked by a larger model for politeness, facts and whether it came to an end: one after the other, a line in the
    team's channel when all are there. The release is out by then, and the marks are looked at in the stand-up of the
    next day. One or two releases a weekday. A call is marked without the others."""
    judge = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=700, retries=3)
    rules, calls = round(w.about(1_150)), w.rng.randint(8, 14)

    def marked(at: float) -> float:
        return judge.call(at, rules + min(5_000, w.tokens(1_350, 0.5)), min(700, w.tokens(210, 0.3)))

    for start in w.launches(w.rng.randint(26, 40), OFFICE):
        loop(w, start + w.draw(240, 0.4), [marked] * calls, between_s=0.4)
