"""Stage 5, effort in the view: how much of a move to batches the log shows to be in the way.

Reads blockers; writes nothing. It grades the form of the calls; the program that sends them is in no log.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from norush.view.blockers import Blocker

FORM = ("streamed", "tools")
"""Blockers by which whatever takes the answers has to change."""


@dataclass(frozen=True, slots=True)
class Effort:
    """`small`, `medium`, `large`, or `unknown` where the log does not tell; and the blockers that make it so."""

    grade: str
    because: tuple[Blocker, ...]


def effort(blockers: Sequence[Blocker]) -> Effort:
    """The first that holds: some calls are stopped, the form of some has to change, that is not told, none of it."""
    stopped = tuple(each for each in blockers if each.effect == "stops" and each.calls)
    form = [each for each in blockers if each.blocker in FORM]
    changed = tuple(each for each in form if each.calls)
    untold = tuple(each for each in form if each.calls is None)
    for grade, because in (("large", stopped), ("medium", changed), ("unknown", untold)):
        if because:
            return Effort(grade, because)
    return Effort("small", ())
