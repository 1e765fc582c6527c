"""Two programs behind one key and model, told apart by the client that they call with."""

import random
from collections.abc import Iterable

import pyarrow as pa

from norush.params import Params
from norush.warehouse import Warehouse
from norush.workloads import write_workloads

START_US = 1_791_190_800_000_000
MINUTE_US = 60_000_000
DAY_US = 86_400_000_000

Row = tuple[int, str | None]
"""When a call starts, in microseconds since the start of the log, and its user agent."""

CHAT, JOB = "Anthropic/JS 0.66.1", "AsyncAnthropic/Python 0.71.0"


def components(rows: Iterable[Row]) -> dict[tuple[str, str | None], int]:
    """How many calls of each user agent are in each component."""
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        warehouse.connection.execute("create table price_models (provider text, model text, model_id text)")
        starts, agents = zip(*rows, strict=True)
        warehouse.connection.register(
            "given", pa.table({"number": pa.array(range(len(starts))), "start_us": starts, "user_agent": agents})
        )
        warehouse.connection.execute(
            """
            insert into requests by name
            select
                concat('r', number) as request_id, make_timestamptz(start_us) as started_at, 'm' as model, user_agent,
                make_timestamptz(start_us + 3000000 + number * 7919 % 4000000) as ended_at, 'standard' as service_tier,
                900 + number * 104729 % 300 as input_tokens, 0 as cache_read_tokens, 0 as cache_write_5m_tokens,
                0 as cache_write_1h_tokens, 80 + number * 31 % 40 as output_tokens, 'succeeded' as status, 'p' as period
            from given
            """
        )
        write_workloads(warehouse, Params())
        found = warehouse.rows(
            """
            select w.component, r.user_agent, count(*)
            from requests as r
            join workloads as w on w.workload_id = r.workload_id
            group by all
            """
        )
    return {(component, agent): calls for component, agent, calls in found}


def chat(agent: str | None, calls: int = 2_000) -> list[Row]:
    """A service by day: calls by chance over five days."""
    rng = random.Random(1)
    return [(START_US + rng.randrange(5 * DAY_US), agent) for _ in range(calls)]


def small_job(agent: str | None) -> list[Row]:
    """Ten rows each morning, one by one, in the busy hour of the chat and with prompts and answers like its own."""
    return [(START_US + day * DAY_US + n * 8_000_000, agent) for day in range(5) for n in range(10)]


def test_a_small_job_in_a_busy_hour_is_told_by_its_client() -> None:
    assert components([*chat(CHAT), *small_job(JOB)])[("steady by anthropic/js", CHAT)] == 2_000
    alike = components([*chat(CHAT), *small_job(CHAT)])
    assert set(alike) == {("steady", CHAT)}, "the same job behind the same client can be told by nothing"


def test_no_workload_holds_two_clients() -> None:
    found = components([*chat(CHAT), *small_job(JOB)])
    assert all(("by anthropic/js" in component) == (agent == CHAT) for component, agent in found)


def test_a_new_version_of_a_client_is_the_same_client() -> None:
    rows = chat(CHAT)
    newer = [(at, "Anthropic/JS 0.70.0 (linux)" if at > START_US + DAY_US else agent) for at, agent in rows]
    assert {component for component, _ in components(newer)} == {"steady"}


def test_a_few_calls_tried_by_hand_rename_nothing() -> None:
    tried: list[Row] = [(START_US + n * MINUTE_US, "curl/8.5") for n in range(11)]
    assert {component for component, _ in components([*chat(CHAT), *tried])} == {"steady"}


def test_browsers_of_people_are_no_programs() -> None:
    rows = [(at, f"browser-{'abcdefghi'[n % 9]}/1") for n, (at, _) in enumerate(chat(None))]
    assert {component for component, _ in components(rows)} == {"steady"}
    eight = [(at, f"browser-{'abcdefgh'[n % 8]}/1") for n, (at, _) in enumerate(chat(None))]
    assert len({component for component, _ in components(eight)}) == 8


def test_calls_without_a_client_are_those_of_another_one() -> None:
    found = components([*chat(None), *small_job(JOB)])
    assert {component for component, agent in found if agent is None} == {"steady"}
    assert all("by asyncanthropic/python" in component for component, agent in found if agent == JOB)
