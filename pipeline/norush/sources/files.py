"""Which files an audit reads: folders and globs opened up, contents identified, formats recognised.

Load; reads file names and contents; writes nothing.
"""

import glob
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from norush.errors import UsageError
from norush.sources import containers, registry
from norush.sources.mapping import Map
from norush.sources.source import Source


@dataclass(frozen=True, slots=True)
class Input:
    """One file with what it was taken for. `problem`: why it cannot be used."""

    path: Path
    size_bytes: int
    sample: containers.Sample
    source: Source | None
    problem: str | None = None

    @property
    def format(self) -> str | None:
        """The name of the recognised format."""
        return self.source.name if self.source else None


def find(inputs: Sequence[str]) -> list[Path]:
    """Every file that the inputs name, once, sorted. Raises UsageError for an input that is not there."""
    found: set[Path] = set()
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            inside = {file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path)}
            if not inside:
                raise UsageError(f"the folder {name} holds no files: give a folder with exported logs")
            found |= inside
        elif path.exists():
            found.add(path)
        else:
            matches = [Path(match) for match in glob.glob(name, recursive=True)]  # noqa: PTH207  (absolute globs too)
            if not matches:
                raise UsageError(
                    f"{name} is not there: give a file, a folder or a glob that matches something"
                )
            found |= {match for match in matches if match.is_file()}
    return sorted(found)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def identify(path: Path, *, format_name: str | None, mapping: Map | None) -> Input:
    """What the file at `path` is. Never raises for bad content: that is the file's `problem`."""
    try:
        size = path.stat().st_size
        sample = containers.look(path)
    except OSError as error:
        sample = containers.Sample(None, "none", problem=f"it cannot be read ({error.strerror or error})")
        return Input(path, 0, sample, None, sample.problem)
    if sample.problem:
        return Input(path, size, sample, None, sample.problem)
    if mapping:
        return Input(path, size, sample, MAPPED)
    source = registry.by_name(format_name) if format_name else registry.recognise(sample.records)
    if source is None:
        return Input(path, size, sample, None, _unknown(sample))
    return Input(path, size, sample, source)


def _unknown(sample: containers.Sample) -> str:
    fields = sorted(sample.records[0]) if sample.records else []
    shown = ", ".join(str(name)[:40] for name in fields[:8]) + (", …" if len(fields) > 8 else "")
    seen = f"a {sample.shape} with {shown}" if fields else f"a {sample.shape}"
    return f"no known format ({seen}): name its columns in a mapping file and give it with --map"


MAPPED = Source(
    name="map",
    title="any table, through a mapping file",
    record="a row",
    columns={},
    recognises=lambda _: False,
)


def sha256(path: Path) -> str:
    """The content's SHA-256, as `sha256sum` prints it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
