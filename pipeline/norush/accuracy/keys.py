"""Who shares a key: clean keys have one kind each, others those of a row in `mixes/`.

Reads the kinds; writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from norush.accuracy import mixes
from norush.accuracy.kinds import HELD_OUT, TUNED, Kind, kinds
from norush.accuracy.mixes import CLEAN, KEYS, Mix


def _mixes(split: str, which: str) -> list[Mix]:
    """The mixes of a split: of `mixes/<split>.py` and `mixes/<split>_of_*.py`, in the order of their names."""
    found = sorted(module.name for module in iter_modules(mixes.__path__) if module.name.partition("_of_")[0] == split)
    return [mix for name in found for mix in import_module(f"{mixes.__name__}.{name}").MIXES[which]]


MIXES: Mapping[str, Mapping[str, Sequence[Mix]]] = {
    split: {which: _mixes(split, which) for which in KEYS if which != CLEAN} for split in (TUNED, HELD_OUT)
}


@dataclass(frozen=True, slots=True)
class Key:
    """One API key: the kinds behind it, and whether they all use one model."""

    name: str
    kinds: tuple[Kind, ...]
    one_model: bool = False


def keys(split: str, which: str) -> Sequence[Key]:
    """The keys of a split: `clean`, `mixed`, `small` (mixed keys whose jobs have about ten rows) or `crowded`."""
    found = kinds(split)
    if which == CLEAN:
        return [Key(name, (one,)) for name, one in found.items()]
    return [
        Key(" + ".join(mix.kinds), tuple(found[name] for name in mix.kinds), mix.one_model)
        for mix in MIXES[split][which]
    ]
