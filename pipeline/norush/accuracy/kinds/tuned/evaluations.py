"""Nobody waits for the single answer: what is measured, scored, compared, or made to be trained on."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool
from norush.accuracy.world import LARGE, LARGE_OLDER, MIDDLE, OLDER, SMALL, World


@kind("batchable")
def metrics_of_answers_from_documents(w: World) -> None:
    """A travel firm measures the service that answers from its handbooks: for each question of a set an executor makes
    four jobs, one a metric, all of them at once for so many threads; two metrics take two calls, the second on what the
    first has listed. On Mondays before work, and when somebody has cut the handbooks in another way. The table is
    looked at in a meeting."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=1_500)
    width = w.pick(8, 16, 16, 32)

    def metric(at: float, number: int, context: int, answer: int) -> float:
        if number > 1:
            return client.call(at, 540 + answer + context * (number - 2), w.tokens(48, 0.3))
        listed = w.tokens(150, 0.4)
        at = client.call(at, 620 + answer, listed) + 0.004
        return client.call(at, 790 + listed + context, w.tokens(230, 0.4))

    for start in (*w.timer((6,), weekdays=(0,)), *w.launches(w.rng.randint(2, 5), OFFICE)):
        rows: list[Row] = []
        for _ in range(w.count(46)):
            context, answer = w.tokens(2_300, 0.35), w.tokens(190, 0.5)
            rows += [partial(metric, number=number, context=context, answer=answer) for number in range(4)]
        pool(w, start, rows, width, between_s=0.003)


@kind("batchable")
def arena_of_pairs(w: World) -> None:
    """A laboratory for home appliances cannot decide between models for its manual. All answer all questions, thirty
    calls at a time; when the last answer is in, a judge compares each pair in both orders with one letter and a reason.
    Two or three evenings in the month, by a script with a progress bar that nobody watches; the ranking goes on a
    slide."""
    tried = [
        w.client(w.model(model), streamed=model == LARGE, max_tokens=2_000) for model in (SMALL, OLDER, MIDDLE, LARGE)
    ]
    judge = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=400)
    width = w.pick(20, 30)

    def compare(at: float, both: int) -> float:
        return judge.call(at, 680 + both, w.tokens(130, 0.35))

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        questions = [w.tokens(420, 0.9) for _ in range(w.count(28))]
        answered = [[w.tokens(410, 0.6) for _ in tried] for _ in questions]
        first: list[Row] = [
            partial(client.call, input_tokens=90 + question, output_tokens=said[place])
            for place, client in enumerate(tried)
            for question, said in zip(questions, answered, strict=True)
        ]
        end = pool(w, start, first, width, between_s=0.01) + w.draw(1.5, 0.5)
        second: list[Row] = [
            partial(compare, both=question + said[one] + said[other])
            for question, said in zip(questions, answered, strict=True)
            for one in range(4)
            for other in range(4)
            if one != other
        ]
        pool(w, end, second, width, between_s=0.01)


@kind("batchable")
def solutions_tried_by_tests(w: World) -> None:
    """Somebody who trains models for code wants solutions that pass: four tries of each problem side by side, run
    against its tests on the same machine for some seconds, and four more where none passes, at most three times. Some
    problems are under way at a time. Answers are long and of very different length. The set is frozen at the end of the
    week."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=w.rng.random() < 0.5, max_tokens=6_000, retries=4)
    width, passing = w.pick(4, 8, 12), w.about(0.7, 1.2)

    def problem(at: float) -> float:
        asked = 310 + w.tokens(420, 0.5)
        for _ in range(3):
            tries: list[Row] = [lambda at: client.call(at, asked, w.tokens(880, 0.75))] * 4
            at = at_once(w, at, tries, within_s=0.01) + w.draw(11, 0.7)
            if w.rng.random() < passing:
                break
        return at

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        rows: list[Row] = [problem] * w.count(105)
        pool(w, start, rows, width, between_s=0.2)


@kind("batchable")
def pairs_scored_for_a_search(w: World) -> None:
    """A library of patterns and recipes wants to know whether its search finds the right things: for some hundred
    queries the first twenty finds are marked with one digit each, query after query, by many threads. Wednesday nights,
    and by hand when a new index is tried. It is a number on a chart; the search itself runs without a model."""
    client = w.client(w.model(SMALL, SMALL, OLDER), max_tokens=1, retries=3)
    threads, guide = w.pick(12, 24, 48), round(w.about(380))

    def pair(at: float, query: int) -> float:
        return client.call(at, guide + query + w.tokens(210, 0.4), 1)

    for start in (*w.timer((w.pick(20, 23),), weekdays=(2,), late_s=12), *w.launches(w.rng.randint(1, 2), OFFICE)):
        rows: list[Row] = []
        for _ in range(w.count(31)):
            rows += [partial(pair, query=w.tokens(9, 0.6))] * w.rng.choice((20, 20, 20, 11))
        pool(w, start, rows, threads, between_s=0.002)


@kind("batchable")
def shards_of_a_nightly_workflow(w: World) -> None:
    """Each night a workflow of a code host, late as such timers are, splits the cases of a booking assistant over four
    machines; on each four threads ask for the tool that should be called, and compare it with the one that was noted. A
    shard that fails is started again by hand in the forenoon, all of it. A badge turns red, and is talked of at the end
    of the sprint."""
    client = w.client(w.model(MIDDLE, LARGE, SMALL), max_tokens=700)
    tools, cases, hour = round(w.about(3_100)), [w.tokens(140, 0.8) for _ in range(w.count(19))], w.pick(0, 2, 4)

    def case(at: float, said: int) -> float:
        stop, wrote = ("tool_use", 70) if w.rng.random() < 0.75 else ("end_turn", 120)
        return client.call(at, tools + said, w.tokens(wrote, 0.35), stop=stop, tools=17)

    for start in w.timer((hour,), weekdays=(1, 2, 3, 4, 5), late_s=1_100):
        for _ in range(4):
            rows: list[Row] = [partial(case, said=said) for said in cases]
            booted = start + w.draw(75, 0.4)
            pool(w, booted, rows, 4, between_s=0.05)
            if w.rng.random() < 0.05:
                pool(w, booted + (8 - hour) * HOUR_S + w.draw(1.5 * HOUR_S, 0.5), rows, 4, between_s=0.05)


@kind("batchable")
def attacks_before_a_release(w: World) -> None:
    """Before a toy maker's talking bear is sent out anew, lists of wicked sentences are thrown at it, one list after
    the other: most are turned away in a line, some get a long answer, and a judge says with a word whether that was
    well. On some weekday nights and once or twice by day. Findings are gone through by a committee the week after."""
    target = w.client(w.model(MIDDLE, SMALL), max_tokens=900)
    judge = w.client(w.model(LARGE, MIDDLE), max_tokens=12)
    width, system = w.pick(10, 20), round(w.about(1_250))

    def attack(at: float, size: float) -> float:
        asked = w.tokens(size, 0.9)
        said = w.tokens(33, 0.3) if w.rng.random() < 0.62 else min(880, w.tokens(440, 0.4))
        at = target.call(at, system + asked, said) + 0.01
        return judge.call(at, 940 + asked + said, w.rng.randint(1, 3))

    nights = [start for start in w.timer((1,), weekdays=WEEKDAYS) if w.rng.random() < 0.22]
    for start in (*nights, *w.launches(w.rng.randint(1, 2), OFFICE)):
        at = start
        for size in (45, 160, 620):
            rows: list[Row] = [partial(attack, size=size)] * w.count(58)
            at = pool(w, at, rows, width, between_s=0.02) + w.draw(9, 0.6)


@kind("batchable")
def ten_golden_prompts(w: World) -> None:
    """An energy firm has been surprised by a model once. Four times a day a small script asks the same ten or so
    questions, one after the other, and keeps what comes and how long it was; the answers hardly differ. A curve on a
    wall, of which somebody makes a screenshot at the end of the quarter."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=1_000)
    golden = [(w.tokens(700, 0.9), min(950, w.tokens(140, 0.7))) for _ in range(max(5, min(16, w.count(10))))]
    hour = w.rng.randrange(6)
    for start in w.timer((hour, hour + 6, hour + 12, hour + 18), late_s=2):
        rows: list[Row] = [
            partial(client.call, input_tokens=asked, output_tokens=max(1, round(said * w.rng.uniform(0.92, 1.08))))
            for asked, said in golden
        ]
        loop(w, start, rows, between_s=0.5)


@kind("batchable")
def abstracts_screened_twice(w: World) -> None:
    """A review of what is known of a drug begins with some hundreds of abstracts. They go through a first prompt with
    eight threads, two or four days later through another that must not know of the first, and where the two differ a
    large model is asked. By a pharmacologist, on her own machine, which sleeps when it is carried home; the review is
    out in the spring."""
    first, second = (w.client(w.model(model), max_tokens=350) for model in (MIDDLE, OLDER))
    third = w.client(w.model(LARGE, LARGE_OLDER), max_tokens=900)
    threads = w.pick(4, 8)

    def read(at: float, criteria: int, words: int) -> float:
        return (first if criteria < 1_500 else second).call(at, criteria + words, w.tokens(64, 0.35))

    for begun in w.launches(w.rng.randint(1, 2), OFFICE):
        abstracts, at = [w.tokens(330, 0.3) for _ in range(w.count(520))], begun
        for criteria in (1_420, 1_760):
            rows: list[Row] = [partial(read, criteria=criteria, words=words) for words in abstracts]
            asleep = w.rng.randrange(len(rows)) if w.rng.random() < 0.4 else 0
            at = pool(w, at, rows[:asleep], threads, between_s=0.02) + (14 * HOUR_S if asleep else 0.0)
            at = pool(w, at, rows[asleep:], threads, between_s=0.02)
            at += w.rng.randint(2, 4) * DAY_S + w.draw(0.8 * HOUR_S, 0.6)
        differ: list[Row] = [
            partial(third.call, input_tokens=2_300 + words, output_tokens=w.tokens(240, 0.3))
            for words in w.rng.sample(abstracts, max(1, len(abstracts) // 9))
        ]
        loop(w, at, differ, between_s=0.05)
