"""Evaluation logs packed as zip archives: their members, deflated or zstd-compressed.

Load; reads archives; writes nothing. Python 3.11 knows no zstd in zip archives (method 93): pyarrow brings its own.
"""

import json
import struct
import zipfile
from collections.abc import Iterator

from norush.sources.source import Record

_ZSTD = 93
_LARGEST_MEMBER_BYTES = 1 << 30
_HEADERS = ("header.json", "_journal/start.json")
"""What the whole log is about; a log that was cut short has only the second."""


def first_records(archive: zipfile.ZipFile) -> Iterator[Record]:
    """The header of an evaluation log; nothing for another archive. Raises ValueError for a member that is damaged."""
    for name in _HEADERS:
        if name in archive.namelist():
            header = json.loads(read(archive, archive.getinfo(name)))
            if isinstance(header, dict):
                yield header
            return


def documents(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The header and every sample, as JSON documents. Raises ValueError for a member that is damaged or too large."""
    names = set(archive.namelist())
    header = next((name for name in _HEADERS if name in names), None)
    samples = sorted(name for name in names if name.startswith("samples/") and name.endswith(".json"))
    for name in [*([header] if header else []), *samples]:
        yield read(archive, archive.getinfo(name))


def read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's content. Raises ValueError when it is damaged, or larger than any sample of an evaluation."""
    if member.file_size > _LARGEST_MEMBER_BYTES:
        raise ValueError(f"a member of {member.file_size} bytes")
    if member.compress_type != _ZSTD:
        with archive.open(member) as file:
            content = file.read(member.file_size + 1)
    else:
        import pyarrow as pa  # only archives with zstd pay for it

        content = pa.decompress(_packed(archive, member), member.file_size, codec="zstd", asbytes=True)
    if len(content) != member.file_size:
        raise ValueError("a member of another size than the archive says")
    return content


def _packed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member's compressed bytes: behind a header of 30 bytes, its name and its extra field."""
    file = archive.fp
    assert file is not None
    file.seek(member.header_offset)
    name_bytes, extra_bytes = struct.unpack("<HH", file.read(30)[26:])
    file.seek(member.header_offset + 30 + name_bytes + extra_bytes)
    return file.read(member.compress_size)
