"""Which component each call of a log gets that has starts and tokens alone."""

from collections.abc import Sequence

import pyarrow as pa

from norush.params import Params
from norush.warehouse import Warehouse
from norush.workloads import write_workloads

START_US = 1_791_158_400_000_000
HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US

Row = tuple[int, int, int]
"""When a call starts, in microseconds since the first midnight, its prompt and its answer in tokens."""


def components(rows: Sequence[Row]) -> dict[str, list[int]]:
    """The places in `rows` of the calls of each component."""
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        warehouse.connection.execute("create table price_models (provider text, model text, model_id text)")
        starts, prompts, answers = zip(*rows, strict=True)
        warehouse.connection.register(
            "given",
            pa.table({"number": pa.array(range(len(rows))), "start_us": starts, "prompt": prompts, "answer": answers}),
        )
        warehouse.connection.execute(
            f"""
            insert into requests by name
            select
                number::text as request_id, make_timestamptz({START_US} + start_us) as started_at, 'm' as model,
                'standard' as service_tier, prompt as input_tokens, 0 as cache_read_tokens, 0 as cache_write_5m_tokens,
                0 as cache_write_1h_tokens, answer as output_tokens, 'succeeded' as status, 'p' as period
            from given
            """
        )
        write_workloads(warehouse, Params())
        found: dict[str, list[int]] = {}
        for component, number in warehouse.rows(
            "select w.component, r.request_id from requests as r join workloads as w on w.workload_id = r.workload_id"
        ):
            found.setdefault(component, []).append(int(number))
        return found
