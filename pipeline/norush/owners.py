"""Who owns a workload: patterns of a user's own file over key, app, workspace and name. Never guessed.

Reads a TOML file and `workloads`; writes `owners`, one row a workload that a pattern fits: its owner and channel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from norush import patterns
from norush.errors import OwnerError
from norush.warehouse import Warehouse

COLUMNS = dict.fromkeys(("workload_id", "owner", "channel"), "text")
_KEYS = frozenset({"owner", "channel", *patterns.COLUMNS})


@dataclass(frozen=True, slots=True)
class Owner:
    """One entry of the file. It fits where each of its `patterns` (column -> globs, one of which must fit) does."""

    owner: str
    channel: str | None
    patterns: patterns.Patterns

    def fits(self, names: Mapping[str, str | None]) -> bool:
        """Whether a workload of these names is this owner's. A name that the log does not give fits no pattern."""
        return patterns.fits(self.patterns, names)


def read_owners(path: Path) -> tuple[Owner, ...]:
    """The entries in the order of the file. Raises OwnerError, in one sentence."""
    entries = patterns.read_entries(path, "owners", "owner", "entry", OwnerError)
    return tuple(_entry(f"{path}, entry {at}", entry) for at, entry in enumerate(entries, 1))


def _entry(where: str, entry: Mapping[str, object]) -> Owner:
    for key in sorted(entry.keys() - _KEYS):
        raise OwnerError(f"{where}: unknown key {key!r}; an entry holds owner, channel, key, app, workspace and name")
    owner, channel = entry.get("owner"), entry.get("channel")
    if not isinstance(owner, str) or not owner.strip():
        raise OwnerError(f"{where}: owner is missing: write the name of a person or a team")
    if channel is not None and not isinstance(channel, str):
        raise OwnerError(f"{where}: channel is a text, such as '#search' or an address")
    found = patterns.read(where, entry, OwnerError)
    if not found:
        raise OwnerError(f"{where}: no pattern; give key, app, workspace or name ('*' fits every name)")
    return Owner(owner.strip(), channel, found)


def write_owners(warehouse: Warehouse, owners: Sequence[Owner]) -> None:
    """Makes `owners`: of each workload the first entry that fits; none where none does."""
    columns = ("workload_id", *patterns.COLUMNS.values())
    found: list[tuple[object, ...]] = []
    for row in warehouse.rows(f"select {', '.join(columns)} from workloads order by workload_id") if owners else ():
        names = dict(zip(columns, row, strict=True))
        owner = next((each for each in owners if each.fits(names)), None)
        if owner:
            found.append((names["workload_id"], owner.owner, owner.channel))
    warehouse.replace_table("owners", COLUMNS, found)
