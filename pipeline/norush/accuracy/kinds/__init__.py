"""The kinds of traffic: one function a kind, whose docstring says what it models and why its verdict is what it is.

Reads nothing, writes nothing. A module under `tuned/` may be looked at while rules are made; one under `held_out/` must
not be: its figures are what norush would show on traffic that nobody has looked at. A new kind is a function with
`@kind(...)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from norush.accuracy.world import World

TUNED, HELD_OUT = "tuned", "held_out"
SPLITS = (TUNED, HELD_OUT)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of traffic with its true verdict.

    `also`: other verdicts that people who know this traffic would accept. `is_decidable`: whether a log can show it;
    where it cannot, `uncertain` is right, and `batchable` is wrong.
    """

    name: str
    verdict: str
    run: Callable[[World], None]
    also: tuple[str, ...] = ()
    is_decidable: bool = True

    @property
    def models(self) -> str:
        """What it models and why its verdict is what it is."""
        return self.run.__doc__ or ""


def kind(verdict: str, *also: str, is_decidable: bool = True) -> Callable[[Callable[[World], None]], Kind]:
    """Makes a kind of a function; its name is the function's."""

    def made(run: Callable[[World], None]) -> Kind:
        return Kind(run.__name__.replace("_", "-"), verdict, run, also, is_decidable)

    return made


@cache
def kinds(split: str) -> Mapping[str, Kind]:
    """The kinds of a split by name, in the order of names."""
    package = import_module(f"norush.accuracy.kinds.{split}")
    found: dict[str, Kind] = {}
    for module in iter_modules(package.__path__):
        members = vars(import_module(f"{package.__name__}.{module.name}"))
        found |= {one.name: one for one in members.values() if isinstance(one, Kind)}
    return dict(sorted(found.items()))
