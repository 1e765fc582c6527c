"""Nobody waits for the single answer: evaluations, digests and descriptions that a timer of a start-up begins."""

from functools import partial

from norush.accuracy.calendar import HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def golden_questions_of_a_document_search_each_night(w: World) -> None:
    """A search over documents answers its golden questions each weekday night in a workflow of the code host: search,
    answer, and then two marks by a judge - borne out by the passages, and to the point - with a limit on how many cases
    run. When a case breaks the run, all of it is begun again. The figures go into a table that is looked at before the
    release of the week. The questions and passages are known beforehand, and the marks could be given in a second
    go."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_024, retries=4)
    judge = w.client(w.model(MIDDLE, SMALL), max_tokens=300, retries=4, trouble=Trouble(0.004, 3, 0.3))
    width, rules = w.pick(4, 8, 8, 16), round(w.about(820))
    cases = [(w.tokens(24, 0.5) + min(6_000, w.tokens(2_100, 0.3)), w.tokens(180, 0.4)) for _ in range(w.count(42))]

    def case(at: float, asked: int, said: int) -> float:
        written = min(1_024, round(said * w.draw(1, 0.2)) + 1)
        end = client.call(at + w.draw(0.25, 0.4), rules + asked, written) + 0.02
        for own in (380, 290):
            end = judge.call(end, own + asked + written, min(300, w.tokens(75, 0.35))) + 0.01
        return end

    rows: list[Row] = [partial(case, asked=asked, said=said) for asked, said in cases]
    for start in w.timer((w.pick(1, 2, 3),), weekdays=WEEKDAYS, late_s=240):
        at = start
        if w.rng.random() < 0.08:
            at = pool(w, at, rows[: w.rng.randint(1, len(rows))], width) + w.draw(5 * MINUTE_S, 0.4)
        pool(w, at, rows, width, between_s=0.02)


@kind("batchable")
def deals_of_each_seller_summed_up_before_monday(w: World) -> None:
    """An add-on for a CRM writes for each seller of its customers what moved in their deals and what stands still: on
    Saturday evening a job of the scheduler fans out a task a customer, each customer's sellers one after the other, a
    few customers at a time. It is mailed at seven on Monday in the seller's own zone. A task that fails is tried again
    a quarter of an hour later from its start. A seller's page needs no other."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=900, retries=3, trouble=Trouble(0.004, 4, 0.3))
    rules, width = round(w.about(720)), w.pick(3, 4, 6)

    def seller(at: float) -> float:
        return client.call(at, rules + min(9_000, w.tokens(1_500, 0.6)), min(900, w.tokens(260, 0.35)))

    def customer(at: float, sellers: int) -> float:
        if w.rng.random() < 0.04:
            at = loop(w, at, [seller] * w.rng.randint(1, sellers), between_s=0.3) + 15 * MINUTE_S
        return loop(w, at, [seller] * sellers, between_s=0.3)

    sizes = [max(1, min(60, w.tokens(11, 0.8))) for _ in range(w.count(28))]
    for start in w.timer((w.pick(17, 18, 20),), minute=0, weekdays=(5,), late_s=20):
        rows: list[Row] = [partial(customer, sellers=max(1, size + w.rng.randint(-1, 1))) for size in sizes]
        pool(w, start, rows, width, between_s=0.5)


@kind("batchable")
def changed_tables_described_overnight_for_a_catalogue(w: World) -> None:
    """A data catalogue crawls the warehouses of its customers by night, a partition a customer, and has each table
    described anew that has other columns than the day before: six at a time, names, types and samples in, a line a
    column out. Most customers have a handful, after a migration one has two hundred. Stewards confirm them in the
    course of the week. A table is described without the others."""
    client = w.client(w.model(MIDDLE, SMALL, SMALL), max_tokens=1_200, retries=4)
    rules, width, customers = round(w.about(610)), w.pick(4, 6, 6, 10), w.rng.randint(7, 13)

    def table(at: float) -> float:
        return client.call(at, rules + min(6_000, w.tokens(720, 0.6)), min(1_200, w.tokens(230, 0.6)))

    for start in w.timer((w.pick(2, 3, 4),), late_s=15):
        at = start
        for _ in range(customers):
            at += w.draw(75, 0.6)  # the crawl itself
            changed = w.rng.choices((0, 4, 14, 110), (26, 40, 22, 2))[0]
            if changed:
                at = pool(w, at, [table] * w.count(changed, factor=1.6), width, between_s=0.05)


@kind("batchable")
def findings_of_the_nights_scan_given_a_severity(w: World) -> None:
    """A scanner of cloud settings goes over all accounts of its customers at night, and each new finding is given a
    severity, three sentences and a way to mend it in one call: resource and rule in, fields out, so many at once as
    the scheduler's pool has slots. What burns a rule has told the customer already, the rest is on a list that is gone
    through in the course of the week. When the limit is hit the task waits two minutes and goes on where it was. A
    finding needs no other, and all are there when it starts."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=500, retries=4, trouble=Trouble(0.008, 4, 0.35))
    rules, slots = round(w.about(870)), w.pick(8, 10, 16)

    def finding(at: float) -> float:
        said = min(500, w.tokens(145, 0.3))
        return client.call(at, rules + min(2_500, w.tokens(380, 0.5)), said, stop="tool_use", tools=1)

    for start in w.timer((w.pick(0, 1, 2),), minute=w.pick(0, 10, 30), late_s=30):
        rows: list[Row] = [finding] * w.count(105, factor=1.9)
        at = start + w.draw(0.4 * HOUR_S, 0.3)
        half = w.rng.randint(1, len(rows))
        if w.rng.random() < 0.12:
            at, rows = pool(w, at, rows[:half], slots) + 2 * MINUTE_S, rows[half:]
        if rows:
            pool(w, at, rows, slots, between_s=0.02)


@kind("batchable")
def gaps_in_help_centres_told_to_pilot_customers(w: World) -> None:
    """A help desk tries something out with ten customers: each night a small job puts what their readers asked and
    found no answer to into one prompt a customer, and proposes which articles are missing. Two at a time, from a cron
    line on the founder's server. Customers get it in Thursday's mail. About ten rows a night; one needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=2_000, retries=3)
    rules, customers, width = round(w.about(900)), w.rng.randint(8, 13), w.pick(1, 2, 2)

    def gaps(at: float) -> float:
        return client.call(at, rules + min(16_000, w.tokens(4_200, 0.5)), min(2_000, w.tokens(520, 0.35)))

    for start in w.timer((w.pick(3, 4, 5),), late_s=2):
        pool(w, start, [gaps] * max(1, customers - w.rng.choice((0, 0, 1))), width, between_s=0.5)


@kind("batchable")
def trial_accounts_told_to_the_founders(w: World) -> None:
    """A tool for developers has some trials running; at half past five each weekday a script puts what each account did
    yesterday - calls, errors, pages of the docs - into four lines for the founders, all accounts together. They read
    them when they plan the day, or on the train, or not at all. Six to fifteen accounts, more after a launch. An
    account is told without the others, and a day later would do as well."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400, retries=2)
    rules, accounts = round(w.about(480)), w.rng.randint(6, 12)

    def account(at: float) -> float:
        return client.call(at, rules + min(9_000, w.tokens(2_600, 0.7)), min(400, w.tokens(140, 0.3)))

    for start in w.timer((5,), minute=30, weekdays=WEEKDAYS, late_s=3):
        grown = 4 if w.rng.random() < 0.12 else 0
        at_once(w, start + w.draw(2, 0.4), [account] * (accounts + grown + w.rng.randint(-1, 2)), within_s=0.05)
