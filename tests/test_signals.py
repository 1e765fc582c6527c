"""Signals are measured on traffic whose numbers are known by construction."""

import heapq
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from norush.params import Params
from norush.signals import write_signals
from norush.warehouse import Warehouse
from norush.workloads import write_workloads

pytestmark = pytest.mark.one_in(3)

START_US = int(datetime(2026, 10, 5, 9, tzinfo=UTC).timestamp()) * 1_000_000

_TIME = pl.Datetime("us", "UTC")
SENT: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(("request_id",), pl.String),
    **dict.fromkeys(("started_at", "ended_at"), _TIME),
    "model": pl.String,
    **dict.fromkeys(("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "output_tokens"), pl.Int64),
    **dict.fromkeys(("status", "session_id", "error_type"), pl.String),
    "first_token_at": _TIME,
    "stop_reason": pl.String,
}
"""The columns of `requests` that the calls differ in."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: microseconds since the start of the log, and what a signal looks at."""

    start_us: int
    end_us: int | None
    prompt: int = 1000
    output: int = 100
    cache_read: int = 0
    cache_write: int = 0
    session: str | None = None
    status: str = "succeeded"
    error_type: str | None = None
    first_token_us: int | None = None
    model: str = "m"
    stop: str | None = None


def measure(calls: Iterable[Call], **columns: object) -> dict[str, object]:
    """The signals of one workload made of these calls."""
    with measured(calls) as warehouse:
        (row,) = warehouse.frame("select * from signals").to_dicts()
        return row


@contextmanager
def measured(calls: Iterable[Call]) -> Iterator[Warehouse]:
    """A database in which these calls were loaded and measured."""
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        warehouse.connection.execute("create table price_models (provider text, model text, model_id text)")
        rows = [
            (
                f"r{number:06}",
                _at(call.start_us),
                _at(call.end_us),
                call.model,
                call.prompt - call.cache_read - call.cache_write,
                call.cache_read,
                call.cache_write,
                call.output,
                call.status,
                call.session,
                call.error_type,
                _at(call.first_token_us),
                call.stop,
            )
            for number, call in enumerate(calls)
        ]
        warehouse.append_frame("requests", pl.DataFrame(rows, SENT, orient="row"))
        warehouse.rows(
            "update requests set service_tier = 'standard', cache_write_1h_tokens = 0, period = 'p', "
            "source = 'canonical', tags = map {'team': 'a', 'run': 'eval 7'}"
        )
        write_workloads(warehouse, Params())
        write_signals(warehouse, Params())
        yield warehouse


def _at(after_us: int | None) -> datetime | None:
    return None if after_us is None else datetime.fromtimestamp(0, UTC) + timedelta(microseconds=START_US + after_us)


def tasks(workers: int, count: int, steps: int, seed: int) -> Iterator[Call]:
    """Workers that take the next task 20 ms after their last one is done, and make its steps one after the other."""
    rng = random.Random(seed)
    free_at = [number * 5_000 for number in range(workers)]
    for _ in range(count):
        worker = min(range(workers), key=lambda each: free_at[each])
        for _ in range(steps):
            start, took = free_at[worker], rng.randrange(2_000_000, 9_000_000)
            free_at[worker] = start + took + 20_000
            yield Call(start, start + took, prompt=rng.randrange(500, 3000))


def pool(workers: int, items: int, seed: int = 1) -> Iterator[Call]:
    """Workers that take the next item 20 ms after their last one is done."""
    return tasks(workers, items, 1, seed)


def open_loop(per_s: float, calls: int, seed: int = 2) -> Iterator[Call]:
    """Arrivals by chance, whatever is running."""
    rng, at = random.Random(seed), 0
    for _ in range(calls):
        at += int(rng.expovariate(per_s) * 1_000_000)
        yield Call(at, at + rng.randrange(2_000_000, 9_000_000), prompt=rng.randrange(500, 3000))


def test_signals_are_plain_numbers() -> None:
    """A sum of integers is 128 bits wide in DuckDB and a Decimal in Python, which no rule compares with."""
    assert {type(value).__name__ for value in measure(pool(4, 100)).values()} <= {
        "int",
        "float",
        "str",
        "datetime",
        "NoneType",
    }


def test_a_pool_keeps_the_number_running_steady_and_starts_when_one_ends() -> None:
    found = measure(pool(8, 600))
    assert found["in_flight_mean"] == pytest.approx(7, abs=0.3)
    assert found["in_flight_fano"] < 0.1  # type: ignore[operator]
    assert found["trigger_lift"] > 0.6  # type: ignore[operator]
    assert found["machine_run_share"] == 1.0
    assert found["episodes"] == 1


@pytest.mark.slow
def test_arrivals_by_chance_vary_as_much_as_their_mean() -> None:
    found = measure(open_loop(1.2, 1500))
    assert 0.4 < found["in_flight_fano"] < 1.6  # type: ignore[operator]
    assert found["trigger_lift"] < 0.1  # type: ignore[operator]
    assert 0.6 < found["count_dispersion"] < 1.5  # type: ignore[operator]
    assert found["machine_run_share"] < 0.1  # type: ignore[operator]


def test_a_serial_loop_is_back_to_back() -> None:
    found = measure(Call(n * 3_000_400, n * 3_000_400 + 2_700_000) for n in range(200))
    assert found["back_to_back_share"] == pytest.approx(199 / 200)
    assert found["in_flight_fano"] is None
    assert found["gap_variation"] == pytest.approx(0, abs=1e-6)


def test_in_flight_is_counted_exactly() -> None:
    # 40 calls of 10 s, one a second: from the eleventh on ten run when one starts, minus the one that ends just then
    found = measure(Call(n * 1_000_000, n * 1_000_000 + 10_000_000) for n in range(64))
    # (places 11..31, 32..63; the 64th is alone in its window; until the first of them ends, a pool fills)
    blocks = [[9] * 21, [9] * 32]
    means = [sum(block) / len(block) for block in blocks]
    fanos = [sum((n - mean) ** 2 for n in block) / len(block) / mean for block, mean in zip(blocks, means, strict=True)]
    weights = [len(block) for block in blocks]
    expected = sum(fano * weight for fano, weight in zip(fanos, weights, strict=True)) / sum(weights)
    assert found["in_flight_fano"] == pytest.approx(expected)
    assert found["in_flight_starts"] == 53


def test_an_episode_ends_after_a_minute_of_nothing_since_the_last_end() -> None:
    slow = [Call(0, 50_000_000), Call(100_000_000, 150_000_000)]  # 50 s after an end: the same episode
    apart = [Call(300_000_000, 301_000_000)]  # 150 s after one
    assert measure(slow)["episodes"] == 1
    assert measure(slow + apart)["episodes"] == 2


def test_a_session_that_carries_its_past_along_grows() -> None:
    chain = [
        Call(
            n * 5_000_000, n * 5_000_000 + 4_000_000, prompt=2000 + 300 * n,
            cache_read=1500 + 300 * (n - 1) if n else 0, cache_write=300 if n else 1500, session="s",
        )
        for n in range(20)
    ]  # fmt: skip
    found = measure(chain)
    assert found["in_session_share"] == 1.0
    assert found["session_growth_share"] == 1.0
    assert found["session_quick_share"] == 1.0
    assert found["cache_chain_share"] == 1.0
    assert found["chain_quick_share"] == 1.0


def test_sessions_of_one_call_are_no_sessions() -> None:
    calls = [Call(n * 5_000_000, n * 5_000_000 + 1_000_000, session=f"s{n}") for n in range(20)]
    found = measure(calls)
    assert found["in_session_share"] == 0.0
    assert found["session_growth_share"] is None


def test_without_ends_nothing_is_said_of_them() -> None:
    found = measure(Call(call.start_us, None) for call in pool(8, 100))
    assert found["end_known_share"] == 0
    assert found["level"] == "poor"
    assert found["trigger_lift"] is None
    assert found["back_to_back_share"] is None
    assert found["machine_run_share"] is None
    assert found["count_dispersion"] is not None


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter() -> None:
    calls = [*pool(8, 200), *open_loop(0.5, 200), *[Call(0, 5_000_000), Call(0, 5_000_000)]]
    shuffled = random.Random(3).sample(calls, len(calls))
    assert measure(calls) == measure(shuffled)


def test_runs_that_begin_by_the_clock_agree_on_the_hour() -> None:
    day_us = 86_400_000_000
    nightly = [
        Call(day * day_us + n * 2_000_000, day * day_us + n * 2_000_000 + 1_900_000)
        for day in range(6)
        for n in range(15)
    ]
    found = measure(nightly)
    assert found["start_days"] == 6
    assert found["day_concentration"] == pytest.approx(1, abs=1e-6)
    assert measure(nightly[:60])["day_concentration"] is None  # four days are too few


@pytest.mark.slow
def test_a_clock_of_whole_seconds_shows_no_triggers() -> None:
    """Starts and ends cut down to seconds coincide by the clock, not because one set off the other."""
    cut = [
        Call(call.start_us // 1_000_000 * 1_000_000, (call.end_us or 0) // 1_000_000 * 1_000_000)
        for call in open_loop(3.0, 800)
    ]
    found = measure(cut)
    assert found["level"] == "poor"
    assert found["trigger_lift"] is None
    assert found["back_to_back_share"] is None
    assert found["machine_run_share"] is None


def agents(runs: int, at_once: int, seed: int = 4) -> Iterator[Call]:
    """Runs of a tool loop without session ids, several at once: each prompt holds the last prompt and its answer."""
    rng = random.Random(seed)
    free_at = [number * 700_003 for number in range(at_once)]
    for _ in range(runs):
        worker = min(range(at_once), key=lambda each: free_at[each])
        at, prompt = free_at[worker], rng.randrange(2_000, 9_000)
        for _ in range(rng.randrange(8, 20)):
            answer, took = rng.randrange(60, 400), rng.randrange(1_500_000, 6_000_000)
            yield Call(at, at + took, prompt=prompt, output=answer)
            prompt += answer + rng.randrange(50, 600)
            at += took + rng.randrange(20_000, 120_000)
        free_at[worker] = at + 200_000


@pytest.mark.slow
def test_chains_without_session_ids_grow_and_independent_work_does_not() -> None:
    assert measure(agents(12, 1))["hidden_growth_share"] > 0.25  # type: ignore[operator]
    assert measure(agents(40, 6))["hidden_growth_share"] > 0.12  # type: ignore[operator]
    assert abs(measure(pool(8, 600))["hidden_growth_share"]) < 0.07  # type: ignore[arg-type]
    assert abs(measure(open_loop(1.2, 900))["hidden_growth_share"]) < 0.07  # type: ignore[arg-type]


def test_an_end_that_is_not_logged_is_estimated() -> None:
    """0.8 s and then 65 tokens a second: 650 tokens take 10.8 s, so of calls 4 s apart two more always run."""
    found = measure(Call(n * 4_000_100, None, output=650) for n in range(64))
    assert found["in_flight_mean"] == 2
    assert found["in_flight_fano"] == 0


def failing(last: str = "canceled", **of_the_last: str | None) -> list[Call]:
    """Eight calls that went well, one every hundred seconds, and then four that did not."""
    good = [Call(n * 100_000_000, n * 100_000_000 + 5_000_000) for n in range(8)]
    bad = Call(0, 0, prompt=0, output=0, status="errored", error_type="rate_limit_error")
    return [
        *good,
        replace(bad, start_us=900_000_000, end_us=901_000_000),
        replace(bad, start_us=903_000_000, end_us=904_000_000),
        replace(bad, start_us=1_300_000_000, end_us=1_310_000_000, error_type="APITimeoutError"),
        replace(
            bad, start_us=1_600_000_000, end_us=1_601_000_000, status=last, error_type=of_the_last.get("error_type")
        ),
    ]


def test_failed_calls_are_told_apart_by_what_became_of_them() -> None:
    found = measure(failing())
    assert found["failed_share"] == pytest.approx(4 / 12)
    assert found["canceled_share"] == pytest.approx(1 / 12)
    assert found["rate_limited_share"] == pytest.approx(2 / 12)
    assert found["timed_out_share"] == pytest.approx(1 / 12)
    # after the first of them a call began within a minute; after the others none did, or none at all
    assert found["tried_again_share"] == pytest.approx(1 / 4)


def test_why_a_call_failed_is_unknown_where_no_failed_call_says_why() -> None:
    found = measure([replace(call, error_type=None) for call in failing()])
    assert found["rate_limited_share"] is None
    assert found["timed_out_share"] is None
    assert found["canceled_share"] == pytest.approx(1 / 12)
    well = measure(failing()[:8])
    assert well["rate_limited_share"] == 0
    assert well["tried_again_share"] is None


@pytest.mark.parametrize("error", ["429", "RateLimitError", "ThrottlingException", "Too Many Requests", "quota"])
def test_a_call_turned_away_is_recognised_however_it_is_called(error: str) -> None:
    assert measure(failing("errored", error_type=error))["rate_limited_share"] == pytest.approx(3 / 12)


def test_first_tokens_are_measured_from_the_start() -> None:
    firsts = (400_000, 800_000, 1_200_000, 1_600_000, None, None, None, None)
    starts = [n * 100_000_000 for n in range(8)]
    calls = [
        Call(start, start + 9_000_000, first_token_us=None if first is None else start + first)
        for start, first in zip(starts, firsts, strict=True)
    ]
    found = measure(calls)
    assert found["first_token_known_share"] == 0.5
    assert found["mean_first_token_s"] == pytest.approx(1.0)
    assert found["first_token_under_1s_share"] == 0.5
    assert measure(calls[4:])["mean_first_token_s"] is None


def test_prompts_of_one_length_do_not_vary() -> None:
    apart = [Call(n * 100_000_000, n * 100_000_000 + 900_000, prompt=(500, 1500)[n % 2], output=50) for n in range(20)]
    found = measure(apart)
    assert found["prompt_variation"] == pytest.approx(0.5)
    assert found["output_to_prompt"] == pytest.approx(0.05)
    assert found["under_1s_share"] == 1.0
    assert measure([replace(call, prompt=700) for call in apart])["prompt_variation"] == pytest.approx(0, abs=1e-6)


def test_runs_of_one_size_are_alike_and_the_hour_is_known() -> None:
    day_us = 86_400_000_000
    runs = [
        Call(day * day_us + n * 2_000_000, day * day_us + n * 2_000_000 + 1_900_000)
        for day, size in enumerate((30, 40, 30, 24, 26, 30))
        for n in range(size)
    ]
    found = measure(runs)
    assert found["same_size_share"] == pytest.approx(90 / 180)
    assert found["day_hour"] == pytest.approx(9, abs=1e-3)  # the log starts at nine
    assert found["model_count"] == 1


def test_models_are_counted_and_compared() -> None:
    calls = [Call(n * 2_000_000, n * 2_000_000 + 1_900_000, model="a" if n % 4 else "b") for n in range(40)]
    found = measure(calls)
    assert found["model_count"] == 2
    assert found["model_evenness"] == pytest.approx(10 / 30)


def test_hints_are_of_the_first_hundred_calls() -> None:
    with measured(Call(n * 2_000_000, n * 2_000_000 + 1_900_000) for n in range(150)) as warehouse:
        found = warehouse.rows("select field, name, calls, of_calls from hints order by field, name")
    assert found == [
        ("model", "m", 100, 100),
        ("source", "canonical", 100, 100),
        ("tag", "run eval 7", 100, 100),
        ("tag", "team a", 100, 100),
    ]


def reports(customers: int, seed: int = 9) -> Iterator[Call]:
    """A first section a customer, six more side by side, and a page that holds all seven; then the next customer."""
    rng, at = random.Random(seed), 0
    for _ in range(customers):
        prompt, parts = rng.randrange(4_000, 12_000), []
        for section in range(7):
            took, answer = rng.randrange(6_000_000, 9_000_000), rng.randrange(200, 260)
            parts.append(answer)
            yield Call(at, at + took, prompt=prompt + rng.randrange(40), output=answer)
            at += took + 30_000 if section == 0 else 2_000
        at += 9_500_000
        yield Call(at, at + 8_000_000, prompt=prompt + sum(parts), output=230)
        at += 8_050_000


@pytest.mark.slow
def test_a_chain_has_links_and_parts_put_together_have_none() -> None:
    chain, put_together = measure(agents(40, 6)), measure(reports(60))
    assert chain["hidden_growth_share"] > 0.12  # type: ignore[operator]
    assert chain["hidden_link_share"] > 0.3  # type: ignore[operator]
    assert put_together["hidden_growth_share"] > 0.12  # type: ignore[operator]
    assert abs(put_together["hidden_link_share"]) < 0.15  # type: ignore[arg-type]


def suite(runs: int, cases: int, *, is_same: bool, seed: int = 5) -> Iterator[Call]:
    """Cases one after the other, each as long as the one before with its answer; each run has the same ones, or not."""
    rng, at = random.Random(seed), 0
    for _ in range(runs):
        rng, prompt = (random.Random(seed) if is_same else rng), 500
        for _ in range(cases):
            prompt += 230 + rng.randrange(60)
            yield Call(at, at + 3_000_000, prompt=prompt, output=230)
            at += 3_100_000
        at += 3_600_000_000


def test_a_list_gone_through_again_is_no_chain() -> None:
    again, anew = measure(suite(20, 12, is_same=True)), measure(suite(20, 12, is_same=False))
    assert anew["hidden_growth_share"] > 0.5  # type: ignore[operator]
    assert again["hidden_growth_share"] == 0


@pytest.mark.slow
def test_a_list_is_of_one_size_each_day_and_people_are_not() -> None:
    day_us, rng = 86_400_000_000, random.Random(3)

    def days(sizes: Iterable[int]) -> list[Call]:
        return [
            Call(day * day_us + n * 3_000_000, day * day_us + n * 3_000_000 + 2_000_000)
            for day, size in enumerate(sizes)
            for n in range(size)
        ]

    assert measure(days([20] * 8))["day_size_fano"] == pytest.approx(0)
    found = measure(days([10, 30] * 4))
    assert (found["sized_days"], found["mean_day_requests"]) == (8, 20)
    assert found["day_size_fano"] == pytest.approx(5)  # ten either way of twenty: 100 / 20
    by_chance = measure(days(sum(rng.random() < 0.02 for _ in range(1_000)) for _ in range(20)))
    assert 0.5 < by_chance["day_size_fano"] < 2  # type: ignore[operator]
    few = measure(days([20] * 4))
    assert few["day_size_fano"] is None  # four days are too few
    assert few["day_size_unevenness"] == 2


def test_even_intervals_are_measured_in_seconds() -> None:
    four_hours_us = 14_400_000_000
    runs = [
        Call(run * four_hours_us + n * 2_000_000, run * four_hours_us + n * 2_000_000 + 1_500_000)
        for run in range(16)
        for n in range(5)
    ]
    found = measure(runs)
    assert found["interval_share"] == 1
    assert found["even_interval_s"] == pytest.approx(14_400)


@pytest.mark.slow
def test_calls_sent_together_are_more_than_their_rate_explains() -> None:
    assert abs(measure(open_loop(4.0, 600))["together_lift"]) < 0.06  # type: ignore[arg-type]
    waves = [
        Call(wave * 12_000_000 + n * 20_000, wave * 12_000_000 + 9_000_000) for wave in range(20) for n in range(12)
    ]
    assert measure(waves)["together_lift"] > 0.4  # type: ignore[operator]


@pytest.mark.slow
def test_a_burst_of_a_service_is_a_part_of_what_its_program_sends() -> None:
    assert measure(pool(8, 300))["strand_share"] == 1
    day_us = 86_400_000_000
    service = [Call(n * 900_000_000, n * 900_000_000 + 2_000_000, prompt=900) for n in range(480)]
    job = [Call(2 * day_us + n * 1_000_000 + 7, 2 * day_us + n * 1_000_000 + 991_700, prompt=1_700) for n in range(200)]
    with measured([*service, *job]) as warehouse:
        shares = [share for (share,) in warehouse.rows("select strand_share from signals order by 1")]
    assert shares == pytest.approx([200 / 680, 480 / 680])


def test_a_program_that_goes_on_with_another_model_is_followed_by_itself() -> None:
    rng = random.Random(3)
    day_us = 86_400_000_000

    def by_day(first: int, last: int, model: str) -> Iterator[Call]:
        for _ in range(60 * (last - first)):
            at = rng.randrange(first * day_us, last * day_us)
            yield Call(at, at + 4_000_000, model=model)

    def followed(*parts: Iterable[Call]) -> dict[str, int]:
        with measured(call for part in parts for call in part) as warehouse:
            return dict(
                warehouse.rows("select model, successors from signals join workloads using (workload_id)"),
            )

    assert followed(by_day(0, 3, "older"), by_day(3, 20, "newer")) == {"older": 1, "newer": 0}
    assert followed(by_day(0, 3, "older"), by_day(0, 20, "other")) == {"older": 0, "other": 0}


def test_silent_days_count_where_the_log_has_two_weeks_of_them_and_the_workload_is_not_new() -> None:
    rng = random.Random(4)
    day_us = 86_400_000_000
    midnight = -START_US % day_us

    def silent(log_days: int, first: int, days: int) -> dict[str, float | None]:
        """A service that is there every day, and a list of some days beside it."""
        service = [day * day_us + rng.randrange(day_us) for day in range(log_days) for _ in range(40)]
        jobs = [day * day_us + rng.randrange(day_us) for day in range(first, first + days) for _ in range(130)]
        calls = [
            Call(midnight + at, midnight + at + 100_000, model=model)
            for model, starts in (("service", service), ("list", jobs))
            for at in starts
        ]
        with measured(calls) as warehouse:
            rows = warehouse.rows("select model, silent_day_share from signals join workloads using (workload_id)")
        return dict(rows)

    assert silent(20, first=1, days=3) == {"service": 0, "list": pytest.approx(17 / 20)}
    assert silent(14, first=1, days=3) == {"service": 0, "list": pytest.approx(11 / 14)}
    assert silent(13, first=1, days=3) == {"service": None, "list": None}
    assert silent(20, first=15, days=5) == {"service": 0, "list": 0}  # to the end: it might be new


@pytest.mark.slow
def test_a_timer_that_is_late_and_runs_by_hand_as_well_begins_about_one_hour_mostly() -> None:
    rng = random.Random(6)
    day_us, hour_us = 86_400_000_000, 3_600_000_000

    def runs(starts: Iterable[int]) -> list[Call]:
        return [Call(at + n * 1_000_000, at + n * 1_000_000 + 900_000) for at in sorted(starts) for n in range(20)]

    nights = [day * day_us + 2 * hour_us + rng.randrange(hour_us // 3) for day in range(20)]
    by_hand = [day * day_us + 11 * hour_us + rng.randrange(5 * hour_us) for day in range(0, 20, 5)]
    timer = measure(runs(nights + by_hand))
    assert timer["usual_hour_share"] == pytest.approx(20 / 24)
    assert timer["day_concentration"] < 0.9  # type: ignore[operator]
    people = [day * day_us + 8 * hour_us + rng.randrange(9 * hour_us) for day in range(20)]
    assert measure(runs(people))["usual_hour_share"] < 0.4  # type: ignore[operator]
    assert measure(runs(nights[:4]))["usual_hour_share"] is None
    one_big_day = [
        *runs(people[:5]),
        *(Call(9 * day_us + n * 500_000, 9 * day_us + n * 500_000 + 400_000) for n in range(400)),
    ]
    assert measure(one_big_day)["usual_hour_share"] == 0


def test_a_form_beside_a_writer_is_no_chain() -> None:
    """Two models: one answers with a tool's form always, one never. Together nine in ten answers ask for a tool."""
    form, writer = {"model": "form", "stop": "tool_use"}, {"model": "writer", "stop": "end_turn"}
    rows = [replace(call, **(form if n % 10 else writer)) for n, call in enumerate(pool(8, 400))]  # type: ignore[arg-type]
    with measured(rows) as warehouse:
        (shape,) = warehouse.row("select distinct shape from burst_shapes where calls = 400")
    assert shape == "bursts"


@pytest.mark.slow
def test_a_limit_on_tokens_paces_by_the_prompt() -> None:
    """A bucket of 500 prompt tokens a second: the next call leaves when its own tokens are there."""
    rng, at, limited = random.Random(5), 0, []
    for _ in range(200):
        prompt = rng.randrange(400, 6_000)
        at += prompt * 2_000 + rng.randrange(20_000)
        limited.append(Call(at, at + rng.randrange(1_000_000, 9_000_000), prompt=prompt))
    assert measure(limited)["token_pace_correlation"] > 0.95  # type: ignore[operator]
    assert abs(measure(open_loop(0.4, 400))["token_pace_correlation"]) < 0.3  # type: ignore[arg-type]
    few = measure(limited[:40])
    assert (few["token_pace_correlation"], few["token_pacing"]) == (None, 0)


@pytest.mark.slow
def test_a_session_whose_calls_hold_answers_not_yet_given_was_recorded() -> None:
    live = [Call(n * 60_000_007 + 7, n * 60_000_007 + 5_000_000, 1_000 + 300 * n, 280, session="s") for n in range(40)]
    again = [replace(call, start_us=n * 1_000_007 + 7, end_us=n * 1_000_007 + 5_000_000) for n, call in enumerate(live)]
    assert measure(live)["session_ahead_share"] == 0
    found = measure(again)
    assert (found["session_growth_share"], found["session_ahead_share"]) == (1, 1)
    unknown = measure(replace(call, end_us=None) for call in again)
    assert (unknown["session_ahead_share"], unknown["session_ahead"]) == (None, 0)


def visits(people: int, pause_s: tuple[float, float], seed: int = 6) -> Iterator[Call]:
    """Somebody comes every twenty minutes, asks five times, and thinks for so long after each answer."""
    rng = random.Random(seed)
    for number in range(people):
        at = number * 1_200_000_000 + rng.randrange(400_000_000)
        for _ in range(5):
            took = rng.randrange(2_000_000, 9_000_000)
            yield Call(at, at + took, prompt=rng.randrange(500, 3000))
            at += took + int(rng.uniform(*pause_s) * 1_000_000)


@pytest.mark.slow
def test_people_come_back_after_pauses_of_all_lengths_and_chance_and_pools_do_not() -> None:
    people = measure(visits(40, (12, 90)))
    assert people["pause_lift"] > 0.3  # type: ignore[operator]
    assert people["pause_variation"] > 0.4  # type: ignore[operator]
    sleeping = measure(visits(40, (30, 33)))
    assert sleeping["pause_lift"] > 0.3  # type: ignore[operator]
    assert sleeping["pause_variation"] < 0.1  # type: ignore[operator]
    for other in (open_loop(1 / 120, 400), open_loop(0.05, 400), pool(4, 300)):
        assert measure(other)["pause_lift"] < 0.05  # type: ignore[operator]
    assert measure(visits(8, (12, 90)))["pause_lift"] is None


def hour_by_hour(runs: Iterable[Iterable[Call]]) -> Iterator[Call]:
    """One run an hour after the other."""
    for number, run in enumerate(runs):
        later_us = number * 3_600_000_000
        for call in run:
            yield replace(call, start_us=call.start_us + later_us, end_us=(call.end_us or 0) + later_us)


@pytest.mark.slow
def test_a_list_ends_at_once_and_chains_of_steps_go_on_alone() -> None:
    listed = measure(hour_by_hour(pool(5, 60, seed) for seed in range(4)))
    stepped = measure(hour_by_hour(tasks(5, 7, 12, seed) for seed in range(4)))
    assert listed["ended_runs"] == stepped["ended_runs"] == 4
    assert listed["dwindling_calls"] == 0
    assert stepped["dwindling_calls"] > 1  # type: ignore[operator]
    assert measure(pool(2, 100))["ended_runs"] is None, "of two workers, one other runs"


def test_the_last_answer_of_a_run_stands_out_where_tasks_come_to_a_conclusion() -> None:
    def concluded(seed: int) -> list[Call]:
        """Three at a time from a list, four to ten steps each, of which the last says most."""
        rng = random.Random(seed)
        rows, free = [], [rng.randrange(2_000_000) for _ in range(3)]
        for _ in range(20):
            at = heapq.heappop(free)
            steps = rng.randrange(4, 11)
            for step in range(1, steps + 1):
                end = at + rng.randrange(2_000_000, 6_000_000)
                said = rng.randrange(300, 600) if step == steps else rng.randrange(60, 200)
                rows.append(Call(at, end, output=said))
                at = end + 500_000
            heapq.heappush(free, at)
        return rows

    def summed_up(seed: int) -> list[Call]:
        """A list whose answers are put together at its end."""
        rows = [replace(call, output=100 + call.start_us % 97) for call in pool(3, 100, seed)]
        last = max(call.end_us or 0 for call in rows)
        return [*rows, Call(last + 1_000_000, last + 9_000_000, output=900)]

    agent = measure(hour_by_hour(concluded(seed) for seed in range(12)))
    assert agent["last_answer_runs"] == 12
    assert agent["last_answer_place"] > 0.85  # type: ignore[operator]
    assert agent["last_answer_lead"] > 4  # type: ignore[operator]
    assert agent["last_answer_alone_share"] < 0.3  # type: ignore[operator]
    listed = measure(
        replace(call, output=60 + random.Random(call.start_us).randrange(500))
        for call in hour_by_hour(pool(3, 100, seed) for seed in range(12))
    )
    assert abs(listed["last_answer_lead"]) < 3  # type: ignore[arg-type]
    once = measure(hour_by_hour(summed_up(seed) for seed in range(12)))
    assert once["last_answer_alone_share"] == 1
    assert measure(pool(1, 10))["last_answer_runs"] is None


def test_a_list_gone_through_again_with_another_prompt_is_no_chain() -> None:
    """The sizes of its items go up and down as before, all of them moved by as much as the prompt is longer."""
    rng = random.Random(3)
    items = [500 + 40 * n + rng.randrange(900) for n in range(40)]
    rows, at = [], 0
    for moved in range(0, 1_400, 140):
        for item in items:
            rows.append(Call(at, at + 3_000_000, prompt=item + moved, output=90))
            at += 3_020_000
        at += 900_000_000
    assert measure(rows)["hidden_growth_share"] == 0


def test_main_episodes_and_hours_leave_out_the_few_calls_of_a_neighbour() -> None:
    hour_us = 3_600_000_000

    def run(at: int, calls: int) -> list[Call]:
        return [Call(at + n * 2_000_000, at + n * 2_000_000 + 1_000_000) for n in range(calls)]

    job = [call for day in range(4) for call in run(day * 24 * hour_us, 100)]
    strays = [call for n in range(20) for call in run((4 * n + 2) * hour_us, 1)]
    alone, beside = measure(job), measure(job + strays)
    assert alone["main_episodes"] == alone["episodes"] == 4
    assert alone["main_hour_share"] == alone["active_hour_share"] == pytest.approx(4 / 73)
    # 400 of 420 calls are 95%
    assert (beside["episodes"], beside["main_episodes"]) == (24, 4)
    assert beside["main_hour_share"] == pytest.approx(4 / 73)
    service = [call for n in range(100) for call in run(n * hour_us, 1)]
    assert measure(service)["main_episodes"] == 95
    one_run = measure(run(0, 4_000) + run(17 * 24 * hour_us, 1))
    assert (one_run["main_episodes"], one_run["main_hour_share"]) == (1, 1)


def fetched(workers: int, items: int, wait_s: float, seed: int = 5) -> Iterator[Call]:
    """Workers that fetch for a while before each call, and take the next item when it is answered."""
    rng = random.Random(seed)
    for _worker in range(workers):
        at = rng.randrange(int(wait_s * 1_000_000))
        for _ in range(items // workers):
            at += int(rng.lognormvariate(0, 0.6) * wait_s * 1_000_000)
            took = rng.randrange(2_000_000, 9_000_000)
            yield Call(at, at + took, prompt=rng.randrange(500, 3000))
            at += took


def test_a_few_workers_that_fetch_for_minutes_are_more_even_than_people_who_come_as_chance_has_it() -> None:
    workers = measure(fetched(3, 900, 240))
    assert workers["stretch_dispersion"] < 0.7  # type: ignore[operator]
    assert workers["stretch_evenness"] > 2  # type: ignore[operator]
    # another rate in each half changes nothing: neighbours are compared
    halves = list(fetched(2, 400, 240)) + [
        replace(call, start_us=call.start_us + 90_000_000_000, end_us=(call.end_us or 0) + 90_000_000_000)
        for call in fetched(6, 900, 240)
    ]
    assert measure(halves)["stretch_evenness"] > 2  # type: ignore[operator]
    people = measure(open_loop(1 / 80, 900))
    assert abs(people["stretch_evenness"]) < 2  # type: ignore[arg-type]
    assert people["stretch_dispersion"] == pytest.approx(1, abs=0.3)
    crowded = measure(
        replace(call, start_us=call.start_us + number * 70_000_000, end_us=(call.end_us or 0) + number * 70_000_000)
        for visit in open_loop(1 / 700, 120)
        for number, call in enumerate([visit] * (visit.start_us % 12))
    )
    assert crowded["stretch_dispersion"] > 1.5  # type: ignore[operator]
    # what follows within a minute is measured by its counts, and a few calls are not measured
    assert measure(pool(4, 300))["stretch_evenness"] is None
    assert measure(fetched(3, 90, 240))["stretch_evenness"] is None


def test_one_after_the_other_never_overlaps_though_chance_would_have_it() -> None:
    def paused(seed: int = 4) -> Iterator[Call]:
        rng, at = random.Random(seed), 0
        for _ in range(400):
            took = rng.randrange(20_000_000, 40_000_000)
            yield Call(at, at + took, prompt=rng.randrange(500, 3000))
            at += took + 2_000_000 + int(rng.expovariate(1 / 12) * 1_000_000)

    assert measure(paused())["logged_alone_lift"] > 0.3  # type: ignore[operator]
    assert abs(measure(open_loop(0.1, 400))["logged_alone_lift"]) < 0.1  # type: ignore[arg-type]
    assert measure(pool(4, 300))["logged_alone_lift"] <= 0.05  # type: ignore[operator]
    assert measure(replace(call, end_us=None) for call in paused())["logged_alone_lift"] == 0, "unknown"


def test_a_list_that_is_gone_through_again_is_seen_and_other_runs_of_as_many_are_not() -> None:
    def gone_through(longer: int, items: list[int]) -> Iterator[Call]:
        for call, item in zip(pool(4, len(items), longer + 1), items, strict=True):
            yield replace(call, prompt=item + longer)

    rng = random.Random(8)
    items = [rng.randrange(500, 3000) for _ in range(80)]
    again = measure(hour_by_hour(gone_through(longer, items) for longer in (0, 0, 120)))
    assert again["repeated_list_share"] > 0.6  # type: ignore[operator]
    assert again["repeated_list_rows"] > 40  # type: ignore[operator]
    other = measure(hour_by_hour(gone_through(0, [rng.randrange(500, 3000) for _ in items]) for _ in range(3)))
    assert other["repeated_list_share"] == 0
    few = measure(hour_by_hour(gone_through(0, [rng.choice((700, 1400, 2100)) for _ in items]) for _ in range(3)))
    assert few["repeated_list_rows"] < 40  # type: ignore[operator]
    # six questions on each of many documents: a form repeats within its run
    form = [base + part for base in (rng.randrange(500, 9000) for _ in range(20)) for part in (0, 40, 90, 70, 210, 160)]
    other_form = [
        base + part for base in (rng.randrange(500, 9000) for _ in range(20)) for part in (0, 40, 90, 70, 210, 160)
    ]
    forms = measure(hour_by_hour(gone_through(0, each) for each in (form, other_form)))
    assert forms["repeated_list_share"] < 0.1  # type: ignore[operator]
    assert measure(pool(4, 80))["repeated_list_share"] is None
