"""How long a whole audit takes against DuckDB's bare parse of the same file, and how much memory; how both grow.

`python bench/audit_rows.py` makes LiteLLM rows (just under 1 kB each, always the same) in a temporary folder, then runs
pairs, one after the other so that a noisy machine disturbs both alike: the bare parse, then `norush audit`. It prints a
section for RESULTS.md. `--rows 1000000 5000000 20000000` measures how the time of a row grows.

bare parse  every field of every row is read as what it is (counts as integers, times as timestamps) and its maximum
            taken, on all cores: read_json with explicit columns, read_csv with explicit columns, read_parquet. The
            query alone, without starting Python.
audit       the process `norush audit FILE -o DIR` from start to end: Python, load, verdicts, prices, every page.
processor   user and system seconds of the processes, of the parse with its Python: what other work on the machine
            disturbs least.
spilled     the most that DuckDB's temporary folder beside the database held, looked at ten times a second.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")}

ROWS = """
copy (
    with numbers as (
        select
            i,
            md5(i::varchar) as name,
            (md5_number_lower('w' || i) % 200)::integer as w,
            1790812800000 + (i * 2592000000) // $rows as start_ms,
            (500 + md5_number_lower('p' || i) % 8000)::bigint as prompt,
            (20 + md5_number_lower('o' || i) % 500)::bigint as answer,
            (500 + md5_number_lower('d' || i) % 5000)::bigint as took_ms
        from range($rows) as t(i)
    ),
    calls as (
        select
            *,
            strftime(make_timestamp(start_ms * 1000), '%Y-%m-%dT%H:%M:%S.%gZ') as began,
            strftime(make_timestamp((start_ms + took_ms) * 1000), '%Y-%m-%dT%H:%M:%S.%gZ') as done
        from numbers
    )
    select
        'chatcmpl-' || name as request_id,
        'acompletion' as call_type,
        md5('key' || w) || md5('more' || w) as api_key,
        round((prompt * 3 + answer * 15) / 1e6, 6) as spend,
        prompt + answer as total_tokens,
        prompt as prompt_tokens,
        answer as completion_tokens,
        began as "startTime",
        done as "endTime",
        done as "completionStartTime",
        ['claude-opus-4-7', 'claude-sonnet-4-6', 'anthropic/claude-haiku-4-5'][w % 3 + 1] as model,
        'default' as "user",
        {
            'usage_object': {
                'prompt_tokens': prompt, 'completion_tokens': answer,
                'cache_read_input_tokens': prompt // 2, 'cache_creation_input_tokens': 0,
                'prompt_tokens_details': {'cached_tokens': prompt // 2, 'cache_creation_tokens': 0},
                'service_tier': 'standard', 'inference_geo': 'global'
            },
            'user_api_key_alias': 'key-' || w,
            'user_api_key_team_alias': 'team-' || (w % 20),
            'user_agent': 'anthropic-sdk-python/0.71.0'
        } as metadata,
        'False' as cache_hit,
        ['app-' || w] as request_tags,
        't-' || (w % 20) as team_id,
        'u_' || (md5_number_lower('u' || i) % 9000) as end_user,
        md5('session' || i // 7) as session_id,
        'success' as status,
        'anthropic' as custom_llm_provider
    from calls
    order by i
) to '{path}' ({options})
"""

METADATA = (
    "struct(usage_object struct(prompt_tokens bigint, completion_tokens bigint, cache_read_input_tokens bigint, "
    "cache_creation_input_tokens bigint, "
    "prompt_tokens_details struct(cached_tokens bigint, cache_creation_tokens bigint), "
    "service_tier varchar, inference_geo varchar), user_api_key_alias varchar, user_api_key_team_alias varchar, "
    "user_agent varchar)"
)
COLUMNS = {
    **dict.fromkeys(
        ("request_id", "call_type", "api_key", "model", "user", "cache_hit", "team_id", "end_user", "session_id",
         "status", "custom_llm_provider"), "varchar",
    ),
    **dict.fromkeys(("total_tokens", "prompt_tokens", "completion_tokens"), "bigint"),
    **dict.fromkeys(("startTime", "endTime", "completionStartTime"), "timestamp"),
    "spend": "double",
}  # fmt: skip
"""Of every kind of file; the two fields with objects are added below."""
ORDER = ("request_id", "call_type", "api_key", "spend", "total_tokens", "prompt_tokens", "completion_tokens",
         "startTime", "endTime", "completionStartTime", "model", "user", "metadata", "cache_hit", "request_tags",
         "team_id", "end_user", "session_id", "status", "custom_llm_provider")  # fmt: skip
IN_TEXT = "replace (to_json(metadata)::varchar as metadata, to_json(request_tags)::varchar as request_tags)"
"""As PostgreSQL's COPY writes objects into a table."""

KINDS = {
    "jsonl": (
        "format json",
        "read_json({path}, format = 'newline_delimited', columns = {columns})",
        {**COLUMNS, "metadata": METADATA, "request_tags": "varchar[]"},
    ),
    "csv": (
        "format csv, header",
        "read_csv({path}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        "columns = {columns})",
        {name: {**COLUMNS, "metadata": "varchar", "request_tags": "varchar"}[name] for name in ORDER},
    ),
    "parquet": ("format parquet, compression zstd", "read_parquet({path})", dict.fromkeys(ORDER, "")),
}
"""How a kind of file is written, how it is read bare, and its columns."""

PARSE = """
import sys, time, duckdb
duckdb.execute("set enable_progress_bar = false")  # it would go to stdout
began = time.perf_counter()
assert all(duckdb.sql(sys.argv[1]).fetchall()[0])
print(time.perf_counter() - began)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process. `spilled_mb`: the most its database's temporary folder held."""

    printed: str
    seconds: float
    processor_s: float
    peak_mb: float
    spilled_mb: float


def main() -> None:
    """Makes the files, runs the pairs, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    options.add_argument("--as", dest="kinds", nargs="+", choices=sorted(KINDS), default=["jsonl"])
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--memory-limit", help="passed on to norush audit")
    chosen = options.parse_args()
    limit = ["--memory-limit", chosen.memory_limit] if chosen.memory_limit else []
    lines = []
    for kind in chosen.kinds:
        for rows in chosen.rows:
            with TemporaryDirectory(prefix="norush-bench-") as folder:
                lines.append(row(kind, rows, *measure(Path(folder), kind, rows, chosen.pairs, limit)))
    print(section(" ".join(sys.argv[1:]), lines))


def measure(folder: Path, kind: str, rows: int, pairs: int, limit: Sequence[str]) -> tuple[int, list[tuple[Run, Run]]]:
    """The size of the file, and pairs of the bare parse and the audit of it."""
    log = folder / f"spend.{kind}"
    make_log(log, kind, rows)
    _, reader, columns = KINDS[kind]
    typed = ", ".join(f"'{name}': '{column}'" for name, column in columns.items())
    largest = ", ".join(f'max("{name}")' for name in columns)
    source = reader.format(path=f"'{log}'", columns=f"{{{typed}}}")
    parse = [sys.executable, "-c", PARSE, f"select {largest} from {source}"]
    report = folder / "report"
    audit = [sys.executable, "-m", "norush", "audit", str(log), "-o", str(report), *limit]
    run(parse)  # the file is in the page cache from here on, for both
    done = []
    for number in range(pairs):
        done.append((run(parse), run(audit, spills=report)))
        parsed, audited = done[-1]
        print(
            f"{rows:,} rows as {kind}, pair {number + 1}: parse {float(parsed.printed):.2f} s, audit "
            f"{audited.seconds:.2f} s, {audited.processor_s:.1f} processor s, {audited.peak_mb:,.0f} MB, "
            f"{audited.spilled_mb:,.0f} MB spilled",
            file=sys.stderr,
        )
    return log.stat().st_size, done


def make_log(path: Path, kind: str, rows: int) -> None:
    """Writes the log: one line a call, the same each time."""
    statement = ROWS.replace("{path}", str(path)).replace("$rows", str(rows)).replace("{options}", KINDS[kind][0])
    if kind != "jsonl":
        inner, _, end = statement.removeprefix("\ncopy (").rpartition(") to")
        statement = f"copy (select * {IN_TEXT} from ({inner})) to{end}"
    # In a process of its own: on Linux a child's peak memory begins with that of its parent.
    run([sys.executable, "-c", "import duckdb, sys; duckdb.execute(sys.argv[1])", statement])


def run(command: Sequence[str], *, spills: Path | None = None) -> Run:
    """A process, measured; `spills` is the folder of the database it makes. Exits if the process fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    ended, most = threading.Event(), [0]
    watcher = threading.Thread(target=watch, args=(spills, ended, most)) if spills else None
    if watcher:
        watcher.start()
    printed = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    ended.set()
    if watcher:
        watcher.join()
    if status:
        sys.exit(f"{' '.join(command[:6])} failed")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # ru_maxrss: bytes there, kilobytes elsewhere
    return Run(printed, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, most[0] / 1e6)


def watch(folder: Path, ended: threading.Event, most: list[int]) -> None:
    """Keeps in `most` the largest sum of bytes that DuckDB's temporary files under `folder` have."""
    while not ended.wait(0.1):
        held = 0
        for file in folder.glob("*.tmp/*"):
            with suppress(FileNotFoundError):
                held += file.stat().st_size
        most[0] = max(most[0], held)


def row(kind: str, rows: int, size_bytes: int, pairs: Sequence[tuple[Run, Run]]) -> str:
    """A line of the table: medians, of the ratio with its smallest and largest."""
    ratios = [audited.seconds / float(parsed.printed) for parsed, audited in pairs]
    worked = [audited.processor_s / parsed.processor_s for parsed, audited in pairs]
    median = statistics.median
    return (
        f"| {rows:,} {kind} | {size_bytes / 1e6:,.0f} | {median(float(p.printed) for p, _ in pairs):.2f} "
        f"| {median(a.seconds for _, a in pairs):.2f} | {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) "
        f"| {median(worked):.2f} | {median(a.processor_s for _, a in pairs) / rows * 1e6:.1f} "
        f"| {max(a.peak_mb for _, a in pairs):,.0f} | {max(a.spilled_mb for _, a in pairs):,.0f} |"
    )


def section(arguments: str, lines: Sequence[str]) -> str:
    """The section for RESULTS.md."""
    return "\n".join(
        [
            f"## {date.today().isoformat()}: an audit against the bare parse",
            "",
            f"`python bench/audit_rows.py {arguments}`",
            "",
            f"LiteLLM rows. {os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
            f"Python {platform.python_version()}, DuckDB {version('duckdb')}.",
            "",
            "| rows | MB | bare parse, s | audit, s | audit / parse (min to max) | processor, audit / parse "
            "| processor us a row | peak MB | spilled MB |",
            "|---|---|---|---|---|---|---|---|---|",
            *lines,
        ]
    )


if __name__ == "__main__":
    main()
