"""Whose pages lie in a folder: those of one key, because the next pull takes what is there for its own.

Reads and writes one hidden file in the folder: a salt, and the hash of the key with it.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from norush.errors import SourceError, UsageError

MARK = ".fetched-with"


@contextmanager
def of_one_key(folder: Path, key: str) -> Iterator[None]:
    """While it lasts, pages come into `folder` with this key; a folder into which none came has no mark of it.

    Raises UsageError where another key fetched what is there, SourceError where no mark can be written.
    """
    mark, before = folder / MARK, _pages(folder)
    is_new = not mark.exists()
    try:
        if is_new:
            salt = secrets.token_hex(16)
            mark.write_text(f"{salt} {_hashed(salt, key)}\n", encoding="utf-8")
        salt, _, told = mark.read_text(encoding="utf-8", errors="replace").strip().partition(" ")
    except OSError as error:
        raise SourceError(f"{mark} cannot be read or written ({error.strerror})") from error
    if told != _hashed(salt, key):
        raise UsageError(
            f"{folder} holds what another key fetched, and would pass for this one's: give another -o, or delete "
            f"{mark} if both keys are of one organisation"
        )
    try:
        yield
    finally:
        if is_new and _pages(folder) == before:  # the key may have been wrong
            mark.unlink(missing_ok=True)


def _pages(folder: Path) -> set[tuple[str, int]]:
    return {(path.name, path.stat().st_mtime_ns) for path in folder.glob("*.json")}


def _hashed(salt: str, key: str) -> str:
    return hashlib.sha256(f"{salt} {key}".encode(errors="replace")).hexdigest()
