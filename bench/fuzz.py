"""Feeds files that no exporter writes to the loaders, until so many inputs have been read or refused.

`python bench/fuzz.py --inputs 1000000 --seed 1` takes every fixture in turn, with another seed each time: a log of
2,000 changed records of it, or a damaged copy of a packed or binary file. One changed record, or one damaged file, is
one input. Ten loads share a process, so that a crash of it counts as well. It prints what went wrong with its seed, and
a section for RESULTS.md. The changes are those of `tests/fuzzing.py`.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPOSITORY / "tests"), str(REPOSITORY / "pipeline")]

import fuzzing  # noqa: E402
from records import FILES  # noqa: E402

RECORDS = 2_000
LOADS = 10
"""In a process."""
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2])}


def main() -> None:
    """Runs them, prints what went wrong and the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inputs", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--one", nargs=2, metavar=("FILE", "SEED"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        one(chosen.one[0], int(chosen.one[1]))
        return
    began, inputs, files, wrong, round_ = time.perf_counter(), 0, 0, [], chosen.seed
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        while inputs < chosen.inputs:
            jobs = [(file, round_ * 1_000 + LOADS * place) for place, file in enumerate((*FILES, *fuzzing.WHOLE))]
            for (file, seed), said in zip(jobs, pool.map(lambda job: started(*job), jobs), strict=True):
                whole = file in fuzzing.WHOLE
                inputs += LOADS * (1 if whole else RECORDS)
                files += LOADS
                if said:
                    wrong.append(f"{file} from {seed}: {said}")
                    print(wrong[-1], file=sys.stderr)
            print(f"{inputs:,} inputs, {time.perf_counter() - began:.0f} s", file=sys.stderr)
            round_ += 1
    print(section(" ".join(sys.argv[1:]), inputs, files, time.perf_counter() - began, wrong))


def started(file: str, seed: int) -> str:
    """What a process of some loads said; a process that dies says so by its exit code."""
    command = [sys.executable, __file__, "--one", file, str(seed)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or (f"exit code {done.returncode}: {done.stderr[-300:]}" if done.returncode else "")


def one(file: str, first: int) -> None:
    """Prints what goes wrong with each seed."""
    for seed in range(first, first + LOADS):
        found = fuzzing.damage(file, seed) if file in fuzzing.WHOLE else fuzzing.load(file, seed, RECORDS)
        if found:
            print(f"seed {seed}: {found[:500]}")


def section(arguments: str, inputs: int, files: int, seconds: float, wrong: list[str]) -> str:
    """The section for RESULTS.md."""
    return "\n".join(
        [
            f"## {date.today().isoformat()}: {inputs:,} inputs that no exporter writes",
            "",
            f"`python bench/fuzz.py {arguments}`",
            "",
            f"{files:,} files of {len(FILES) + len(fuzzing.WHOLE)} kinds in {seconds:,.0f} s. {os.cpu_count()} cores, "
            f"{platform.machine()}, {platform.system()}; Python {platform.python_version()}.",
            "",
            f"**{len(wrong)} went wrong** (a traceback, a crash, a record that is not counted, a load without end)"
            + ("." if not wrong else ":"),
            *(f"- {each}" for each in wrong),
        ]
    )


if __name__ == "__main__":
    main()
