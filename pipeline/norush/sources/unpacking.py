"""Plain copies of what DuckDB cannot read: event streams as JSON lines, archives as JSON documents, other encodings.

Load; reads files; writes copies into a scratch folder. A copy lives as long as the load.
"""

import codecs
import json
import shutil
import zipfile
from pathlib import Path

from norush.sources import archives, containers
from norush.sources.containers import Sample, Shape


def needs_copy(sample: Sample) -> bool:
    """Whether DuckDB cannot read the file as it is."""
    return sample.shape in (Shape.ARCHIVE, Shape.EVENTS) or sample.encoding != "utf-8"


def unpack(path: Path, sample: Sample, target: Path) -> Shape | None:
    """Writes the copy; the shape that it has. Raises OSError, EOFError or ValueError when the file is damaged."""
    with target.open("wb") as file:
        if sample.shape is Shape.ARCHIVE:
            with zipfile.ZipFile(path) as archive:
                for document in archives.documents(archive):
                    file.write(document + b"\n")
            return Shape.DOCUMENT
        with containers.open_bytes(path, sample.compression) as source:
            if sample.shape is Shape.EVENTS:
                for stream in containers.event_streams(source):
                    file.write(json.dumps(stream).encode() + b"\n")
                return Shape.LINES
            if sample.encoding == "utf-8-sig":
                source.read(3)
                shutil.copyfileobj(source, file)
            else:
                decoder = codecs.getincrementaldecoder(sample.encoding)(errors="replace")
                while part := source.read(1 << 20):
                    file.write(decoder.decode(part).encode("utf-8", errors="replace"))
    return sample.shape
