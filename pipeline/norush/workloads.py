"""What belongs together: the jobs behind a key, its steady traffic by model, and what is batched already.

Reads `requests`, `price_models`; writes `workloads`, `requests.workload_id` and `calls`, what every signal is made of.
"""

from norush.params import Params
from norush.warehouse import Warehouse

STEPS = (
    *(
        "client_names",
        "programs",
        "sessions",
        "end_users",
        "numbered",
        "bands",
        "keys",
        "streams",
        "speeds",
        "arrivals",
        "dense",
        "background",
        "loops",
        "timers",
        "bursts",
    ),
    *(
        "burst_growth",
        "burst_shapes",
        "burst_episodes",
        "steady_hours",
        "steady_sizes",
        "burst_repeats",
        "burst_sizes",
        "burst_jobs",
        "jobs",
        "machine_calls",
    ),
    *("components", "parts", "workloads", "name_workloads", "assigned", "assign", "lanes", "calls"),
)


def write_workloads(warehouse: Warehouse, params: Params) -> None:
    """Makes `workloads` (one row each) and gives every request its workload."""
    for step in STEPS:
        warehouse.run_step(f"2_workloads/{step}", params.named())
    warehouse.rows("drop table numbered")  # a row a request


def write_names(warehouse: Warehouse) -> None:
    """Leaves in `workloads` those that some period has, and names them anew: what tells them apart is in all."""
    warehouse.rows("delete from workloads where workload_id not in (select workload_id from signals)")
    warehouse.run_step("2_workloads/name_workloads")
