"""How long a whole audit takes against DuckDB's bare parse of the same file, and how much memory.

`python bench/audit_million.py` makes 1,000,000 LiteLLM rows (just under 1 kB each, always the same) in a temporary
folder, then runs pairs, one after the other so that a noisy machine disturbs both alike: the bare parse, then
`norush audit`. It prints a section for RESULTS.md.

bare parse  read_json over the file with explicit columns: every field of every row is read as what it is (counts as
            integers, times as timestamps, metadata as the object that it is) and its maximum taken, on all cores.
            The query alone, without starting Python.
audit       the process `norush audit FILE -o DIR` from start to end: Python, load, verdicts, prices, every page.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
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
) to '{path}' (format json)
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
    "request_tags": "varchar[]",
    "metadata": METADATA,
}  # fmt: skip

PARSE = """
import json, sys, time, duckdb
columns = json.loads(sys.argv[2])
largest = ", ".join(f'max("{name}")' for name in columns)
typed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
duckdb.execute("set enable_progress_bar = false")  # it would go to stdout
began = time.perf_counter()
query = f"select {largest} from read_json('{sys.argv[1]}', format = 'newline_delimited', columns = {{{typed}}})"
assert all(duckdb.sql(query).fetchall()[0])
print(time.perf_counter() - began)
"""


def main() -> None:
    """Makes the file, runs the pairs, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--memory-limit", help="passed on to norush audit")
    chosen = options.parse_args()
    limit = ["--memory-limit", chosen.memory_limit] if chosen.memory_limit else []
    with TemporaryDirectory(prefix="norush-bench-") as folder:
        log = Path(folder) / "spend.jsonl"
        make_log(log, chosen.rows)
        parse = [sys.executable, "-c", PARSE, str(log), json.dumps(COLUMNS)]
        audit = [sys.executable, "-m", "norush", "audit", str(log), "-o", str(Path(folder) / "report"), *limit]
        run(parse)  # the file is in the page cache from here on, for both
        pairs = []
        for number in range(chosen.pairs):
            printed, _, parse_mb = run(parse)
            _, audit_s, audit_mb = run(audit)
            pairs.append((float(printed), audit_s, parse_mb, audit_mb))
            print(f"pair {number + 1}: parse {pairs[-1][0]:.2f} s, audit {audit_s:.2f} s", file=sys.stderr)
        print(section(chosen.rows, log.stat().st_size, limit, pairs))


def make_log(path: Path, rows: int) -> None:
    """Writes the log: one JSON line a call, the same bytes each time."""
    # In a process of its own: on Linux a child's peak memory begins with that of its parent.
    statement = ROWS.replace("{path}", str(path)).replace("$rows", str(rows))
    run([sys.executable, "-c", "import duckdb, sys; duckdb.execute(sys.argv[1])", statement])


def run(command: Sequence[str]) -> tuple[str, float, float]:
    """What a process printed, its wall seconds and its peak resident MB. Exits if the process fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    printed = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command[:6])} failed")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # ru_maxrss: bytes there, kilobytes elsewhere
    return printed, time.perf_counter() - began, usage.ru_maxrss / unit


def section(
    rows: int, size_bytes: int, limit: Sequence[str], pairs: Sequence[tuple[float, float, float, float]]
) -> str:
    """The section for RESULTS.md."""
    ratios = [audit_s / parse_s for parse_s, audit_s, _, _ in pairs]
    columns = {
        "audit / bare parse": (ratios, "{:.2f}"),
        "bare parse, s": ([pair[0] for pair in pairs], "{:.2f}"),
        "audit, s": ([pair[1] for pair in pairs], "{:.2f}"),
        "bare parse, peak MB": ([pair[2] for pair in pairs], "{:,.0f}"),
        "audit, peak MB": ([pair[3] for pair in pairs], "{:,.0f}"),
    }
    command = " ".join(["python bench/audit_million.py", f"--rows {rows}", f"--pairs {len(pairs)}", *limit])
    lines = [
        f"## {date.today().isoformat()}: {rows:,} rows",
        "",
        f"`{command}`",
        "",
        f"{rows:,} LiteLLM rows, {size_bytes / 1e6:,.0f} MB ({size_bytes / rows:,.0f} bytes a row). "
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
        f"Python {platform.python_version()}, DuckDB {version('duckdb')}.",
        "",
        "| | median | min | max |",
        "|---|---|---|---|",
    ]
    for name, (values, form) in columns.items():
        figures = (statistics.median(values), min(values), max(values))
        lines.append(f"| {name} | {' | '.join(form.format(figure) for figure in figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
