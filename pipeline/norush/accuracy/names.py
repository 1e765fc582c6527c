"""How keys are called: mostly after nothing, often after what they do, now and then after what they once did.

Reads nothing, writes nothing. Names are a hint at most: a rule that trusts them is misled as often as it would be in a
company.
"""

from random import Random

NEUTRAL = (
    "default", "llm", "api", "prod", "dev", "team-a", "shared", "ai-platform", "research", "data", "backend", "key-2",
    "john-laptop", "core", "internal", "main", "staging", "ml",
)  # fmt: skip
TELLING = {
    "interactive": ("chat", "assistant", "web-chat", "copilot", "helpdesk", "prod-app", "mobile"),
    "agentic": ("agent", "coding-agent", "swe-bot", "autopilot", "tool-runner"),
    "latency_bound": ("moderation", "guard", "risk-check", "realtime", "router"),
    "batchable": ("evals", "etl", "backfill", "nightly", "offline-jobs", "pipeline", "labeling", "reports"),
    "batched": ("batch-api", "bulk", "evals-batch"),
    "uncertain": ("events", "hooks", "enrichment", "tagging", "workers"),
}


def name(rng: Random, verdict: str) -> str:
    """A name for a key whose first kind has this verdict: 45% neutral, 42% telling, 13% of something else."""
    sort = rng.choices(("neutral", "telling", "other"), (45, 42, 13))[0]
    if sort == "neutral":
        return rng.choice(NEUTRAL)
    others = [other for other in TELLING if other != verdict]
    return rng.choice(TELLING[verdict if sort == "telling" else rng.choice(others)])
