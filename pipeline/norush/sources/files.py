"""Which files an audit reads: folders and globs opened up, contents identified, formats recognised.

Load; reads file names and contents; writes nothing.
"""

import glob
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from norush.errors import SourceError, UsageError
from norush.sources import bounds, containers, places, registry, tables, unpacking
from norush.sources.mapping import Map, path_parts
from norush.sources.secrets import file_name, is_field_name
from norush.sources.source import Source

_PACKED = "a zip archive: unpack it, and give what is in it"


DATABASE = "audit.duckdb"
REPORT = ("audit.html", "audit.md", "audit.json", DATABASE, "workloads.csv")
"""What an audit writes into the folder of its report, beside the pages of workloads; a kept database may lie there."""

Mark = tuple[int, ...]


class BrokenFileError(Exception):
    """This file turned out to be damaged, or changed, after it was looked at."""

    def __init__(self, entry: "Input", problem: str | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Input:
    """One file with what it was taken for. `problem`: why it cannot be used."""

    path: Path
    size_bytes: int
    sample: containers.Sample
    source: Source | None
    problem: str | None = None
    copy: Path | None = None
    """A plain UTF-8 copy of its records, where the file is in another encoding, an archive or an event stream."""

    link: Path | None = None
    """The same file under a name that DuckDB takes, where its own is not UTF-8 or has a wildcard."""

    mended: Path | None = None
    damaged: tuple[tables.Row, ...] = ()
    """A copy of a delimited table without its damaged rows, and those."""

    mark: Mark = ()
    """Size, time of change and place on the disk, as they were when it was looked at."""

    shown: str | None = None
    """What to call the file, but for what is a secret, where its path says nothing: the place it was fetched from."""

    @property
    def name(self) -> str:
        """What the database, reports and messages call the file; no two files of a load have the same."""
        return file_name(self.shown or str(self.path))

    @property
    def format(self) -> str | None:
        """The name of the recognised format."""
        return self.source.name if self.source else None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Fields that hold what nothing else tells, and that none of its first records has."""
        if not self.source or not self.sample.records:
            return ()
        return tuple(
            name
            for name in self.source.told_in
            if all(record.get(name) in (None, "") for record in self.sample.records)
        )

    @property
    def content(self) -> Path:
        """Where every line or row of the file can be read, the damaged ones too."""
        return self.copy or self.link or self.path

    @property
    def compression(self) -> str:
        """How `content` is compressed."""
        return "none" if self.copy else self.sample.compression


def find(inputs: Sequence[str], *, left_out: Path | None = None) -> list[Path]:
    """Every file that the inputs name, once, sorted.

    Of a folder, hidden files, what lies in `left_out`, and folders that hold a report of norush are left out. Raises
    UsageError for an input that is not there, and for one in the place of a report that will be written to `left_out`.
    """
    found: set[Path] = set()
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            inside = {
                file
                for file in path.rglob("*")
                if file.is_file() and not _is_hidden(file, path) and not _is_output(file, path, left_out)
            }
            if not inside:
                raise UsageError(
                    f"the folder {name} holds no files to read, a report apart: give a folder with exported logs"
                )
            found |= inside
        elif path.exists():
            if not path.is_file():
                raise UsageError(f"{name} is no file that can be read twice: write the log to a file first")
            found.add(path)
        else:
            matches = glob.glob(name, recursive=True)  # noqa: PTH207  (absolute globs too)
            if not matches:
                raise UsageError(f"{name} is not there: give a file, a folder or a glob that matches something")
            found.update(find(matches))
    for path in sorted(found):
        if left_out and is_of_report(path, left_out):
            raise UsageError(f"{path} would be written over by the report: give another -o")
    return sorted(found)


def is_of_report(path: Path, output: Path) -> bool:
    """Whether an audit with its report in `output` writes a file in this place."""
    return path.name in REPORT and path.parent.resolve() == output.resolve()


def _is_output(file: Path, folder: Path, left_out: Path | None) -> bool:
    """Whether a file under `folder` was written by norush, in this audit or an earlier one."""
    above = [parent for parent in file.parents if parent == folder or folder in parent.parents]
    if left_out and left_out.resolve() in (parent.resolve() for parent in above if parent != folder):
        return True
    return any((parent / "audit.json").is_file() and (parent / "audit.html").is_file() for parent in above)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def find_anywhere(
    inputs: Sequence[str],
    scratch: Path,
    window: places.Window | None = None,
    notify: places.Notify = lambda _what, _bytes: None,
    left_out: Path | None = None,
) -> dict[Path, str]:
    """Every file to read, and what it is called; what lies at an address is brought into `scratch`.

    Raises UsageError, SourceError and their children, as `find` and `places.bring` do.
    """
    addresses = [name for name in inputs if places.is_address(name)]
    local = [name for name in inputs if not places.is_address(name)]
    names = {path: str(path) for path in find(local, left_out=left_out)}
    return names | {file.path: file.name for file in places.bring(addresses, scratch, window, notify)}


def identify(path: Path, *, format_name: str | None, mapping: Map | None) -> Input:
    """What the file at `path` is. Never raises for bad content: that is the file's `problem`."""
    try:
        mark = mark_of(path)
        sample = containers.look(path)
    except OSError as error:
        sample = containers.Sample(None, "none", problem=f"it cannot be read ({error.strerror or error})")
        return Input(path, 0, sample, None, sample.problem)
    return replace(_recognised(path, mark[0], sample, format_name, mapping), mark=mark)


def mark_of(path: Path) -> Mark:
    """What changes where a file does. Raises OSError."""
    told = path.stat()
    return told.st_size, told.st_mtime_ns, told.st_dev, told.st_ino


def why_changed(entry: Input) -> str | None:
    """What happened to a file since it was looked at; None where it is as it was."""
    try:
        is_same = mark_of(entry.path) == entry.mark
    except OSError:
        return "it went away while it was read: put it where it stays, and give it again"
    return None if is_same else "it changed while it was read: give a copy that nothing writes to"


def _recognised(
    path: Path, size: int, sample: containers.Sample, format_name: str | None, mapping: Map | None
) -> Input:
    if sample.problem:
        return Input(path, size, sample, None, sample.problem)
    if mapping:
        lacks = _lacks(sample, mapping)
        if not (lacks or _needs(sample, mapping)) or registry.recognise(sample.records) is None:
            return Input(path, size, sample, MAPPED, lacks or _twice(sample, _mapped_names(mapping)))
        # another table than the mapping's, of a known format: an invoice beside a log
    source = registry.by_name(format_name) if format_name else registry.recognise(sample.records)
    if source is None:
        return Input(path, size, sample, None, _unknown(sample))
    if unread := {name for record in sample.records for name in source.unread(record)}:
        return Input(path, size, sample, None, _misread(source, unread))
    return Input(path, size, sample, source, _unfit(sample, source))


def _unfit(sample: containers.Sample, source: Source) -> str | None:
    if source.refused:
        return source.refused
    if sample.shape is containers.Shape.ARCHIVE and not source.lines:
        return _PACKED
    return _twice(sample, set(source.columns))


def _mapped_names(mapping: Map) -> set[str]:
    return {path_parts(column)[0] for column in (*mapping.columns.values(), mapping.duration) if column}


def _needs(sample: containers.Sample, mapping: Map) -> bool:
    """Whether no record of the sample has what every call must have, where the mapping says that it is."""
    there = {name for record in sample.records for name in record}
    times, needed = (
        {path_parts(mapping.columns[name])[0] for name in names if name in mapping.columns}
        for names in (("started_at", "ended_at"), ("model", "input_tokens", "output_tokens"))
    )
    return not times & there or not needed <= there


def _lacks(sample: containers.Sample, mapping: Map) -> str | None:
    """What the mapping names and no record of the sample has: a slip of the pen, or another table's mapping."""
    if sample.shape is containers.Shape.ARCHIVE:
        return _PACKED
    there = {name for record in sample.records for name in record}
    missing = sorted(_mapped_names(mapping) - there)
    if not missing or (
        there and sample.shape is not containers.Shape.TABLE and len(missing) < len(_mapped_names(mapping))
    ):
        return None
    return f"the mapping names {', '.join(missing)}, which it does not have ({_fields(sample)})"


def _twice(sample: containers.Sample, used: set[str]) -> str | None:
    twice = sorted(name for name in used if sample.header.count(name) > 1)
    return f"its header names {', '.join(twice)} more than once: rename all but one" if twice else None


def made_readable(entry: Input, scratch: Path) -> Input:
    """The same file, with a plain copy in `scratch` where DuckDB cannot read it as it is, or not as fast.

    Raises BrokenFileError for a damaged file, SourceError where there is no room for the copy.
    """
    if not unpacking.needs_copy(entry.sample, entry.source):
        return entry if _is_plain(entry.path) else replace(entry, link=_linked(entry.path, scratch))
    copy = scratch / f"{uuid4().hex}.copy"
    try:
        readable = unpacking.unpack(entry.path, entry.name, entry.sample, entry.source, copy)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _not_copied(entry, scratch, error) from error
    return replace(entry, copy=copy, sample=readable)


def _not_copied(entry: Input, scratch: Path, error: Exception) -> Exception:
    if places.is_full(error):
        return SourceError(
            f"a copy of {entry.name} does not fit into {scratch.parent}: make room, or set TMPDIR to a larger folder"
        )
    return BrokenFileError(entry, str(error) if isinstance(error, bounds.TooLargeError) else None)


def _is_plain(path: Path) -> bool:
    """Whether DuckDB takes the name: UTF-8, and no wildcard, for which it would look at the whole folder and stumble
    over any odd name there."""
    if set(str(path)) & set("*?["):
        return False
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _linked(path: Path, scratch: Path) -> Path:
    link = scratch / f"{uuid4().hex}.link"
    link.symlink_to(path.resolve())
    return link


def mend(entry: Input, scratch: Path) -> Input:
    """The same delimited table, with its damaged rows set apart. Raises what `made_readable` does."""
    copy = scratch / f"{uuid4().hex}.mended"
    try:
        damaged = tables.mend(entry.content, entry.compression, entry.sample, copy)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _not_copied(entry, scratch, error) from error
    return replace(entry, mended=copy, damaged=tuple(damaged))


def _unknown(sample: containers.Sample) -> str:
    return f"no known format ({_fields(sample)}): name its columns in a mapping file and give it with --map"


def _misread(source: Source, unread: Collection[str]) -> str:
    names = sorted(unread)
    told = f"{', '.join(names[:8])}{', …' if len(names) > 8 else ''}" if all(map(is_field_name, names)) else len(names)
    return (
        f"{source.title}, beside others that change what they mean ({told}): say in a mapping file what each counts "
        "(norush formats FILE --suggest-map writes a first one), and give it with --map"
    )


def _fields(sample: containers.Sample) -> str:
    """What a reader needs to see which table this is: its first field names, unless one of them may be text."""
    names = list(sample.records[0]) if sample.records else []
    if not sample.has_header:
        return f"{sample.shape} of {len(names)} columns without a header line: they are called column_1, column_2, …"
    if not all(is_field_name(name) for name in names):
        return f"{sample.shape} with {len(names)} fields"
    return (
        f"{sample.shape} with {', '.join(names[:8])}{', …' if len(names) > 8 else ''}" if names else str(sample.shape)
    )


MAPPED = Source(
    name="map",
    title="any table, through a mapping file",
    record="a row",
    columns={},
    recognises=lambda _: False,
)
