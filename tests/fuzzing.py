"""Files that no exporter writes: records of the fixtures, changed by seeded dice, and whole files that are damaged.

`load(file, seed, count)` writes a log of `count` changed records of one fixture, loads it into a database of its own,
and returns what went wrong: nothing, if norush read it or refused it in a sentence, and what holds after every load
holds. One changed record, or one damaged file, is one input.
"""

import gzip
import json
import random
import string
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from loads import FIXTURES, check_promises
from norush.errors import NorushError
from norush.params import Params
from norush.sources import files
from norush.sources import load as loading
from norush.sources.containers import Shape
from norush.warehouse import Warehouse
from records import CALLED, FILES, as_text, entry, records

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**400, 0.1, -0.0, 1e308, 1e-320, float("nan"),
    float("inf"),
    "", " ", "null", "NaN", "1e400", "-1", "12.000", "1,5", "１２", "0x10", "1" * 400, "\x00", "a\x00b", "\ud800",

    "\u202e", "\ufeff", "'", '"', "\\", "%s{}$1", "2026-02-30T25:61:61Z",
    "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "now",
    "2026-03-29T02:30:00", [], {}, [None], [[[]]], {"": ""}, {"a": {"a": {"a": []}}}, "x" * 5_000, ["x"] * 200,
)  # fmt: skip
"""What may stand in the place of anything."""
SECONDS_A_LOAD, SECONDS_A_RECORD = 20.0, 0.02
"""A load that takes longer hangs on its input."""

WHOLE = (
    "canonical.parquet", "inspect_eval.eval", "inspect_eval_deflate.eval", "litellm.jsonl.gz", "litellm.jsonl.zst",
    "litellm.csv", "otel.json", "anthropic_usage_report.json",
)  # fmt: skip
"""What is damaged as a file, byte by byte: archives, packed files, documents."""


def changed(value: Any, dice: random.Random) -> Any:  # noqa: ANN401  (JSON)
    """The value with one thing in it changed."""
    if isinstance(value, dict) and value and dice.random() < 0.9:
        return _other_object(value, dice)
    if isinstance(value, list) and value and dice.random() < 0.8:
        place = dice.randrange(len(value))
        return [*value[:place], changed(value[place], dice), *value[place + dice.randrange(2) :]]
    if isinstance(value, str) and value and dice.random() < 0.4:
        place = dice.randrange(len(value))
        return value[:place] + dice.choice(("", "\x00", "0", "-", ".", "Z", "é", "\ud83d", '"')) + value[place + 1 :]
    return dice.choice(ODD)


def _other_object(value: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    name, way = dice.choice(list(value)), dice.random()
    if way < 0.55:
        return {**value, name: changed(value[name], dice)}
    if way < 0.7:
        return {key: held for key, held in value.items() if key != name}
    if way < 0.8:
        return {**value, name + dice.choice((" ", "x", "\u200b", name)): value[name]}
    if way < 0.9:
        return {**value, name: value[dice.choice(list(value))]}
    return {**value, dice.choice(string.ascii_letters) * dice.randrange(1, 40): dice.choice(ODD)}


def torn(line: str, dice: random.Random) -> str:
    """A line that is cut, doubled, or has a character that does not belong there."""
    place, way = dice.randrange(len(line) + 1), dice.random()
    if way < 0.4:
        return line[:place]
    if way < 0.6:
        return line[:place] + dice.choice('{}[]",:\\\r\x00\x1f;\t') + line[place:]
    if way < 0.8:
        return line[:place] + line[max(0, place - 30) :]
    if way < 0.9:
        return line.replace('": ', '": ' + dice.choice(("[" * 600, '{"a":' * 200, "-", "01", "'")), 1)
    return line + line


def log(file: str, count: int, dice: random.Random) -> str:
    """A log of `count` records of the fixture and of others, most of them changed, some torn."""
    known = records(file)
    made = []
    for _ in range(count):
        record: Any = dice.choice(known if dice.random() < 0.97 else records(dice.choice(FILES)))
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
            record = changed(record, dice)
        made.append(record if isinstance(record, dict) else {"was": record})
    sample = entry(file).sample
    if sample.shape is Shape.LINES:
        written = (json.dumps(record, ensure_ascii=dice.random() < 0.5) for record in made)
        return "".join(f"{torn(line, dice) if dice.random() < 0.1 else line}\n" for line in written)
    if sample.shape is Shape.EVENTS:
        held = [record["events"] for record in made if isinstance(record.get("events"), list)]
        made = [{"events": [event for event in events if isinstance(event, dict)]} for events in held]
    if sample.shape is Shape.TABLE:
        made = [{name: record.get(name, "") for name in known[0]} for record in made]
    text = as_text(file, made)
    if sample.shape is Shape.TABLE:
        lines = text.split("\n")
        return "\n".join([lines[0], *(torn(line, dice) if dice.random() < 0.05 else line for line in lines[1:])])
    return torn(text, dice) if dice.random() < 0.1 else text


def load(file: str, seed: int, count: int) -> str | None:
    """What is wrong after a load of a log of that seed; None if nothing is."""
    dice = random.Random(f"{file} {seed}")
    text = log(file, count, dice)
    return _tried(CALLED.get(file, file), text.encode("utf-8", errors="surrogatepass"), count)


def damage(file: str, seed: int) -> str | None:
    """What is wrong after a load of a file of which some bytes were changed, lost or doubled."""
    dice = random.Random(f"{file} {seed}")
    content = bytearray(_packed(file))
    for _ in range(dice.choice((1, 1, 2, 5, 30))):
        place, way = dice.randrange(max(1, len(content))), dice.random()
        if not content:
            break
        if way < 0.5:
            content[place] ^= 1 << dice.randrange(8)
        elif way < 0.7:
            del content[place : place + dice.randrange(1, 64)]
        elif way < 0.85:
            content[place:place] = content[max(0, place - 40) : place] or b"\x00"
        else:
            del content[max(1, place) :]
    return _tried(file, bytes(content), 200)


def _packed(file: str) -> bytes:
    if file.endswith(".gz"):
        return gzip.compress((FIXTURES / file.removesuffix(".gz")).read_bytes(), mtime=0)
    if file.endswith(".zst"):
        return bytes(pa.compress((FIXTURES / file.removesuffix(".zst")).read_bytes(), codec="zstd", asbytes=True))
    return (FIXTURES / file).read_bytes()


def _tried(name: str, content: bytes, count: int) -> str | None:
    with TemporaryDirectory(prefix="norush-fuzz-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        began = time.perf_counter()
        try:
            with Warehouse() as warehouse:
                loading.load(warehouse, files.find([str(path)]), Params(), salt="s")
                check_promises(warehouse)
        except NorushError as error:
            # a step that fails is a bug, whatever class its error has
            wrong = f"{type(error).__name__}: {error}" if "failed: " in str(error) or len(str(error)) > 2_000 else None
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
        else:
            wrong = None
        took = time.perf_counter() - began
    most = SECONDS_A_LOAD + count * SECONDS_A_RECORD
    return wrong or (f"took {took:.0f} s, more than {most:.0f}" if took > most else None)
