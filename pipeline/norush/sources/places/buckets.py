"""S3 and what speaks like it: an object, a prefix with all beneath it, or a glob.

Load; lists and reads objects through s3fs; writes each into a file of the scratch folder. Many at a time: a bucket of
logs is thousands of small objects. Credentials, region and endpoint are the AWS tools' own: AWS_PROFILE,
AWS_ENDPOINT_URL, roles.
"""

from collections.abc import Iterable
from pathlib import Path

import s3fs
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from norush.errors import NorushError, SourceError, UsageError
from norush.sources.places import Fetched, Window, is_full, no_room

_GLOB = frozenset("*?[")


def fetch(url: str, scratch: Path, _window: Window) -> list[Fetched]:
    """Every object that the address names, hidden ones left out as in a local folder.

    Raises UsageError for an address that names nothing, SourceError when the bucket cannot be reached or read.
    """
    _, _, path = url.partition("://")
    bucket = path.partition("/")[0]
    if "@" in bucket or ":" in bucket:
        raise UsageError("an s3:// address holds no keys: give them as AWS_PROFILE, or AWS_ACCESS_KEY_ID and the like")
    shown = f"s3://{path}"
    try:
        files = s3fs.S3FileSystem(skip_instance_cache=True)
        sizes = _find(files, path)
        if not sizes:
            raise UsageError(f"{shown} names no object: give one, a prefix that ends in /, or a glob")
        fetched = {key: Fetched(scratch / f"{at}", f"s3://{key}") for at, key in enumerate(sorted(sizes))}
        files.get(list(fetched), [str(file.path) for file in fetched.values()])
    except (OSError, BotoCoreError, ClientError) as error:
        raise (no_room(shown, scratch) if is_full(error) else _as_sentence(error, shown)) from error
    for key, file in fetched.items():
        if file.path.stat().st_size != sizes[key]:
            raise SourceError(f"{file.name} changed while it was read: run the same command again")
    return list(fetched.values())


def _find(files: s3fs.S3FileSystem, path: str) -> dict[str, int]:
    """Key -> bytes of each object: the one that is called so, or else all that the glob or the prefix names."""
    key = path.partition("/")[2]
    if key and not key.endswith("/") and (found := _info(files, path)) is not None:
        return {path: found}
    if not _GLOB & set(key):
        return _below(files, path)
    matches: dict[str, dict[str, object]] = files.glob(path, detail=True)
    objects: dict[str, int] = {}
    for name, info in matches.items():
        if _is_hidden(name) and not _is_hidden(path):
            continue
        objects |= _below(files, name) if info["type"] == "directory" else {name: _size(info)}
    return objects


def _info(files: s3fs.S3FileSystem, path: str) -> int | None:
    """The size of the object at `path`; None if there is none."""
    try:
        info = files.info(path)
    except FileNotFoundError:
        return None
    return _size(info) if info["type"] == "file" else None


def _below(files: s3fs.S3FileSystem, path: str) -> dict[str, int]:
    root = path.rstrip("/") + "/"
    found: Iterable[tuple[str, dict[str, object]]] = files.find(root, detail=True).items()
    return {
        name: _size(info) for name, info in found if not name.endswith("/") and not _is_hidden(name.removeprefix(root))
    }


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _size(info: dict[str, object]) -> int:
    return int(str(info["size"]))


def _as_sentence(error: Exception, shown: str) -> NorushError:
    """What a user can do. The client's own words may hold signatures and access keys: they are not passed on."""
    if isinstance(error, FileNotFoundError):
        return UsageError(f"{shown} is not there: give an object, a prefix that ends in /, or a glob")
    if isinstance(error, NoCredentialsError):
        return SourceError(f"{shown}: no AWS credentials found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and the like")
    if isinstance(error, PermissionError):
        return SourceError(f"{shown}: access denied: may these AWS credentials list and read it?")
    return SourceError(f"{shown} cannot be read: no connection, or it broke off. Nothing was loaded: run it again")
