"""Kills audits and reports at random moments, runs them again, and compares with what was never disturbed.

`python bench/kills.py` takes two generated months and kills, with SIGKILL, at moments spread evenly over the run: an
audit of both into a new database, an audit of the second into a database that has the first, a report from the
database of both. After each kill the database must open; the same command is run again to its end; then every row of
every table, and every byte of the report, must be as undisturbed. Prints its seed, and at which stage each was killed.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

REPOSITORY = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")}

CHILD = """
import sys
from pathlib import Path
from norush import audit, audits, render
import polars, duckdb
database, report, *inputs = sys.argv[1:]
print("started", flush=True)
if inputs:
    command = ("norush", "audit", "INPUT...", "--db", "FILE")
    request = audit.Request(tuple(inputs), Path(database), is_kept=True, salt="salt", command=command)
    view = audit.run(request, lambda stage, size: print("loading" if size else stage, flush=True)).view
else:
    print("reading the database", flush=True)
    view = audits.view(Path(database))
print("writing pages", flush=True)
Path(report).mkdir(exist_ok=True)
render.write_all(view, Path(report))
"""
MAKE = """
import sys
from datetime import date
from pathlib import Path
from norush.demo import write_month
for month in (10, 11):
    folder = Path(sys.argv[1]) / f"month-{month}"
    write_month(folder, seed=month, scale=float(sys.argv[2]), first_day=date(2026, month, 1))
"""


@dataclass(frozen=True, slots=True)
class Case:
    """What is killed: from which database it starts (none: a new one), on which inputs (none: a report)."""

    name: str
    starts_from: Path | None
    inputs: tuple[str, ...]
    seconds: float
    """Of a run that nobody disturbs, from its first stage on."""


def main() -> None:
    """Runs the kills; exits 1 at the first difference."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=random.randrange(10_000))
    options.add_argument("--scale", type=float, default=0.02)
    chosen = options.parse_args()
    print(f"seed {chosen.seed}", file=sys.stderr)
    rng = random.Random(chosen.seed)
    killed: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory(prefix="norush-bench-") as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-c", MAKE, name, str(chosen.scale)], env=ENVIRONMENT, check=True)
        cases, wanted = prepare(folder)
        for number in range(chosen.kills):
            case = cases[number % len(cases)]
            # beyond the end: the run before it may have been a quick one
            stage = disturb(folder, case, rng.uniform(0, case.seconds), wanted)
            killed[case.name, stage] += 1
            print(f"kill {number + 1}: {case.name}, {stage}", file=sys.stderr)
    print(f"## {date.today().isoformat()}, {chosen.kills} kills\n")
    print(f"`python bench/kills.py --kills {chosen.kills} --seed {chosen.seed} --scale {chosen.scale:g}`\n")
    print("| what was killed | while | times |\n|---|---|---|")
    for (name, stage), times in sorted(killed.items()):
        print(f"| {name} | {stage} | {times} |")
    print("\nEvery database opened; run again, every table and every file of the report was as undisturbed.")


def prepare(folder: Path) -> tuple[list[Case], tuple[object, object]]:
    """The three cases, and what each must end with."""
    first, both = (str(folder / "month-10" / "logs"),), tuple(str(folder / f"month-{m}" / "logs") for m in (10, 11))
    one, two = folder / "one.duckdb", folder / "two.duckdb"
    run(one, folder / "one", first)
    new_s = run(folder / "new.duckdb", folder / "new", both)
    shutil.copyfile(one, two)
    added_s = run(two, folder / "two", (both[1],))
    report_s = run(two, folder / "again", ())
    if len(contents(two)["main.requests"]) != len(contents(folder / "new.duckdb")["main.requests"]):
        sys.exit("the two months do not give the same requests one by one and at once")
    cases = [
        Case("an audit of two months", None, both, new_s),
        Case("an audit of a month more", one, (both[1],), added_s),
        Case("a report", two, (), report_s),
    ]
    return cases, (
        {"a report": contents(two), "an audit of a month more": contents(two)}
        | {"an audit of two months": contents(folder / "new.duckdb")},
        {"a report": pages(folder / "two"), "an audit of a month more": pages(folder / "two")}
        | {"an audit of two months": pages(folder / "new")},
    )


def disturb(folder: Path, case: Case, after_s: float, wanted: tuple[object, object]) -> str:
    """The stage at which the case was killed, after so many seconds. Exits where running it again ends otherwise."""
    database, report = folder / "killed.duckdb", folder / "killed"
    for path in (database, database.with_name("killed.duckdb.wal")):
        path.unlink(missing_ok=True)
    shutil.rmtree(report, ignore_errors=True)
    if case.starts_from:
        shutil.copyfile(case.starts_from, database)
    process = start(database, report, case.inputs)
    assert process.stdout
    assert process.stdout.readline() == "started\n"
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    stages = process.stdout.read().splitlines()
    process.wait()
    if database.exists():
        duckdb.connect(str(database)).close()
    run(database, report, case.inputs)
    tables, files = wanted
    assert isinstance(tables, Mapping)
    assert isinstance(files, Mapping)
    found = contents(database)
    for table in sorted(tables[case.name].keys() | found.keys()):
        if tables[case.name].get(table) != found.get(table):
            sys.exit(f"{case.name}, killed while {stages[-1:]} after {after_s:.3f} s: table {table} differs")
    if files[case.name] != pages(report):
        sys.exit(f"{case.name}, killed while {stages[-1:]} after {after_s:.3f} s: the report differs")
    done = process.returncode == 0
    return "(it had come to its end)" if done else stages[-1] if stages else "opening the database"


def start(database: Path, report: Path, inputs: tuple[str, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(database), str(report), *inputs]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)


def run(database: Path, report: Path, inputs: tuple[str, ...]) -> float:
    """Seconds from the first stage to the end. Exits if it fails."""
    process = start(database, report, inputs)
    assert process.stdout
    process.stdout.readline()
    began = time.perf_counter()
    process.stdout.read()
    if process.wait():
        sys.exit(f"the audit of {', '.join(inputs) or 'nothing'} failed")
    return time.perf_counter() - began


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of their own."""
    with duckdb.connect(str(database), read_only=True) as connection:
        names = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        return {
            f"{schema}.{name}": sorted(connection.execute(f"select * from {schema}.{name}").fetchall(), key=repr)
            for schema, name in names
        }


def pages(report: Path) -> dict[str, bytes]:
    """Every file of a report."""
    return {str(path.relative_to(report)): path.read_bytes() for path in sorted(report.rglob("*")) if path.is_file()}


if __name__ == "__main__":
    main()
