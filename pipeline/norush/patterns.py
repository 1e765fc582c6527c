"""Patterns of a user's own file over the names of a workload: what owners and decisions are given by.

Reads nothing, writes nothing. A pattern is a glob, such as `nightly-*`, or a list of them of which one must fit.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from norush.errors import NorushError

COLUMNS = {"key": "api_key", "app": "app", "workspace": "workspace", "name": "name"}
"""What a pattern may look at, and the column of `workloads` that it is."""
Patterns = Mapping[str, tuple[str, ...]]
"""Column of `workloads` -> globs."""


def fits(patterns: Patterns, names: Mapping[str, str | None]) -> bool:
    """Whether each pattern fits. A name that the log does not give fits none."""
    return all(
        (name := names.get(column)) is not None and any(fnmatchcase(name, each) for each in globs)
        for column, globs in patterns.items()
    )


def read(where: str, entry: Mapping[str, object], wrong: type[NorushError]) -> dict[str, tuple[str, ...]]:
    """The patterns of one entry, in the order of COLUMNS; {} where it has none. Raises `wrong`, in one sentence."""
    return {column: _globs(f"{where}, {key}", entry[key], wrong) for key, column in COLUMNS.items() if key in entry}


def _globs(where: str, value: object, wrong: type[NorushError]) -> tuple[str, ...]:
    globs = value if isinstance(value, list) else [value]
    if not globs or not all(isinstance(each, str) and each for each in globs):
        raise wrong(f"{where}: a pattern is a text such as 'nightly-*', or a list of them")
    return tuple(globs)
