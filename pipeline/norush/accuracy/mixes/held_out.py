"""Which kinds held out from tuning share a key. Written without a look at the rules."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (Mix(("headlines-at-a-button", "voicemails-in-words")),),
    CROWDED: (Mix(("headlines-at-a-button", "safety-reports-at-noon", "voicemails-in-words")),),
    SMALL_JOBS: (Mix(("headlines-at-a-button", "safety-reports-at-noon")),),
}
