"""What a month more costs in a kept database, whether the order of months matters, and which workloads keep their id.

`python bench/months.py` generates twelve months of the demo's company, each with traffic of its own, and prints a
section for RESULTS.md:

a month more   processor seconds of `norush audit MONTH-12 --db` into eleven months, over those of the same audit into a
               database of its own; pairs, one after the other, so that a noisy machine disturbs both alike
order          the twelve loaded one by one, shuffled, against all at once: every table but `files` and `audits`, and
               every file of the last month's report
ids            of the spend of workloads that run in more than one month, the share whose workload is, by the
               generator's truth, found under the same id in every month in which it ran
"""

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

REPOSITORY = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")}
MONTHS = 12
NOT_COMPARED = ("files", "audits")
NOT_COMPARED_COLUMNS = ("file_id",)


def main() -> None:
    """Makes the months, runs the audits, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scale", type=float, default=1.0, help="1: about 100,000 requests a month")
    options.add_argument("--pairs", type=int, default=3)
    options.add_argument("--seed", type=int, default=7, help="of the shuffled order")
    chosen = options.parse_args()
    with TemporaryDirectory(prefix="norush-bench-") as name:
        folder = Path(name)
        months = make_months(folder, chosen.scale)
        ratios = [cost(folder, months, number) for number in range(chosen.pairs)]
        order = random.Random(chosen.seed).sample(months, len(months))
        differences = compare(folder, months, order)
        kept, recurring, requests = ids(folder / "once.duckdb", months)
        command = f"python bench/months.py --scale {chosen.scale:g} --pairs {chosen.pairs} --seed {chosen.seed}"
        print(section(command, ratios, differences, kept, recurring, requests))


def make_months(folder: Path, scale: float) -> list[Path]:
    """A folder of logs a month, the truth beside them."""
    months = [folder / f"2026-{month:02}" for month in range(1, MONTHS + 1)]
    for seed, month in enumerate(months, start=1):
        run([sys.executable, "-c", _MAKE, str(month), str(seed), str(scale), f"{month.name}-01"])
    return months


_MAKE = """
import sys
from datetime import date
from pathlib import Path
from norush.demo import write_month
folder, seed, scale, day = sys.argv[1:]
write_month(Path(folder), seed=int(seed), scale=float(scale), first_day=date.fromisoformat(day))
"""


def cost(folder: Path, months: Sequence[Path], number: int) -> tuple[float, float]:
    """Processor seconds of the last month alone, and of the last month into the others."""
    others = folder / "eleven.duckdb"
    if not others.exists():
        audit(others, folder / "report", months[:-1])
    database = folder / f"cost-{number}.duckdb"
    alone = audit(database, folder / "report", months[-1:])
    shutil.copyfile(others, database)
    added = audit(database, folder / "report", months[-1:])
    database.unlink()
    print(f"pair {number + 1}: alone {alone:.2f} s, added {added:.2f} s", file=sys.stderr)
    return alone, added


def compare(folder: Path, months: Sequence[Path], order: Sequence[Path]) -> list[str]:
    """What differs between twelve loads in that order and one load of all."""
    audit(folder / "once.duckdb", folder / "once", months)
    for month in order:
        audit(folder / "each.duckdb", folder / "each", [month])
    last = ["--month", months[-1].name]
    audit(folder / "each.duckdb", folder / "each", order[-1:], *last)
    audit(folder / "once.duckdb", folder / "once", order[-1:], *last)
    found = [f"table {name}" for name in differing_tables(folder / "once.duckdb", folder / "each.duckdb")]
    files = sorted(path.relative_to(folder / "once") for path in (folder / "once").rglob("*") if path.is_file())
    return found + [
        f"report {file}" for file in files if (folder / "once" / file).read_bytes() != _bytes(folder / "each" / file)
    ]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def differing_tables(first: Path, second: Path) -> list[str]:
    """Tables that do not hold the same rows in both databases."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{first}' as first (read_only); attach '{second}' as second (read_only)")
        names = connection.execute(
            "select database_name, table_name from duckdb_tables() where database_name in ('first', 'second')"
        ).fetchall()
        tables = {name for _, name in names} - set(NOT_COMPARED)
        alone = {name for name in tables if len([1 for _, other in names if other == name]) < 2}
        return sorted(alone | {name for name in tables - alone if _differs(connection, name)})


def _differs(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    columns = [
        f'"{name}"'
        for (name,) in connection.execute(
            "select column_name from duckdb_columns() where database_name = 'first' and table_name = $table",
            {"table": table},
        ).fetchall()
        if name not in NOT_COMPARED_COLUMNS
    ]
    rows = {side: f"select {', '.join(columns)} from {side}.main.{table}" for side in ("first", "second")}
    both = [(rows["first"], rows["second"]), (rows["second"], rows["first"])]
    return any(connection.execute(f"{a} except all {b} limit 1").fetchall() for a, b in both)


def ids(database: Path, months: Sequence[Path]) -> tuple[Decimal, Decimal, int]:
    """USD of recurring workloads under the id of all their months; USD of all of them; requests."""
    spent: dict[str, dict[tuple[str, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    with duckdb.connect(str(database), read_only=True) as connection:
        usd = {
            (period, workload): total
            for period, workload, total in connection.execute(
                "select period, workload_id, usd from scenario_costs where scenario = 'as_billed'"
            ).fetchall()
        }
        requests = connection.execute("select count(*) from requests").fetchone()
        truths = [str(month / "truth.csv") for month in months]
        calls = connection.execute(
            "select t.workload, r.period, r.workload_id, count(*) from requests as r "
            "join read_csv($truths) as t on t.request_id = split_part(r.request_id, '@', 1) group by all",
            {"truths": truths},
        ).fetchall()
    of: Counter[tuple[str, str]] = Counter()
    for _, period, workload_id, number in calls:
        of[period, workload_id] += number
    for truth, period, workload_id, number in calls:
        spent[truth][period, workload_id] += (usd[period, workload_id] or Decimal(0)) * number / of[period, workload_id]
    kept, recurring = Decimal(0), Decimal(0)
    for shares in spent.values():
        ran = {period for period, _ in shares}
        if len(ran) < 2:
            continue
        recurring += sum(shares.values())
        seen: dict[str, set[str]] = defaultdict(set)
        for period, workload_id in shares:
            seen[workload_id].add(period)
        kept += sum(total for (_, workload_id), total in shares.items() if seen[workload_id] == ran)
    return kept, recurring, requests[0] if requests else 0


def audit(database: Path, report: Path, inputs: Sequence[Path], *more: str) -> float:
    """Processor seconds of one audit of the logs of these months."""
    logs = [str(month / "logs") for month in inputs]
    return run([
        *(sys.executable, "-m", "norush", "audit", *logs, "--db", str(database), "-o", str(report)),
        *("--salt", "bench", *more),
    ])  # fmt: skip


def run(command: Sequence[str]) -> float:
    """Processor seconds of a process. Exits if it fails."""
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command[:6])} failed: {said[-2000:]}")
    return usage.ru_utime + usage.ru_stime


def section(
    command: str,
    pairs: Sequence[tuple[float, float]],
    differences: Sequence[str],
    kept: Decimal,
    recurring: Decimal,
    requests: int,
) -> str:
    """The section for RESULTS.md."""
    figures = {
        "a month more / the month alone": ([added / alone for alone, added in pairs], "{:.2f}"),
        "the month alone, processor s": ([alone for alone, _ in pairs], "{:.2f}"),
        "into eleven others, processor s": ([added for _, added in pairs], "{:.2f}"),
    }
    lines = [
        f"## {date.today().isoformat()}, twelve months: {requests:,} requests",
        "",
        f"`{command}`",
        "",
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; Python {platform.python_version()}, "
        f"DuckDB {version('duckdb')}.",
        "",
        "| | median | min | max |",
        "|---|---|---|---|",
    ]
    for name, (values, form) in figures.items():
        told = (statistics.median(values), min(values), max(values))
        lines.append(f"| {name} | {' | '.join(form.format(value) for value in told)} |")
    same = f"differ in {', '.join(differences)}" if differences else "are the same, and so is every file of the report"
    return "\n".join([
        *lines,
        "",
        f"One by one in a shuffled order and all at once: the tables (`files` and `audits` apart) {same}.",
        f"Of ${recurring:,.2f} of recurring workloads, {100 * kept / recurring:.2f} % keep their id in every month.",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
