"""How long an audit takes from log to pages against tracelift 0.1.0, the fastest peer: it prices and draws nothing.

`python bench/against_tracelift.py --tracelift PATH` makes 100,000 calls (always the same) in a temporary folder, as
OTLP spans and in norush's own columns, then runs pairs, one after the other so that a noisy machine disturbs all
alike: `tracelift summarize` of the spans, `norush audit` of the same spans, and `norush audit` of the same calls as
columns. Each is a whole process from start to end. PATH is the program of `pip install tracelift==0.1.0` in an
environment of its own. It prints a section for RESULTS.md.
"""

import argparse
import json
import os
import platform
import random
import statistics
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from audit_rows import run

BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
MODELS = ("claude-opus-4-7", "claude-sonnet-4-6", "claude-haiku-4-5")
SERVICES = 40


def main() -> None:
    """Makes the logs, runs the pairs, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tracelift", required=True, help="its program")
    options.add_argument("--calls", type=int, default=100_000)
    options.add_argument("--pairs", type=int, default=5)
    chosen = options.parse_args()
    with TemporaryDirectory(prefix="norush-bench-") as name:
        folder = Path(name)
        write_logs(folder, chosen.calls)
        audit = [sys.executable, "-m", "norush", "audit"]
        commands = {
            "tracelift summarize, spans": [
                chosen.tracelift,
                "summarize",
                "--format",
                "otlp",
                str(folder / "spans.json"),
            ],
            "norush audit, the same spans": [*audit, str(folder / "spans.json"), "-o", str(folder / "from-spans")],
            "norush audit, the same calls as columns": [*audit, str(folder / "calls.jsonl"), "-o", str(folder / "own")],
        }
        measured: dict[str, list[tuple[float, float]]] = {title: [] for title in commands}
        for number in range(chosen.pairs):
            for title, command in commands.items():
                done = run(command)
                wall_s, peak_mb = done.seconds, done.peak_mb
                measured[title].append((wall_s, peak_mb))
                print(f"pair {number + 1}: {title} {wall_s:.2f} s", file=sys.stderr)
        print(section(chosen.calls, (folder / "spans.json").stat().st_size, measured))


def write_logs(folder: Path, calls: int) -> None:
    """Writes spans.json and calls.jsonl: the same calls."""
    with (folder / "calls.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(call) + "\n" for call in _calls(calls))
    services: dict[str, list[dict[str, object]]] = {}
    for call in _calls(calls):
        services.setdefault(str(call["app"]), []).append(_span(call))
    export = {"resourceSpans": [_resource(service, spans) for service, spans in services.items()]}
    (folder / "spans.json").write_text(json.dumps(export), encoding="utf-8")


def _calls(number: int) -> Iterator[dict[str, object]]:
    chance = random.Random(7)
    at = BEGIN
    for place in range(number):
        at += timedelta(seconds=chance.expovariate(number / (30 * 86_400)))
        service = chance.randrange(SERVICES)
        output = chance.randint(20, 600)
        yield {
            "request_id": f"msg_{place:024x}",
            "started_at": at.isoformat(),
            "ended_at": (at + timedelta(seconds=0.6 + output / 60)).isoformat(),
            "provider": "anthropic",
            "model": MODELS[service % 3],
            "app": f"service-{service:02}",
            "input_tokens": chance.randint(400, 9_000),
            "output_tokens": output,
            "stop_reason": "end_turn",
        }


def _span(call: dict[str, object]) -> dict[str, object]:
    name = str(call["request_id"])[4:]
    told = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.request.model": call["model"],
        "gen_ai.response.model": call["model"],
        "gen_ai.response.id": call["request_id"],
        "gen_ai.usage.input_tokens": call["input_tokens"],
        "gen_ai.usage.output_tokens": call["output_tokens"],
    }
    return {
        "traceId": f"{name:0>32}",
        "spanId": name[-16:],
        "name": f"chat {call['model']}",
        "kind": 3,
        "startTimeUnixNano": _nanoseconds(call["started_at"]),
        "endTimeUnixNano": _nanoseconds(call["ended_at"]),
        "attributes": _attributes(told),
        "status": {"code": 1},
    }


def _nanoseconds(instant: object) -> str:
    since = datetime.fromisoformat(str(instant)) - datetime(1970, 1, 1, tzinfo=UTC)
    return str(since // timedelta(microseconds=1) * 1_000)


def _attributes(values: dict[str, object]) -> list[dict[str, object]]:
    return [
        {"key": key, "value": {"intValue": str(value)} if isinstance(value, int) else {"stringValue": value}}
        for key, value in values.items()
    ]


def _resource(service: str, spans: list[dict[str, object]]) -> dict[str, object]:
    scopes = [{"scope": {"name": "bench", "version": "1"}, "spans": spans}]
    return {"resource": {"attributes": _attributes({"service.name": service})}, "scopeSpans": scopes}


def section(calls: int, size_bytes: int, measured: dict[str, list[tuple[float, float]]]) -> str:
    """The section for RESULTS.md."""
    (peer, *ours) = measured
    lines = [
        f"## {date.today().isoformat()}: against tracelift 0.1.0, {calls:,} calls",
        "",
        f"`python bench/against_tracelift.py --tracelift PATH --calls {calls} --pairs {len(measured[peer])}`",
        "",
        f"{calls:,} calls; as spans {size_bytes / 1e6:,.0f} MB. {os.cpu_count()} cores, {platform.machine()}, "
        f"{platform.system()}; Python {platform.python_version()}, DuckDB {version('duckdb')}.",
        "",
        "| | median s | min | max | median peak MB |",
        "|---|---|---|---|---|",
    ]
    for title, runs in measured.items():
        seconds = [wall_s for wall_s, _ in runs]
        peak = statistics.median(peak_mb for _, peak_mb in runs)
        figures = " | ".join(f"{each:.2f}" for each in (statistics.median(seconds), min(seconds), max(seconds)))
        lines.append(f"| {title} | {figures} | {peak:,.0f} |")
    for title in ours:
        ratios = [own / other for (own, _), (other, _) in zip(measured[title], measured[peer], strict=True)]
        lines.append(
            f"| {title} / tracelift | {statistics.median(ratios):.2f} | {min(ratios):.2f} | {max(ratios):.2f} | |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
