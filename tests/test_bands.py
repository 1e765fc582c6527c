"""Two programs behind one key and model, told apart by the size of their prompts and the hours at which they come."""

import random
from collections.abc import Iterable

import parting
from norush.params import Params
from norush.warehouse import Warehouse
from norush.workloads import write_workloads
from parting import DAY_US, HOUR_US, START_US

Row = tuple[int, int]
"""When a call starts, in microseconds since the first midnight, and its prompt in tokens."""


def components(rows: Iterable[Row]) -> dict[str, list[int]]:
    """The prompts in each component of a log that has nothing but starts and tokens."""
    given = [(start_us, prompt, 200) for start_us, prompt in rows]
    return {name: [given[place][1] for place in places] for name, places in parting.components(given).items()}


def at_hours(first: int, last: int, calls: int, least: int, most: int, seed: int) -> list[Row]:
    """Calls by chance between two hours of each of ten days, with prompts from `least` to `most` tokens."""
    rng = random.Random(seed)
    return [
        (rng.randrange(10) * DAY_US + rng.randrange(first * HOUR_US, last * HOUR_US), rng.randrange(least, most))
        for _ in range(calls)
    ]


DAY = at_hours(8, 18, 800, 400, 900, 1)


def test_long_prompts_at_night_are_another_program_than_short_ones_by_day() -> None:
    found = components([*DAY, *at_hours(1, 5, 200, 8_000, 16_000, 2)])
    assert {component: len(prompts) for component, prompts in found.items()} == {
        "steady short": 800,
        "steady long": 200,
    }
    assert max(found["steady short"]) < 1_000 < min(found["steady long"])


def test_short_and_long_steps_at_the_same_hours_are_one_program() -> None:
    """A search and the answer to it: each question makes both."""
    answers = [(at + 2_000_000, 8_000 + 5 * prompt) for at, prompt in DAY]
    assert set(components([*DAY, *answers])) == {"steady"}


def test_sizes_without_a_gap_are_one_program() -> None:
    assert set(components([*DAY, *at_hours(1, 5, 200, 700, 1_400, 3)])) == {"steady"}


def test_a_valley_between_sizes_is_as_good_as_a_gap() -> None:
    """A twentieth of the calls lie between 900 and 1,300 tokens, where the two programs' sizes meet."""
    found = components([*DAY, *at_hours(8, 18, 40, 900, 1_200, 5), *at_hours(1, 5, 300, 1_800, 3_400, 6)])
    assert set(found) == {"steady short", "steady long"}
    assert min(len(prompts) for prompts in found.values()) >= 300


def test_a_few_long_prompts_are_no_program() -> None:
    assert set(components([*DAY, *at_hours(1, 5, 42, 8_000, 16_000, 4)])) == {"steady"}


def test_a_call_that_failed_goes_with_most() -> None:
    """It has no tokens: it shows neither size."""
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        warehouse.connection.execute("create table price_models (provider text, model text, model_id text)")
        warehouse.connection.execute(
            f"""
            insert into requests by name
            select
                concat('r', n) as request_id,
                make_timestamptz(
                    {START_US} + n % 10 * {DAY_US} + n * 7919 % 14400 * 1000000
                    + case when n < 300 then 0 else 8 * {HOUR_US} end
                ) as started_at,
                'm' as model, 'standard' as service_tier,
                case when n % 50 = 0 then 0 when n < 300 then 9000 else 500 end as input_tokens,
                0 as cache_read_tokens, 0 as cache_write_5m_tokens, 0 as cache_write_1h_tokens,
                case when n % 50 = 0 then 0 else 100 end as output_tokens,
                case when n % 50 = 0 then 'errored' else 'succeeded' end as status, 'p' as period
            from range(1000) as t (n)
            """
        )
        write_workloads(warehouse, Params())
        rows = warehouse.rows(
            """
            select distinct k.manner
            from keys as k
            where k.is_blank
            """
        )
    assert rows == [(" short",)]


def answered(first: int, last: int, days: int, calls: int, least: int, most: int, seed: int) -> list[parting.Row]:
    """Calls by chance between two hours of so many days, with answers from `least` to `most` tokens."""
    rng = random.Random(seed)
    return [
        (
            rng.randrange(days) * DAY_US + rng.randrange(first * HOUR_US, last * HOUR_US),
            rng.randrange(400, 900),
            rng.randrange(least, most),
        )
        for _ in range(calls)
    ]


def test_long_answers_on_two_days_are_another_program_than_short_ones_on_all() -> None:
    checks = answered(8, 18, 10, 800, 20, 60, 1)
    found = parting.components([*checks, *answered(8, 24, 2, 500, 400, 800, 2)])
    assert {name: len(places) for name, places in found.items()} == {
        "steady short answers": 800,
        "steady long answers": 500,
    }


def test_a_page_that_now_and_then_asks_for_a_long_answer_is_one_program() -> None:
    checks = answered(8, 18, 10, 800, 20, 60, 1)
    assert set(parting.components([*checks, *answered(8, 18, 10, 90, 400, 800, 2)])) == {"steady"}


def test_an_outage_is_no_program_and_a_release_that_makes_answers_longer_is_none() -> None:
    answered_ones = answered(8, 18, 10, 1_500, 300, 700, 3)
    outage = [(at, prompt, 0) for at, prompt, _ in answered(9, 12, 1, 400, 300, 700, 4)]
    assert not [name for name in parting.components([*answered_ones, *outage]) if "answers" in name]
    after = [(at + 12 * DAY_US, prompt, 10 * said) for at, prompt, said in answered(8, 18, 10, 1_500, 300, 700, 5)]
    assert not [name for name in parting.components([*answered_ones, *after]) if "answers" in name]
