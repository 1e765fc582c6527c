"""How many calls a second norush loads of real Inspect logs, on one core.

`NORUSH_TRACES=… python bench/inspect_logs.py` takes the archives in its folder inspect-eval and writes each of them
again and again with other ids: deflated and indented as they are, and as Inspect writes since 2026, zstd and without
indents. Then it loads them in a process of its own, with one thread of DuckDB on one core. `--without-fast` does as if
the extra `fast` were not installed. Processor seconds of the whole load, as in bench/formats.py.
"""

import argparse
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard
from formats import REPOSITORY, load_once

from norush.sources import archives

TRACES = Path(os.environ.get("NORUSH_TRACES", REPOSITORY.parent / "shared" / "traces"))


def main() -> None:
    """Writes the logs, loads them, prints calls a second."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--copies", type=int, default=100)
    options.add_argument("--without-fast", action="store_true")
    options.add_argument("--load", metavar="FOLDER", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.without_fast:
        archives._deflate = lambda: (archives._zlib_inflate, zlib.crc32)  # type: ignore[assignment]
        archives._zstd = lambda: archives._arrow_zstd  # type: ignore[assignment]
    if chosen.load:
        with TemporaryDirectory(prefix="norush-bench-") as folder:
            print(json.dumps(load_once(Path(folder) / "bench.duckdb", Path(chosen.load))))
        return
    logs = sorted((TRACES / "inspect-eval").glob("*.eval"))
    for name, write in (("deflated, indented", write_deflated), ("zstd, compact", write_zstd)):
        with TemporaryDirectory(prefix="norush-bench-") as temporary:
            for log in logs:
                members = {
                    member: archive.read(member) for archive in [zipfile.ZipFile(log)] for member in archive.namelist()
                }
                for copy in range(chosen.copies):
                    write(Path(temporary) / f"{copy}-{log.name}", renamed(members, copy))
            command = [sys.executable, __file__, "--load", temporary]
            command += ["--without-fast"] if chosen.without_fast else []
            done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            size = sum(path.stat().st_size for path in Path(temporary).iterdir())
        calls = int(done["requests"])
        print(
            f"{name}: {calls:,} calls, {size / calls:,.0f} bytes a call packed, {calls / done['seconds']:,.0f} calls/s"
        )


def renamed(members: Mapping[str, bytes], copy: int) -> dict[str, bytes]:
    """The log with other ids of calls and samples."""
    mark = f"{copy:04d}".encode()
    return {
        name: content.replace(b'"id": "chatcmpl-', b'"id": "chatcmpl-' + mark).replace(
            b'"uuid": "', b'"uuid": "' + mark
        )
        for name, content in members.items()
    }


def write_deflated(path: Path, members: Mapping[str, bytes]) -> None:
    """As Inspect wrote until 2025."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def write_zstd(path: Path, members: Mapping[str, bytes]) -> None:
    """As Inspect writes since. Python below 3.14 writes no zstd into archives, so the headers are made here."""
    compress: Callable[[bytes], bytes] = zstandard.ZstdCompressor(level=3).compress
    local, central = bytearray(), bytearray()
    for name, indented in members.items():
        content = json.dumps(json.loads(indented), separators=(",", ":"), ensure_ascii=False).encode()
        packed = compress(content)
        sizes = zlib.crc32(content), len(packed), len(content), len(name), 0
        fields = struct.pack("<HHHHHIIIHH", 63, 0, 93, 0, 0x21, *sizes)
        central += b"PK\1\2" + struct.pack("<H", 63) + fields
        central += struct.pack("<HHHII", 0, 0, 0, 0, len(local)) + name.encode()
        local += b"PK\3\4" + fields + name.encode() + packed
    counts = len(members), len(members), len(central), len(local), 0
    path.write_bytes(local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, *counts))


if __name__ == "__main__":
    main()
