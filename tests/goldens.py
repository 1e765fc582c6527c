"""Compares text with a file in tests/golden; `pytest --accept` rewrites the file instead.

What differs is said value by value (JSON) or line by line, and left in tests/actual (git-ignored), to be looked at
beside the golden.
"""

import difflib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
ACTUAL = Path(__file__).parent / "actual"
SHOWN = 40
"""Differences that a failure says; of more, their number."""


def check(name: str, text: str, *, accept: bool) -> None:
    """Fails unless `text` is what tests/golden/<name> holds, or writes it there."""
    golden = GOLDEN / name
    if accept:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(text.encode())
    wanted = golden.read_bytes().decode() if golden.is_file() else ""
    if wanted == text:
        return
    (ACTUAL / name).parent.mkdir(parents=True, exist_ok=True)
    (ACTUAL / name).write_bytes(text.encode())
    told = list(differences(wanted, text, is_json=name.endswith(".json")))
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    said = "\n".join([*told[:SHOWN], *more])
    pytest.fail(f"tests/golden/{name} differs; see tests/actual/{name}, accept it with pytest --accept\n{said}", False)


def differences(wanted: str, got: str, *, is_json: bool) -> Iterator[str]:
    """Each difference in a line of its own: of JSON the values by their place, of text the lines."""
    if is_json and wanted:
        found = list(_values("", json.loads(wanted), json.loads(got)))
        yield from found or ["the same values, written otherwise"]
        return
    for line in difflib.unified_diff(wanted.splitlines(), got.splitlines(), "golden", "actual", n=0, lineterm=""):
        yield line[:300]


def _values(place: str, wanted: object, got: object) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in dict.fromkeys((*wanted, *got)):
            yield from _values(f"{place}.{key}".lstrip("."), wanted.get(key, "(nothing)"), got.get(key, "(nothing)"))
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for at, (old, new) in enumerate(zip(wanted, got, strict=True)):
            yield from _values(f"{place}[{at}]", old, new)
    elif wanted != got or type(wanted) is not type(got):
        yield f"{place}: {json.dumps(wanted, ensure_ascii=False)[:120]} -> {json.dumps(got, ensure_ascii=False)[:120]}"
