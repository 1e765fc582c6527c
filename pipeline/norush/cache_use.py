"""Stage 4, caches that are used: what they bring, and what they lose, by cause.

Reads `priced_requests`, `replay_lines`, `long_sessions`, `costs`, `rates`, `scenario_costs`, `cached_scenario_costs`;
writes `cache_use`, `cache_loss_costs`, `cache_settings`. A log without cache tokens has nothing to look at.
"""

from norush.params import Params
from norush.replay import LIVES
from norush.warehouse import Warehouse

STEPS = (
    "4_replay/cache_lines",
    "4_replay/cache_calls",
    "4_replay/cache_losses",
    "4_costs/cache_use",
    "4_costs/cache_loss_costs",
    "4_costs/cache_settings",
)


def write_cache_use(warehouse: Warehouse, params: Params) -> None:
    """Makes `cache_use`, `cache_loss_costs`, `cache_settings`: of what read or wrote a cache outside batches."""
    for step in STEPS:
        warehouse.run_step(step, {**params.named(), **LIVES})
    warehouse.rows("drop table cache_calls")  # a row a request
