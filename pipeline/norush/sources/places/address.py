"""Addresses as they may be shown: without user, password, query and fragment, where keys and signatures stand.

Reads nothing, writes nothing.
"""

import re
from dataclasses import dataclass

from norush.errors import UsageError

_HOST = r"(\[[0-9A-Fa-f:.%]+\]|[\w.%-]*)(:\d{0,5})?"
_HOSTS = re.compile(f"{_HOST}(,{_HOST})*")


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """The parts of an address. Only `shown` may leave the program."""

    scheme: str
    user: str
    """User and password, as they were given; may be empty."""

    hosts: str
    path: str
    """With its leading slash, as it was given."""

    query: str

    @property
    def shown(self) -> str:
        """What reports and messages call it."""
        return f"{self.scheme}://{self.hosts}{self.path}"


def parse(text: str) -> Address:
    """Takes an address apart.

    Raises UsageError, which quotes nothing, where it is not clear what is the password: a part of it could be shown.
    """
    scheme, _, rest = text.partition("://")
    scheme = scheme.lower()
    rest = rest.partition("#")[0] if "@" not in rest.partition("#")[2] else rest
    match = re.fullmatch(r"([^/?#]*)([^?#]*)(.*)", rest, re.S)
    assert match
    authority, path, query = match[1], match[2], match[3].removeprefix("?")
    user, _, hosts = authority.rpartition("@")
    unclear = ":" in authority and "@" in f"{path}?{query}"
    if unclear or not _HOSTS.fullmatch(hosts):
        raise UsageError(
            f"an address that begins with {scheme}:// cannot be read: write @ : / ? # in user, password and path as "
            "%40 %3A %2F %3F %23"
        )
    return Address(scheme, user, hosts, path, query)
