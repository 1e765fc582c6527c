"""Lines that are made to harm, between the sound ones of each format: sound ones are read, the others counted, in
bounded time and memory.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loads import REPOSITORY
from norush.sources.containers import Shape
from records import CALLED, FILES, as_text, entry, is_one_document, records

MOST_MB, MOST_S = 1_500, 60
"""What one load takes, at most: a tenth of the time on a machine that is free."""
LONG, DEEP = 10_000_000, 10_000

Damage = Callable[[str], str]


def _with(field: str) -> Damage:
    """The record with one field more, at its beginning."""
    return lambda line: "{" + field + ", " + line.strip()[1:]


def _in_place(text: str) -> Damage:
    """The record with this in the place of its first text value."""
    return lambda line: line.replace(f": {json.dumps(next(_texts(json.loads(line))))}", f": {text}", 1)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  (JSON)
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _doubled(line: str) -> str:
    """Every field twice, the second with another value."""
    inside = line.strip()[1:-1]
    names = list(json.loads(line))
    return "{" + inside + "".join(f", {json.dumps(name)}: null" for name in names) + "}"


LINES: dict[str, Damage] = {
    "a long text": _with(f'"norush": "{"x" * LONG}"'),
    "a long text in place": _in_place(f'"{"x" * LONG}"'),
    "a long list": _with(f'"norush": [{"1," * (LONG // 2)}1]'),
    "a long number": _with(f'"norush": {"9" * LONG}'),
    "a long name": _with(f'"{"n" * LONG}": 1'),
    "many names": _with(", ".join(f'"n{number}": 1' for number in range(300_000))),
    "no JSON at all": lambda _: "x" * LONG,
    "a text that never ends": lambda line: line.strip()[:-1] + ', "norush": "' + "x" * LONG,
    "deep lists": _with(f'"norush": {"[" * DEEP}{"]" * DEEP}'),
    "deep lists in place": _in_place("[" * DEEP + "]" * DEEP),
    "deep objects": _with('"norush": ' + '{"a":' * DEEP + "1" + "}" * DEEP),
    "deep objects in place": _in_place('{"a":' * DEEP + "1" + "}" * DEEP),
    "deep and never closed": lambda _: "[" * LONG,
    "deep objects never closed": lambda _: '{"a":' * (LONG // 5),
    "deep in a text": _in_place(json.dumps('{"a":' * DEEP + "1" + "}" * DEEP)),
    "NUL": lambda line: line.strip().replace(": ", ":\x00 ", 1),
    "NUL in a text": _in_place('"a\x00b"'),
    "NUL in a text, escaped": _in_place('"a\\u0000b"'),
    "only NUL": lambda _: "\x00" * 1_000,
    "half a surrogate": _in_place('"a\\ud800b"'),
    "the other half": _in_place('"\\udfff"'),
    "half a surrogate as a name": _with('"\\ud800": 1'),
    "every field twice": _doubled,
    "no number": _in_place("NaN"),
    "a number without bounds": _in_place("1e400"),
}

LOAD = """
import json, sys, time
from pathlib import Path
from loads import add
from norush.warehouse import Warehouse
def peak_mb():
    # not ru_maxrss: a process inherits that of the one that started it
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
told = {}
for path in map(Path, sys.argv[1:]):
    began = time.perf_counter()
    with Warehouse() as warehouse:
        outcome = add(warehouse, path)
    told[path.parent.name] = [
        len(outcome.requests) + sum(map(len, outcome.others.values())), outcome.counts[0], time.perf_counter() - began
    ]
    told[path.parent.name].append(peak_mb())
print(json.dumps(told))
"""

OF_LINES = [file for file in FILES if entry(file).sample.shape is Shape.LINES and not is_one_document(file)]


def loads(*paths: Path) -> dict[str, tuple[int, int, float, float]]:
    """Of each file, by its folder: rows, records read, seconds; and the peak so far. In a process of its own."""
    places = f"{REPOSITORY / 'pipeline'}{os.pathsep}{REPOSITORY / 'tests'}"
    done = subprocess.run(
        [sys.executable, "-c", LOAD, *map(str, paths)],
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        timeout=3 * MOST_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    return {name: tuple(told) for name, told in json.loads(done.stdout).items()}


PARTS = 5
"""Of the kinds of damage each file has a part with --slow, every next file the next part; all with --every-case."""


@pytest.mark.slow
@pytest.mark.one_in(PARTS, slow=PARTS)
@pytest.mark.parametrize(
    ("file", "part"), [(file, (at + turn) % PARTS) for at, file in enumerate(OF_LINES) for turn in range(PARTS)]
)
def test_each_line_format(file: str, part: int, tmp_path: Path) -> None:
    """One log for each kind of damage, and one without: nothing sound is lost, nothing hangs, nothing grows."""
    kinds: dict[str, Damage | None] = {"sound": None, **dict(list(LINES.items())[part::PARTS])}
    name = CALLED.get(file, file)
    sound = as_text(file, records(file)).splitlines()
    place = len(sound) // 2
    paths = []
    for kind, damage in kinds.items():
        made = [*sound[:place], *([damage(sound[place])] if damage else []), *sound[place:]]
        (tmp_path / kind).mkdir()
        paths.append(tmp_path / kind / name)
        paths[-1].write_text("\n".join(made) + "\n", encoding="utf-8", newline="")
    told = loads(*paths)
    rows, read, *_ = told["sound"]
    for kind, (kept, seen, seconds, peak_mb) in told.items():
        assert kept >= rows, kind
        assert seen == read + (kind != "sound"), kind
        assert seconds < MOST_S, kind
        assert peak_mb < MOST_MB, kind
