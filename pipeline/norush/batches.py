"""Stage 5, as batched: how the requests that could wait would be cut into batches, and when results would come.

Reads `flow`, `episodes`, `volume`, `lanes`, `verdicts`, `workloads`; writes `batch_delays`.
"""

from norush.params import Params
from norush.warehouse import Warehouse


def write_batch_delays(warehouse: Warehouse, params: Params) -> None:
    """Makes `batch_delays`: three schedules of each workload that could or may run as batches."""
    warehouse.run_step("4_replay/batch_delays", params.named())
