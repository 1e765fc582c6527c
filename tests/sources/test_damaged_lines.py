"""Any damage to any record of any format: never a wrong number, at worst a reject with a reason.

The records of each fixture are cut off, given strings for integers, unknown keys, another order, and nulls, by seeded
dice; what is read must be numbers that its sound records hold. With --slow the dice are thrown more often: three or
four times for each file, and with --every-case ten times.
"""

import csv
import io
import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from loads import FIXTURES, TOKENS, add
from norush.sources import coverage, files
from norush.sources.containers import Shape
from norush.sources.reading import make_views
from norush.sources.source import Grain
from norush.warehouse import Warehouse
from records import CALLED, FILES, Record, as_text, beside, entry, grain, records

NUMBERS = {
    Grain.REQUEST: (*TOKENS, "billed_usd"),
    Grain.BUCKET: ("requests", *TOKENS, "billed_usd"),
    Grain.INVOICE: ("billed_usd", "list_usd"),
    Grain.NAMES: ("id",),
}
EXTRA: tuple[Any, ...] = (None, True, -1, 0.5, "text", "", [], ["a", 1], {"a": {"b": None}})
EARLIER_VERSIONS = 3
"""Records that say less than a later one: where that is damaged, they are all there is."""

Left = tuple[str, bool]
"""What is left of a record, and whether it still says everything, so that it must be read."""


@cache
def truth(file: str) -> tuple[set[tuple[object, ...]], int]:
    """What the sound records say, before those that say the same call are made one; how many cannot be used."""
    with Warehouse() as warehouse, TemporaryDirectory() as scratch:
        add(warehouse, *beside(file), FIXTURES / file)
        make_views(warehouse, [files.made_readable(entry(file), Path(scratch))])
        told = warehouse.rows(f"select {', '.join(NUMBERS[grain(file)])}, reason is not null from checked")
    return {row[:-1] for row in told if not row[-1]}, sum(row[-1] for row in told)


def shaken(value: Any, dice: random.Random, *, texts: bool) -> Any:  # noqa: ANN401  (JSON)
    """The same record: keys in another order, and where `texts`, integers as strings; everywhere in it."""
    if isinstance(value, dict):
        items = [(key, shaken(inner, dice, texts=texts)) for key, inner in value.items()]
        dice.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        return [shaken(inner, dice, texts=texts) for inner in value]
    return str(value) if texts and type(value) is int else value


def without(value: Any, dice: random.Random) -> Any:  # noqa: ANN401  (JSON)
    """The record with one of its texts or flags null: never one that holds a number."""
    key = dice.choice([*value, None]) if isinstance(value, dict) else None
    if key is None:
        return value
    if isinstance(value[key], dict):
        return {**value, key: without(value[key], dice)}
    return value if any(map(str.isdigit, json.dumps(value[key]))) else {**value, key: None}


def spoilt(record: Record, dice: random.Random) -> tuple[Record, bool]:
    """The record with harmless changes, perhaps without one of its fields; whether it has all of them."""
    changed = shaken(record, dice, texts=dice.random() < 0.4)
    if dice.random() < 0.5:
        changed = {f"x {dice.randrange(99)}": dice.choice(EXTRA), **changed}
    left = without(changed, dice) if dice.random() < 0.4 else changed
    return left, left == changed


def lines(file: str, dice: random.Random) -> Iterator[Left]:
    for record in records(file):
        left, is_whole = spoilt(record, dice)
        text = json.dumps(left)
        end = dice.randrange(1, len(text)) if dice.random() < 0.4 else len(text)
        yield text[:end] + "\n", is_whole and end == len(text)


def streams(file: str, dice: random.Random) -> Iterator[Left]:
    for record in records(file):
        events = as_text(file, [record]).splitlines(keepends=True)
        is_cut = dice.random() < 0.4
        if is_cut:
            at = dice.randrange(0, len(events), 2)
            events[at] = events[at][: dice.randrange(events[at].index("data:") + 7, len(events[at]))] + "\n"
        yield "".join(events), not is_cut


def rows(file: str, dice: random.Random) -> Iterator[Left]:
    """With columns in another order and new ones between them.

    A row is cut before its last field: cut inside of it, it cannot be told from a whole one.
    """
    header = [*records(file)[0], "x 1", "x 2"]
    dice.shuffle(header)
    delimiter = entry(file).sample.delimiter

    def row(values: Sequence[str]) -> str:
        target = io.StringIO()
        csv.writer(target, delimiter=delimiter, lineterminator="\n").writerow(values)
        return target.getvalue()

    yield row(header), True
    yield row([records(file)[0].get(name, "x") for name in header]), True
    for record in records(file):
        left = without(record, dice) if dice.random() < 0.4 else record
        text = row([left.get(name, "x") or "" for name in header])
        end = len(text) if dice.random() < 0.6 else dice.randrange(1, text.rfind(delimiter))
        yield text[:end].rstrip("\n") + "\n", left == record and end == len(text)


def damaged(file: str, dice: random.Random) -> tuple[str, int]:
    """The file, beginning with a sound record so that it stays one of its format; how many say less than before."""
    shape = entry(file).sample.shape
    if shape is Shape.DOCUMENT:  # one that is cut off is left out as a whole, and says so: its records are not cut here
        left = [spoilt(record, dice) for record in records(file)]
        return as_text(file, [records(file)[0], *(record for record, _ in left)]), sum(not whole for _, whole in left)
    made = list({Shape.TABLE: rows, Shape.EVENTS: streams, Shape.LINES: lines}[shape or Shape.LINES](file, dice))
    first = "" if shape is Shape.TABLE else as_text(file, records(file)[:1])
    return first + "".join(text for text, _ in made), sum(not whole for _, whole in made)


OF_EACH_FORMAT = {entry(file).format: file for file in FILES}.values()
CASES = [
    pytest.param(file, seed, marks=() if seed == 0 and file in OF_EACH_FORMAT else pytest.mark.slow)
    for file in FILES
    for seed in range(10)
]


@pytest.mark.one_in(18, slow=3)
@pytest.mark.parametrize(("file", "seed"), CASES)
def test_damage_is_a_reject_or_nothing(file: str, seed: int, tmp_path: Path) -> None:
    text, harmed = damaged(file, random.Random(f"{file} {seed}"))
    path = tmp_path / CALLED.get(file, file)
    path.write_text(text, encoding="utf-8", newline="")
    with Warehouse() as warehouse:
        if beside(file):
            add(warehouse, *beside(file))
        outcome = add(warehouse, path, format_name=entry(file).format)
        read = warehouse.rows(
            f"select {', '.join(NUMBERS[grain(file)])} from {coverage.TABLE[grain(file)]} "
            "where file_id = (select file_id from files where path = $path)",
            {"path": str(path)},
        )
    told, unusable = truth(file)
    assert read
    assert set(read) <= told
    spare = EARLIER_VERSIONS if entry(file).format == "langfuse" else 0
    assert len(outcome.rejects) <= harmed + 2 * unusable + spare  # the first stands there twice
    assert all(reject.reason and reject.line for reject in outcome.rejects)
