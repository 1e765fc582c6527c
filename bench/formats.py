"""How many records a second norush loads of each format of single calls, on one core.

`python bench/formats.py` takes every fixture of such a format and makes a large file of it: its records again and
again, each time a minute later and with other ids, so that no call is there twice. Records of the fixture that norush
rejects are left out. Then it loads the file in a process of its own, with one thread of DuckDB on one core, and prints
a section for RESULTS.md.

records/s  records of the file by the processor seconds of the whole load: opening a new database on disk, recognising,
           reading, checking, masking, hashing the file, taking out repeats, closing. Not: starting Python. Processor
           time, because it is the time on a core of one's own, however busy the machine is.
flat       a table, or JSON lines, without objects inside: formats read as texts only, and norush's own columns.
"""

import argparse
import csv
import io
import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).resolve().parents[1]
FIXTURES = REPOSITORY / "fixtures"
sys.path.insert(0, str(REPOSITORY / "pipeline"))

from norush.params import Params  # noqa: E402
from norush.sources import containers, files  # noqa: E402
from norush.sources.load import load  # noqa: E402
from norush.sources.source import Grain  # noqa: E402
from norush.warehouse import Warehouse, literal  # noqa: E402

FLAT_AIM, AIM = 100_000, 20_000
"""Records a second: of what is flat, and of anything."""

BETWEEN_COPIES_S = 60

CHANGING = re.compile(
    r"""(?P<day>20\d\d-\d\d-\d\d)(?P<t>[T ])(?P<clock>\d\d:\d\d:\d\d)"""
    r"""|(?<![\w.-])(?P<epoch>1[789]\d{8})(?P<part>\d{9}|\d{6}|\d{3}|)(?![\d])"""
    r"""|(?P<name>\\*"(?:[A-Za-z_.]*(?:[Ii]d|ID|uuid|Uuid)|custom_id)\\*"\s*:\s*\\*")(?P<id>[^"\\]+)"""
    r"""|(?P<key>"key":\s*"[\w.]*\.id",\s*"value":\s*\{"stringValue":\s*")(?P<attribute>[^"]+)"""
)
"""Times, epochs in any unit, and ids, known by the name of their field: also in JSON inside a text, and in OTLP."""

NAMED = {"anthropic_batch_results.jsonl": "msgbatch_01SampleBatch000000000001.jsonl"}
"""Fixtures that are recognised as part of something by their number of records: this names it instead."""

SHARED = re.compile(r"(?:key|team|org|organization|account|project|workspace|model|user|config)\w*_?[Ii]d", re.I)
"""Ids of what many calls have in common: they stay."""


@dataclass(frozen=True, slots=True)
class Result:
    """One load. `expected`: how many requests there should be, from what the fixture has."""

    fixture: str
    format: str
    shape: str
    is_flat: bool
    size_bytes: int
    records: int
    requests: int
    expected: int
    seconds: float


def main() -> None:
    """Makes the files, loads them one after the other, prints the section."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=300_000, help="of each file, about")
    options.add_argument("--only", default="", help="only fixtures whose name contains this")
    options.add_argument("--load", nargs=2, metavar=("DATABASE", "FOLDER"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.load:
        print(json.dumps(load_once(Path(chosen.load[0]), Path(chosen.load[1]))))
        return
    results = []
    for fixture in sorted(FIXTURES.iterdir()):
        if fixture.is_file() and chosen.only in fixture.name and (result := measure(fixture, chosen.records)):
            results.append(result)
            print(f"{result.fixture}: {result.records / result.seconds:,.0f} records/s", file=sys.stderr)
    print(section(f"--only {chosen.only} " if chosen.only else "", chosen.records, results))


def measure(fixture: Path, records: int) -> Result | None:
    """Makes the large file of this fixture and loads it; None if it is of another grain, or not of a kind made here."""
    entry = files.identify(fixture, format_name=None, mapping=None)
    make = MAKERS.get(entry.sample.shape) if entry.sample.shape else None
    if entry.problem or not entry.source or entry.source.grain != Grain.REQUEST or not make:
        return None
    with TemporaryDirectory(prefix="norush-bench-") as temporary:
        one, many = Path(temporary) / "one", Path(temporary) / "many"
        for folder in (one, many):
            folder.mkdir()
            for names in name_fixtures():
                (folder / names.name).write_bytes(names.read_bytes())
        name = NAMED.get(fixture.name, fixture.name)
        make(fixture, one / name, entry.sample, 1)
        once = load_once(Path(temporary) / "one.duckdb", one)
        copies = max(1, round(records / max(once["records"], 1)))
        large = many / name
        make(fixture, large, entry.sample, copies)
        command = [sys.executable, __file__, "--load", str(Path(temporary) / "many.duckdb"), str(many)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        loaded = json.loads(done.stdout)
        return Result(
            fixture.name,
            entry.source.name,
            str(entry.sample.shape),
            is_flat(entry),
            large.stat().st_size,
            int(loaded["records"]),
            int(loaded["requests"]),
            int(once["requests"]) * copies,
            loaded["seconds"],
        )


def is_flat(entry: files.Input) -> bool:
    """Whether the records of this file have no objects inside."""
    assert entry.source
    as_text = bool(entry.source.columns) and set(map(str, entry.source.columns.values())) == {"VARCHAR"}
    in_lines = entry.sample.shape in (containers.Shape.LINES, containers.Shape.TABLE)
    return in_lines and (as_text or entry.source.name == "canonical")


def name_fixtures() -> Iterator[Path]:
    """The small files in which others look names up: they are loaded beside."""
    for fixture in sorted(FIXTURES.iterdir()):
        if fixture.is_file():
            entry = files.identify(fixture, format_name=None, mapping=None)
            if entry.source and entry.source.grain == Grain.NAMES:
                yield fixture


def load_once(database: Path, folder: Path) -> dict[str, float]:
    """Loads the folder on one core; `records` and `requests` of calls in it, and the processor `seconds`."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    began = time.process_time()
    with Warehouse(database) as warehouse:
        warehouse.connection.execute("set threads = 1")
        load(warehouse, files.find([str(folder)]), Params())
        records, requests = warehouse.row(
            "select sum(records_read - names)::bigint, sum(requests)::bigint from files where problem is null"
        )
    return {"records": int(records), "requests": int(requests), "seconds": time.process_time() - began}


def rejected_lines(fixture: Path) -> set[int]:
    """The lines of the fixture that norush cannot use: a real log has few, and each file with one is read twice."""
    with Warehouse() as warehouse:
        load(warehouse, [*name_fixtures(), fixture], Params())
        return {
            line for (line,) in warehouse.rows("select line from rejects where file = $file", {"file": str(fixture)})
        }


def make_lines(fixture: Path, large: Path, _: containers.Sample, copies: int) -> None:
    """JSON lines: the lines again and again."""
    left_out = rejected_lines(fixture)
    lines = fixture.read_text(encoding="utf-8").splitlines(keepends=True)
    with large.open("w", encoding="utf-8", newline="") as file:
        file.writelines(repeated("".join(line for at, line in enumerate(lines, 1) if at not in left_out), copies))


def make_table(fixture: Path, large: Path, sample: containers.Sample, copies: int) -> None:
    """A delimited table: the header once, then the rows again and again."""
    left_out = rejected_lines(fixture)
    reader = csv.reader(io.StringIO(fixture.read_text(encoding="utf-8"), newline=""), delimiter=sample.delimiter)
    header = next(reader)
    is_id = [bool(re.search(r"(?i:(^|_)(id|uuid))$|[a-z]Id$", name)) and not SHARED.fullmatch(name) for name in header]
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=sample.delimiter, lineterminator="\n")
    line = reader.line_num + 1
    for row in reader:
        is_left_out, line = line in left_out, reader.line_num + 1  # a row may be several lines: it is where it begins
        if row and not is_left_out:
            writer.writerow([f"{cell}{MARK}" if id_ and cell else cell for cell, id_ in zip(row, is_id, strict=True)])
    with large.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sample.delimiter, lineterminator="\n").writerow(header)
        file.writelines(repeated(rows.getvalue(), copies))


def make_document(fixture: Path, large: Path, _: containers.Sample, copies: int) -> None:
    """A JSON document: the items of its list again and again, in one document."""
    document = json.loads(fixture.read_text(encoding="utf-8"))
    if isinstance(document, dict):
        field = next(name for name, value in document.items() if isinstance(value, list) and value)
        head, tail = json.dumps({**document, field: ["@"]}).split('"@"')
        items = document[field]
    else:
        head, tail, items = "[", "]", document
    text = ",\n".join(json.dumps(item) for item in items)
    with large.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        for at, part in enumerate(repeated(text, copies)):
            file.write(f",\n{part}" if at else part)
        file.write(tail)


def make_parquet(fixture: Path, large: Path, _: containers.Sample, copies: int) -> None:
    """Parquet: the rows again and again, times and ids changed by DuckDB."""
    with Warehouse() as warehouse:
        described = warehouse.rows(f"describe select * from {literal(str(fixture))}")
        changed = [
            f'"{name}" + to_seconds(copy * {BETWEEN_COPIES_S}) as "{name}"' if str(kind).startswith("TIMESTAMP")
            else f'"{name}" || \'-\' || copy as "{name}"' if name == "request_id" else f'"{name}"'
            for name, kind, *_ in described
        ]  # fmt: skip
        warehouse.connection.execute(
            f"copy (select {', '.join(changed)} from {literal(str(fixture))}, range({copies}) as r(copy)) "
            f"to {literal(str(large))} (format parquet)"
        )


MARK = "\x1a"
"""Where a table's id gets the number of the copy."""

MAKERS: dict[containers.Shape, Callable[[Path, Path, containers.Sample, int], None]] = {
    containers.Shape.LINES: make_lines,
    containers.Shape.EVENTS: make_lines,
    containers.Shape.TABLE: make_table,
    containers.Shape.DOCUMENT: make_document,
    containers.Shape.PARQUET: make_parquet,
}


def repeated(text: str, copies: int) -> Iterator[str]:
    """The text with its times and ids changed, once a copy."""
    parts = list(template(text))
    for copy in range(copies):
        yield "".join(part if isinstance(part, str) else part(copy) for part in parts)


def template(text: str) -> Iterator[str | Callable[[int], str]]:
    """The text in pieces: what stays, and what is made for each copy."""
    end = 0
    for match in re.finditer(f"{CHANGING.pattern}|(?P<mark>{MARK})", text):
        yield text[end : match.start()]
        end = match.end()
        if match["day"]:
            yield clock(f"{match['day']} {match['clock']}", match["t"])
        elif match["epoch"]:
            yield epoch(int(match["epoch"]), match["part"])
        elif match["mark"]:
            yield lambda copy: f"-{copy:x}"
        elif match["name"] and SHARED.search(match["name"]):
            yield match[0]
        else:
            yield match[0]
            yield lambda copy: f"-{copy:x}"
    yield text[end:]


def clock(text: str, between: str) -> Callable[[int], str]:
    """A time as text, some seconds later each copy."""
    start = datetime.fromisoformat(text)
    return lambda copy: (start + timedelta(seconds=copy * BETWEEN_COPIES_S)).isoformat(between)


def epoch(seconds: int, part: str) -> Callable[[int], str]:
    """An epoch of any unit, some seconds later each copy."""
    return lambda copy: f"{seconds + copy * BETWEEN_COPIES_S}{part}"


def section(only: str, records: int, results: Sequence[Result]) -> str:
    """The section for RESULTS.md. `only`: the option as it was given."""
    lines = [
        f"## {date.today().isoformat()}: records a second by format, on one core",
        "",
        f"`python bench/formats.py {only}--records {records}`",
        "",
        f"{platform.machine()}, {platform.system()}; Python {platform.python_version()}, DuckDB {version('duckdb')}.",
        "",
        "| fixture | format | as | records | bytes a record | records/s | aim at least |",
        "|---|---|---|---|---|---|---|",
    ]
    for result in sorted(results, key=lambda result: result.records / result.seconds):
        speed, aim = result.records / result.seconds, FLAT_AIM if result.is_flat else AIM
        missed = "" if speed >= aim else f" **missed by {1 - speed / aim:.0%}**"
        unlike = "" if result.requests == result.expected else f" ({result.requests:,} of {result.expected:,} requests)"
        lines.append(
            f"| `{result.fixture}` | `{result.format}` | {result.shape} | {result.records:,}{unlike} | "
            f"{result.size_bytes / result.records:,.0f} | {speed:,.0f} | {aim:,}{missed} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
