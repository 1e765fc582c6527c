"""Stage 5, batches in the view: how a workload would be submitted, and how long its results would take.

Reads batch_delays; writes nothing.
"""

from collections import defaultdict
from dataclasses import dataclass

from norush.warehouse import Warehouse

SCHEDULES = ("episode", "hourly", "nightly")


@dataclass(frozen=True, slots=True)
class Schedule:
    """One way to submit: when an episode has ended, at each full hour, at midnight. Waits are until submission."""

    schedule: str
    submissions: int
    batches: int
    largest_submission_requests: int
    most_queued_requests: int
    """With what was submitted before and may still run: the most at any time."""
    queue_tier: str | None
    """The first tier whose queue holds these; None: none does."""
    bytes_a_request: int
    """Estimated from tokens."""
    is_bound_by_bytes: bool
    """A batch is full by its size before it is by its number of requests."""
    wait_median_min: int
    wait_95_min: int
    wait_most_min: int
    typical_min: int
    """The median wait, and what a batch usually takes."""
    slow_min: int
    """The wait of 95 %, and what a slow batch takes."""
    latest_min: int
    """The longest wait and the limit: the latest deadline that would have been met."""
    is_recommended: bool
    because: str | None
    """`soonest`, `fewest` or `smallest`: why it is recommended."""


def schedules(warehouse: Warehouse, period: str) -> dict[str, tuple[Schedule, ...]]:
    """By workload, in the order of SCHEDULES; only those that could or may run as batches have any."""
    rows = warehouse.rows(
        """
        select
            workload_id, schedule, submissions, batches, largest_submission_requests, most_queued_requests, queue_tier,
            bytes_a_request, is_bound_by_bytes, wait_median_min, wait_95_min, wait_most_min, typical_min,
            slow_min, latest_min, is_recommended, because
        from batch_delays
        where period = $period
        """,
        {"period": period},
    )
    found: dict[str, list[Schedule]] = defaultdict(list)
    for workload_id, *rest in rows:
        found[workload_id].append(Schedule(*rest))
    return {
        workload_id: tuple(sorted(each, key=lambda one: SCHEDULES.index(one.schedule)))
        for workload_id, each in found.items()
    }
