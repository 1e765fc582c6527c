"""The records of every fixture, to be spoilt (damage, secrets) and written again in the shape they came in."""

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from loads import FIXTURES
from norush.sources.containers import Shape
from norush.sources.files import Input, identify
from norush.sources.source import Grain

Record = dict[str, Any]
GROUPS: list[list[str]] = [
    entry["files"]
    for entry in tomllib.loads((FIXTURES / "expected.toml").read_text(encoding="utf-8")).values()
    if "files" in entry
]
FILES = sorted({file for group in GROUPS for file in group if not file.endswith((".parquet", ".eval"))})
"""Parquet has no lines: it is whole, or it is none. An Inspect archive holds what its JSON log holds."""

CALLED = {"anthropic_batch_results.jsonl": "msgbatch_01SampleBatch000000000001.jsonl"}
"""A name that says which batch it is: spoilt, a file no longer has the numbers that tell."""


@cache
def entry(file: str) -> Input:
    """What the fixture is taken for."""
    return identify(FIXTURES / file, format_name=None, mapping=None)


def grain(file: str) -> Grain:
    """What a record of the fixture is about."""
    source = entry(file).source
    assert source
    return source.grain


def beside(file: str) -> list[Path]:
    """The files of names without which this one says little."""
    others = {other for group in GROUPS if file in group for other in group if other != file}
    return sorted(FIXTURES / other for other in others if grain(other) is Grain.NAMES)


@cache
def records(file: str) -> list[Record]:
    """What may be spoilt; of an Inspect log, its samples."""
    if is_one_document(file):
        return list(json.loads((FIXTURES / file).read_text(encoding="utf-8"))["samples"])
    return [dict(record) for record in entry(file).sample.records]


def is_one_document(file: str) -> bool:
    """Whether the records stand inside one document that says what they have in common."""
    return entry(file).format == "inspect_eval"


def as_text(file: str, lines: Sequence[Mapping[str, Any]]) -> str:
    """The records as a file of the fixture's shape."""
    sample = entry(file).sample
    if sample.shape is Shape.TABLE:
        target = io.StringIO()
        writer = csv.DictWriter(target, list(lines[0]), delimiter=sample.delimiter)
        writer.writeheader()
        writer.writerows(lines)
        return target.getvalue()
    if sample.shape is Shape.EVENTS:
        return "".join(
            f"{event.get('at', '')} data: {json.dumps(event)}\n\n" for record in lines for event in record["events"]
        )
    if is_one_document(file):
        return json.dumps({**json.loads((FIXTURES / file).read_text(encoding="utf-8")), "samples": lines})
    if sample.shape is Shape.DOCUMENT:
        return json.dumps(lines)
    return "".join(f"{json.dumps(line)}\n" for line in lines)


Kind = tuple[str | None, ...]
"""Where a text stands in a record, and what stands there now."""


def spoilt(file: str, texts: Sequence[str]) -> Iterator[Record]:
    """The records as they are, and then a record with each of `texts` in place of its own, for each kind of text."""
    yield from records(file)
    seen: set[Kind] = set()
    for record in records(file):
        for kind, changed in _planted(record, (), texts):
            if kind not in seen:
                seen.add(kind)
                yield changed


def _planted(value: Any, kind: Kind, texts: Sequence[str]) -> Iterator[tuple[Kind, Any]]:  # noqa: ANN401  (JSON)
    """The value with one of `texts` in the place of one of its own, and of those that stand in JSON in a text.

    Items of a list are alike, but for their key.
    """
    if isinstance(value, str):
        yield from (((*kind, text), text) for text in texts)
        with suppress(ValueError):  # most texts hold no JSON
            if isinstance(held := json.loads(value), dict | list):
                yield from ((at, json.dumps(changed)) for at, changed in _planted(held, (*kind, "in it"), texts))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from ((at, {**value, name: changed}) for at, changed in _planted(inner, (*kind, name), texts))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            key = inner.get("key") if isinstance(inner, dict) else None
            for at, changed in _planted(inner, (*kind, key), texts):
                yield at, [*value[:place], changed, *value[place + 1 :]]
