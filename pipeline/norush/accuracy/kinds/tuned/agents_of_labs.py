"""Each step needs the one before: an agent that trains models, a benchmark for agents, attacks that are refined, an
answer that is searched for, a prompt that an optimiser betters."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("agentic")
def trainings_run_by_an_agent(w: World) -> None:
    """A research engineer has an agent try ideas on a small model overnight: it changes the settings or the code,
    starts a training of some minutes to an hour, looks at the curves, writes down what it has learnt and tries the
    next. In between some quick steps, files read and tests run. By morning there are a dozen trials. Nobody waits, but
    what it tries next comes from what the last trial gave."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=16_000, retries=6)
    frame = round(w.about(7_500, 1.3))

    def night(at: float) -> float:
        session, known, cached, end = w.name("trial"), frame + w.tokens(1_200, 0.5), 0, at - HOUR_S
        for _ in range(w.rng.randint(5, 13)):
            quick = w.rng.randint(3, 8)
            for step in range(quick):
                said = w.tokens(230, 0.7)
                warm = cached if at - end < 290 else 0
                end = client.call(at, 4, said, read=warm, write=known - warm, session=session, stop="tool_use", tools=6)
                cached = known
                known += said + min(6_000, w.tokens(420, 0.9))
                at = end + (w.draw(1.4, 0.9) if step < quick - 1 else w.draw(14 * MINUTE_S, 0.8))
            if known > 60_000:
                known, cached = frame + w.tokens(2_500, 0.3), 0
        return at

    for start in w.launches(w.count(6, factor=1.2) + 2, OFFICE):
        night(start + w.rng.uniform(0, 5) * HOUR_S)


@kind("agentic")
def tasks_of_a_benchmark_for_agents(w: World) -> None:
    """A team for evaluation runs an agent over the tasks of a benchmark, each in a container of its own, six or ten at
    a time: commands, what they print, the next command, until it says done or has had forty steps; a test then decides.
    Two or three times in the month, the whole suite, and the failed ones again. The score is for a slide. Tasks do not
    need each other, but a step needs what the one before printed."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=6)
    width = w.pick(4, 6, 8, 10)
    steps = Steps(
        steps=12, system=round(w.about(2_100)), task=500, answer=150, result=420, tool_s=1.6, most_context=40_000
    )

    def task(at: float) -> float:
        return steps.run(client, at + w.draw(9, 0.5), w.name("task")) + w.draw(12, 0.6)

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        tasks = w.count(46, factor=1.25)
        end = pool(w, start, [task] * tasks, width, between_s=1.0)
        if w.rng.random() < 0.6:
            pool(w, end + w.draw(HOUR_S, 0.8), [task] * max(1, tasks // 5), width, between_s=1.0)


@kind("agentic")
def attacks_refined_until_they_work(w: World) -> None:
    """A red team lets one model attack the assistant and another say how far it got: the attack is worded, the
    assistant answers, the judge gives a mark and why, and with both in its prompt the attacker words it anew, up to
    eight rounds or until it has worked. Five goals side by side, some dozen goals a campaign, a campaign twice a week
    or so. A report is written from it on Friday; but no round can be sent before the last one is through."""
    attacker = w.client(w.model(MIDDLE, OLDER), max_tokens=1_000, retries=4)
    target = w.client(w.model(SMALL, MIDDLE), max_tokens=800, retries=4)
    judge = w.client(w.model(MIDDLE, SMALL), max_tokens=200, retries=4)
    system, rules, width = round(w.about(1_300)), round(w.about(850)), w.pick(3, 5, 8)

    def goal(at: float) -> float:
        past = 0
        for _ in range(8):
            attack, answer = w.tokens(190, 0.5), w.tokens(200, 0.7)
            at = attacker.call(at, rules + past, attack + 60) + 0.05
            at = target.call(at, system + attack, answer) + 0.05
            at = judge.call(at, 640 + attack + answer, w.tokens(70, 0.3)) + 0.05
            if w.rng.random() < 0.14:
                break
            past += attack + answer + 80
        return at

    for start in w.launches(w.rng.randint(7, 9), OFFICE):
        pool(w, start, [goal] * w.count(17, factor=1.4), width, between_s=0.3)


@kind("agentic", "interactive")
def deep_answers_by_several_searchers(w: World) -> None:
    """A product has a button for a thorough answer: a lead makes a plan, three or four searchers go off together, each
    searching and reading for some steps, the lead reads what they bring, sends one or two off again, and writes. It
    takes five minutes; the one who asked does something else and comes back when it rings. Each step comes out of what
    was found."""
    lead = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=8_000, retries=3)
    helper = w.client(w.model(SMALL, MIDDLE), max_tokens=2_000, retries=3)
    search = Steps(steps=5, system=round(w.about(1_900)), task=220, answer=110, result=1_250, tool_s=1.3)
    rules = round(w.about(2_600))
    for start in w.arrivals(2.0, OFFICE):
        session, known = w.name("deep"), rules + w.tokens(60, 0.6)
        at = lead.call(start, known, w.tokens(320, 0.4), session=session, stop="tool_use", tools=3)
        for width in (w.rng.randint(2, 4), w.rng.choice((0, 0, 1, 2))):
            if width == 0:
                continue
            rows: list[Row] = [partial(search.run, helper, session=w.name("sub")) for _ in range(width)]
            at = at_once(w, at + 0.1, rows)
            known += 320 + width * w.tokens(620, 0.3)
            at = lead.call(at + 0.1, known, w.tokens(180, 0.4), session=session, stop="tool_use", tools=3)
        lead.call(at + 0.1, known + 180, w.tokens(1_300, 0.3), session=session)


@kind("agentic", "uncertain")
def prompts_bettered_by_an_optimiser(w: World) -> None:
    """A framework betters a prompt by itself: a small part of the examples goes through the program, eight threads, a
    larger model reads what went wrong and words the instructions anew, the same part again with these, and if it is
    better, all of the validation set; thirty or so rounds in an afternoon, a few times in the month. The rows of a
    round do not need each other, but each round needs the one before, and a day for each would be a month."""
    student = w.client(w.model(SMALL, MIDDLE), max_tokens=700, retries=5)
    teacher = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=4_000, retries=5)
    threads, part = w.pick(4, 8, 8, 16), w.pick(3, 6, 8, 10)
    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        at, rules, whole = start, round(w.about(350)), w.count(48, factor=1.3)

        def row(at: float, before: int) -> float:
            return student.call(at, before + w.tokens(420, 0.5), w.tokens(110, 0.5))

        at = pool(w, at, [partial(row, before=rules)] * whole, threads, between_s=0.02)
        for _ in range(w.count(22, factor=1.25)):
            at = pool(w, at + 0.4, [partial(row, before=rules)] * part, threads, between_s=0.02)
            tried = max(150, round(rules * w.draw(1.06, 0.12)))
            at = teacher.call(at + 0.2, 500 + rules + part * w.tokens(620, 0.2), tried)
            at = pool(w, at + 0.2, [partial(row, before=tried)] * part, threads, between_s=0.02)
            if w.rng.random() < 0.3:
                rules = min(1_600, tried)
                at = pool(w, at + 0.3, [partial(row, before=rules)] * whole, threads, between_s=0.02)
