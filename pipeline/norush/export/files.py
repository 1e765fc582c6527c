"""A table or view of an open database as one file: CSV, Parquet, JSON or JSON lines, written by the engine.

Reads the table; writes the file beside its place and moves it there, so that a reader never sees half of one. Amounts
are exact: DECIMAL in Parquet, decimal text elsewhere. The same rows give the same bytes.
"""

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from norush import formulas
from norush.errors import NorushError
from norush.warehouse import Warehouse, literal


class Format(StrEnum):
    """What a file can be written as; the name is also how it ends."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"
    JSONL = "jsonl"


_OPTIONS = {
    Format.CSV: "format csv, header true, nullstr ''",
    Format.PARQUET: "format parquet, compression zstd",
    Format.JSON: "format json, array true",
    Format.JSONL: "format json, array false",
}


def write(warehouse: Warehouse, table: str, order: str, path: Path, form: Format, *, raw: bool = False) -> int:
    """Writes `table` (t in `order`) to `path`; the number of rows. Raises NorushError where it cannot be written.

    `raw`: text of a CSV as it is, also where a spreadsheet would run it.
    """
    if path.is_dir():
        raise NorushError(f"{path} cannot be written: it is a folder. Give a file with -o")
    chosen = f"select {', '.join(_columns(warehouse, table, form, raw=raw))} from {table} as t order by {order}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=".norush-") as folder:
            beside = Path(folder) / path.name
            # without it, row groups stand in the order in which threads come to their end
            warehouse.connection.execute("set preserve_insertion_order = true")
            rows = warehouse.row(f"copy ({chosen}) to {literal(str(beside))} ({_OPTIONS[form]})")
            beside.replace(path)
    except duckdb.OutOfMemoryException as error:
        raise NorushError(f"{path} takes more memory than there is: give a larger --memory-limit, or none") from error
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise NorushError(f"{path} cannot be written: {reason}. Give another -o, or free the place") from error
    return int(rows[0])


def _columns(warehouse: Warehouse, table: str, form: Format, *, raw: bool) -> list[str]:
    """What is selected for each column: itself in Parquet; as text where a format would round it or a reader run it."""
    if form is Format.PARQUET:
        return ["*"]
    told = warehouse.rows(f"select column_name, column_type from (describe {table})")
    return [f'{_cell(name, kind, form, raw=raw)} as "{name}"' for name, kind in told]


def _cell(name: str, kind: str, form: Format, *, raw: bool) -> str:
    column = f'"{name}"'
    if kind.startswith("DECIMAL"):
        # every digit, at least two decimals: as money.exact
        return f"regexp_replace(cast({column} as varchar), '([.][0-9]{{2}}[0-9]*?)0+$', '\\1')"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"regexp_replace(strftime({column}, '%Y-%m-%dT%H:%M:%S.%f'), '[.]000000$', '') || 'Z'"
    if form is not Format.CSV:
        return column
    if kind == "VARCHAR[]":
        column, kind = f"array_to_string({column}, ' ')", "VARCHAR"
    if kind.startswith("MAP"):
        column, kind = f"cast(to_json({column}) as varchar)", "VARCHAR"
    if kind == "VARCHAR" and not raw:
        for pattern, replacement in formulas.REPLACEMENTS:
            column = f"regexp_replace({column}, {literal(pattern)}, {literal(replacement)}, 'g')"
    return column
