"""Stage 5, batches in words and as JSON: when results would come. Reads view values; returns text.

How long a batch takes nobody promises: most end within an hour, and what is not done after 24 hours expires, is not
billed, and has to be submitted again (platform.claude.com/docs, batch processing, copy of 2026-08-22). Those who run
them tell of one to four hours. So a request's delay is its wait for submission and one hour, four, or twenty-four.
"""

from norush.render.numbers import count
from norush.view.batches import Schedule

USUAL_MIN, SLOW_MIN, LIMIT_MIN = 60, 240, 1_440
"""Most batches are done by then; slow ones; all that are not have expired."""
TIERS = {"Start": 200_000, "Build": 300_000, "Scale": 500_000}
"""Requests that may be queued at once (api/rate-limits, copy of 2026-08-22)."""
WHEN = {
    "episode": "at the end of each episode",
    "hourly": "at each full hour (UTC)",
    "nightly": "at midnight (UTC)",
}
MEANS = (
    "Typical is the median wait for submission and one hour, slow the wait of 95 % and four hours, the latest the "
    "longest wait and the 24 hours after which a request expires, unbilled, to be run again"
)


def typical_min(schedule: Schedule) -> int:
    """Half of the results are there by then, if the batch takes an hour."""
    return schedule.wait_median_min + USUAL_MIN


def slow_min(schedule: Schedule) -> int:
    """95 % of the results are there by then, if the batch takes four hours."""
    return schedule.wait_95_min + SLOW_MIN


def latest_min(schedule: Schedule) -> int:
    """No result that comes at all comes later: the deadline that would have been met."""
    return schedule.wait_most_min + LIMIT_MIN


def span(minutes: int) -> str:
    """Minutes as a person says them."""
    return f"{count(minutes // 60)} h {minutes % 60:02d} min"


def sizes(schedule: Schedule) -> str:
    """How many batches, what fills them, and which queue holds the largest submission."""
    full = "by size" if schedule.is_bound_by_bytes else "by number of requests"
    fitting = [tier for tier, most in TIERS.items() if schedule.most_queued_requests <= most]
    queue = f"fits the queue of tier {fitting[0]}" if fitting else "fits no tier's queue at once"
    return (
        f"{count(schedule.batches)} batches, full {full} at about {count(schedule.bytes_a_request)} bytes a request; "
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
            "bytes_a_request": each.bytes_a_request,
            "is_bound_by_bytes": each.is_bound_by_bytes,
            "wait_median_min": each.wait_median_min,
            "wait_95_min": each.wait_95_min,
            "wait_most_min": each.wait_most_min,
            "typical_min": typical_min(each),
            "slow_min": slow_min(each),
            "latest_min": latest_min(each),
        }
        for each in schedules
    ]
