"""Patterns of a user's own file over the names of a workload: what owners and decisions are given by.

Reads a TOML file; writes nothing. A pattern is a glob, such as `nightly-*`, or a list of them of which one must fit.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from norush.errors import NorushError

COLUMNS = {"key": "api_key", "app": "app", "workspace": "workspace", "name": "name"}
"""What a pattern may look at, and the column of `workloads` that it is."""
Patterns = Mapping[str, tuple[str, ...]]
"""Column of `workloads` -> globs."""


def read_entries(path: Path, file: str, section: str, each: str, wrong: type[NorushError]) -> list[Mapping[str, Any]]:
    """The [[section]] entries of a TOML file, in its order; `file`: what it is called. Raises `wrong`, one sentence."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise wrong(f"the {file} file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise wrong(f"the {file} file {path} is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise wrong(f"the {file} file {path} is no TOML: {error}") from error
    for unknown in sorted(document.keys() - {section}):
        article = "an" if file[0] in "aeiou" else "a"
        raise wrong(f"{path}: unknown {unknown!r}; {article} {file} file holds [[{section}]] entries only")
    entries = document.get(section, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise wrong(f"{path}: write [[{section}]] with two brackets, once for each {each}")
    return entries


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
