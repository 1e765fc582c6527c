"""Plain copies of what DuckDB cannot read, or not as fast: JSON documents, event streams, archives and logs that are
mostly text as JSON lines, other encodings as UTF-8.

Load; reads files; writes copies into a scratch folder. A copy lives as long as the load.
"""

import codecs
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import msgspec

from norush.sources import archives, bounds, containers, documents, events
from norush.sources.containers import Sample, Shape
from norush.sources.source import Content, Source


def needs_copy(sample: Sample, source: Source | None) -> bool:
    """Whether DuckDB cannot read the file as it is, or would read far too much."""
    has_lines = source is not None and source.lines is not None
    return has_lines or sample.shape in (Shape.ARCHIVE, Shape.EVENTS, Shape.DOCUMENT) or sample.encoding != "utf-8"


def unpack(path: Path, name: str, sample: Sample, source: Source | None, target: Path) -> Sample:
    """Writes the copy; what it is. Raises OSError, EOFError or ValueError when the file is damaged."""
    with target.open("wb") as file:
        if source and source.lines:
            file.writelines(source.lines(_documents(path, sample), name))
            return replace(sample, shape=Shape.LINES)
        if sample.shape is Shape.DOCUMENT:
            return _write_document(next(_documents(path, sample)), sample, source, file)
        with containers.open_bytes(path, sample.compression) as content:
            if sample.shape is Shape.EVENTS:
                file.writelines(msgspec.json.encode(stream) + b"\n" for stream in events.streams(content))
                return replace(sample, shape=Shape.LINES)
            _write_utf8(content, sample, file)
    return sample


def _write_document(document: Content, sample: Sample, source: Source | None, file: IO[bytes]) -> Sample:
    """Its records as lines. What is no single JSON value stays as it is: DuckDB takes more, or says where it breaks."""
    longest = containers.LONGEST_LINE_BYTES
    records_at, parts_at = (source.records_at, source.parts_at) if source else (None, ())
    try:
        for line in documents.lines(document, records_at, parts_at):
            file.write(line)
            longest = max(longest, len(line))
    except ValueError:
        file.seek(0)
        file.truncate()
        file.write(document)
        return replace(sample, largest_bytes=max(len(document), longest))
    return replace(sample, shape=Shape.LINES, largest_bytes=longest)


def _documents(path: Path, sample: Sample) -> Iterator[Content]:
    """The JSON documents of an archive, or the one that the file is."""
    if sample.shape is Shape.ARCHIVE:
        yield from archives.documents(path)
        return
    with containers.open_bytes(path, sample.compression) as content:
        document = content.read()
    if sample.encoding != "utf-8":
        document = document.decode(sample.encoding, errors="replace").encode("utf-8", errors="replace")
    bounds.check_values(document, bounds.MOST_VALUES_OF_A_DOCUMENT)
    yield document


def _write_utf8(content: IO[bytes], sample: Sample, file: IO[bytes]) -> None:
    if sample.encoding == "utf-8-sig":
        content.read(3)
        shutil.copyfileobj(content, file)
        return
    decoder = codecs.getincrementaldecoder(sample.encoding)(errors="replace")
    while part := content.read(1 << 20):
        file.write(decoder.decode(part).encode("utf-8", errors="replace"))
