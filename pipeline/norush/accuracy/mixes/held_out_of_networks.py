"""Which kinds held out from tuning share a key in groups that are spread over countries and hours.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {MIXED: (), SMALL_JOBS: (), CROWDED: ()}
