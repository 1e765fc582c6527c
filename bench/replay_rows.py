"""How long the replay takes, and how much memory: requests with prefix hashes that stand in a database already.

`python bench/replay_rows.py --rows 10000000` makes requests of 40 workloads over 30 days, always the same, each with a
head of 3,000 tokens that its workload shares, a part of 1,000 that a hundred of them share, an end of its own;
prices and replays them, both lives and policies, with the memory of DuckDB limited; and prints a row for RESULTS.md.
"""

import argparse
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from norush.params import Params
from norush.prices import load_book, write_price_tables
from norush.replay import write_replay
from norush.warehouse import Warehouse

ROWS = """
insert into requests by name
select
    'request-' || lpad(i::varchar, 12, '0') as request_id,
    'anthropic' as provider,
    'claude-sonnet-4-6' as model,
    'standard' as service_tier,
    'succeeded' as status,
    timestamptz '2026-10-01 00:00:00Z' + to_microseconds(i * (2592000000000 // $rows)) as started_at,
    timestamptz '2026-10-01 00:00:02Z' + to_microseconds(i * (2592000000000 // $rows)) as ended_at,
    'all' as period,
    'w' || (i % 40) as workload_id,
    4500 as input_tokens,
    0 as cache_read_tokens,
    0 as cache_write_5m_tokens,
    0 as cache_write_1h_tokens,
    200 as output_tokens,
    [
        {'hash': md5('head ' || i % 40), 'tokens': 3000},
        {'hash': md5('part ' || i % 40 || ' ' || i // 4000), 'tokens': 1000},
        {'hash': md5('end ' || i), 'tokens': 500}
    ] as prefix_blocks
from range($rows) as t(i)
"""


def main() -> None:
    """Makes the requests, replays them, prints seconds and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--memory", default="2GB", help="DuckDB's memory_limit")
    asked = parser.parse_args()
    with (
        TemporaryDirectory() as folder,
        Warehouse(Path(folder) / "replay.duckdb", memory_limit=asked.memory) as warehouse,
    ):
        warehouse.run_step("1_load/requests")
        warehouse.run_step("1_load/usage_buckets")
        warehouse.rows(ROWS, {"rows": asked.rows})
        write_price_tables(warehouse, load_book())
        for step in ("batch_limits", "priced_requests"):
            warehouse.run_step(f"4_costs/{step}", Params().named())
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        started = time.monotonic()
        write_replay(warehouse)
        took_s = time.monotonic() - started
        (replayed,) = warehouse.row(
            "select sum(requests) from replay where policy = 'provider' and ttl = '5m' and setting = 'head'"
        )
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {int(replayed):,} requests of three blocks | {took_s:.0f} s | {peak_mb:,} MB ({before:,} MB before) |")


if __name__ == "__main__":
    main()
