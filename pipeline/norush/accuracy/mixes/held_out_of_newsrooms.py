"""Which kinds held out from tuning share a key where news, books, pictures and music are made.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {MIXED: (), SMALL_JOBS: (), CROWDED: ()}
