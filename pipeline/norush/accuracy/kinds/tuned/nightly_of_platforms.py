"""Nobody waits for the single answer: jobs of a research house, a project tool, a subscription app, a help centre and
an agency that a timer starts."""

from datetime import timedelta
from functools import partial

from norush.accuracy.calendar import DAY_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


def _is_weekend(world: World, at: float) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return (world.month.began_at + timedelta(seconds=at)).weekday() >= 5


@kind("batchable")
def earnings_calls_tagged_for_a_factor_file(w: World) -> None:
    """A house that sells factors to funds tags what was said on the day's earnings calls: each answer of a call gets
    tone, topics and how plainly it was answered. An Airflow task at three with a pool of twelve goes through those of
    yesterday, some forty answers to a call; hundreds of answers in the thick weeks and none on others. A task that
    failed is tried again after ten minutes, from its first row. The factor file is made once a week. No answer needs
    another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300, retries=2, trouble=Trouble(0.004, 4, 0.3))
    rules, width, thick = round(w.about(1_150)), w.pick(8, 12, 16), w.rng.uniform(6, 22)

    def said(at: float) -> float:
        return client.call(at, rules + min(2_500, w.tokens(310, 0.6)), min(300, w.tokens(84, 0.3)), stop="tool_use")

    for start in w.timer((w.pick(3, 4),), minute=0, late_s=18):
        if _is_weekend(w, start - DAY_S):
            continue
        times = 3.0 if abs(start / DAY_S - thick) < 6 else 0.5
        rows: list[Row] = [said] * max(12, round(w.count(115, factor=1.5) * times))
        at = start + w.draw(30, 0.4)
        if w.rng.random() < 0.06:
            at = pool(w, at, rows[: w.rng.randrange(1, len(rows))], width, between_s=0.01) + 10 * MINUTE_S
        pool(w, at, rows, width, between_s=0.01)


@kind("batchable")
def workspaces_told_their_week(w: World) -> None:
    """A project tool mails each workspace on Monday what happened in its week: on Saturday a scheduler puts a job for
    each workspace that has it switched on into a queue, and five workers in Node write it out of what was moved, closed
    and said. Each worker process has two calls open. A deploy on one of the weekends stopped the queue for some hours,
    and it went on where it had been. The mails are put together on Monday. A workspace needs no other."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", "anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_200, retries=3, trouble=Trouble(0.004, 4, 0.25))
    rules, workers, deployed = round(w.about(900)), w.pick(4, 10, 10), w.rng.randrange(8)

    def workspace(at: float) -> float:
        return client.call(at, rules + min(14_000, w.tokens(2_300, 0.8)), min(1_200, w.tokens(330, 0.35)))

    for number, start in enumerate(w.timer((w.pick(1, 2, 23),), minute=0, weekdays=(5,), late_s=10)):
        rows: list[Row] = [workspace] * w.count(400, factor=1.25)
        done = w.rng.randrange(len(rows) // 2, len(rows)) if number == deployed else len(rows)
        end = pool(w, start, rows[:done], workers, between_s=0.15)
        if done < len(rows):
            pool(w, end + w.draw(9_000, 0.5), rows[done:], workers, between_s=0.15)


@kind("batchable")
def cancellations_of_the_day_given_a_cause(w: World) -> None:
    """Who leaves a subscription app may write why; a cron job at half past one puts the ten or so that wrote something
    yesterday under a cause and a feature, one after the other, plan and history of the member beside it. More on the
    first of the month, when cards are charged. The causes are a chart in the meeting of Thursday. A cancellation needs
    no other."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=300, retries=2)
    rules, rest_s = round(w.about(1_900)), w.about(0.15, 2.0)
    for start in w.timer((w.pick(1, 2),), minute=30):
        is_first = (w.month.began_at + timedelta(seconds=start)).day <= 3
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + w.tokens(900, 0.5) + w.tokens(60, 0.8),
                output_tokens=min(300, w.tokens(95, 0.3)),
                stop="tool_use",
                tools=1,
            )
            for _ in range(w.count(24 if is_first else 11, factor=1.5))
        ]
        loop(w, start + w.draw(3, 0.5), rows, between_s=rest_s)


@kind("batchable")
def gaps_of_a_help_centre_drafted_by_night(w: World) -> None:
    """A help desk tool shows its customers what their help centre lacks: by night the questions without an answer are
    put into groups by their vectors, and the ten largest new groups get a draft of an article each, out of the threads
    that humans answered. Three at a time by a job on the cluster. Writers of the customers look at drafts when they
    have time for it, in days or weeks. A draft is one call and stands alone."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=3_000, retries=3)
    rules, width = round(w.about(1_300)), w.pick(2, 3, 3)
    for start in w.timer((w.pick(3, 5),), minute=w.pick(0, 20, 45), late_s=15):
        rows: list[Row] = [
            partial(
                client.call,
                input_tokens=rules + min(15_000, w.tokens(4_600, 0.4)),
                output_tokens=min(3_000, w.tokens(640, 0.3)),
            )
            for _ in range(w.count(5 if _is_weekend(w, start - DAY_S) else 10, factor=1.3))
        ]
        pool(w, start + w.draw(50, 0.3), rows, width, between_s=0.1)


@kind("batchable")
def accounts_of_advertisers_commented_before_dawn(w: World) -> None:
    """An agency keeps a report for each of its dozen clients, and a GitHub Action before dawn on weekdays writes the
    paragraph above the figures: spend, clicks and sales of each campaign beside those of last week go in. The house's
    rules for wording are in front and marked for the cache; four at once and then the next four. It is talked through
    in the client's weekly meeting, and somebody reads it before. A client needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=1_500, retries=2)
    wording, clients = Prefix(round(w.about(2_600, 1.3))), w.count(12, factor=1.3)

    def account(at: float) -> float:
        return wording.call(client, at, min(12_000, w.tokens(3_300, 0.4)), min(1_500, w.tokens(380, 0.3)))

    for start in w.timer((w.pick(4, 5),), minute=w.pick(7, 17, 40), weekdays=WEEKDAYS, late_s=300):
        rows: list[Row] = [account] * clients
        chunks(w, start + 35 + w.draw(10, 0.3), rows, 4, between_s=0.1)
