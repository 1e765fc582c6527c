"""A job that somebody sends now and then through a key that a service uses all day, where a log has starts alone."""

import random

from parting import DAY_US, HOUR_US, Row, components


def chat(calls: int = 2_400) -> list[Row]:
    """People through the hours of twenty days, now and then several within seconds."""
    rng = random.Random(1)
    rows: list[Row] = []
    while len(rows) < calls:
        at = rng.randrange(20) * DAY_US + rng.randrange(8 * HOUR_US, 18 * HOUR_US)
        for _ in range(rng.choice((1, 1, 1, 2, 8))):
            rows.append((at, round(1_000 * rng.lognormvariate(0, 0.6)), rng.randrange(150, 350)))
            at += rng.randrange(100_000, 6_000_000)
    return rows


def runs(prompt: int, answer: int, episodes: int = 3, calls: int = 400) -> list[Row]:
    """A list sent by day, on some days, as fast as limits and retries let it: clumped, and at no set hour."""
    rng = random.Random(2)
    rows: list[Row] = []
    for episode in range(episodes):
        at = (3 + 5 * episode) * DAY_US + rng.randrange(9 * HOUR_US, 17 * HOUR_US)
        for _ in range(calls):
            rows.append((at, round(prompt * rng.lognormvariate(0, 0.4)), round(answer * rng.lognormvariate(0, 0.4))))
            at += round(1_000_000 * rng.lognormvariate(-1, 1.5))
    return rows


def parted(job: list[Row]) -> tuple[float, float]:
    """The share of a job's calls that is parted from the chat, and the chat's share of what is."""
    service = chat()
    found = components(service + job)
    assert sorted(found) == ["bursts", "steady"]
    own = [place >= len(service) for place in found["bursts"]]
    return sum(own) / len(job), 1 - sum(own) / len(own)


def test_long_runs_of_another_size_are_a_workload_beside_the_service() -> None:
    of_the_job, of_the_service = parted(runs(1_700, 120))
    assert of_the_job >= 0.99
    assert of_the_service <= 0.02


def test_long_runs_of_the_same_size_are_a_peak_of_the_service() -> None:
    assert sorted(components(chat() + runs(1_100, 240))) == ["steady"]


def test_short_bursts_of_another_size_belong_to_the_service() -> None:
    # a page that asks for ten answers at once
    assert sorted(components(chat() + runs(1_500, 40, episodes=15, calls=10))) == ["steady"]


def test_runs_of_a_job_are_told_from_short_peaks_of_the_service_by_their_size() -> None:
    # prompts less than twice as long, sixty calls a run beside peaks of eight: neither parts them by itself
    of_the_job, of_the_service = parted(runs(1_700, 130, episodes=6, calls=60))
    assert of_the_job >= 0.95
    assert of_the_service <= 0.05


def test_runs_of_another_size_that_are_a_quarter_of_all_are_peaks_of_the_service_like_the_others() -> None:
    alike, other = runs(1_050, 240, episodes=6, calls=60), runs(1_900, 100, episodes=1, calls=120)
    assert sorted(components(chat() + alike + other)) == ["steady"]


def test_two_jobs_of_a_key_whose_prompts_are_of_two_sizes_stay_two() -> None:
    small, large = runs(1_700, 130, episodes=4, calls=60), runs(5_000, 130, episodes=4, calls=60)
    on_other_days = [(at + 2 * DAY_US, prompt, answer) for at, prompt, answer in large]
    found = components(chat() + small + on_other_days)
    assert sorted(found) == ["bursts of 2048 tokens", "bursts of 4096 tokens", "steady"]


def crowds(days: int = 20) -> list[Row]:
    """People who come at nine each morning, as many as over two hours of the day, and ask what they ask all day."""
    rng = random.Random(4)
    rows: list[Row] = []
    for day in range(days):
        for _ in range(25):
            at = day * DAY_US + 9 * HOUR_US + round(rng.expovariate(1 / 300) * 1_000_000)
            rows.append((at, round(1_000 * rng.lognormvariate(0, 0.6)), rng.randrange(150, 350)))
    return rows


def nightly(prompt: int, answer: int, lengths: list[int]) -> list[Row]:
    """A list at two each night, one call after the other, of so many rows."""
    rng = random.Random(5)
    rows: list[Row] = []
    for day, length in enumerate(lengths):
        at = day * DAY_US + 2 * HOUR_US + rng.randrange(20_000_000)
        for _ in range(length):
            rows.append((at, round(prompt * rng.lognormvariate(0, 0.3)), round(answer * rng.lognormvariate(0, 0.3))))
            at += rng.randrange(4_000_000, 9_000_000)
    return rows


def test_people_who_come_at_a_set_time_with_what_they_ask_all_day_are_no_job_of_a_timer() -> None:
    service = [row for row in chat() if row[0] % DAY_US // HOUR_US != 9]
    assert sorted(components(service + crowds())) == ["steady"]


def test_a_night_of_far_more_rows_than_the_others_is_of_the_same_timed_job() -> None:
    service = chat()
    job = nightly(3_000, 200, [40] * 19 + [400])
    found = components(service + job)
    assert sorted(found) == ["steady", "timed"]
    assert len([place for place in found["timed"] if place >= len(service)]) >= 0.98 * len(job)


def evaluated(times: int, calls: int = 120, prompt_changes: bool = True) -> list[Row]:
    """A service's own prompt put to a fixed list of its questions, four at once, on some afternoons."""
    rng = random.Random(7)
    cases = [round(1_000 * rng.lognormvariate(0, 0.6)) for _ in range(calls)]
    rows: list[Row] = []
    for run in range(times):
        at = (2 + 4 * run) * DAY_US + rng.randrange(9 * HOUR_US, 17 * HOUR_US)
        for case in cases if prompt_changes else [round(1_000 * rng.lognormvariate(0, 0.6)) for _ in range(calls)]:
            rows.append((at, case + 37 * run, rng.randrange(150, 350)))
            at += round(1_000_000 * rng.lognormvariate(-0.4, 1.2))
    return rows


def test_a_list_that_is_gone_through_again_is_a_job_though_its_calls_are_the_services() -> None:
    service = chat()
    found = components(service + evaluated(4))
    assert sorted(found) == ["repeated bursts", "steady"]
    own = [place >= len(service) for place in found["repeated bursts"]]
    assert sum(own) >= 0.98 * 480
    assert sum(own) >= 0.98 * len(own)
    # as many, of the same sizes, but others each time: a peak of the service, for all that the log tells
    assert sorted(components(service + evaluated(4, prompt_changes=False))) == ["steady"]


def test_a_timer_at_an_hour_of_its_own_has_a_job_though_its_calls_are_as_large_as_the_services() -> None:
    service = chat(6_000)
    found = components(service + nightly(1_100, 240, [120] * 18))
    assert sorted(found) == ["steady", "timed"]
    assert len([place for place in found["timed"] if place >= len(service)]) >= 0.95 * 120 * 18


def test_one_worker_that_goes_through_a_list_again_is_parted_too() -> None:
    service = chat()
    job = [(at, prompt, 200) for at, prompt, _ in evaluated(5)]
    paced = [(job[n - n % 120][0] + (n % 120) * 4_000_000, prompt, said) for n, (_, prompt, said) in enumerate(job)]
    found = components(service + paced)
    assert [name for name in found if name.startswith("repeated ")]
