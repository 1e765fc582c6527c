"""Files that are no logs, by their first bytes or by what a zip archive holds: what each is, and what to do with it.

Load; reads the first bytes of a file, and the list of an archive's members; writes nothing.
"""

import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

FIRST_BYTES = {
    b"\x1f\x8b": "packed twice: unpack it once, and give what is in it",
    b"\x28\xb5\x2f\xfd": "packed twice: unpack it once, and give what is in it",
    b"PK\x03\x04": "a zip archive that is packed again: unpack it, and give what is in it",
    b"BZh91AY&SY": "compressed with bzip2, which is not read: unpack it, or pack it with gzip or zstd",
    b"\xfd7zXZ\x00": "compressed with xz, which is not read: unpack it, or pack it with gzip or zstd",
    b"\x04\x22\x4d\x18": "compressed with lz4, which is not read: unpack it, or pack it with gzip or zstd",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive: unpack it, and give the folder",
    b"Rar!\x1a": "a RAR archive: unpack it, and give the folder",
    b"PK\x05\x06": "an empty zip archive",
    b"SQLite format 3\x00": "an SQLite database: export the table of calls as CSV or JSON lines",
    b"%PDF": "a PDF: export the table in it as CSV",
    b"Obj\x01": "an Avro file, which is not read: convert it to Parquet or JSON lines",
    b"\xd0\xcf\x11\xe0": "an old Office file: save the sheet of calls as CSV",
}
TAR = "a tar archive: unpack it (tar -xf), and give the folder"
_TAR_MARK_AT, _TAR_MARK = 257, b"ustar"
_LOGS = {
    *("json", "jsonl", "ndjson", "csv", "tsv", "parquet", "txt", "log", "out", "sse", "eval"),
    *("gz", "zst", "zip", "tar", "tgz"),
}
_OFFICE = {
    "xl/workbook.xml": "an Excel workbook: save the sheet of calls as CSV",
    "content.xml": "an OpenDocument file: save the sheet of calls as CSV",
}
_MOST_KINDS = 4


def what_it_is(head: bytes) -> str | None:
    """What a file that begins like this is, decompressed; None for anything that may be a log."""
    if head[_TAR_MARK_AT:].startswith(_TAR_MARK) and b"\x00" in head[:_TAR_MARK_AT]:
        return TAR
    return next((said for mark, said in FIRST_BYTES.items() if head.startswith(mark)), None)


def archive(path: Path) -> str:
    """What a zip archive that is no evaluation log holds. Kinds of files are named, never files."""
    try:
        with zipfile.ZipFile(path) as opened:
            names = [name for name in opened.namelist() if not name.endswith("/")]
    except (OSError, ValueError, zipfile.BadZipFile):
        return "a zip archive of files: unpack it, and give the folder"
    for name, said in _OFFICE.items():
        if name in names:
            return said
    kinds = Counter(PurePosixPath(name).suffix.lower().removeprefix(".") for name in names)
    if not kinds.keys() & _LOGS:
        return f"a zip archive without a log in it ({_told(kinds)}): give exported logs"
    return f"a zip archive of files ({_told(kinds)}): unpack it, and give the folder"


def _told(kinds: Counter[str]) -> str:
    """The kinds of files that are known to be kinds; what else a suffix may be is counted only."""
    shown = [(kind if kind.isalnum() and len(kind) <= 5 else "other", number) for kind, number in kinds.items()]
    summed: Counter[str] = Counter()
    for kind, number in shown:
        summed[kind] += number
    first = sorted(summed.items(), key=lambda each: (-each[1], each[0]))[:_MOST_KINDS]
    more = ", …" if len(summed) > len(first) else ""
    return ", ".join(f"{number} {kind}" for kind, number in first) + more
