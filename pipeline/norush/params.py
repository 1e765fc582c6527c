"""Every threshold and option of an audit, typed, with its unit in its name.

Reads nothing, writes nothing. SQL steps take these by name (`$idle_gap_s`); a step gets only what it
asks for. A threshold that a *rule* compares with stands in `rules/`, not here.
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Params:
    """Options of one audit. Defaults are what `norush audit INPUT` uses."""

    zone: str = "UTC"
    """Time zone in which days and months begin and times are shown; signals count in UTC. Named in the report."""

    since: datetime | None = None
    until: datetime | None = None
    """The window that is judged, half-open [since, until); None means all the data."""

    earliest_at: datetime = datetime(2020, 1, 1, tzinfo=UTC)
    """A request before this has a broken clock: no LLM API was sold before June 2020."""

    latest_at: datetime = datetime(2040, 1, 1, tzinfo=UTC)
    """A request after this has a broken clock. Fixed, so that a result never depends on today."""

    most_tokens: int = 20_000_000
    """A single token count above this is no request: the largest prompt any price row knows is 1M."""

    longest_call_s: int = 86_400
    """A call that ends more than a day after it starts has no usable end time."""

    shortest_global_id: int = 16
    """An id with fewer characters ("1", "req-42") is not unique in the world: its start is added to it."""

    idle_gap_s: int = 60
    """An episode ends after this much idle time since the last end (classifier study: start-to-start
    gaps shatter slow jobs, recall .30 -> .87 on a real one)."""

    burst_per_s: Decimal = Decimal("0.02")
    burst_factor: int = 5
    """Six calls within a span are a burst at this rate, if it is this many times the caller's background (classifier
    study, 2, which took 0.15 a second). At a third of 0.06 jobs that are let through slowly are parted too: on 242
    tuned kinds with starts only, recall on mixed keys .885 -> .911, precision .976 -> .977."""

    trigger_window_s: Decimal = Decimal("0.150")
    """A start this soon after some completion may have been triggered by it."""

    batch_most_requests: int = 100_000
    batch_most_bytes: int = 256_000_000
    """What a batch holds, whichever comes first (platform.claude.com/docs, batch processing, copy of 2026-08-22)."""

    batch_bytes_per_token: int = 4
    batch_bytes_per_request: int = 1_000
    """Estimate of a request's size from its prompt's tokens: English text, and its JSON."""

    batch_usual_min: int = 60
    batch_slow_min: int = 240
    batch_limit_min: int = 1_440
    """How long a batch takes. Most end within an hour, and what is not done after 24 hours expires, unbilled, to be run
    again (platform.claude.com/docs, batch processing, copy of 2026-08-22); who runs them tells of 1 to 4 hours (article
    A of docs/articles.md)."""

    batch_queue_start: int = 200_000
    batch_queue_build: int = 300_000
    batch_queue_scale: int = 500_000
    """Requests in batches that may be queued, by tier (platform.claude.com/docs, rate limits, copy of 2026-08-22)."""

    batch_worth_requests: int = 100
    """A submission is worth its handling from so many requests on: a choice of ours, Anthropic asks for none."""

    batch_most_max_tokens: int = 300_000
    """The longest answer that a batch writes (release notes of 2026-03-30: output-300k-2026-03-24)."""

    batch_hits_least: Decimal = Decimal("0.30")
    batch_hits_likely: Decimal = Decimal("0.64")
    batch_hits_most: Decimal = Decimal("0.98")
    """Share of a shared head that is found in the cache inside batches: 30 to 98 % are documented, best effort; likely
    is the middle (platform.claude.com/docs, batch processing, copy of 2026-08-22)."""

    replay_error_share: Decimal = Decimal("0.02")
    """A cache alone is advised from this share of as billed on: what the replay may be wrong by (docs/replay.md)."""

    shown_episodes: int = 100
    """A page draws each episode up to this many; of more, the calls by the hour."""

    cache_near_share: Decimal = Decimal("0.05")
    """A cache alone nearly matches a batch that costs at most this share of as billed less: our choice, two and a half
    times what the replay may be wrong by; nothing is delayed for it (docs/scenarios.md)."""

    decision_spend_factor: Decimal = Decimal("1.5")
    """A workload that was kept on demand comes back when it costs more than this many times a day of what it did then:
    our choice. Between whole weeks days of work vary less, and half as much again is a cost that nobody agreed to."""

    high_confidence: Decimal = Decimal("0.90")
    medium_confidence: Decimal = Decimal("0.65")
    """Bands of confidence (house rule): high, medium, and low below."""

    def named(self) -> dict[str, object]:
        """All values by name, for SQL parameters and for the report's settings table."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
