"""What belongs together: the jobs behind a key, its steady traffic by model, and what is batched already.

Reads `requests`, `price_models`; writes `workloads`, `requests.workload_id` and `calls`, what every signal is made of.
"""

from norush.params import Params
from norush.warehouse import Warehouse

STEPS = (
    *(
        "keys",
        "streams",
        "speeds",
        "sessions",
        "end_users",
        "arrivals",
        "dense",
        "background",
        "loops",
        "timers",
        "bursts",
    ),
    *("burst_growth", "burst_shapes", "burst_episodes", "burst_sizes", "burst_jobs", "jobs", "machine_calls"),
    *("components", "parts", "workloads", "assign", "lanes", "calls"),
)


def write_workloads(warehouse: Warehouse, params: Params) -> None:
    """Makes `workloads` (one row each) and gives every request its workload."""
    for step in STEPS:
        warehouse.run_step(f"2_workloads/{step}", params.named())
