"""How long the pages of a report take, and how large they are, by the number of workloads.

`python bench/report_pages.py` audits generated logs of 10, 500 and 5,000 callers once (norush's own columns, 200 calls
each; some fall into several workloads, and the table counts those), then renders each again from its database, as
`norush report` does, in a process of its own: first the view, then all outputs, templates compiled anew, into an empty
folder (what is there already is not written again).
`--chromium PATH` opens the front page in that browser, once a run: the time until it is drawn, and how many elements
it has. It prints a section for RESULTS.md.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from audit_rows import run

CALLS = """
copy (
    select
        'msg_' || md5(i::varchar) as request_id,
        make_timestamptz(start_us) as started_at,
        make_timestamptz(start_us + 500000 + (md5_number_lower('d' || i) % 5000000)::bigint) as ended_at,
        'anthropic' as provider,
        ['claude-opus-4-7', 'claude-sonnet-4-6', 'claude-haiku-4-5'][(i % $workloads) % 3 + 1] as model,
        'key-' || (i % $workloads) as api_key,
        'team-' || (i % $workloads) % 20 as workspace,
        (500 + md5_number_lower('p' || i) % 8000)::bigint as input_tokens,
        (20 + md5_number_lower('o' || i) % 500)::bigint as output_tokens,
        (md5_number_lower('c' || i) % 4000)::bigint as cache_read_tokens
    from (
        select i, 1790812800000000 + (i * 2592000000000) // ($workloads * 200) as start_us
        from range($workloads * 200) as t(i)
    )
    order by i
) to '{path}' (format parquet)
"""
RENDER = """
import sys, time
from pathlib import Path
from norush import audits, render
began = time.perf_counter()
view = audits.view(Path(sys.argv[1]))
viewed = time.perf_counter()
render.write_all(view, Path(sys.argv[2]))
print(viewed - began, time.perf_counter() - viewed)
"""


def main() -> None:
    """Makes the databases, renders them, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--workloads", type=int, nargs="+", default=[10, 500, 5_000])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--chromium", metavar="PATH", help="a browser to open the front page in (needs playwright)")
    chosen = options.parse_args()
    rows = []
    for workloads in chosen.workloads:
        with TemporaryDirectory(prefix="norush-bench-") as name:
            rows.append(measure(Path(name), workloads, chosen.runs, chosen.chromium))
    print(section(chosen.workloads, chosen.runs, rows))


def measure(folder: Path, workloads: int, runs: int, chromium: str | None) -> str:
    """A row of the table."""
    log, report = folder / "calls.parquet", folder / "report"
    statement = CALLS.replace("{path}", str(log)).replace("$workloads", str(workloads))
    run([sys.executable, "-c", "import duckdb, sys; duckdb.execute(sys.argv[1])", statement])
    run([sys.executable, "-m", "norush", "audit", str(log), "-o", str(report)])
    report.mkdir(exist_ok=True)
    views, seconds, peaks = [], [], []
    for number in range(runs):
        with TemporaryDirectory(dir=folder) as empty:
            done = run([sys.executable, "-c", RENDER, str(report / "audit.duckdb"), empty])
        view_s, pages_s = map(float, done.printed.split())
        views.append(view_s)
        seconds.append(pages_s)
        peaks.append(done.peak_mb)
        print(f"{workloads} workloads, run {number + 1}: {seconds[-1]:.2f} s", file=sys.stderr)
    pages = list((report / "workloads").glob("*.html"))
    front, largest = (report / "audit.html").stat().st_size, max(page.stat().st_size for page in pages)
    in_all = sum(file.stat().st_size for file in report.rglob("*") if file.suffix != ".duckdb" and file.is_file())
    figures = (statistics.median(views), statistics.median(seconds), min(seconds), max(seconds))
    return (
        f"| {len(pages):,} | {' | '.join(f'{each:.2f}' for each in figures)} | {front / 1e3:,.0f} | "
        f"{largest / 1e3:,.0f} | {in_all / 1e6:,.1f} | {statistics.median(peaks):,.0f} | "
        f"{opened(report / 'audit.html', runs, chromium) if chromium else 'not measured | not measured'} |"
    )


def opened(page: Path, runs: int, chromium: str) -> str:
    """Milliseconds until the browser has drawn the page, the median; its elements."""
    from playwright.sync_api import sync_playwright

    took = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(runs):
            tab = browser.new_page()
            began = time.perf_counter()
            tab.goto(page.as_uri())
            tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            took.append(time.perf_counter() - began)
            elements = tab.evaluate("document.querySelectorAll('*').length")
            tab.close()
        browser.close()
    return f"{1_000 * statistics.median(took):,.0f} | {elements:,}"


def section(workloads: list[int], runs: int, rows: list[str]) -> str:
    """The section for RESULTS.md."""
    return "\n".join(
        [
            f"## {date.today().isoformat()}: the pages of a report",
            "",
            f"`python bench/report_pages.py --workloads {' '.join(map(str, workloads))} --runs {runs}`",
            "",
            "Pages: every output, HTML, Markdown, JSON and CSV, from the view on. "
            f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
            f"Python {platform.python_version()}, DuckDB {version('duckdb')}.",
            "",
            "| workloads | view, median s | pages, median s | min | max | audit.html kB | largest | all MB | peak MB | "
            "opens, median ms | elements |",
            "|---|---|---|---|---|---|---|---|---|---|---|",
            *rows,
        ]
    )


if __name__ == "__main__":
    main()
