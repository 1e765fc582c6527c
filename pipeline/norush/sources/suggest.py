"""A first mapping file for a table that norush does not know: guessed from names and values, to be checked by a person.

Load; reads the first records of a file; writes nothing. The map says of each line how sure it is, holds no value of the
table, and leaves it to the person whether input includes cached tokens.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from norush.sources import profile
from norush.sources.files import Input
from norush.sources.guesses import CLOCK, DURATION, GUESSES, UNITS, Guess
from norush.sources.profile import Column
from norush.sources.secrets import file_name, is_field_name

_WIDTH = 80
_MOST_NAMES = 20
_NEEDED = ("model", "input_tokens", "output_tokens")
_TIMES = ("started_at", "ended_at", "first_token_at")
Sample = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Found:
    """A column and what it is taken for. `check`: what must be looked at; "" where name and values are plain."""

    field: str
    column: Column
    check: str


def suggest(entry: Input) -> str:
    """The text of a mapping file for this file. Raises duckdb.Error or BrokenFileError when it cannot be read."""
    sample = profile.records(entry)
    columns = profile.columns(sample)
    found = _choose(columns)
    duration = None if {"started_at", "ended_at"} <= {one.field for one in found} else _duration(columns)
    rest = _rest(columns, found, duration)
    parts = [
        _head(entry, len(sample)),
        _columns(found, rest, [] if entry.sample.has_header else list(_by_what_they_hold(columns))),
        _constants(found),
        _time(found, duration),
        _tokens(sample, found),
    ]
    return "\n".join(part for part in parts if part)


def _choose(columns: Sequence[Column]) -> list[Found]:
    """The best column for each field; plain names of all fields go before loose ones."""
    found: dict[str, Found] = {}
    for is_plain in (True, False):
        for guess in GUESSES:
            taken = [one.column for one in found.values()]
            free = [column for column in columns if column not in taken]
            if guess.field not in found and (column := _best(guess, free, is_plain)):
                doubt = "" if is_plain else "the name may mean something else"
                found[guess.field] = Found(guess.field, column, guess.check or doubt)
    return _same_clock(list(found.values()))


def _best(guess: Guess, free: Iterable[Column], is_plain: bool) -> Column | None:
    pattern = guess.plain if is_plain else guess.loose
    named = [column for column in free if pattern and _is_called(column, pattern) and guess.fits(column)]
    return max(named, key=lambda column: (column.filled, -len(column.path)), default=None)


def _is_called(column: Column, pattern: str) -> bool:
    return bool(re.fullmatch(pattern, column.leaf) or re.fullmatch(pattern, column.name))


def _same_clock(found: list[Found]) -> list[Found]:
    """A map has one format for all times: those that are written in another than the first are left out."""
    times = [one for one in found if one.field in _TIMES]
    first = next((one for name in _TIMES for one in times if one.field == name), None)
    return [
        one
        for one in found
        if one.field not in _TIMES or (first and one.column.time_formats == first.column.time_formats)
    ]


def _duration(columns: Iterable[Column]) -> tuple[Column, str | None] | None:
    """The column that says how long a call took, and its unit if the name says it."""
    for column in columns:
        match = DURATION.fullmatch(column.leaf)
        if match and column.is_amount and not column.time_formats:
            return column, UNITS.get((match["unit"] or "").strip("_"))
    return None


def _rest(
    columns: Sequence[Column], found: Sequence[Found], duration: tuple[Column, str | None] | None
) -> list[Column]:
    used = [one.column for one in found] + ([duration[0]] if duration else [])
    return [column for column in columns if column not in used]


def _head(entry: Input, sampled: int) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", file_name(entry.path.name).partition(".")[0].lower()).strip("-")
    return "\n".join(
        [
            *_comment(
                f"A first map, guessed by norush from {sampled} records. What it calls plain needs no more than a "
                "glance; look at every line under a check. Then: norush formats FILE --map THIS, and norush audit FILE "
                "--map THIS. All keys: docs/mapping.md"
            ),
            f"name = {_text(name or 'our-table')}",
            "",
        ]
    )


def _by_what_they_hold(columns: Sequence[Column]) -> Iterator[str]:
    """Of a table without a header: which columns may be what."""
    times = [column for column in columns if column.time_formats]
    counts = [column for column in columns if column.is_whole and column not in times]
    numbers = [column for column in columns if column.is_amount and column not in (*times, *counts)]
    labels = [column for column in columns if column.is_label and column not in (*times, *counts, *numbers)]
    held = {"Times": times, "Whole numbers": counts, "Other numbers": numbers, "Short texts": labels}
    yield from _comment("The table has no header line. Columns are called by their place: column_1 is the first.")
    for what, some in held.items():
        if some:
            formats = sorted({name for column in some for name in column.time_formats})
            written = f" (format {' or '.join(formats)})" if formats else ""
            yield from _comment(f"{what}: {_names(some)}{written}")


def _columns(found: Sequence[Found], rest: Sequence[Column], held: Sequence[str]) -> str:
    lines = ["[columns]"]
    plain = [one for one in found if not one.check]
    if plain:
        lines += [*_comment("Plain: name and values both say so."), *(_line(one) for one in plain)]
    for one in found:
        if one.check:
            lines += [*_comment(f"Check: {one.check}"), _line(one)]
    fields = {one.field for one in found}
    for name in _NEEDED:
        if name not in fields:
            where = ", unless it is a constant" if name == "model" else ""
            lines += [*_comment(f"Needed{where}, and no column looks like it:"), f'# {name} = "…"']
    if not fields & {"started_at", "ended_at"}:
        lines += _comment("Needed, one of the two, and no column looks like it:")
        lines += ['# started_at = "…"', '# ended_at = "…"']
    return "\n".join([*lines, *(held or _left_over(rest)), ""])


def _left_over(rest: Sequence[Column]) -> Iterator[str]:
    """What becomes of the other columns. Names that may be text are counted only."""
    told = [column for column in rest if all(is_field_name(part) for part in column.path)]
    times = [column for column in told if column.time_formats]
    if times:
        yield from _comment(f"Times too, should one be the start or the end: {_names(times)}")
    clocks = [column for column in told if not column.time_formats and CLOCK.fullmatch(column.leaf)]
    if clocks:
        yield from _comment(
            f"Called a time, but of no format known here: {_names(clocks)}. Numbers may count from a beginning of "
            "their own: time.origin in docs/mapping.md"
        )
    others = [column for column in told if column not in times and column not in clocks]
    if others:
        yield from _comment(f"Not used: {_names(others)}")
    if len(told) < len(rest):
        yield from _comment(f"Not used either: {len(rest) - len(told)} columns whose names may be text")


def _names(columns: Sequence[Column]) -> str:
    more = f" and {len(columns) - _MOST_NAMES} more" if len(columns) > _MOST_NAMES else ""
    return ", ".join(_path(column) for column in columns[:_MOST_NAMES]) + more


def _constants(found: Sequence[Found]) -> str:
    fields = {one.field for one in found}
    missing = {"model": "claude-…", "provider": "anthropic"}
    lines = [f"# {name} = {_text(example)}" for name, example in missing.items() if name not in fields]
    if not lines:
        return ""
    about = "The same for every row, where it is so (anthropic, bedrock, vertex, openai …):"
    return "\n".join(["[constants]", *_comment(about), *lines, ""])


def _time(found: Sequence[Found], duration: tuple[Column, str | None] | None) -> str:
    clock = next((one.column for one in found if one.field in _TIMES), None)
    lines = ["[time]"]
    formats = clock.time_formats if clock else ()
    if len(formats) == 1:
        lines.append(f"format = {_text(formats[0])}")
    elif formats:
        lines += _comment("Check: the sample fits several. Take the # from one; until then every row is a reject.")
        lines += [f"# format = {_text(name)}" for name in formats]
    if formats and all(name.endswith("Z") for name in formats):
        lines.append('zone = "UTC"')
    elif clock and not clock.has_offset and not formats[0].startswith("epoch_") and "%z" not in formats[0]:
        lines += _comment("Check: the times name no zone. Which is it? Until it is said every row is a reject.")
        lines.append('# zone = "UTC"')
    if duration:
        column, unit = duration
        mark = "" if unit else "# "
        if not unit:
            lines += _comment("Check: how long a call took. Take the # away, and say the unit: s, ms or us.")
        lines += [f"{mark}duration = {_text(_path(column))}", f"{mark}duration_unit = {_text(unit or 'ms')}"]
    return "\n".join([*lines, ""]) if len(lines) > 1 else ""


def _tokens(sample: Sample, found: Sequence[Found]) -> str:
    by_field = {one.field: one.column for one in found}
    cached = [column for field, column in by_field.items() if field.startswith("cache_")]
    if not cached:
        return "\n".join(_comment("No column counts cached tokens: all input will be priced as uncached.")) + "\n"
    lines = ["[tokens]"]
    lines += _comment(
        "Check: do the input tokens include those that the cache columns count? norush does not guess. Take the # "
        "from one:"
    )
    lines += [
        "# input_includes_cache = true    # as OpenAI and LiteLLM count",
        "# input_includes_cache = false   # as Anthropic counts",
    ]
    if "input_tokens" in by_field:
        lines += _comment(_evidence(sample, by_field["input_tokens"], cached))
    return "\n".join(lines) + "\n"


def _evidence(sample: Sample, given: Column, cached: Sequence[Column]) -> str:
    """What the sample can say: input smaller than what it is said to include."""
    parts = [profile.numbers(sample, column.path) for column in cached]
    totals = [sum((number for number in row if number is not None), start=0) for row in zip(*parts, strict=True)]
    pairs = [
        (number, total)
        for number, total in zip(profile.numbers(sample, given.path), totals, strict=True)
        if number is not None and total
    ]
    more = sum(total > number for number, total in pairs)
    if not pairs:
        return "No record of the sample has cached tokens, so it cannot tell."
    if more:
        return (
            f"In {more} of the {len(pairs)} records of the sample with cached tokens, these are more than the input "
            "tokens, which then cannot include them."
        )
    return f"In none of the {len(pairs)} records with cached tokens are these more than the input: both may be."


def _line(one: Found) -> str:
    return f"{one.field} = {_text(_path(one.column))}"


def _path(column: Column) -> str:
    return ".".join(f'"{part}"' if "." in part else part for part in column.path)


def _text(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False))
