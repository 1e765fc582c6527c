"""SHA-256 of each input file, worked out in a thread beside everything else.

Load; reads files; writes `files.sha256`. Hashing costs about a fifth of the load, which keeps every core busy itself:
an audit hands a Hashes in, has them worked out during the stages that follow, and writes them when it needs them.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from norush.sources.files import Mark, mark_of
from norush.sources.secrets import file_name
from norush.warehouse import Warehouse

_CHUNK_BYTES = 1 << 20


class Hashes:
    """The hashes of some files, by path. Leaving the context gives up what is not done.

    `names`: what the database calls a file, where that is not its path.
    """

    def __init__(self, names: Mapping[Path, str] | None = None) -> None:
        self._names = names or {}
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sha256", initializer=_give_way)
        self._given_up = Event()
        self._pending: dict[Path, Future[str | None]] = {}

    def __enter__(self) -> "Hashes":
        return self

    def __exit__(self, *_: object) -> None:
        self._given_up.set()
        self._executor.shutdown(cancel_futures=True)

    def begin(self, paths: Iterable[Path]) -> None:
        """Starts to hash those of these files that are not begun, in this order."""
        for path in paths:
            if path not in self._pending:
                self._pending[path] = self._executor.submit(self._sha256, path, _mark(path))

    def of(self, path: Path) -> str | None:
        """The content's SHA-256 as `sha256sum` prints it; None for a file that cannot be read, or that
        changes meanwhile. Waits for it."""
        self.begin([path])
        return self._pending[path].result()

    def write(self, warehouse: Warehouse) -> None:
        """Fills in `files.sha256` of the files that were begun here."""
        rows = [
            [sha256, file_name(self._names.get(path, str(path)))]
            for path, future in self._pending.items()
            if (sha256 := future.result())
        ]
        if rows:
            warehouse.connection.execute(
                "update files set sha256 = h.sha256 "
                "from (select unnest($hashes) as sha256, unnest($paths) as path) as h "
                "where files.path = h.path and files.sha256 is null",
                {"hashes": [sha256 for sha256, _ in rows], "paths": [path for _, path in rows]},
            )

    def _sha256(self, path: Path, mark: Mark | None) -> str | None:
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while (chunk := file.read(_CHUNK_BYTES)) and not self._given_up.is_set():
                    digest.update(chunk)
        except OSError:
            return None
        return digest.hexdigest() if _mark(path) == mark else None


def _mark(path: Path) -> Mark | None:
    try:
        return mark_of(path)
    except OSError:
        return None


def _give_way() -> None:
    """Takes the cores only when DuckDB leaves one idle; where priority belongs to whole processes, all stay equal."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
