"""Who shares a key: clean keys have one kind each, others those of a row in `mixes/`.

Reads the kinds; writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from norush.accuracy.kinds import HELD_OUT, TUNED, Kind, kinds
from norush.accuracy.mixes import (
    CLEAN,
    KEYS,
    Mix,
    held_out_of_factories,
    held_out_of_leisure,
    tuned,
    tuned_of_companies,
    tuned_of_departments,
    tuned_of_firms,
    tuned_of_products,
    tuned_of_sectors,
    tuned_of_trades,
    tuned_of_utilities,
)

_MODULES = {
    TUNED: (
        tuned,
        tuned_of_trades,
        tuned_of_companies,
        tuned_of_sectors,
        tuned_of_departments,
        tuned_of_products,
        tuned_of_firms,
        tuned_of_utilities,
    ),
    HELD_OUT: (held_out_of_factories, held_out_of_leisure),
}

MIXES: Mapping[str, Mapping[str, Sequence[Mix]]] = {
    split: {which: [mix for module in modules for mix in module.MIXES[which]] for which in KEYS if which != CLEAN}
    for split, modules in _MODULES.items()
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
