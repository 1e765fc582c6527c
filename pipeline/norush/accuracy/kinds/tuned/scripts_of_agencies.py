"""Nobody waits for the single answer: what consultants, accountants, translators, start-ups start by hand."""

from collections.abc import Callable
from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def pages_of_a_new_client_judged_for_a_content_audit(w: World) -> None:
    """An SEO consultant has all pages of a new client judged, what each is for, how good, keep or merge or drop: a
    crawl is saved to a file, a notebook puts a page into each call with a thread pool and a bar, thirty first to see
    whether the columns fit, then all, and what has failed once more. The audit is presented next week. A page needs no
    other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, retries=2, trouble=Trouble(0.01, 6, 0.3))
    rules, threads = round(w.about(850)), w.pick(5, 8, 8, 10, 16)

    def page(at: float) -> float:
        own = min(14_000, w.tokens(1_500, 0.6))
        return client.call(at, rules + own, min(700, w.tokens(170, 0.3)), stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(5, 7), OFFICE):
        rows: list[Row] = [page] * w.count(165, factor=1.8)
        at = start
        for _ in range(w.rng.choices((0, 1, 2), (2, 5, 2))[0]):
            at = pool(w, at, rows[:30], threads) + w.draw(12 * MINUTE_S, 0.8)
        at = pool(w, at, rows, threads, between_s=0.015)
        failed = round(len(rows) * w.rng.uniform(0.0, 0.05))
        pool(w, at + w.draw(3 * MINUTE_S, 1.0), rows[:failed] or rows[:1], threads)


@kind("batchable")
def engagement_letters_checked_for_missing_terms(w: World) -> None:
    """After a change of the law an accounting practice wants to know which of its engagement letters lack a term: an
    associate's script takes one letter after the other from a folder, asks about twelve terms in one call, and waits as
    its back-off says when the limit of tokens a minute is hit, which is often; it stops at a file it cannot read and
    goes on from there when somebody sees it. Partners get a list by the end of the month. Each letter stands alone."""
    client = w.client(
        w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=6, trouble=Trouble(share=0.08, bad_hours=8)
    )
    terms = round(w.about(1_250))

    def letter(at: float) -> float:
        at += w.draw(0.7, 0.6)  # the text is taken out of the file
        if w.rng.random() < 0.1:
            at += w.rng.uniform(10, 60)
        return client.call(at, terms + min(30_000, w.tokens(3_700, 0.5)), min(1_500, w.tokens(330, 0.25)))

    for start in w.launches(w.rng.randint(2, 3), OFFICE):
        left, at = w.count(175, factor=1.4), start
        while left > 0:
            part = min(left, 15 + int(w.rng.expovariate(1 / 90)))
            rows: list[Row] = [letter] * part
            at = loop(w, at, rows, between_s=0.3) + w.draw(40 * MINUTE_S, 1.2)
            left -= part


@kind("batchable")
def packages_pretranslated_before_post_editors(w: World) -> None:
    """Project managers of a translation bureau have packages translated by a model before people mend them: twenty
    segments and the client's terms a prompt, the terms marked for the cache, six at a time behind a semaphore, one
    target language after the other. Post-editors have the package in their plan for one of the next days. Segments
    whose tags do not fit are asked for again at the end. No twenty need others."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_500, retries=4)
    limit = w.pick(4, 6, 6, 10)
    for start in w.launches(w.rng.randint(10, 15), OFFICE):
        at, prompts = start, w.count(18, factor=2.0)
        for _ in range(w.rng.choices((1, 2, 3, 5), (4, 3, 3, 1))[0]):
            terms = Prefix(w.tokens(1_700, 0.4))
            rows: list[Row] = [partial(_twenty, w=w, call=partial(terms.call, client))] * prompts
            at = pool(w, at, rows, limit, between_s=0.02)
            if w.rng.random() < 0.5:
                at = pool(w, at + w.draw(1.5, 0.5), rows[: max(1, prompts // 12)], limit)
            at += w.draw(9, 0.8)


def _twenty(at: float, w: World, call: Callable[[float, int, int], float]) -> float:
    return call(at, w.tokens(620, 0.3), min(2_500, w.tokens(690, 0.3)))


@kind("batchable")
def meetings_made_up_for_a_start_ups_test_set(w: World) -> None:
    """A start-up that writes minutes has too few meetings it may test with, and lets a model make them up: branch,
    people, quarrel and agenda are drawn at random, each meeting is one long answer, ten at a time in an async script; a
    first dozen is read and the prompt is mended, then two hundred. Somebody looks through them in the days after. No
    meeting needs another."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=6_000, retries=5)
    limit = w.pick(6, 10, 10, 20)

    def meeting(at: float) -> float:
        return client.call(at, 520 + w.tokens(240, 0.4), min(6_000, w.tokens(2_300, 0.35)))

    for start in w.launches(w.rng.randint(2, 4), OFFICE):
        rows: list[Row] = [meeting] * w.count(85, factor=1.5)
        at = start
        for _ in range(w.rng.randint(1, 3)):
            at = pool(w, at, rows[:12], limit) + w.draw(25 * MINUTE_S, 0.6)
        pool(w, at, rows, limit, between_s=0.01)


@kind("batchable")
def cases_of_a_feature_run_before_its_release(w: World) -> None:
    """A small start-up keeps a hundred and fifty cases of the one feature it sells: on the evening before a release,
    and now and then when a prompt has been changed, somebody has all of them run by an evaluation tool, eight at once,
    some times with the old prompt and right after it with the new one, and code compares the fields with what was
    right. The table is looked at by all on the next day. All cases are known beforehand, none hangs on another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_200, retries=3)
    system, width = round(w.about(1_500)), w.pick(4, 8, 8, 12, 20)
    cases = [min(12_000, w.tokens(1_300, 0.7)) for _ in range(w.count(135, factor=1.3))]
    starts = w.timer((w.pick(17, 18, 19),), weekdays=(w.pick(1, 2, 3),), late_s=2_400)
    starts += w.launches(w.rng.randint(3, 5), OFFICE)
    for start in sorted(starts):
        at = start
        for _ in range(w.rng.choices((1, 2), (7, 3))[0]):
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=system + case,
                    output_tokens=min(1_200, w.tokens(200, 0.35)),
                    stop="tool_use",
                    tools=1,
                )
                for case in cases
            ]
            at = pool(w, at, rows, width, between_s=0.01) + w.draw(2, 0.6)


@kind("batchable")
def delegates_of_past_fairs_put_into_segments(w: World) -> None:
    """An organiser of fairs puts a million visitors of ten years into segments by what stands on their badges: lists of
    twenty-five go into a queue, three or four workers take them for some days, since each first looks up the companies
    in a register that answers slowly; workers are killed when something else is deployed and come back a little later
    or next morning, and a second pass does the lists whose answers had the wrong length. The mailing is planned for the
    spring. No list needs another."""
    trouble = Trouble(share=0.03, bad_hours=14, bad_share=0.4)
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=1_500, retries=4, trouble=trouble)
    rules, workers, lookups = round(w.about(780)), w.pick(3, 4, 4), w.about(260, 1.4)

    def badges(at: float) -> float:
        at += w.draw(lookups, 0.4)
        return client.call(at, rules + w.tokens(680, 0.12), min(1_500, w.tokens(590, 0.12)), stop="tool_use", tools=1)

    weekdays = [at for at in w.timer((10, 14, 16), weekdays=WEEKDAYS, late_s=1_500) if at < 0.45 * w.month.length_s]
    at, lists = w.rng.choice(weekdays), w.count(1_150, factor=1.3)
    left = lists
    while left > 0:
        part = min(left, 100 + int(w.rng.expovariate(1 / 450)))
        rows: list[Row] = [badges] * part
        at = pool(w, at, rows, workers, between_s=0.05)
        at += w.draw(4 * MINUTE_S, 1.0) if w.rng.random() < 0.7 else w.draw(9 * HOUR_S, 0.4)
        left -= part
    again: list[Row] = [badges] * max(1, lists // 40)
    pool(w, at + w.draw(0.6 * DAY_S, 0.5), again, workers, between_s=0.05)
