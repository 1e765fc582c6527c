"""What judging costs beside the load: the rows of `audit_rows.py`, loaded and judged in one process.

`python bench/judging.py --rows 1000000 --runs 3` loads a file of LiteLLM rows into a new database each time, then lets
the audit work it through as ever, and prints a section for RESULTS.md. No page is written.

load        recognise, read, check, compress, drop repeats.
judgement   workloads, signals, verdicts, kinds, questions.
costs       scenarios, findings, caches in use, batch delays, blockers; owners, reconciliation.
"""

import argparse
import statistics
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from audit_rows import KINDS, ROWS

from norush import audit
from norush.params import Params
from norush.prices import load_book
from norush.sources.load import load
from norush.warehouse import Warehouse

PARTS = ("load", "judgement", "costs")
BEGINS = {"finding workloads": "judgement", "pricing": "costs"}
"""The stages of an audit that begin a part."""


def run(log: Path, folder: Path) -> dict[str, float]:
    """Processor seconds of each part, of all threads."""
    params, book = Params(), load_book()
    request = audit.Request(inputs=(str(log),), database=folder / "audit.duckdb", params=params)
    marks = [("load", time.process_time())]

    def notify(stage: str, _bytes: int) -> None:
        if stage in BEGINS:
            marks.append((BEGINS[stage], time.process_time()))

    with Warehouse(request.database) as warehouse:
        load(warehouse, [log], params)
        audit.judge(warehouse, request, audit.rules_of(request), book, notify)
        marks.append(("end", time.process_time()))
    return {part: after - before for (part, before), (_, after) in pairwise(marks)}


def section(rows: int, runs: int, found: list[dict[str, float]]) -> str:
    """A section of RESULTS.md."""
    medians = {part: statistics.median(each[part] for each in found) for part in PARTS}
    ratio = statistics.median(each["judgement"] / each["load"] for each in found)
    whole = statistics.median((each["judgement"] + each["costs"]) / each["load"] for each in found)
    lines = [
        f"## {date.today().isoformat()}: judgement beside the load",
        "",
        f"`python bench/judging.py --rows {rows} --runs {runs}`",
        "",
        "Processor seconds, medians.",
        "",
        "| rows | load | judgement | costs | judgement / load | (judgement + costs) / load |",
        "|---|---|---|---|---|---|",
        f"| {rows:,} | " + " | ".join(f"{medians[part]:.2f}" for part in PARTS) + f" | {ratio:.2f} | {whole:.2f} |",
    ]
    return "\n".join(lines)


def main() -> None:
    """Makes the file, loads and judges it, prints the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        log = Path(made) / "calls.jsonl"
        duckdb.execute(ROWS.replace("{path}", str(log)).replace("{options}", KINDS["jsonl"][0]), {"rows": asked.rows})
        found = []
        for number in range(asked.runs):
            folder = Path(made) / str(number)
            folder.mkdir()
            found.append(run(log, folder))
    print(section(asked.rows, asked.runs, found))


if __name__ == "__main__":
    main()
