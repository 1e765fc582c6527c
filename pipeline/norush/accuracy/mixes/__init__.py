"""Which kinds share a key: mixed keys have two to four, in combinations that companies have; a crowded key is the only
one that a company has; small ones are mixed keys whose jobs have about ten rows.

Modules are `<split>.py` or `<split>_of_<theme>.py`: a row of their `MIXES` is one key.
"""

from dataclasses import dataclass

CLEAN, MIXED, SMALL_JOBS, CROWDED = "clean", "mixed", "small", "crowded"
KEYS = (CLEAN, MIXED, SMALL_JOBS, CROWDED)


@dataclass(frozen=True, slots=True)
class Mix:
    """Kinds by name that share a key; `one_model` says whether all of it runs on one model."""

    kinds: tuple[str, ...]
    one_model: bool = False
