"""Stage 5, batches in words and as JSON: when results would come, and which schedule to take.

How long a batch takes nobody promises: the delays are options of the audit, with their sources (params.py). Reads view
values; returns text.
"""

from norush.params import Params
from norush.render.numbers import count
from norush.render.words import things
from norush.view import About
from norush.view.batches import Schedule

_WHEN = {
    "episode": "when each episode is over",
    "hourly": "at each full hour ({zone})",
    "nightly": "at midnight ({zone})",
}
_BECAUSE = {
    "soonest": "of the schedules that collect {worth} requests a submission and fit a queue, it waits least",
    "fewest": "no schedule collects {worth} requests a submission, and this one submits least often",
    "smallest": "no schedule fits a queue at once, and with this one the fewest are queued: submit them in parts",
}


def when(schedule: Schedule, about: About) -> str:
    """When it submits, by the clock of the report."""
    return _WHEN[schedule.schedule].format(zone=about.zone)


def means(about: About) -> str:
    """What the three delays are, by the options of the audit."""
    usual, slow, limit = (_hours(_option(about, f"batch_{name}_min")) for name in ("usual", "slow", "limit"))
    return (
        f"Typical is the median wait for submission and {usual}, slow the wait of 95 % and {slow}, the latest the "
        f"longest wait and the {limit} after which a request expires, unbilled, to be run again"
    )


def advice(schedules: tuple[Schedule, ...], about: About) -> str:
    """The schedule to take, with its reason and the latest deadline that it would have met."""
    for each in schedules:
        if each.because:
            because = _BECAUSE[each.because].format(worth=count(_option(about, "batch_worth_requests")))
            return (
                f"Submit {when(each, about)}: {because}. It would have met every deadline of "
                f"{span(each.latest_min)} and more"
            )
    return ""


def _option(about: About, name: str) -> int:
    """An option of the audit; its default where the report does not say."""
    told = about.settings.get(name, getattr(Params(), name))
    return told if isinstance(told, int) else int(str(told))


def _hours(minutes: int) -> str:
    """A length of time as a person says it: "1 hour", "90 minutes"."""
    if minutes % 60:
        return f"{count(minutes)} minutes"
    return "1 hour" if minutes == 60 else f"{count(minutes // 60)} hours"


def span(minutes: int) -> str:
    """Minutes as a person says them."""
    return f"{count(minutes // 60)} h {minutes % 60:02d} min"


def sizes(schedule: Schedule) -> str:
    """How many batches, what fills them, and which queue holds the largest submission."""
    full = "by size" if schedule.is_bound_by_bytes else "by number of requests"
    queue = f"the queue of tier {schedule.queue_tier}" if schedule.queue_tier else "no tier's queue at once"
    largest, most = schedule.largest_submission_requests, schedule.most_queued_requests
    with_earlier = f", with what may still run {count(most)}, fit" if most > largest else ", fits"
    batches = f"{count(schedule.batches)} {'batch' if schedule.batches == 1 else 'batches'}"
    return (
        f"{batches} in {things(schedule.submissions, 'submission')}, full {full} at about "
        f"{count(schedule.bytes_a_request)} bytes a request; "
        f"the largest submission, {things(largest, 'request')}{with_earlier} {queue}"
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
            "largest_submission_requests": each.largest_submission_requests,
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
