"""Where exports live beside the local disk: a place is a kind of address, and what makes local files of it.

Load; reads databases, buckets and web servers; writes files into a scratch folder that lives as long as the audit.

A place brings everything an input names before the first record is read. What comes after reads a file several times
(to see what it is, for its records, for its hash, for the lines of rejects) and must find the same bytes each time: so
all ways in meet here, and the same bytes give the same requests wherever they lay. The price is disk, as much as the
export as it is stored (of a database table: compressed Parquet), and a wait before the first row. In return memory
stays flat, a connection that breaks leaves nothing half loaded, and content that was read before is left out.

A new place is a module with `fetch` and a line in PLACES.
"""

import errno
import importlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from norush.errors import SourceError, UsageError

Notify = Callable[[str, int], None]
"""Told what is being fetched."""


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open [since, until); None: without bound. A place that can may leave out what lies outside."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A local file, and what reports call it: its address without user, password and query."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of address. `module` has `fetch(url, scratch, window) -> list[Fetched]` and needs the extra's packages."""

    schemes: tuple[str, ...]
    module: str
    extra: str


PLACES = (
    Place(("postgresql", "postgres"), "norush.sources.places.postgres", "postgres"),
    Place(("s3",), "norush.sources.places.buckets", "remote"),
    Place(("https", "http"), "norush.sources.places.web", "remote"),
)


def is_address(text: str) -> bool:
    """Whether an input is an address of some place, known or not, and no local path."""
    scheme, mark, _ = text.partition("://")
    return bool(mark) and scheme.replace("+", "").isalnum()


def bring(
    addresses: Sequence[str],
    scratch: Path,
    window: Window | None = None,
    notify: Notify = lambda _what, _bytes: None,
) -> list[Fetched]:
    """What these addresses name, as files in `scratch`; no two with the same name.

    Raises UsageError for an address of no known place, or one whose extra is not installed; what a place raises.
    """
    found: list[Fetched] = []
    for at, address in enumerate(addresses):
        place = _place_of(address)
        notify(f"fetching from {address.partition('://')[0]}", 0)
        folder = scratch / str(at)
        folder.mkdir()
        found += _module(place).fetch(address, folder, window or Window())
    return told_apart(found)


def _place_of(address: str) -> Place:
    scheme = address.partition("://")[0].lower()
    for place in PLACES:
        if scheme in place.schemes:
            return place
    known = ", ".join(f"{scheme}://" for place in PLACES for scheme in place.schemes)
    raise UsageError(f"{scheme}:// is no place that norush reads from: give local files, or one of {known}")


def _module(place: Place) -> "_PlaceModule":
    try:
        module: _PlaceModule = importlib.import_module(place.module)  # type: ignore[assignment]
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("norush"):
            raise
        raise UsageError(
            f"reading from {place.schemes[0]}:// needs the package {error.name}: pip install 'norush[{place.extra}]'"
        ) from error
    return module


class _PlaceModule:
    """What a module of a place has."""

    fetch: Callable[[str, Path, Window], list[Fetched]]


def is_full(error: Exception) -> bool:
    """Whether this is an error of the local disk, which has no room for what is fetched."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def no_room(name: str, scratch: Path) -> SourceError:
    """What to do then."""
    return SourceError(f"{name} does not fit into {scratch.parents[1]}: make room, or set TMPDIR to a larger folder")


def told_apart(found: Sequence[Fetched]) -> list[Fetched]:
    """The same, with a number where two addresses differ only in what is not shown."""
    seen: Counter[str] = Counter()
    apart = []
    for file in found:
        seen[file.name] += 1
        number = seen[file.name]
        apart.append(file if number == 1 else Fetched(file.path, f"{file.name} ({number})"))
    return apart
