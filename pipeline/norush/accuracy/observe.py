"""What a log shows of the traffic: three levels of observation, and clocks that are sharp, coarse or late.

Reads nothing; writes one Parquet file in canonical columns. The truth stays outside of it, by request id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from norush.accuracy.calendar import Month
from norush.accuracy.world import Call

RICH, MEDIUM, POOR = "rich", "medium", "poor"
LEVELS = (RICH, MEDIUM, POOR)
"""rich: everything. medium: no session, user, max_tokens, first token. poor: start, key, model, tokens (half of the
keys without cache columns), tier."""

SHARP, SECONDS, LATE = "sharp", "seconds", "late"
CLOCKS = (SHARP, SECONDS, LATE)
"""sharp: milliseconds. seconds: cut to whole seconds. late: a gateway that notes starts and ends when it gets round
to it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The calls of one kind behind one key. `label` numbers that pair: the truth of each of its calls.

    `has_cache_columns`: whether a poor log tells cached tokens from others; where it does not, all are input.
    """

    label: int
    api_key: str
    clock: str
    user_agent: str
    calls: Sequence[Call]
    has_cache_columns: bool = True


def write(path: Path, month: Month, seen: Sequence[Seen], level: str, seed: str) -> dict[str, int]:
    """Writes `path`; the label of each request by its id."""
    import pyarrow as pa  # 200 ms: only this command pays for it
    import pyarrow.parquet as pq

    rng = Random(f"{seed}/ids")  # noqa: S311  (a simulation)
    rows: list[dict[str, object]] = []
    labels: dict[str, int] = {}
    for one in seen:
        for call in one.calls:
            if level == POOR and call.status in ("errored", "expired"):
                continue  # a log of tokens lists what had any
            request_id = f"req_{rng.getrandbits(96):024x}"
            labels[request_id] = one.label
            rows.append(_row(request_id, one, call, month, level, rng))
    table = {name: [row.get(name) for row in rows] for name in _TYPES}
    types = {"text": pa.string(), "time": pa.timestamp("us", "UTC"), "int": pa.int64(), "bool": pa.bool_()}
    arrays = [pa.array(table[name], types[kind]) for name, kind in _TYPES.items()]
    pq.write_table(pa.table(dict(zip(_TYPES, arrays, strict=True))), path, compression="snappy")
    return labels


_TYPES = {
    "request_id": "text", "started_at": "time", "first_token_at": "time", "ended_at": "time", "provider": "text",
    "model": "text", "service_tier": "text", "streamed": "bool", "api_key": "text", "end_user": "text",
    "session_id": "text", "input_tokens": "int", "cache_read_tokens": "int", "cache_write_5m_tokens": "int",
    "output_tokens": "int", "max_tokens": "int", "tools": "int", "stop_reason": "text", "status": "text",
    "error_type": "text", "user_agent": "text",
}  # fmt: skip


def _row(request_id: str, one: Seen, call: Call, month: Month, level: str, rng: Random) -> dict[str, object]:
    start, first, end = _times(call, one.clock, rng)

    def instant(seconds: float | None) -> object:
        return None if seconds is None else month.began_at + timedelta(microseconds=round(seconds * 1_000) * 1_000)

    row: dict[str, object] = {
        "request_id": request_id,
        "started_at": instant(start),
        "provider": "anthropic",
        "model": call.model,
        "service_tier": call.tier,
        "api_key": one.api_key,
        "input_tokens": call.input_tokens,
        "cache_read_tokens": call.read_tokens,
        "cache_write_5m_tokens": call.write_tokens,
        "output_tokens": call.output_tokens,
    }
    if level == POOR:
        return row if one.has_cache_columns else row | _without_cache(call)
    row |= {
        "ended_at": instant(end) if call.tier != "batch" else None,
        "streamed": call.streamed,
        "stop_reason": call.stop,
        "status": call.status,
        "error_type": call.error,
        "tools": call.tools,
        "user_agent": one.user_agent,
    }
    if level == RICH:
        row |= {
            "first_token_at": instant(first),
            "end_user": call.user,
            "session_id": call.session,
            "max_tokens": call.max_tokens,
        }
    return row


def _without_cache(call: Call) -> dict[str, object]:
    whole = call.input_tokens + call.read_tokens + call.write_tokens
    return {"input_tokens": whole, "cache_read_tokens": None, "cache_write_5m_tokens": None}


def _times(call: Call, clock: str, rng: Random) -> tuple[float, float | None, float]:
    start, first, end = call.start_s, call.first_s, call.end_s
    if clock == SECONDS:
        return float(int(start)), None if first is None else float(int(first)), float(int(end))
    if clock == LATE:
        start += rng.expovariate(1 / 0.04)
        first = None if first is None else max(first, start)
        return start, first, max(end, start) + rng.expovariate(1 / 0.25)
    return start, first, end
