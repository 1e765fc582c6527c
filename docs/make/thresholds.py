"""The thresholds that stand in sql/2_workloads as bare numbers: a table of docs/verdicts.md, and what has no entry.

Reads `thresholds.toml` and the SQL, from which the numbers are taken; `tables.py` writes the page.
"""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from norush import params

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "sql" / "2_workloads"
THRESHOLDS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "thresholds.toml").read_text(encoding="utf-8")
)["threshold"]
HEAD = ("step", "number", "what it is", "why", "where it is from")
PARAMS_HEAD = ("option", "value", "what it is, and why")

_NUMBER = r"(?<![\w.$])(\d+(?:\.\d+)?(?:e\d+)?)(?![\w.])"
_UNITS = {"0", "1", "1.0e0", "86400000000", "3600000000", "6.283185307179586", "9223372036854775807"}
"""Nothing, one, days and hours in microseconds, a full turn, the largest integer."""
_NOT_THRESHOLDS = (
    r"--.*|'[^']*'|decimal\(\d+, \d+\)|group by [\d, ]+\n|(?<=\)), 2\)|power\(2,|ln\(2\)\) as integer\) as log2"
    r"|\b2 \* place|\b2 \* running >= starts|[*/] 1000000\b"
)
"""Comments, texts, types, ordinals, squares, millionths and microseconds in a second; 2 x place, which counts starts
among events; and that half a call runs on average, which the signal `in_flight_fano` explains."""


@cache
def sql(step: str) -> str:
    """A step without what is no threshold, white space made one space."""
    text = re.sub(_NOT_THRESHOLDS, " ", (FOLDER / f"{step}.sql").read_text(encoding="utf-8"))
    return " ".join(text.split())


def found(threshold: dict[str, Any]) -> tuple[list[str], list[tuple[int, int]]]:
    """The numbers of an entry, those that stand together once, in their order; where they stand in the step's text."""
    numbers: dict[tuple[str, ...], None] = {}
    places: list[tuple[int, int]] = []
    where = threshold["where"]
    for snippet in [where] if isinstance(where, str) else where:
        pattern = re.escape(snippet).replace(r"\#", _NUMBER).replace("#", _NUMBER)
        for match in re.finditer(pattern, sql(threshold["step"])):
            numbers[match.groups()] = None
            places += [match.span(group) for group in range(1, len(match.groups()) + 1)]
    return [number for each in numbers for number in each], places


def undocumented(step: str) -> list[str]:
    """Numbers of a step that no entry names, with what stands around them."""
    known = {place for each in THRESHOLDS if each["step"] == step for place in found(each)[1]}
    text = sql(step)
    return [
        text[max(match.start() - 30, 0) : match.end() + 30]
        for match in re.finditer(_NUMBER, text)
        if match[1] not in _UNITS and match.span(1) not in known
    ]


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """The table, by step in their order of name."""
    for each in sorted(THRESHOLDS, key=lambda threshold: threshold["step"]):
        numbers = ", ".join(f"{float(number):,g}" if "e" in number else plain(number) for number in found(each)[0])
        step = f"[{each['step']}](../sql/2_workloads/{each['step']}.sql)"
        yield step, numbers, each["what"], each["why"], each["source"]


def plain(number: str) -> str:
    """A number of the SQL as people write it."""
    return number if "." in number else f"{int(number):,}"


def options() -> Iterator[tuple[str, str, str]]:
    """The thresholds that have a name: the fields of Params with a docstring, which says why."""
    (cls,) = (node for node in ast.walk(ast.parse(inspect.getsource(params.Params))) if isinstance(node, ast.ClassDef))
    shared: list[str] = []
    defaults = params.Params()
    for node in cls.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            shared.append(node.target.id)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and shared:
            says = " ".join(str(node.value.value).split())
            for name in shared:
                value = getattr(defaults, name)
                yield f"`{name}`", "all the data" if value is None else str(value), says
            shared = []
