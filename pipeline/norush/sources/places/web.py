"""Web servers: the one file at a URL, presigned ones too.

Load; reads through fsspec's HTTP client; writes a file of the scratch folder. The URL is asked for exactly as it was
given, because a signature is over its bytes. Proxies and ~/.netrc are heeded.
"""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import aiohttp
from fsspec.implementations.http import HTTPFileSystem

from norush.errors import NorushError, SourceError, UsageError
from norush.sources.places import Fetched, Window, is_full, no_room
from norush.sources.places.address import parse

CONNECT_TIMEOUT_S = 15
SILENCE_TIMEOUT_S = 120
"""For the whole file there is no limit."""


def fetch(url: str, scratch: Path, _window: Window) -> list[Fetched]:
    """The file at `url`.

    Raises UsageError for a URL that cannot be or names nothing, SourceError when the server cannot be reached or read.
    """
    shown = parse(url).shown
    target = scratch / "0"
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT_S, sock_read=SILENCE_TIMEOUT_S)
    web = HTTPFileSystem(skip_instance_cache=True, encoded=True, client_kwargs={"trust_env": True, "timeout": timeout})
    try:
        web.get_file(quote(url.partition("#")[0], safe="%/:=&?~+!$,;'@()*[]"), str(target))
    except (OSError, ValueError, aiohttp.ClientError) as error:
        raise (no_room(shown, scratch) if is_full(error) else _as_sentence(error, shown)) from error
    return [Fetched(target, shown)]


def _as_sentence(error: Exception, shown: str) -> NorushError:
    """What a user can do. The client's own words quote the whole URL: they are not passed on."""
    if isinstance(error, FileNotFoundError):
        return UsageError(f"{shown} is not there: give the URL of a file")
    if isinstance(error, aiohttp.ClientResponseError):
        if error.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return SourceError(
                f"{shown}: access denied ({error.status}): a signed URL may have run out, make a new one"
            )
        return SourceError(f"{shown}: the server answered {error.status}: run the same command later")
    if isinstance(error, aiohttp.InvalidURL):
        return UsageError(f"{shown} is no URL that can be asked for")
    if isinstance(error, aiohttp.ClientPayloadError):
        return SourceError(f"{shown}: the connection broke off. Nothing was loaded: run the same command again")
    return SourceError(f"{shown}: no connection: is the server there, and may this machine connect to it?")
