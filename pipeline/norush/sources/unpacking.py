"""Plain copies of what DuckDB cannot read: event streams, archives and logs that are mostly text as JSON lines, other
encodings as UTF-8.

Load; reads files; writes copies into a scratch folder. A copy lives as long as the load.
"""

import codecs
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from norush.sources import archives, containers
from norush.sources.containers import Sample, Shape
from norush.sources.source import Content, Source


def needs_copy(sample: Sample, source: Source | None) -> bool:
    """Whether DuckDB cannot read the file as it is, or would read far too much."""
    has_lines = source is not None and source.lines is not None
    return has_lines or sample.shape in (Shape.ARCHIVE, Shape.EVENTS) or sample.encoding != "utf-8"


def unpack(path: Path, name: str, sample: Sample, source: Source | None, target: Path) -> Shape | None:
    """Writes the copy; the shape that it has. Raises OSError, EOFError or ValueError when the file is damaged."""
    with target.open("wb") as file:
        if source and source.lines:
            file.writelines(source.lines(_documents(path, sample), name))
            return Shape.LINES
        with containers.open_bytes(path, sample.compression) as content:
            if sample.shape is Shape.EVENTS:
                for stream in containers.event_streams(content):
                    file.write(json.dumps(stream).encode() + b"\n")
                return Shape.LINES
            _write_utf8(content, sample, file)
    return sample.shape


def _documents(path: Path, sample: Sample) -> Iterator[Content]:
    """The JSON documents of an archive, or the one that the file is."""
    if sample.shape is Shape.ARCHIVE:
        yield from archives.documents(path)
        return
    with containers.open_bytes(path, sample.compression) as content:
        if sample.encoding == "utf-8":
            yield content.read()
        else:
            yield content.read().decode(sample.encoding, errors="replace").encode("utf-8", errors="replace")


def _write_utf8(content: IO[bytes], sample: Sample, file: IO[bytes]) -> None:
    if sample.encoding == "utf-8-sig":
        content.read(3)
        shutil.copyfileobj(content, file)
        return
    decoder = codecs.getincrementaldecoder(sample.encoding)(errors="replace")
    while part := content.read(1 << 20):
        file.write(decoder.decode(part).encode("utf-8", errors="replace"))
