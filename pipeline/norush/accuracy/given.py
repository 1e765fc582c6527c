"""A user's own logs with labels of her own: judged as any log, and scored.

Reads the logs, and a CSV with `request_id` and `verdict` (and, if there, `kind` and `workload`); writes a database in
memory.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from norush import audit
from norush.accuracy.ledger import Label, Line, read_lines
from norush.errors import UsageError
from norush.params import Params
from norush.prices import load_book
from norush.rules.book import Rule
from norush.sources import files
from norush.sources.load import load
from norush.sources.mapping import read_map
from norush.verdicts import Verdict
from norush.warehouse import Warehouse

VERDICTS = tuple(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class Given:
    """The ledger of a user's logs. `unlabelled`: requests that the labels say nothing of; `unknown`: labels of no
    request."""

    lines: tuple[Line, ...]
    unlabelled: int
    unknown: int


def run(
    truth: Path, inputs: Sequence[str], rules: Sequence[Rule], *, format_name: str | None, map_file: Path | None
) -> Given:
    """Loads and judges the inputs, and sets the labels of `truth` beside the verdicts. Raises UsageError for bad
    labels."""
    labels, label_of = read_labels(truth)
    params, book = Params(), load_book()
    paths = files.find(inputs)
    with Warehouse() as warehouse:
        mapping = read_map(map_file) if map_file else None
        load(warehouse, paths, params, format_name=format_name, mapping=mapping)
        request = audit.Request(inputs=tuple(inputs), database=truth, params=params)
        audit.judge(warehouse, request, rules, book)
        known = {request_id for (request_id,) in warehouse.rows("select request_id from requests")}
        found = [(request_id, label) for request_id, label in label_of.items() if request_id in known]
        if not found:
            raise UsageError(
                f"not one request_id of {truth} is a request of these files: are the labels from other logs?"
            )
        lines, unlabelled = read_lines(warehouse, labels, found, params, book)
    return Given(tuple(lines), unlabelled, len(label_of) - len(found))


def read_labels(path: Path) -> tuple[list[Label], Mapping[str, int]]:
    """The distinct labels of a CSV, and the number of the label of each request. Raises UsageError with file and
    line."""
    labels: dict[Label, int] = {}
    label_of: dict[str, int] = {}
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            missing = {"request_id", "verdict"} - set(reader.fieldnames or ())
            if missing:
                raise UsageError(
                    f"{path} has no column {' and no '.join(sorted(missing))}: --truth needs request_id,verdict"
                )
            for row in reader:
                verdict, request_id = row["verdict"], row["request_id"]
                if verdict not in VERDICTS:
                    raise UsageError(
                        f"{path}:{reader.line_num}: {verdict!r} is no verdict: write one of {', '.join(VERDICTS)}"
                    )
                kind = row.get("kind") or row.get("workload") or verdict
                # "uncertain" as truth: the owner says that no log can tell
                label = Label(
                    row.get("workload") or kind, kind, verdict, is_decidable=verdict != Verdict.UNCERTAIN.value
                )
                number = labels.setdefault(label, len(labels))
                if label_of.setdefault(request_id, number) != number:
                    raise UsageError(f"{path}:{reader.line_num}: request {request_id!r} has two labels: keep one")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"the labels {path} cannot be read ({error}): give a CSV file") from error
    if not label_of:
        raise UsageError(f"{path} holds no label: give a CSV with request_id,verdict")
    return list(labels), label_of
