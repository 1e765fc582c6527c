"""Writes the company month: the logs of two systems in one folder, the truth about each call beside it.

Reads nothing; writes `<folder>/logs/litellm/*.jsonl[.gz]`, `<folder>/logs/anthropic/*.jsonl` and
`<folder>/truth.csv`. The same seed, scale and month give the same bytes.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from norush.demo.clock import Clock
from norush.demo.company import COMPANY
from norush.demo.logs import LOGS, Made, Written, write_log

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many steps are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one workload has in the month. Tokens: all kinds together, cache reads included."""

    name: str
    kind: str
    verdict: str
    requests: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Month:
    """Where the month was written, and what an audit of `logs` should find in it.

    `not_requests`: answers from the proxy's own cache, and lines that only say that a batch was sent.
    """

    logs: Path
    truth: Path
    since: datetime
    until: datetime
    requests: int
    repeated_lines: int
    not_requests: int
    broken_lines: int
    workloads: tuple[Share, ...]

    @property
    def lines(self) -> int:
        """All lines in the logs."""
        return self.requests + self.repeated_lines + self.not_requests + self.broken_lines


def write_month(
    folder: Path,
    *,
    seed: int = 7,
    scale: float = 1.0,
    first_day: date = date(2026, 10, 1),
    progress: Progress | None = None,
) -> Month:
    """Writes the month that `first_day` is in under `folder`; about 100,000 requests at scale 1."""
    report = progress or _silent
    steps = len(COMPANY) + len(LOGS)
    made = _make_calls(Clock(first_day), seed, scale, report, steps)
    written: list[Written] = []
    for number, log in enumerate(LOGS, start=len(COMPANY)):
        report(f"the {log.name} log", number, steps)
        written.append(write_log(log, made[log.name], folder / "logs", seed))
    truth = folder / "truth.csv"
    with truth.open("w", encoding="utf-8", newline="\n") as file:
        file.write("request_id,kind,verdict,workload\n")
        for one in written:
            file.writelines(one.truth)
    return _month(folder, truth, Clock(first_day), written)


def _make_calls(clock: Clock, seed: int, scale: float, report: Progress, steps: int) -> dict[str, list[Made]]:
    made: dict[str, list[Made]] = {log.name: [] for log in LOGS}
    for number, workload in enumerate(COMPANY):
        report(workload.name, number, steps)
        calls = workload.calls(clock, seed, scale)
        made[workload.caller.log] += [Made(call.start_ms, call.call_id, number, call) for call in calls]
    return made


def _month(folder: Path, truth: Path, clock: Clock, written: list[Written]) -> Month:
    requests: Counter[int] = sum((one.requests for one in written), Counter())
    tokens: Counter[int] = sum((one.tokens for one in written), Counter())
    return Month(
        logs=folder / "logs",
        truth=truth,
        since=clock.since,
        until=clock.until,
        requests=requests.total(),
        repeated_lines=sum(one.repeated for one in written),
        not_requests=sum(one.not_requests for one in written),
        broken_lines=sum(one.broken for one in written),
        workloads=tuple(
            Share(workload.name, workload.kind, workload.verdict, requests[number], tokens[number])
            for number, workload in enumerate(COMPANY)
        ),
    )


def _silent(what: str, done: int, of: int) -> None:
    """No progress is shown."""
