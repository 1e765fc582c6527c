"""Writes the log files of one system, a file a day, with the flaws that real exports have.

Reads nothing; writes `<folder>/<system>/*.jsonl[.gz]`. Flaws: a few broken lines, and lines that two
exports share. What the log lost is not in the truth.
"""

import gzip
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

from norush.demo import anthropic, damage, litellm
from norush.demo.calls import OK, Call, Caller
from norush.demo.clock import DAY, SECOND
from norush.demo.company import COMPANY
from norush.demo.stamps import Stamps


@dataclass(frozen=True, slots=True)
class Log:
    """One system that writes a log."""

    name: str
    file_name: str
    request_id: Callable[[Call], str]
    writer: Callable[[Caller, Stamps], Callable[[Call], str]]
    compressed_days: int = 0  # log rotation has compressed the first days of the month
    repeated_lines: int = 0  # Monday's export began a little before Sunday's had ended


LOGS = (
    Log("litellm", "spend", litellm.request_id, litellm.writer, compressed_days=14, repeated_lines=40),
    Log("anthropic", "messages", anthropic.request_id, anthropic.writer),
)


class Made(NamedTuple):
    """A call and the number of its workload; sorts by time, then id."""

    start_ms: int
    call_id: int
    workload: int
    call: Call


@dataclass(slots=True)
class Written:
    """What went into a log: the truth's lines, and counts by the workload's number."""

    truth: list[str] = field(default_factory=list)
    requests: Counter[int] = field(default_factory=Counter)
    tokens: Counter[int] = field(default_factory=Counter)
    repeated: int = 0
    not_requests: int = 0
    broken: int = 0


def write_log(log: Log, made: list[Made], folder: Path, seed: int) -> Written:
    """Writes `<folder>/<log>/`, a file a day; what went in."""
    (folder / log.name).mkdir(parents=True, exist_ok=True)
    rng = Random(f"{seed}/damage/{log.name}")  # noqa: S311  (a simulation)
    made.sort()
    broken = _to_break(made, rng)
    stamps, written = Stamps(), Written()
    writers = [log.writer(workload.caller, stamps) for workload in COMPANY]
    truths = [f",{workload.kind},{workload.verdict},{workload.name}\n" for workload in COMPANY]
    yesterday: list[str] = []
    for day, calls in groupby(made, key=_day):
        repeated = yesterday[-log.repeated_lines :] if log.repeated_lines and day.weekday() == 0 else []
        written.repeated += len(repeated)
        lines, yesterday = list(repeated), []
        for one in calls:
            line = writers[one.workload](one.call)
            if one.call_id in broken:
                line = broken[one.call_id](line, rng)
                written.broken += 1
            elif not one.call.is_request:
                written.not_requests += 1
            else:
                written.truth.append(log.request_id(one.call) + truths[one.workload])
                _count(written, one)
                yesterday.append(line)
            lines.append(line)
        _write_day(log, folder / log.name, day, lines)
    return written


def _day(one: Made) -> date:
    return datetime.fromtimestamp(one.start_ms // DAY * DAY // SECOND, UTC).date()


def _count(written: Written, one: Made) -> None:
    call = one.call
    written.requests[one.workload] += 1
    written.tokens[one.workload] += call.input_tokens + call.read_tokens + call.write_tokens + call.output_tokens


def _write_day(log: Log, folder: Path, day: date, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines).encode()
    if day.day > log.compressed_days:
        (folder / f"{log.file_name}-{day}.jsonl").write_bytes(text)
    else:
        packed = gzip.compress(text, compresslevel=1, mtime=0)  # no clock in the bytes
        (folder / f"{log.file_name}-{day}.jsonl.gz").write_bytes(packed)


def _to_break(made: list[Made], rng: Random) -> dict[int, Callable[[str, Random], str]]:
    """Which lines break (by call id), and how: successful calls, each way at least once."""
    sound = [
        one.call_id for one in made if one.call.http_status == OK and one.call.input_tokens and one.call.is_request
    ]
    count = max(len(damage.WAYS), len(sound) // damage.ONE_LINE_IN)
    chosen = rng.sample(sound, min(count, len(sound)))
    return {call_id: damage.WAYS[turn % len(damage.WAYS)] for turn, call_id in enumerate(chosen)}
