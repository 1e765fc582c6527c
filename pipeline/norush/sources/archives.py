"""Evaluation logs packed as zip archives: their members, deflated or zstd-compressed.

Load; reads archives; writes nothing. Python 3.11 knows no zstd in zip archives (method 93): pyarrow brings its own.
"""

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from norush.sources import bounds
from norush.sources.source import Content, Record

_ZSTD = 93
_IS_ENCRYPTED, _HAS_SIZES_BEHIND = 1, 8
_LOCAL_HEADER = struct.Struct("<4s2xHHIIIIHH")
_LARGEST_MEMBER_BYTES = 1 << 30
_HEADERS = ("header.json", "_journal/start.json")
"""What the whole log is about; a log that was cut short has only the second."""

_CHUNK = re.compile(r"(samples/.+)/events/(\d+)\.json")
_SHELL = "/sample.json"
"""A sample in chunks: its own fields, without the events that lie beside it."""


def first_records(path: Path) -> Iterator[Record]:
    """The header of an evaluation log; nothing for another archive. Raises ValueError for a member that is damaged."""
    with _Archive(path) as archive:
        first = archive.first()
        is_header = first.filename in _HEADERS and not first.flag_bits & _HAS_SIZES_BEHIND
        if member := first if is_header else archive.header():
            record = json.loads(bytes(archive.read(member)))
            if isinstance(record, dict):
                yield record


def documents(path: Path) -> Iterator[Content]:
    """The header and every sample, as JSON documents. Raises ValueError for a member that is damaged or too large.

    Members are found by their names, and no file is ever written by one.
    """
    with _Archive(path) as archive:
        if header := archive.header():
            yield archive.read(header)
        in_chunks: dict[str, list[tuple[int, str]]] = {
            name.removesuffix(_SHELL): [] for name in archive.members if name.endswith(_SHELL)
        }
        for name in archive.members if in_chunks else ():
            if (chunk := _CHUNK.fullmatch(name)) and chunk[1] in in_chunks:
                in_chunks[chunk[1]].append((int(chunk[2]), name))
        parts = tuple(f"{prefix}/" for prefix in in_chunks)
        for name in sorted(archive.members):
            if not name.startswith("samples/") or not name.endswith(".json"):
                continue
            if not parts or not name.startswith(parts):
                yield archive.read(archive.members[name])
            elif name.endswith(_SHELL):
                yield _whole(archive, name, [name for _, name in sorted(in_chunks[name.removesuffix(_SHELL)])])


def _whole(archive: "_Archive", shell: str, chunks: list[str]) -> bytes:
    """A sample in chunks as one document."""
    events = [bytes(archive.read(archive.members[name])).strip()[1:-1] for name in chunks]
    fields = bytes(archive.read(archive.members[shell])).strip()[:-1]
    return b'%b,"events":[%b]}' % (fields, b",".join(filter(None, events)))


class _Archive:
    """An archive's members by name: of several with one name, the last."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")  # never mapped: where a mapped file is cut off, its reader is killed
        self._size = path.stat().st_size
        self._unpacked_bytes = 0

    def __enter__(self) -> "_Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @cached_property
    def members(self) -> Mapping[str, zipfile.ZipInfo]:
        """What the directory at the end of the archive lists."""
        try:
            with zipfile.ZipFile(self._file) as archive:
                return archive.NameToInfo
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise ValueError("no zip archive") from error

    def first(self) -> zipfile.ZipInfo:
        """The member at the beginning: what a log is about, mostly. Reading the whole directory takes far longer."""
        try:
            header = self._at(0, _LOCAL_HEADER.size)
            _, flags, method, _, crc, packed, size, name_bytes, _ = _LOCAL_HEADER.unpack(header)
        except struct.error as error:
            raise ValueError("no zip archive") from error
        name = self._at(_LOCAL_HEADER.size, name_bytes).decode(errors="replace")
        member = zipfile.ZipInfo(name)
        member.flag_bits, member.compress_type, member.CRC, member.header_offset = flags, method, crc, 0
        member.compress_size, member.file_size = packed, size
        return member

    def header(self) -> zipfile.ZipInfo | None:
        """The member that says what the log is about."""
        return next((self.members[name] for name in _HEADERS if name in self.members), None)

    def read(self, member: zipfile.ZipInfo) -> Content:
        """A member's content. Raises ValueError when it is damaged, or larger than any sample of an evaluation."""
        if member.file_size > _LARGEST_MEMBER_BYTES:
            raise bounds.TooLargeError("a member of it is larger than 1 GiB, which no sample of an evaluation is")
        self._unpacked_bytes += member.file_size  # members may lie over one another
        bounds.check_unpacked(self._unpacked_bytes, self._size)
        if member.flag_bits & _IS_ENCRYPTED:
            raise ValueError("an encrypted member")
        content = _unpacked(self._packed(member), member)
        if len(content) != member.file_size or _deflate()[1](content) != member.CRC:
            raise ValueError("a member that is not what the archive says")
        bounds.check_values(content, bounds.MOST_VALUES_OF_A_MEMBER)
        return content

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        """The member's compressed bytes: behind its own header, its name and its extra field."""
        try:
            header = self._at(member.header_offset, _LOCAL_HEADER.size)
            *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
        except struct.error as error:
            raise ValueError("a member beyond the end of the archive") from error
        start = member.header_offset + _LOCAL_HEADER.size + name_bytes + extra_bytes
        return memoryview(self._at(start, member.compress_size))

    def _at(self, start: int, size: int) -> bytes:
        """So many bytes from there on, or fewer at the end of the file: a directory may say anything."""
        begin = min(start, self._size)
        self._file.seek(begin)
        return self._file.read(min(size, self._size - begin))


def _unpacked(packed: memoryview, member: zipfile.ZipInfo) -> Content:
    match member.compress_type:
        case zipfile.ZIP_STORED:
            return packed
        case zipfile.ZIP_DEFLATED:
            return _deflate()[0](packed, member.file_size)
        case method if method == _ZSTD:
            return _zstd()(packed, member.file_size)
        case method:
            raise ValueError(f"compression method {method}")


@cache
def _deflate() -> tuple[Callable[[memoryview, int], Content], Callable[[Content], int]]:
    """What inflates to so many bytes, and what checks them: libdeflate (the extra `fast`), or zlib, half as fast."""
    try:
        import deflate
    except ImportError:
        return _zlib_inflate, zlib.crc32

    def inflate(packed: memoryview, size: int) -> Content:
        try:
            return deflate.deflate_decompress(packed, size)
        except deflate.DeflateError as error:
            raise ValueError("a damaged member") from error

    return inflate, deflate.crc32


def _zlib_inflate(packed: memoryview, size: int) -> Content:
    try:
        return zlib.decompressobj(-15).decompress(packed, size + 1)
    except zlib.error as error:
        raise ValueError("a damaged member") from error


@cache
def _zstd() -> Callable[[memoryview, int], Content]:
    """What unpacks zstd: zstandard (the extra `fast`), which keeps its tables, or pyarrow, half as fast."""
    try:
        import zstandard
    except ImportError:
        return _arrow_zstd
    decompressor = zstandard.ZstdDecompressor()

    def unpack(packed: memoryview, size: int) -> Content:
        try:
            content = decompressor.decompress(packed, max_output_size=size)
        except zstandard.ZstdError as error:
            raise ValueError("a damaged member") from error
        return content if len(content) == size else _arrow_zstd(packed, size)  # it reads one frame of several

    return unpack


def _arrow_zstd(packed: memoryview, size: int) -> Content:
    import pyarrow as pa  # only archives with zstd pay for it

    return memoryview(pa.decompress(packed, size, codec="zstd"))
