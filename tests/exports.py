"""Exports for tests: a report of a small month, and its exports read again."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from norush import audit, render
from norush.cli import app

Row = dict[str, Any]


def reported(folder: Path, *inputs: Path, **options: object) -> Row:
    """An audit with its report in `folder`; what audit.json says."""
    folder.mkdir(parents=True, exist_ok=True)
    request = audit.Request(
        inputs=tuple(map(str, inputs)),
        database=folder / "audit.duckdb",
        salt="salt",
        **options,  # type: ignore[arg-type]
    )
    render.write_all(audit.run(request).view, folder)
    document: Row = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    return document


def run(*words: object) -> Result:
    """norush export."""
    return CliRunner().invoke(app, ["export", *map(str, words)])


def exported(*words: object) -> str:
    """What goes to stdout; warnings are left out."""
    done = run(*words)
    assert done.exit_code == 0, done.output
    return done.stdout


def rows(*words: object) -> list[dict[str, str]]:
    """An export as CSV."""
    return list(csv.DictReader(io.StringIO(exported(*words))))


def total(found: list[dict[str, str]], column: str) -> Decimal:
    """The sum of what is known."""
    return sum((Decimal(row[column]) for row in found if row[column]), Decimal(0))
