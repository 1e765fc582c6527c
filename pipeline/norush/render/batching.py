"""Stage 5, batches in words and as JSON: when results would come, and which schedule to take.

How long a batch takes nobody promises: the delays are options of the audit, with their sources (params.py). Reads view
values; returns text.
"""

from norush.render.numbers import count
from norush.view.batches import Schedule

WHEN = {
    "episode": "at the end of each episode",
    "hourly": "at each full hour (UTC)",
    "nightly": "at midnight (UTC)",
}
BECAUSE = {
    "soonest": "of the schedules that collect a hundred requests a submission and fit a queue, it waits least",
    "fewest": "no schedule collects a hundred requests a submission, and this one submits least often",
    "smallest": "no schedule fits a queue at once, and its largest submission is the smallest: submit that in parts",
}
MEANS = (
    "Typical is the median wait for submission and one hour, slow the wait of 95 % and four hours, the latest the "
    "longest wait and the 24 hours after which a request expires, unbilled, to be run again"
)


def advice(schedules: tuple[Schedule, ...]) -> str:
    """The schedule to take, with its reason and the latest deadline that it would have met."""
    for each in schedules:
        if each.because:
            return (
                f"Submit {WHEN[each.schedule]}: {BECAUSE[each.because]}. It would have met every deadline of "
                f"{span(each.latest_min)} and more"
            )
    return ""


def span(minutes: int) -> str:
    """Minutes as a person says them."""
    return f"{count(minutes // 60)} h {minutes % 60:02d} min"


def sizes(schedule: Schedule) -> str:
    """How many batches, what fills them, and which queue holds the largest submission."""
    full = "by size" if schedule.is_bound_by_bytes else "by number of requests"
    queue = f"fits the queue of tier {schedule.queue_tier}" if schedule.queue_tier else "fits no tier's queue at once"
    return (
        f"{count(schedule.batches)} batches in {count(schedule.submissions)} submissions, full {full} at about "
        f"{count(schedule.bytes_a_request)} bytes a request; "
        f"the largest submission, {count(schedule.most_queued_requests)} requests, {queue}"
    )


def as_json(schedules: tuple[Schedule, ...]) -> list[dict[str, object]] | None:
    """The schedules; None where the workload is none that could run as batches."""
    if not schedules:
        return None
    return [
        {
            "schedule": each.schedule,
            "submissions": each.submissions,
            "batches": each.batches,
            "most_queued_requests": each.most_queued_requests,
            "queue_tier": each.queue_tier,
            "bytes_a_request": each.bytes_a_request,
            "is_bound_by_bytes": each.is_bound_by_bytes,
            "wait_median_min": each.wait_median_min,
            "wait_95_min": each.wait_95_min,
            "wait_most_min": each.wait_most_min,
            "typical_min": each.typical_min,
            "slow_min": each.slow_min,
            "latest_min": each.latest_min,
            "is_recommended": each.is_recommended,
            "because": each.because,
        }
        for each in schedules
    ]
