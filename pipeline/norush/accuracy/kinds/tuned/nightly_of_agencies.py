"""Nobody waits for the single answer: jobs that a timer starts at agencies, an outsourcer, a labelling vendor and a
consultancy."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, HOLIDAYS, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, loop, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, Trouble, World


def _weekday(world: World, at: float) -> int:
    """The weekday of a moment, Monday first."""
    return (world.month.began_at + timedelta(seconds=at)).weekday()


def _is_free(world: World, at: float) -> bool:
    """Whether offices are empty on this day."""
    day = world.month.began_at + timedelta(seconds=at)
    return day.weekday() >= 5 or day.date() in HOLIDAYS


@kind("batchable")
def rankings_of_the_week_told_to_seo_clients(w: World) -> None:
    """An SEO agency sends each client a report once a week, a fifth of them on each weekday: at six a scheduled job
    takes positions, clicks and what was changed on the site and has two pages of comment written, a call for each
    client, one after the other with two seconds between. About ten a morning; an account manager reads them and sends
    them on in the course of the week. One client's report needs no other's."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    rules, times = round(w.about(1_400)), [w.rng.uniform(0.8, 1.2) for _ in WEEKDAYS]
    for start in w.timer((6,), minute=w.pick(0, 0, 15, 30), weekdays=WEEKDAYS):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(16_000, w.tokens(3_600, 0.4)),
                output_tokens=min(2_000, w.tokens(720, 0.25)),
            )
            for _ in range(max(1, round(w.count(10.5, factor=1.15) * times[_weekday(w, start) % 5])))
        ]
        end = loop(w, start + w.draw(20, 0.4), rows, between_s=2.0)
        if w.rng.random() < 0.08:  # the export of the day was empty, and somebody runs it again
            loop(w, end + w.draw(2.5 * 3_600, 0.4), rows, between_s=2.0)


@kind("batchable")
def search_terms_of_yesterday_held_against_campaigns(w: World) -> None:
    """A paid-search agency has the terms people searched for yesterday held against what its clients sell, to shut out
    those that cost money for nothing: a scheduler maps a task over forty accounts, six slots, each with one to four
    prompts of sixty terms, one after the other. A failed task is tried again after five minutes. Account managers go
    through what has gathered once or twice a week. No prompt needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_500, retries=2, trouble=Trouble(0.003, 4, 0.3))
    rules, slots = round(w.about(700)), w.pick(4, 6, 6, 8)
    accounts = [(w.tokens(480, 0.4), w.rng.choices((1, 2, 3, 4), (5, 3, 1, 1))[0]) for _ in range(w.count(30))]

    def account(at: float, sold: int, prompts: int) -> float:
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + sold + w.tokens(520, 0.3),
                output_tokens=min(1_500, w.tokens(330, 0.4)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(prompts)
        ]
        at += w.draw(6, 0.4)  # the report is fetched
        if w.rng.random() < 0.03:
            at = loop(w, at, rows[:1], between_s=0.2) + 5 * MINUTE_S
        return loop(w, at, rows, between_s=0.2)

    for start in w.timer((w.pick(3, 4, 5),), late_s=10):
        tasks: list[Row] = [
            partial(account, sold=sold, prompts=prompts) for sold, prompts in accounts if w.rng.random() < 0.92
        ]
        pool(w, start + w.draw(8, 0.4), tasks, slots, between_s=1.5)


@kind("batchable")
def promises_in_chats_of_the_day_looked_for(w: World) -> None:
    """A call-centre outsourcer has the chats of the day searched for promises nobody was allowed to make: at two at
    night a job reads each chat with the same catalogue, which is marked for the cache, a pool that backs off when the
    limit is hit. Team leads see the finds in the coaching talk of the week. If the export was late the night is made up
    for in the next one. A chat needs no other."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=4, trouble=Trouble(0.01, 6, 0.3))
    catalogue, most, left = Prefix(round(w.about(1_250))), w.pick(6, 8, 12), 0
    for start in w.timer((2,), minute=w.pick(0, 10, 30)):
        share = 0.55 if _is_free(w, start - DAY_S) else 1.0
        chats = left + max(1, round(w.count(68, factor=1.4) * share))
        left = chats if w.rng.random() < 0.05 else 0
        if left:
            continue
        rows: list[Row] = [partial(_chat, w=w, call=partial(catalogue.call, client))] * chats
        adaptive(w, start + w.draw(15, 0.4), rows, most)


def _chat(at: float, w: World, call: Callable[[float, int, int], float]) -> float:
    return call(at, min(9_000, w.tokens(850, 0.6)), min(500, w.tokens(85, 0.5)))


@kind("batchable")
def questions_of_annotators_summed_up_each_evening(w: World) -> None:
    """A data-labelling vendor has about ten projects at work: each evening what annotators asked and what reviewers
    answered is put together per project, with the guideline, into proposals for its next version, a call a project, two
    at a time. Project leads take it up at their meeting of the week; projects end and others begin. No project needs
    another, and a day's delay is no harm."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=2)
    minute, rules = w.pick(0, 0, 30), round(w.about(600))
    guidelines = [w.tokens(2_400, 0.4) for _ in range(w.count(11, factor=1.2))]
    for start in w.timer((w.pick(19, 20, 21),), minute=minute, weekdays=WEEKDAYS):
        if _is_free(w, start):
            continue
        if w.rng.random() < 0.12:
            guidelines[w.rng.randrange(len(guidelines))] = w.tokens(2_400, 0.4)
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + guideline + min(14_000, w.tokens(1_900, 0.7)),
                output_tokens=min(2_000, w.tokens(480, 0.4)),
            )
            for guideline in guidelines
            if w.rng.random() < 0.9 or guideline is guidelines[0]
        ]
        pool(w, start + w.draw(5, 0.5), rows, 2, between_s=0.4)


@kind("batchable")
def news_on_key_clients_put_on_half_a_page(w: World) -> None:
    """A management consultancy has what was written on its key clients put on half a page each: cron before six, ten
    clients, the articles of the day before in one call each, one after the other, in a small container; on Mondays
    those of the weekend too. It is filed with the client, and partners look into it before they meet somebody, some day
    of the week. Clients are independent of each other, and a client without news has no call."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_024, retries=2)
    rules, hour = round(w.about(650)), w.pick(4, 5, 5)
    for start in w.timer((hour,), minute=w.pick(10, 20, 30, 45), weekdays=WEEKDAYS, late_s=9):
        times = 1.8 if _is_free(w, start - DAY_S) else 1.0
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(40_000, round(w.tokens(5_200, 0.6) * times)),
                output_tokens=min(1_024, w.tokens(380, 0.3)),
            )
            for _ in range(w.count(10, factor=1.3))
        ]
        loop(w, start + w.draw(35, 0.4), rows, between_s=0.5)
