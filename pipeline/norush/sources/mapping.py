"""A mapping file: TOML that turns any table into canonical requests. It names columns; it cannot run SQL.

Load; reads a `.toml` file; writes DuckDB variables that `sql/1_load/from_map.sql` reads.

    name = "our-gateway"                    # becomes `source`

    [columns]                               # canonical column = column or JSON path (dots) of the table;
                                            # '"a.b"' in quotes is one name with a dot in it
    ended_at = "finished"
    model = "model"
    input_tokens = "usage.input_tokens"
    output_tokens = "usage.output_tokens"

    [constants]                             # canonical column = the same value for every row
    provider = "anthropic"

    [time]
    format = "iso"                          # iso, epoch_s, epoch_ms, epoch_us, epoch_ns, or a strptime pattern
    zone = "Europe/Berlin"                  # for times without an offset
    origin = "2026-01-01T00:00:00Z"         # epoch_*: what the numbers count from, if that is not 1970
    duration = "took"                       # gives started_at from ended_at, or the other way round
    duration_unit = "ms"                    # s, ms or us

    [tokens]
    input_includes_cache = true             # false: input_tokens counts uncached tokens only
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb

from norush.errors import MappingError
from norush.params import Params
from norush.warehouse import Warehouse

FIELDS = (
    "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "speed",
    "inference_geo", "streamed", "api_key", "workspace", "app", "end_user", "session_id", "operation", "user_agent",
    "input_tokens", "cache_read_tokens", "cache_write_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
    "output_tokens", "max_tokens", "tools", "web_search_requests", "stop_reason", "status", "error_type", "billed_usd",
)  # fmt: skip
"""Canonical columns a mapping may fill, in the order in which `from_map.sql` takes them."""

_TIMES = ("started_at", "first_token_at", "ended_at")
_SECTIONS: Mapping[str, frozenset[str]] = {
    "columns": frozenset(FIELDS),
    "constants": frozenset(FIELDS) - frozenset(_TIMES),
    "time": frozenset({"format", "zone", "origin", "duration", "duration_unit"}),
    "tokens": frozenset({"input_includes_cache"}),
}
_DURATION_UNITS_US = {"s": 1_000_000, "ms": 1_000, "us": 1}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WRITTEN = datetime(2026, 11, 22, 13, 14, 15)
_STATUSES = (
    *("succeeded", "errored", "canceled", "expired"),
    *("success", "ok", "completed", "failure", "error", "failed", "cancelled"),
)
"""What `checked.sql` takes for a status; the first four are its words."""

_TIME_FORMATS = ("iso", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns")


@dataclass(frozen=True, slots=True)
class Map:
    """A checked mapping file."""

    name: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    time_format: str = "iso"
    zone: str | None = None
    origin: datetime = _EPOCH
    duration: str | None = None
    duration_unit: str = "s"
    input_includes_cache: bool = False

    def set_variables(self, warehouse: Warehouse) -> None:
        """Hands the mapping to `from_map.sql` as values."""
        paths = [_json_path(self.columns.get(name)) for name in FIELDS] + [_json_path(self.duration)]
        values: dict[str, object] = {
            "map_paths": paths,
            "map_constants": [self.constants.get(name) for name in FIELDS],
            "map_source": self.name,
            "map_time_format": self.time_format,
            # a pattern with an offset gives instants: they are in UTC once read
            "map_zone": "UTC" if "%z" in self.time_format else self.zone,
            "map_origin_us": (self.origin - _EPOCH) // timedelta(microseconds=1),
            "map_us_per_duration_unit": _DURATION_UNITS_US[self.duration_unit],
            "map_input_includes_cache": self.input_includes_cache,
        }
        for name, value in values.items():
            warehouse.connection.execute(f"set variable {name} = $value", {"value": value})


def read_map(path: Path) -> Map:
    """The mapping in `path`. Raises MappingError naming the file and the key that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise MappingError(
            f"the mapping file {path} cannot be read ({error.strerror}): give the path of a .toml file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} is no TOML ({error}): see docs/mapping.md for an example") from error
    _check_keys(path, document)
    columns = _texts(path, document, "columns")
    constants = _texts(path, document, "constants")
    time = _texts(path, document, "time")
    _check_columns(path, columns, time.get("duration"))
    _check_constants(path, constants)
    _check_complete(path, columns, constants)
    includes_cache = document.get("tokens", {}).get("input_includes_cache", False)
    if not isinstance(includes_cache, bool):
        raise MappingError(f"{path}: tokens.input_includes_cache is true or false")
    cached = [*columns, *(name for name, value in constants.items() if value != "0")]
    if any(name.startswith("cache_") for name in cached) and "input_includes_cache" not in document.get("tokens", {}):
        raise MappingError(
            f"{path}: it maps cache tokens, so it must say whether input_tokens includes them: "
            "add [tokens] input_includes_cache = true or false"
        )
    return Map(
        name=_name(path, document.get("name", path.stem)),
        columns=columns,
        constants=constants,
        time_format=_time_format(path, time.get("format", "iso")),
        zone=_zone(path, time.get("zone")),
        origin=_origin(path, time),
        duration=time.get("duration"),
        duration_unit=_duration_unit(path, time),
        input_includes_cache=includes_cache,
    )


def _check_keys(path: Path, document: Mapping[str, object]) -> None:
    for section, content in document.items():
        if section == "name":
            continue
        known = _SECTIONS.get(section)
        if known is None or not isinstance(content, Mapping):
            raise MappingError(f"{path}: unknown section {section!r}; there are {', '.join(_SECTIONS)} and name")
        for key in content:
            if key not in known:
                raise MappingError(
                    f"{path}: unknown key {key!r} in [{section}]; it may be one of {', '.join(sorted(known))}"
                )


def _texts(path: Path, document: Mapping[str, object], section: str) -> dict[str, str]:
    content = document.get(section, {})
    values = dict(content) if isinstance(content, Mapping) else {}
    for key, value in values.items():
        if not isinstance(value, str | int | Decimal | bool | datetime) or value == "":
            raise MappingError(f"{path}: {section}.{key} is a text that is not empty")
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in values.items()}


def _name(path: Path, name: object) -> str:
    if not isinstance(name, str) or not name.strip():
        raise MappingError(f'{path}: name is a text that is not empty, such as "our-gateway"')
    return name


def _check_columns(path: Path, columns: Mapping[str, str], duration: str | None) -> None:
    named = {f"columns.{key}": column for key, column in columns.items()}
    for key, column in (named if duration is None else {**named, "time.duration": duration}).items():
        if not path_parts(column):
            raise MappingError(f"{path}: {key} is a text that is not empty")
        if any(part == "*" or "\\" in part for part in path_parts(column)):
            raise MappingError(f"{path}: {key} names a column called * or with a backslash: rename it in the table")
        if column.count('"') % 2:
            raise MappingError(f"{path}: {key} has a quote that is never closed: write '\"a.b\"' for a name with a dot")
    seen: dict[tuple[str, ...], str] = {}
    for key in (key for key in columns if key.endswith(("_tokens", "_at"))):
        other = seen.setdefault(path_parts(columns[key]), key)
        if other != key:
            raise MappingError(
                f"{path}: columns.{key} names the column that columns.{other} names: one of them is wrong"
            )


def _check_constants(path: Path, constants: Mapping[str, str]) -> None:
    """A constant that no row could use is the map's fault, not that of each row."""
    most = Params().most_tokens
    for key, value in constants.items():
        if key.endswith("_tokens") or key in ("tools", "web_search_requests"):
            is_count = re.fullmatch("[0-9]{1,9}", value)
            fits, what = is_count if is_count and int(value) <= most else None, f"a whole number, {most:,} at most"
        elif key == "billed_usd":
            fits, what = re.fullmatch("[0-9]+([.][0-9]+)?", value), "an amount such as 0.05"
        elif key == "streamed":
            fits, what = re.fullmatch("true|false", value.lower()), "true or false"
        elif key == "status":
            fits, what = re.fullmatch("|".join(_STATUSES), value.lower()), f"one of {', '.join(_STATUSES[:4])}"
        else:
            continue
        if not fits:
            raise MappingError(f"{path}: constants.{key} is {what}")


def _check_complete(path: Path, columns: Mapping[str, str], constants: Mapping[str, str]) -> None:
    given = columns.keys() | constants.keys()
    for name in ("model", "input_tokens", "output_tokens"):
        if name not in given:
            raise MappingError(f'{path}: [columns] does not say where {name} is: add {name} = "the column\'s name"')
    if not columns.keys() & {"started_at", "ended_at"}:
        raise MappingError(f"{path}: [columns] does not say where started_at or ended_at is: one of them is needed")


def _time_format(path: Path, name: str) -> str:
    if name not in _TIME_FORMATS and not re.search("%[a-zA-Z]", name):
        raise MappingError(
            f"{path}: time.format is one of {', '.join(_TIME_FORMATS)}, or a pattern such as %d/%m/%Y %H:%M:%S"
        )
    if name not in _TIME_FORMATS:
        _check_pattern(path, name)
    return name


def _check_pattern(path: Path, pattern: str) -> None:
    """Writes a time by the pattern and reads it again, with what reads the rows."""
    try:
        with Warehouse() as warehouse:
            (read,) = warehouse.row(
                "select strptime(strftime($written::timestamp, $writing), $pattern)::timestamp",
                {"written": _WRITTEN, "writing": pattern.replace("%Z", "UTC"), "pattern": pattern},
            )
    except duckdb.Error as error:
        raise MappingError(
            f"{path}: time.format {pattern!r} is no pattern that can be read: its parts are %Y %m %d %H %M %S and the "
            "like, as in %d/%m/%Y %H:%M:%S"
        ) from error
    if read.date() != _WRITTEN.date():
        raise MappingError(f"{path}: time.format {pattern!r} says no day: it needs a year, a month and a day")
    if re.search("%-?I", pattern) and read.hour != _WRITTEN.hour:
        raise MappingError(f"{path}: time.format {pattern!r} reads hours of a 12-hour clock: %p must say which half")


def _zone(path: Path, name: str | None) -> str | None:
    """Asks what reads the rows: Python and the machine know other names, such as localtime."""
    if name is not None:
        try:
            with Warehouse() as warehouse:
                warehouse.row("select timezone($zone, timestamp '2026-11-22 13:14:15')", {"zone": name})
        except duckdb.Error as error:
            raise MappingError(
                f"{path}: time.zone {name!r} is no time zone; write one like Europe/Berlin or UTC"
            ) from error
    return name


def _origin(path: Path, time: Mapping[str, str]) -> datetime:
    text = time.get("origin")
    if text is None:
        return _EPOCH
    if not time.get("format", "iso").startswith("epoch_"):
        raise MappingError(f"{path}: time.origin goes with time.format epoch_s, epoch_ms, epoch_us or epoch_ns only")
    try:
        origin = datetime.fromisoformat(text)
    except ValueError as error:
        raise MappingError(f"{path}: time.origin {text!r} is no time; write one like 2026-01-01T00:00:00Z") from error
    if origin.tzinfo is None:
        raise MappingError(f"{path}: time.origin has no zone; write it like 2026-01-01T00:00:00Z")
    return origin


def _duration_unit(path: Path, time: Mapping[str, str]) -> str:
    unit = time.get("duration_unit", "s")
    if unit not in _DURATION_UNITS_US:
        raise MappingError(f"{path}: time.duration_unit is one of {', '.join(_DURATION_UNITS_US)}")
    if "duration_unit" in time and "duration" not in time:
        raise MappingError(f"{path}: time.duration_unit goes with time.duration, which is not given")
    return unit


def path_parts(column: str) -> tuple[str, ...]:
    """The names on the way to a value: dots part them, except inside double quotes.

    >>> path_parts('usage.input_tokens'), path_parts('"usage.input_tokens"')
    (('usage', 'input_tokens'), ('usage.input_tokens',))
    """
    return tuple(quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|([^."]+)', column))


def _json_path(column: str | None) -> str:
    """A column as a JSON path that takes every name literally; a path to nothing for None."""
    if column is None:
        return '$."norush: not mapped"'
    return "$" + "".join(f'."{part}"' for part in path_parts(column))
