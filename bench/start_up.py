"""How long norush takes to answer where it has nothing to do: --help, --version, the help of a command.

`python bench/start_up.py` runs Python alone (`python -c pass`) and each of these in turn, as often as `--runs` says, so
that other work on the machine disturbs all alike; the first turn, which fills the caches of the disk, does not count.
It prints a section for RESULTS.md. The ratio is that of the medians.
"""

import argparse
import os
import platform
import statistics
import sys
from datetime import date

from audit_rows import run

COMMANDS = (["--version"], ["--help"], ["audit", "--help"], ["prices"])
"""The last one reads the price book: what a short answer takes."""


def main() -> None:
    """Runs them, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=11)
    runs = options.parse_args().runs
    python = [sys.executable, "-c", "pass"]
    words = {"python -c pass": python}
    words |= {f"norush {' '.join(each)}": [sys.executable, "-m", "norush", *each] for each in COMMANDS}
    seconds: dict[str, list[float]] = {name: [] for name in words}
    processor: dict[str, list[float]] = {name: [] for name in words}
    for turn in range(runs + 1):
        for name, command in words.items():
            done = run(command)
            if turn:
                seconds[name].append(done.seconds)
                processor[name].append(done.processor_s)
    print(section(runs, seconds, processor))


def section(runs: int, seconds: dict[str, list[float]], processor: dict[str, list[float]]) -> str:
    """The section for RESULTS.md."""
    (alone, *_) = seconds.values()
    rows = [
        f"| `{name}` | {statistics.median(took):.3f} | {min(took):.3f} | {max(took):.3f} | "
        f"{statistics.median(processor[name]):.3f} | {statistics.median(took) / statistics.median(alone):.1f} |"
        for name, took in seconds.items()
    ]
    return "\n".join(
        [
            f"## {date.today().isoformat()}: start-up",
            "",
            f"`python bench/start_up.py --runs {runs}`",
            "",
            f"{runs} runs of each, in turns. {os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
            f"Python {platform.python_version()}.",
            "",
            "| command | median s | min | max | processor, median s | times Python alone |",
            "|---|---|---|---|---|---|",
            *rows,
        ]
    )


if __name__ == "__main__":
    main()
