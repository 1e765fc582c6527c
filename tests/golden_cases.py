"""The cases of tests/golden, a folder each."""

from view_cases import USUAL, Case

GOLDENS = {
    "usual": USUAL,
    "nothing": tuple(each for each in USUAL if each.verdict == "interactive"),
    "uncertain": (
        Case("c1", "shared-dev-key", "uncertain", "1418.98", 0.41, "low", 0.2, "poor", settle="when each call ended"),
        Case("c2", "prod-backend", "uncertain", "941.7", 0.6, "low", -0.1, has_batch_price=False),
    ),
    "unpriced": (
        Case("d1", "partner-export", as_billed=None, model="brand-new-model", models=("brand-new-model",)),
        Case("d2", "failing", as_billed="0", requests=4, failed=4),
    ),
    "caches": (
        Case(
            "a1", "nightly", as_billed="100", option="batch_cache_5m", floor="0.75", owner="search", channel="#search"
        ),
        Case("b1", "assistant", "interactive", "240.015", 0.97, "high", -3.2, option="cache_5m"),
        Case("b2", "stated", "agentic", "31.5", 0.99, "high", -6.0, stated="10.5"),
    ),
}
