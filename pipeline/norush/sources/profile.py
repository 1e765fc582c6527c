"""What the columns of an unknown table hold: whole numbers, amounts, times of which format, labels or long texts.

Load; reads the first records of a file; writes nothing. No value leaves this module, only what kind of value it is.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory

from norush.sources import files, raw
from norush.sources.files import Input
from norush.warehouse import Warehouse

RECORDS = 200
_DEEPEST = 4
LONGEST_LABEL = 80
"""A longer value may be a prompt: it is no name of anything."""
MOST_WORDS = 6
TEXT_PATTERN = rf"\n|(\S+\s+){{{MOST_WORDS}}}\S"
TEXT_IN_JSON_PATTERN = rf'"[^"]{{{LONGEST_LABEL + 1}}}|"[^" ]*( +[^" ]+){{{MOST_WORDS}}}'
"""What is no label, besides what is too long for one: a prompt may stand in it. The second: in one line of JSON."""

LONGEST_NAME = 256
NAME_PATTERN = rf"[!-~]+( +[!-~]+){{0,{MOST_WORDS - 1}}}"
"""What is a name of something though it is longer than a label: as few words, in ASCII, such as an ARN."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.]\d+)?)? ?(Z|[+-]\d\d(:?\d\d)?)?")
_PATTERNS = (
    "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M",
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y%m%dT%H%M%SZ", "%Y%m%d%H%M%S", "%m/%d/%Y %I:%M:%S %p",
    "%a, %d %b %Y %H:%M:%S %z", "%d/%b/%Y:%H:%M:%S %z",
)  # fmt: skip
_STATUS = {
    "succeeded", "success", "ok", "completed", "errored", "failure", "error", "failed", "canceled", "cancelled",
    "expired",
}  # fmt: skip
"""What `checked.sql` takes for a status."""

_EPOCHS = {"epoch_s": 1, "epoch_ms": 10**3, "epoch_us": 10**6, "epoch_ns": 10**9}
_EPOCH_YEARS = tuple(int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2020, 2040))


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one value inside a JSON object, as far as the sample shows it."""

    path: tuple[str, ...]
    """The names on the way to it."""

    filled: int
    """In how many records of the sample it has a value."""

    distinct: int
    is_whole: bool
    """Every value is a whole number, 0 or more."""

    is_amount: bool
    """Every value is a number."""

    is_flag: bool
    is_label: bool
    """Every value is a short text on one line, or a whole number."""

    time_formats: tuple[str, ...]
    """The formats in which every value is a time; several where they cannot be told apart."""

    has_offset: bool
    """The times say how far they are from UTC."""

    is_status: bool
    """Every value is a word that norush knows for how a call ended."""

    @property
    def leaf(self) -> str:
        """The last name in snake case."""
        return _snake(self.path[-1])

    @property
    def name(self) -> str:
        """The path in snake case: usage.inputTokens is usage_input_tokens."""
        return _snake("_".join(self.path))


def _snake(text: str) -> str:
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text)
    return re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")


def records(entry: Input) -> list[Mapping[str, object]]:
    """The first records as a mapping sees them. Raises duckdb.Error or BrokenFileError for a broken file."""
    with TemporaryDirectory(prefix="norush-") as scratch, Warehouse() as warehouse:
        warehouse.connection.execute("set threads = 1; set preserve_insertion_order = true")  # always the same records
        readable = files.made_readable(entry, Path(scratch))
        raw.make_raw(warehouse, {readable.content: entry.name}, readable.sample, None)
        found = warehouse.rows(f"select record::varchar from raw where record is not null limit {RECORDS}")
        parsed = (json.loads(text, parse_float=Decimal) for (text,) in found)
        named = {name for record in entry.sample.records for name in record}
        return [
            # the reader adds a column of its own to tables
            {name: value for name, value in record.items() if name != "filename" or name in named}
            for record in parsed
            if isinstance(record, dict)
        ]


def columns(sample: Sequence[Mapping[str, object]]) -> list[Column]:
    """Every column of the sample, in the order in which they stand in it."""
    values: dict[tuple[str, ...], list[object]] = {}
    for record in sample:
        for path, value in _leaves(record, ()):
            values.setdefault(path, []).append(value)
    return [_column(path, held) for path, held in values.items()]


def numbers(sample: Sequence[Mapping[str, object]], path: Sequence[str]) -> list[Decimal | None]:
    """The numbers of one column, record by record: to compare columns, never to show."""
    found: list[Decimal | None] = []
    for record in sample:
        value: object = record
        for name in path:
            value = value.get(name) if isinstance(value, Mapping) else None
        found.append(_number(value))
    return found


def _leaves(value: Mapping[str, object], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, inner in value.items():
        path = (*above, name)
        if isinstance(inner, Mapping):
            if len(path) < _DEEPEST:
                yield from _leaves(inner, path)
        elif not isinstance(inner, list) and inner not in (None, "") and name and '"' not in name:
            yield path, inner


def _column(path: tuple[str, ...], held: Sequence[object]) -> Column:
    numbers = [_number(value) for value in held]
    formats = _time_formats(held, numbers)
    return Column(
        path=path,
        filled=len(held),
        distinct=len({str(value) for value in held}),
        is_whole=all(number is not None and number >= 0 and number % 1 == 0 for number in numbers),
        is_amount=all(number is not None for number in numbers),
        is_flag=all(str(value).lower() in ("true", "false") for value in held),
        is_label=all(_is_label(value) for value in held),
        time_formats=formats,
        is_status=all(str(value).lower() in _STATUS for value in held),
        has_offset=formats == ("iso",) and all(_offset(str(value)) for value in held),
    )


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_label(value: object) -> bool:
    text = str(value)
    return len(text) <= LONGEST_LABEL and len(text.split()) <= MOST_WORDS and "\n" not in text


def _offset(text: str) -> bool:
    match = _ISO.fullmatch(text)
    return bool(match and match[3])


def _time_formats(held: Sequence[object], numbers: Sequence[Decimal | None]) -> tuple[str, ...]:
    if all(isinstance(value, str) and _ISO.fullmatch(value) for value in held):
        return ("iso",)
    for name, unit in _EPOCHS.items():
        if all(number is not None and _EPOCH_YEARS[0] * unit <= number < _EPOCH_YEARS[1] * unit for number in numbers):
            return (name,)
    return tuple(pattern for pattern in _PATTERNS if all(_matches(str(value), pattern) for value in held))


def _matches(text: str, pattern: str) -> bool:
    with suppress(ValueError):
        return bool(datetime.strptime(text, pattern))
    return False
